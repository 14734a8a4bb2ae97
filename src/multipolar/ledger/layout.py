"""The layout of the record: its tables, their keys, and what belongs to what, as the database itself describes them.

In: a connection. Out: the tables that hold the record, parents before children; what `Ledger.link` makes from them
is left out. Three kinds of table follow from the keys:
entities   have an id of their own (document, event, run, …), or are numbered and unique by other columns (problem)
parts      lie in one entity and are keyed by it and a position (byline, party, told, …)
numbered   entities whose number is the order in which they entered this book: another book has others
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multipolar.ledger.schema import derived

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

# numbered, and of a document or event the highest number counts, or comes last in its history
ranked = frozenset({"run", "coding", "review"})
days = frozenset({"published", "date_low", "date_high", "period_low", "period_high"})  # text: YYYY-MM-DD


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, and whether it must hold something."""

    name: str
    type: str  # TEXT, INTEGER or REAL
    required: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A foreign key; an optional one may be null."""

    columns: tuple[str, ...]
    parent: str
    targets: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the record."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    identity: tuple[str, ...]  # what makes it the same row in another book
    links: tuple[Link, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def numbered(self) -> bool:
        """Whether its key is the order in which its rows entered this book."""
        return self.key == ("number",)

    @property
    def entity(self) -> bool:
        """Whether its rows stand for themselves."""
        return self.numbered or self.key == ("id",)


Layout = dict[str, Table]


def layout(connection: sqlite3.Connection) -> Layout:
    """Return the tables of the record by name, each after those that it refers to."""
    query = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name"
    names = [name for (name,) in connection.execute(query) if not name.startswith("sqlite_")]
    found = {name: _table(connection, name) for name in names if name not in derived}
    placed: Layout = {}
    while len(placed) < len(found):
        for name, table in found.items():
            if all(link.parent in placed or link.parent == name for link in table.links):
                placed.setdefault(name, table)
    return placed


def _table(connection: sqlite3.Connection, name: str) -> Table:
    query = 'SELECT name, type, "notnull", pk FROM pragma_table_info(?) ORDER BY cid'
    found = connection.execute(query, (name,)).fetchall()
    key = tuple(column for column, _, _, pk in sorted(found, key=lambda row: row[3]) if pk)
    columns = tuple(Column(column, type_, bool(notnull or pk)) for column, type_, notnull, pk in found)
    required = {column.name for column in columns if column.required}
    identity = _unique(connection, name) if key == ("number",) else key
    return Table(name, columns, key, identity or key, tuple(_links(connection, name, required)))


def _unique(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """Return the columns of the first constraint that makes rows unique, none where there is none."""
    query = "SELECT name FROM pragma_index_list(?) WHERE origin = 'u' ORDER BY seq DESC LIMIT 1"
    index = connection.execute(query, (name,)).fetchone() or ("",)
    query = "SELECT name FROM pragma_index_info(?) ORDER BY seqno"
    return tuple(column for (column,) in connection.execute(query, index))


def _links(connection: sqlite3.Connection, name: str, required: set[str]) -> Iterator[Link]:
    query = 'SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?) ORDER BY id, seq'
    rows = connection.execute(query, (name,)).fetchall()
    for number in sorted({row[0] for row in rows}):
        parent, columns, targets = zip(*(row[1:] for row in rows if row[0] == number), strict=True)
        yield Link(columns, parent[0], targets, optional=not required.issuperset(columns))


def owner(tables: Layout, table: Table) -> Link:
    """Return in which entity a part lies: the column of the part, the entity, the column of the entity."""
    link = next(link for link in table.links if link.columns == table.key[: len(link.columns)])
    parent = tables[link.parent]
    if parent.entity:
        return link
    above = owner(tables, parent)
    column = link.columns[link.targets.index(above.columns[0])]
    return Link((column,), above.parent, above.targets, optional=False)


def same(table: Table, one: str, other: str) -> str:
    """Return SQL that tells whether two rows, given by their aliases, are the same in two books."""
    return " AND ".join(f'{one}."{column}" = {other}."{column}"' for column in table.identity)


def quoted(*names: str) -> str:
    """Return names of columns for SQL: some are words of the language, such as `end`."""
    return ", ".join(f'"{name}"' for name in names)


def home(tables: Layout, table: Table) -> Link | None:
    """Return the column by which a row belongs to a document or to what belongs to one; None where it does to none."""
    if not table.entity:
        return owner(tables, table)
    if "document" in table.names:  # a problem's is no foreign key: it may have been turned away
        return Link(("document",), "document", ("id",), optional=True)
    ways = (link for link in table.links if not link.optional and link.parent != table.name)
    return next((link for link in ways if home(tables, tables[link.parent])), None)


def document_of(tables: Layout, table: Table, row: str) -> str | None:
    """Return SQL for the document that a row, given by its alias, belongs to; None where it belongs to none."""
    link = home(tables, table)
    if table.name == "document":
        return f"{row}.id"
    if link is None:
        return None
    column, target = link.columns[0], link.targets[0]
    if link.parent == "document":
        return f'{row}."{column}"'
    above = document_of(tables, tables[link.parent], f"{row}_")
    return f'(SELECT {above} FROM "{link.parent}" {row}_ WHERE {row}_."{target}" = {row}."{column}")'  # noqa: S608
