"""Fuzz: pages broken at random, each read whole; nothing may raise, hang, or break the contract: `make fuzz`.

In: the pages of the corpus and the samples. Out: a line of progress now and then; each page on which the reader failed, with
the reason, as a file in `build/fuzz/`. Exit 1 where there is one. A page is small, so that a hundred thousand take an hour
or two on two cores; the largest ones are the business of `tests/`.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar.read.contract import lines
from multipolar.read.intake import Raw
from multipolar.read.reader import page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from multipolar.read.reader import Page

ROOT = Path(__file__).resolve().parents[1]
FAILED = ROOT / "build/fuzz"
LONGEST = 1500  # bytes of a page
SLOW = 20.0  # CPU seconds for a page of that size: it hangs
CODERS = ("rules", "rules", "rules", "encoder")  # the encoder takes three times as long
SUFFIXES = (".txt", ".html", ".md", ".jsonl", "")
SCRAPS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xe2\x80", b"\r\n", b"\n\n\n\n", b"\t" * 9, "\u202e".encode(),
    "\u2028".encode(),
    "“".encode(), "”".encode(), b'"', b"'s ", b"(", b"[...]", "…".encode(), b"<div>" * 50, b"</p>", b"<!--", b"-->", b"<script>",
    b"&nbsp;&#0;&#x110000;", b"{", b'{"text": "', b"---\n", b"# ", b"31 February 2011", b"0/0/0000", b"$999999999999999999bn",
    b"since since since", b"he said she said", b"by By BY", b"(Reuters) - ", "© AFP".encode(), "الرياض".encode(), "北京".encode(),
    "नई दिल्ली".encode(), b"Georgia", b"Jordan", b"Chad", b"Turkey", b"the two countries", b" and" * 30, b"," * 40,
    b"1,000,000 " * 20,
)  # fmt: skip


@dataclass(frozen=True)
class Failure:
    """A page on which the reader failed, and how."""

    number: int
    why: str


@cache
def seeds() -> tuple[bytes, ...]:
    """Return the pages that are broken."""
    folders = (ROOT / "corpus", ROOT / "src/multipolar/samples")
    paths = sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in {".txt", ".html", ".md", ".jsonl"}
    )
    return tuple(path.read_bytes() for path in paths)


def broken(number: int) -> tuple[bytes, str, str]:
    """Return the page of a number, its suffix and the coder that reads it: the same number, the same page."""
    chance = random.Random(number)
    page = cut(chance, chance.choice(seeds()), LONGEST)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        page = chance.choice(WAYS)(chance, page)
    return page[: 4 * LONGEST], chance.choice(SUFFIXES), chance.choice(CODERS)


def cut(chance: random.Random, page: bytes, longest: int) -> bytes:
    """Return a part of a page; from its beginning as often as not, where headline and byline stand."""
    size = chance.randint(1, longest)
    start = 0 if chance.random() < 0.5 else chance.randrange(max(len(page) - size, 1))
    return page[start : start + size]


def _splice(chance: random.Random, page: bytes) -> bytes:
    place = chance.randrange(len(page) + 1)
    return page[:place] + cut(chance, chance.choice(seeds()), 400) + page[place:]


def _scrap(chance: random.Random, page: bytes) -> bytes:
    place = chance.randrange(len(page) + 1)
    return page[:place] + chance.choice(SCRAPS) * chance.choice((1, 1, 1, 5)) + page[place:]


def _drop(chance: random.Random, page: bytes) -> bytes:
    start = chance.randrange(len(page) + 1)
    return page[:start] + page[start + chance.randint(1, 60) :]


def _double(chance: random.Random, page: bytes) -> bytes:
    start = chance.randrange(len(page) + 1)
    return page[:start] + page[start : start + chance.randint(1, 80)] * chance.randint(2, 12) + page[start:]


def _noise(chance: random.Random, page: bytes) -> bytes:
    found = bytearray(page)
    for _ in range(chance.randint(1, 12)):
        if found:
            found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def _shuffle(chance: random.Random, page: bytes) -> bytes:
    parts = page.split(chance.choice((b" ", b"\n", b". ")))
    chance.shuffle(parts)
    return chance.choice((b" ", b"\n", b"")).join(parts)


def _case(chance: random.Random, page: bytes) -> bytes:
    return chance.choice((bytes.upper, bytes.lower, bytes.title))(page)


def _encode(chance: random.Random, page: bytes) -> bytes:
    return page.decode("utf-8", "replace").encode(
        chance.choice(("utf-16", "cp1252", "latin-1", "utf-7", "koi8-r")), "replace"
    )


WAYS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    _splice, _scrap, _scrap, _drop, _double, _noise, _shuffle, _case, _encode,
)  # fmt: skip


def tried(number: int) -> tuple[Failure | None, int, int]:
    """Read the page of a number; return how it failed, how many documents and events it gave."""
    data, suffix, coder = broken(number)
    start = time.process_time()
    page = page_of(Raw(f"{number}{suffix}", data, suffix), date(2015, 2, 10), coder)
    why = next(faults(page), None)
    if time.process_time() - start > SLOW:
        why = f"it took {time.process_time() - start:.0f} CPU seconds"
    failure = None if why is None else Failure(number, f"{coder}: {why}")
    return failure, len(page.readings), sum(len(reading.events) for reading in page.readings)


def faults(page: Page) -> Iterator[str]:
    """Yield what is wrong with what was read: a failure of the reader, a record that is not where it says."""
    yield from (each.what for each in page.problems if "Report it" in each.what)
    for reading in page.readings:
        text = reading.document.text
        yield from (each.what for each in reading.problems if "Report it" in each.what)
        for record in (*reading.events, *reading.statements):
            if not record.quote or text[record.start : record.end] != record.quote:
                yield f"a record is not its slice: {record.quote[:40]!r}"
        yield from (f"unprintable: {line['id']}" for line in lines(reading) if "\ud800" in str(line))


def main() -> int:
    """Break and read so many pages."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--pages", type=int, default=100_000)
    ask.add_argument("--first", type=int, default=0, help="number of the first page")
    options = ask.parse_args()
    start, seen, failures = time.time(), Counter[str](), []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        numbers = range(options.first, options.first + options.pages)
        for failure, documents, events in pool.map(tried, numbers, chunksize=20):
            seen.update(pages=1, documents=documents, events=events)
            if failure:
                failures.append(failure)
                kept(failure)
            if seen["pages"] % 5000 == 0:
                print(
                    f"{seen['pages']:,} pages, {seen['pages'] / (time.time() - start):.0f} a second",
                    flush=True,
                )
    counts = ", ".join(f"{count:,} {name}" for name, count in seen.items())
    print(f"{counts}; {len(failures)} failures in {time.time() - start:.0f} s")
    return bool(failures)


def kept(failure: Failure) -> None:
    """Write a page that failed to a file."""
    data, suffix, _ = broken(failure.number)
    FAILED.mkdir(parents=True, exist_ok=True)
    path = FAILED / f"{failure.number}{suffix or '.none'}"
    path.write_bytes(data)
    print(f"{path.relative_to(ROOT)}: {failure.why}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
