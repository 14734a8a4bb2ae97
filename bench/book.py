"""The book: how fast documents enter it, how long it takes to verify, how long readers wait beside a writer.

Each bench gives its rows to `row`: what, the figure, what it is set beside, and the ratio of the two.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.beside import HEAVY, LIGHT, beside
from bench.readings import bytes_of, ready

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from multipolar.ledger.records import Reading
    from multipolar.ledger.store import Ledger

    Row = Callable[[str, str, str, float], None]

LEAST = {
    1: (100, 200),
    100: (3_000, 3_000),
}  # documents a transaction: a second, at least; how many are tried
VERIFIED = 100_000  # documents
SECONDS = 20  # of reading beside a writer
PATIENCE = 100  # milliseconds, that 99 of 100 light reads may take beside a writer


def entering(row: Row) -> None:
    """Tell how many documents with five records each enter the book in a second, without and with their bytes."""
    for size, (least, tried) in LEAST.items():
        made = [ready(number) for number in range(tried)]
        for bare in (True, False):
            data = {} if bare else bytes_of(made)
            with tempfile.TemporaryDirectory() as folder:
                speed = tried / _admitted(Path(folder), made, size, data)
            what = f"into the book, {size} a transaction{'' if bare else ', with the bytes of each'}"
            row(what, f"{speed:,.0f} documents/s", f"{least:,}/s wanted", speed / least)


def _admitted(folder: Path, made: Sequence[Reading], size: int, data: dict[str, bytes]) -> float:
    """Return the seconds that the readings take, so many a transaction."""
    from multipolar.ledger.store import open_ledger

    with open_ledger(folder / "book", create=True) as book:
        book.admit(made[:1])  # all is loaded
        start = time.perf_counter()
        for first in range(0, len(made), size):
            some = made[first : first + size]
            names = {str(reading.document.blob) for reading in some}
            book.admit(some, blobs={name: data[name] for name in names & data.keys()})
        return time.perf_counter() - start


def verifying(row: Row) -> None:
    """Tell how long a large book takes to verify."""
    from multipolar.ledger.store import open_ledger

    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "book", create=True) as book:
        filled = _filled(book)
        start = time.perf_counter()
        assert book.verify() == []
        taken = time.perf_counter() - start
    row(f"verify {VERIFIED:,} documents", f"{taken:.0f} s", "writing them", taken / filled)


def _filled(book: Ledger) -> float:
    """Fill a book and return the seconds that it took, without those of making the readings."""
    taken = 0.0
    for first in range(0, VERIFIED, 100):
        made = [ready(number) for number in range(first, first + 100)]
        start = time.perf_counter()
        book.admit(made, blobs=bytes_of(made))
        taken += time.perf_counter() - start
    return taken


def reading_beside(row: Row) -> None:
    """Tell how long 99 of 100 reads take at most while another process fills the book."""
    for reads, kind in ((LIGHT, "beside a writer"), (LIGHT | HEAVY, "beside a writer, the engine as well")):
        with tempfile.TemporaryDirectory() as folder:
            seen = beside(Path(folder) / "book", SECONDS, reads)
        for name in reads if reads is LIGHT else HEAVY:
            late = seen.at(name, 0.99)
            what = f"{kind} ({seen.written:,} documents): {name}, p99 of {len(seen.taken[name]):,}"
            row(what, f"{late:.1f} ms", f"{PATIENCE} ms wanted", late / PATIENCE)
