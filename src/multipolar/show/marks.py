"""A document's text as blocks of runs, with the spans of its records marked.

In: a `Reading`. Out: paragraphs with language, each a row of runs that know whether an act or words of
someone stand there and which records begin with them. Spans may overlap; the runs do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multipolar.ledger.records import Document, Reading


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text that the same records cover."""

    text: str
    act: bool
    said: bool
    begins: tuple[str, ...]  # ids of records
    language: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph."""

    language: str
    runs: tuple[Run, ...]


def blocks(reading: Reading) -> list[Block]:
    """Return the paragraphs of the document with all its spans."""
    cuts = _cuts(reading)
    return [_block(reading, cuts, *line) for line in lines(reading.document.text)]


def lines(text: str) -> list[tuple[int, int]]:
    """Return where the lines of a text stand that hold anything."""
    return [line.span() for line in re.finditer(r"[^\n]+", text) if line.group().strip()]


def tongues(document: Document) -> dict[int, str]:
    """Return the languages of a document by the place where each begins."""
    found = {0: document.language}
    for passage in document.passages:
        found[passage.start], found[passage.end] = passage.language, document.language
    return found


@dataclass(frozen=True, slots=True)
class _Cuts:
    """One entry a run: where it begins, what covers it."""

    places: list[int]
    acts: list[int]
    said: list[int]
    languages: list[str]
    begins: dict[int, list[str]]


def _cuts(reading: Reading) -> _Cuts:
    """Sweep over the borders of all spans once."""
    spans = [(e.start, e.end, 0, e.id) for e in reading.events]
    spans += [(s.start, s.end, 1, s.id) for s in reading.statements]
    changes: dict[int, list[int]] = {0: [0, 0]}
    begins: dict[int, list[str]] = {}
    for start, end, kind, key in spans:
        changes.setdefault(start, [0, 0])[kind] += 1
        changes.setdefault(end, [0, 0])[kind] -= 1
        begins.setdefault(start, []).append(key)
    languages = tongues(reading.document)
    places = sorted({*changes, *languages})
    acts, said = (_sums([changes.get(place, [0, 0])[kind] for place in places]) for kind in (0, 1))
    return _Cuts(places, acts, said, _filled([languages.get(place) for place in places]), begins)


def _sums(steps: list[int]) -> list[int]:
    return list(accumulate(steps))


def _filled(languages: list[str | None]) -> list[str]:
    last, filled = "und", []
    for language in languages:
        last = language or last
        filled.append(last)
    return filled


def _block(reading: Reading, cuts: _Cuts, start: int, end: int) -> Block:
    runs = tuple(_runs(reading.document.text, cuts, start, end))
    languages = {run.language for run in runs if run.text.strip()}
    return Block(languages.pop() if len(languages) == 1 else reading.document.language, runs)


def _runs(text: str, cuts: _Cuts, start: int, end: int) -> Iterator[Run]:
    index = bisect_right(cuts.places, start) - 1
    while start < end:
        stop = min(end, cuts.places[index + 1]) if index + 1 < len(cuts.places) else end
        begins = tuple(cuts.begins.get(start, ()))
        yield Run(text[start:stop], cuts.acts[index] > 0, cuts.said[index] > 0, begins, cuts.languages[index])
        start, index = stop, index + 1
