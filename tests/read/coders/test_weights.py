"""Weights and the gate: probabilities, whatever the features."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.read.coders.frames import hypotheses
from multipolar.read.coders.gate import features, probability
from multipolar.read.coders.lexicon import acts_of
from multipolar.read.coders.scene import Scene
from multipolar.read.coders.weights import Linear, load
from multipolar.world.states import states

if TYPE_CHECKING:
    from collections.abc import Callable

    from multipolar.read.layers import Layers

    Read = Callable[[str], Layers]

TEXT = "Norway sold six frigates to Chile, and Peru held talks with Kenyan rebels."


def test_scores_are_added_and_made_probabilities():
    model = Linear(("no", "yes"), {"a": 0, "b": 1}, np.array([[0, 1], [0, 2]], np.float32), 1.0)
    assert model.probabilities([])[1] == 0.5
    assert model.probabilities(["a", "b", "b", "unseen"])[1] == pytest.approx(1 / (1 + np.exp(-3)))


@given(st.lists(st.text(max_size=10)))
def test_probabilities_of_any_features(names: list[str]):
    found = load("gate").probabilities(names)
    assert found.sum() == pytest.approx(1)
    assert ((found >= 0) & (found <= 1)).all()


def test_the_gate_knows_right_from_wrong():
    assert load("gate").labels == ("wrong", "right")


def test_every_hypothesis_has_features_and_a_probability(layers: Read):
    scene = Scene(layers(TEXT))
    found = [guess for token in scene.doc for guess in hypotheses(scene, token, acts_of(token))]
    assert found
    for guess in found:
        assert "bias" in set(features(scene, guess))
        assert 0 <= probability(scene, guess) <= 1
        assert guess.actors.codes
        assert not set(guess.actors.codes) & set(guess.recipients.codes)


def test_no_feature_names_a_state(layers: Read):
    scene = Scene(layers(TEXT))
    seen = {
        each
        for token in scene.doc
        for guess in hypotheses(scene, token, acts_of(token))
        for each in features(scene, guess)
    }
    codes = {each.code for each in states(None)}
    named = {
        feature for feature in seen if set(feature.replace("=", "+").replace(">", "+").split("+")) & codes
    }
    assert not named
