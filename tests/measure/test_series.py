from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from multipolar.errors import MeasureError, UsageError
from multipolar.measure.series import series

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from multipolar.ledger.records import Reading
    from multipolar.ledger.store import Ledger


@pytest.fixture(scope="module")
def ledger(
    book: Callable[[list[Reading]], Ledger],
    tell: Callable[..., list[Reading]],
    page: Callable[..., Reading],
    told: Callable[..., Any],
):
    news = tell(
        told("2010-02-02", "RUS", "PAK", "ACCUSE"),
        told("2012-06-02", "RUS", "PAK", "CONSULT", mutual=True),
        told("2013-06-02", "RUS", "PAK", "COOPERATE"),
        told("2013-06-20", "PAK", "RUS", "AID"),
    )
    memory = page("2013-07-01", "Memory", [told("1971-12-03", "PAK", "RUS", "ASSAULT")])
    return book([*news, memory])


def test_missing_is_not_zero(ledger: Ledger):
    rows = series(ledger, "RUS", "PAK", period="year").rows(named=True)
    assert [r["period"] for r in rows] == [date(y, 1, 1) for y in (2010, 2011, 2012, 2013)]
    assert [r["n"] for r in rows] == [1, 0, 1, 2]
    assert [r["n_source"] for r in rows] == [1, 0, 1, 2]
    assert (rows[1]["value"], rows[1]["low"], rows[1]["high"]) == (None, None, None)


def test_values_are_drawn_to_the_mean_and_stand_in_their_interval(ledger: Ledger):
    first, _, talks, last = series(ledger, "RUS", "PAK", period="year").rows(named=True)
    assert -3 < first["value"] < talks["value"] < last["value"] < 9.75
    for row in (first, talks, last):
        assert -10 <= row["low"] < row["value"] < row["high"] <= 10
    assert last["high"] - last["low"] < first["high"] - first["low"]


def test_directed_series_keep_the_direction(ledger: Ledger):
    there = series(ledger, "RUS", "PAK", period="year", directed=True)
    back = series(ledger, "PAK", "RUS", period="year", directed=True)
    assert there["n"].to_list() == [1, 0, 1, 1]
    assert back["n"].to_list() == [1, 1]


def test_memory_is_left_out_unless_asked_for(ledger: Ledger):
    assert series(ledger, "RUS", "PAK", period="year")["period"].min() == date(2010, 1, 1)
    old = series(ledger, "RUS", "PAK", period="year", since=date(1971, 1, 1), until=date(1972, 12, 31))
    assert old["n"].to_list() == [1, 0]
    assert old["value"][0] < 0


def test_wrong_choices_are_explained(ledger: Ledger):
    with pytest.raises(UsageError, match="week"):
        series(ledger, "RUS", "PAK", period="week")
    with pytest.raises(UsageError, match="ends before"):
        series(ledger, "RUS", "PAK", since=date(2014, 1, 1), until=date(2013, 1, 1))
    with pytest.raises(MeasureError, match="no act"):
        series(ledger, "RUS", "IND")
