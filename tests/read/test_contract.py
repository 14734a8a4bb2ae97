"""The output contract: which fields are printed, and as what."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.ledger.records import Document, identified
from multipolar.read.contract import lines, plain
from multipolar.read.extract import extract

TEXT = (
    "In November the Russian defence minister Sergei Shoigu visited Islamabad. "
    "Norway sold six frigates to Chile for 300 million dollars. "
    "“We want peace with India,” said Maria Sultan, a Pakistani minister. "
    "The minister said that India had expelled two Pakistani diplomats on 3 January 2015."
)
# kind → field → types; the fields that the contract names, and in its order.
FIELDS: dict[str, dict[str, tuple[type, ...]]] = {
    "document": {
        "kind": (str,), "id": (str,), "source": (str,), "role": (str,), "title": (str, type(None)),
        "byline": (list,), "chain": (list,), "outlet": (str, type(None)), "published": (str, type(None)),
        "language": (str,), "text": (str,),
    },
    "event": {
        "kind": (str,), "id": (str,), "document": (str,), "start": (int,), "end": (int,), "quote": (str,),
        "actors": (list,), "recipients": (list,), "mutual": (bool,), "type": (str,), "mode": (str, type(None)),
        "contexts": (list,), "cameo": (str, type(None)), "status": (str,), "date": (dict, type(None)),
        "amounts": (list,), "voice": (str, type(None)), "confidence": (float, int), "coder": (str,),
    },
    "statement": {
        "kind": (str,), "id": (str,), "document": (str,), "start": (int,), "end": (int,), "quote": (str,),
        "speaker": (dict,), "anonymous": (bool,), "verb": (str, type(None)), "direct": (bool,), "about": (list,),
    },
}  # fmt: skip
MORE = {"document": {"passages", "truncated"}, "event": set(), "statement": set()}  # said beyond the contract
PARTY = ["code", "sector", "name", "start", "end"]
DATE = ["low", "high", "quote"]
AMOUNT = {"value", "high", "unit", "item", "approximate", "period", "source", "quote"}
SPEAKER = ["name", "role", "code", "sector", "start", "end"]


@pytest.fixture(scope="module")
def printed() -> list[dict[str, Any]]:
    document = Document(
        id="", source="seed.txt", role="article", title="A title", byline=("Ann Lee",), chain=("The Gazette",),
        outlet="The Gazette", published=date(2015, 2, 10), language="en", text=TEXT,
    )  # fmt: skip
    return [json.loads(json.dumps(each)) for each in lines(extract(identified(document)))]


def of(printed: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [each for each in printed if each["kind"] == kind]


@pytest.mark.parametrize("kind", FIELDS)
def test_fields_are_those_of_the_contract(kind: str, printed: list[dict[str, Any]]):
    found = of(printed, kind)
    assert found
    for each in found:
        assert [name for name in each if name not in MORE[kind]] == list(FIELDS[kind])
        assert set(each) - set(FIELDS[kind]) <= MORE[kind]
        assert all(isinstance(each[name], types) for name, types in FIELDS[kind].items())


def test_the_document_comes_first(printed: list[dict[str, Any]]):
    assert [each["kind"] for each in printed].index("document") == 0
    assert printed[0]["published"] == "2015-02-10"


def test_inner_records_have_the_fields_of_the_contract(printed: list[dict[str, Any]]):
    events = of(printed, "event")
    assert all(list(party) == PARTY for event in events for party in event["actors"] + event["recipients"])
    assert all(list(event["date"]) == DATE for event in events if event["date"])
    assert all(set(amount) == AMOUNT for event in events for amount in event["amounts"])
    assert all(list(each["speaker"]) == SPEAKER for each in of(printed, "statement"))


def test_quotations_stand_in_the_text(printed: list[dict[str, Any]]):
    for each in of(printed, "event") + of(printed, "statement"):
        assert TEXT[each["start"] : each["end"]] == each["quote"]


def test_days_are_iso_and_whole_numbers_are_integers(printed: list[dict[str, Any]]):
    told = [event["date"] for event in of(printed, "event") if event["date"]]
    assert {"low": "2014-11-01", "high": "2014-11-30", "quote": "In November"} in told
    (sale,) = (event for event in of(printed, "event") if event["type"] == "COOPERATE")
    money, count = (amount["value"] for amount in sale["amounts"])
    assert (money, type(money)) == (300_000_000, int)
    assert count == 6


def test_a_voice_is_the_id_of_a_statement(printed: list[dict[str, Any]]):
    ids = {each["id"] for each in of(printed, "statement")}
    assert {event["voice"] for event in of(printed, "event")} <= ids | {None}


@pytest.mark.parametrize(
    ("value", "expected"),
    [(36.0, 36), (0.91, 0.91), (1.0, 1.0), (12.5, 12.5), (7, 7), (None, None), ("x", "x"), (True, True)],
)
def test_plain_keeps_what_json_knows(value: object, expected: object):
    found = plain(value)
    assert found == expected
    assert isinstance(found, bool) == isinstance(expected, bool)


@given(st.dates(), st.integers(), st.text())
def test_plain_values_go_through_json(day: date, number: int, text: str):
    found = plain({"period": (day, day), "value": number, "name": text})
    assert json.loads(json.dumps(found)) == {
        "period": [day.isoformat(), day.isoformat()],
        "value": number,
        "name": text,
    }
