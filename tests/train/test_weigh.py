"""Weights: fitted to proposals, they tell right ones from wrong ones."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from train.corpus import pages
from train.targets import STATUSES
from train.weigh import calibration, fitted, ruled

from multipolar.read.coders.encoder import Candidate
from multipolar.read.coders.model import Card, Reading
from multipolar.read.coders.weighing import confidence, odds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Row = tuple[list[Candidate], "Sequence[bool | None]"]


def drawn(count: int) -> Row:
    """Proposals that are right as often as their first feature says, by its odds; the second is noise."""
    chance = random.Random(2)
    seen = [(chance.uniform(-3, 3), chance.uniform(-1, 1)) for _ in range(count)]
    right = [chance.random() < confidence(each, Card((), (), (), weights=(1.0, 0.0))) for each in seen]
    return [Candidate(0, "AID", None, "done", ("NOR",), ("PER",), False, each) for each in seen], right


def test_weights_are_found_again():
    card = fitted([drawn(6000)], Card(("AID",), ("-",), ("done",)))
    assert card.weights == pytest.approx((1.0, 0.0), abs=0.1)
    assert card.bias == pytest.approx(0, abs=0.1)


def test_optional_events_count_neither_way():
    given, right = drawn(600)
    doubtful = given[:1] * 500
    told = Card(("AID",), ("-",), ("done",))
    assert fitted([(given, right), (doubtful, [None] * 500)], told) == fitted([(given, right)], told)


def test_what_is_told_is_as_often_right_as_it_says(tmp_path: Path):
    told, not_told = "{Norway sold frigates to Chile|NOR>CHL COOPERATE}.", "Norway sold frigates to Chile."
    (tmp_path / "a.txt").write_text("\n\n".join([told, not_told] * 30), encoding="utf-8")
    rows = []
    for page in pages(tmp_path / "a.txt"):
        sold = next(token.i for token in page.scene.doc if token.text == "sold")
        rows.append((page, [Candidate(sold, "COOPERATE", None, "done", ("NOR",), ("CHL",), False, (), 0.9)]))
    slope, shift = calibration(rows)
    assert slope * odds(0.9) + shift == pytest.approx(odds(0.5), abs=0.01)


def counted(act: str, folder: Path) -> float:
    """What the rule counts where it says "planned", the model "done", and one act is told."""
    (folder / "a.txt").write_text(f"{{Norway will sell frigates to Chile|NOR>CHL {act}}}.", encoding="utf-8")
    (page,) = pages(folder / "a.txt")
    sell = next(token.i for token in page.scene.doc if token.text == "sell")
    chance = dict.fromkeys(STATUSES, np.log(0.05)) | {"done": np.log(0.5), "planned": np.log(0.35)}
    read = Reading(sell, 0.9, 0.9, {}, np.zeros(1), chance, (), np.zeros((0, 4)), np.zeros(0))
    return ruled([(page, [read])])


def test_the_rule_counts_as_far_as_it_is_right(tmp_path: Path):
    assert counted("COOPERATE planned", tmp_path) > 0
    assert counted("COOPERATE", tmp_path) == 0
