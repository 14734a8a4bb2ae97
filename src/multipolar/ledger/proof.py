"""What a reading must be to enter the book: every quote stands in the text where the record says.

In: a reading from any coder. Out: the reading without what does not fit, and a problem for each record left
out. A document that cannot be kept at all (its text is no valid Unicode) is turned away whole.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from math import isfinite
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_args

from multipolar.ledger.plover import types
from multipolar.ledger.records import Event, Problem, Reading, Role, Statement, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from multipolar.ledger.records import Document, Party, Record, Speaker


def proven(reading: Reading) -> tuple[Reading | None, list[Problem]]:
    """Return what of the reading may enter, or None, and all its problems, old and new."""
    # a file name need not be Unicode; the text must
    document = replace(reading.document, source=legible(reading.document.source))
    fault = document_fault(document)
    if fault:
        return None, [Problem("ledger", document.source, f"A document was turned away: {fault}.")]
    problems = [replace(p, document=p.document or document.id) for p in reading.problems]
    statements = tuple(_fit(document, reading.statements, problems))
    voices = {statement.id for statement in statements}
    events = tuple(_voiced(event, voices) for event in _fit(document, reading.events, problems))
    return Reading(document, events, statements, coder=reading.coder), problems


def document_fault(document: Document) -> str | None:
    """Say why the document cannot be kept, if it cannot."""
    if not document.id:
        return "it has no id"
    if document.role not in get_args(Role):
        return f"its role “{document.role}” is neither article nor teaser"
    return None if _written(document) else "its words hold a lone surrogate, which is no Unicode character"


def _fit(document: Document, records: Iterable[Record], problems: list[Problem]) -> Iterator[Record]:
    seen: set[str] = set()
    for record in records:
        fault = "its id is taken" if record.id in seen else record_fault(record, document)
        if fault:
            what = f"{type(record).__name__} {legible(record.id)} was left out: {fault}."
            problems.append(Problem("ledger", document.source, what, document.id))
        else:
            seen.add(record.id)
            yield record


def record_fault(record: Event | Statement, document: Document) -> str | None:
    """Say why the record does not fit its document, if it does not."""
    if record.document != document.id:
        return "it belongs to another document"
    if not _written(record):
        return "its words hold a lone surrogate, which is no Unicode character"
    if not _within(record, document) or document.text[record.start : record.end] != record.quote:
        return "its quote does not stand in the text where it says"
    return (
        _statement_fault(record, document)
        if isinstance(record, Statement)
        else _event_fault(record, document)
    )


def _statement_fault(statement: Statement, document: Document) -> str | None:
    return None if _within(statement.speaker, document) else "its speaker lies outside the text"


def _event_fault(event: Event, document: Document) -> str | None:
    faults = {
        f"“{event.type}” is no type of act": event.type not in types(),
        f"“{event.status}” is no status": event.status not in get_args(Status),
        f"its confidence {event.confidence} is not between 0 and 1": not 0 <= event.confidence <= 1,
        "its interval of days ends before it begins": bool(event.date and event.date.low > event.date.high),
        "a party lies outside the text": not all(
            _within(p, document) for p in (*event.actors, *event.recipients)
        ),
        "an amount is no finite number": not all(
            isfinite(a.value) and isfinite(a.high or 0) for a in event.amounts
        ),
    }
    return next((fault for fault, found in faults.items() if found), None)


def _within(span: Event | Statement | Party | Speaker, document: Document) -> bool:
    return 0 <= span.start <= span.end <= len(document.text)


def _voiced(event: Event, voices: set[str]) -> Event:
    # a statement that was left out cannot be anyone's voice
    return event if event.voice is None or event.voice in voices else replace(event, voice=None)


def _written(record: Any) -> bool:  # noqa: ANN401 : whatever a field holds
    """Tell whether every string of a record, at any depth, can be written as UTF-8."""
    if isinstance(record, str):
        return record.isascii() or encodable(record)
    if isinstance(record, tuple):
        return all(map(_written, record))
    parts = _parts(record.__class__)
    return parts is None or all(map(_written, parts(record)))


@cache
def _parts(kind: type) -> Callable[[object], tuple[object, ...]] | None:
    """Return what gives the values of all fields of a dataclass, None for what is none."""
    # asking each record for its fields took more than half of the time of admission
    return attrgetter("__class__", *(field.name for field in fields(kind))) if is_dataclass(kind) else None


def encodable(text: str) -> bool:
    """Tell whether a text can be written as UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def legible(text: str) -> str:
    """Return the text with what is no Unicode replaced, such as bytes of a file name."""
    return text.encode("utf-8", "replace").decode("utf-8")
