"""Weave: a document's text and its findings, woven into paragraphs of pieces that do not overlap.

In: a document and findings, which may overlap. Out: paragraphs, each with the findings that begin in it; a piece
knows the findings that lie over it, and on which lane of its layer each is drawn. What finds no free lane is listed
but not drawn: that keeps a word readable and the whole linear.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from multipolar.show.findings import LAYERS, Layer
from multipolar.show.marks import lines, tongues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multipolar.ledger.records import Document
    from multipolar.show.findings import Finding

LANES: dict[Layer, int] = {"event": 2, "statement": 2, "speaker": 2}  # of the others one: they do not overlap
Drawn = tuple["Finding", int]  # with its lane


@dataclass(frozen=True, slots=True)
class Piece:
    """Words over which the same findings lie."""

    text: str
    language: str
    over: tuple[Drawn, ...]  # in the order of `LAYERS`
    begins: tuple[Finding, ...] = ()
    ends: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text and what begins in it."""

    language: str
    pieces: tuple[Piece, ...]
    findings: tuple[Finding, ...]

    def listed(self) -> list[tuple[Layer, list[tuple[Finding, int]]]]:
        """Return what begins here by layer; the same words with the same meaning once, with how often."""
        found = []
        for layer in LAYERS:
            own = [each for each in self.findings if each.layer == layer]
            times = Counter((each.words, each.brief) for each in own)
            first = {(each.words, each.brief): each for each in reversed(own)}
            if own:
                found.append((layer, [(first[key], number) for key, number in times.items()]))
        return found


def paragraphs(document: Document, found: Sequence[Finding]) -> list[Paragraph]:
    """Return the lines of a document that hold anything, with what was found on them; `found` is sorted by place."""
    places = lines(document.text)
    stretches = _stretches(document, places, _laned(found))
    starts = [stretch.start for stretch in stretches]
    firsts = [start for start, _ in places]
    owned: list[list[Finding]] = [[] for _ in places]
    for each in found:
        if owned:
            owned[max(bisect_right(firsts, each.start) - 1, 0)].append(each)
    return [
        _paragraph(document, stretches[bisect_right(starts, start) - 1 : bisect_left(starts, end)], own)
        for (start, end), own in zip(places, owned, strict=True)
    ]


def _laned(found: Sequence[Finding]) -> list[Drawn]:
    """Give each finding the first lane of its layer that is free; leave out those for which none is."""
    free: dict[tuple[Layer, int], int] = {}
    drawn = []
    for each in found:
        lanes = range(LANES.get(each.layer, 1))
        lane = next((lane for lane in lanes if free.get((each.layer, lane), 0) <= each.start), None)
        if lane is not None and each.start < each.end:
            free[each.layer, lane] = each.end
            drawn.append((each, lane))
    return drawn


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A piece before it is cut at the ends of lines."""

    start: int
    end: int
    language: str
    over: tuple[Drawn, ...]


def _stretches(
    document: Document, places: Sequence[tuple[int, int]], drawn: Sequence[Drawn]
) -> list[_Stretch]:
    """Sweep over the borders of all findings and languages once; the ends of lines (`places`) are borders too."""
    languages = tongues(document)
    begun: dict[int, list[Drawn]] = {}
    for each in drawn:
        begun.setdefault(each[0].start, []).append(each)
    ends = {place for each, _ in drawn for place in (each.start, each.end)}
    breaks = {place for line in places for place in line}
    borders = sorted({0, len(document.text)}.union(ends, breaks, languages))
    stretches, over, language = [], list[Drawn](), document.language
    for start, end in pairwise(borders):
        over = [each for each in over if each[0].end > start] + begun.get(start, [])
        over.sort(key=lambda each: (LAYERS.index(each[0].layer), each[1]))
        language = languages.get(start, language)
        stretches.append(_Stretch(start, end, language, tuple(over)))
    return stretches


def _paragraph(document: Document, stretches: Sequence[_Stretch], found: Sequence[Finding]) -> Paragraph:
    pieces = tuple(_piece(document.text, stretch) for stretch in stretches)
    languages = {piece.language for piece in pieces if piece.text.strip()}
    language = languages.pop() if len(languages) == 1 else document.language
    return Paragraph(language, pieces, tuple(found))


def _piece(text: str, stretch: _Stretch) -> Piece:
    found = [each for each, _ in stretch.over]
    return Piece(
        text[stretch.start : stretch.end],
        stretch.language,
        stretch.over,
        begins=tuple(each for each in found if each.start == stretch.start),
        ends=tuple(each for each in found if each.end == stretch.end),
    )
