"""Stories: how long it takes to link a collection, and how much memory.

`python -m bench.stories [DOCUMENTS]` prints the rows of two collections, one of a quarter of the size. Nine of ten
documents are texts of their own; the others are copies, half of them of twenty texts that are printed everywhere.
"""

from __future__ import annotations

import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bench.articles import KINDS, Article, copy, distinct
from bench.pages import held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DOCUMENTS, ALLOWED = 100_000, 600  # seconds, on two cores
EVERYWHERE = 20


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking a collection took."""

    documents: int
    stories: int
    wall: float  # seconds
    cpu: float  # seconds
    peak: float  # MB


def articles(count: int) -> Iterator[Article]:
    """Yield a collection of that size."""
    random, kept = Random(count), []
    for number, article in enumerate(distinct(random, count - count // 10)):
        yield article
        if number % 9 == 0:
            kept.append(article)
    for number in range(count // 10):
        original = kept[number] if number % 2 else kept[number // 2 % EVERYWHERE]
        printed = copy(random, original, KINDS[number % len(KINDS)])
        yield replace(printed, chain=(original.outlet, f"The {number} Reader"))


def linked(count: int) -> Linked:
    """Put a collection into a new book and link it; in a process of its own the peak is its own."""
    from multipolar.ledger.records import Reading
    from multipolar.ledger.store import open_ledger

    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "book", create=True) as book:
        batch: list[Reading] = []
        for article in articles(count):
            batch.append(Reading(article.document))
            if len(batch) == 100:
                book.admit(batch)
                batch = []
        book.admit(batch)
        wall, cpu = time.perf_counter(), time.process_time()
        book.link()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        counts = book.counts()
    return Linked(counts.documents, counts.stories, wall, cpu, held())


def stories(row: Callable[..., None], count: int = DOCUMENTS) -> None:
    """Print how long the collection takes, beside what is allowed, and whether a quarter of it is as quick a document."""
    small, large = (_apart(size) for size in (count // 4, count))
    for found in (small, large):
        what = f"{found.documents:,} documents into {found.stories:,} stories"
        figure = f"{found.wall:.0f} s ({found.cpu:.0f} s of one core)"
        allowed = ALLOWED * found.documents / DOCUMENTS
        row(what, figure, f"{allowed:.0f} s allowed", found.wall / allowed, peak=found.peak)
    ratio = (large.cpu / large.documents) / (small.cpu / small.documents)
    row("the same, time of a core for a document", f"{1000 * large.cpu / large.documents:.2f} ms",
        f"of {small.documents:,}", ratio, peak=large.peak)  # fmt: skip


def _apart(count: int) -> Linked:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(linked, count).result()


if __name__ == "__main__":
    from bench.__main__ import row

    stories(row, int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS)
