"""How fast a ledger is backed up, beside `cp -r` of the same folder and `sync`: both are on the disk at the end."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import tempfile
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from multipolar.ledger.records import Reading
    from multipolar.ledger.store import Ledger

    Row = Callable[[str, str, str, float], None]

PAGES, SIZE, RUNS = 600, 40_000, 5  # pages, bytes of each as fetched, runs of each way in turn


def backups(row: Row, pages: int = PAGES) -> None:
    """Tell how fast a ledger with its pages is backed up and exported."""
    from multipolar.ledger.backup import backup
    from multipolar.ledger.duplicate import size
    from multipolar.ledger.export import export
    from multipolar.ledger.store import open_ledger

    with tempfile.TemporaryDirectory() as base, open_ledger(Path(base) / "book", create=True) as book:
        fill(book, pages)
        held = size(book.folder)
        ways: dict[str, Callable[[Path], object]] = {
            "cp": lambda there: copied(book.folder, there),
            "backup": lambda there: backup(book, there),
            "export": lambda there: export(book, there),
        }
        spent = medians(ways, Path(base))
    for way in ("backup", "export"):
        what = f"{way} of {pages} pages as fetched ({held / 1e6:.0f} MB), checked"
        row(what, f"{held / 1e6 / spent[way]:.0f} MB/s", "`cp -r` and `sync`", spent["cp"] / spent[way])


def medians(ways: dict[str, Callable[[Path], object]], base: Path) -> dict[str, float]:
    """Return the median seconds of each way; they take turns, so that a busy moment meets all alike."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for run in range(RUNS):
        for name, way in ways.items():
            os.sync()
            start = time.perf_counter()
            way(base / f"{name}{run}")
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(each) for name, each in times.items()}


def copied(folder: Path, there: Path) -> None:
    """Copy a folder the plain way."""
    subprocess.run(["cp", "-r", str(folder), str(there)], check=True)  # noqa: S603, S607 : our own command
    os.sync()


def fill(book: Ledger, pages: int) -> None:
    """Admit pages of random words, a hundred a transaction."""
    chance = random.Random(1)
    for _ in range(0, pages, 100):
        made = [page(chance) for _ in range(100)]
        book.admit([each for each, _ in made], blobs={sha256(data).hexdigest(): data for _, data in made})


def page(chance: random.Random) -> tuple[Reading, bytes]:
    """Return a document of random words, and a page of markup around it."""
    from multipolar.ledger.records import Document, Reading, identified

    words = ["".join(chance.choices("etaoinshrdlu", k=6)) for _ in range(SIZE // 14)]
    data = "".join(f'<p class="{word[:3]}">{word}</p>' for word in words).encode()[:SIZE]
    blank = Document("", "bench", "article", "A title", (), (), None, None, "en", " ".join(words))
    return Reading(identified(replace(blank, blob=sha256(data).hexdigest()))), data
