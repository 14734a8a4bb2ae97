"""Findings: each span of a layer or record with its tag and its meaning."""

from __future__ import annotations

from datetime import date

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
)
from multipolar.read.layers import AmountMention, DateMention, Mention, Seen
from multipolar.show.findings import Finding, findings

TEXT = "Ann Ray of Peru said: “They sold Chile two ships in 2014.” مرحبا"
DAY = Interval(date(2014, 1, 1), date(2014, 12, 31), "in 2014")
SHIPS = Amount(2, "ship", "two ships", item="frigates", approximate=True)


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def seen() -> Seen:
    passage = Passage(*at("مرحبا"), "ar")
    document = Document("d", "s", "article", None, (), (), None, None, "en", TEXT, (passage,))
    start, end = at("They sold Chile two ships in 2014.")
    speaker = Speaker("Ann Ray", "minister", "PER", "GOV", *at("Ann Ray"))
    statement = Statement("st", "d", start, end, TEXT[start:end], speaker, True, "said", True, ("CHL",))
    parties = (Party("PER", "GOV", "Peru", *at("They")),), (Party("CHL", None, "Chile", *at("Chile")),)
    event = Event(
        "ev", "d", start, end - 1, TEXT[start : end - 1], *parties, False, "COOPERATE", None, ("military",), "060", "done",
        DAY, (SHIPS,), "st", 0.914, "rules", "sell/COOPERATE",
    )  # fmt: skip
    return Seen(
        Reading(document, (event,), (statement,)),
        mentions=(
            Mention(*at("Peru"), "Peru", ("PER",), "GOV", "name", "Peru"),
            Mention(*at("They"), "They", ("PER",), "GOV", "pronoun", "Peru"),
        ),
        dates=(DateMention(*at("in 2014"), DAY), DateMention(*at("said"), None)),
        amounts=(AmountMention(*at("two ships"), SHIPS),),
    )


@pytest.fixture
def found() -> dict[str, list[Finding]]:
    layers: dict[str, list[Finding]] = {}
    for each in findings(seen()):
        layers.setdefault(each.layer, []).append(each)
        assert TEXT[each.start : each.end] == each.words
    return layers


def test_findings_are_in_order_the_wider_first():
    places = [(each.start, -each.end) for each in findings(seen())]
    assert places == sorted(places)


def test_an_event_says_all_that_was_decided(found: dict[str, list[Finding]]):
    (event,) = found["event"]
    assert event.tag == "e1"
    assert event.brief == (
        "PER/GOV → CHL COOPERATE, done, 2014, about 2 ship (frigates), military, s1, 0.91, rules: sell/COOPERATE"
    )
    assert dict(event.facts) == {
        "who": "Peru, government → Chile",
        "act": "exchange or deal (COOPERATE)",
        "status": "done",
        "when": "1 January 2014 – 31 December 2014 (“in 2014”)",
        "how much": "about 2 ship (frigates)",
        "about": "military",
        "CAMEO": "060",
        "told by": "s1",
        "confidence": "91 %",
        "decided by": "rules: sell/COOPERATE",
    }


def test_a_statement_and_its_speaker(found: dict[str, list[Finding]]):
    (statement,), (speaker,) = found["statement"], found["speaker"]
    assert (statement.tag, speaker.tag) == ("s1", "→s1")
    assert statement.brief == "Ann Ray (not named), said, direct, about CHL"
    assert speaker.brief == "says s1, minister, PER GOV"
    assert dict(speaker.facts)["part"] == "government (GOV)"


def test_a_name_and_what_stands_for_it(found: dict[str, list[Finding]]):
    (name,), (pronoun,) = found["mention"], found["coreference"]
    assert (name.tag, name.brief) == ("PER", "PER GOV, name")
    assert pronoun.brief == "= Peru, PER GOV, pronoun"
    assert dict(pronoun.facts) == {
        "stands for": "Peru (PER)",
        "as named": "Peru",
        "part": "government (GOV)",
        "decided by": "a pronoun (pronoun)",
    }


def test_days_amounts_and_passages(found: dict[str, list[Finding]]):
    unsupported, year = found["date"]
    assert (year.tag, year.brief) == ("2014", "2014")
    assert (unsupported.tag, unsupported.brief) == ("?", "no day")
    assert found["amount"][0].brief == "about 2 ship (frigates)"
    assert found["language"][0].tag == "ar"


def test_nothing_seen_nothing_found():
    assert findings(Seen(Reading(Document("d", "s", "article", None, (), (), None, None, "en", "")))) == []
