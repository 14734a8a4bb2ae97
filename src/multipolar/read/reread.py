"""Reading again: the documents of a book coded anew, where another edition of a coder has read them.

In: a ledger. Out: new codings, which supersede the old ones; documents that this edition has read already are passed
over, so an interrupted run simply goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from multipolar.ledger.records import Problem
from multipolar.read.extract import CODER, edition, extract

if TYPE_CHECKING:
    from collections.abc import Callable

    from multipolar.ledger.records import Document, Reading
    from multipolar.ledger.store import Ledger


@dataclass(slots=True)
class Reread:
    """What was read again."""

    documents: int = 0  # of the book
    recoded: int = 0
    problems: list[Problem] = field(default_factory=list)


def reread(
    ledger: Ledger,
    *,
    coder: str = CODER,
    least: float = 0.0,
    seen: Callable[[Document], None] | None = None,
) -> Reread:
    """Code every document of the book again that another edition has read; `seen` is called after each document.

    Events less sure than `least` (0–1) are left out. A document that cannot be coded keeps its records and becomes a
    problem.
    """
    wanted, done = edition(coder, least), Reread()
    try:
        for document in ledger.documents():
            done.documents += 1
            if ledger.coder_of(document.id) != wanted:
                _again(ledger, document, coder, least, done)
            if seen:
                seen(document)
    finally:
        ledger.link()
    return done


def _again(ledger: Ledger, document: Document, coder: str, least: float, done: Reread) -> None:
    found = _coded(document, coder, least)
    if isinstance(found, Problem):
        ledger.note([found])
        done.problems.append(found)
    else:
        done.recoded += ledger.admit([found]).recoded
        done.problems += found.problems


def _coded(document: Document, coder: str, least: float) -> Reading | Problem:
    try:
        return extract(document, code=coder, least=least)
    except Exception as error:  # noqa: BLE001 : one bad document must not end the run of ten thousand
        what = f"The document could not be coded again ({type(error).__name__}: {error}); its records stay as they were."
        return Problem("code", document.source, what, document.id)
