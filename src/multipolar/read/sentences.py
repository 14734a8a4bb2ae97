"""Single sentences in, events out: `multipolar code`, for other programs and for scoring.

In: lines such as {"id": "1", "text": "…", "date": "2008-08-04"} (date may be null). Out, in the same order,
{"id": "1", "events": [event, …]} with offsets into that line's text; an unreadable line gives {"id", "error"}.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from multipolar.errors import MultipolarError
from multipolar.ledger.records import Document, identified
from multipolar.read.contract import line
from multipolar.read.extract import CODER, checked, coder, layers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def code(texts: Iterable[str], *, coder_name: str = CODER, least: float = 0.0) -> Iterator[dict[str, Any]]:
    """Yield the events of each line, in order; those less sure than `least` (0–1) are left out."""
    for text in texts:
        if text.strip():
            yield answer(text, coder_name, least)


def answer(text: str, coder_name: str, least: float = 0.0) -> dict[str, Any]:
    """Return the answer to one line, an error where it cannot be read."""
    try:
        return _coded(text, coder_name, least)
    except MultipolarError:
        raise  # the caller's mistake, not the line's
    except Exception as error:  # noqa: BLE001 : one line that cannot be read must not end the run of thousands
        return {"id": _id(text), "error": f"The line cannot be read ({type(error).__name__}: {error})."}


def _id(text: str) -> Any:  # noqa: ANN401 : any JSON value
    try:
        return json.loads(text).get("id")
    except (AttributeError, RecursionError, ValueError):
        return None


def _coded(text: str, coder_name: str, least: float) -> dict[str, Any]:
    try:
        asked = json.loads(text)
    except ValueError as error:
        return {"id": None, "error": f"Not a line of JSON: {error}"}
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        ident = asked.get("id") if isinstance(asked, dict) else None
        return {"id": ident, "error": 'A line needs {"id": …, "text": "…", "date": "2008-08-04" or null}.'}
    try:
        day = date.fromisoformat(asked["date"]) if asked.get("date") else None
    except (TypeError, ValueError):
        return {"id": asked.get("id"), "error": f"Not a day such as 2008-08-04: {asked['date']!r}"}
    return {"id": asked.get("id"), "events": _events(asked["text"], day, coder_name, least)}


def _events(text: str, day: date | None, coder_name: str, least: float) -> list[dict[str, Any]]:
    layers = layers_of(sentence(text, day))
    loaded = coder(coder_name)
    every = getattr(loaded, "every", loaded)
    events, _ = checked(layers, every(layers), least)
    return [line("event", event) for event in events]


def sentence(text: str, day: date | None) -> Document:
    """Return a text that is no page as a document."""
    return identified(
        Document(
            id="", source="-", role="article", title=None, byline=(), chain=(), outlet=None, published=day,
            language="en", text=text,
        )
    )  # fmt: skip
