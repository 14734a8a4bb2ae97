from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from multipolar.errors import UsageError
from multipolar.ledger.query import records
from multipolar.ledger.store import Ledger


@pytest.fixture
def full(book: Ledger, make: SimpleNamespace):
    first, second = make.reading(1), make.reading(2, published=None)
    changed = replace(second.events[0], status="planned", date=None)
    book.admit([first, replace(second, events=(changed,))])
    book.link()
    return book


def test_all_records_with_where_they_stand_and_who_says_it(full: Ledger):
    found = records(full)
    assert found.height == 3
    row = found.filter(type="SUPPORT").row(0, named=True)
    assert (row["title"], row["outlet"], row["published"]) == (
        "A visit",
        "Guardian Weekly",
        date(2015, 2, 10),
    )
    assert row["chain"] == ["The Washington Post", "Guardian Weekly"]
    assert (row["speaker_name"], row["actors"], row["recipients"]) == ("Maria Sultan", ["RUS"], ["PAK"])
    assert row["n_source"] == 1
    assert row["happening"]


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"dyad": ("PAK", "RUS")}, 3),
        ({"dyad": ("rus", "pak")}, 3),
        ({"dyad": ("RUS", "IND")}, 0),
        ({"type": "CONSULT"}, 2),
        ({"type": "support"}, 1),
        ({"status": "planned"}, 1),
        ({"since": date(2014, 11, 30)}, 2),
        ({"since": date(2014, 12, 1)}, 1),
        ({"until": date(2014, 11, 1)}, 1),
        ({"until": date(2014, 10, 31)}, 0),
        ({"says": "SULTAN"}, 1),
        ({"says": "Lavrov"}, 0),
        ({"says": "%"}, 0),
        ({"says": "' OR true --"}, 0),
        ({"dyad": ("RUS", "PAK"), "type": "CONSULT", "status": "done", "until": date(2015, 1, 1)}, 1),
    ],
)
def test_filters_narrow_what_is_found(full: Ledger, filters: dict[str, Any], count: int):
    assert records(full, **filters).height == count


def test_a_dyad_has_two_sides(full: Ledger):
    with pytest.raises(UsageError, match="two codes"):
        records(full, dyad=("RUS",))
