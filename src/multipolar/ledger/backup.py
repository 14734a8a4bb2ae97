"""Backups: a whole ledger copied while others read and write it.

In: an open ledger. Out: another folder that is a whole ledger and shares nothing with the first; where anything
goes wrong there is none. It is of one moment: the record as it was then, and the bytes that it names, which were
on the disk before it named them.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multipolar.errors import LedgerError
from multipolar.ledger import draft, duplicate, place
from multipolar.ledger.check import DamageError, database

if TYPE_CHECKING:
    from pathlib import Path

    from multipolar.ledger.duplicate import Step
    from multipolar.ledger.records import Problem
    from multipolar.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy of a ledger: where it is, and how much is in it."""

    folder: Path
    documents: int
    blobs: int
    size: int  # bytes


def backup(ledger: Ledger, dest: Path | str, *, progress: Step | None = None) -> Copied:
    """Copy the ledger, as it is at this moment, to a folder that is not there yet; others go on writing.

    A backup is whole: where the ledger itself has damage there is none, and `DamageError` lists what is wrong.
    """
    target, tell = draft.free(dest), progress or duplicate.silent
    if target.is_relative_to(ledger.folder.resolve()):
        raise LedgerError(f"“{target}” lies inside the ledger. Name a folder outside it.")
    with draft.told(target), draft.beside(target) as made:
        _record(ledger.folder, made.path, tell)
        with closing(place.connect(made.path)) as copy:
            blobs, damage = duplicate.bytes_named(copy, ledger.folder, made.path, tell)
            documents = duplicate.counts(copy)["document"]
        _refuse(ledger.folder, damage)
        duplicate.tables(ledger.folder, made.path)
        size = duplicate.size(made.path)
        made.settle()
    return Copied(target, documents, blobs, size)


def _record(folder: Path, made: Path, tell: Step) -> None:
    with duplicate.moment(folder) as record:
        duplicate.record(record, folder, made, tell)
        tell("checking the record", 0, 1)
        with closing(place.connect(made)) as copy:
            _refuse(folder, database(copy, folder))
            if duplicate.counts(copy) != duplicate.counts(record):
                raise LedgerError(
                    f"The copy of “{folder}” has other rows than the ledger. Repeat the backup."
                )
        tell("checking the record", 1, 1)


def _refuse(folder: Path, damage: list[Problem]) -> None:
    if damage:
        raise DamageError(f"The ledger “{folder}” is damaged and was not copied: a backup is whole.", damage)
