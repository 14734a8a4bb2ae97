"""Tests of the sources: one suite for what every plug-in keeps, and the front matter of each."""

from __future__ import annotations

import json
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from multipolar.read.byline import bare_byline, byline
from multipolar.read.credits import credited, dateline_agency
from multipolar.read.furniture import is_furniture, is_menu, section
from multipolar.read.intake import Raw
from multipolar.read.lines import lines
from multipolar.read.page import documents
from multipolar.read.tables import rows

if TYPE_CHECKING:
    from multipolar.ledger.records import Document

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "gold" / "corpus"
FIRST = "Norway and Latvia signed a treaty on cod in Oslo on Monday after two years of talks."
SECOND = "The Latvian minister thanked his hosts and flew home the same evening, an official said."
PAGES = {
    "text": f"Cod at last\n\nBy Ann Lee\n\n{FIRST}\n\n{SECOND}\n",
    "markdown": f"# Cod at last\n\nBy Ann Lee\n\n{FIRST}\n\n{SECOND}\n",
    "html": f"<html><body><h1>Cod at last</h1><p>By Ann Lee</p><p>{FIRST}</p><p>{SECOND}</p></body></html>",
    "jsonl": json.dumps({"title": "Cod at last", "byline": "By Ann Lee", "text": f"{FIRST}\n\n{SECOND}"}),
}
SUFFIXES = {"text": ".txt", "markdown": ".md", "html": ".html", "jsonl": ".jsonl"}


def read(text: str, suffix: str = ".txt") -> list[Document]:
    return documents(Raw("x", text.encode(), suffix))[0]


def html(body: str, head: str = "") -> Document:
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", ".html")[0]


def test_every_source_is_declared_and_tested():
    assert {entry.name for entry in entry_points(group="multipolar.sources")} >= set(PAGES)


@pytest.mark.parametrize("source", PAGES)
def test_every_source_gives_headline_byline_and_paragraphs(source: str):
    (document,) = read(PAGES[source], SUFFIXES[source])
    assert (document.title, document.byline) == ("Cod at last", ("Ann Lee",))
    assert f"{FIRST}\n\n{SECOND}" in document.text
    assert (document.role, document.language, document.published, document.truncated) == (
        "article",
        "en",
        None,
        False,
    )


@pytest.mark.parametrize(
    ("line", "names", "outlet"),
    [
        ("by Tim Craig", ("Tim Craig",), None),
        ("By Tess Arkwright in Geneva", ("Tess Arkwright",), None),
        ("By MELISSA ANTHONYSAMY and HAFIZ ROSLAN", ("MELISSA ANTHONYSAMY", "HAFIZ ROSLAN"), None),
        ("By A. B. Roe, Ann Lee and Bo Ek", ("A. B. Roe", "Ann Lee", "Bo Ek"), None),
        ("Compiled in Kampala by Agnes Roe. Free to reprint with credit.", ("Agnes Roe",), None),
        ("From EDET ROE-EKPO, Calabar", ("EDET ROE-EKPO",), None),
        ("By Jane Doe, New York", ("Jane Doe",), None),
        ("By Jane Doe, Special to the Sentinel", ("Jane Doe",), "Sentinel"),
        ("by Jane Doe for Courrier du Nord", ("Jane Doe",), "Courrier du Nord"),
        ("By Jane Doe, Harbour News Agency", ("Jane Doe",), "Harbour News Agency"),
        ("By Jane Doe | 16 December 2024, 08:10 ET", ("Jane Doe",), None),
        ("Ann Lee reports from Oslo", ("Ann Lee",), None),
        ("By Reuters", (), "Reuters"),
        ("By Yun Sun", ("Yun Sun",), None),
        ("By Ann Lee in Oslo and Bo Ek in Riga", ("Ann Lee", "Bo Ek"), None),
        ("By Ann Lee, Asia editor, and Bo Ek", ("Ann Lee", "Bo Ek"), None),
        ("By Ann Lee in Oslo and New York", ("Ann Lee",), None),
        ("By Ann Lee, Hong Min-ji and Bo Ek", ("Ann Lee", "Hong Min-ji", "Bo Ek"), None),
        ("By our correspondent Ann Lee", ("Ann Lee",), None),
        ("From Our Port Said Agent, A. Lee", ("A. Lee",), None),
        ("By our foreign desk", ("our foreign desk",), None),
        ("By Our Special Correspondent", ("Our Special Correspondent",), None),
        ("By Fjord Post Reporter", ("Fjord Post Reporter",), None),
        ("Interview: Ann Lee", ("Ann Lee",), None),
        ("Words: Ann Lee Pictures: Bo Ek", ("Ann Lee",), None),
    ],
)
def test_byline(line: str, names: tuple[str, ...], outlet: str | None):
    found = byline(line)
    assert found is not None
    assert (found.names, found.outlet) == (names, outlet)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ann Lee Diplomatic correspondent", ("Ann Lee",)),
        ("ANN LEE in Oslo and BO EK in Riga", ("ANN LEE", "BO EK")),
        ("28 January 2015 | Ann Lee", ("Ann Lee",)),
        ("Saturday, January 20, 2024 — Ann Lee — filed under: cod", ("Ann Lee",)),
        ("Ann Lee, back in Oslo for the first time in years", ("Ann Lee",)),
        ("Our Correspondent", ("Our Correspondent",)),
    ],
)
def test_bare_byline(line: str, names: tuple[str, ...]):
    found = bare_byline(line)
    assert found is not None
    assert found.names == names


@pytest.mark.parametrize(
    "line", ["By Tuesday the army had left", "From the start it was clear", "by and by", "", "By the way"]
)
def test_no_byline(line: str):
    assert byline(line) is None


@pytest.mark.parametrize(
    ("line", "chain"),
    [
        (
            "This article appeared in Harbour Weekly, which incorporates material from the Fjord Post",
            ("Fjord Post", "Harbour Weekly"),
        ),
        (
            "First published by Le Courrier du Nord, reprinted here by Fjord Digest with permission.",
            ("Le Courrier du Nord", "Fjord Digest"),
        ),
        (
            "Written for Fjord Dispatch. Picked up by The Harbour Times on 13 July; copied here with thanks.",
            ("Fjord Dispatch", "Harbour Times"),
        ),
        ("Source: Xinhua", ("Xinhua",)),
        ("Reprinted with permission from the Fjord Post.", ("Fjord Post",)),
        ("Originally published in Harbour Weekly", ("Harbour Weekly",)),
        ("Reuters", ("Reuters",)),
        ("With inputs from agencies", ()),
        ("With inputs from PTI", ("PTI",)),
        ("Published Friday, December 10, 2021, by the Fjord Post", ("Fjord Post",)),
        ("Read the original article on Harbour Weekly", ("Harbour Weekly",)),
        ("Syndicated from Fjord News Agency", ("Fjord News Agency",)),
        ("- HNN / Fjord News Agency", ("Fjord News Agency",)),
        ("(The Fjord Post)", ("Fjord Post",)),
        ("Source: SIPRI", ()),
        ("The minister said that the treaty was published in Oslo.", ()),
    ],
)
def test_credits(line: str, chain: tuple[str, ...]):
    assert tuple(name.removeprefix("The ") for name in credited(line)) == chain


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("ISLAMABAD (Reuters) - Two ministers met", "Reuters"),
        ("PARIS, May 4 (AFP) - Two ministers met", "AFP"),
        ("BEIJING, May 24, Xinhua - Two ministers met", "Xinhua"),
        ("Santo Domingo - Two ministers met", None),
        ("The bank (founded 1904) - the oldest - closed", None),
    ],
)
def test_agency_of_a_dateline(line: str, agency: str | None):
    assert dateline_agency(line) == agency


@pytest.mark.parametrize(
    "table",
    ["byline", "credits", "furniture", "institutions", "publisher", "language_scripts", "language_letters"],
)
def test_tables_have_their_columns_and_a_source_in_every_row(table: str):
    assert rows(table)
    assert all(None not in row and row["source"] and None not in row.values() for row in rows(table))


def test_furniture_is_told_from_headlines():
    assert is_menu("Home | World | Sport | Obituaries")
    assert all(
        map(
            is_furniture,
            [
                "Skip to main content",
                "© 2024 Fjord Post",
                "Share this: Facebook Twitter",
                "A- A A+",
                "5 comments",
            ],
        )
    )
    assert not any(
        map(
            is_furniture,
            ["Sport and war in Oslo", "Home again: the army leaves", "NATO shares the bill", FIRST],
        )
    )
    assert section("You may also like") == "teasers"
    assert section("Comments (12)") == "comments"
    assert section("Background") is None


def test_masthead_day_and_menu_are_no_part_of_the_text():
    page = f"THE FJORD POST\nHome | World | Sport\nSaturday 8 March 2008\n\nCod at last\n\nBy Ann Lee\n\n{FIRST}\n\n{SECOND}\n\n© 2008 Fjord Post\n"
    (document,) = read(page)
    assert document.text == f"Cod at last\n\n{FIRST}\n\n{SECOND}"
    assert (document.chain, document.outlet, str(document.published)) == (
        ("THE FJORD POST",),
        "THE FJORD POST",
        "2008-03-08",
    )


@pytest.mark.parametrize(
    ("head", "paper"),
    [
        ("THE PICKET                 Oslo, Wednesday, January 16, 1980\n\nCod at last", "THE PICKET"),
        (
            "The Fjord Sun-Ledger, Monday, November 15, 1982     Page A3\n\nNEWS ANALYSIS\n\nCod at last",
            "The Fjord Sun-Ledger",
        ),
        ("SCIENCE | Fjord Bulletin Online, 22 May 2025, 14:00 UTC\n\nCod at last", "Fjord Bulletin Online"),
        ("FJORD MORGENBLAD - ENGLISH EDITION\n23 October 1998\n\nCod at last", "FJORD MORGENBLAD"),
        ("Coral Notes - 12 May 2009\n\nCod at last", "Coral Notes"),
        ("Fjord Press Service\n\nCod at last", "Fjord Press Service"),
        ("Cod at last\n\nFjord Post, 12 May 2009", "Fjord Post"),
        ("Cod at last\nFjord Post", "Fjord Post"),
        ("Cod at last\n\nFjord Post International Edition, 12 May 2009", "Fjord Post"),
        ("Cod at last\n\nEl Faro del Norte (English edition), Saturday 12 May 2009", "El Faro del Norte"),
        ("COSTA HOJE | English edition\n\nCod at last", "COSTA HOJE"),
    ],
)
def test_paper_is_named_in_many_ways(head: str, paper: str):
    (document,) = read(f"{head}\n\nBy Ann Lee\n\n{FIRST}\n\n{SECOND}\n")
    assert (document.title, document.byline, document.chain) == ("Cod at last", ("Ann Lee",), (paper,))


@pytest.mark.parametrize(
    "filing",
    [
        "AM-Norway-Latvia, 2nd Ld-Writethru, a0512, 430",
        "Eds: CORRECTS weight of cod",
        "COD 4th lead",
        "NORWAY-COD (SCHEDULED)",
        "URGENT",
        "Urgent-Norway",
        "ZCZC FN0417",
    ],
)
def test_filing_lines_are_no_headline(filing: str):
    (document,) = read(f"{filing}\nCod at last\n\nBy Ann Lee\n\nOSLO (Fjord News) - {FIRST}\n\n{SECOND}\n")
    assert (document.title, document.chain) == ("Cod at last", ("Fjord News",))


def test_agency_in_letters_has_its_name_in_full():
    page = f"Cod at last\n\nBy ANN LEE\nFjord News Service Writer\n\nOSLO (FNS) - {FIRST}\n\n{SECOND}\n\nFNS 1915 GMT\n"
    (document,) = read(page)
    assert document.chain == ("Fjord News Service",)


def test_headline_in_two_decks():
    (document,) = read(
        f"THE FJORD POST\n\nCod at last;\nTwo Ministers Smile\n\nBy Ann Lee\n\n{FIRST}\n\n{SECOND}\n"
    )
    assert document.title == "Cod at last; Two Ministers Smile"


def test_bulletin_has_the_title_of_its_day_line():
    (document,) = read(
        f"RADIO FJORD - ENGLISH SERVICE\nEvening bulletin, Thursday, September 25, 1986\n\n{FIRST}\n\n{SECOND}\n"
    )
    assert (document.title, document.chain) == ("Evening bulletin", ("RADIO FJORD",))


def test_agency_comes_before_the_paper():
    (document,) = read(f"THE FJORD POST\n\nCod at last\n\nOSLO (Reuters) - {FIRST}\n\n{SECOND}\n")
    assert document.chain == ("Reuters", "THE FJORD POST")


def test_blog_that_copies_is_the_outlet_but_no_link_of_the_chain():
    page = (
        f"Skip to main content\n\nSearch This Blog\nThe Birch Table\n\nCod at last\n\nBy Ann Lee\n\n{FIRST}\n\n{SECOND}\n\n"
        "This article appeared in Harbour Weekly, which carries material from Fjord Post\n\nPopular posts from this blog\n\n"
        "Soup for two\n\nFirst you peel the beetroot, then you wait for the guests and…\n\nPowered by Blogger\n"
    )
    article, teaser = read(page)
    assert (article.chain, article.outlet) == (("Fjord Post", "Harbour Weekly"), "The Birch Table")
    assert (teaser.role, teaser.title, teaser.truncated, teaser.published) == (
        "teaser",
        "Soup for two",
        True,
        None,
    )
    assert "beetroot" not in article.text


def test_items_of_a_digest_are_documents():
    page = (
        "THE FJORD POST | Saturday 8 March 2008 | World in brief, page 14\n\n"
        f"Cod at last\n\n{FIRST}\n\nHerring is next for the two\n\nBy Bo Ek in Riga\n\n{SECOND}\n\n"
        f"Peking lifts the ban\n\nBEIJING (Reuters) - {FIRST}\n"
    )
    found = read(page)
    assert [document.title for document in found] == [
        "Cod at last",
        "Herring is next for the two",
        "Peking lifts the ban",
    ]
    assert [document.byline for document in found] == [(), ("Bo Ek",), ()]
    assert found[2].chain == ("Reuters", "THE FJORD POST")
    assert {str(document.published) for document in found} == {"2008-03-08"}


def test_numbered_items_are_documents_of_who_compiled_them():
    page = (
        "FJORD & COAST\nNo. 43, Monday 26 October 2020\nCompiled in Oslo by Ann Lee\n\n"
        f"1. Cod at last\n\n{FIRST}\n\n2. In brief\n\n{SECOND}\n\n3. Peking lifts the ban\n\n{FIRST}\n"
    )
    found = read(page)
    assert [document.title for document in found] == [
        "1. Cod at last",
        "2. In brief",
        "3. Peking lifts the ban",
    ]
    assert {document.byline for document in found} == {("Ann Lee",)}


def test_from_a_person_is_no_credit():
    (document,) = read(f"THE FJORD POST\n\nCod at last\n\nFrom ANN LEE\n\n{FIRST}\n\n{SECOND}\n")
    assert (document.byline, document.chain) == (("ANN LEE",), ("THE FJORD POST",))


def test_digest_keeps_running_text_above_its_first_title():
    found = read(
        f"World in brief\n\n{SECOND}\n\nCod at last\n\n{FIRST}\n\nPeking lifts the ban\n\n{SECOND}\n"
    )
    assert sum(document.text.count(SECOND) for document in found) == 2


def test_article_with_subheadings_is_one_document():
    page = f"Cod at last\n\nBy Ann Lee\n\n{FIRST}\n\nBackground\n\n{SECOND}\n\nWhat comes next\n\n{FIRST}\n"
    (document,) = read(page)
    assert "What comes next" in document.text


def test_heading_called_related_over_running_text_stays():
    (document,) = read(f"Cod at last\n\n{FIRST}\n\n{SECOND}\n\nRelated\n\n{SECOND} {FIRST}\n")
    assert document.text.endswith(FIRST)


def test_readers_comments_are_left_out():
    (document,) = read(
        f"Cod at last\n\n{FIRST}\n\n{SECOND}\n\n2 comments\n\nole_77: Russia should invade Latvia for this.\n"
    )
    assert document.text.endswith(SECOND)


def test_hard_wrapped_lines_are_joined_and_entries_are_not():
    wrapped = """LONDON, June 5 (Meridian) - Following are the main scheduled meetings
of the coming week, as far as the ministries have told the diary desk
and as far as the desk has believed them, which is not very far yet:

MONDAY, JUNE 6
CAEN, France - Leaders of eleven other nations mark the anniversary of
the landings on the beaches below the town, which has hotels for half.
LIMA - Arbitration between the two companies resumes behind closed and
guarded doors, says the clerk of the court, who was told so by a judge."""
    found = [line.text for line in lines(wrapped)]
    assert [line.split()[0] for line in found] == ["LONDON,", "MONDAY,", "CAEN,", "LIMA"]


def test_cut_off_text_is_marked():
    (document,) = read(
        f"Cod at last\n\n{FIRST}\n\nThe Latvian minister thanked his hosts and flew home the same … [Read more]\n"
    )
    assert document.truncated


def test_html_prefers_declared_names_and_leaves_furniture_out():
    linked = {
        "@type": "NewsArticle",
        "headline": "Cod at last",
        "author": [{"name": "Melissa Roe"}, {"name": "Hafiz Ek"}],
        "publisher": {"name": "Fjord Post"},
        "datePublished": "2017-03-08",
    }
    document = html(
        "<nav><a href=/>Home</a></nav><div class='cookie-banner'>We use cookies. <button>OK</button></div>"
        f"<article><h1>Cod at last</h1><div class=byline>By MELISSA ROE and HAFIZ EK</div><p>{FIRST}</p>"
        "<table><tr><th>State</th><th>Share</th></tr><tr><td>Norway</td><td>64%</td></tr></table>"
        f"<figure><figcaption>The port of Oslo</figcaption></figure><ul><li>{SECOND}</li></ul>"
        "<div class=related><b>Related</b><a href=#>Zombies attack Riga</a></div></article>"
        "<div id=comments><h3>1 comment</h3><p>ole: war!</p></div><footer>© 2017 Fjord Post</footer>",
        f'<title>Cod - Fjord Post</title><script type="application/ld+json">{json.dumps(linked)}</script>',
    )
    assert (document.title, document.byline, document.chain) == (
        "Cod at last",
        ("Melissa Roe", "Hafiz Ek"),
        ("Fjord Post",),
    )
    assert document.text == f"Cod at last\n\n{FIRST}\n\nState\tShare\nNorway\t64%\n\n{SECOND}"


def test_html_title_loses_the_name_of_the_site():
    document = html(f"<p>{FIRST}</p><p>{SECOND}</p>", "<title>Cod at last | The Fjord Post</title>")
    assert (document.title, document.chain) == ("Cod at last", ("The Fjord Post",))
    assert document.text.startswith("Cod at last\n\n")


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("Coral &amp; Cables: Cod at last", "Coral & Cables"),
        ("The Fjord Letter, no. 212", "The Fjord Letter"),
        ("Cod at last - Fjord Post English Edition", "Fjord Post"),
        ("The Northern Canal (English edition) | Whose cod is it?", "The Northern Canal"),
    ],
)
def test_html_site_is_what_stands_beside_the_heading(title: str, site: str):
    document = html(f"<h1>Cod at last</h1><p>{FIRST}</p><p>{SECOND}</p>", f"<title>{title}</title>")
    assert (document.title, document.chain) == ("Cod at last", (site,))


def test_html_byline_above_the_headline_and_source_below():
    document = html(
        "<p>No. 142 | Friday 27 June 2025 | written by Ann Lee</p><h1>Cod at last</h1>"
        f"<p class='source'>Fjord Wire Service</p><p>{FIRST}</p><p>{SECOND}</p>",
        "<title>Cod at last | The Fjord Post</title>",
    )
    assert (document.byline, document.chain) == (("Ann Lee",), ("Fjord Wire Service", "The Fjord Post"))


def test_html_byline_with_the_day_in_the_same_block():
    by = "<p class='by'>Ann Lee in Oslo and agencies<br>Published 29 Nov 2024, 06.15 GMT</p>"
    document = html(f"<h1>Cod at last</h1>{by}<p>{FIRST}</p><p>{SECOND}</p>")
    assert document.byline == ("Ann Lee",)


def test_html_page_of_numbered_items_is_a_digest():
    items = "".join(
        f"<h2>{number}. Cod at last</h2><p>{number}. {FIRST} {SECOND}</p>" for number in (1, 2, 3)
    )
    found = read(
        f"<!DOCTYPE html><html><head><title>The list</title></head><body>{items}</body></html>", ".html"
    )
    assert [document.title for document in found] == ["1. Cod at last", "2. Cod at last", "3. Cod at last"]
    (whole,) = read(f"<!DOCTYPE html><html><body><h1>Three questions</h1>{items}</body></html>", ".html")
    assert whole.title == "Three questions"


def test_html_text_before_and_after_inline_markup_and_comments_stays():
    document = html(
        "<h1>Cod at last</h1><p>Norway <b>and</b><!-- x --> Latvia signed<br>a <a href=x>treaty</a> on cod in Oslo.</p>"
    )
    assert document.text == "Cod at last\n\nNorway and Latvia signed\na treaty on cod in Oslo."


def test_html_page_wrapped_in_a_form_is_read():
    assert FIRST in html(f"<form><h1>Cod at last</h1><p>{FIRST}</p></form>").text


def test_html_without_marked_main_part_is_read():
    menu = "".join(f"<div><a href=/{n}>Section number {n}</a></div>" for n in range(20))
    document = html(f"{menu}<div><h1>Cod at last</h1><p>{FIRST}</p><p>{SECOND}</p></div>{menu}")
    assert document.text == f"Cod at last\n\n{FIRST}\n\n{SECOND}"


def test_jsonl_reads_on_after_bad_lines():
    rows = [
        json.dumps(
            {
                "text": FIRST,
                "date": "2019-03-04",
                "outlet": "Fjord Post",
                "chain": ["Reuters"],
                "language": "en-GB",
            }
        ),
        "nonsense",
        '{"title": "no text"}',
        "[1, 2]",
        '{"text": "a lone \\ud800 surrogate stands here", "date": "yesterday"}',
    ]
    found, problems = documents(Raw("x.jsonl", "\n".join(rows).encode(), ".jsonl"))
    assert [str(document.published) for document in found] == ["2019-03-04", "None"]
    assert (found[0].chain, found[0].language) == (("Reuters", "Fjord Post"), "en")
    assert found[1].text == "a lone \ufffd surrogate stands here"
    assert [problem.what.split(" of ")[0] for problem in problems[:3]] == ["Line 2", "Line 3", "Line 4"]
    assert "yesterday" in problems[3].what


def test_markdown_front_matter_wins_and_marks_are_gone():
    page = (
        "---\ntitle: Cod at last\nauthor: [Ann Lee, Bo Ek]\ndate: 2019-03-04\npublisher: Fjord Post\n---\n# Cod at last\n\n"
        f"**Norway** and [Latvia](http://x.y/z) signed a *treaty*.\n\n| State | Share |\n|---|---|\n| Norway | 64% |\n\n> {SECOND}\n"
    )
    (document,) = read(page, ".md")
    assert (document.byline, document.chain, str(document.published)) == (
        ("Ann Lee", "Bo Ek"),
        ("Fjord Post",),
        "2019-03-04",
    )
    assert (
        document.text
        == f"Cod at last\n\nNorway and Latvia signed a treaty.\n\nState\tShare\nNorway\t64%\n\n{SECOND}"
    )


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the annotated corpus lies beside a full checkout only")
def test_corpus_keeps_what_its_events_quote():
    def plain(text: str) -> str:
        return "".join(text.split())

    found = missed = 0
    for path in sorted(CORPUS.glob("*.gold.json"))[::2]:
        gold = json.loads(path.read_text(encoding="utf-8"))
        page = CORPUS / gold["file"]
        texts = [
            plain(document.text) for document in documents(Raw(page.name, page.read_bytes(), page.suffix))[0]
        ]
        quotes = [plain(event["quote"]) for event in gold["events"] if not event["optional"]]
        hits = sum(any(quote in text for text in texts) for quote in quotes)
        found, missed = found + hits, missed + len(quotes) - hits
    assert found / (found + missed) > 0.98
