"""Acts beyond the guide: who stands about the word, with the state he belongs to where the sentence tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from multipolar.read.coders.beyond import ACTING, SUFFERING, side
from multipolar.read.coders.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from multipolar.read.layers import Layers

    Read = Callable[[str], Layers]


@pytest.mark.parametrize(
    ("text", "word", "actors", "recipients"),
    [
        (
            "French police arrested thirty marchers.",
            "arrested",
            [("FRA", "French police")],
            [(None, "thirty marchers")],
        ),
        ("A judge was shot dead by gunmen in Peru.", "shot", [("PER", "gunmen")], [(None, "A judge")]),
        ("Workers struck for a week.", "struck", [(None, "Workers")], []),
        ("Kenya's president resigned.", "resigned", [("KEN", "Kenya's president")], []),
        ("It rained on the roof.", "rained", [(None, "It")], []),
    ],
)
def test_sides(
    layers: Read,
    text: str,
    word: str,
    actors: list[tuple[str | None, str]],
    recipients: list[tuple[str | None, str]],
):
    scene = Scene(layers(text))
    trigger = next(token for token in scene.doc if token.text == word)
    found = [
        [(each.code, each.name) for each in side(scene, trigger, names)] for names in (ACTING, SUFFERING)
    ]
    assert found == [actors, recipients]
    for name in (each for part in found for _, each in part):
        assert name in text
