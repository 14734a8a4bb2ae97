"""Extract: what a document gives, in which languages, and what is done with a coder that misquotes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from multipolar.errors import UsageError
from multipolar.ledger.records import Document, Passage, identified
from multipolar.read import extract as extracting
from multipolar.read.coders.rules import rules
from multipolar.read.extract import checked, coder, extract, layers_of

FIRST = "Norway sold six frigates to Chile in May 2014."
SECOND = (
    "“We are glad,” said Maria Ulloa, the Peruvian defence minister. Sweden expelled two Russian diplomats."
)
TEXT = f"{FIRST}\n\n{SECOND}"


def page(text: str = TEXT, **fields: object) -> Document:
    document = Document(
        id="", source="page.txt", role="article", title=None, byline=(), chain=(), outlet=None,
        published=date(2015, 2, 10), language="en", text=text,
    )  # fmt: skip
    return identified(replace(document, **fields))


def test_an_english_page_gives_acts_and_words():
    reading = extract(page())
    assert [event.type for event in reading.events] == ["COOPERATE", "SANCTION"]
    assert [statement.speaker.name for statement in reading.statements] == ["Maria Ulloa"]
    assert not reading.problems


def test_reading_twice_gives_the_same():
    assert extract(page()) == extract(page())


def test_a_page_without_a_decided_language_is_read():
    assert extract(page(language="und")).events


@pytest.mark.parametrize("language", ["de", "ar", "zh"])
def test_other_languages_give_no_events_and_say_so(language: str):
    reading = extract(page(language=language))
    (problem,) = reading.problems
    assert (reading.events, reading.statements) == ((), ())
    assert (problem.stage, problem.document, problem.source) == ("code", reading.document.id, "page.txt")
    assert repr(language) in problem.what


def test_a_passage_in_another_language_gives_nothing():
    start = TEXT.index(SECOND)
    reading = extract(page(passages=(Passage(start, len(TEXT), "fr"),)))
    assert [event.type for event in reading.events] == ["COOPERATE"]
    assert reading.statements == ()


def test_a_wrong_quotation_is_dropped_with_a_problem():
    layers = layers_of(page())
    good, bad = rules(layers)
    kept, problems = checked(layers, (good, replace(bad, quote="Sweden expelled nobody")))
    assert kept == (good,)
    assert [problem.stage for problem in problems] == ["code"]
    assert "Sweden expelled nobody" in problems[0].what


@pytest.mark.parametrize(
    "fields", [{"start": 1}, {"end": 3}, {"quote": ""}, {"start": 10_000, "end": 10_010}]
)
def test_spans_must_hold_the_quotation(fields: dict[str, object]):
    layers = layers_of(page())
    good, *_ = rules(layers)
    kept, problems = checked(layers, (replace(good, **fields),))
    assert kept == ()
    assert len(problems) == 1


def test_a_coder_is_found_by_its_name():
    assert coder("rules") is rules


def test_an_unknown_coder_is_the_users_mistake():
    with pytest.raises(UsageError, match=r"installed:.*rules"):
        extract(page(), code="oracle")


def test_the_languages_read_are_named():
    assert frozenset({"en", "und"}) == extracting.ENGLISH
