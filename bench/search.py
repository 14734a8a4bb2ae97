"""Search: how fast sentences are indexed and found, beside a scan with LIKE: `python -m bench.search [SENTENCES]`.

In: words of the corpus by how often they are used, with a tail of made-up ones (Zipf), names of states, speakers and
weapons. Out: a table of the index (speed, size) and of several kinds of query (median and 99th percentile of 200 queries
each, every one of other words). A million sentences take some minutes.
"""

from __future__ import annotations

import random
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.pages import held
from multipolar.ledger.records import (
    Document,
    Event,
    Party,
    Reading,
    Speaker,
    Statement,
    content_id,
    identified,
)
from multipolar.ledger.search import asked
from multipolar.ledger.store import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from multipolar.ledger.store import Ledger

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = 1_000_000
A_DOCUMENT = 25  # sentences
WORDS = 22  # of a sentence, on average
TAIL = 150_000  # made-up words: names, misspellings, other languages
QUERIES = 200
SCANNED = {"rare word", "weapon (“Mi-33”)", "common word (“the”)", "phrase of two common words"}
FIRST = date(2005, 1, 1)
DAYS = 20 * 365
HEADS = ("b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "sh", "kh")
SYLLABLES = [head + tail for head in HEADS for tail in ("a", "e", "i", "o", "u", "an", "or", "ir", "ul")]
STATES = (
    *("USA", "CHN", "RUS", "IND", "PAK", "GBR", "FRA", "DEU", "JPN", "IRN", "SAU", "TUR", "ISR"),
    *("UKR", "KOR", "BRA", "EGY", "ITA", "POL", "VNM", "IDN", "AUS", "ZAF", "NGA", "KEN"),
)  # the first the most told of
WEAPONS = [
    f"{name}-{number}" for name in ("Mi", "Su", "F", "S", "Ka", "MiG", "T") for number in range(12, 52, 3)
]


class Maker:
    """Makes documents: the same seed, the same documents."""

    def __init__(self) -> None:
        self.chance = random.Random(20150210)
        counts = Counter(
            word
            for path in sorted(ROOT.glob("corpus/*.txt"))
            for word in re.findall(r"[A-Za-z]+", path.read_text("utf-8"))
        )
        known = [word for word, _ in counts.most_common()]
        self.words = known + ["".join(self.chance.choices(SYLLABLES, k=3)) for _ in range(TAIL)]
        tail = [0.8 / (rank + 50) for rank in range(TAIL)]
        shares = [count / counts.total() for count in counts.values()]
        total = sum(tail)
        weights = [*sorted(shares, reverse=True), *(0.12 * share / total for share in tail)]
        self.cumulated = list(accumulate(weights))
        self.speakers = [" ".join(self.chance.choices(self.words[-9000:], k=2)).title() for _ in range(4000)]
        self.states = list(accumulate(1 / (rank + 2) for rank in range(len(STATES))))

    def sentence(self) -> str:
        """Return a sentence; one in a hundred names a weapon."""
        size = max(4, round(self.chance.gauss(WORDS, 7)))
        found = self.chance.choices(self.words, cum_weights=self.cumulated, k=size)
        if self.chance.random() < 0.01:
            found[size // 2] = self.chance.choice(WEAPONS)
        return f"{' '.join(found)}."

    def reading(self) -> Reading:
        """Return a document of 25 sentences with five acts and eight statements."""
        lines = [self.sentence() for _ in range(A_DOCUMENT)]
        day = FIRST + timedelta(days=self.chance.randrange(DAYS))
        title = self.sentence()[:60]
        of = identified(
            Document(
                "", "bench", "article", title, (), (), "The Bench", day, "en", "\n".join([title, *lines])
            )
        )
        starts = [len(title) + 1]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        return Reading(of, tuple(self._events(of, starts)), tuple(self._statements(of, starts)))

    def _events(self, of: Document, starts: list[int]) -> Iterator[Event]:
        for place in self.chance.sample(range(A_DOCUMENT), 5):
            start, end = starts[place], starts[place + 1] - 1
            one, other = (
                Party(code, None, code, start, end)
                for code in self.chance.choices(STATES, cum_weights=self.states, k=2)
            )
            yield Event(
                content_id(of.id, place), of.id, start, end, of.text[start:end], (one,), (other,), False, "CONSULT", None,
                (), None, "done", None, (), None, 0.9, "bench",
            )  # fmt: skip

    def _statements(self, of: Document, starts: list[int]) -> Iterator[Statement]:
        for place in self.chance.sample(range(A_DOCUMENT), 8):
            start, end = starts[place], starts[place + 1] - 1
            speaker = Speaker(self.chance.choice(self.speakers), None, None, None, start, end)
            yield Statement(
                content_id(of.id, "s", place), of.id, start, end, of.text[start:end], speaker, False, "said", False
            )  # fmt: skip


def kinds(maker: Maker) -> dict[str, Callable[[], tuple[str, dict[str, Any]]]]:
    """Return what makes a query of each kind."""
    chance, words = maker.chance, maker.words

    def dyad() -> tuple[str, str]:
        one, other = chance.sample(STATES[:6], 2)
        return one, other

    def since() -> date:
        return FIRST + timedelta(days=chance.randrange(DAYS // 2))

    def rare() -> str:
        return chance.choice(words[len(words) - TAIL :][:5000])

    def common() -> str:
        return chance.choice(words[:30])

    return {
        "rare word": lambda: (rare(), {}),
        "weapon (“Mi-33”)": lambda: (chance.choice(WEAPONS), {}),
        "common word (“the”)": lambda: (common(), {}),
        "two common words": lambda: (f"{common()} {common()}", {}),
        "phrase of two common words": lambda: (f'"{common()} {common()}"', {}),
        "one of three words": lambda: (f"{common()} OR {rare()} OR {chance.choice(words[:3000])}", {}),
        "beginning of a word (four letters *)": lambda: (f"{chance.choice(words[300:3000])[:4]}*", {}),
        "weapon, dyad, since": lambda: (chance.choice(WEAPONS), {"dyad": dyad(), "since": since()}),
        "common word, dyad, since": lambda: (common(), {"dyad": dyad(), "since": since()}),
        "common word, rare dyad": lambda: (common(), {"dyad": tuple(chance.sample(STATES[-5:], 2))}),
        "common word, speaker": lambda: (common(), {"says": chance.choice(maker.speakers)}),
        "common word, by date": lambda: (common(), {"order": "date"}),
    }


def build(folder: Path, sentences: int) -> Maker:
    """Make the book, and print how fast its index is made and how large it is."""
    maker = Maker()
    with open_ledger(folder, create=True) as book:
        while book.counts().documents * A_DOCUMENT < sentences:
            book.admit([maker.reading() for _ in range(100)])
        before = size(folder)
        start, used = time.perf_counter(), time.process_time()
        book.search(asked("first"))
        took, spent = time.perf_counter() - start, time.process_time() - used
    ((made,),) = rows(folder, "SELECT sum(length(spans)) / 8 FROM search_document")
    speed, each = made / spent, (size(folder) - before) / made
    print(
        f"{made:,} sentences and titles indexed in {took:.1f} s ({spent:.1f} CPU s): {speed:,.0f} a CPU second."
    )
    print(f"{each:.0f} bytes each; the book had {before / 1e6:.0f} MB. Peak memory {held():.0f} MB.\n")
    return maker


def size(folder: Path) -> int:
    """Return the bytes of the record."""
    rows(folder, "PRAGMA wal_checkpoint(TRUNCATE)")
    return (folder / "ledger.sqlite").stat().st_size


def rows(folder: Path, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    """Return what plain SQL gives."""
    connection = sqlite3.connect(folder / "ledger.sqlite")
    try:
        return connection.execute(sql, parameters).fetchall()
    finally:
        connection.close()


def measure(book: Ledger, maker: Maker) -> None:
    """Print the latencies of each kind of query."""
    print(
        "| kind of query | found | median | 99th percentile | median of CPU | LIKE |\n|---|---|---|---|---|---|"
    )
    for kind, make in kinds(maker).items():
        timed = [one(book, *make()) for _ in range(QUERIES)]
        times = [took for took, _, _ in timed]
        middle, high = statistics.median(times), statistics.quantiles(times, n=100)[98]
        used, found = (statistics.median(each[i] for each in timed) for i in (1, 2))
        scan = f"{like(book.folder, make()[0]):.0f} ms" if kind in SCANNED else ""
        print(
            f"| {kind} | {found:,.0f} | {middle:.1f} ms | {high:.1f} ms | {used:.1f} ms | {scan} |",
            flush=True,
        )


def one(book: Ledger, query: str, filters: dict[str, Any]) -> tuple[float, float, int]:
    """Return the milliseconds that a search takes, those of CPU, and how many sentences it has found."""
    start, used = time.perf_counter(), time.process_time()
    found = book.search(asked(query, **filters))
    return 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - used), found.sentences


def like(folder: Path, query: str) -> float:
    """Return the milliseconds that a scan of all texts takes, which finds documents and ranks nothing."""
    words = query.strip('"')
    start = time.perf_counter()
    rows(folder, "SELECT id FROM document WHERE text LIKE ?", f"%{words}%")
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    """Make a book of so many sentences, and search it."""
    sentences = int(sys.argv[1]) if len(sys.argv) > 1 else SENTENCES
    with tempfile.TemporaryDirectory() as folder:
        maker = build(Path(folder) / "book", sentences)
        with open_ledger(Path(folder) / "book") as book:
            measure(book, maker)


if __name__ == "__main__":
    main()
