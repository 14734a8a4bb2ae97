# ruff: noqa: S608 : names of tables and columns come from the schema
"""The stage: the rows of a parcel in a database of their own, before any of them enters a book.

In: a parcel, and a file that is not there yet. Out: a record with the tables of the parcel's version, brought up to
this program's by the same steps as a ledger. A row that has not the shape of its table is left out, with what it is
a part of, and leaves a problem.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any

from multipolar.ledger import schema
from multipolar.ledger.layout import days, home, layout, owner, quoted
from multipolar.ledger.parcel import printable
from multipolar.ledger.proof import encodable
from multipolar.ledger.records import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from multipolar.errors import LedgerError
    from multipolar.ledger.duplicate import Step
    from multipolar.ledger.layout import Column, Layout, Table
    from multipolar.ledger.parcel import Parcel

_often = 10_000  # rows between two steps of progress
_most = 1000  # problems told one by one of each table; more are counted
_largest = 2**53  # what every reader of JSON takes for a whole number; room is left for numbers to be shifted
_longest_id = 100  # characters; those of today have 33 at most
_day = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(slots=True)
class Stage:
    """The database, its tables, and what was left out."""

    parcel: Parcel
    file: Path
    connection: sqlite3.Connection
    tables: Layout
    _problems: list[Problem] = field(default_factory=list)
    _count: Counter[str] = field(default_factory=Counter)

    def note(self, table: str, what: str, document: str | None = None) -> None:
        """Keep a problem with a row of a table; after the first thousand only their number."""
        self._count[table] += 1
        if self._count[table] <= _most:
            self._problems.append(Problem("ledger", self._source(table), what, document))

    def problems(self) -> list[Problem]:
        """Return what was left out and why."""
        more = {table: count - _most for table, count in self._count.items() if count > _most}
        rest = [
            Problem(
                "ledger",
                self._source(table),
                f"{count:,} more rows were left out or changed for like reasons.",
            )
            for table, count in more.items()
        ]
        return [*self._problems, *rest]

    def _source(self, table: str) -> str:
        return str(self.parcel.folder / f"{table}.jsonl")

    def delete(self, table: str, where: str, *values: object) -> int:
        """Delete rows of a table and return how many there were."""
        return self.connection.execute(f'DELETE FROM "{table}" WHERE {where}', values).rowcount


class ShapeError(ValueError):
    """A row has not the shape of its table."""


def load(parcel: Parcel, file: Path, connection: sqlite3.Connection, tell: Step) -> Stage:
    """Fill an empty database, the file, with the rows of a parcel; one that is not what it says raises `LedgerError`."""
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = MEMORY")
    schema.migrate(connection, schema.steps()[: parcel.version])
    stage = Stage(parcel, file, connection, layout(connection))
    parcel.expect(set(stage.tables))
    connection.execute("CREATE TEMP TABLE tainted (entity TEXT, key)")
    for table in stage.tables.values():
        _fill(stage, table, tell)
    _taint(stage)
    _bring_up(stage)
    _index(stage)
    return stage


def _fill(stage: Stage, table: Table, tell: Step) -> None:
    total, _ = stage.parcel.tables[table.name]
    columns, names = table.columns, set(table.names)
    insert = f'INSERT INTO "{table.name}" ({quoted(*table.names)}) VALUES ({", ".join("?" * len(columns))})'
    stage.connection.execute("BEGIN")
    for number, line in stage.parcel.lines(table.name):
        if number % _often == 1:
            tell(f"loading {table.name}", number, total)
            stage.connection.execute("COMMIT")
            stage.connection.execute("BEGIN")
        row: dict[str, Any] = {}
        try:
            row = _row(line)
            if row.keys() != names:
                raise _foreign(stage, table, number, row)
            stage.connection.execute(insert, [_value(column, row[column.name]) for column in columns])
        except (ShapeError, sqlite3.IntegrityError) as error:
            _leave_out(stage, table, row, f"Line {number} was left out: {error}.")
    stage.connection.execute("COMMIT")


def _row(line: bytes | None) -> dict[str, Any]:
    if line is None:
        raise ShapeError("it is longer than any line of an export")
    try:
        row = json.loads(line.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise ShapeError("it is no JSON") from error
    if not isinstance(row, dict):
        raise ShapeError("it is no JSON object")
    return row


def _foreign(stage: Stage, table: Table, number: int, row: dict[str, Any]) -> LedgerError:
    name = min(row.keys() ^ set(table.names))
    what = f"has the column “{printable(name)}”" if name in row else f"lacks the column “{name}”"
    return stage.parcel.broken(
        f"line {number} of {table.name}.jsonl {what}; the columns of version {stage.parcel.version} are "
        f"{', '.join(table.names)}"
    )


def _no_number(word: str) -> None:
    raise ShapeError(f"{word} is no number")


def _value(column: Column, value: object) -> object:
    """Return the value if its column can hold it as it is: SQLite itself would make a number of "5"."""
    if value is None and not column.required:
        return None
    if not _fits(column, value):
        raise ShapeError(f"“{column.name}” cannot be {json.dumps(value)[:80]}")
    return value


def _fits(column: Column, value: object) -> bool:
    match column.type:
        case "INTEGER":
            return type(value) is int and abs(value) < _largest
        case "REAL":
            return type(value) is float and isfinite(value)
        case _:
            return isinstance(value, str) and encodable(value) and _is_like(column.name, value)


def _is_like(name: str, text: str) -> bool:
    if name == "id":
        return 0 < len(text) <= _longest_id and text.isprintable()
    return name not in days or _is_day(text)


def _is_day(text: str) -> bool:
    try:
        return bool(_day.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _leave_out(stage: Stage, table: Table, row: dict[str, Any], what: str) -> None:
    """Note a bad row; what it is a part of would be another thing without it."""
    stage.note(table.name, what)
    if not table.entity:
        link = owner(stage.tables, table)
        column = next(column for column in table.columns if column.name == link.columns[0])
        if _fits(column, key := row.get(column.name)):
            stage.connection.execute("INSERT INTO temp.tainted VALUES (?, ?)", (link.parent, key))


def _taint(stage: Stage) -> None:
    for table in stage.tables.values():
        if table.entity:
            key = _linked(stage.tables, table)
            gone = f'"{key}" IN (SELECT key FROM temp.tainted WHERE entity = ?)'
            if count := stage.delete(table.name, gone, table.name):
                stage.note(table.name, f"Rows left out because a part of theirs is broken: {count}.")


def _bring_up(stage: Stage) -> None:
    try:
        schema.migrate(stage.connection, schema.steps())
    except sqlite3.IntegrityError as error:
        version = f"version {len(schema.steps())}"
        raise stage.parcel.broken(f"its rows cannot be brought to {version} ({error})") from error
    stage.tables = layout(stage.connection)


def _linked(tables: Layout, table: Table) -> str:
    """Return the column by which parts name an entity."""
    parts = (each for each in tables.values() if not each.entity)
    links = (owner(tables, each) for each in parts)
    return next((link.targets[0] for link in links if link.parent == table.name), table.key[0])


def _index(stage: Stage) -> None:
    """Make it quick to ask what belongs to a row, and to a document."""
    for table in stage.tables.values():
        belongs = home(stage.tables, table)
        columns = [*(link.columns for link in table.links), *([belongs.columns] if belongs else [])]
        for each in dict.fromkeys(columns):
            name = " ".join(("stage", table.name, *each))
            stage.connection.execute(f'CREATE INDEX "{name}" ON "{table.name}" ({quoted(*each)})')
