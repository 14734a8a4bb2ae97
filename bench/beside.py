"""A reader beside a writer: how long reads take while another process fills the book.

`python -m bench.beside FOLDER` is the writer: it admits ready-made readings, ten a transaction, and prints how many
there are after each, until it is killed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.readings import bytes_of, ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from multipolar.ledger.store import Ledger

BATCH = 10  # documents a transaction
NEWEST = """SELECT e.id, e.type, e.quote, d.title FROM (SELECT id, title FROM document ORDER BY number DESC LIMIT 50) d
            JOIN event e ON e.document = d.id LIMIT 50"""


def write(folder: Path) -> None:
    """Fill the book until the process is killed."""
    from multipolar.ledger.store import open_ledger

    with open_ledger(folder, create=True) as book:
        first = book.counts().documents
        while True:
            readings = [ready(number) for number in range(first, first + BATCH)]
            book.admit(readings, blobs=bytes_of(readings))
            first += BATCH
            print(first, flush=True)


def newest(book: Ledger) -> object:
    """Return events of the newest documents, straight from SQLite, as a page would list them."""
    with book.connected() as connection:
        return connection.execute(NEWEST).fetchall()


def one_dyad(book: Ledger) -> object:
    """Return the events of two states by the engine, which loads its tables anew after every commit."""
    from multipolar.ledger.query import records

    return records(book, dyad=("IND", "PAK"))


def opened(book: Ledger) -> object:
    """Open the book anew, as each command does, and count what is in it."""
    from multipolar.ledger.store import open_ledger

    with open_ledger(book.folder) as mine:
        return mine.counts()


def latest(book: Ledger) -> object:
    """Return the document that was admitted last, with its records, and see that it is whole."""
    last = book.counts().documents - 1
    found = book.reading(ready(last).document.id)
    assert found == ready(last)
    return found


LIGHT: dict[str, Callable[[Ledger], object]] = {
    "the last document with its records": latest,
    "counts": lambda book: book.counts(),
    "the newest 50 events": newest,
    "the book opened, counted, closed": opened,
}
HEAVY: dict[str, Callable[[Ledger], object]] = {"the events of a dyad": one_dyad}


@dataclass(frozen=True, slots=True)
class Beside:
    """What was read beside a writer."""

    taken: dict[str, list[float]]  # milliseconds of every read
    written: int  # documents that the writer has acknowledged

    def at(self, name: str, share: float) -> float:
        """Return the time that this share (0–1) of the reads of a kind did not exceed, in milliseconds."""
        times = sorted(self.taken[name])
        return times[min(len(times) - 1, int(share * len(times)))]


def beside(folder: Path, seconds: float, reads: dict[str, Callable[[Ledger], object]]) -> Beside:
    """Read for so long while another process writes, and kill it in the end."""
    from multipolar.ledger.store import open_ledger

    taken: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryFile("w+") as said:
        command = [sys.executable, "-m", "bench.beside", str(folder.absolute())]
        writer = subprocess.Popen(command, stdout=said, cwd=Path(__file__).parents[1])  # noqa: S603 : our own
        try:
            _wait(folder, writer)
            with open_ledger(folder) as book:
                end = time.perf_counter() + seconds
                while time.perf_counter() < end:
                    for name, read in reads.items():
                        start = time.perf_counter()
                        read(book)
                        taken[name].append(1000 * (time.perf_counter() - start))
                assert writer.poll() is None, "the writer has ended too early"
        finally:
            writer.kill()
            writer.wait()
        said.seek(0)
        return Beside(taken, max([0, *(int(line) for line in said if line.endswith("\n"))]))


def _wait(folder: Path, writer: subprocess.Popen[bytes]) -> None:
    """Wait until the first documents are in."""
    from multipolar.ledger.store import open_ledger

    while writer.poll() is None:
        time.sleep(0.05)
        if (folder / "ledger.sqlite").exists():
            with open_ledger(folder) as book:
                if book.counts().documents:
                    return


if __name__ == "__main__":
    write(Path(sys.argv[1]))
