"""Briefs: acts marked in the text; a mark that says nothing legal is refused with the item and the reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from train.briefs import act, brief, briefs
from train.corpus import pages
from train.targets import examples

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
FILES = sorted(CORPUS.glob("briefs/*.txt"))

ITEM = """[2014-11-20] {Norway sold
frigates to Chile|NOR>CHL COOPERATE}, which {{police|NOR:GOV>NOR:CVL COERCE-arrest possible} {may hunt|?>CHL ASSAULT opt}|CHL=PER AGREE/SUPPORT}."""


def test_marks_are_taken_out_of_the_text():
    found = brief("a.1", ITEM)
    assert found.text == "Norway sold frigates to Chile, which police may hunt."
    assert found.published == date(2014, 11, 20)
    assert [found.text[each["start"] : each["end"]] for each in found.acts] == [
        "Norway sold frigates to Chile", "police", "police may hunt", "may hunt",
    ]  # fmt: skip


def test_a_mark_says_sides_type_mode_and_status():
    sale, arrest, accord, hunt = (
        brief("a.1", ITEM).acts[0],
        *sorted(brief("a.1", ITEM).acts[1:], key=lambda e: e["end"]),
    )
    assert (sale["actors"], sale["recipients"], sale["mutual"], sale["status"]) == (
        ["NOR"],
        ["CHL"],
        False,
        "done",
    )
    assert (arrest["type"], arrest["mode"], arrest["status"], arrest["beyond"]) == (
        ["COERCE"],
        ["arrest"],
        "possible",
        True,
    )
    assert {accord["mutual"], hunt["mutual"]} == {True, False}
    assert act("CHL=PER AGREE/SUPPORT")["type"] == ["AGREE", "SUPPORT"]
    assert act("?>CHL ASSAULT opt")["optional"]
    assert not act("MLI>MLI/REB ASSAULT")["beyond"]


@pytest.mark.parametrize(
    ("item", "what"),
    [
        ("{Norway sold|NOR>CHL SELL}", "no type"),
        ("{Norway sold|NOR>CHL AID-visit}", "no type with a mode"),
        ("{Norway sold|NOR CHL AID}", "no"),
        ("{Norway sold|NOR>ATL AID}", "ATL"),
        ("{Norway sold|NOR>CHL AID soon}", "no status"),
        ("{Norway sold|NOR>CHL}", "no type"),
        ("{Norway sold", "not closed"),
        ("Norway} sold", "without its pair"),
        ("[2014-13-20] {Norway sold|NOR>CHL AID}", "month"),
    ],
)
def test_a_wrong_mark_is_refused_with_its_item(item: str, what: str):
    with pytest.raises(ValueError, match=rf"a\.7: .*{what}"):
        brief("a.7", item)


def test_an_item_may_have_paragraphs():
    found = brief("a.1", "It rained. ¶ {Norway sold|NOR>CHL AID} ships.")
    assert found.text == "It rained.\n\nNorway sold ships."
    assert found.text[found.acts[0]["start"] : found.acts[0]["end"]] == "Norway sold"


@given(st.text(alphabet="ab {}|>=-/,.\nNORCHLAID"))
def test_any_text_is_read_or_refused(item: str):
    try:
        found = brief("a.1", item)
    except ValueError:
        return
    assert all(0 <= each["start"] <= each["end"] <= len(found.text) for each in found.acts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_briefs_of_the_corpus_are_legal(path: Path):
    found = briefs(path)
    assert all(item.text for item in found)
    assert all(item.text[act["start"] : act["end"]].strip() for item in found for act in item.acts)


def test_there_are_briefs():
    assert len(FILES) > 50


def test_an_act_beyond_the_guide_is_an_act_and_no_event(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(
        "{Police arrested 30 marchers|FRA:GOV>FRA:CVL COERCE-arrest} in Lyon, which is in France.",
        encoding="utf-8",
    )
    (page,) = pages(path)
    (found,) = examples(page)
    words = [page.scene.doc[token].text for token in found.window.tokens]
    told = words.index("arrested")
    assert found.tells[:, told].tolist() == [0, 1]
    assert found.weight[:, told].tolist() == [1, 1]
    assert [(each.roles, each.optional) for each in found.acts] == [(None, False)]
