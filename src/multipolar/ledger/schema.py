"""The shape of the book's database and its numbered steps from one version to the next.

In: an SQLite connection. Out: the same connection at the version of this program, or a `LedgerError` that
says why not. Step n moves a book from version n - 1 to n, whole or not at all; the first is `schema.sql`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from multipolar.errors import LedgerError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

application = 0x6D706F6C  # "mpol": tells a ledger from any other SQLite file
# made by `Ledger.link` from the other tables; not exported
derived = frozenset(
    {
        "sketch",
        "likeness",
        "story",
        "happening",
        "telling",
        "search_document",
        "search_speaker",
        "search_entry",
    }
)
step_files = ("schema.sql", "passage_about.sql", "codings.sql", "search.sql")


@cache
def steps() -> tuple[str, ...]:
    """Return the SQL of every step, the first first."""
    return tuple(files(__package__).joinpath(name).read_text("utf-8") for name in step_files)


def belongs(connection: sqlite3.Connection) -> bool:
    """Tell whether the database says that it is a ledger."""
    return number(connection, "application_id") == application


def number(connection: sqlite3.Connection, pragma: str) -> int:
    """Return the value of a pragma that is a number."""
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def migrate(connection: sqlite3.Connection, steps: Sequence[str]) -> None:
    """Bring the database to the version of the steps; another program may do so at the same time."""
    refuse_newer(connection, steps)
    if number(connection, "user_version") < len(steps):
        _take(connection, steps)


def refuse_newer(connection: sqlite3.Connection, steps: Sequence[str]) -> None:
    """Refuse a database of a later version than that of the steps."""
    if number(connection, "user_version") > len(steps):
        raise LedgerError(
            f"The ledger is of version {number(connection, 'user_version')}, and this program reads up to "
            f"version {len(steps)}: it was written by a newer multipolar. Update multipolar."
        )


def _take(connection: sqlite3.Connection, steps: Sequence[str]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in steps[number(connection, "user_version") :]:
            _run(connection, step)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute(f"PRAGMA application_id = {application}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _run(connection: sqlite3.Connection, script: str) -> None:
    # executescript would commit the open transaction first
    from sqlite3 import complete_statement

    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if complete_statement(statement):
            connection.execute(statement)
            statement = ""
