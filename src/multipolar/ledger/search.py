"""Search: a query in, the sentences of the book that fit it out, the best first.

The index finds sentences (`index.py`); what may change of a document, its acts, statements and story, is looked up in
the book itself. Time is bounded at any size of the book: of the sentences that fit, the newest are ranked. They are
ranked as BM25 does (Robertson & Zaragoza 2009), with a word counted once a sentence, and weighed only among the
terms that an OR joins, since every sentence found has all the others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from math import log
from typing import TYPE_CHECKING, Literal, get_args

from multipolar.errors import LedgerError, UsageError
from multipolar.ledger import index, place
from multipolar.ledger.excerpts import Hit, excerpts
from multipolar.ledger.folding import words
from multipolar.ledger.query import two
from multipolar.ledger.reach import Reach, acts, newest, overlap, said, within
from multipolar.ledger.terms import Terms, terms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from multipolar.ledger.comparison import Progress, Session
    from multipolar.ledger.reach import Act
    from multipolar.ledger.sentences import Span
    from multipolar.ledger.store import Ledger

Order = Literal["relevance", "date"]

_ranked = 2_000  # sentences: so many are ranked in a few hundredths of a second, and nobody reads on beyond
_saturation, _shortening = 1.2, 0.75  # k1 and b of BM25, as usual
_usual = 150  # characters of a sentence; a shorter one gains nothing, or captions and lists would come first
_title = 1.5  # a headline says what the whole text is about
_telling = 2.0  # a sentence that tells an act of the dyad asked for, beside others of its document


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, checked."""

    terms: Terms
    dyad: tuple[str, str] | None = None
    days: tuple[int, int] = (0, date.max.toordinal())  # since year 1; 0 holds what has no day
    says: str = ""  # folded
    language: str | None = None
    limit: int = 20  # 0: all
    order: Order = "relevance"


@dataclass(frozen=True, slots=True)
class Found:
    """What a search has found."""

    frame: pl.DataFrame
    sentences: int  # that fit, with those of copies
    older: bool  # whether there are still older ones, which were not ranked
    missing: int  # documents that another program was just bringing into the index


def search(  # noqa: PLR0913 : one filter each, all of them by name
    ledger: Ledger,
    query: str,
    *,
    dyad: tuple[str, str] | None = None,
    since: date | None = None,
    until: date | None = None,
    says: str | None = None,
    language: str | None = None,
    limit: int = 20,
    order: Order = "relevance",
) -> pl.DataFrame:
    """Return the sentences and titles that fit a query and all filters, the best first; documents not yet indexed are now.

    `dyad`: codes of two between whom the document tells an act. `since`, `until`: days of publication, both
    included. `says`: a part of the name of the speaker of a statement that the sentence belongs to. `language`: ISO
    639-1. `limit`: 0 for all. `order`: "relevance" or "date" (the newest first).

    Columns: document, start, end (both null for a title that is no part of the text), quote, title, outlet,
    published, language, source, speaker, score, story, copies (documents of the same story that have the sentence
    as well), matches (start and end of what was looked for, in the quote).
    """
    given = asked(
        query, dyad=dyad, since=since, until=until, says=says, language=language, limit=limit, order=order
    )
    return ledger.search(given).frame


def asked(  # noqa: PLR0913 : as above
    query: str,
    *,
    dyad: tuple[str, str] | None = None,
    since: date | None = None,
    until: date | None = None,
    says: str | None = None,
    language: str | None = None,
    limit: int = 20,
    order: str = "relevance",
) -> Asked:
    """Return what `search` looks for; what cannot be looked for raises `UsageError`."""
    one, other = two(dyad or None)
    faults = {
        f"The range ends before it begins: {since} to {until}.": bool(since and until and since > until),
        f"The name {says!r} has no letters. Write a part of the speaker's name.": bool(says)
        and not words(says or ""),
        f"“{language}” is no code of a language. Write one as en, ar or ur.": bool(language)
        and not re.fullmatch("[A-Za-z]{2,3}", language or ""),
        f"The limit {limit} is below 0. Write how many sentences you want, 0 for all.": limit < 0,
        f"“{order}” is no order; choose from {', '.join(get_args(Order))}.": order not in get_args(Order),
    }
    for fault, found in faults.items():
        if found:
            raise UsageError(fault)
    return Asked(
        terms(query),
        dyad=(one, other) if one and other else None,
        days=_days(since, until),
        says=" ".join(words(says or "")),
        language=language.lower() if language else None,
        limit=limit,
        order="date" if order == "date" else "relevance",
    )


def _days(since: date | None, until: date | None) -> tuple[int, int]:
    first = since.toordinal() if since else int(until is not None)  # with an end, what has no day is left out
    return first, (until or date.max).toordinal()


def find(
    reading: Session, writing: Session, folder: Path, given: Asked, *, progress: Progress | None = None
) -> Found:
    """Return what a search finds, in an index brought up to date; one that is damaged is made anew."""
    with reading() as connection:
        behind = index.missing(connection)
    if behind:
        with place.alone(folder, patient=False) as free:
            if free:
                index.index(reading, writing, progress=progress)
    try:
        return _found(reading, given)
    except LedgerError as error:
        if not _of_the_index(error.__cause__):
            raise
    with place.alone(folder):
        index.forget(writing)
        index.index(reading, writing, progress=progress)
    return _found(reading, given)


def _of_the_index(damage: BaseException | None) -> bool:
    # the name of the older SQLite; the words of the newer
    return getattr(damage, "sqlite_errorname", "") == "SQLITE_CORRUPT_VTAB" or "fts5: corrupt" in str(damage)


def _found(reading: Session, given: Asked) -> Found:
    with reading() as connection:
        connection.execute("BEGIN")  # one snapshot for all that is looked up
        try:
            return _look(connection, given)
        finally:
            connection.execute("COMMIT")


def _look(connection: sqlite3.Connection, given: Asked) -> Found:
    days = index.numbers(*given.days)
    told = acts(connection, given.dyad, days) if given.dyad else None
    spoken = said(connection, given.says, days) if given.says else None
    weights, older = _weights(connection, given, Reach(*days, within(spoken, told)))
    hits = _ordered(list(_hits(connection, weights, told or ())), given.order)
    frame = excerpts(connection, hits, given.terms, given.limit)
    return Found(frame, len(hits), older, index.missing(connection))


def _weights(connection: sqlite3.Connection, given: Asked, reach: Reach) -> tuple[dict[int, float], bool]:
    """Return what the words of each sentence that fits are worth, and whether some were left out."""
    most = max(_ranked, 2 * given.limit) if given.limit else None
    parts = [
        newest(connection, part.fts(given.language), reach, most and most + 1) for part in given.terms.parts()
    ]
    commonest = max(map(len, parts))
    weights: dict[int, float] = defaultdict(float)
    for part in parts:
        for number in part[:most]:
            weights[number] += 1 + log(commonest / len(part))
    return weights, most is not None and commonest > most


def _hits(connection: sqlite3.Connection, weights: Mapping[int, float], told: Sequence[Act]) -> Iterator[Hit]:
    query = """SELECT s.first, s.document, coalesce(t.origin, s.document), s.titled, s.spans
               FROM search_document s LEFT JOIN story t ON t.document = s.document
               WHERE s.first <= ? ORDER BY s.first DESC LIMIT 1"""
    places: dict[int, list[Span]] = defaultdict(list)
    for act in told:
        places[act.first].append((act.start, act.end))
    first = 0
    for number in sorted(weights, reverse=True):
        if number < first or not first:
            first, document, story, titled, packed = connection.execute(query, (number,)).fetchone()
            spans = index.unpacked(packed)
        span = spans[number - first]
        telling = any(overlap(span, place) for place in places[first])
        factor = (_title if titled and number == first else 1) * (_telling if telling else 1)
        yield Hit(number, document, story, span, weights[number] * factor * _brevity(span))


def _brevity(span: Span) -> float:
    length = max(1.0, (span[1] - span[0]) / _usual)
    return (_saturation + 1) / (1 + _saturation * (1 - _shortening + _shortening * length))


def _ordered(hits: list[Hit], order: Order) -> list[Hit]:
    """Return hits in order; of copies alike, the origin comes first."""
    if order == "relevance":
        return sorted(hits, key=lambda hit: (-hit.score, hit.document != hit.story, -hit.number))
    days = {hit.document: index.day(hit.number) for hit in hits}
    return sorted(
        hits,
        key=lambda hit: (-days.get(hit.story, days[hit.document]), hit.document != hit.story, hit.number),
    )
