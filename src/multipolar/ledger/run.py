"""A run: one use of the program that wrote to the book, so that a record or problem says when it came.

In: the command. Out: the number of its row, which is written with the first transaction that needs it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING
from uuid import uuid4

from multipolar.ledger.proof import legible

if TYPE_CHECKING:
    import sqlite3


class Run:
    """One use of the program."""

    def __init__(self, command: str) -> None:
        self._row = (uuid4().hex, now(), _version(), legible(command))

    def number(self, connection: sqlite3.Connection) -> int:
        """Return the number of this run in the book; its row goes in with the open transaction, or with none."""
        connection.execute(
            "INSERT OR IGNORE INTO run (id, began, program, command) VALUES (?, ?, ?, ?)", self._row
        )
        query = "SELECT number FROM run WHERE id = ?"
        return int(connection.execute(query, self._row[:1]).fetchone()[0])


def now() -> str:
    """Return the time in UTC to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@cache
def _version() -> str:
    from multipolar import __version__

    return __version__
