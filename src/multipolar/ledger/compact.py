"""Compacting: a ledger without what nobody needs: files of killed programs, bytes that no document names, gaps.

In: an open ledger. Out: the same content in less space. Others go on reading; who writes waits for a moment.
"""

from __future__ import annotations

import time
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multipolar.errors import LedgerError
from multipolar.ledger import blobs, draft, duplicate, place
from multipolar.ledger.check import DamageError, database
from multipolar.ledger.traffic import clearing
from multipolar.ledger.trouble import sentences

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from multipolar.ledger.duplicate import Step
    from multipolar.ledger.store import Ledger

_brief = 2000  # milliseconds to wait for those who read, before the log is left as it is
_old = 3600  # seconds; by then nobody is still making a new ledger or an import's working copy here


@dataclass(frozen=True, slots=True)
class Compacted:
    """How many bytes the ledger had and has, and what was taken away."""

    before: int
    after: int
    drafts: int
    blobs: int
    cleared: bool  # whether blobs could be cleared: false where others wrote all the time
    truncated: bool  # whether the log could be emptied: false where another reads for long


def compact(ledger: Ledger, *, progress: Step | None = None) -> Compacted:
    """Take away what killed programs left and what no document names, and close the gaps in the record.

    A damaged database raises `DamageError`, and nothing is taken away.
    """
    folder, tell = ledger.folder, progress or duplicate.silent
    before = duplicate.size(folder)
    with sentences(folder), closing(place.connect(folder)) as connection:
        tell("checking the record", 0, 1)
        if damage := database(connection, folder):
            raise DamageError(f"The ledger “{folder}” is damaged: nothing was taken away.", damage)
        tell("clearing", 0, 1)
        drafts, orphans, cleared = _clear(connection, folder)
        tell("closing gaps", 0, 1)
        connection.execute("VACUUM")
        connection.execute(f"PRAGMA busy_timeout = {_brief}")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        tell("closing gaps", 1, 1)
    return Compacted(before, duplicate.size(folder), drafts, orphans, cleared, not busy)


def _clear(connection: sqlite3.Connection, folder: Path) -> tuple[int, int, bool]:
    """Take away drafts and blobs without owners; return how many of each, and whether it came to that."""
    with clearing(folder, patience=place.patience) as alone:
        # a writer that was between its blob and its row is done by now, and the next one waits
        draft.sweep(folder / "import")  # what a killed import had made ready
        left = [*(blobs.drafts(folder / "blobs") if alone else []), *_forgotten(folder)]
        orphans = [*_orphans(connection, folder / "blobs")] if alone else []
        for path in (*left, *orphans):
            path.unlink(missing_ok=True)
    return len(left), len(orphans), alone


def _forgotten(folder: Path) -> Iterator[Path]:
    """Yield old drafts of a record in the folder itself."""
    for path in sorted(folder.glob(".*.draft*")):
        if path.is_file() and path.stat().st_mtime < time.time() - _old:
            yield path


def _orphans(connection: sqlite3.Connection, folder: Path) -> Iterator[Path]:
    named = {name for (name,) in connection.execute("SELECT DISTINCT blob FROM document")}
    for name in blobs.names(folder):
        if name not in named:
            with suppress(LedgerError):  # a file of some other name is not ours
                yield blobs.path(folder, name)
