"""Readings made up for the tests of the book, and an empty book."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

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
from multipolar.ledger.store import open_ledger

page = (
    "Russian defence minister Sergei Shoigu visited Islamabad in November and signed a contract for {n} helicopters. "
    "“We want more of them,” Maria Sultan said of Moscow after the talks, which took place in hall {n}."
)


def span(text: str, quote: str):
    start = text.index(quote)
    return {"start": start, "end": start + len(quote)}


def document(text: str, **fields: object):
    made = Document(
        **{
            "id": "",
            "source": "page.txt",
            "role": "article",
            "title": "A visit",
            "byline": ("Tim Craig",),
            "chain": ("The Washington Post", "Guardian Weekly"),
            "outlet": "Guardian Weekly",
            "published": date(2015, 2, 10),
            "language": "en",
            "text": text,
            "blob": sha256(text.encode()).hexdigest(),
            **fields,
        }
    )
    return identified(made)


def event(of: Document, quote: str, **fields: object):
    text = of.text
    return Event(
        **{
            "id": content_id(of.id, quote, fields.get("type")),
            "document": of.id,
            **span(text, quote),
            "quote": quote,
            "actors": (Party("RUS", "MIL", "Sergei Shoigu", **span(text, "Sergei Shoigu")),),
            "recipients": (Party("PAK", None, "Islamabad", **span(text, "Islamabad")),),
            "mutual": False,
            "type": "CONSULT",
            "mode": "visit",
            "contexts": ("military", "diplomatic"),
            "cameo": "042",
            "status": "done",
            "date": Interval(date(2014, 11, 1), date(2014, 11, 30), "in November"),
            "amounts": (),
            "voice": None,
            "confidence": 0.9,
            "coder": "rules",
            "rule": "visit",
            **fields,
        }
    )


def statement(of: Document, quote: str, **fields: object):
    speaker = Speaker("Maria Sultan", "chairwoman", "PAK", "EDU", **span(of.text, "Maria Sultan"))
    return Statement(
        **{
            "id": content_id(of.id, "statement", quote),
            "document": of.id,
            **span(of.text, quote),
            "quote": quote,
            "speaker": speaker,
            "anonymous": False,
            "verb": "said",
            "direct": True,
            "about": ("RUS", "PAK"),
            **fields,
        }
    )


def reading(n: int = 0, **fields: object):
    """One document with two events, a statement and a problem; another for each number."""
    of = document(page.format(n=n), **fields)
    said = statement(of, "We want more of them,")
    amount = Amount(
        36, "helicopter", f"{n} helicopters", item="Mi-35", period=(date(2006, 1, 1), date(2015, 2, 10))
    )
    visited = event(of, "visited Islamabad")
    signed = event(
        of,
        "signed a contract",
        type="SUPPORT",
        mode=None,
        mutual=True,
        amounts=(amount,),
        voice=said.id,
        date=None,
    )
    return Reading(
        of, (visited, signed), (said,), (Problem("read", of.source, f"Page {n} has no byline.", of.id),)
    )


@pytest.fixture
def make():
    """The functions that make readings, documents, events and statements."""
    return type("Make", (), {name: staticmethod(value) for name, value in _makers.items()})


_makers = {
    "reading": reading,
    "document": document,
    "event": event,
    "statement": statement,
    "replace": replace,
    "identified": identified,
    "plain": Reading,
}


@pytest.fixture
def book(tmp_path: Path):
    with open_ledger(tmp_path / "book", create=True) as ledger:
        yield ledger
