"""Meanings of parts of a time: "early March", "the second half of the year", "the end of the month".

A run of words with an expression already understood in, the days of the part out. One function a
`meaning` of the level `part` in `dates_shapes.toml`. Parts are equal thirds of months and years; of a
decade "early" is its first five years, "mid" its five middle ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read import dates_calendar as calendar
from multipolar.read.dates_points import NOTHING
from multipolar.read.dates_shapes import Found

if TYPE_CHECKING:
    from multipolar.read.dates_calendar import Days
    from multipolar.read.dates_shapes import Meaning, Run

THIRDS = {"early": (1, 1, 3), "start": (1, 1, 3), "mid": (2, 2, 3), "late": (3, 3, 3), "end": (3, 3, 3)}
SHARES = {
    "year": {**THIRDS, "start": (1, 1, 6), "end": (6, 6, 6)},
    "decade": {
        "early": (1, 5, 10),
        "start": (1, 2, 10),
        "mid": (4, 8, 10),
        "late": (6, 10, 10),
        "end": (9, 10, 10),
    },
}
# A month is told by its days: early to the 10th, late from the 21st.
MONTH = {"early": (1, 10), "start": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (21, 31)}


def qualified(run: Run) -> Found:
    """Early March 2003, the end of 2011, mid-1960s, late Tuesday."""
    found: Found = run.first("point")
    if found.days is None:
        return found
    return Found(_share(found.days, _quality(run)), found.grain, found.absolute, loose=found.loose)


def qualified_this(run: Run) -> Found:
    """The end of the month: of the publication's month."""
    published = run.context.published
    if published is None:
        return NOTHING
    return Found(_share(calendar.containing(published, run.first("unit")), _quality(run)), run.first("unit"))


def _quality(run: Run) -> str:
    return next(item.kind for item in run.items if item.kind in THIRDS)


def _share(days: Days, quality: str) -> Days:
    """Return the early, middle or late part of some days."""
    low, high = days
    length = (high - low).days + 1
    if length < 7:
        return days
    if length in {28, 29, 30, 31} and low.day == 1:
        first, last = MONTH[quality]
        return low.replace(day=first), low.replace(day=min(last, high.day))
    grain = "decade" if length > 3600 else "year" if length > 360 else "other"
    return calendar.part(days, SHARES.get(grain, THIRDS)[quality])


def nth_part(run: Run) -> Found | None:
    """The second half of May, the third quarter of 2014, the first week of this month."""
    found: Found = run.first("point")
    if found.days is None:
        return found
    return _nth(run, found.days, absolute=found.absolute)


def nth_part_of_this(run: Run) -> Found | None:
    """The first half of the year: of the publication's year."""
    published = run.context.published
    if published is None:
        return NOTHING
    unit = next((item.value for item in reversed(run.items) if item.kind == "unit"), "year")
    return _nth(run, calendar.containing(published, unit), absolute=False)


def _nth(run: Run, days: Days, *, absolute: bool) -> Found | None:
    """Return the part that an ordinal counts."""
    kind = next(item for item in run.items if item.kind in {"quarter", "half", "unit", "weekend"})
    count = {"half": 2, "quarter": 4}.get(kind.kind, 0)
    number = -1 if run.has("last") else run.first("ordinal", "nth")
    if count:
        number = count if number < 0 else number
        return (
            Found(calendar.part(days, (number, number, count)), kind.kind, absolute)
            if number <= count
            else None
        )
    if kind.kind != "unit":
        return None
    return Found(_counted(days, number, kind.value, run.first("numeral") or 1), kind.value, absolute)


def _counted(days: Days, number: int, unit: str, many: int) -> Days:
    """Return the nth unit of some days and the ones after it, or, for −1, the last ones."""
    low, high = days
    if number < 0:
        return max(low, calendar.shift(high, -many, unit) + calendar.DAY), high
    first = calendar.shift(low, number - 1, unit)
    if first > high:
        raise ValueError("there are not so many")
    return first, min(high, calendar.shift(first, many, unit) - calendar.DAY)


MEANINGS: dict[str, Meaning] = {
    meaning.__name__: meaning for meaning in (qualified, qualified_this, nth_part, nth_part_of_this)
}
