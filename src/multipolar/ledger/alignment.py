"""Alignment: which words of one text stand in another, in the same order.

In: two sequences of words. Out: runs of words that are the same. What both begin and end with is taken first,
then what stands once in both (patience diff: long runs of words, then single ones); only small rests are
compared word by word. The work is bounded by the length of the texts, whatever stands in them: a rest that
would take too long is said to differ.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_lengths = (8, 3, 1)  # of the runs of words by which places are found, the surest first
_small = 2_500  # pairs of words: a rest of fifty by fifty is compared word by word
_rounds = 60  # how often each word may be looked at


class Run(NamedTuple):
    """Words that are the same in both."""

    one: int  # where it begins in the one
    other: int  # … and in the other
    length: int


class _Rest(NamedTuple):
    """What is still to be aligned: from, to in the one and in the other."""

    low: int
    high: int
    other_low: int
    other_high: int

    @property
    def size(self) -> int:
        return self.high - self.low + self.other_high - self.other_low


def aligned(one: Sequence[str], other: Sequence[str]) -> list[Run]:
    """Return the runs of words that stand in both, in order."""
    found: list[Run] = []
    rests = [_Rest(0, len(one), 0, len(other))]
    budget = _rounds * (len(one) + len(other)) + _small
    while rests and budget > 0:
        ends, rest = _ends(one, other, rests.pop())
        found += ends
        budget -= rest.size + sum(run.length for run in ends)
        if rest.low == rest.high or rest.other_low == rest.other_high:
            continue
        anchors, cost = _anchors(one, other, rest)
        budget -= cost
        found += (Run(i, j, 1) for i, j in anchors)
        rests += _between(rest, anchors) if anchors else []
    return list(_joined(sorted(found)))


def _ends(one: Sequence[str], other: Sequence[str], rest: _Rest) -> tuple[list[Run], _Rest]:
    """Return the runs that both begin and end with, and what is between."""
    low, high, other_low, other_high = rest
    while low < high and other_low < other_high and one[low] == other[other_low]:
        low, other_low = low + 1, other_low + 1
    while low < high and other_low < other_high and one[high - 1] == other[other_high - 1]:
        high, other_high = high - 1, other_high - 1
    runs = (Run(rest.low, rest.other_low, low - rest.low), Run(high, other_high, rest.high - high))
    return [run for run in runs if run.length], _Rest(low, high, other_low, other_high)


def _anchors(one: Sequence[str], other: Sequence[str], rest: _Rest) -> tuple[list[tuple[int, int]], int]:
    """Return places of words that are the same, rising in both, and how often a word was looked at."""
    cost = 0
    for length in _lengths:
        cost += rest.size
        ones, others = _places(one, rest.low, rest.high, length), _places(other, *rest[2:], length)
        # a page may give a text twice: long runs count where they first stand
        once = length < _lengths[0]
        pairs = [
            (first[0], others[words][0])
            for words, first in ones.items()
            if words in others and not (once and len(first) + len(others[words]) > 2)
        ]
        if pairs:
            return _rising(pairs), cost
    cells = (rest.high - rest.low) * (rest.other_high - rest.other_low)
    return (_longest(one, other, rest), cost + cells) if cells <= _small else ([], cost)


def _places(words: Sequence[str], low: int, high: int, length: int) -> dict[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = {}
    for i in range(low, high - length + 1):
        places.setdefault(tuple(words[i : i + length]), []).append(i)
    return places


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most of the pairs, sorted by the first, that rise in the second as well."""
    pairs.sort()
    tails: list[int] = []  # the least second number that a chain of each length ends with
    ends: list[int] = []  # … and its place
    before: list[int] = []
    for place, (_, second) in enumerate(pairs):
        length = bisect_left(tails, second)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [second]
        ends[length : length + 1] = [place]
    chain, place = [], ends[-1]
    while place >= 0:
        chain.append(pairs[place])
        place = before[place]
    return chain[::-1]


def _longest(one: Sequence[str], other: Sequence[str], rest: _Rest) -> list[tuple[int, int]]:
    """Return the places of the longest common subsequence of a small rest."""
    low, high, other_low, other_high = rest
    width = other_high - other_low
    table = [[0] * (width + 1)]
    for i in range(high - 1, low - 1, -1):
        below, row = table[-1], [0] * (width + 1)
        for j in range(width - 1, -1, -1):
            same = one[i] == other[other_low + j]
            row[j] = below[j + 1] + 1 if same else max(below[j], row[j + 1])
        table.append(row)
    return list(_walk(one, other, rest, table[::-1]))


def _walk(
    one: Sequence[str], other: Sequence[str], rest: _Rest, table: list[list[int]]
) -> Iterator[tuple[int, int]]:
    i, j = rest.low, rest.other_low
    while i < rest.high and j < rest.other_high and table[i - rest.low][j - rest.other_low]:
        if one[i] == other[j]:
            yield i, j
            i, j = i + 1, j + 1
        elif table[i - rest.low + 1][j - rest.other_low] >= table[i - rest.low][j - rest.other_low + 1]:
            i += 1
        else:
            j += 1


def _between(rest: _Rest, anchors: Sequence[tuple[int, int]]) -> Iterator[_Rest]:
    places = [(rest.low - 1, rest.other_low - 1), *anchors, (rest.high, rest.other_high)]
    for (i, j), (k, m) in pairwise(places):
        if k > i + 1 and m > j + 1:
            yield _Rest(i + 1, k, j + 1, m)


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the runs with those made one that follow each other without a gap."""
    last: Run | None = None
    for run in runs:
        if last and (last.one + last.length, last.other + last.length) == run[:2]:
            last = Run(last.one, last.other, last.length + run.length)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last
