"""Run every bench and print one table: what, how fast, beside what, how many times, peak memory.

Figures of one machine on one day; the ratios travel better than the times. `docs/benchmarks.md` keeps the table.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from bench import book, keeping
from bench.pages import WORDS, coded, documents_of, held, usual
from bench.stories import stories

if TYPE_CHECKING:
    from collections.abc import Callable

    from multipolar.ledger.records import Document
    from multipolar.read.layers import Layers

RUNS = 7
WORKERS = 2


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
    """Print how fast pages are read: all but the acts, then by each coder, beside spaCy's parse of the same text alone."""
    from multipolar.read.extract import coder, layers_of
    from multipolar.read.parse import parse

    parse("Warm up.")
    found = [document for page in usual() for document in documents_of(page)]
    parsed = taken(lambda: [parse(document.text) for document in found])
    layers: list[Layers] = []
    spent = taken(lambda: layers.extend(layers_of(document) for document in found))
    what = f"{len(found)} documents of {WORDS[0]}–{WORDS[1]} words"
    row(f"{what}: all but the acts", _speed(found, spent), "spaCy's parse alone", spent / parsed)
    for name in ("rules", "encoder"):
        code = coder(name)
        code(layers[0])
        whole = spent + taken(lambda code=code: [code(each) for each in layers])
        row(
            f"the same with the acts, coder `{name}`",
            _speed(found, whole),
            "spaCy's parse alone",
            whole / parsed,
        )


def workers() -> None:
    """Print how many pages two processes read in a second, from bytes to records, by each coder."""
    pages, alone = usual(), {}
    for name in ("rules", "encoder"):
        with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
            list(pool.map(coded, pages[:WORKERS] * 4, [name] * 4 * WORKERS))  # both have loaded all they need
            start = time.perf_counter()
            count = sum(found for found, _ in pool.map(coded, pages, [name] * len(pages)))
            speed = count / (time.perf_counter() - start)
            peak = max(memory for _, memory in pool.map(coded, pages[:WORKERS] * 4, [name] * 4 * WORKERS))
        alone[name] = speed
        what = f"{WORKERS} processes, from bytes to records, coder `{name}`"
        row(what, f"{speed:.1f} documents/s", "coder `rules`", speed / alone["rules"], peak=peak)


def _speed(found: list[Document], seconds: float) -> str:
    return f"{len(found) / seconds:.1f} documents/CPU s"


def row(what: str, figure: str, beside: str, ratio: float, *, peak: float | None = None) -> None:
    """Print a row of the table."""
    print(f"| {what} | {figure} | {ratio:.2f} × {beside} | {peak or held():.0f} MB |", flush=True)


def main() -> None:
    """Run all benches."""
    print("| what | figure | beside | peak memory so far |\n|---|---|---|---|")
    start_up()
    book.entering(row)
    book.reading_beside(row)
    keeping.backups(row)
    stories(row)
    workers()  # before this process has grown: on Linux a child inherits its parent's peak
    reading()
    book.verifying(row)  # the longest


if __name__ == "__main__":
    main()
