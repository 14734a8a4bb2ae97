"""Plain words for codes, days, numbers and shares, as pages print them.

In: values of the frames of `measure`. Out: English text.
"""

from __future__ import annotations

import csv
from calendar import monthrange
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from multipolar.errors import WorldError

if TYPE_CHECKING:
    from datetime import date


@cache
def _words() -> dict[tuple[str, str], str]:
    rows = csv.DictReader(files(__package__).joinpath("words.csv").read_text("utf-8").splitlines())
    return {(row["group"], row["key"]): row["word"] for row in rows}


def word(group: str, key: str) -> str:
    """Return the plain word of a code; a code that has none stands for itself."""
    return _words().get((group, key), key)


def direction(language: str | None) -> str:
    """Return "rtl" for languages written from right to left, else "ltr".

    >>> direction("ur"), direction("en"), direction(None)
    ('rtl', 'ltr', 'ltr')
    """
    return _words().get(("language", (language or "").split("-")[0]), "ltr")


@cache
def country(code: str) -> str:
    """Return the name of a state or body; an unknown code stands for itself."""
    from multipolar.world.bodies import body
    from multipolar.world.states import state

    for find in (state, body):
        try:
            return find(code).name
        except WorldError:
            continue
    return code


def within(code: str) -> str:
    """Return the name of a state or body as it stands within a sentence.

    >>> within("USA"), within("CUB")
    ('the United States', 'Cuba')
    """
    return f"{word('article', code)} {country(code)}" if ("article", code) in _words() else country(code)


def day(value: date | None) -> str:
    """Return a day as text.

    >>> from datetime import date
    >>> day(date(2014, 11, 2))
    '2 November 2014'
    """
    return f"{value.day} {value:%B %Y}" if value else "day not told"


def month(value: date) -> str:
    """Return the month of a day as text."""
    return f"{value:%B %Y}"


def interval(low: date | None, high: date | None) -> str:
    """Return days from low to high as text.

    >>> from datetime import date
    >>> interval(date(2014, 11, 1), date(2014, 11, 30))
    '1–30 November 2014'
    >>> interval(date(2006, 1, 1), date(2015, 2, 10))
    '1 January 2006 – 10 February 2015'
    """
    if low is None or high is None:
        return day(low or high)
    if low == high:
        return day(low)
    if (low.year, low.month) == (high.year, high.month):
        return f"{low.day}–{day(high)}"
    return f"{day(low)} – {day(high)}"


def days(low: date | None, high: date | None) -> str | None:
    """Return an interval in few characters; none where no day is told.

    >>> from datetime import date
    >>> days(date(2014, 1, 1), date(2014, 12, 31)), days(date(2014, 11, 1), date(2014, 11, 30))
    ('2014', '2014-11')
    >>> days(date(1960, 1, 1), date(2013, 2, 19))
    '1960–2013-02-19'
    """
    if low is None or high is None:
        return str(low or high) if low or high else None
    first, last = _begins(low), _ends(high)
    if low == high:
        return str(low)
    for form in ("%Y", "%Y-%m"):
        if f"{low:{form}}" == f"{high:{form}}" and f"{low:{form}}" in first and f"{high:{form}}" in last:
            return f"{low:{form}}"
    return f"{first[0]}–{last[0]}"


def _begins(low: date) -> list[str]:
    """Return the periods that begin on a day, the longest first."""
    return [
        *([f"{low:%Y}"] if (low.month, low.day) == (1, 1) else []),
        *([f"{low:%Y-%m}"] if low.day == 1 else []),
        str(low),
    ]


def _ends(high: date) -> list[str]:
    """Return the periods that end on a day, the longest first."""
    whole = high.day == monthrange(high.year, high.month)[1]
    return [
        *([f"{high:%Y}"] if whole and high.month == 12 else []),
        *([f"{high:%Y-%m}"] if whole else []),
        str(high),
    ]


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count(1, "act"), count(1200, "page")
    ('1 act', '1,200 pages')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def percent(share: float) -> str:
    """Return a probability as per cent; never quite all.

    >>> percent(0.914), percent(0.9996)
    ('91 %', 'over 99 %')
    """
    return "over 99 %" if share > 0.99 else f"{share:.0%}".replace("%", " %")


def amount(value: dict[str, Any]) -> str:
    """Return an amount as the ledger has it: figure, unit, thing, period and who gives it.

    >>> amount({"value": 36.0, "high": None, "unit": "helicopter", "item": "Mi-35", "approximate": True,
    ...         "period_low": None, "period_high": None, "source": None})
    'about 36 helicopter (Mi-35)'
    """
    figure = f"{value['value']:,.15g}" + (f"–{value['high']:,.15g}" if value["high"] is not None else "")
    text = f"{'about ' if value['approximate'] else ''}{figure} {value['unit']}"
    text += f" ({value['item']})" if value["item"] else ""
    text += f", {interval(value['period_low'], value['period_high'])}" if value["period_low"] else ""
    return text + (f", according to {value['source']}" if value["source"] else "")
