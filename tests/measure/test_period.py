from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.errors import UsageError
from multipolar.measure.period import first_day, last_day, number, numbers

periods = st.sampled_from(["month", "quarter", "year"])


@given(st.dates(), periods)
def test_a_day_lies_in_its_period_and_periods_leave_no_gap(day: date, period: str):
    at = number(day, period)
    if first_day(at, period) > date(9998, 1, 1):
        return
    assert first_day(at, period) <= day <= last_day(at, period)
    assert last_day(at, period) + timedelta(days=1) == first_day(at + 1, period)


@given(st.lists(st.dates(), min_size=1), periods)
def test_columns_and_days_agree(days: list[date], period: str):
    frame = pl.DataFrame({"day": days}, schema={"day": pl.Date}).select(numbers(pl.col("day"), period))
    assert frame["day"].to_list() == [number(day, period) for day in days]


def test_an_unknown_period_is_named():
    with pytest.raises(UsageError, match="week"):
        number(date(2014, 1, 1), "week")
