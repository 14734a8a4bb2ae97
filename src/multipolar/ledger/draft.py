"""A folder that is there whole or not at all: filled under another name beside its place, then renamed.

In: the place of a folder that is to be. Out: a draft to fill. It is locked while its program lives, so that the
next one can tell what a killed one has left, and take it away.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from multipolar.errors import LedgerError
from multipolar.ledger.disk import sync

if TYPE_CHECKING:
    from collections.abc import Iterator

_any_name = "[0-9a-f]" * 32


@dataclass(frozen=True, slots=True)
class Draft:
    """A folder to fill, and the handle that locks it."""

    path: Path
    place: Path
    handle: int

    def settle(self, *, aside: Path | None = None) -> None:
        """Bring all of it to the disk and rename it into its place; what is there goes `aside` first."""
        flush(self.handle, self.path)
        if aside:
            self.place.rename(aside)
        try:
            self.path.rename(self.place)
        except OSError:
            if aside:
                aside.rename(self.place)
            raise
        sync(self.place.parent)


def free(place: Path | str) -> Path:
    """Return the place of a folder that is to be, links resolved; refuse one where something is already."""
    found = Path(place).expanduser().resolve()
    with told(found):
        there = next(path for path in (found, *found.parents) if path.exists())
        if not there.is_dir():
            raise LedgerError(f"“{there}” is a file. Name a folder that is not there yet.")
        if found.is_mount():
            raise LedgerError(
                f"“{found}” is a disk of its own. Name a folder on it, such as “{found / 'ledger'}”."
            )
        if there == found and any(found.iterdir()):
            raise LedgerError(
                f"“{found}” is not empty. Name a folder that is not there yet, or an empty one."
            )
    return found


@contextmanager
def told(place: Path) -> Iterator[None]:
    """Raise what goes wrong while a folder is made as a `LedgerError`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise LedgerError(
            f"“{place}” could not be made: {reason}. Nothing is left of it; see that there is room on its disk "
            "and that it may be written to, and repeat."
        ) from error


@contextmanager
def beside(place: Path) -> Iterator[Draft]:
    """Give an empty folder beside the place; what has not been settled at the end is taken away."""
    with told(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        sweep(place)
        draft = _locked(place)
    try:
        yield draft
    finally:
        shutil.rmtree(draft.path, ignore_errors=True)
        os.close(draft.handle)


def _locked(place: Path) -> Draft:
    while True:
        path = place.with_name(f".{place.name}.{uuid4().hex}.draft")
        path.mkdir()
        with suppress(FileNotFoundError):
            handle = os.open(path, os.O_RDONLY)
            fcntl.flock(handle, fcntl.LOCK_EX)
            if path.is_dir():  # else another program took it for a dead one's before it was locked
                return Draft(path, place, handle)
            os.close(handle)


def sweep(place: Path) -> None:
    """Take away drafts of the same place whose programs were killed."""
    for path in place.parent.glob(f".{escape(place.name)}.{_any_name}.draft"):
        with suppress(OSError):
            handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path)
            finally:
                os.close(handle)


def flush(handle: int, folder: Path) -> None:
    """Bring all files below a folder to the disk; the handle was opened before they were written.

    One call for the whole file system: to wait for each of a hundred thousand small files takes an hour.
    """
    import ctypes

    system = ctypes.CDLL(None, use_errno=True)
    if not hasattr(system, "syncfs"):  # Linux has it
        for parent, _, names in os.walk(folder):
            for name in (*names, "."):
                sync(Path(parent) / name)
    elif system.syncfs(handle) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
