"""Periods: months, quarters and years as whole numbers in a row.

In: days. Out: the number of the period since year 1, and back its first and last day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

from multipolar.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

from typing import Literal

Period = Literal["month", "quarter", "year"]
_months = {"month": 1, "quarter": 3, "year": 12}


def months(period: str) -> int:
    """Return the length of a period in months."""
    if period not in _months:
        raise UsageError(f"“{period}” is no period; choose from {', '.join(get_args(Period))}.")
    return _months[period]


def number(day: date, period: str) -> int:
    """Return the number of the period that a day lies in.

    >>> number(date(2014, 11, 15), "quarter") - number(date(2014, 1, 1), "quarter")
    3
    """
    return (day.year * 12 + day.month - 1) // months(period)


def numbers(days: pl.Expr, period: str) -> pl.Expr:
    """Return the numbers of the periods that a column of days lies in."""
    import polars as pl

    month = days.dt.year().cast(pl.Int64) * 12 + days.dt.month().cast(pl.Int64) - 1
    return month // months(period)


def first_day(number: int, period: str) -> date:
    """Return the first day of a period.

    >>> first_day(number(date(2014, 11, 15), "quarter"), "quarter")
    datetime.date(2014, 10, 1)
    """
    month = number * months(period)
    return date(month // 12, month % 12 + 1, 1)


def last_day(number: int, period: str) -> date:
    """Return the last day of a period."""
    return first_day(number + 1, period) - timedelta(days=1)
