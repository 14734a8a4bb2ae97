"""Codings: a document as read once by one edition of a coder, with the records that this gave.

In: readings. Out: rows that are only ever added. The latest coding of a document is current and supersedes the
earlier ones, whose records stay in the book; the same coder reading a page again changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from multipolar.ledger import rows
from multipolar.ledger.records import content_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from multipolar.ledger.records import Reading, Record
    from multipolar.ledger.run import Run

Outcome = Literal["new", "known", "recoded"]


def write(connection: sqlite3.Connection, reading: Reading, run: Run) -> Outcome:
    """Insert a document with all that belongs to it; of a known one what another coder finds in it."""
    id_ = reading.document.id
    if rows.coder_of(connection, id_) == reading.coder:
        return "known"
    if not (known := _held(connection, "document", id_)):
        rows.insert(connection, rows.document_tables(reading.document))
    _records(connection, reading)
    _coding(connection, reading, run.number(connection))
    return "recoded" if known else "new"


def _records(connection: sqlite3.Connection, reading: Reading) -> None:
    """Insert the records that are not there: the same id means the same content."""
    events, statements = _missing(connection, reading.events), _missing(connection, reading.statements)
    rows.insert(connection, rows.record_tables(events, statements))


def _missing(connection: sqlite3.Connection, records: Sequence[Record]) -> list[Record]:
    return [each for each in records if not _held(connection, type(each).__name__.lower(), each.id)]


def _held(connection: sqlite3.Connection, table: str, id_: str) -> bool:
    query = f"SELECT 1 FROM {table} WHERE id = ?"  # noqa: S608 : our own names
    return connection.execute(query, (id_,)).fetchone() is not None


def _coding(connection: sqlite3.Connection, reading: Reading, run: int) -> None:
    document = reading.document.id
    found = {"told": [e.id for e in reading.events], "said": [s.id for s in reading.statements]}
    earlier = connection.execute("SELECT count(*) FROM coding WHERE document = ?", (document,)).fetchone()[0]
    id_ = content_id("coding", document, earlier, reading.coder, *found.values())
    number = connection.execute(
        "INSERT INTO coding (id, document, coder, run) VALUES (?, ?, ?, ?)",
        (id_, document, reading.coder, run),
    ).lastrowid
    tables = {table: [(number, i, id_) for i, id_ in enumerate(ids)] for table, ids in found.items()}
    rows.insert(connection, tables)
