"""Differences: what the tellings of a happening say differently, in words.

In: differences as `ledger.account` gives them. Out: English text: "36 helicopters, say A and B; 20, says C".
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from multipolar.show.words import country, day, days, word

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = dict[str, Any]
_most = 4  # tellers by name; the rest is counted
_one = ("a ", "an ", "one ", "the ")
_headings = {"status": "Status", "date": "Day", "type": "Kind of act", "mode": "How", "sides": "Who to whom"}


def heading(difference: Row) -> str:
    """Return what is told differently, in words.

    >>> heading({"field": "status"}), heading({"field": "amount:helicopter"}), heading({"field": "amount:USD"})
    ('Status', 'How many', 'How much')
    """
    field = str(difference["field"])
    return _headings.get(field) or ("How much" if field[-3:].isupper() else "How many")


def in_words(difference: Row) -> str:
    """Return what is told, and by whom, the first told first.

    >>> in_words({"field": "amount:helicopter", "values": [
    ...     {"value": "36", "tellers": ["A", "B"]}, {"value": "20", "tellers": ["C"]}]})
    '36 helicopters, say A and B; 20, says C'
    """
    told = []
    for place, value in enumerate(difference["values"]):
        what = _named(difference["field"], value["value"], first=not place)
        told.append(f"{what}, {_verb(value['tellers'])} {_listed(value['tellers'])}")
    return "; ".join(told)


def _verb(tellers: Sequence[str]) -> str:
    """Return "say" for several: persons without a name are often "officials" or "two officers"."""
    only = tellers[0]
    several = len(tellers) > 1 or (only[:1].islower() and not only.startswith(_one))
    return "say" if several else "says"


def course_in_words(values: Sequence[Row]) -> str:
    """Return the statuses in the order in which they were first told, each with its day.

    >>> course_in_words([{"value": "planned", "first": date(2015, 2, 12)}, {"value": "done", "first": None}])
    'planned (told 12 February 2015) → done (day not told)'
    """
    return " → ".join(f"{word('status', value['value'])} ({_when(value['first'])})" for value in values)


def _when(first: date | None) -> str:
    return f"told {day(first)}" if first else "day not told"


def _named(field: str, value: str, *, first: bool) -> str:
    if field.startswith("amount:"):
        return _figure(value, field.removeprefix("amount:"), first=first)
    if field == "date":
        low, _, high = value.partition("/")
        return days(date.fromisoformat(low), date.fromisoformat(high or low)) or value
    if field == "sides":
        return " → ".join(" and ".join(map(country, side.split("+"))) for side in value.split(" > "))
    return word(field, value)


def _figure(value: str, unit: str, *, first: bool) -> str:
    ends = value.split("/")
    figure = "–".join(f"{float(end):,.15g}" for end in ends)
    if not first:
        return figure
    return f"{figure} {unit if float(ends[-1]) == 1 else _plural(unit)}"


@cache
def _plural(unit: str) -> str:
    """Return the plural of a thing counted; a measure or a currency has none."""
    from multipolar.read.tables import rows

    known = {row["word"]: row["plural"] for row in rows("amounts_things")}
    return known.get(unit, unit)


def _listed(names: Sequence[str]) -> str:
    """Return names as a list in a sentence.

    >>> _listed(["A"]), _listed(["A", "B", "C"]), _listed(list("ABCDEF"))
    ('A', 'A, B and C', 'A, B, C, D and 2 more')
    """
    shown = list(names[:_most])
    if len(names) > _most:
        shown.append(f"{len(names) - _most} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
