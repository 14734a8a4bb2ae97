from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from multipolar.errors import UsageError
from multipolar.measure.evidence import evidence, said

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from multipolar.ledger.records import Reading
    from multipolar.ledger.store import Ledger


@pytest.fixture(scope="module")
def ledger(book: Callable[[list[Reading]], Ledger], page: Callable[..., Reading], told: Callable[..., Any]):
    deal = told("2014-11-20", "RUS", "PAK", "COOPERATE", mutual=True)
    return book(
        [
            page(
                "2014-11-21",
                "First",
                [deal, told("2014-11-19", "RUS", "PAK", "CONSULT", status="possible")],
                says="We are friends",
            ),
            page("2014-11-22", "Second", [deal]),
            page("2013-02-02", "Third", [told("2013-02-01", "PAK", "RUS", "ACCUSE")]),
            page(
                "2014-11-22",
                "Fourth",
                [told("2014-11-20", "USA", "IND", "COOPERATE")],
                says="They are not our friends",
            ),
        ]
    )


def test_evidence_comes_in_order_of_weight(ledger: Ledger):
    rows = evidence(ledger, "Russia", "PAK").rows(named=True)
    assert [row["type"] for row in rows] == ["COOPERATE", "ACCUSE", "CONSULT"]
    assert [row["actor"] for row in rows] == [None, "PAK", "RUS"]
    assert [row["n_source"] for row in rows] == [2, 1, 1]


def test_every_quotation_stands_in_its_document_and_its_sentence(ledger: Ledger):
    for frame in (evidence(ledger, "RUS", "PAK"), said(ledger, "RUS", "PAK")):
        assert len(frame)
        for row in frame.iter_rows(named=True):
            text = ledger.document(row["document"]).text
            assert text[row["start"] : row["end"]] == row["quote"]
            assert text[row["sentence_start"] : row["sentence_end"]] == row["sentence"]
            assert row["quote"] in row["sentence"]


def test_the_range_leaves_out_other_days(ledger: Ledger):
    rows = evidence(ledger, "RUS", "PAK", since=date(2014, 1, 1))
    assert set(rows["type"]) == {"COOPERATE", "CONSULT"}
    assert evidence(ledger, "RUS", "PAK", until=date(2014, 1, 1))["type"].to_list() == ["ACCUSE"]
    with pytest.raises(UsageError, match="ends before"):
        evidence(ledger, "RUS", "PAK", since=date(2014, 1, 1), until=date(2013, 1, 1))


def test_statements_are_those_about_the_two(ledger: Ledger):
    (row,) = said(ledger, "RUS", "PAK").rows(named=True)
    assert (row["speaker"], row["country"], row["anonymous"], row["about"]) == (
        "the minister",
        "RUS",
        True,
        ["RUS", "PAK"],
    )
    assert "We are friends" in row["quote"]
