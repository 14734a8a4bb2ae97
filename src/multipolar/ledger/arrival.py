"""Arrivals: an export of another book taken into one.

In: the folder of an export, and the folder of a ledger that is there or is to be. Out: the ledger with the documents
that it did not have, and all that belongs to them. An export that is not what it says is refused before anything is
written; single rows that do not fit are left out and become problems.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar.ledger import draft, duplicate, place
from multipolar.ledger.merge import merge
from multipolar.ledger.parcel import unpack
from multipolar.ledger.sieve import sift
from multipolar.ledger.stage import load
from multipolar.ledger.store import open_ledger

if TYPE_CHECKING:
    from multipolar.ledger.duplicate import Step
    from multipolar.ledger.records import Problem


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought: documents by what became of them, and what was left out."""

    new: int
    known: int
    recoded: int  # known, and given a coding that the ledger did not have
    refused: int
    problems: tuple[Problem, ...]


def import_(
    source: Path | str, folder: Path | str, *, progress: Step | None = None, command: str = "python"
) -> Imported:
    """Take an export into the ledger of a folder, made where there is none; doing it again changes nothing.

    What the ledger shows of a document that it has stays as it is. An interrupted import goes on when it is repeated.
    """
    parcel, tell = unpack(source), progress or duplicate.silent
    target = _target(folder)
    with draft.beside(target) as room, _empty(room.path / "stage.sqlite") as connection:
        with draft.told(target):
            stage = load(parcel, room.path / "stage.sqlite", connection, tell)
            sift(stage, tell)
        with open_ledger(folder, create=True, command=command) as book:
            taken = merge(book, stage, tell)
            book.note(problems := stage.problems())
            book.link(progress=lambda done, total: tell("linking", done, total))
    refused = parcel.tables["document"][0] - taken.new - taken.known - taken.recoded
    return Imported(taken.new, taken.known, taken.recoded, refused, tuple(problems))


def _empty(file: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(file, isolation_level=None))


def _target(folder: Path | str) -> Path:
    """Return beside what the stage is made: in a ledger that is there, else beside the one to be."""
    found = Path(folder).expanduser().resolve()
    if not (found / place.record).exists() and (found.is_dir() or not found.exists()):
        return found
    open_ledger(found).close()  # says what is wrong with it before the export is read
    draft.sweep(found)  # of an import that was killed when it had just made the ledger
    return found / "import"
