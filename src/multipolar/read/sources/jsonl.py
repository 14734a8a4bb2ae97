"""JSONL: one JSON object a line in, one document a line out.

An object has `text`, and may have `title`, `byline` (or `author`), `published` (or `date`), `outlet` (or `publisher`),
`chain`, `language` and `role`. A line that cannot be read is a Problem with its number, and the rest goes on.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from multipolar.ledger.records import Problem
from multipolar.read.encoding import clean, decode
from multipolar.read.manuscript import CUT
from multipolar.read.page import Page
from multipolar.read.published import machine_day
from multipolar.read.publisher import chained

if TYPE_CHECKING:
    from multipolar.read.intake import Raw

Row = dict[str, Any]


def jsonl(raw: Raw) -> list[Page | Problem]:
    """Return the documents of the lines, and a Problem for every line that has none."""
    text, notes = decode(raw.data, raw.charset)
    found = [_line(raw, number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    first = next((number for number, page in enumerate(found) if isinstance(page, Page)), None)
    if first is not None and isinstance(page := found[first], Page):
        found[first] = replace(page, notes=(*notes, *page.notes))
    return found


def _line(raw: Raw, number: int, line: str) -> Page | Problem:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _unread(raw, number, f"is not JSON ({str(error)[:100]})")
    if not isinstance(row, dict):
        return _unread(raw, number, "is not a JSON object")
    text = _string(row, "text", "body", "content")
    return _page(row, text) if text else _unread(raw, number, 'has no "text"')


def _unread(raw: Raw, number: int, what: str) -> Problem:
    return Problem("read", raw.name, f"Line {number} of {raw.name} {what}; it is left out.")


def _page(row: Row, text: str) -> Page:
    outlet = _string(row, "outlet", "publisher", "source_name")
    chain = [*_strings(row.get("chain")), *([outlet] if outlet else [])]
    declared = _string(row, "published", "date", "published_at", "datePublished")
    day = machine_day(declared) if declared else None
    unread = (
        (f"The day of publication {declared[:60]!r} is not a day that can be read.",)
        if declared and not day
        else ()
    )
    return Page(
        text=text,
        title=_string(row, "title", "headline"),
        byline=tuple(_people(row.get("byline", row.get("author")))),
        chain=chained(chain),
        outlet=outlet,
        days=(day,) if day else (),
        language=_language(row),
        role="teaser" if row.get("role") == "teaser" else "article",
        truncated=bool(CUT.search(text[-200:])),
        notes=unread,
    )


def _language(row: Row) -> str | None:
    found = _string(row, "language", "lang")
    return found[:2].lower() if found and re.fullmatch(r"[A-Za-z]{2}(?:[-_]\w{2,8})*", found) else None


def _string(row: Row, *keys: str) -> str | None:
    values = (row[key] for key in keys if isinstance(row.get(key), str) and row[key].strip())
    return next((clean(value).strip() for value in values), None)


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [clean(item).strip() for item in values if isinstance(item, str) and item.strip()]


def _people(value: object) -> list[str]:
    if isinstance(value, str):
        words = re.sub(r"^\s*by\s+", "", clean(value), flags=re.IGNORECASE)
        return [name.strip() for name in re.split(r"\s*(?:;|\s+and\s+|\s&\s)\s*", words) if name.strip()]
    return _strings(value)
