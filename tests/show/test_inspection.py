"""The HTML of an inspection: every word of the document, every layer, nothing that runs or asks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from multipolar.errors import ShowError
from multipolar.ledger.records import Document, Passage, Problem, Reading
from multipolar.read.inspection import Inspection
from multipolar.read.layers import DateMention, Mention, Seen
from multipolar.show.findings import LAYERS
from multipolar.show.inspection import draw
from multipolar.show.page import CONTROLS

if TYPE_CHECKING:
    from multipolar.ledger.store import Ledger

EVIL = "<script>alert(1)</script>"


def drawn(*seen: Seen, problems: tuple[Problem, ...] = ()) -> html.HtmlElement:
    with TemporaryDirectory() as folder:
        target = draw(Inspection(f"a{EVIL}.txt", seen, problems), target=Path(folder) / "x.html")
        assert [path.name for path in Path(folder).iterdir()] == ["x.html"]
        return html.fromstring(target.read_text("utf-8"))


def words(page: html.HtmlElement) -> list[str]:
    """Return the paragraphs as they are read: without the notes that only show when pointed at."""
    for note in page.xpath("//span[@class='note']"):
        note.drop_tree()
    return [paragraph.text_content() for paragraph in page.xpath("//p[@class='text']")]


def lines(text: str) -> list[str]:
    return [line.translate(CONTROLS) for line in text.split("\n") if line.strip()]


@pytest.fixture(scope="module")
def hostile(ledger: Ledger) -> list[Seen]:
    """Documents that wish the reader ill, with mentions and dates that do so too."""
    readings = [ledger.reading(document.id) for document in ledger.documents()]
    return [
        Seen(
            reading,
            mentions=(Mention(0, 8, reading.document.text[:8], ("RUS", EVIL), EVIL, "name", EVIL),),
            dates=(DateMention(9, 10, None),),
        )
        for reading in readings
        if reading
    ]


@pytest.fixture(scope="module")
def page(hostile: list[Seen]) -> html.HtmlElement:
    return drawn(*hostile, problems=(Problem("read", "a.txt", f"It is odd: {EVIL}"),))


def test_the_words_of_pages_stay_words(page: html.HtmlElement):
    kinds = ("script", "iframe", "object", "link", "base", "form", "video", "audio", "img", "svg")
    assert not list(page.iter(*kinds))
    assert not [key for e in page.iter() for key in e.attrib if key.startswith("on")]
    text = page.text_content()
    assert text.count(EVIL) > 50
    assert f"It is odd: {EVIL}" in text
    assert EVIL in page.xpath("string(//title)")


def test_no_request_leaves_the_page(page: html.HtmlElement):
    assert not [e for e in page.iter() for key in ("src", "href", "srcset", "action") if e.get(key)]
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    (style,) = page.xpath("//style/text()")
    assert "url(" not in style
    assert "@import" not in style


def test_every_layer_has_a_switch_and_a_colour(page: html.HtmlElement):
    (style,) = page.xpath("//style/text()")
    for layer in LAYERS:
        (switch,) = page.xpath(f"//label/input[@type='checkbox'][@id='on-{layer}']")
        assert switch.get("checked") is not None
        assert f"body:has(#on-{layer}:not(:checked)) .of-{layer} {{ display: none; }}" in style
        assert f"body:has(#on-{layer}:not(:checked)) .run {{" in style
        assert f".{layer}0" in style


def test_every_record_is_drawn_and_explained(page: html.HtmlElement, hostile: list[Seen]):
    for seen, article in zip(hostile, page.xpath("//article"), strict=True):
        for layer, records in (("event", seen.reading.events), ("statement", seen.reading.statements)):
            marked = "".join(_own(run) for run in article.xpath(f".//span[contains(@class, '{layer}0')]"))
            assert marked == "".join(record.quote for record in records)
            assert len(article.xpath(f".//dd[@class='of-{layer}']/span")) == len(records)
    notes = page.xpath("//span[@class='note']")
    assert notes
    assert all(note.getparent().get("tabindex") == "0" for note in notes)
    assert "who Russia, government → Pakistan, government" in _spaced(page.xpath("//article")[0])


def _own(run: html.HtmlElement) -> str:
    return run.text_content().removesuffix(run.xpath("string(./span[@class='note'])"))


def _spaced(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_arabic_runs_from_right_to_left():
    text = "It said:\nوقعت روسيا\nand نعم too."
    inside = text.index("نعم")
    passages = (Passage(9, 19, "ar"), Passage(inside, inside + 3, "ar"))
    document = Document("d", "s", "article", None, (), (), None, None, "en", text, passages)
    page = drawn(Seen(Reading(document)))
    whole, part = page.xpath("//*[@lang='ar']")
    assert (whole.tag, whole.get("dir"), part.tag, part.get("dir")) == ("p", "rtl", "span", "rtl")
    assert {note.get("dir") for note in page.xpath("//span[@class='note']")} == {"ltr"}


# a bare carriage return is a line break to HTML; reading leaves none in a text
@given(st.text(st.characters(exclude_characters="\r")), st.data())
def test_the_text_without_marks_is_the_text(text: str, data: st.DataObject):
    spot = st.integers(0, len(text))
    spans = [sorted(span) for span in data.draw(st.lists(st.tuples(spot, spot), max_size=4))]
    document = Document("d", "s", "article", text, (text,), (text,), text, None, "en", text)
    mentions = tuple(Mention(a, b, text[a:b], ("PER",), None, "name", text) for a, b in spans)
    seen = Seen(Reading(document), mentions=mentions, dates=tuple(DateMention(a, b, None) for a, b in spans))
    assert words(drawn(seen)) == lines(text)


def test_an_empty_page_is_still_a_page():
    page = drawn(problems=(Problem("read", "a", "a is empty."),))
    assert page.xpath("//article") == []
    assert page.xpath("string(//ul[@class='problems'])").strip() == "a is empty."


def test_a_page_replaces_a_file_or_leaves_it(hostile: list[Seen], tmp_path: Path):
    inspection = Inspection("a.txt", tuple(hostile[:1]), ())
    target = tmp_path / "x.html"
    target.write_text("old")
    assert draw(inspection, target=target) == target
    assert target.read_text("utf-8").startswith("<!doctype html>")
    for bad in (tmp_path, tmp_path / "none" / "x.html", target / "x.html"):
        with pytest.raises(ShowError, match="cannot be written"):
            draw(inspection, target=bad)
    assert [path.name for path in tmp_path.iterdir()] == ["x.html"]


def test_titles_that_are_missing_are_said_to_be(hostile: list[Seen]):
    reading = hostile[0].reading
    bare = replace(reading.document, title=None, byline=(), chain=(), outlet=None, published=None)
    text = _spaced(drawn(Seen(replace(reading, document=bare))).xpath("//article")[0])
    assert "Without title" in text
    assert "byline not told chain Publisher not told published day not told" in text
