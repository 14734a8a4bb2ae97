"""Readings made up by number: ready to enter a book, each of its own words, with five records and its bytes.

Every fifth is a copy of the one before it, at another outlet. The same number gives the same reading.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from multipolar.ledger.records import (
    Amount,
    Document,
    Event,
    Interval,
    Party,
    Problem,
    Reading,
    Speaker,
    Statement,
    content_id,
    identified,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

STATES = {
    "IND": "India",
    "PAK": "Pakistan",
    "RUS": "Russia",
    "USA": "America",
    "CHN": "China",
    "TUR": "Turkey",
}
ACTS = {"CONSULT": "met", "COOPERATE": "sold ships to", "PROTEST": "criticised"}
FIRST_DAY = date(2001, 1, 1)
WORDS = 600  # of a document: a usual news page


def ready(number: int, *, words: int = WORDS) -> Reading:
    """Return the reading of that number: three events, two statements and a problem."""
    if copied := number % 5 == 4:
        number -= 1
    chance = random.Random(number)
    acts = [(*chance.sample(sorted(STATES), 2), kind) for kind in ACTS]
    text = "\n\n".join([*(_told(act, number) for act in acts), _prose(chance, words)])
    of = identified(_document(number, text, copied=copied))
    statements = tuple(_statement(of, said) for said in ("We agree", "We do not"))
    events = tuple(_event(of, act, statements[0].id) for act in acts)
    return Reading(of, events, statements, (Problem("page", of.source, "It has no byline.", of.id),))


def bytes_of(readings: Sequence[Reading]) -> dict[str, bytes]:
    """Return the bytes that the readings were made of, by SHA-256."""
    return {str(reading.document.blob): reading.document.text.encode() for reading in readings}


def _told(act: tuple[str, str, str], number: int) -> str:
    actor, recipient, kind = act
    return (
        f"{STATES[actor]} {ACTS[kind]} {STATES[recipient]} for {number + 2} million dollars in hall {number}."
    )


def _prose(chance: random.Random, words: int) -> str:
    syllables = ("ka", "lo", "mi", "ne", "ru", "sta", "ver", "do", "pin", "gra")
    made = ["".join(chance.choices(syllables, k=3)) for _ in range(words)]
    return " ".join([*made, "“We agree, ” she said. “We do not,” he said."])


def _document(number: int, text: str, *, copied: bool) -> Document:
    chain = ("First Post", "Second Post") if copied else ("First Post",)
    return Document(
        id="",
        source=f"{number}{'-copy' if copied else ''}.txt",
        role="article",
        title=f"Ships, {number}",
        byline=(),
        chain=chain,
        outlet=chain[-1],
        published=FIRST_DAY + timedelta(days=number % 8000),
        language="en",
        text=text,
        blob=sha256(text.encode()).hexdigest(),
    )


def _statement(of: Document, quote: str) -> Statement:
    start = of.text.index(quote)
    speaker = Speaker("Maria Sultan", None, "PAK", "EDU", start, start + 2)
    return Statement(
        content_id(of.id, quote),
        of.id,
        start,
        start + len(quote),
        quote,
        speaker,
        False,
        "said",
        True,
        ("RUS",),
    )


def _event(of: Document, act: tuple[str, str, str], voice: str) -> Event:
    *codes, kind = act
    start = of.text.index(f"{STATES[codes[0]]} {ACTS[kind]}")
    end = of.text.index(".", start)
    day = of.published or FIRST_DAY
    sides = [Party(code, "GOV", STATES[code], of.text.index(STATES[code], start), end) for code in codes]
    return Event(
        id=content_id(of.id, kind),
        document=of.id,
        start=start,
        end=end,
        quote=of.text[start:end],
        actors=(sides[0],),
        recipients=(sides[1],),
        mutual=kind == "CONSULT",
        type=kind,
        mode=None,
        contexts=("military",),
        cameo=None,
        status="done",
        date=Interval(day - timedelta(days=2), day),
        amounts=(Amount(1_000_000.0 * len(of.text), "USD", "dollars"),) if kind == "COOPERATE" else (),
        voice=voice,
        confidence=0.9,
        coder="bench",
    )
