"""Scene: which states a noun phrase is or belongs to, and which are near. Every sentence is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from multipolar.read.coders.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from multipolar.read.layers import Layers

    Read = Callable[[str], Layers]


def head(scene: Scene, word: str):
    return next(token for token in scene.doc if token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Norway sold ships.", "Norway", {("NOR", "is")}),
        ("The army of Kenya left.", "army", {("KEN", "of")}),
        ("Chile's copper is dear.", "copper", {("CHL", "own")}),
        ("The Danish and Swedish cooks ate.", "cooks", {("DNK", "own"), ("SWE", "own")}),
        ("A town in Peru burned.", "town", {("PER", "in")}),
        ("The cook slept.", "cook", set()),
    ],
)
def test_parties_of_a_phrase(text: str, word: str, expected: set[tuple[str, str]], layers: Read):
    scene = Scene(layers(text))
    assert {(each.code, each.manner) for each in scene.held(head(scene, word))} == expected


def test_an_armed_group_is_not_its_state(layers: Read):
    scene = Scene(layers("Malian rebels attacked the Malian army."))
    codes = {each.code for token in scene.doc for each in scene.held(token)}
    assert {"MLI", "MLI/REB"} <= codes


def test_the_nearest_come_first_and_none_twice(layers: Read):
    scene = Scene(layers("Peru slept. Kenya met Chile while Norway watched Ghana."))
    found = [(back, each.code) for back, _, each in scene.near(head(scene, "met"), {"CHL"})]
    assert found[0] == (0, "KEN")
    assert found[-1] == (1, "PER")
    assert len({code for _, code in found}) == len(found)
    assert "CHL" not in {code for _, code in found}


def test_sentences_far_back_are_not_looked_at(layers: Read):
    scene = Scene(layers("Peru slept. It rained. It snowed. Norway met them."))
    assert "PER" not in {each.code for _, _, each in scene.near(head(scene, "met"), {"NOR"})}
