# ruff: noqa: S608 : names of tables and columns come from the schema
"""The SQL of merging, made from the layout of the record: rows of `stage`, attached to a book, that `main` lacks.

In: a connection to a book with a stage attached. Out: entities chosen by what they belong to (tables `temp.new_…` of
their keys in the stage), then inserted with their parts. Numbers are local to a book: they are those of the stage
where the book holds nothing else, else shifted; what names a numbered row is translated by that row's identity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.ledger.layout import home, owner, quoted, ranked, same

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from multipolar.ledger.layout import Layout, Link, Table


class Graft:
    """What is taken from the stage in one transaction after the other."""

    def __init__(self, connection: sqlite3.Connection, tables: Layout) -> None:
        self._connection, self._tables = connection, tables
        self._entities = [table for table in tables.values() if table.entity]
        connection.execute("CREATE TEMP TABLE batch (id TEXT PRIMARY KEY)")
        for table in self._entities:
            connection.execute(f'CREATE TEMP TABLE "new_{table.name}" (key PRIMARY KEY)')
        self._offsets = {table.name: self._offset(table) for table in self._entities if table.numbered}

    def close(self) -> None:
        """Drop the tables of the choice."""
        for name in ("batch", *(f"new_{table.name}" for table in self._entities)):
            self._connection.execute(f'DROP TABLE temp."{name}"')

    def _offset(self, table: Table) -> int:
        """Return by how much numbers are shifted: by nothing where the book holds only rows of the stage."""
        staged = (
            f"""SELECT 1 FROM stage."{table.name}" s WHERE s.number = m.number AND {same(table, "s", "m")}"""
        )
        other = self.one(f'SELECT 1 FROM main."{table.name}" m WHERE NOT EXISTS ({staged}) LIMIT 1')
        return self._shift(table, f'SELECT number FROM stage."{table.name}"') if other else 0

    def _shift(self, table: Table, numbers: str) -> int:
        if table.name in ranked:
            own, new = f'SELECT min(number) FROM main."{table.name}"', f"SELECT max(number) FROM ({numbers})"
            return self.one(own) - 1 - self.one(new)
        own, new = f'SELECT max(number) FROM main."{table.name}"', f"SELECT min(number) FROM ({numbers})"
        return self.one(own) + 1 - self.one(new)

    def one(self, query: str, *values: object) -> int:
        """Return the number that a query gives, 0 for none."""
        row = self._connection.execute(query, values).fetchone()
        return int(row[0] or 0) if row else 0

    def begin(self, documents: Sequence[str] = ()) -> None:
        """Forget the last choice; the next is of these documents."""
        for name in ("batch", *(f"new_{table.name}" for table in self._entities)):
            self._connection.execute(f'DELETE FROM temp."{name}"')
        self._connection.executemany("INSERT INTO temp.batch VALUES (?)", [(id_,) for id_ in documents])

    def choose_documents(self) -> None:
        """Choose all that belongs to the documents, as far as the book does not have it."""
        for table in self._entities:
            if within := self._within(table):
                self._choose(table, within)
        self._choose_named()

    def choose_rows(self, table: Table, keys: Sequence[int]) -> None:
        """Choose rows of a table, as far as the book does not have them."""
        self._choose(table, f"{table.key[0]} IN ({', '.join(map(str, keys))})")
        self._choose_named()

    def choose_unnamed(self) -> None:
        """Choose what belongs to no document and is named by nothing, such as a run that left no trace."""
        for table in self._entities:
            if home(self._tables, table) is None and table.name != "document":
                names = (
                    f'NOT EXISTS (SELECT 1 FROM stage."{child.name}" c WHERE c."{link.columns[0]}" = x.number)'
                    for child, link in self._naming(table)
                )
                self._choose(table, " AND ".join(names))

    def _within(self, table: Table) -> str | None:
        link = home(self._tables, table)
        if table.name == "document":
            return "id IN (SELECT id FROM temp.batch)"
        if link is None:
            return None
        if link.parent == "document":
            return f'"{link.columns[0]}" IN (SELECT id FROM temp.batch)'
        above = self._within(self._tables[link.parent])
        return f'"{link.columns[0]}" IN (SELECT "{link.targets[0]}" FROM stage."{link.parent}" WHERE {above})'

    def _choose(self, table: Table, where: str) -> None:
        known = f'SELECT 1 FROM main."{table.name}" m WHERE {same(table, "m", "x")}'
        self._connection.execute(
            f'INSERT INTO temp."new_{table.name}" SELECT "{table.key[0]}" FROM stage."{table.name}" x '
            f"WHERE {where} AND NOT EXISTS ({known})"
        )

    def _choose_named(self) -> None:
        """Choose what belongs to no document and is named by the rows chosen."""
        for table in self._entities:
            for child, link in self._naming(table) if home(self._tables, table) is None else ():
                column, key = link.columns[0], child.key[0]
                named = f'SELECT "{column}" FROM stage."{child.name}" WHERE "{key}" IN (SELECT key FROM temp."new_{child.name}")'
                self._choose(
                    table, f'number IN ({named}) AND number NOT IN (SELECT key FROM temp."new_{table.name}")'
                )

    def _naming(self, table: Table) -> Iterator[tuple[Table, Link]]:
        """Yield the entities that name rows of a numbered table, with the link by which they do."""
        for child in self._entities:
            for link in child.links:
                if link.parent == table.name and link.targets == ("number",):
                    yield child, link

    def chosen(self, name: str) -> int:
        """Return how many rows of a table are chosen."""
        return self.one(f'SELECT count(*) FROM temp."new_{name}"')

    def recoded(self) -> int:
        """Return for how many documents of the book a coding is chosen."""
        return self.one(
            """SELECT count(DISTINCT document) FROM stage.coding WHERE number IN (SELECT key FROM temp.new_coding)
               AND document IN (SELECT id FROM main.document)"""
        )

    def insert(self) -> None:
        """Insert what is chosen, with its parts, what others name before what names it."""
        for table in self._tables.values():
            if table.numbered:
                self._make_room(table)
            columns = ", ".join(self._column(table, name) for name in table.names)
            self._connection.execute(
                f'INSERT INTO main."{table.name}" ({quoted(*table.names)}) SELECT {columns} '
                f'FROM stage."{table.name}" x WHERE {self._is_chosen(table)} ORDER BY {quoted(*table.key)}'
            )

    def _is_chosen(self, table: Table) -> str:
        if table.entity:
            return f'x."{table.key[0]}" IN (SELECT key FROM temp."new_{table.name}")'
        link = owner(self._tables, table)
        key = self._tables[link.parent].key[0]
        chosen = f'n JOIN stage."{link.parent}" o ON o."{key}" = n.key'
        return (
            f'x."{link.columns[0]}" IN (SELECT o."{link.targets[0]}" FROM temp."new_{link.parent}" {chosen})'
        )

    def _column(self, table: Table, name: str) -> str:
        if table.numbered and name == "number":
            return f"x.number + {self._offsets[table.name]}"
        for link in table.links:
            if link.columns == (name,) and link.targets == ("number",):
                parent = self._tables[link.parent]
                there = (
                    f'FROM stage."{parent.name}" s JOIN main."{parent.name}" m ON {same(parent, "s", "m")}'
                )
                return f'(SELECT m.number {there} WHERE s.number = x."{name}")'
        return f'x."{name}"'

    def _make_room(self, table: Table) -> None:
        """Shift numbers anew where another writer has taken one in the meantime."""
        offset, new = self._offsets[table.name], f'temp."new_{table.name}"'
        clash = f'SELECT 1 FROM {new} n JOIN main."{table.name}" m ON m.number = n.key + {offset} LIMIT 1'
        if self.one(clash):
            self._offsets[table.name] = self._shift(table, f"SELECT key AS number FROM {new}")
