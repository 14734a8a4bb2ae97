"""A small book whose pages wish the reader ill, built through the real ledger."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from multipolar.ledger.records import (
    Amount,
    Document,
    Event,
    Interval,
    Party,
    Passage,
    Reading,
    Speaker,
    Statement,
    content_id,
    identified,
)
from multipolar.ledger.store import open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multipolar.ledger.store import Ledger

EVIL = "<script>alert(1)</script><img src='https://evil.example/a.png'>"
ARABIC = "وقعت روسيا وباكستان اتفاقا عسكريا في موسكو"

# day, type, status, mutual, sentence
ACTS = (
    (
        "2001-03-04",
        "ACCUSE",
        "done",
        False,
        "Russia accused Pakistan of arming the militias in the northern valleys",
    ),
    (
        "2002-09-12",
        "REJECT",
        "done",
        False,
        "Russia turned down a request from Pakistan for transport aircraft",
    ),
    (
        "2004-05-20",
        "ACCUSE",
        "done",
        False,
        "Russia blamed Pakistan for the failure of talks about the border camps",
    ),
    ("2014-06-02", "CONCEDE", "done", False, "Russia lifted its embargo on the sale of weapons to Pakistan"),
    (
        "2014-11-20",
        "SUPPORT",
        "done",
        True,
        "Russia and Pakistan signed a framework on military cooperation in Islamabad",
    ),
    (
        "2015-01-20",
        "COOPERATE",
        "planned",
        False,
        "Russia will deliver attack helicopters to Pakistan before the summer",
    ),
    (
        "2015-08-20",
        "COOPERATE",
        "done",
        False,
        "Russia sold four Mi-35 helicopters to Pakistan for 153 million dollars",
    ),
    (
        "2015-10-16",
        "COOPERATE",
        "done",
        True,
        "Russia and Pakistan agreed to build a gas pipeline from Lahore to Karachi",
    ),
)


def page(index: int, act: tuple[str, str, str, bool, str]) -> Reading:
    """A page of one act, with a hostile line, a statement and sometimes a passage in Arabic."""
    day, *_, quote = act
    said = f"“Friendship number {index} of many”, said Maria {EVIL} of Islamabad."
    text = f"Dispatch {index} of {day}. {quote}, wrote the paper {EVIL} number {index * 7919}.\n\n{said}\n{ARABIC} {index}.\n"
    arabic = text.index(ARABIC)
    document = identified(
        Document(
            id="",
            source=f"{index}{EVIL}.html",
            role="article",
            title=f"Story {index} {EVIL}",
            byline=(f"Author {EVIL}",),
            chain=(f"Agency {index % 3} {EVIL}", f"Outlet {index}"),
            outlet=f"Outlet {index}",
            published=date.fromisoformat(day),
            language="en",
            text=text,
            passages=(Passage(arabic, arabic + len(ARABIC), "ar"),),
        )
    )
    statement = _statement(document, text.index(said), said)
    spans = [(text.index(quote), quote, None)]
    spans += [(arabic, ARABIC, statement.id)] if index == 6 else []
    events = tuple(_event(document, act, *span) for span in spans)
    return Reading(document, events, (statement,))


def _statement(document: Document, start: int, said: str) -> Statement:
    name = said.index("Maria")
    return Statement(
        id=content_id("statement", document.id),
        document=document.id,
        start=start,
        end=start + len(said),
        quote=said,
        speaker=Speaker("Maria", f"analyst {EVIL}", "PAK", "EDU", start + name, start + name + 5),
        anonymous=False,
        verb="said",
        direct=True,
        about=("RUS", "PAK"),
    )


def _event(
    document: Document, act: tuple[str, str, str, bool, str], start: int, quote: str, voice: str | None
) -> Event:
    day = date.fromisoformat(act[0])
    names = ("روسيا", "باكستان") if voice else ("Russia", "Pakistan")
    a, b = (start + quote.index(name) for name in names)
    money = Amount(153e6, "USD", "153 million dollars", item="Mi-35", approximate=True, source="the ministry")
    return Event(
        id=content_id("event", document.id, start),
        document=document.id,
        start=start,
        end=start + len(quote),
        quote=quote,
        actors=(Party("RUS", "GOV", names[0], a, a + len(names[0])),),
        recipients=(Party("PAK", "GOV", names[1], b, b + len(names[1])),),
        mutual=act[3],
        type="AGREE" if voice else act[1],
        mode=None,
        contexts=("military",),
        cameo=None,
        status=act[2],  # type: ignore[arg-type]
        date=Interval(day, day, None),
        amounts=(money,) if "153" in quote else (),
        voice=voice,
        confidence=0.9,
        coder="test",
    )


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Eight pages about Russia and Pakistan: cold until 2004, warm from 2014."""
    with open_ledger(tmp_path_factory.mktemp("show") / "ledger", create=True) as book:
        book.admit([page(index, act) for index, act in enumerate(ACTS)])
        book.link()
        yield book
