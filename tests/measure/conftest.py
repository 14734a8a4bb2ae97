"""Small books, built from readings through the real ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from multipolar.ledger.records import (
    Document,
    Event,
    Interval,
    Party,
    Reading,
    Speaker,
    Statement,
    content_id,
    identified,
)
from multipolar.ledger.store import Ledger, open_ledger


@dataclass(frozen=True)
class Told:
    """An act as a test writes it down: who, whom, what, when."""

    day: str
    a: str
    b: str
    type: str
    status: str = "done"
    mutual: bool = False
    dated: bool = True
    confidence: float = 0.9


def words(*parts: object) -> str:
    """Words that no other page has, lest the pages look like copies of each other."""
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()
    return " ".join(digest[i : i + 5] for i in range(0, 60, 5))


def page(published: str, outlet: str, acts: Sequence[Told], *, says: str | None = None) -> Reading:
    """A page that tells the acts, a sentence each, and perhaps a line of speech at the end."""
    text, spans = "", []
    for act in acts:
        quote = f"{act.a} {act.type.lower()} {act.b} on {act.day}"
        spans.append((len(text), len(text) + len(quote), quote))
        text += f"{quote}, {words(published, outlet, act)}. "
    spoken = (len(text), f"“{says}”, said the minister of {acts[0].a} of {acts[0].b}.") if says else None
    text += spoken[1] if spoken else ""
    document = identified(
        Document(
            "",
            f"{outlet}.txt",
            "article",
            f"{outlet} {published}",
            (),
            (),
            outlet,
            date.fromisoformat(published),
            "en",
            text,
        )
    )
    events = tuple(_event(document, act, *span) for act, span in zip(acts, spans, strict=True))
    return Reading(document, events, (_statement(document, acts[0], *spoken),) if spoken else ())


def _event(document: Document, act: Told, start: int, end: int, quote: str) -> Event:
    a = Party(act.a, "GOV", act.a, start, start + 3)
    b = Party(act.b, "GOV", act.b, start + quote.index(act.b, 3), start + quote.index(act.b, 3) + 3)
    day = date.fromisoformat(act.day)
    return Event(
        id=content_id("event", document.id, start),
        document=document.id,
        start=start,
        end=end,
        quote=quote,
        actors=(a,),
        recipients=(b,),
        mutual=act.mutual,
        type=act.type,
        mode=None,
        contexts=(),
        cameo=None,
        status=act.status,  # type: ignore[arg-type]
        date=Interval(day, day, act.day) if act.dated else None,
        amounts=(),
        voice=None,
        confidence=act.confidence,
        coder="test",
    )


def _statement(document: Document, act: Told, start: int, text: str) -> Statement:
    name = text.index("the minister")
    return Statement(
        id=content_id("statement", document.id, start),
        document=document.id,
        start=start,
        end=start + len(text),
        quote=text,
        speaker=Speaker("the minister", None, act.a, "GOV", start + name, start + name + 12),
        anonymous=True,
        verb="said",
        direct=True,
        about=(act.a, act.b),
    )


@pytest.fixture(name="page", scope="module")
def page_fixture() -> Callable[..., Reading]:
    """Write one page."""
    return page


@pytest.fixture(name="told", scope="module")
def told_fixture() -> type[Told]:
    """Write down one act."""
    return Told


Book = Callable[[Sequence[Reading]], Ledger]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """Make a ledger of readings."""
    made: list[Ledger] = []

    def make(readings: Sequence[Reading]) -> Ledger:
        ledger = open_ledger(tmp_path_factory.mktemp("book") / "ledger", create=True)
        made.append(ledger)
        if readings:
            ledger.admit(readings)
            ledger.link()
        return ledger

    yield make
    for ledger in made:
        ledger.close()


@pytest.fixture(scope="module")
def tell() -> Callable[..., list[Reading]]:
    """Write a page an act, each on the day after its act by an outlet of its own."""

    def make(*acts: Told) -> list[Reading]:
        return [page(act.day, f"Outlet {i}", [act]) for i, act in enumerate(acts)]

    return make
