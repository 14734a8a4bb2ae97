"""Ways to fill the sides of an act, and how they are weighed. Every sentence is invented."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.read.coders.model import Card, Reading, logs
from multipolar.read.coders.relations import places, relations
from multipolar.read.coders.roles import ACTOR, MUTUAL, NONE, RECIPIENT, ROLES
from multipolar.read.coders.scene import Scene
from multipolar.read.coders.ways import UNCHOSEN, Way, chance, ways
from multipolar.read.coders.weighing import FEATURES, confidence, features, odds

if TYPE_CHECKING:
    from collections.abc import Callable

    from multipolar.read.layers import Layers

    Read = Callable[[str], Layers]

TEXT = "Norway sold ships to Chile. Peru slept."
SOLD = Way(("NOR",), ("CHL",), False, 0.9, 0.8, "COOPERATE")


def reading(scene: Scene, word: str, roles: dict[str, int]) -> Reading:
    """What a model would say that is rather sure of these roles."""
    token = next(token for token in scene.doc if token.text == word)
    parties = tuple(scene.rank)
    score = np.zeros((len(parties), len(ROLES)), np.float32)
    score[range(len(parties)), [roles.get(code, NONE) for code in parties]] = 3
    related = np.asarray(relations(scene, token, parties, places(scene)))
    kinds = {"COOPERATE": math.log(0.7), "AID": math.log(0.3)}
    return Reading(token.i, 0.9, 0.9, kinds, np.zeros(1), {"done": 0.0}, parties, logs(score), related)


def test_the_model_s_own_way_comes_first_and_the_frames_follow(layers: Read):
    scene = Scene(layers(TEXT))
    found = ways(scene, reading(scene, "sold", {"PER": ACTOR, "CHL": RECIPIENT}), "COOPERATE")
    assert found[0].sides == ({"PER"}, {"CHL"})
    assert SOLD.sides in [way.sides for way in found[1:]]
    assert len({way.sides for way in found}) == len(found)
    assert found[1].type == "COOPERATE"


def test_a_way_that_both_see_has_both_chances(layers: Read):
    scene = Scene(layers(TEXT))
    found = ways(scene, reading(scene, "sold", {"NOR": ACTOR, "CHL": RECIPIENT}), "COOPERATE")
    assert found[0].sides == SOLD.sides
    assert found[0].gate > 0.1
    assert found[0].cast > 0.5


def test_words_that_no_lexicon_has_have_sides_by_the_parse(layers: Read):
    scene = Scene(layers("Norway outfoxed Chile. Peru slept."))
    found = ways(scene, reading(scene, "outfoxed", {"PER": ACTOR, "CHL": RECIPIENT}), "ACCUSE")
    assert SOLD.sides in [way.sides for way in found]


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (SOLD, "both"),
        (SOLD._replace(actors=("PER",)), "less"),
        (SOLD._replace(actors=("XXX",)), "unseen"),
        (Way(("NOR", "CHL"), (), True, 0, 0, None), "less"),
    ],
)
def test_chance_of_two_sides(way: Way, expected: str, layers: Read):
    scene = Scene(layers(TEXT))
    read = reading(scene, "sold", {"NOR": ACTOR, "CHL": RECIPIENT})
    best, given_ = chance(read, SOLD), chance(read, way)
    assert (given_ == best, given_ < best, given_ == UNCHOSEN) == {
        "both": (True, False, False),
        "less": (False, True, False),
        "unseen": (False, True, True),
    }[expected]


def test_two_that_do_it_alike_may_stand_in_any_order(layers: Read):
    scene = Scene(layers(TEXT))
    read = reading(scene, "sold", {"NOR": MUTUAL, "CHL": MUTUAL})
    assert chance(read, SOLD) == pytest.approx(
        chance(read, Way(("NOR", "CHL"), (), True, 0, 0, None)), rel=0.1
    )


def test_features_say_where_the_parties_stand(layers: Read):
    scene = Scene(layers(TEXT))
    read = reading(scene, "sold", {"NOR": ACTOR, "CHL": RECIPIENT})

    def seen(way: Way, kind: str) -> dict[str, float]:
        values = features(read, way, kind=kind, best=0.8, listed=True)
        return dict(zip(FEATURES, values, strict=True))

    right, turned = seen(SOLD, "COOPERATE"), seen(SOLD._replace(actors=("PER",)), "AID")
    assert (right["actor stands"], right["recipient stands"], turned["actor stands"]) == (1, 1, 0)
    assert (right["type agrees"], turned["type agrees"]) == (1, 0)
    assert (right["likeliest type"], turned["likeliest type"]) == (1, 0)
    assert right["type"] == pytest.approx(math.log(0.7))


@given(st.lists(st.floats(-30, 30), min_size=2, max_size=2), st.floats(-3, 3))
def test_confidence_is_a_probability_and_grows_with_what_speaks_for_it(seen: list[float], bias: float):
    told = Card((), (), (), weights=(0.5, 1.0), bias=bias)
    assert 0 <= confidence(seen, told) <= 1
    assert confidence([seen[0] + 1, seen[1]], told) >= confidence(seen, told)


@given(st.floats(0, 1))
def test_odds_turn_back(chance_: float):
    assert 1 / (1 + math.exp(-odds(chance_))) == pytest.approx(chance_, abs=1e-5)
