"""Differences: what a copy has changed of the text that it was made of.

In: a ledger and one document of a story, or two texts. Out: the differences word by word, each with where it stands
in both: `text[start:end] == quote` in the origin and in the copy. Put in place of what stands in the origin, they
give the copy, to the last space.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from multipolar.ledger.alignment import Run, aligned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl

    from multipolar.ledger.records import Document
    from multipolar.ledger.store import Ledger

    _Words = tuple[Sequence[str], set[int]]  # with the places of those that begin a line

Kind = Literal["added", "dropped", "replaced", "typography"]

# one character of a script without spaces, a word ("Mi-35", "3.5", "o'clock"), or a mark
_token = re.compile(r"[぀-ヿ㐀-䶿一-鿿]|[^\W_぀-ヿ㐀-䶿一-鿿]+(?:[.,'’/-][^\W_぀-ヿ㐀-䶿一-鿿]+)*|\S")
# marks that printers set in one way or another
_shapes = str.maketrans(
    dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛`´", "'") | dict.fromkeys("‐‑‒–—―−", "-")
)
_island = 2  # words that stay between two changes are taken for chance …
_sea = 3  # … where the changes have so many times as many words and one


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the origin and what stands for them in the copy; either may be empty."""

    kind: Kind
    origin_start: int
    origin_end: int
    origin_quote: str
    start: int
    end: int
    quote: str


COLUMNS = ("origin", "document", *(field.name for field in fields(Difference)))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A copy beside its origin."""

    differences: tuple[Difference, ...]
    share: float  # 0–1: of the words of the copy, how many stand in the origin, in the same order


def differences(ledger: Ledger, document: str) -> pl.DataFrame:
    """Return what every copy of a story has changed of its origin, copy by copy, in the order of the text.

    `document` is any document of the story: its id, the beginning of its id, or the name of its source. Columns:
    origin, document (the copy), kind (added, dropped, replaced, or typography: blanks, line breaks and the shape of
    quotation marks and dashes alone), origin_start, origin_end, origin_quote, start, end, quote.
    """
    import polars as pl

    from multipolar.ledger.copies import texts

    origin, *copies = texts(ledger, document)
    found = [row for copy in copies for row in rows(origin, copy, compared(origin.text, copy.text))]
    places = dict.fromkeys(("origin_start", "origin_end", "start", "end"), pl.Int64)
    return pl.DataFrame(found, schema={name: places.get(name, pl.String) for name in COLUMNS})


def rows(origin: Document, copy: Document, found: Comparison) -> list[dict[str, Any]]:
    """Return the differences of a copy as rows of the frame."""
    return [{"origin": origin.id, "document": copy.id, **asdict(each)} for each in found.differences]


def compared(origin: str, copy: str) -> Comparison:
    """Return what differs between two texts, and the share of the copy that does not."""
    ones, others = (list(_token.finditer(text)) for text in (origin, copy))
    words, other_words = ([match[0].translate(_shapes) for match in found] for found in (ones, others))
    runs = _firm(aligned(words, other_words), len(ones), len(others))
    runs = _settled(runs, (words, _beginners(origin, ones)), (other_words, _beginners(copy, others)))
    same = sum(run.length for run in runs)
    return Comparison(tuple(_differences(origin, copy, ones, others, runs)), same / max(1, len(others)))


def _firm(runs: Sequence[Run], count: int, other_count: int) -> list[Run]:
    """Leave out a word or two that stay by chance between long changes, which are the harder to read."""
    kept: list[Run] = []
    for run, after in pairwise([*runs, Run(count, other_count, 0)]):
        before = kept[-1] if kept else Run(0, 0, 0)
        around = _width(before, run), _width(run, after)
        if run.length > _island or not all(around) or sum(around) < _sea * (run.length + 1):
            kept.append(run)
    return kept


def _width(run: Run, after: Run) -> int:
    """Return how many words there are between two runs, in the text that has more."""
    return max(after.one - run.one, after.other - run.other) - run.length


def _beginners(text: str, found: Sequence[re.Match[str]]) -> set[int]:
    """Return the places of the words that begin a line."""
    ends = [0, *(match.end() for match in found)]
    return {place for place, match in enumerate(found) if "\n" in text[ends[place] : match.start()]}


def _settled(runs: Sequence[Run], one: _Words, other: _Words) -> list[Run]:
    """Move what was only added or only dropped to the beginning of a line, where the words allow it.

    Of a text "… again." that became "… again. More: … again." the words "More: … again." are better called new than
    "again. More: …".
    """
    kept = [Run(0, 0, 0), *runs, Run(len(one[0]), len(other[0]), 0)]
    for place in range(1, len(kept)):
        run, after = kept[place - 1 : place + 1]
        shift = 0
        if run.other + run.length == after.other:
            shift = _shift(one, run.one + run.length, after.one, (run.length, after.length))
        elif run.one + run.length == after.one:
            shift = _shift(other, run.other + run.length, after.other, (run.length, after.length))
        kept[place - 1] = run._replace(length=run.length + shift)
        kept[place] = Run(after.one + shift, after.other + shift, after.length - shift)
    return [run for run in kept if run.length]


def _shift(of: _Words, start: int, end: int, room: tuple[int, int]) -> int:
    """Return by how many words a stretch can be moved (back: less than none) so that it begins a line; else none."""
    words, beginners = of
    for back in range(room[0] + 1):
        if start - back in beginners:
            return -back
        if back < room[0] and words[start - 1 - back] != words[end - 1 - back]:
            break
    for on in range(room[1]):
        if words[start + on] != words[end + on]:
            break
        if start + on + 1 in beginners:
            return on + 1
    return 0


def _differences(
    origin: str,
    copy: str,
    ones: Sequence[re.Match[str]],
    others: Sequence[re.Match[str]],
    runs: Sequence[Run],
) -> Iterator[Difference]:
    last, other_last = 0, 0  # where the last words that are the same end
    for run in runs:
        for i in range(run.length):
            one, other = ones[run.one + i], others[run.other + i]
            yield from _difference(origin, copy, (last, one.start()), (other_last, other.start()))
            if one[0] != other[0]:
                yield Difference("typography", *one.span(), one[0], *other.span(), other[0])
            last, other_last = one.end(), other.end()
    yield from _difference(origin, copy, (last, len(origin)), (other_last, len(copy)))


def _difference(
    origin: str, copy: str, span: tuple[int, int], other: tuple[int, int]
) -> Iterator[Difference]:
    """Yield the difference between two spans, without the blanks that both begin and end with."""
    words, others = origin[slice(*span)], copy[slice(*other)]
    if words == others:
        return
    first = _blanks(words, others)
    last = _blanks(words[first:][::-1], others[first:][::-1])
    start, end = span[0] + first, span[1] - last
    other_start, other_end = other[0] + first, other[1] - last
    quotes = origin[start:end], copy[other_start:other_end]
    yield Difference(_kind(*quotes), start, end, quotes[0], other_start, other_end, quotes[1])


def _blanks(words: str, others: str) -> int:
    """Return how many blanks both begin with."""
    count = 0
    while count < min(len(words), len(others)) and words[count] == others[count] and words[count].isspace():
        count += 1
    return count


def _kind(words: str, others: str) -> Kind:
    told, other_told = bool(words.strip()), bool(others.strip())
    if told and other_told:
        return "replaced"
    return "dropped" if told else "added" if other_told else "typography"
