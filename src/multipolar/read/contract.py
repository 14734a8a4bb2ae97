"""The output contract: records as JSON objects that any program can read and score.

In: records of a reading. Out: plain dictionaries, one a line of `multipolar read --format jsonl` (document, then its
events and statements). Days are ISO text; offsets count code points of the document's `text`.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multipolar.ledger.records import Document, Event, Reading, Statement

# What the contract leaves out: how a record came about, not what the page says.
INTERNAL = {"document": {"blob"}, "event": {"rule"}, "statement": set[str]()}


def lines(reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield a document and all that belongs to it."""
    yield line("document", reading.document)
    yield from (line("event", event) for event in reading.events)
    yield from (line("statement", statement) for statement in reading.statements)


def line(kind: str, record: Document | Event | Statement) -> dict[str, Any]:
    """Return one record as the contract wants it."""
    fields = {name: value for name, value in asdict(record).items() if name not in INTERNAL[kind]}
    return {"kind": kind, **{name: plain(value) for name, value in fields.items()}}


def plain(value: Any) -> Any:  # noqa: ANN401 : any JSON value
    """Return a value with days as ISO text, tuples as lists and whole floats as integers."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) >= 10 else value
