"""The main text of web pages with known contents, beside what trafilatura alone takes for it.

The annotated pages say what belongs to the text: the words of every event and statement that any reader finds. Their
markup says what does not: captions, menus, comments, lists of links. Trafilatura is run as its documentation begins.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml.html import document_fromstring
from trafilatura import extract

from multipolar.read.intake import Raw
from multipolar.read.page import documents

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "corpus", ROOT.parent / "shared" / "gold" / "articles")
PAGES = [page for folder in FOLDERS for page in sorted(folder.glob("*.html"))]
NAMED = ("related", "more", "menu", "cookie", "comments", "caption")
ASIDE = "//figcaption|//nav|//footer|" + "|".join(
    f"//*[contains(concat(' ', @class, ' '), ' {name} ')]" for name in NAMED
)
MARKS = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'"})
LONG = 20  # letters of a line that tells one page from another


class Read(NamedTuple):
    """What of a page's own words was found, of how many; and what else was taken for text."""

    found: int
    wanted: int
    furniture: list[str]


def folded(text: str) -> str:
    return " ".join(text.translate(MARKS).split())


@cache
def read(page: Path) -> tuple[Read, Read]:
    """Ours and trafilatura's."""
    gold = json.loads(page.with_suffix(".gold.json").read_text("utf-8"))
    quotes = [folded(each["quote"]) for each in gold["events"] + gold["statements"] if not each["optional"]]
    said = " ".join(quotes)
    root = document_fromstring(page.read_bytes())
    lines = dict.fromkeys(folded(line) for box in root.xpath(ASIDE) for line in box.itertext())
    furniture = [line for line in lines if len(line) >= LONG and line not in said]
    given, _ = documents(Raw(page.name, page.read_bytes(), ".html"), published=None)
    ours, articles = (
        folded("\n".join(each.text for each in given if each.role in roles))
        for roles in ({"article", "teaser"}, {"article"})
    )
    theirs = folded(extract(page.read_text("utf-8")) or "")

    def scored(text: str, main: str) -> Read:
        found = sum(quote in text for quote in quotes)
        return Read(found, len(quotes), [line for line in furniture if line in main])

    return scored(ours, articles), scored(theirs, theirs)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_never_less_of_the_text_than_trafilatura(page: Path):
    ours, theirs = read(page)
    assert ours.found >= theirs.found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_captions_menus_and_lists_of_links_are_gone(page: Path):
    assert not read(page)[0].furniture


def test_all_pages_together():
    every = [read(page) for page in PAGES]
    assert sum(theirs.found for _, theirs in every) < sum(ours.found for ours, _ in every)
    assert sum(ours.found for ours, _ in every) >= 0.999 * sum(ours.wanted for ours, _ in every)
