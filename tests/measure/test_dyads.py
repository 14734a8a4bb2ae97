from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from multipolar.errors import MeasureError, UsageError
from multipolar.measure.dyads import dyad, dyads

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from multipolar.ledger.records import Reading
    from multipolar.ledger.store import Ledger


@pytest.fixture(scope="module")
def ledger(
    book: Callable[[list[Reading]], Ledger], tell: Callable[..., list[Reading]], told: Callable[..., Any]
):
    return book(
        tell(
            told("2014-06-02", "RUS", "PAK", "CONSULT", mutual=True),
            told("2014-08-02", "PAK", "RUS", "ACCUSE"),
            told("2014-09-02", "USA", "NAT", "SUPPORT"),
        )
    )


def test_dyads_are_undirected_and_counted_by_happening(ledger: Ledger):
    rows = dyads(ledger).rows(named=True)
    assert [(r["a"], r["b"], r["n_act"], r["n_cooperation"], r["n_conflict"]) for r in rows] == [
        ("PAK", "RUS", 2, 1, 1),
        ("NAT", "USA", 1, 1, 0),
    ]
    assert (rows[0]["first"], rows[0]["last"]) == (date(2014, 6, 2), date(2014, 8, 2))


def test_names_and_codes_of_states_and_bodies_are_understood(ledger: Ledger):
    assert dyad(ledger, "Pakistan", "rus") == ("PAK", "RUS")
    assert dyad(ledger, "USA", "NAT") == ("USA", "NAT")
    assert dyad(ledger, "united states", "NATO") == ("USA", "NAT")


@pytest.mark.parametrize(
    ("a", "b", "error", "says"),
    [
        ("RUS", "Russia", UsageError, "two different states"),
        ("RUS", "Narnia", UsageError, "Narnia"),
        ("RUS", "USA", MeasureError, "acts of RUS with PAK"),
        ("RUS", "FRA", MeasureError, "no act between RUS and FRA"),
    ],
)
def test_a_wrong_dyad_is_explained(ledger: Ledger, a: str, b: str, error: type[Exception], says: str):
    with pytest.raises(error, match=says):
        dyad(ledger, a, b)


def test_an_empty_ledger_says_so(book: Callable[[list[Reading]], Ledger]):
    with pytest.raises(MeasureError, match="no act"):
        dyad(book([]), "RUS", "PAK")
