from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from multipolar.errors import MeasureError, ShowError, UsageError
from multipolar.ledger.store import open_ledger
from multipolar.show.report import report

if TYPE_CHECKING:
    from pathlib import Path

    from multipolar.ledger.store import Ledger


@pytest.fixture(scope="module", params=[("RUS", "PAK"), None], ids=["dyad", "ledger"])
def page(
    request: pytest.FixtureRequest, ledger: Ledger, tmp_path_factory: pytest.TempPathFactory
) -> html.HtmlElement:
    path = report(ledger, dyad=request.param, target=tmp_path_factory.mktemp("report") / "report.html")
    assert [p.name for p in path.parent.iterdir()] == ["report.html"]
    return html.fromstring(path.read_text("utf-8"))


def test_the_words_of_pages_stay_words(page: html.HtmlElement):
    assert not list(page.iter("script", "iframe", "object", "link", "base", "form", "video", "audio"))
    assert len(list(page.iter("img"))) == len(page.xpath("//figure")) == 1
    assert not [key for e in page.iter() for key in e.attrib if key.startswith("on")]
    assert page.text_content().count("<script>alert(1)</script>") > 20


def test_no_request_leaves_the_page(page: html.HtmlElement):
    addresses = [
        e.get(key)
        for e in page.iter()
        for key in ("src", "href", "srcset", "action", "data", "poster")
        if e.get(key)
    ]
    assert addresses
    assert all(address.startswith(("#", "data:image/svg+xml;base64,")) for address in addresses)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    (style,) = page.xpath("//style/text()")
    assert "url(" not in style
    assert "@import" not in style


def test_every_link_leads_somewhere_in_the_page(page: html.HtmlElement):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in page.xpath("//a/@href")} <= set(ids)


def test_the_headline_and_the_proof_are_there(page: html.HtmlElement):
    assert "have moved toward each other" in page.xpath("string(//p[@class='headline'])")
    text = page.text_content()
    for words in (
        "98 %",
        "153,000,000 USD (Mi-35), according to the ministry",
        "planned",
        "Made on",
        "8 documents",
    ):
        assert words in text
    first = page.xpath("//ol[@class='evidence']/li")[0]
    assert first.xpath("string(.//mark)") in first.xpath("string(.//blockquote)")
    assert "The page itself" in first.text_content()
    assert "→" in first.xpath("string(.//dl)")


def test_every_span_is_marked_in_its_document(page: html.HtmlElement, ledger: Ledger):
    marks = {mark.text_content() for mark in page.xpath("//article//mark")}
    quotes = set(ledger.sql("SELECT quote FROM event UNION SELECT quote FROM statement")["quote"])
    assert quotes <= marks


def test_arabic_runs_from_right_to_left(page: html.HtmlElement):
    (quote,) = page.xpath("//ol[@class='evidence']//blockquote[@lang='ar']")
    assert quote.get("dir") == "rtl"
    assert page.xpath("//article//*[@lang='ar' and @dir='rtl']")
    assert "Maria" in quote.getparent().text_content()


def test_a_report_replaces_a_file_or_leaves_it(ledger: Ledger, tmp_path: Path):
    target = tmp_path / "report.html"
    target.write_text("old")
    report(ledger, dyad=None, target=target)
    assert target.read_text("utf-8").startswith("<!doctype html>")
    (tmp_path / "folder").mkdir()
    for bad in (tmp_path / "folder", tmp_path / "none" / "report.html", target / "report.html"):
        with pytest.raises(ShowError, match="cannot be written"):
            report(ledger, dyad=None, target=bad)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder", "report.html"]


def test_wrong_dyads_and_empty_ledgers_are_explained(ledger: Ledger, tmp_path: Path):
    with pytest.raises(UsageError, match="two different"):
        report(ledger, dyad=("RUS", "Russia"), target=tmp_path / "x.html")
    with open_ledger(tmp_path / "empty", create=True) as empty, pytest.raises(MeasureError, match="empty"):
        report(empty, dyad=None, target=tmp_path / "x.html")
    assert not (tmp_path / "x.html").exists()


def test_without_a_shift_the_report_shows_what_is_told(ledger: Ledger, tmp_path: Path):
    first = next(ledger.documents())
    with open_ledger(tmp_path / "one", create=True) as book:
        reading = ledger.reading(first.id)
        assert reading
        book.admit([reading])
        book.link()
        text = report(book, dyad=None, target=tmp_path / "x.html").read_text("utf-8")
    assert "No shift between any two states is likelier than not." in text
    assert "Russia accused Pakistan" in text
