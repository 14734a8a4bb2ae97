"""Amounts: an English text in, every sum of money, count of things or people, measure and percentage out.

A value is in plain units (two crore rupees are 20000000 INR, 3 bcm are 3000000000 m3). Years, days, ages,
times, scores, addresses and numbers of nothing in the tables are no amounts. Money by
ISO 4217, measures by the SI, things in the singular.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from multipolar.ledger.records import Amount
from multipolar.read.amounts_numbers import Quantity, opening, quantity
from multipolar.read.amounts_tables import bare, numbered, qualifier
from multipolar.read.amounts_things import HARM, HARMED, Thing, material, measure, thing
from multipolar.read.dates import dates
from multipolar.read.layers import AmountMention

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from multipolar.read.layers import DateMention

BEFORE = 48  # characters before a number in which its qualifier stands
CARRY = 250  # characters over which a bare "75bn" has the currency of the sum before it
RATE = re.compile(
    r"[\s-](?:(?:a|per|each|every)[\s-](year|month|week|day|annum|hour)\b|(annually|yearly|daily|monthly)\b)",
    re.IGNORECASE,
)
RATES = {"annum": "year", "annually": "year", "yearly": "year", "daily": "day", "monthly": "month"}
AGAINST = re.compile(
    r"(?:-year-old|\s?(?:a\.m|p\.m|am|pm|o['’]clock|GMT|UTC|years?|hours?|minutes?|days?)\b)", re.IGNORECASE
)

# "Handed over three corvettes": the word belongs to the verb.
PARTICLE = re.compile(
    r"\b(?:hand|turn|tak|took|gav|giv|ship|bring|brought|pass|sign|mak|made|carr|transfer|fl[eyo]|cross)\w{0,6}"
    r"\sover\s$",
    re.IGNORECASE,
)
STRONG = re.compile(
    r"-strong\s(?:[\w-]{1,16}\s){0,2}?"
    r"(?:force|contingent|garrison|army|battalion|brigade|mission|unit|detachment|corps)\b",
    re.IGNORECASE,
)
PEOPLE = frozenset(
    (
        "soldier",
        "police officer",
        "person",
        "child",
        "woman",
        "officer",
        "diplomat",
        "adviser",
        "instructor",
        "observer",
    )
)
HARMS = {
    "kill": "killed", "shot": "killed", "execut": "killed", "murder": "killed", "massacr": "killed",
    "claim": "killed", "death": "killed", "wound": "wounded", "injur": "wounded", "arrest": "arrested",
    "detain": "detained", "captur": "captured", "abduct": "abducted", "kidnap": "kidnapped",
}  # fmt: skip


def amounts(text: str, published: date | None) -> tuple[AmountMention, ...]:
    """Return the amounts of a text, sorted, none over another; numbers in dates are none. Never raises."""
    return tuple(_found(text, _dated(dates(text, published))))


def _dated(found: tuple[DateMention, ...]) -> tuple[list[int], list[int]]:
    """Return where the dates of a text start and end."""
    return [date.start for date in found], [date.end for date in found]


def _found(text: str, dated: tuple[list[int], list[int]]) -> Iterator[AmountMention]:
    """Give the amounts one after the other."""
    at = 0
    carried: tuple[str | None, int] = (None, 0)
    while match := opening().search(text, at):
        leap = _leap(match.start(), dated)
        told = None if leap else quantity(text, match.start())
        at = leap or match.start() + 1
        if told is None:
            continue
        at = told.end
        mention = _mention(text, told, carried)
        if mention is not None:
            yield mention
            at = max(at, mention.end)
            carried = (mention.amount.unit, mention.end) if _is_money(mention) else carried


def _leap(start: int, dated: tuple[list[int], list[int]]) -> int:
    """Return the end of the date that a place lies in, or 0."""
    place = bisect_right(dated[0], start) - 1
    return dated[1][place] if place >= 0 and dated[1][place] > start else 0


def _mention(text: str, told: Quantity, carried: tuple[str | None, int]) -> AmountMention | None:
    """Return the amount of a quantity, null where it is of nothing that is counted here."""
    counted = _counted(text, told, carried)
    if counted is None:
        return None
    start, loose = _opening(text, told)
    end, rate = _rated(text, counted.end)
    unit, item = counted.unit, counted.item
    if unit == "barrel" and rate == "day":
        unit, rate = "barrel/day", None
    item = " ".join(filter(None, (item, rate and f"per {rate}"))) or None
    high = None if told.high is None else told.high * counted.factor
    loose = loose or bool(re.match(r"\sor (?:so|more|fewer|less)\b", text[end : end + 10]))
    amount = Amount(told.value * counted.factor, unit, text[start:end], high, item, approximate=loose)
    return AmountMention(start, end, amount)


def _counted(text: str, told: Quantity, carried: tuple[str | None, int]) -> Thing | None:
    """Return what a quantity is of: money, a measure, things, people harmed, or the money told before."""
    if told.code is not None:
        return Thing(told.end, told.code)
    if AGAINST.match(text, told.end) or _numbered(text, told):
        return None
    return (
        _measured(text, told) or _things(text, told) or _harmed(text, told) or _carried(text, told, carried)
    )


def _numbered(text: str, told: Quantity) -> bool:
    """Tell whether a number is a name: "Article 5", "Leopard 2", "Type 209"."""
    before = text[max(0, told.start - 14) : told.start]
    return not told.scaled and bool(numbered().search(before))


def _measured(text: str, told: Quantity) -> Thing | None:
    """Return the measure after a quantity with what it is of."""
    found = None if told.letter == "m" and text[told.end : told.end + 1] == "2" else measure(text, told.end)
    if found is None or (told.worded and told.value == 1 and found.unit == "percent"):
        return None
    of = None if found.unit == "percent" else material(text, found.end)
    end = found.end + len(" of ") + len(of) if of and text.startswith(f" of {of}", found.end) else found.end
    return Thing(end, found.unit, found.factor, of)


def _things(text: str, told: Quantity) -> Thing | None:
    """Return the things after a quantity; people killed, wounded or arrested are persons."""
    found = _force(text, told) or thing(text, told.end, single=told.value == 1 and told.high is None)
    if found is None or (told.letter and told.letter not in {"k", "m"}):
        return None
    if found.unit in PEOPLE and (harm := _harm(text, told, found.end)):
        return Thing(found.end, "person", found.factor, harm)
    return found


def _force(text: str, told: Quantity) -> Thing | None:
    """Return the soldiers of "a 5,000-strong force"."""
    match = STRONG.match(text, told.end)
    return Thing(match.end(), "soldier") if match else None


def _harm(text: str, told: Quantity, end: int) -> str | None:
    """Return what happened to the people counted: "killed", "arrested"."""
    after = HARMED.match(text, end)
    if after:
        return after[1].lower()
    before = HARM.search(_before(text, told.start))
    verb = before.group().split()[0].lower() if before else ""
    return next((harm for stem, harm in HARMS.items() if verb.startswith(stem)), None)


def _harmed(text: str, told: Quantity) -> Thing | None:
    """Return the people of "leaving 23 dead", "killing nine"."""
    after = HARMED.match(text, told.end)
    if after and not told.letter:
        return Thing(after.end(), "person", item=after[1].lower())
    harm = _harm(text, told, told.end)
    over = re.match(r"\s?(?:[.,;:)]|$|\n|(?:and|in|on|at|near|of|by)\b)", text[told.end : told.end + 6])
    return Thing(told.end, "person", item=harm) if harm and over and not told.letter else None


def _carried(text: str, told: Quantity, carried: tuple[str | None, int]) -> Thing | None:
    """Return the currency told before for a bare "75bn promised", "another 51 mln"."""
    code, at = carried
    between = text[at : told.start]
    if code is None or not told.scaled or told.letter or len(between) > CARRY or "\n\n" in between:
        return None
    return Thing(told.end, code) if bare().match(text, told.end) else None


def _opening(text: str, told: Quantity) -> tuple[int, bool]:
    """Return where the words for an amount start and whether they say that it is not exact."""
    before = _before(text, told.start)
    between = re.search(r"\b(?:between|from)\s$", before, re.IGNORECASE) if told.high is not None else None
    if between:
        before = before[: between.start()]
    loose = None if PARTICLE.search(before) else qualifier().search(before)
    told_from = loose or between
    start = told.start - len(_before(text, told.start)) + told_from.start() if told_from else told.start
    return start, loose is not None


def _before(text: str, start: int) -> str:
    """Return the words just before a number."""
    return text[max(0, start - BEFORE) : start]


def _rated(text: str, end: int) -> tuple[int, str | None]:
    """Return where the amount ends with its rate, and the unit of time of the rate."""
    match = RATE.match(text, end)
    if match is None:
        return end, None
    word = (match[1] or match[2]).lower()
    return match.end(), RATES.get(word, word)


def _is_money(mention: AmountMention) -> bool:
    """Tell whether an amount is of money."""
    return (
        len(mention.amount.unit) == 3
        and mention.amount.unit.isupper()
        and mention.amount.unit not in {"TIV", "TEU", "GWh", "MWh"}
    )
