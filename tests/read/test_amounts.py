"""Amounts: tables of what news pages say and how much it is, and what holds for any text."""

from __future__ import annotations

import csv
import math
import time
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.read.amounts import amounts
from multipolar.read.amounts_numbers import quantity
from multipolar.read.amounts_tables import currencies, measures, plurals, rows, signs, weapon

if TYPE_CHECKING:
    from multipolar.ledger.records import Amount

HERE = Path(__file__).parent
WORDS = st.lists(
    st.sampled_from(
        [
            "$",
            "€",
            "Rs",
            "US$",
            "2",
            "3.5",
            "1,000",
            "40",
            "2-3",
            "million",
            "bn",
            "crore",
            "m",
            "k",
            "billion",
            "dozen",
            "half",
            "a",
            "quarter",
            "of",
            "two",
            "three",
            "hundred",
            "and",
            "to",
            "between",
            "about",
            "nearly",
            "up",
            "per",
            "cent",
            "%",
            "tonnes",
            "wheat",
            "tanks",
            "Leopard",
            "2",
            "F-16s",
            "Mi-35",
            "helicopters",
            "soldiers",
            "killed",
            "dead",
            "people",
            "barrels",
            "a",
            "day",
            "year",
            "2012",
            "of",
            "the",
            "its",
            ".",
            ",",
            "-",
            "dollars",
            "euros",
            "pounds",
        ]
    ),
    max_size=12,
).map(" ".join)


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def fits(row: dict[str, str], amount: Amount) -> bool:
    """Tell whether an amount is what a row says; an empty item is not compared."""
    high = float(row["high"]) if row["high"] else None
    return (
        math.isclose(amount.value, float(row["value"]), rel_tol=1e-9)
        and (amount.unit, amount.high) == (row["unit"], high)
        and amount.approximate == (row["approximate"] == "1")
        and (not row["item"] or amount.item == row["item"])
    )


def right(row: dict[str, str]) -> bool:
    """Tell whether the amount of a row is read at its quote, or none where it has no value."""
    start = row["text"].index(row["quote"])
    end = start + len(row["quote"]) if row["quote"] else len(row["text"])
    found = [m.amount for m in amounts(row["text"], None) if m.start < end and m.end > start]
    return any(fits(row, amount) for amount in found) if row["value"] else not found


@pytest.mark.parametrize("row", table("amounts.csv"), ids=lambda row: row["text"][:50])
def test_amount(row: dict[str, str]):
    assert right(row), [m.amount for m in amounts(row["text"], None)]


def test_unseen_amounts_written_before_the_reader():
    unseen = table("amounts_unseen.csv")
    assert sum(map(right, unseen)) / len(unseen) >= 0.9


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("They want three dozen Russian Mi-35 helicopters now.", "three dozen Russian Mi-35 helicopters"),
        ("Exports worth nearly $4bn went there.", "nearly $4bn"),
        ("It costs between $2bn and $3bn.", "between $2bn and $3bn"),
        ("It gives $1.3 billion a year to Cairo.", "$1.3 billion a year"),
        ("It handed over three corvettes.", "three corvettes"),
        ("50,000 tonnes of wheat were sent.", "50,000 tonnes of wheat"),
    ],
)
def test_quote_is_the_whole_phrase(text: str, quote: str):
    (mention,) = amounts(text, None)
    assert mention.amount.quote == text[mention.start : mention.end] == quote


def test_numbers_of_dates_are_no_amounts():
    text = "On January 8 gunmen fired; on 12 May 2010, 15 soldiers fell. In the past 3 years 2 tanks burnt."
    assert [m.amount.value for m in amounts(text, date(2010, 6, 1))] == [15, 2]


def test_nouns_do_not_reach_over_an_empty_line():
    assert amounts("Shares: 20\n\nTanks roll in", None) == ()


def test_currency_of_a_bare_sum_is_the_one_told_before():
    text = "Of $106 mln promised, 51 mln came. " + "Nothing else is known of it. " * 12 + "Then 7 mln went."
    assert [(m.amount.value, m.amount.unit) for m in amounts(text, None)] == [(106e6, "USD"), (51e6, "USD")]


def test_several_in_one_sentence():
    text = "It froze $260 million in cash and the delivery of ten Apaches, four F-16s and 50 tank kits."
    assert [(m.amount.value, m.amount.unit) for m in amounts(text, None)] == [
        (260e6, "USD"),
        (10, "helicopter"),
        (4, "aircraft"),
        (50, "kit"),
    ]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twenty-one", 21),
        ("two hundred and fifty", 250),
        ("three hundred thousand", 300_000),
        ("one million two hundred thousand", 1_200_000),
        ("two and a half million", 2_500_000),
        ("half a dozen", 6),
        ("a quarter of a billion", 250_000_000),
        ("12,34,567", 1_234_567),
        ("4.25", 4.25),
        ("2,5 bln", 2_500_000_000),
    ],
)
def test_numbers(words: str, value: float):
    assert quantity(f"{words} things", 0).value == value


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Su-30MK2", "aircraft"),
        ("Mi-35", "helicopter"),
        ("T-90", "tank"),
        ("S-400", "system"),
        ("F-word", None),
        ("Covid-19", None),
    ],
)
def test_designations(name: str, unit: str | None):
    assert weapon(name) == unit


def test_every_row_of_the_tables_has_its_source():
    for name in (
        "money",
        "scales",
        "measures",
        "things",
        "weapons",
        "qualifiers",
        "uncounted",
        "phrase",
        "numerals",
    ):
        assert all(row["source"] for row in rows(name)), name


@pytest.mark.parametrize("plural", sorted(set(plurals()) - {"lives", "millions"}))
def test_every_thing_is_counted(plural: str):
    (mention,) = amounts(f"They sent 40 {plural}.", None)
    assert (mention.amount.value, mention.amount.unit) == (40, plurals()[plural])


@pytest.mark.parametrize("sign", sorted(signs()))
def test_every_sign_is_money(sign: str):
    (mention,) = amounts(f"It is {sign.upper() if len(sign) == 3 else sign.capitalize()} 40 million.", None)
    assert (mention.amount.value, mention.amount.unit) == (40e6, signs()[sign])


@pytest.mark.parametrize("word", sorted(currencies()))
def test_every_currency_is_money(word: str):
    (mention,) = amounts(f"It is 40 million {word}.", None)
    assert (mention.amount.value, mention.amount.unit) == (40e6, currencies()[word])


@pytest.mark.parametrize("word", sorted(word for word in measures() if len(word) > 3))
def test_every_measure_is_read(word: str):
    (mention,) = amounts(f"It is 40 {word}.", None)
    assert (mention.amount.value, mention.amount.unit) == (
        40 * measures()[word].factor,
        measures()[word].unit,
    )


@settings(max_examples=300, deadline=None)
@given(st.one_of(WORDS, st.text(max_size=80)), st.one_of(st.none(), st.dates()))
def test_any_text(text: str, published: date | None):
    found = amounts(text, published)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for mention in found:
        assert text[mention.start : mention.end] == mention.amount.quote != ""
        assert math.isfinite(mention.amount.value)
        assert mention.amount.value >= 0
        assert mention.amount.unit
        assert mention.amount.high is None or mention.amount.high > mention.amount.value


@given(
    st.integers(1, 10**9), st.sampled_from([("", 1), (" million", 10**6), ("bn", 10**9), (" crore", 10**7)])
)
def test_money_is_read_back(number: int, scale: tuple[str, int]):
    (mention,) = amounts(f"They paid ${number:,}{scale[0]} there.", None)
    assert mention.amount.value == number * scale[1]


@pytest.mark.parametrize("unit", ["1", "the ", "1,000,", "two ", "$1", "3 and ", "a hundred ", "killed "])
def test_time_grows_with_length_only(unit: str):
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        begun = time.process_time()
        amounts(text, None)
        return time.process_time() - begun

    seconds(1_000)
    assert seconds(40_000) < 40 * max(seconds(5_000), 0.002)
