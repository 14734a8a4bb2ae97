"""What goes wrong with a folder or a database, said in a sentence.

In: an error of SQLite or of the system. Out: a `LedgerError` that says what is wrong, where, and what to do.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from multipolar.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# by the beginning of SQLite's own name of the error
_sentences = {
    "SQLITE_NOTADB": "“{place}” is not a ledger: it is no SQLite database.",
    "SQLITE_CORRUPT": "The ledger “{place}” is damaged. Restore it from a copy, or read the pages again.",
    "SQLITE_FULL": "The disk of the ledger “{place}” is full. Nothing of the last batch was written.",
    "SQLITE_BUSY": "Another program has been writing to the ledger “{place}” for too long. Try again later.",
    "SQLITE_READONLY": "The ledger “{place}” is read-only. Make it writable, or copy it to a folder that is.",
    "SQLITE_CANTOPEN": "The ledger “{place}” cannot be opened. See that its folder can be read and written.",
    "SQLITE_IOERR": (
        "The disk of the ledger “{place}” cannot be written or read ({name}). Nothing of the last batch was "
        "written; see that there is room and repeat."
    ),
}


@contextmanager
def sentences(place: Path) -> Iterator[None]:
    """Raise the errors of SQLite and of the system as `LedgerError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise LedgerError(_sentence(error, place)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise LedgerError(f"The ledger “{place}” cannot be read or written: {reason}.") from error


def _sentence(error: sqlite3.Error, place: Path) -> str:
    name = getattr(error, "sqlite_errorname", "")
    for beginning, sentence in _sentences.items():
        if name.startswith(beginning):
            return sentence.format(place=place, name=name)
    return f"The ledger “{place}” failed: {error}."
