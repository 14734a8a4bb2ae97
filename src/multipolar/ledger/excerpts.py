"""Excerpts: the sentences that a search has found in, the rows that it gives out.

A story is told once: a sentence that a copy has in the same or in like words is no row of its own, and counts as a
copy. Texts are read for the rows that are given alone, and for what stands in other documents of their stories.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from multipolar.ledger.folding import words
from multipolar.ledger.index import passages, spoken
from multipolar.ledger.reach import current
from multipolar.ledger.wording import quote_likeness

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    import polars as pl

    from multipolar.ledger.sentences import Span
    from multipolar.ledger.terms import Terms

    Document = tuple[str | None, str | None, str | None, str, str, str]
    Read = Callable[[str], Document]

_alike = 0.5  # of the words of the shorter sentence: copies replace some


class Hit(NamedTuple):
    """A sentence that fits: its number, its document and story, where it stands, what it is worth."""

    number: int
    document: str
    story: str
    span: Span
    score: float


@dataclass(slots=True)
class _Kept:
    hit: Hit
    quote: str
    copies: set[str] = field(default_factory=set)

    def add(self, hit: Hit, quote: str) -> None:
        """Count a copy; the origin of the story takes the place of one."""
        if hit.document == hit.story:
            hit, self.hit, self.quote = self.hit, hit, quote
        self.copies.add(hit.document)


def excerpts(connection: sqlite3.Connection, hits: Sequence[Hit], terms: Terms, limit: int) -> pl.DataFrame:
    """Return a row for each of the first `limit` sentences (0: all), without those of copies."""
    import polars as pl

    @lru_cache(maxsize=16)  # texts may be long
    def read(document: str) -> Document:
        query = "SELECT title, outlet, published, language, source, text FROM document WHERE id = ?"
        found: Document = connection.execute(query, (document,)).fetchone()
        return found

    rows = [_row(connection, each, terms, read) for each in _once(hits, limit or len(hits), read)]
    return pl.DataFrame(rows, schema=_schema(), orient="row")


def _once(hits: Sequence[Hit], limit: int, read: Read) -> list[_Kept]:
    """Return the first hits whose sentence no other document of their story has told before."""
    kept: list[_Kept] = []
    told: dict[str, list[_Kept]] = {}
    for hit in hits:
        if hit.story not in told and len(kept) >= limit:
            continue  # no text is read for what is not shown
        quote = _quote(hit, read)
        if known := _known(hit, quote, told.get(hit.story, ())):
            known.add(hit, quote)
        elif len(kept) < limit:
            kept.append(_Kept(hit, quote))
            told.setdefault(hit.story, []).append(kept[-1])
    return kept


def _quote(hit: Hit, read: Read) -> str:
    title, *_, text = read(hit.document)
    start, end = hit.span
    return text[start:end] if end else title or ""


def _known(hit: Hit, quote: str, told: Sequence[_Kept]) -> _Kept | None:
    others = [each for each in told if each.hit.document != hit.document]
    folded = " ".join(words(quote)) if others else ""
    return next((e for e in others if quote_likeness(folded, " ".join(words(e.quote))) >= _alike), None)


def _row(connection: sqlite3.Connection, kept: _Kept, terms: Terms, read: Read) -> tuple[Any, ...]:
    hit, (start, end) = kept.hit, kept.hit.span
    title, outlet, published, language, source, _ = read(hit.document)
    return (
        *(hit.document, *((start, end) if end else (None, None)), kept.quote, title, outlet),
        *(date.fromisoformat(published) if published else None,),
        *(spoken(hit.span, language, passages(connection, hit.document)), source),
        *(_speaker(connection, hit), hit.score, hit.story, len(kept.copies)),
        [{"start": first, "end": last} for first, last in terms.found(kept.quote)],
    )


def _speaker(connection: sqlite3.Connection, hit: Hit) -> str | None:
    """Return who speaks in a sentence, several with commas between them."""
    query = f"""SELECT t.speaker_name FROM statement t
                WHERE t.document = ? AND t.start < ? AND t."end" > ? AND {current} ORDER BY t.start, t.id"""  # noqa: S608
    found = connection.execute(query, (hit.document, hit.span[1], hit.span[0])).fetchall()
    return ", ".join(dict.fromkeys(name for (name,) in found)) or None


def _schema() -> dict[str, Any]:
    import polars as pl

    places = pl.List(pl.Struct({"start": pl.Int64(), "end": pl.Int64()}))
    return {
        **dict.fromkeys(("document",), pl.String),
        **dict.fromkeys(("start", "end"), pl.Int64),
        **dict.fromkeys(("quote", "title", "outlet"), pl.String),
        "published": pl.Date,
        **dict.fromkeys(("language", "source", "speaker"), pl.String),
        "score": pl.Float64,
        "story": pl.String,
        "copies": pl.Int64,
        "matches": places,
    }
