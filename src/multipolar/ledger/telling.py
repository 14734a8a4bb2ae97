"""A telling: what of an event says which real act it tells, and whether two events can tell the same one.

In: fields of events. Out: yes or no. Types and modes that careful readers give to one act are in
`compatible.csv`, after the rules of the gold records; dates must overlap, amounts must be able to be of one thing
(`figures.py`), and where that leaves a doubt the words must be alike (`wording.py`).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date  # noqa: TC003 : dataclass fields are read at run time
from functools import cache
from importlib.resources import files
from itertools import permutations
from typing import TYPE_CHECKING

from multipolar.ledger.figures import Figures, agree_on_one, comparable, fit
from multipolar.ledger.wording import words_in_common

if TYPE_CHECKING:
    from collections.abc import Sequence

_year = 370  # days; a longer interval says too little of when
_quarter = 92  # days; what is told of a longer interval must be told in like words
_month = 31  # days
_week = 7  # days
_alike = 2  # telling words in common: one may stand in any two tellings of the same two states

_contract = frozenset(["AGREE", "SUPPORT", "COOPERATE"])  # what is signed is called any of these


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
    items: frozenset[str] = frozenset()  # words that say what was counted: "mi-35"

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


def one_act(telling: Telling, known: Sequence[Telling]) -> bool:
    """Tell whether a telling can be of the act that the known ones tell.

    Parties, days, amounts and modes must fit all of them; the type need fit only one that is told as done: a deal
    is SUPPORT to one page, COOPERATE to another and AGREE to a third. Within a document only the same type and
    days tell one act.
    """
    firm = [other for other in known if other.status in ("done", "ongoing")] or known
    return all(_circumstances(telling, other) for other in known) and any(_kinds(telling, o) for o in firm)


def _circumstances(one: Telling, other: Telling) -> bool:
    if not _sides(one, other) or (one.type == other.type and not _modes(one, other)):
        return False
    if one.document == other.document:
        when = one.dated and (one.low, one.high) == (other.low, other.high)
        return one.type == other.type and when and figures_fit(one, other)
    return _days(one, other) and figures_fit(one, other)


def _sides(one: Telling, other: Telling) -> bool:
    if one.mutual or other.mutual:
        return one.parties == other.parties
    return one.actors == other.actors and one.recipients == other.recipients


def _days(one: Telling, other: Telling) -> bool:
    if one.low and one.high and other.low and other.high:
        overlap = one.low <= other.high and other.low <= one.high
        return one.dated and other.dated and overlap and _exact_enough(one, other)
    # without days only the same things in the same weeks are told to be one act
    return _same_figures(one, other) and _same_weeks(one, other)


def _exact_enough(one: Telling, other: Telling) -> bool:
    # "in 2016" alone is half of all that two states do
    if max(one.width, other.width) <= _quarter or _same_figures(one, other):
        return True
    return one.type == other.type and words_in_common(one.quote, other.quote) > 0


def _same_weeks(one: Telling, other: Telling) -> bool:
    first, last = one.low or one.story_day, other.low or other.story_day
    exact = all(telling.low is None or telling.width <= _month for telling in (one, other))
    return exact and first is not None and last is not None and abs((first - last).days) <= _month


@cache
def _compatible() -> dict[frozenset[tuple[str, str]], str]:
    with files(__package__).joinpath("compatible.csv").open(encoding="utf-8") as table:
        return {
            frozenset(((row["type"], row["mode"]), (row["other_type"], row["other_mode"]))): row["when"]
            for row in csv.DictReader(table)
        }


@cache
def _when(one: str, mode: str, other: str, other_mode: str) -> str | None:
    """Return what has to hold for two types to be told of one act; a mode not told may be any. None: nothing helps."""
    for pair, when in _compatible().items():
        for (type_, its), (other_type, others) in permutations(pair, 2):
            if (type_, other_type) == (one, other) and _may_be(mode, its) and _may_be(other_mode, others):
                return when
    return None


def _may_be(mode: str, wanted: str) -> bool:
    return not mode or not wanted or mode == wanted


def _kinds(one: Telling, other: Telling) -> bool:
    if one.type == other.type:
        return True
    when = _when(one.type, one.mode or "", other.type, other.mode or "")
    return when is not None and (not when or any(_holds(case, one, other) for case in when.split()))


def one_kind(one: str, other: str) -> bool:
    """Tell whether two types are names of one kind of act, so that pages that differ in them do not contradict."""
    return one == other or {one, other} <= _contract or _when(one, "", other, "") == ""


def _holds(case: str, one: Telling, other: Telling) -> bool:
    if case == "amount":
        return _same_figures(one, other)
    if case == "words":
        exact = max(one.width, other.width) < _week
        return exact and words_in_common(one.quote, other.quote) >= _alike
    if case == "planned-bare":  # what has a price or a number is no meeting
        return "planned" in (one.status, other.status) and not (one.figures or other.figures)
    return case in (one.status, other.status)


def _modes(one: Telling, other: Telling) -> bool:
    if not one.mode or not other.mode or one.mode == other.mode:
        return True
    return frozenset(((one.type, one.mode), (other.type, other.mode))) in _compatible()


def _same_figures(one: Telling, other: Telling) -> bool:
    return agree_on_one(one.figures, other.figures)


def figures_fit(one: Telling, other: Telling) -> bool:
    """Tell whether the amounts can be of one act: alike, told by one only, or told differently of one thing.

    Of one month's acts of one type, figures that differ are of one thing where the words say so or another
    figure agrees; the size of a crowd is anyone's guess.
    """
    deadly = one.type == other.type == "ASSAULT"
    found = fit(one.figures, other.figures, deadly=deadly)
    if (
        one.document == other.document
    ):  # a page that tells two figures tells two acts, or the killed and the wounded
        return found == "same" or not (one.figures and other.figures) or (deadly and found == "silent")
    if found in ("same", "silent"):
        return True
    near = max(one.width, other.width) <= _month and min(one.width, other.width) < _week
    if not near or _other_items(one, other):
        return False
    like = words_in_common(one.quote, other.quote) >= _alike
    if found == "other things":
        return like
    like = like or _same_figures(one, other) or one.type == other.type == "PROTEST"
    return like and comparable(one.figures, other.figures)


def _other_items(one: Telling, other: Telling) -> bool:
    return bool(one.items and other.items) and not one.items & other.items
