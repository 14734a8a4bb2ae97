"""Markup: the body of an HTML page in, its blocks of text out, in their order and without furniture.

A block is what a browser shows as one paragraph, heading, entry or row of a table (cells parted by a tabulator). Menus,
forms, captions of pictures, comments and lists of links to other posts are left out by their tags, by their class and
id (`furniture.csv`), by their headings, and by the share of their letters that are links. Iterative throughout:
the nesting of a page may have any depth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from multipolar.read.encoding import clean
from multipolar.read.furniture import container, section
from multipolar.read.tables import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

HIDDEN = words("furniture", "hidden")
PAGE_ROLES = frozenset({"navigation", "banner", "search", "contentinfo", "dialog", "alert"})
PAGE_TAGS = frozenset({"nav", "footer", "form", "menu", "figcaption"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | words("furniture", "block")
CELLS = frozenset({"td", "th"})
LINKED = 0.6  # share of letters in links from which a container is a list of links
LARGE = 0.5  # a container with this share of the page's letters is never furniture by its name alone
SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, entry or row: its words, its tag, the class names of where it stands."""

    text: str
    tag: str
    names: str  # class and id of the element
    linked: float  # share of its letters in links
    gap: bool  # an empty line before it: all but rows of one table and entries of one list
    inside: frozenset[str]  # tags around it


@dataclass(frozen=True, slots=True)
class Reference:
    """A post elsewhere that the page shows with its title and first words."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class _Size:
    """What an element holds: letters, letters in links, whether a first heading."""

    letters: int = 0
    links: int = 0
    headline: bool = False


def strip(root: HtmlElement) -> list[HtmlElement]:
    """Take furniture out of the tree; return what was taken: there may be other posts in it."""
    sizes = _sizes(root)
    total = max(1, sizes[root].letters)
    gone: set[HtmlElement] = set()
    taken: list[HtmlElement] = []
    for element in list(sizes):  # a list: removing while walking loses the way
        parent = element.getparent()
        if parent is not None and parent in gone:
            gone.add(element)
            continue
        kind = _furniture(element, sizes[element], total)
        if kind:
            gone.add(element)
            taken += [element] if element.tag not in PAGE_TAGS else []
            element.drop_tree()
    return taken


def blocks(root: HtmlElement) -> list[Block]:
    """Return the blocks of text under an element, in their order."""
    found: list[Block] = []
    pending = _Pending()
    depth: list[HtmlElement] = []
    for action, element in _walk(root):
        tag = element.tag
        if action == "tail":
            pending.add(element.tail, linked=_linked(depth))
            continue
        if tag == "br" and action == "start":
            pending.add("\n", linked=False)
        boundary = tag in BLOCKS
        if boundary:
            found += pending.flush(depth)
        if action == "start":
            depth.append(element)
            if tag in CELLS:
                pending.add("\t", linked=False)
            pending.add(element.text, linked=_linked(depth))
        else:
            depth.pop()
            pending.add(element.tail if element is not root else None, linked=_linked(depth))
    return found + pending.flush([root])


def references(containers: list[HtmlElement]) -> list[Reference]:
    """Return posts elsewhere of which the page shows a title and the beginning of the text."""
    found: list[Reference] = []
    for holder in containers:
        shown = [block for block in blocks(holder) if not section(block.text)]
        for title, body in pairwise(shown):
            heads = (title.linked > LINKED or title.tag in HEADINGS) and len(title.text) < 200
            if heads and body.linked < LINKED and len(body.text) > 30 and body.tag not in HEADINGS:
                found.append(Reference(title.text, body.text))
    return found


class _Pending:
    """The words of a block as they come."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.letters = 0
        self.links = 0

    def add(self, text: str | None, *, linked: bool) -> None:
        if text:
            # White space of the source is no line break; only <br> is, and stands alone.
            self.parts.append(text if text in {"\n", "\t"} else re.sub(r"\s+", " ", text))
            self.letters += len(text.strip())
            self.links += len(text.strip()) * linked

    def flush(self, depth: list[HtmlElement]) -> list[Block]:
        text = _tidy("".join(self.parts))
        share = self.links / self.letters if self.letters else 0.0
        self.parts, self.letters, self.links = [], 0, 0
        if not text or not depth:
            return []
        holder = next((element for element in reversed(depth) if element.tag in BLOCKS), depth[-1])
        inside = frozenset(element.tag for element in depth[-40:])
        close = holder.tag in {"tr", "li", "dd"} and holder.getprevious() is not None
        names = f"{holder.get('class') or ''} {holder.get('id') or ''}".strip()
        return [Block(text, str(holder.tag), names, share, not close, inside)]


def _tidy(text: str) -> str:
    rows = (
        SPACES.sub(lambda run: "\t" if "\t" in run.group() else " ", row).strip()
        for row in clean(text).split("\n")
    )
    return "\n".join(row for row in rows if row)


def _walk(root: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Yield the start and the end of every element that shows, and what only has a tail; no recursion."""
    stack: list[tuple[HtmlElement, Iterator[HtmlElement]]] = [(root, iter(root))]
    yield "start", root
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "end", element
        elif not isinstance(child.tag, str) or child.tag in HIDDEN:
            yield "tail", child
        else:
            stack.append((child, iter(child)))
            yield "start", child


def _sizes(root: HtmlElement) -> dict[HtmlElement, _Size]:
    """Return the size of every element that shows, in the order of the page, in one pass."""
    order: dict[HtmlElement, _Size] = {}
    sums: list[list[int]] = []
    for action, element in _walk(root):
        if action == "start":
            order[element] = _Size()
            sums.append([len((element.text or "").strip()), 0, element.tag == "h1"])
        elif action == "end":
            letters, links, headline = sums.pop()
            order[element] = _Size(letters, letters if element.tag == "a" else links, bool(headline))
            if sums:
                sums[-1][0] += letters + len((element.tail or "").strip())
                sums[-1][1] += order[element].links
                sums[-1][2] |= headline
        elif sums:
            sums[-1][0] += len((element.tail or "").strip())
    return order


def _linked(depth: list[HtmlElement]) -> bool:
    return any(element.tag == "a" for element in depth[-6:])


def _furniture(element: HtmlElement, size: _Size, total: int) -> str | None:
    """Return "furniture" or "reference" where an element is no part of the article, else None."""
    if element.tag in {"html", "body", "main", "article"} or element.getparent() is None:
        return None
    kind = "furniture" if element.tag in PAGE_TAGS or element.get("role") in PAGE_ROLES else None
    kind = kind or container(f"{element.get('class') or ''} {element.get('id') or ''}") or _headed(element)
    if kind is None and element.tag in {"aside", "header"}:
        listed = size.links > LINKED * size.letters if element.tag == "aside" else not _titled(element, size)
        kind = "furniture" if listed else None
    if kind is None or size.headline:
        return None if kind is None or element.tag not in {"nav", "footer"} else kind
    said = kind == "reference" and element.tag in {"a", "span", "p", *HEADINGS} and size.letters > 200
    return None if said or (size.letters > LARGE * total and element.tag not in {"nav", "footer"}) else kind


def _headed(element: HtmlElement) -> str | None:
    """Return what the heading of a container says that it is."""
    if element.tag not in {"div", "section", "aside", "ul", "ol", "details"} or (element.text or "").strip():
        return None
    first = next(iter(element), None)
    if first is None or first.tag not in HEADINGS | {"b", "strong", "p", "span", "summary", "div", "header"}:
        return None
    kind = section(" ".join("".join(islice(first.itertext(), 8)).split()))
    return {"comments": "furniture", "teasers": "reference", "section": "reference"}.get(kind or "")


def _titled(element: HtmlElement, size: _Size) -> bool:
    """Tell whether a header is the article's: it has the headline, or stands within the article."""
    return size.headline or any(
        parent.tag in {"article", "main"} for parent in islice(element.iterancestors(), 12)
    )
