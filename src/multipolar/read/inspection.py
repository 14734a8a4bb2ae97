"""Inspection: one page in, what the program sees on it out: every layer, and the records made of them.

In: a file, an address or `-`, as `read` takes them. Out: its documents as `Seen`, and the problems met on the way.
Nothing is written to any ledger.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from multipolar.ledger.records import Problem
from multipolar.read.extract import CODER, examine
from multipolar.read.extract import coder as known
from multipolar.read.intake import LIMIT, intake
from multipolar.read.reader import of_each

if TYPE_CHECKING:
    from datetime import date

    from multipolar.read.layers import Seen


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the program sees on one page."""

    name: str  # file name or address
    documents: tuple[Seen, ...]
    problems: tuple[Problem, ...]


def inspect(
    source: str, *, published: date | None = None, coder: str = CODER, limit: int = LIMIT
) -> Inspection:
    """Return what the program sees on a page; UsageError where there is no such coder.

    `source` is a file, an http(s) address, or `-` for standard input; `limit` is the largest page in bytes. What
    cannot be read is a problem of the inspection.
    """
    known(coder)
    first, *more = islice(intake([source], limit=limit), 2)
    if more:
        what = f"{source} holds several pages. Name one of them."
        return Inspection(source, (), (Problem("read", source, what),))
    if isinstance(first, Problem):
        return Inspection(first.source, (), (first,))
    found, problems = of_each(first, published, partial(examine, code=coder))
    own = (problem for seen in found for problem in seen.reading.problems)
    return Inspection(first.name, found, (*problems, *own))
