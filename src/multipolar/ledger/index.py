"""The index of full text: the sentences of the documents, numbered by day, with their folded words.

In: the book. Out: its tables `search_document`, `search_entry` and `search_speaker`, which can all be made again. One
program makes them at a time, in batches that are each in the book whole or not at all; one that was interrupted
goes on where it was. Documents never change, so what is indexed stays; another way of folding or dividing text
makes all of it anew.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from sys import byteorder
from typing import TYPE_CHECKING, Any

from multipolar.ledger import folding, sentences
from multipolar.ledger.folding import words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from multipolar.ledger.comparison import Progress, Session
    from multipolar.ledger.sentences import Span

    Passages = Sequence[tuple[int, int, str]]  # start, end, language

scheme = f"{folding.scheme}, {sentences.scheme}"
_a_day = 2**32  # numbers of entries that a day has
_batch = 500  # documents between two writes …
_text = 2_000_000  # … and characters: others who write wait no longer than a second or two
_names = 10_000  # names of speakers between two writes
_step = 500  # pages of the index that are merged between two others' writes


@dataclass(frozen=True, slots=True)
class Indexed:
    """The entries of a document as they stand in the index."""

    first: int
    titled: bool
    spans: tuple[Span, ...]

    @property
    def last(self) -> int:
        """The number of the last entry."""
        return self.first + max(1, len(self.spans)) - 1

    def overlapping(self, span: Span) -> list[Span]:
        """Return the ranges of the entries that have a character in common with a span."""
        start, end = span
        low = bisect_right(self.spans, start, lo=self.titled, key=itemgetter(1))
        high = bisect_left(self.spans, end, lo=self.titled, key=itemgetter(0)) - 1
        title = self.titled and self.spans[0][0] < end and start < self.spans[0][1]
        return [(self.first, self.first)] * title + [(self.first + low, self.first + high)] * (low <= high)


@dataclass(frozen=True, slots=True)
class _Made:
    """What a document gives, before it has a number."""

    document: str
    day: int
    titled: bool
    spans: tuple[Span, ...]
    entries: tuple[tuple[str, str], ...]  # folded words, language


def missing(connection: sqlite3.Connection) -> int:
    """Return how many documents are not in the index."""
    query = "SELECT (SELECT count(*) FROM document) - (SELECT count(*) FROM search_document WHERE scheme = ?)"
    return int(connection.execute(query, (scheme,)).fetchone()[0])


def index(reading: Session, writing: Session, *, progress: Progress | None = None) -> None:
    """Bring the index up to date; `reading` and `writing` open the book for a while."""
    _forget_others(reading, writing)
    with reading() as connection:
        wanted = _missing(connection) if missing(connection) else []
        total = connection.execute("SELECT count(*) FROM document").fetchone()[0]
    _index_speakers(reading, writing)  # all who speak in the documents found, before these count as indexed
    done = 0
    while done < len(wanted):
        if progress:
            progress(done, len(wanted))
        with reading() as connection:
            made = list(_make(connection, wanted[done:]))
        with writing() as connection:
            _store(connection, made)
        done += len(made)
    if done * 5 > total:  # after a first reading or a large one
        _merge(writing)


def _forget_others(reading: Session, writing: Session) -> None:
    """Empty an index that was made in another way."""
    query = "SELECT 1 FROM search_document WHERE scheme < ?1 OR scheme > ?1 LIMIT 1"
    with reading() as connection:
        if not connection.execute(query, (scheme,)).fetchone():
            return
    forget(writing)


def forget(writing: Session) -> None:
    """Empty the index."""
    with writing() as connection:
        connection.execute("INSERT INTO search_entry (search_entry) VALUES ('delete-all')")
        connection.execute("DELETE FROM search_document")
        connection.execute("DELETE FROM search_speaker")


def _missing(connection: sqlite3.Connection) -> list[str]:
    query = """SELECT d.id FROM document d LEFT JOIN search_document s ON s.document = d.id
               WHERE s.document IS NULL ORDER BY d.number"""
    return [id_ for (id_,) in connection.execute(query)]


def _make(connection: sqlite3.Connection, wanted: Sequence[str]) -> Iterator[_Made]:
    size = 0
    for id_ in wanted[:_batch]:
        made, length = _made(connection, id_)
        yield made
        size += length
        if size > _text:
            return


def _made(connection: sqlite3.Connection, id_: str) -> tuple[_Made, int]:
    """Return the entries of a document and the length of its text; entries without a word are left out."""
    query = "SELECT title, published, language, text FROM document WHERE id = ?"
    title, published, language, text = connection.execute(query, (id_,)).fetchone()
    title = title if title and words(title) else None
    foreign = passages(connection, id_)
    kept: list[tuple[Span, tuple[str, str]]] = []
    for start, end in sentences.entries(text, title):
        folded = " ".join(words(text[start:end] if end else title or ""))
        if folded:
            kept.append(((start, end), (folded, spoken((start, end), language, foreign))))
    day = date.fromisoformat(published).toordinal() if published else 0
    spans, entries = tuple(span for span, _ in kept), tuple(entry for _, entry in kept)
    return _Made(id_, day, title is not None, spans, entries), len(text)


def passages(connection: sqlite3.Connection, document: str) -> Passages:
    """Return the passages of a document in other languages, in order: start, end and language of each."""
    query = 'SELECT start, "end", language FROM passage WHERE document = ? ORDER BY start'
    return connection.execute(query, (document,)).fetchall()


def spoken(span: Span, language: str, foreign: Passages) -> str:
    """Return the language of a sentence: that of the passage which its middle lies in, else the document's."""
    middle = (span[0] + span[1]) // 2
    place = bisect_right(foreign, middle, key=itemgetter(0)) - 1 if span[1] else -1
    return foreign[place][2] if place >= 0 and middle < foreign[place][1] else language


def _store(connection: sqlite3.Connection, made: Sequence[_Made]) -> None:
    nexts: dict[int, int] = {}
    documents: list[tuple[Any, ...]] = []
    entries: list[tuple[int, str, str]] = []
    for each in made:
        first = nexts.get(each.day) or _free(connection, each.day)
        nexts[each.day] = first + max(1, len(each.spans))
        documents.append((first, each.document, scheme, int(each.titled), _packed(each.spans)))
        entries += [(first + place, *entry) for place, entry in enumerate(each.entries)]
    connection.executemany("INSERT INTO search_document VALUES (?, ?, ?, ?, ?)", documents)
    entries.sort()  # FTS5 writes what comes in order at once
    connection.executemany("INSERT INTO search_entry (rowid, text, language) VALUES (?, ?, ?)", entries)


def _free(connection: sqlite3.Connection, day: int) -> int:
    """Return the first number of a day that no entry has."""
    low, high = numbers(day, day)
    last = before(connection, high)
    return low if last is None or last.first < low else last.last + 1


def numbers(low: int, high: int) -> tuple[int, int]:
    """Return the lowest and the highest number that entries of some days, both included, may have."""
    return low * _a_day, (high + 1) * _a_day - 1


def day(number: int) -> int:
    """Return the day of an entry: days since year 1, 0 where it has none."""
    return number // _a_day


def before(connection: sqlite3.Connection, number: int) -> Indexed | None:
    """Return the last document that begins at a number or before it."""
    query = "SELECT first, titled, spans FROM search_document WHERE first <= ? ORDER BY first DESC LIMIT 1"
    row = connection.execute(query, (number,)).fetchone()
    return Indexed(row[0], bool(row[1]), unpacked(row[2])) if row else None


def _packed(spans: Sequence[Span]) -> bytes:
    packed = array("I", [place for span in spans for place in span])
    if byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def unpacked(spans: bytes) -> tuple[Span, ...]:
    """Return the spans of a row of `search_document`."""
    places = array("I", spans)
    if byteorder == "big":
        places.byteswap()
    return tuple(zip(places[::2], places[1::2], strict=True))


def _index_speakers(reading: Session, writing: Session) -> None:
    query = """SELECT DISTINCT speaker_name FROM statement
               WHERE speaker_name NOT IN (SELECT name FROM search_speaker) ORDER BY speaker_name"""
    with reading() as connection:
        names = [name for (name,) in connection.execute(query)]
    for start in range(0, len(names), _names):
        rows = [(name, " ".join(words(name))) for name in names[start : start + _names]]
        with writing() as connection:
            connection.executemany("INSERT OR IGNORE INTO search_speaker VALUES (?, ?)", rows)


def _merge(writing: Session) -> None:
    """Make the index one piece, in steps that let others write between them: searching it is twice as fast then."""
    step, changed = -_step, 2
    while changed >= 2:  # SQLite's own sign that there is nothing left to merge
        with writing() as connection:
            count = connection.total_changes
            connection.execute("INSERT INTO search_entry (search_entry, rank) VALUES ('merge', ?)", (step,))
            changed = connection.total_changes - count
        step = _step
