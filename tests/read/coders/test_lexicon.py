"""The lexicon of acts: tables that are sound, and words that find their entry. Every sentence is invented."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from multipolar.ledger.plover import cameo, modes, types
from multipolar.read.coders.frames import operates
from multipolar.read.coders.lexicon import acts_of, effects, operators

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    Word = Callable[[str, str], Token]

ENTRIES = """
Norway broke off ties with Chile. | broke | SANCTION
Norway called for calm. | called | REQUEST
Norway called off the visit. | called | REJECT
Norway backed down. | backed | CONCEDE
Norway turned down the offer. | turned | REJECT
Norway cut off gas. | cut | SANCTION
Norway shot down a jet. | shot | ASSAULT
Norway opened fire on Chile. | opened | ASSAULT
Norway opened an embassy in Chile. | opened | SUPPORT
Norway opened the border. | opened | RETREAT
Norway sent an envoy to Chile. | sent | CONSULT
Norway sent a letter to Chile. | sent | CONSULT
Norway sent troops to Chile. | sent | MOBILIZE
Norway sent aid to Chile. | sent | AID
Norway sent flowers to Chile. | sent | AID
The two armies traded fire. | traded | ASSAULT
The two states traded accusations. | traded | ACCUSE
The two states traded goods. | traded | COOPERATE
They exchanged fire. | exchanged | ASSAULT
They exchanged prisoners. | exchanged | RETREAT
Norway cut ties with Chile. | cut | SANCTION
Norway sold ships. | sold | COOPERATE
Norway invaded Chile. | invaded | ASSAULT
The talks failed. | talks | CONSULT
Norway sang a song. | sang | -
The song ended. | song | -
""".strip().splitlines()


@pytest.mark.parametrize("line", ENTRIES)
def test_words_find_their_act(line: str, word: Word):
    sentence, trigger, kind = (part.strip() for part in line.split("|"))
    found = acts_of(word(sentence, trigger))
    assert (found[0].type if found else "-") == kind


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        ("Norway seeks talks with Chile.", "seeks", True),
        ("Norway maintained the embargo on Chile.", "maintained", True),
        ("Norway sold ships to Chile.", "sold", False),
        ("Norway held a cup.", "held", False),
        ("Norway sent troops to Chile.", "sent", False),
    ],
)
def test_an_operator_leaves_the_telling_to_its_noun(sentence: str, verb: str, *, expected: bool, word: Word):
    assert operates(word(sentence, verb)) is expected


@pytest.mark.parametrize(
    ("sentence", "verb", "effect"),
    [
        ("Norway held talks.", "held", "keep"),
        ("Norway seeks talks.", "seeks", "REQUEST"),
        ("Norway rejected talks.", "rejected", "REJECT"),
        ("Norway suspended aid.", "suspended", "SANCTION"),
        ("Norway lifted the embargo.", "lifted", "LIFT"),
    ],
)
def test_effects_of_operators(sentence: str, verb: str, effect: str, word: Word):
    assert effect in effects(word(sentence, verb))


def rows(table: str) -> list[dict[str, str]]:
    with files("multipolar.read.coders").joinpath(table).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("table", ["acts.csv", "objects.csv"])
def test_every_entry_is_an_act_of_plover(table: str):
    told = [
        (row["type"], row["mode"]) for row in rows(table) if row["type"]
    ]  # none: "stock exchange" is no act
    assert {kind for kind, _ in told} <= set(types())
    assert all(mode in {"", *modes(kind)} for kind, mode in told)
    assert all(cameo(kind, mode or None).isdigit() for kind, mode in told)


@pytest.mark.parametrize("table", ["acts.csv", "objects.csv"])
def test_every_frame_is_known(table: str):
    assert {row["frame"] for row in rows(table)} <= {"", "with", "visit", "buy", "receive", "mutual"}


def test_every_effect_is_known():
    assert {effect for row in operators().values() for effect in row} <= set(types()) | {
        "keep",
        "TAKE",
        "LIFT",
    }


@pytest.mark.parametrize("table", ["acts.csv", "objects.csv", "operators.csv", "moods.csv", "contexts.csv"])
def test_every_row_has_a_source(table: str):
    found = rows(table)
    assert found
    assert all(row["source"].strip() for row in found)
