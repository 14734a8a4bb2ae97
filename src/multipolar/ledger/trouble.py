"""What goes wrong with a folder or a database, said in a sentence.

In: an error of SQLite or of the system. Out: a `LedgerError` that says what is wrong, where, and what to do.
"""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from multipolar.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_full = (
    "The disk of the ledger “{place}” is full. Nothing of the last batch was written, and nothing before it is "
    "lost: make room, and run the same command again."
)
_read_only = "The ledger “{place}” is read-only ({name}). Make it writable, or copy it to a folder that is."
# by the beginning of SQLite's own name of the error
_sentences = {
    "SQLITE_NOTADB": (
        "“{place}” is not a ledger: its ledger.sqlite is no SQLite database. Name another folder, or restore it "
        "from a copy."
    ),
    "SQLITE_CORRUPT": "The ledger “{place}” is damaged. Restore it from a copy, or read the pages again.",
    # the program's own statements fit the tables that it made
    "SQLITE_ERROR": (
        "The ledger “{place}” is damaged: its tables are not those that multipolar made ({error}). Restore it from a "
        "copy, or read the pages again."
    ),
    "SQLITE_FULL": _full,
    "SQLITE_BUSY": (
        "Another program has been writing to the ledger “{place}” for too long. Nothing of the last batch was "
        "written; run the same command again when the other has ended."
    ),
    "SQLITE_READONLY": _read_only,
    "SQLITE_CANTOPEN": "The ledger “{place}” cannot be opened. See that its folder can be read and written.",
    "SQLITE_IOERR": (
        "The disk of the ledger “{place}” cannot be written or read ({name}). Nothing of the last batch was "
        "written; see that there is room and repeat."
    ),
}
_reasons = {
    errno.ENOSPC: _full,
    errno.EDQUOT: _full,
    errno.EROFS: _read_only,
    errno.EACCES: _read_only,
    errno.EPERM: _read_only,
}


@contextmanager
def sentences(place: Path) -> Iterator[None]:
    """Raise the errors of SQLite and of the system as `LedgerError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise LedgerError(_sentence(error, place)) from error
    except OSError as error:
        raise LedgerError(_reason(error, place)) from error


def _reason(error: OSError, place: Path) -> str:
    """Say what the system refused."""
    said = error.strerror or str(error)
    if error.errno in _reasons:
        where = f"{said}: {error.filename}" if error.filename else said
        return _reasons[error.errno].format(place=place, name=where)
    return f"The ledger “{place}” cannot be read or written: {said}."


def _sentence(error: sqlite3.Error, place: Path) -> str:
    name = getattr(error, "sqlite_errorname", "")
    if "decode to UTF-8" in str(error):  # Python says so of a text; SQLite has not looked at it
        name = "SQLITE_CORRUPT"
    if "no such module: fts5" in str(error):
        return f"The ledger “{place}” needs SQLite with FTS5, which that of this Python lacks. Use another Python."
    for beginning, sentence in _sentences.items():
        if name.startswith(beginning):
            return sentence.format(place=place, name=name, error=error)
    return f"The ledger “{place}” failed: {error}."
