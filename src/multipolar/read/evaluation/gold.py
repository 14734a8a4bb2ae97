"""Gold: annotated pages, what an expert wrote down of each.

In: a folder of `NAME.gold.json`, each with the page that it names beside it. Out: `GoldPage`s. A record that is
`optional` counts neither where it is found nor where it is missed: experts differ on it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from multipolar.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SUFFIX = ".gold.json"


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An act: the sides by code (an armed group is its host state's with "/REB"), every type an expert accepts."""

    id: str
    actors: frozenset[str]
    recipients: frozenset[str]
    mutual: bool
    types: tuple[str, ...]
    status: str
    date: tuple[date, date] | None
    amount: tuple[float, str] | None  # value and unit
    voice: str | None  # id of a statement
    quote: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """Words given to a speaker."""

    id: str
    speaker: str
    anonymous: bool
    country: str | None
    quote: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text of the page."""

    role: str
    title: str | None
    byline: tuple[str, ...]
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page with all that it says."""

    name: str
    path: Path
    published: date | None
    documents: tuple[GoldDocument, ...]
    events: tuple[GoldEvent, ...]
    statements: tuple[GoldStatement, ...]


def gold_pages(folder: Path) -> list[GoldPage]:
    """Return the annotated pages of a folder by name; UsageError where it has none or one is not readable."""
    paths = sorted(folder.glob(f"*{SUFFIX}"))
    if not paths:
        raise UsageError(
            f"{folder} holds no annotated page: name a folder with NAME{SUFFIX} beside NAME.txt."
        )
    return [gold_page(path) for path in paths]


def gold_page(path: Path) -> GoldPage:
    """Return one annotated page."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        found = _page(path, told)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is no annotation of a page ({type(error).__name__}: {error}).") from error
    if not found.path.is_file():
        raise UsageError(f"{path} speaks of {found.path.name}, which is not beside it.")
    return found


def _page(path: Path, told: dict[str, Any]) -> GoldPage:
    return GoldPage(
        name=path.name.removesuffix(SUFFIX),
        path=path.parent / told["file"],
        published=date.fromisoformat(told["published"]) if told["published"] else None,
        documents=tuple(map(_document, told["documents"])),
        events=tuple(map(_event, told["events"])),
        statements=tuple(map(_statement, told["statements"])),
    )


def _document(told: dict[str, Any]) -> GoldDocument:
    chain = _several(told.get("chain"))
    byline = tuple(name for names in _several(told.get("byline")) for name in names.split(" and "))
    return GoldDocument(told["role"], told.get("title"), byline, chain)


def _event(told: dict[str, Any]) -> GoldEvent:
    amount = told["amount"]
    return GoldEvent(
        id=told["id"],
        actors=frozenset(told["actors"]),
        recipients=frozenset(told["recipients"]),
        mutual=told["mutual"],
        types=_several(told["type"]),
        status=told["status"],
        date=_days(told["date"]),
        amount=(amount["value"], amount["unit"]) if amount else None,
        voice=told["voice"],
        quote=told["quote"],
        optional=told["optional"],
    )


def _statement(told: dict[str, Any]) -> GoldStatement:
    return GoldStatement(**{name: told[name] for name in GoldStatement.__slots__})


def _days(told: Iterable[str] | None) -> tuple[date, date] | None:
    if told is None:
        return None
    low, high = map(date.fromisoformat, told)
    return low, high


def _several(told: str | list[str] | None) -> tuple[str, ...]:
    return () if told is None else (told,) if isinstance(told, str) else tuple(told)
