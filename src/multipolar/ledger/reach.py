"""Reach: which numbers of the index a search may look at, and the newest of them that fit.

In: the filters of a search. Out: ranges of numbers, and in them the numbers of the sentences that fit, the newest
first. Whatever is asked for, only so many are looked at: a word that half of all sentences have, among the few of one
dyad, is looked for in those few.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from multipolar.ledger import index

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from multipolar.ledger.sentences import Span

    Range = tuple[int, int]

_looked_at = (
    50_000  # sentences that fit the words, before the ranges of the filters are gone through one by one
)
_chunk = 5_000
# whether statement t is of the latest coding of its document, or the voice of an act that persons let stand
current = """(EXISTS (SELECT 1 FROM coded_statement c WHERE c.statement = t.id)
  OR t.id IN (SELECT e.voice FROM upheld u JOIN event e ON e.id = u.event))"""
_select = (
    "SELECT rowid FROM search_entry WHERE search_entry MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC"
)


class Act(NamedTuple):
    """An act of the dyad asked for: the range of its document, and where it stands in the text."""

    first: int
    last: int
    start: int
    end: int


class Reach:
    """Numbers from `low` to `high`, in one of the `ranges` where there are any."""

    def __init__(self, low: int, high: int, ranges: Sequence[Range] | None = None) -> None:
        self.low, self.high = low, high
        self._ranges = None if ranges is None else sorted(ranges)
        self.bounded = ranges is not None
        self._firsts = [first for first, _ in self._ranges or ()]

    def holds(self, number: int) -> bool:
        """Tell whether a number between `low` and `high` is within reach."""
        if self._ranges is None:
            return True
        place = bisect_right(self._firsts, number) - 1
        return place >= 0 and self._ranges[place][1] >= number

    def below(self, number: int) -> Iterator[Range]:
        """Yield what is within reach below a number, the newest first."""
        for first, last in reversed([(self.low, self.high)] if self._ranges is None else self._ranges):
            if first < number:
                yield max(first, self.low), min(last, self.high, number - 1)


def newest(connection: sqlite3.Connection, match: str, reach: Reach, most: int | None) -> list[int]:
    """Return the newest numbers that fit, in order, `most` of them at most; none stands for all."""
    found: list[int] = []
    cursor = connection.execute(_select, (match, reach.low, reach.high))
    looked = 0
    while some := [number for (number,) in cursor.fetchmany(_chunk)]:
        found += filter(reach.holds, some)
        looked += len(some)
        if most is not None and (len(found) >= most or (looked >= _looked_at and reach.bounded)):
            return (found + _one_by_one(connection, match, reach.below(some[-1]), most - len(found)))[:most]
    return found


def _one_by_one(connection: sqlite3.Connection, match: str, ranges: Iterator[Range], most: int) -> list[int]:
    found: list[int] = []
    while len(found) < most and (each := next(ranges, None)):
        found += [number for (number,) in connection.execute(_select, (match, *each))]
    return found


def acts(connection: sqlite3.Connection, dyad: tuple[str, str], days: Range) -> list[Act]:
    """Return the present acts in which both take part, on whatever side, told by documents of some days."""
    # the index of codes finds the events of both; the rows of their parties are read for these alone
    itself = "EXISTS (SELECT 1 FROM party x WHERE x.event = e.id AND x.code = ?{} AND x.sector IS NOT 'REB')"
    query = f"""SELECT DISTINCT s.first, s.first + max(1, length(s.spans) / 8) - 1, e.start, e."end"
               FROM party p CROSS JOIN party o ON o.code = ?2 AND o.event = p.event
               CROSS JOIN event e ON e.id = p.event CROSS JOIN search_document s ON s.document = e.document
               WHERE p.code = ?1 AND {itself.format(1)} AND {itself.format(2)} AND s.first BETWEEN ?3 AND ?4 AND (
                 EXISTS (SELECT 1 FROM telling t WHERE t.event = e.id)
                 OR NOT EXISTS (SELECT 1 FROM story y WHERE y.document = e.document))"""  # noqa: S608 : our own words
    count = "SELECT count(*) FROM party WHERE code = ?"
    rarer = sorted(dyad, key=lambda code: int(connection.execute(count, (code,)).fetchone()[0]))
    return [Act(*row) for row in connection.execute(query, (*rarer, *days))]


def said(connection: sqlite3.Connection, name: str, days: Range) -> dict[int, list[Range]]:
    """Return the ranges of the sentences that overlap a statement of a speaker, by their document's first number.

    `name` is a folded part of the speaker's name.
    """
    query = f"""SELECT s.first, t.start, t."end"
               FROM search_speaker n CROSS JOIN statement t ON t.speaker_name = n.name
               CROSS JOIN search_document s ON s.document = t.document
               WHERE instr(n.folded, ?) AND s.first BETWEEN ? AND ? AND {current}"""  # noqa: S608 : our own words
    statements: dict[int, list[Span]] = defaultdict(list)
    for first, *span in connection.execute(query, (name, *days)):
        statements[first].append((span[0], span[1]))
    found = {}
    for first, spans in statements.items():
        document = index.before(connection, first)
        found[first] = [each for span in spans if document for each in document.overlapping(span)]
    return found


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans have a character in common."""
    return one[0] < other[1] and other[0] < one[1]


def joined(ranges: Sequence[Range]) -> list[Range]:
    """Return ranges in order, those that overlap as one."""
    found: list[Range] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def within(said: Mapping[int, list[Range]] | None, acts: Sequence[Act] | None) -> list[Range] | None:
    """Return the ranges that fit both filters, of the documents or the sentences; none where there is no filter."""
    told = None if acts is None else {act.first: (act.first, act.last) for act in acts}
    if said is None:
        return None if told is None else joined(list(told.values()))
    return joined(
        [each for first, ranges in said.items() if told is None or first in told for each in ranges]
    )
