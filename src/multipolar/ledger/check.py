"""The check of a book: whether everything in it is whole and stands on its evidence.

In: an open book. Out: a problem for everything that is wrong. The database (SQLite's own checks), the bytes
against their hashes, every quote against its text, every document against its id, and what belongs to
nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.errors import LedgerError
from multipolar.ledger import blobs, rows
from multipolar.ledger.proof import document_fault, record_fault
from multipolar.ledger.records import Problem, identified

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from multipolar.ledger.records import Document, Event, Statement

    Progress = Callable[[int, int], None]

_stage = "ledger"
_deletable = "unless a program is writing just now, it may be deleted"


class DamageError(LedgerError):
    """A book is not whole, and what was asked for needs one that is; `problems` lists the damage."""

    exit_code = 1

    def __init__(self, sentence: str, problems: Sequence[Problem]) -> None:
        super().__init__(sentence)
        self.problems = tuple(problems)


def check(connection: sqlite3.Connection, folder: Path, *, progress: Progress | None = None) -> list[Problem]:
    """Return what is wrong with the book; nothing if all is well."""
    broken = database(connection, folder)
    parts = _records(connection, progress), _bytes(connection, folder)
    return broken if _unreadable(broken) else [*broken, *_found(parts, folder)]


def record(
    connection: sqlite3.Connection, folder: Path, *, progress: Progress | None = None
) -> list[Problem]:
    """Return what is wrong with the book, the bytes as fetched apart."""
    broken = database(connection, folder)
    return broken if _unreadable(broken) else [*broken, *_found([_records(connection, progress)], folder)]


def database(connection: sqlite3.Connection, folder: Path) -> list[Problem]:
    """Return what is wrong with the database as such, whatever its rows say."""
    return [*_database(connection, folder)]


def _unreadable(broken: Sequence[Problem]) -> bool:
    return any("damaged" in problem.what for problem in broken)  # its rows cannot be trusted any more


def _found(parts: Iterable[Iterator[Problem]], folder: Path) -> list[Problem]:
    source = str(folder / "ledger.sqlite")
    return [problem for part in parts for problem in _as_far_as(part, source)]


def _as_far_as(found: Iterator[Problem], source: str) -> Iterator[Problem]:
    """Yield problems up to where the database itself cannot be read, and that."""
    import sqlite3

    try:
        yield from found
    except sqlite3.Error as error:
        yield Problem(_stage, source, f"The database is damaged: {error}. Restore it from a copy.")


def _database(connection: sqlite3.Connection, folder: Path) -> Iterator[Problem]:
    import sqlite3

    source = str(folder / "ledger.sqlite")
    try:
        for (finding,) in connection.execute("PRAGMA integrity_check").fetchall():
            if finding != "ok":
                yield Problem(_stage, source, f"The database is damaged: {finding}. Restore it from a copy.")
        for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
            yield Problem(_stage, source, f"A row of {table} belongs to nothing in {parent}.")
    except sqlite3.DatabaseError as error:
        yield Problem(_stage, source, f"The database is damaged: {error}. Restore it from a copy.")


def _records(connection: sqlite3.Connection, progress: Progress | None) -> Iterator[Problem]:
    ids = [id_ for (id_,) in connection.execute("SELECT id FROM document ORDER BY number")]
    for done, id_ in enumerate(ids):
        if progress:
            progress(done, len(ids))
        yield from _reading(connection, id_)
    if progress:
        progress(len(ids), len(ids))


def _reading(connection: sqlite3.Connection, id_: str) -> Iterator[Problem]:
    import sqlite3

    try:
        document, records = rows.document(connection, id_), list(rows.records(connection, id_))
    except (LedgerError, sqlite3.Error) as error:
        what = f"Document {id_} cannot be read: {error}. Restore the ledger from a copy."
        yield Problem(_stage, id_, what, id_)
        return
    if document is not None:
        yield from _faults(document, records)


def _faults(document: Document, records: list[Event | Statement]) -> Iterator[Problem]:
    id_ = document.id
    if fault := document_fault(document) or _changed(document):
        yield Problem(_stage, document.source, f"Document {id_} does not fit: {fault}.", id_)
    for record in records:
        if fault := record_fault(record, document):
            what = f"{type(record).__name__} {record.id} does not fit its document: {fault}."
            yield Problem(_stage, document.source, what, id_)


def _changed(document: Document) -> str | None:
    if identified(document).id == document.id:
        return None
    return (
        "its words, title, byline, publishers or day are not those that its id was made of; restore the ledger "
        "from a copy"
    )


def _bytes(connection: sqlite3.Connection, folder: Path) -> Iterator[Problem]:
    held = set(blobs.names(folder / "blobs"))  # before the rows, which follow their bytes: another may write
    query = "SELECT blob, min(source) FROM document WHERE blob IS NOT NULL GROUP BY blob ORDER BY blob"
    wanted = dict(connection.execute(query).fetchall())
    for name in sorted(wanted.keys() | held):
        yield from _blob(folder, name, wanted.get(name))
    for draft in [*sorted(folder.glob(".*.draft*")), *blobs.drafts(folder / "blobs")]:
        yield Problem(_stage, str(draft), f"An interrupted writer left this file; {_deletable}.")


def _blob(folder: Path, name: str, source: str | None) -> Iterator[Problem]:
    if source is None:
        what = f"The blob {name} belongs to no document; {_deletable}."
        yield Problem(_stage, str(folder / "blobs"), what)
    try:
        blobs.fetch(folder / "blobs", name)
    except LedgerError as error:
        yield Problem(_stage, source or str(folder / "blobs"), str(error))
