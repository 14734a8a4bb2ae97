"""A telling: what of an event says which real act it tells, and whether two events can tell the same one.

In: fields of events. Out: yes or no. Types and modes that careful readers give to one act are in
`compatible.csv`, after the rules of the gold records; dates must overlap, amounts must agree within a
tenth.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date  # noqa: TC003 : dataclass fields are read at run time
from functools import cache
from importlib.resources import files

_year = 370  # days; a longer interval says too little of when
_quarter = 92  # days; what is told of a longer interval must be told in like words
_tenth = 0.1
_month = 31  # days
_word = re.compile(r"[^\W_]+")
_plain = re.compile(r"\b[^\W\d_A-Z][^\W\d_]{4,}")  # no name, no figure, and long enough to say something
_stem = 5  # letters
_bland = frozenset(
    [
        "visit",
        "meeti",
        "talks",
        "talke",
        "agree",
        "minis",
        "presi",
        "leade",
        "count",
        "state",
        "years",
        "month",
        "first",
        "their",
    ]
)

Figures = dict[str, tuple[tuple[float, float], ...]]  # unit: low and high of each amount


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """An event with what is known of its document."""

    event: str
    document: str
    story: str
    story_day: date | None  # the first publication of the story: a copy is no news
    published: date | None
    start: int
    quote: str
    actors: frozenset[str]  # codes; an armed group has "/REB"
    recipients: frozenset[str]
    mutual: bool
    type: str
    mode: str | None
    status: str
    low: date | None
    high: date | None
    figures: Figures

    @property
    def parties(self) -> frozenset[str]:
        """All who take part, whatever their side."""
        return self.actors | self.recipients

    @property
    def width(self) -> int:
        """Days from the first to the last that it may mean; many without any."""
        return (self.high - self.low).days if self.low and self.high else 10**6

    @property
    def dated(self) -> bool:
        """Whether it says when to the year."""
        return self.width <= _year


def one_act(one: Telling, other: Telling) -> bool:
    """Tell whether two events can tell one act; within a document only the same parties, type and days do."""
    if not (_sides(one, other) and _kinds(one, other) and figures_agree(one, other)):
        return False
    if one.document == other.document:
        return one.type == other.type and one.dated and (one.low, one.high) == (other.low, other.high)
    return _days(one, other)


def _sides(one: Telling, other: Telling) -> bool:
    if one.mutual or other.mutual:
        return one.parties == other.parties
    return one.actors == other.actors and one.recipients == other.recipients


def _days(one: Telling, other: Telling) -> bool:
    if one.low and one.high and other.low and other.high:
        overlap = one.low <= other.high and other.low <= one.high
        return one.dated and other.dated and overlap and _exact_enough(one, other)
    # without days only the same things in the same weeks are told to be one act
    return one.low is None and other.low is None and _same_figures(one, other) and _same_weeks(one, other)


def _exact_enough(one: Telling, other: Telling) -> bool:
    # "in 2016" alone is half of all that two states do
    if max(one.width, other.width) <= _quarter:
        return True
    return one.type == other.type and (bool(_stems(one) & _stems(other)) or _same_figures(one, other))


def _stems(telling: Telling) -> set[str]:
    return {word.casefold()[:_stem] for word in _plain.findall(telling.quote)} - _bland


def _same_weeks(one: Telling, other: Telling) -> bool:
    if one.story_day is None or other.story_day is None:
        return False
    return abs((one.story_day - other.story_day).days) <= _month


def quote_likeness(quote: str, other: str) -> float:
    """Return the share (0–1) of the words of the shorter quote that the longer has."""
    words, others = (set(_word.findall(text.casefold())) for text in (quote, other))
    return len(words & others) / max(1, min(len(words), len(others)))


@cache
def _compatible() -> dict[frozenset[tuple[str, str]], str]:
    with files(__package__).joinpath("compatible.csv").open(encoding="utf-8") as table:
        return {
            frozenset(((row["type"], row["mode"]), (row["other_type"], row["other_mode"]))): row["when"]
            for row in csv.DictReader(table)
        }


def _kinds(one: Telling, other: Telling) -> bool:
    if one.type == other.type:
        return _modes(one, other)
    when = _compatible().get(frozenset(((one.type, ""), (other.type, ""))))
    if when == "amount":
        return _same_figures(one, other)
    return when is not None and (not when or when in (one.status, other.status))


def _modes(one: Telling, other: Telling) -> bool:
    if not one.mode or not other.mode or one.mode == other.mode:
        return True
    return frozenset(((one.type, one.mode), (other.type, other.mode))) in _compatible()


def figures_agree(one: Telling, other: Telling) -> bool:
    """Tell whether the amounts can be of one act: within a tenth, or not told by one of them."""
    counts, others = (_counts(telling.figures) for telling in (one, other))
    if counts and others and not counts & others:
        return False  # 36 helicopters are not 20 tanks; but their price may stand elsewhere
    units = one.figures.keys() & other.figures.keys()
    return all(_agree(one.figures[unit], other.figures[unit]) for unit in units - _tolls(one))


def _tolls(telling: Telling) -> set[str]:
    # the dead of one attack are counted again and again
    return {"person"} if telling.type == "ASSAULT" else set()


def _counts(figures: Figures) -> set[str]:
    return {unit for unit in figures if not _money(unit)}


def _money(unit: str) -> bool:
    return len(unit) == 3 and unit.isascii() and unit.isupper() and unit != "TIV"


def _same_figures(one: Telling, other: Telling) -> bool:
    units = one.figures.keys() & other.figures.keys()
    return any(_agree(one.figures[unit], other.figures[unit]) for unit in units)


def _agree(some: tuple[tuple[float, float], ...], others: tuple[tuple[float, float], ...]) -> bool:
    return any(
        low <= last + _tenth * max(abs(low), abs(last))
        and first <= high + _tenth * max(abs(first), abs(high))
        for low, high in some
        for first, last in others
    )
