from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from multipolar.errors import MeasureError, UsageError
from multipolar.measure.shifts import shifts

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from multipolar.ledger.records import Reading
    from multipolar.ledger.store import Ledger


def thaw(told: Callable[..., Any]):
    """Cold until 2004, warm from 2014."""
    cold = [
        told(f"{year}-03-0{i}", "RUS", "PAK", kind)
        for i, (year, kind) in enumerate([(2001, "ACCUSE"), (2002, "REJECT"), (2004, "ACCUSE")], 1)
    ]
    warm = [
        told("2014-06-02", "RUS", "PAK", "CONCEDE"),
        told("2014-11-02", "RUS", "PAK", "AGREE"),
        told("2014-11-20", "RUS", "PAK", "SUPPORT", mutual=True),
        told("2015-01-20", "RUS", "PAK", "COOPERATE"),
        told("2015-08-20", "RUS", "PAK", "COOPERATE"),
    ]
    return [*cold, *warm]


def steady(told: Callable[..., Any]):
    kinds = [("02", "CONSULT"), ("08", "COOPERATE")]
    return [
        told(f"{year}-{month}-10", "USA", "IND", kind, mutual=True)
        for year in range(2001, 2016)
        for month, kind in kinds
    ]


@pytest.fixture(scope="module")
def ledger(
    book: Callable[[list[Reading]], Ledger], tell: Callable[..., list[Reading]], told: Callable[..., Any]
):
    return book(tell(*thaw(told), *steady(told)))


def test_a_thaw_is_found_and_a_steady_friendship_is_none(ledger: Ledger):
    (row,) = shifts(ledger).rows(named=True)
    assert (row["a"], row["b"], row["direction"], row["mover"]) == ("PAK", "RUS", "toward", "RUS")
    assert row["probability"] > 0.8
    assert row["since_low"] <= date(2014, 6, 2) <= row["since_high"]
    assert row["since_low"] <= row["since"] <= row["since_high"]
    assert row["size"] > 3


def test_a_shift_names_the_happenings_that_moved_it_in_order(ledger: Ledger):
    (row,) = shifts(ledger, dyad=("Russia", "PAK")).rows(named=True)
    kinds = dict(ledger.sql("SELECT id, type FROM happening").iter_rows())
    assert [kinds[key] for key in row["happenings"]] == [
        "COOPERATE",
        "COOPERATE",
        "SUPPORT",
        "CONCEDE",
        "AGREE",
    ]
    assert row["contributions"] == sorted(row["contributions"], reverse=True)
    assert row["contributions"][-1] > 0
    assert row["against"] == []
    assert (row["n_happening"], row["n_source"]) == (5, 5)


def test_sources_are_counted_once(
    book: Callable[[list[Reading]], Ledger], page: Callable[..., Reading], told: Callable[..., Any]
):
    acts = thaw(told)
    ledger = book([page(act.day, f"Outlet {i % 2}", [act]) for i, act in enumerate(acts)])
    (row,) = shifts(ledger).rows(named=True)
    assert (row["n_happening"], row["n_source"]) == (5, 2)


def test_what_is_told_from_memory_fakes_no_shift(
    book: Callable[[list[Reading]], Ledger],
    tell: Callable[..., list[Reading]],
    page: Callable[..., Reading],
    told: Callable[..., Any],
):
    peace = [told(f"20{year}-04-10", "IND", "PAK", "CONSULT", mutual=True) for year in range(10, 16)]
    wars = [told(f"19{year}-12-05", "IND", "PAK", "ASSAULT", mutual=True) for year in (47, 65, 71, 99)]
    memory = [page(f"201{i + 1}-05-05", f"Memory {i}", [war]) for i, war in enumerate(wars)]
    assert shifts(book([*tell(*peace), *memory])).is_empty()


def test_a_dyad_without_a_shift_gives_an_empty_frame_with_all_columns(ledger: Ledger):
    none, some = shifts(ledger, dyad=("USA", "IND")), shifts(ledger)
    assert none.is_empty()
    assert none.schema == some.schema


def test_other_periods_find_it_too(ledger: Ledger):
    for period in ("month", "year"):
        (row,) = shifts(ledger, period=period, dyad=("RUS", "PAK")).rows(named=True)
        assert row["direction"] == "toward"


def test_wrong_choices_are_explained(ledger: Ledger, book: Callable[[list[Reading]], Ledger]):
    with pytest.raises(UsageError, match="between 0 and 1"):
        shifts(ledger, probability=1.5)
    with pytest.raises(UsageError, match="week"):
        shifts(ledger, period="week")
    with pytest.raises(UsageError, match="two different"):
        shifts(ledger, dyad=("RUS", "RUS"))
    with pytest.raises(MeasureError, match="empty"):
        shifts(book([]))
