from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from multipolar.errors import LedgerError, MeasureError, UsageError
from multipolar.measure.acts import acts, between, window

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from multipolar.ledger.records import Reading
    from multipolar.ledger.store import Ledger


def test_weight_is_status_times_sources_times_confidence(
    book: Callable[[list[Reading]], Ledger], page: Callable[..., Reading], told: Callable[..., Any]
):
    act = told("2014-06-02", "RUS", "PAK", "COOPERATE", confidence=0.8)
    plan = told("2014-08-02", "RUS", "PAK", "COOPERATE", status="planned", confidence=0.8)
    ledger = book(
        [page("2014-06-03", "A", [act]), page("2014-06-04", "B", [act]), page("2014-08-03", "A", [plan])]
    )
    rows = {row["status"]: row for row in acts(ledger).iter_rows(named=True)}
    assert rows["done"]["n_source"] == 2
    assert rows["done"]["weight"] == pytest.approx(1.5 * 0.8)
    assert rows["planned"]["weight"] == pytest.approx(0.5 * 0.8)
    assert rows["done"]["value"] == 9.5


def test_denied_cooperation_is_a_weak_negative_and_denied_conflict_nothing(
    book: Callable[[list[Reading]], Ledger], page: Callable[..., Reading], told: Callable[..., Any]
):
    kinds = ("COOPERATE", "ASSAULT", "REJECT")
    ledger = book(
        [page("2014-06-03", "A", [told("2014-06-02", "RUS", "PAK", k, status="denied") for k in kinds])]
    )
    rows = {row["type"]: (row["value"], row["weight"] > 0) for row in acts(ledger).iter_rows(named=True)}
    # an act denied has no day of its own unless the page gives one; here it does
    assert rows == {"COOPERATE": (-1.0, True), "ASSAULT": (-9.0, False), "REJECT": (-2.0, True)}


def test_a_plan_counts_on_the_day_it_was_told(
    book: Callable[[list[Reading]], Ledger], page: Callable[..., Reading], told: Callable[..., Any]
):
    ledger = book([page("2014-06-03", "A", [told("2015-01-10", "RUS", "PAK", "CONSULT", status="planned")])])
    assert acts(ledger)["day"].to_list() == [date(2014, 6, 3)]


def test_an_undirected_pair_counts_a_mutual_act_once(
    book: Callable[[list[Reading]], Ledger], page: Callable[..., Reading], told: Callable[..., Any]
):
    ledger = book([page("2014-06-03", "A", [told("2014-06-02", "RUS", "PAK", "CONSULT", mutual=True)])])
    assert acts(ledger).select("a", "b").rows() == [("PAK", "RUS")]
    both = acts(ledger, directed=True).select("a", "b").rows()
    assert both == [("PAK", "RUS"), ("RUS", "PAK")]
    assert acts(ledger, pair=("RUS", "PAK"), directed=True).select("a", "b").rows() == [("RUS", "PAK")]
    assert acts(ledger)["actor"].to_list() == [None]


def test_the_window_is_the_time_of_publication_and_some(
    book: Callable[[list[Reading]], Ledger], page: Callable[..., Reading], told: Callable[..., Any]
):
    act = told("2014-06-02", "RUS", "PAK", "CONSULT")
    news = window(book([page("2014-06-03", "A", [act]), page("2015-06-03", "B", [act])]))
    assert (news.first, news.last) == (date(2014, 6, 3), date(2015, 6, 3))
    assert abs(news.low - date(2012, 6, 3)) <= timedelta(days=1)
    assert abs(news.high - date(2016, 6, 3)) <= timedelta(days=1)


def test_an_empty_ledger_says_so(book: Callable[[list[Reading]], Ledger]):
    with pytest.raises(MeasureError, match="empty"):
        window(book([]))


def test_a_range_that_ends_before_it_begins_is_refused(
    book: Callable[[list[Reading]], Ledger], page: Callable[..., Reading], told: Callable[..., Any]
):
    ledger = book([page("2014-06-03", "A", [told("2014-06-02", "RUS", "PAK", "CONSULT")])])
    with pytest.raises(UsageError, match="ends before"):
        between(acts(ledger), date(2015, 1, 1), date(2014, 1, 1))


def test_queries_reach_the_ledger_only(book: Callable[[list[Reading]], Ledger]):
    with pytest.raises(LedgerError):
        book([]).sql("SELECT * FROM read_csv('/etc/passwd')")
