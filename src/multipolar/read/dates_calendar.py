"""Calendar: names of parts of time in, the first and last day of them out.

Weeks run from Monday to Sunday (ISO 8601), seasons are the northern ones of whole months (WMO-No. 100), a
decade starts with its year 0. Nothing here knows of text. Days before year 1 or after 9999 raise
ValueError or OverflowError, which the reader of dates takes for "no such day".
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TypeAlias

Days: TypeAlias = tuple[date, date]  # both included

DAY = timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120}
LENGTHS = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}


def month(year: int, number: int) -> Days:
    """Return the month `number` (1–12; 13 is January of the next year) of a year."""
    over, index = divmod(number - 1, 12)
    last = monthrange(year + over, index + 1)[1]
    return date(year + over, index + 1, 1), date(year + over, index + 1, last)


def months(year: int, first: int, length: int) -> Days:
    """Return `length` months on end from the month `first` of a year."""
    return month(year, first)[0], month(year, first + length - 1)[1]


def years(first: int, last: int) -> Days:
    """Return whole calendar years."""
    return date(first, 1, 1), date(last, 12, 31)


def shift(day: date, count: int, unit: str) -> date:
    """Move a day by a number of units; the end of a short month is not run over."""
    if unit in LENGTHS:
        return day + timedelta(days=count * LENGTHS[unit])
    year, index = divmod(day.year * 12 + day.month - 1 + count * MONTHS[unit], 12)
    return date(year, index + 1, min(day.day, monthrange(year, index + 1)[1]))


def containing(day: date, unit: str) -> Days:
    """Return the unit of the calendar that a day lies in (of a fortnight: its week and the next)."""
    if unit == "day":
        return day, day
    if unit in {"week", "weekend", "fortnight"}:
        monday = day - DAY * day.weekday()
        first, last = {"week": (0, 6), "weekend": (5, 6), "fortnight": (0, 13)}[unit]
        return monday + DAY * first, monday + DAY * last
    if unit == "decade":
        return years(day.year // 10 * 10, day.year // 10 * 10 + 9)
    if unit == "season":
        return months(day.year - (day.month < 3), (day.month % 12 // 3 * 3) or 12, 3)
    length = MONTHS[unit]
    return months(day.year, (day.month - 1) // length * length + 1, length)


def around(day: date, count: int, unit: str) -> Days:
    """Return what "two years ago" means: the unit that many units away, as finely as people speak.

    A week is told to the day, several weeks to the week; a year to the month, several years to the year.
    """
    there = shift(day, count, unit)
    if abs(count) == 1:
        finer = {"week": "day", "fortnight": "day", "year": "month", "decade": "year"}
        return containing(there, finer.get(unit, unit))
    return containing(there, {"fortnight": "week", "decade": "year"}.get(unit, unit))


def part(days: Days, share: tuple[int, int, int]) -> Days:
    """Return the run of parts `first`…`last` of `count` equal ones, on whole months where possible."""
    first, last, count = share
    low, high = days
    span = (high.year - low.year) * 12 + high.month - low.month + 1
    if span % count == 0 and low.day == 1 and high.day == monthrange(high.year, high.month)[1]:
        size = span // count
        return months(low.year, low.month + (first - 1) * size, (last - first + 1) * size)
    size = (high - low).days + 1
    return low + DAY * (size * (first - 1) // count), low + DAY * (size * last // count - 1)
