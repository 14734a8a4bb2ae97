"""Weave: pieces that lose no word, and know all that lies over them."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from multipolar.ledger.records import Document, Passage
from multipolar.show.findings import LAYERS, Finding
from multipolar.show.weave import LANES, paragraphs

if TYPE_CHECKING:
    from multipolar.show.findings import Layer


def document(text: str, *passages: Passage) -> Document:
    return Document("d", "s", "article", None, (), (), None, None, "en", text, passages)


def finding(layer: Layer, start: int, end: int, text: str) -> Finding:
    return Finding(layer, start, end, text[start:end], "t", "b", ())


def in_order(found: list[Finding]) -> list[Finding]:
    return sorted(found, key=lambda each: (each.start, -each.end))


@st.composite
def woven(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    text = draw(st.text(alphabet="ab \n", max_size=40))
    spot = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(st.sampled_from(LAYERS), spot, spot), max_size=9))
    return text, in_order([finding(layer, min(span), max(span), text) for layer, *span in spans])


@given(woven())
def test_no_word_is_lost_and_every_finding_is_listed_once(given: tuple[str, list[Finding]]):
    text, found = given
    made = paragraphs(document(text), found)
    lines = [line for line in text.split("\n") if line.strip()]
    assert ["".join(piece.text for piece in each.pieces) for each in made] == lines
    assert [each for paragraph in made for each in paragraph.findings] == (found if made else [])


@given(woven())
def test_a_piece_knows_what_lies_over_it(given: tuple[str, list[Finding]]):
    text, found = given
    place = 0
    for paragraph in paragraphs(document(text), found):
        for piece in paragraph.pieces:
            place = text.index(piece.text, place) if piece is paragraph.pieces[0] else place
            for each, _ in piece.over:
                assert each.start <= place
                assert place + len(piece.text) <= each.end
            lanes = [(each.layer, lane) for each, lane in piece.over]
            assert len(lanes) == len(set(lanes))
            covered = [each.layer for each in found if each.start <= place < each.end]
            assert {layer for layer, _ in lanes} <= set(covered)
            assert {layer for layer in covered if _few(layer, found)} <= {layer for layer, _ in lanes}
            place += len(piece.text)


def _few(layer: Layer, found: list[Finding]) -> bool:
    """Tell whether there is a lane for every finding of a layer."""
    return sum(each.layer == layer for each in found) <= LANES.get(layer, 1)


def test_findings_that_cross_are_both_drawn():
    text = "one two three"
    found = [finding("event", 0, 7, text), finding("event", 4, 13, text), finding("date", 4, 7, text)]
    (paragraph,) = paragraphs(document(text), found)
    drawn = [(p.text, [(each.layer, lane) for each, lane in p.over]) for p in paragraph.pieces]
    assert drawn == [
        ("one ", [("event", 0)]),
        ("two", [("event", 0), ("event", 1), ("date", 0)]),
        (" three", [("event", 1)]),
    ]
    assert [len(piece.ends) for piece in paragraph.pieces] == [0, 2, 1]


def test_what_finds_no_lane_is_listed():
    text = "one two three"
    found = in_order([finding("event", 0, end, text) for end in (3, 7, 13)])
    (paragraph,) = paragraphs(document(text), found)
    assert {lane for piece in paragraph.pieces for _, lane in piece.over} == set(range(LANES["event"]))
    assert len(paragraph.findings) == 3


def test_the_same_is_listed_once_with_how_often():
    text = "Peru and Peru"
    found = [finding("mention", 0, 4, text), finding("mention", 9, 13, text), finding("event", 9, 13, text)]
    (paragraph,) = paragraphs(document(text), in_order(found))
    assert [(layer, [times for _, times in each]) for layer, each in paragraph.listed()] == [
        ("event", [1]),
        ("mention", [2]),
    ]


def test_a_passage_keeps_its_language():
    text = "Hello.\nنص عربي\nHe said نعم twice."
    inside = text.index("نعم")
    made = paragraphs(document(text, Passage(7, 15, "ar"), Passage(inside, inside + 3, "ar")), [])
    assert [paragraph.language for paragraph in made] == ["en", "ar", "en"]
    assert [piece.language for piece in made[2].pieces] == ["en", "ar", "en"]


def test_findings_within_findings_take_linear_time():
    text = "word " * 20_000
    found = in_order([finding("event", at, len(text) - at, text) for at in range(0, 40_000, 5)])
    started = perf_counter()
    (paragraph,) = paragraphs(document(text), found)
    assert perf_counter() - started < 10
    assert len(paragraph.findings) == 8_000
