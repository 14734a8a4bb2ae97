"""Attach: amounts and voices go to the act that they belong to. Every sentence is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from multipolar.ledger.records import Speaker, Statement
from multipolar.read.coders.attach import amounts_of, clause, steps, voice_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from multipolar.read.layers import Layers

    Read = Callable[[str], Layers]

TWO = "In May 2014 Norway sold six frigates to Chile, and in June 2014 Peru bought forty tanks from Kenya."


def triggers(page: Layers, *words: str):
    return [next(token for token in page.doc if token.text == word) for word in words]


@pytest.mark.parametrize(("verb", "value", "unit"), [("sold", 6, "frigate"), ("bought", 40, "tank")])
def test_each_act_has_its_own_amount(verb: str, value: int, unit: str, layers: Read):
    page = layers(TWO)
    both = triggers(page, "sold", "bought")
    (own,) = triggers(page, verb)
    (found,) = amounts_of(page, own, "COOPERATE", triggers=both)
    assert (found.value, found.unit) == (value, unit)


def test_money_comes_before_what_is_counted(layers: Read):
    page = layers("Norway sold six frigates to Chile for 300 million dollars.")
    (sold,) = triggers(page, "sold")
    assert [amount.unit for amount in amounts_of(page, sold, "COOPERATE")] == ["USD", "frigate"]


def test_words_have_no_amount(layers: Read):
    page = layers("Norway accused Chile of stealing six frigates.")
    (accused,) = triggers(page, "accused")
    assert amounts_of(page, accused, "ACCUSE") == ()


def test_steps_count_along_the_parse(layers: Read):
    page = layers("Norway sold ships. Chile slept.")
    norway, sold, ships, slept = triggers(page, "Norway", "sold", "ships", "slept")
    assert (steps(sold, sold), steps(norway, sold), steps(norway, ships)) == (0, 1, 2)
    assert steps(norway, slept) == 99


def statement(name: str, start: int, end: int):
    speaker = Speaker(name, None, None, None, 0, 1)
    return Statement(name, "d", start, end, "", speaker, anonymous=False, verb="said", direct=False)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(12, 15, "inner"), (2, 5, "outer"), (40, 45, "apart"), (28, 35, None), (25, 42, None)],
)
def test_the_voice_is_the_innermost_statement(start: int, end: int, expected: str | None):
    said = [statement("outer", 0, 30), statement("inner", 10, 20), statement("apart", 36, 50)]
    assert voice_of(said, start, end) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Norway sold ships to Chile and left.", "sold", "Norway sold ships to Chile"),
        ("Norway, which is rich, sold ships to Chile.", "sold", "Norway, which is rich, sold ships to Chile"),
        ("It was said that Norway sold ships.", "sold", "Norway sold ships"),
        ("The talks with Chile failed.", "talks", "The talks with Chile"),
    ],
)
def test_clause_is_what_tells_the_act(text: str, trigger: str, expected: str | None, layers: Read):
    page = layers(text)
    (own,) = triggers(page, trigger)
    assert clause(own).text == expected
