"""Figures: whether the amounts of two tellings can be of one act.

In: amounts by unit, each from low to high. Out: yes or no. Figures agree within a tenth. Money in two currencies,
a price beside a count, and tonnes beside planes say nothing for or against.
"""

from __future__ import annotations

from typing import Literal

Figures = dict[str, tuple[tuple[float, float], ...]]  # unit: low and high of each amount
Fit = Literal["same", "silent", "differ", "other things"]

_tenth = 0.1
_half = 0.5  # pages that differ about one thing rarely differ by more: three dozen helicopters or 20
# tonnes, barrels and megawatts of what is counted too
_measures = frozenset(
    [
        "acre",
        "acre-foot",
        "barrel",
        "barrel/day",
        "bushel",
        "ft",
        "ft3",
        "gallon",
        "GW",
        "GWh",
        "ha",
        "kg",
        "km",
        "km2",
        "kW",
        "kWh",
        "l",
        "m",
        "m3",
        "mile",
        "MW",
        "MWh",
        "nautical mile",
        "ounce",
        "percent",
        "sq mile",
        "t",
        "TEU",
        "TIV",
        "TWh",
    ]
)
_toll = frozenset(["person", "soldier"])


def fit(figures: Figures, others: Figures, *, deadly: bool = False) -> Fit:
    """Return how the figures of two tellings fit; where *deadly*, tolls are let go: they are counted again and again.

    "differ": the same unit, and not the same number. "other things": 36 helicopters beside 20 tanks.
    """
    ignored = _toll if deadly else frozenset[str]()
    things, other_things = (_things(given) - ignored for given in (figures, others))
    units = (figures.keys() & others.keys()) - ignored
    if not all(_agree(figures[unit], others[unit], _tenth) for unit in units):
        return "differ"
    if things and other_things and not things & other_things:
        return "other things"
    return "same" if agree_on_one(figures, others) else "silent"


def agree_on_one(figures: Figures, others: Figures) -> bool:
    """Tell whether both give a figure of the same unit within a tenth."""
    return any(_agree(figures[unit], others[unit], _tenth) for unit in figures.keys() & others.keys())


def near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Tell whether two figures, each from low to high, are within a tenth of each other."""
    return _within(*one, *other, _tenth)


def comparable(figures: Figures, others: Figures) -> bool:
    """Tell whether of two figures of the same unit none is less than half of the other."""
    units = figures.keys() & others.keys()
    return all(_agree(figures[unit], others[unit], _half) for unit in units)


def is_money(unit: str) -> bool:
    """Tell whether the unit is a currency (ISO 4217); TEU and TIV, SIPRI's trend indicator, are none."""
    return len(unit) == 3 and unit.isascii() and unit.isupper() and unit not in _measures


def _things(figures: Figures) -> set[str]:
    return {unit for unit in figures if not is_money(unit) and unit not in _measures}


def _agree(some: tuple[tuple[float, float], ...], others: tuple[tuple[float, float], ...], by: float) -> bool:
    return any(_within(low, high, first, last, by) for low, high in some for first, last in others)


def _within(low: float, high: float, first: float, last: float, by: float) -> bool:
    return low <= last + by * max(abs(low), abs(last)) and first <= high + by * max(abs(first), abs(high))
