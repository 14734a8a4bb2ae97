from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from multipolar.ledger.records import Document, Event, Passage, Reading
from multipolar.show.marks import blocks


def document(text: str) -> Document:
    return Document("d", "s", "article", None, (), (), None, date(2015, 1, 1), "en", text)


def event(key: str, start: int, end: int) -> Event:
    return Event(
        key, "d", start, end, "", (), (), False, "AID", None, (), None, "done", None, (), None, 0.5, "t"
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(st.text(alphabet="ab \n", max_size=40))
    spot = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(spot, spot), max_size=5))
    events = tuple(
        event(f"e{i}", min(span), max(span)) for i, span in enumerate(spans) if min(span) < max(span)
    )
    return Reading(document(text), events)


@given(readings())
def test_no_word_is_lost_and_every_span_is_marked(reading: Reading):
    text = reading.document.text
    found = blocks(reading)
    lines = [line for line in text.split("\n") if line.strip()]
    assert ["".join(run.text for run in block.runs) for block in found] == lines
    marked = "".join(run.text for block in found for run in block.runs if run.act)
    covered = {i for e in reading.events for i in range(e.start, e.end)}
    shown = [i for i in sorted(covered) if text[i] != "\n" and _line(text, i).strip()]
    assert marked == "".join(text[i] for i in shown)


def _line(text: str, place: int) -> str:
    return text[text.rfind("\n", 0, place) + 1 :].split("\n", 1)[0]


def test_records_that_begin_together_all_have_an_anchor():
    reading = Reading(document("one two three"), (event("x", 4, 7), event("y", 4, 13)))
    (block,) = blocks(reading)
    assert [(run.text, run.begins) for run in block.runs] == [
        ("one ", ()),
        ("two", ("x", "y")),
        (" three", ()),
    ]


def test_a_passage_keeps_its_language():
    text = "Hello.\nنص عربي\nHe said نعم twice."
    inside = text.index("نعم")
    passages = (Passage(7, 15, "ar"), Passage(inside, inside + 3, "ar"))
    first, second, third = blocks(Reading(replace(document(text), passages=passages)))
    assert (first.language, second.language, third.language) == ("en", "ar", "en")
    assert [run.language for run in third.runs] == ["en", "ar", "en"]
