"""Training material: each gold event on the word that tells it, each window with what the model should say."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from train.corpus import CORPUS, SPLIT, Page, pages, part
from train.scoring import judge
from train.targets import STATUSES, TYPES, examples

from multipolar.read.coders.encoder import Candidate
from multipolar.read.coders.roles import ACTOR, MUTUAL, NONE, RECIPIENT
from multipolar.read.coders.tape import FIRST_MARK, MARKS

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """The Harbour Wire, 9 February 2015

Frigates for Valparaiso

Norway sold six frigates to Chile on Monday. The ministers of Peru and Ecuador met in Lima. It rained.
Sweden may follow and sell two more to the Chileans, an analyst thinks.
"""


def event(
    number: int, actors: str, recipients: str, kind: str, quote: str, **fields: object
) -> dict[str, object]:
    return {
        "id": f"E{number}", "actors": actors.split(), "recipients": recipients.split(), "mutual": False,
        "type": kind.split(), "mode": [], "status": "done", "date": None, "amount": None, "voice": None,
        "quote": quote, "optional": False,
    } | fields  # fmt: skip


EVENTS = [
    event(1, "NOR", "CHL", "COOPERATE", "Norway sold six frigates to Chile"),
    event(2, "PER", "ECU", "CONSULT", "ministers of Peru and Ecuador met", mutual=True, mode=["meet"]),
    event(
        3,
        "SWE",
        "CHL",
        "COOPERATE AGREE",
        "sell two more to\n the Chileans",
        status="possible",
        optional=True,
    ),
    event(4, "NOR", "PER", "REJECT", "words that stand nowhere"),
]


@pytest.fixture
def page(tmp_path: Path) -> Page:
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf-8")
    gold = {
        "file": "page.txt",
        "published": "2015-02-09",
        "documents": [],
        "events": EVENTS,
        "statements": [],
    }
    (tmp_path / "page.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return pages(tmp_path / "page.gold.json")[0]


def test_an_event_is_told_by_the_word_that_its_quotation_hangs_on(page: Page):
    words = {told.gold["id"]: page.scene.doc[told.trigger or 0].text for told in page.told}
    assert words == {"E1": "sold", "E2": "met", "E3": "sell"}
    assert page.lost == 1


def test_targets_of_a_window(page: Page):
    (found,) = examples(page)
    words = [page.scene.doc[token].text for token in found.window.tokens]
    tells = dict(zip(words, found.tells[0], strict=True))
    weight = dict(zip(words, found.weight[0], strict=True))
    assert not found.weight[1].any()  # of a page nobody wrote down all acts
    assert {word for word, told in tells.items() if told} == {"sold", "met", "sell"}
    assert (weight["sold"], weight["rained"], weight["sell"]) == (1, 1, 0)
    assert 0 < weight["frigates"] < 1
    by_kind = {TYPES[act.types[0]]: act for act in found.acts if not act.optional}
    sides = dict(zip(found.window.parties, by_kind["COOPERATE"].roles or [], strict=True))
    assert sides == {"NOR": ACTOR, "CHL": RECIPIENT, "PER": NONE, "ECU": NONE, "SWE": NONE}
    assert sorted(by_kind["CONSULT"].roles or []) == [NONE, NONE, NONE, MUTUAL, MUTUAL]
    possible = next(act for act in found.acts if act.optional)
    assert possible.statuses == [STATUSES.index("possible")]


def test_a_disguise_keeps_places_and_targets(page: Page):
    (plain,) = examples(page)
    (found,) = examples(page, random.Random(3))
    assert len(found.window.pieces) == len(plain.window.pieces)
    assert found.tells.tolist() == plain.tells.tolist()
    marks = found.window.pieces[found.window.party] - FIRST_MARK
    assert len(set(marks.tolist())) == len(marks)
    assert ((marks >= 0) & (marks < MARKS)).all()
    named = found.window.slot > 0
    assert np.array_equal(found.window.pieces[named] - FIRST_MARK, marks[found.window.slot[named] - 1])


def candidate(page: Page, word: str, kind: str, actors: str, recipients: str, **fields: bool) -> Candidate:
    token = next(token.i for token in page.scene.doc if token.text == word)
    sides = tuple(actors.split()), tuple(recipients.split())
    return Candidate(token, kind, None, "done", *sides, fields.get("mutual", False), (), 0.9)


def test_scoring_counts_right_false_and_missed(page: Page):
    right = candidate(page, "sold", "COOPERATE", "NOR", "CHL")
    turned = candidate(page, "met", "CONSULT", "ECU", "PER", mutual=True)
    doubtful = candidate(page, "sell", "AGREE", "SWE", "CHL")
    wrong = candidate(page, "rained", "ASSAULT", "NOR", "CHL")
    figures = judge([(page, [right, turned, doubtful, wrong])], 0.5)
    assert (figures.right, figures.false, figures.missed, figures.status) == (2, 1, 1, 2)


def test_the_wrong_side_is_false(page: Page):
    turned = candidate(page, "sold", "COOPERATE", "CHL", "NOR")
    figures = judge([(page, [turned])], 0.5)
    assert (figures.right, figures.false, figures.missed) == (0, 1, 3)


def test_the_parts_of_the_corpus_are_apart():
    train, dev, test = part("train"), part("dev"), part("test")
    assert len({*train, *dev, *test}) == len(train) + len(dev) + len(test)
    assert {*train, *dev, *test} == {*CORPUS.glob("*.gold.json"), *CORPUS.glob("briefs/*.txt")}
    assert len(dev) + len(test) == len(SPLIT.read_text(encoding="utf-8").split()) - 1
    assert dev
    assert len(train) > 3 * (len(dev) + len(test))
