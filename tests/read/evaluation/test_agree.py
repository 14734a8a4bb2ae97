from datetime import date

import pytest

from multipolar.ledger.records import Amount, Event, Interval, Party, Speaker, Statement
from multipolar.read.evaluation import agree
from multipolar.read.evaluation.gold import GoldEvent, GoldStatement


def event(actors: str, recipients: str, **more):
    sides = [
        tuple(Party(code[:3], "REB" if "/" in code else None, "", 0, 1) for code in side.split())
        for side in (actors, recipients)
    ]
    fields = {"mutual": False, "type": "AID", "status": "done", "date": None, "amounts": ()} | more
    return Event(
        id="1", document="d", start=0, end=1, quote="", actors=sides[0], recipients=sides[1], mode=None, contexts=(),
        cameo=None, voice=None, confidence=0.5, coder="test", **fields,
    )  # fmt: skip


def gold(actors: str, recipients: str, **more):
    fields = {"mutual": False, "types": ("AID",), "status": "done", "date": None, "amount": None} | more
    sides = frozenset(actors.split()), frozenset(recipients.split())
    return GoldEvent("E1", *sides, voice=None, quote="", optional=False, **fields)


@pytest.mark.parametrize(
    ("wanted", "given", "mutual", "same"),
    [
        ("RUS > PAK", "RUS > PAK", False, True),
        ("RUS > PAK", "PAK > RUS", False, False),
        ("RUS > PAK", "PAK > RUS", True, True),
        ("RUS PAK >", "RUS > PAK", True, True),
        ("RUS PAK >", "RUS > PAK", False, False),
        ("RUS PAK CHN >", "RUS > PAK", True, False),
        ("AFG/REB > AFG", "AFG/REB > AFG", False, True),
        ("AFG/REB > AFG", "AFG > AFG", False, False),
    ],
)
def test_sides(wanted, given, mutual, same):
    told = gold(*(side.strip() for side in wanted.split(">")), mutual=mutual)
    found = event(*(side.strip() for side in given.split(">")))
    assert agree.same_parties(told, found) is same


def test_a_refusal_is_done_or_denied():
    told = gold("A", "B", types=("REJECT", "AID"), status="denied")
    assert agree.same_status(told, event("A", "B", status="done"))
    assert not agree.same_status(told, event("A", "B", status="planned"))
    assert not agree.same_status(gold("A", "B", status="denied"), event("A", "B", status="done"))


@pytest.mark.parametrize(
    ("wanted", "given", "same"),
    [
        (("2014-11-01", "2014-11-30"), ("2014-11-01", "2014-11-30"), True),
        (("2014-11-01", "2014-11-30"), ("2014-11-01", "2014-11-15"), True),
        (("2014-11-01", "2014-11-30"), ("2014-11-01", "2014-11-14"), False),
        (("2014-11-01", "2014-11-01"), ("2014-11-02", "2014-11-02"), False),
        (None, None, True),
        (None, ("2014-11-01", "2014-11-01"), False),
    ],
)
def test_dates(wanted, given, same):
    days = wanted and tuple(map(date.fromisoformat, wanted))
    found = given and Interval(*map(date.fromisoformat, given))
    assert agree.same_date(gold("A", "B", date=days), event("A", "B", date=found)) is same


@pytest.mark.parametrize(
    ("wanted", "given", "same"),
    [
        ((36, "helicopter"), [(36, "helicopters")], True),
        ((36, "aircraft"), [(2, "USD"), (36, "jets")], True),
        ((36, "aircraft"), [(35, "aircraft")], False),
        ((5, "t"), [(5, "tonnes")], True),
        (None, [], True),
        (None, [(1, "USD")], False),
    ],
)
def test_amounts(wanted, given, same):
    found = event("A", "B", amounts=tuple(Amount(value, unit, "") for value, unit in given))
    assert agree.same_amount(gold("A", "B", amount=wanted), found) is same


@pytest.mark.parametrize(
    ("wanted", "given", "anonymous", "same"),
    [
        ("Maria Sultan", "Ms Sultan", False, True),
        ("Dr María Sultan", "Maria Sultan", False, True),
        ("Maria Sultan", "Maria Khan", False, False),
        ("a senior official", "officials in Delhi", True, True),
        ("a senior official", "officials in Delhi", False, False),
        ("the foreign ministry", "foreign ministry", False, True),
        ("", "Khan", False, False),
    ],
)
def test_speakers(wanted, given, anonymous, same):
    told = GoldStatement("S1", wanted, anonymous, None, "", optional=False)
    speaker = Speaker(given, None, None, None, 0, 1)
    found = Statement("s", "d", 0, 1, "", speaker, anonymous, "said", direct=True)
    assert agree.same_speaker(told, found) is same


def test_outlets_whatever_case_and_article():
    assert agree.same_names(["The Guardian", "AFP"], ["guardian", "AFP"])
    assert not agree.same_names(["The Guardian", "AFP"], ["AFP", "Guardian"])
