"""The folder of a ledger: whether it is one, how it is made, and the connection to its record.

In: a path. Out: the folder and an SQLite connection (WAL, synchronous=FULL, foreign keys), or a
`LedgerError` that says why there is none. A new record is made under another name and linked into place
whole. Only SQLite may open the record: a process that closes a file loses all its locks on it (POSIX), those
of SQLite as well, and another program that then closes the book takes the WAL away from under this one.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import uuid4

from multipolar.errors import LedgerError
from multipolar.ledger import schema
from multipolar.ledger.disk import sync
from multipolar.ledger.trouble import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

record = "ledger.sqlite"
patience = 60.0  # seconds to wait for another writer; one transaction takes well under a second


def at(folder: Path | str, *, create: bool) -> Path:
    """Return the folder of the ledger, made where there is none and `create` says so."""
    place = Path(folder).expanduser().absolute()
    with sentences(place):
        if place.exists() and not place.is_dir():
            raise LedgerError(f"“{place}” is a file, not the folder of a ledger.")
        if not (place / record).exists():
            if not create:
                raise LedgerError(_missing(place))
            _make(place)
        _writable(place)
    return place


def _missing(place: Path) -> str:
    if place.exists():
        return f"“{place}” is not a ledger: it has no {record}."
    return f"There is no ledger at “{place}”. Read pages into it first, or correct the path."


def _make(place: Path) -> None:
    new = [folder for folder in (place, *place.parents) if not folder.exists()]
    for folder in (place, place / "blobs", place / "tables"):
        folder.mkdir(parents=True, exist_ok=True)
    for folder in new:  # else a power cut may take away the folder with all that is in it
        sync(folder.parent)
    draft = place / f".{uuid4().hex}.draft"
    try:
        _fresh(draft)
        _into_place(draft, place / record)
    finally:
        draft.unlink(missing_ok=True)


def _fresh(draft: Path) -> None:
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        schema.migrate(connection, schema.steps())
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _into_place(draft: Path, final: Path) -> None:
    sync(draft)  # before it has its name: others may have opened it by then
    # another program may have made the same ledger in the meantime
    with suppress(FileExistsError):
        final.hardlink_to(draft)  # unlike a rename, never takes the place of one that is there
    sync(final.parent)


def _writable(place: Path) -> None:
    # SQLite writes beside the record even to read it (WAL), and its own message does not say so
    for path in (place, place / record):
        if not os.access(path, os.W_OK):
            raise LedgerError(
                f"The ledger “{place}” is read-only: “{path.name}” cannot be written. Make it writable, or "
                "copy the ledger to a folder that is."
            )


def connect(place: Path) -> sqlite3.Connection:
    """Return a connection to the record, brought to the version of this program."""
    connection = sqlite3.connect(
        _address(place, "mode=rw"),
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _prepare(connection, place)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, place: Path) -> None:
    if not schema.belongs(connection):
        raise LedgerError(
            f"“{place / record}” is not a ledger: it is the SQLite database of another program."
        )
    _whole(connection, place)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    schema.migrate(connection, schema.steps())


def _address(place: Path, how: str) -> str:
    return f"file:{quote(str(place / record))}?{how}"


def _whole(connection: sqlite3.Connection, place: Path) -> None:
    """Refuse a record that was cut short: beside a WAL SQLite would notice on the missing page only."""
    # while another program moves its pages here the file is short for a moment, but the book is well
    if _short(place) and not _sound(connection):
        raise LedgerError(
            f"The ledger “{place}” is damaged: its record is shorter than it says. Restore it from a copy."
        )


def _short(place: Path) -> bool:
    """Tell whether the record has fewer pages than its head says, as it lies there, without its WAL."""
    connection = sqlite3.connect(_address(place, "mode=ro&immutable=1"), uri=True)
    try:
        return schema.number(connection, "page_count") == 0
    except sqlite3.DatabaseError:
        return True
    finally:
        connection.close()


@contextmanager
def alone(place: Path, *, patient: bool = True) -> Iterator[bool]:
    """Wait until no other program links the ledger; the system frees the lock of one that was killed.

    Without patience, give False at once where another does.
    """
    import fcntl

    with (place / "link.lock").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if patient else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True


def _sound(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
