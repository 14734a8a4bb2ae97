"""Restoring: a copy of a ledger put where a ledger is to be.

In: a folder that is a whole ledger, such as a backup. Out: another one with the same content, brought to the
version of this program. The source stays as it is, and may be read-only. The new one is checked before it gets
its place; the ledger that was there is moved aside, never deleted.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from multipolar.errors import LedgerError
from multipolar.ledger import draft, duplicate, place, schema
from multipolar.ledger.check import DamageError, record
from multipolar.ledger.trouble import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multipolar.ledger.duplicate import Step

_patience = 2.0  # seconds to wait for a program that is just closing the ledger


@dataclass(frozen=True, slots=True)
class Restored:
    """A ledger in its place, and where the one is now that was there."""

    folder: Path
    documents: int
    blobs: int
    aside: Path | None


def restore(
    source: Path | str, folder: Path | str, *, replace: bool = False, progress: Step | None = None
) -> Restored:
    """Put a copy of the ledger `source` where a ledger is to be; it is checked before it gets there.

    A damaged source raises `DamageError` with the list. A ledger that is there is refused; with `replace` it is
    moved aside.
    """
    origin, target = _origin(source), _target(folder, replace=replace)
    if target.is_relative_to(origin) or origin.is_relative_to(target):
        raise LedgerError(f"“{origin}” cannot be restored to “{target}”: one is, or is in, the other.")
    tell = progress or duplicate.silent
    with draft.told(target), draft.beside(target) as made:
        with _read_only(origin) as copied:
            duplicate.record(copied, origin, made.path, tell)
        documents, blobs = _filled(made.path, origin, tell)
        aside = _aside(target) if target.exists() and any(target.iterdir()) else None
        with _closed(target) if aside else nullcontext():
            made.settle(aside=aside)
    return Restored(target, documents, blobs, aside)


def _filled(made: Path, origin: Path, tell: Step) -> tuple[int, int]:
    """Copy what belongs to the record, and return how many documents and blobs there are; refuse damage."""
    with closing(place.connect(made)) as copy:
        blobs, damage = duplicate.bytes_named(copy, origin, made, tell)
        damage += record(copy, origin, progress=lambda done, total: tell("checking", done, total))
        if damage:
            raise DamageError(
                f"“{origin}” is damaged and was not restored. What is whole in it can be read there: --ledger {origin}",
                damage,
            )
        documents = duplicate.counts(copy)["document"]
    duplicate.tables(origin, made)
    return documents, blobs


def _origin(source: Path | str) -> Path:
    found = Path(source).expanduser().resolve()
    with sentences(found):
        if (found / place.record).is_file():
            return found
        if (found / "about.json").is_file():
            raise LedgerError(f"“{found}” is an export. Read it with: multipolar import “{found}”")
    raise LedgerError(f"“{found}” holds no ledger: there is no {place.record} in it.")


def _target(folder: Path | str, *, replace: bool) -> Path:
    found = Path(folder).expanduser().resolve()
    if not (found / place.record).exists():
        return draft.free(found)
    if not replace:
        raise LedgerError(
            f"There is a ledger at “{found}” already. Name another folder, or have this one moved aside with "
            "--replace."
        )
    return found


@contextmanager
def _read_only(folder: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection that writes nothing, not even beside the record: it may be on a disk for reading only."""
    log = folder / f"{place.record}-wal"
    how = "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"
    with closing(sqlite3.connect(f"file:{quote(str(folder / place.record))}?{how}", uri=True)) as connection:
        with sentences(folder), duplicate.legible(folder):
            if not schema.belongs(connection):
                raise LedgerError(f"“{folder}” is not a ledger: its record is of another program.")
            schema.refuse_newer(connection, schema.steps())
        yield connection


def _aside(folder: Path) -> Path:
    now = f"{datetime.now(UTC):%Y-%m-%dT%H%M%S}"
    names = (f"{folder.name}.replaced-{now}" + (f"-{n}" if n else "") for n in range(1000))
    return next(path for name in names if not (path := folder.with_name(name)).exists())


@contextmanager
def _closed(folder: Path) -> Iterator[None]:
    """Keep others out of a ledger while it is moved; refuse where one has it open, who would write to both."""
    address = f"file:{quote(str(folder / place.record))}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=_patience, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")  # SQLite does so only where it is alone
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            if error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise LedgerError(
                    f"Another program has the ledger “{folder}” open. Close it, and repeat."
                ) from error
            # a ledger that is too damaged to be opened is moved as it is
        yield
