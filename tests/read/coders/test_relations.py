"""Relations: how a party stands to a word. Every sentence is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from multipolar.read.coders.relations import (
    AFTER,
    BEFORE,
    EARLIER,
    LATER,
    MANNERS,
    PLACES,
    RANKS,
    RELATIONS,
    SLOTS,
    STANDING,
    UNSEEN,
    places,
    relations,
)  # fmt: skip
from multipolar.read.coders.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from multipolar.read.layers import Layers

    Read = Callable[[str], Layers]


def stands(slot: str, manner: str) -> int:
    return STANDING + SLOTS.index(slot) * len(MANNERS) + MANNERS.index(manner)


def relation(layers: Read, text: str, word: str, party: str) -> int:
    scene = Scene(layers(text))
    token = next(token for token in scene.doc if token.text == word)
    return relations(scene, token, [party], places(scene))[0]


@pytest.mark.parametrize(
    ("text", "word", "party", "expected"),
    [
        ("Norway sold ships to Chile.", "sold", "NOR", stands("subj", "is")),
        ("Norway sold ships to Chile.", "sold", "CHL", stands("to", "is")),
        ("The army of Kenya attacked Somali troops.", "attacked", "KEN", stands("subj", "other")),
        ("The army of Kenya attacked Somali troops.", "attacked", "SOM", stands("obj", "own")),
        ("Ships were sold by Norway.", "sold", "NOR", stands("by", "is")),
        ("The lakes froze. Norway slept.", "froze", "NOR", LATER),
        ("Norway slept. The lakes froze.", "froze", "NOR", EARLIER),
        ("Norway slept. Rain fell. Snow fell. Hail fell. The lakes froze.", "froze", "NOR", EARLIER + 2),
        ("Norway slept.", "slept", "PER", UNSEEN + PLACES * (RANKS - 1)),
        ("Peru sold Peruvian ships. Norway slept. Rain fell.", "fell", "NOR", EARLIER + PLACES),
    ],
)
def test_relation(text: str, word: str, party: str, expected: int, layers: Read):
    assert relation(layers, text, word, party) == expected


def test_what_the_parse_does_not_say_goes_by_distance(layers: Read):
    text = "The man who knew a cook from Norway and his dog, which was old and had no teeth, slept."
    assert BEFORE < relation(layers, text, "slept", "NOR") < AFTER


def test_every_relation_has_a_number(layers: Read):
    text = "The envoy of Norway told Peru that Chile, with Swedish help, would visit Kenya. Oslo denied it."
    scene = Scene(layers(text))
    parties = list(scene.rank)
    found = {each for token in scene.doc for each in relations(scene, token, parties, places(scene))}
    assert found <= set(range(RELATIONS))
