"""Run every bench and print one table: what, how fast, beside what, how many times, peak memory.

Figures of one machine on one day; the ratios travel better than the times. `docs/benchmarks.md` keeps the table.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 7


def wall(command: list[str]) -> float:
    """Return the median wall time of a command, in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 : our own command
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def taken(work: Callable[[], object]) -> float:
    """Return the CPU seconds that a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def start_up() -> None:
    """Print how long the program takes to begin, beside an empty Python."""
    python = wall([sys.executable, "-c", "pass"])
    imported = wall([sys.executable, "-c", "import multipolar"])
    helped = wall([str(Path(sys.executable).with_name("multipolar")), "--help"])
    row("import multipolar", f"{imported:.0f} ms", "python -c pass", imported / python)
    row("multipolar --help", f"{helped:.0f} ms", "python -c pass", helped / python)


def reading() -> None:
    """Print how fast the sample pages are read, beside spaCy's parse of the same text alone."""
    from multipolar.read.parse import parse
    from multipolar.read.reader import readings
    from multipolar.samples import pages

    names = [str(page) for page in pages()]
    parse("Warm up.")
    found: list[str] = []
    read = taken(lambda: found.extend(r.document.text for page in readings(names) for r in page.readings))
    parsed = taken(lambda: [parse(text) for text in found])
    words = sum(len(text.split()) for text in found)
    row(
        f"read {len(found)} documents, {words:,} words",
        f"{len(found) / read:.1f} documents/CPU s",
        "spaCy's parse alone",
        read / parsed,
    )


def ledger() -> None:
    """Print how fast ready-made readings enter the book, one and a hundred a transaction."""
    from multipolar.ledger.records import Document, Reading, identified
    from multipolar.ledger.store import open_ledger

    blank = Document("", "bench", "article", "A title", (), (), None, date(2020, 1, 1), "en", "")
    made = [Reading(identified(replace(blank, text=f"The {n}th text of the bench."))) for n in range(1100)]
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "book", create=True) as book:
        start = time.perf_counter()
        for reading_ in made[:100]:
            book.admit([reading_])
        one = 100 / (time.perf_counter() - start)
        start = time.perf_counter()
        for first in range(100, 1100, 100):
            book.admit(made[first : first + 100])
        hundred = 1000 / (time.perf_counter() - start)
    row("into the book, 100 a transaction", f"{hundred:,.0f} documents/s", "1 a transaction", hundred / one)


def row(what: str, figure: str, beside: str, ratio: float) -> None:
    """Print a row of the table."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {what} | {figure} | {ratio:.2f} × {beside} | {peak:.0f} MB |")


def main() -> None:
    """Run all benches."""
    print("| what | figure | beside | peak memory so far |\n|---|---|---|---|")
    start_up()
    ledger()
    reading()


if __name__ == "__main__":
    main()
