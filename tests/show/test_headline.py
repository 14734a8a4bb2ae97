from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from multipolar.show.headline import certainty, headline, quiet


def shift(**other: object) -> dict[str, Any]:
    found = {
        "a": "PAK",
        "b": "RUS",
        "direction": "toward",
        "since": date(2014, 4, 1),
        "since_low": date(2014, 1, 1),
        "since_high": date(2014, 12, 31),
        "probability": 0.914,
        "kind": "level",
        "n_happening": 5,
        "n_source": 1,
        "against": [],
        "mover": None,
    }
    return {**found, **other}


@pytest.mark.parametrize(
    ("mover", "direction", "says"),
    [
        (None, "toward", "Pakistan and Russia have moved toward each other since about April 2014."),
        ("RUS", "toward", "Russia has moved toward Pakistan since about April 2014."),
        ("PAK", "away", "Pakistan has moved away from Russia since about April 2014."),
    ],
)
def test_who_moves_which_way(mover: str | None, direction: str, says: str):
    assert headline(shift(mover=mover, direction=direction)) == says


def test_how_sure_and_from_how_much():
    text = certainty(shift(against=["x"]))
    assert "91 %" in text
    assert "between January 2014 and December 2014" in text
    assert "5 acts told by 1 independent source; 1 act since then points the other way." in text


def test_states_take_their_article():
    assert quiet("CUB", "USA") == "No shift between Cuba and the United States is likelier than not."
