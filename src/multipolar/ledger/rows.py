"""Records as rows of the book, and rows as records again.

In: frozen records of `records.py`. Out: tuples in the order of the columns of `schema.sql`, and back
without loss.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from multipolar.errors import LedgerError
from multipolar.ledger.proof import legible
from multipolar.ledger.records import (
    Amount,
    Document,
    Event,
    Interval,
    Party,
    Passage,
    Problem,
    Reading,
    Speaker,
    Statement,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from multipolar.ledger.run import Run

Row = tuple[Any, ...]
document_columns = "id, source, role, title, outlet, published, language, truncated, blob, text"


def insert(connection: sqlite3.Connection, tables: Mapping[str, list[Row]]) -> None:
    """Insert rows by table, in the order given."""
    for table, rows in tables.items():
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            columns = f" ({document_columns})" if table == "document" else ""
            connection.executemany(f"INSERT INTO {table}{columns} VALUES ({marks})", rows)  # noqa: S608 : our own names


def document_tables(document: Document) -> dict[str, list[Row]]:
    """Return the rows of a document by table."""
    return {
        "document": [_document_row(document)],
        "byline": [(document.id, i, name) for i, name in enumerate(document.byline)],
        "chain": [(document.id, i, outlet) for i, outlet in enumerate(document.chain)],
        "passage": [(document.id, i, p.start, p.end, p.language) for i, p in enumerate(document.passages)],
        "passage_about": [
            (document.id, i, j, code)
            for i, p in enumerate(document.passages)
            for j, code in enumerate(p.about)
        ],
    }


def record_tables(events: Sequence[Event], statements: Sequence[Statement] = ()) -> dict[str, list[Row]]:
    """Return the rows of events and statements by table, what others name before what names it."""
    return {
        "statement": [_statement_row(i, statement) for i, statement in enumerate(statements)],
        "about": [(s.id, i, code) for s in statements for i, code in enumerate(s.about)],
        "event": [_event_row(i, event) for i, event in enumerate(events)],
        "context": [(e.id, i, context) for e in events for i, context in enumerate(e.contexts)],
        "party": [row for event in events for row in _party_rows(event)],
        "amount": [_amount_row(e.id, i, amount) for e in events for i, amount in enumerate(e.amounts)],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _document_row(d: Document) -> Row:
    return (
        *(d.id, d.source, d.role, d.title, d.outlet, _day(d.published), d.language),
        *(int(d.truncated), d.blob, d.text),
    )


def _statement_row(position: int, s: Statement) -> Row:
    by = s.speaker
    return (
        *(s.id, s.document, position, s.start, s.end, s.quote),
        *(by.name, by.role, by.code, by.sector, by.start, by.end),
        *(int(s.anonymous), s.verb, int(s.direct)),
    )


def _event_row(position: int, e: Event) -> Row:
    when = (_day(e.date.low), _day(e.date.high), e.date.quote) if e.date else (None, None, None)
    return (
        *(
            e.id,
            e.document,
            position,
            e.start,
            e.end,
            e.quote,
            int(e.mutual),
            e.type,
            e.mode,
            e.cameo,
            e.status,
        ),
        *(*when, e.voice, e.confidence, e.coder, e.rule),
    )


def _party_rows(event: Event) -> Iterator[Row]:
    for side, parties in (("actor", event.actors), ("recipient", event.recipients)):
        for i, p in enumerate(parties):
            yield (event.id, side, i, p.code, p.sector, p.name, p.start, p.end)


def _amount_row(event: str, position: int, a: Amount) -> Row:
    low, high = a.period or (None, None)
    return (
        *(event, position, a.value, a.high, a.unit, a.item, int(a.approximate)),
        *(_day(low), _day(high), a.source, a.quote),
    )


def document(connection: sqlite3.Connection, id: str) -> Document | None:  # noqa: A002 : the column is called id
    """Return the document of that id with its byline, chain and passages."""
    query = f"SELECT {document_columns} FROM document WHERE id = ?"  # noqa: S608 : our own names
    row = connection.execute(query, (id,)).fetchone()
    if row is None:
        return None
    _, source, role, title, outlet, published, language, truncated, blob, text = row
    return Document(
        id=id,
        source=source,
        role=role,
        title=title,
        byline=_column(connection, "SELECT name FROM byline WHERE document = ? ORDER BY position", id),
        chain=_column(connection, "SELECT outlet FROM chain WHERE document = ? ORDER BY position", id),
        outlet=outlet,
        published=_date(published),
        language=language,
        text=text,
        passages=_passages(connection, id),
        truncated=bool(truncated),
        blob=blob,
    )


def _date(day: str | None) -> date | None:
    return _day_of(day) if day else None


def _day_of(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise LedgerError(
            f"“{day}” in the ledger is no day: `multipolar verify` tells what is damaged"
        ) from error


def _column(connection: sqlite3.Connection, query: str, *keys: str | int) -> tuple[str, ...]:
    return tuple(value for (value,) in connection.execute(query, keys))


def _passages(connection: sqlite3.Connection, document: str) -> tuple[Passage, ...]:
    query = 'SELECT position, start, "end", language FROM passage WHERE document = ? ORDER BY position'
    named = "SELECT code FROM passage_about WHERE document = ? AND passage = ? ORDER BY position"
    return tuple(
        Passage(start, end, language, _column(connection, named, document, position))
        for position, start, end, language in connection.execute(query, (document,)).fetchall()
    )


def coder_of(connection: sqlite3.Connection, document: str) -> str | None:
    """Return the edition of the coder whose records of the document are current; None where it is not in the book."""
    row = connection.execute("SELECT coder FROM current_coding WHERE document = ?", (document,)).fetchone()
    return row and str(row[0])


def reading(connection: sqlite3.Connection, document_id: str) -> Reading | None:
    """Return a document with its problems and what the latest coding found, reviews apart."""
    found = document(connection, document_id)
    if found is None:
        return None
    return Reading(
        document=found,
        events=_events(connection, document_id),
        statements=_statements(connection, document_id),
        problems=tuple(problems(connection, document_id)),
        coder=coder_of(connection, document_id) or "",
    )


def _statements(connection: sqlite3.Connection, document: str) -> tuple[Statement, ...]:
    query = """SELECT s.* FROM statement s JOIN current_statement c ON c.statement = s.id
               WHERE s.document = ? ORDER BY c.position"""
    return tuple(_statement(connection, row) for row in connection.execute(query, (document,)).fetchall())


def _statement(connection: sqlite3.Connection, row: Row) -> Statement:
    id_, document, _, start, end, quote, *by, anonymous, verb, direct = row
    return Statement(
        id=id_,
        document=document,
        start=start,
        end=end,
        quote=quote,
        speaker=Speaker(*by),
        anonymous=bool(anonymous),
        verb=verb,
        direct=bool(direct),
        about=_column(connection, "SELECT code FROM about WHERE statement = ? ORDER BY position", id_),
    )


def _events(connection: sqlite3.Connection, document: str) -> tuple[Event, ...]:
    query = """SELECT e.* FROM event e JOIN coded c ON c.event = e.id
               WHERE e.document = ? ORDER BY c.position"""
    return tuple(_event(connection, row) for row in connection.execute(query, (document,)).fetchall())


def event(connection: sqlite3.Connection, id: str) -> Event | None:  # noqa: A002 : the column is called id
    """Return the event of that id, current or not."""
    row = connection.execute("SELECT * FROM event WHERE id = ?", (id,)).fetchone()
    return row and _event(connection, row)


def records(connection: sqlite3.Connection, document: str) -> Iterator[Event | Statement]:
    """Yield every event and statement of a document, current or not."""
    for row in connection.execute(
        "SELECT * FROM event WHERE document = ? ORDER BY id", (document,)
    ).fetchall():
        yield _event(connection, row)
    query = "SELECT * FROM statement WHERE document = ? ORDER BY id"
    for row in connection.execute(query, (document,)).fetchall():
        yield _statement(connection, row)


def _event(connection: sqlite3.Connection, row: Row) -> Event:
    id_, document, _, start, end, quote, mutual, type_, mode, cameo, status, low, high, said, *rest = row
    voice, confidence, coder, rule = rest
    return Event(
        id=id_,
        document=document,
        start=start,
        end=end,
        quote=quote,
        actors=_parties(connection, id_, "actor"),
        recipients=_parties(connection, id_, "recipient"),
        mutual=bool(mutual),
        type=type_,
        mode=mode,
        contexts=_column(connection, "SELECT context FROM context WHERE event = ? ORDER BY position", id_),
        cameo=cameo,
        status=status,
        date=Interval(_day_of(low), _day_of(high), said) if low else None,
        amounts=_amounts(connection, id_),
        voice=voice,
        confidence=confidence,
        coder=coder,
        rule=rule,
    )


def _parties(connection: sqlite3.Connection, event: str, side: str) -> tuple[Party, ...]:
    query = (
        'SELECT code, sector, name, start, "end" FROM party WHERE event = ? AND side = ? ORDER BY position'
    )
    return tuple(Party(*row) for row in connection.execute(query, (event, side)))


def _amounts(connection: sqlite3.Connection, event: str) -> tuple[Amount, ...]:
    query = "SELECT * FROM amount WHERE event = ? ORDER BY position"
    return tuple(_amount(row) for row in connection.execute(query, (event,)))


def _amount(row: Row) -> Amount:
    _, _, value, high, unit, item, approximate, low, last, source, quote = row
    return Amount(
        value=value,
        unit=unit,
        quote=quote,
        high=high,
        item=item,
        approximate=bool(approximate),
        period=(_day_of(low), _day_of(last)) if low else None,
        source=source,
    )


def problems(connection: sqlite3.Connection, document: str | None = None) -> list[Problem]:
    """Return the problems of a document, or of the whole book."""
    query = """SELECT p.stage, p.source, p.what, p.document, r.began
               FROM problem p LEFT JOIN run r ON r.number = p.run
               WHERE ?1 IS NULL OR p.document = ?1 ORDER BY p.number"""
    return [Problem(*row) for row in connection.execute(query, (document,))]


def note(connection: sqlite3.Connection, problems: Iterable[Problem], run: Run) -> None:
    """Insert problems that a run met, each unless the same is known of the same source."""
    found = [(p.stage, legible(p.source), legible(p.what), p.document) for p in problems]
    known = "SELECT 1 FROM problem WHERE stage = ? AND source = ? AND what = ?"
    new = [row for row in dict.fromkeys(found) if not connection.execute(known, row[:3]).fetchone()]
    query = "INSERT OR IGNORE INTO problem (stage, source, what, document, run) VALUES (?, ?, ?, ?, ?)"
    connection.executemany(query, [(*row, run.number(connection)) for row in new])
