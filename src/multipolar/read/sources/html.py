"""HTML: a web page in; its article out, or several where it shows several, and teasers of other posts.

The blocks of the body come from `read/markup.py`, what the head declares from `read/metadata.py`. Where the page does
not mark its main part, trafilatura (Barbaresi 2021) says which blocks belong to it. Every kept block stays whole.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING

from multipolar.read.encoding import decode
from multipolar.read.kind import NUMBERED
from multipolar.read.lines import Line, lines
from multipolar.read.manuscript import CUT, article
from multipolar.read.markup import LINKED, Block, blocks, references, strip
from multipolar.read.metadata import metadata
from multipolar.read.page import Page
from multipolar.read.publisher import plain
from multipolar.read.webpage import compose

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from multipolar.ledger.records import Problem
    from multipolar.read.intake import Raw
    from multipolar.read.markup import Reference
    from multipolar.read.metadata import Metadata

ITEM = 150  # letters of running text of an item of a digest
ENOUGH = 0.5  # share of the running text that the part marked as main must have to be believed
MAIN = ".//main|.//*[@role='main']|.//*[@itemprop='articleBody']"
LOCATED = 2_000_000  # characters; larger pages are not given to trafilatura, whose time is not linear


def html(raw: Raw) -> list[Page | Problem]:
    """Return the documents of a web page."""
    text, notes = decode(raw.data, raw.charset)
    root = _parsed(text)
    if root is None:
        return [Page("", notes=(f"{raw.name} has no element of HTML that could be read.",))]
    head = metadata(root)
    every = blocks(root)
    taken = strip(root)
    parts = _articles(root)
    main = [] if parts else _main(root, text)
    parts = parts or _items(main, head, every) or [main]
    pages = [compose(part, head, every) for part in parts]
    if not any(page.text.strip() for page in pages) and (words := _stripped(text)):
        pages = [
            replace(
                article(lines(words)),
                notes=("The markup is too damaged; the text is what stands between tags.",),
            )
        ]
    pages[0] = replace(pages[0], notes=(*notes, *pages[0].notes))
    return [*pages, *(_teaser(post) for post in references(taken) if CUT.search(post.text))]


def _parsed(text: str) -> HtmlElement | None:
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except ParserError:  # nothing but white space or comments
        return None


def _stripped(text: str) -> str:
    """Return the text between the tags, for pages whose tree cannot be built (nested too deep)."""
    for hidden in ("script", "style"):
        text = re.sub(rf"(?is)<{hidden}\b[^>]{{0,1000}}>.{{0,100000}}?</{hidden}>", " ", text)
    words = unescape(re.sub(r"<[a-zA-Z/!?][^<>]{0,5000}>", "\n", text))
    return words.strip() if re.search(r"\w", words) else ""


def _articles(root: HtmlElement) -> list[list[Block]]:
    """Return the articles of a page that shows several, none of them nearly the whole."""
    found = [blocks(element) for element in root.iter("article") if element.getparent().tag != "article"][
        :200
    ]
    sizes = [_running(part) for part in found]
    parts = [
        part
        for part, size in zip(found, sizes, strict=True)
        if size > 300 and part[0].tag in {"h1", "h2", "h3", "h4"}
    ]
    return parts if len(parts) > 1 and max(sizes) < 0.7 * sum(sizes) else []


def _items(main: list[Block], head: Metadata, every: list[Block]) -> list[list[Block]]:
    """Return the items of a digest: a page without a headline whose headings, three or more, are numbered."""
    titles = {plain(title) for title in head.titles}
    if any(block.tag == "h1" or plain(block.text) in titles for block in every):
        return []
    first = next((block.tag for block in main if block.tag in {"h2", "h3"}), None)
    starts = [number for number, block in enumerate(main) if block.tag == first]
    parts = [main[start:end] for start, end in pairwise([*starts, len(main)])]
    items = all(NUMBERED.match(part[0].text) and _running(part) > ITEM for part in parts)
    return parts if len(parts) > 2 and items else []


def _main(root: HtmlElement, text: str) -> list[Block]:
    """Return the blocks of the main part: as the page marks it, else as trafilatura finds it, else all."""
    every = blocks(root)
    total = _running(every)
    for element in (*root.iter("article"), *root.xpath(MAIN)):
        part = blocks(element)
        if _running(part) > ENOUGH * total:
            return _with_headline(part, every)
    return _located(every, text) if len(every) > 12 else every


def _with_headline(part: list[Block], every: list[Block]) -> list[Block]:
    """Return the part with the headline and what stands around it, where they stand before the part."""
    if any(block.tag == "h1" for block in part) or not part or part[0] not in every:
        return part
    first = every.index(part[0])
    heads = [number for number, block in enumerate(every[:first]) if block.tag == "h1"]
    return [*every[heads[-1] : first], *part] if heads else part


def _located(every: list[Block], text: str) -> list[Block]:
    """Return the blocks from the first to the last that trafilatura takes for the main text."""
    if len(text) > LOCATED:
        return every
    from trafilatura import extract

    try:
        found = extract(text, favor_recall=True, include_comments=False, include_tables=True) or ""
    except Exception:  # noqa: BLE001 : it fails on damaged trees in many ways; the page is then taken whole
        return every
    wanted = {_key(line) for line in found.split("\n")} - {""}
    hits = [
        number for number, block in enumerate(every) if _key(block.text) in wanted and block.linked < LINKED
    ]
    marked = sum(len(every[number].text) for number in hits)
    if not hits or marked < 0.3 * _running(every):
        return every
    above = range(max(0, hits[0] - 8), hits[0])
    heads = [number for number in above if every[number].tag in {"h1", "h2", "h3"}]
    return every[(heads or hits)[0] : hits[-1] + 1]


def _key(text: str) -> str:
    return "".join(re.findall(r"\w+", text))[:60].casefold()


def _running(part: list[Block]) -> int:
    """Return the letters of running text."""
    return sum(len(block.text) for block in part if block.linked < LINKED and Line(block.text).prose)


def _teaser(post: Reference) -> Page:
    return Page(f"{post.title}\n\n{post.text}", post.title, role="teaser", truncated=True)
