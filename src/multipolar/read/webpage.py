"""Webpage: the blocks and the metadata of one article in, its Page out.

The headline is the page's first heading where there is one; the byline as declared, else as printed; the chain of
publishers as credited on the page, its own publisher last.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from multipolar.read.byline import Byline, bare_byline, byline
from multipolar.read.credits import copyright_holder, credited, dateline_agency
from multipolar.read.furniture import is_furniture, is_label
from multipolar.read.lines import Line, joined
from multipolar.read.manuscript import CUT, same_publisher, without_sections
from multipolar.read.markup import HEADINGS, LINKED
from multipolar.read.metadata import untitled
from multipolar.read.page import Page
from multipolar.read.published import date_line, dateline_day, day_of, is_date_line
from multipolar.read.publisher import chained, is_publisher, plain, without_edition

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from multipolar.read.markup import Block
    from multipolar.read.metadata import Metadata

ENTRIES = frozenset({"dt", "dd", "li", "tr", "td", "figcaption", "caption"})
ABOVE = 3  # blocks above the headline where a newsletter says who wrote it
NEAR = 8  # blocks under the headline where bylines and dates stand
SIGNED = re.compile(
    r"(?:^|[\s_-])(?:by|byline|author|authors|meta|writer|credit|contributor)(?:$|[\s_-])", re.IGNORECASE
)
PROVIDER = re.compile(r"(?:^|[\s_-])(?:source|agency|provider|syndication|origin)(?:$|[\s_-])", re.IGNORECASE)


def compose(part: Sequence[Block], head: Metadata, every: Sequence[Block]) -> Page:
    """Return the page of one article; `every` are all blocks of the page, furniture too, where publishers are named."""
    headline = _headline(part, head)
    title = _title(part, headline, head)
    start = headline + 1 if headline is not None else 0
    near = range(start, min(start + NEAR, len(part)))
    above = range(max(0, start - 1 - ABOVE), max(0, start - 1))
    signed = {number: by for number in above if (by := _signed_above(part[number]))}
    signed |= {number: by for number in near if (by := _signed(part[number]))}
    kept = [
        block for number, block in enumerate(part) if _keeps(part, number, headline) and number not in signed
    ]
    body = _lines(kept, part[headline] if headline is not None else None, title)
    chain, outlet = _chain(part, head, every, list(signed.values()))
    return Page(
        text=joined(body),
        title=title,
        byline=_names(head, list(signed.values())),
        chain=chain,
        outlet=outlet,
        days=head.days or _timed(part, near),
        day=_printed(part, headline),
        truncated=bool(body and CUT.search(body[-1].text)),
    )


def _headline(part: Sequence[Block], head: Metadata) -> int | None:
    """Return the block of the headline: the first heading that is not the site's name, else the declared title."""
    sites = {plain(name) for name in (head.site, head.publisher, head.suffix) if name}
    named = {plain(title) for title in head.titles}
    heads = [
        number for number, block in enumerate(part) if block.tag == "h1" and plain(block.text) not in sites
    ]
    same = [number for number, block in enumerate(part) if plain(block.text) in named]
    titled = [number for number, block in enumerate(part) if block.tag in HEADINGS and "itle" in block.names]
    first = [0] if part and part[0].tag in HEADINGS else []
    return next(iter([*[number for number in heads if number in same], *heads, *same, *titled, *first]), None)


def _title(part: Sequence[Block], headline: int | None, head: Metadata) -> str | None:
    sites = (head.site, head.publisher, head.suffix)
    if headline is not None:
        return untitled(" ".join(part[headline].text.split()), sites)
    return untitled(head.titles[0], sites) if head.titles else None


def _signed(block: Block) -> Byline | None:
    """Return the byline of a block: what says "by", or names alone in a block that is short or called so."""
    if len(block.text) > 160:
        return None
    said = byline(block.text)
    if said or block.tag in HEADINGS or block.tag in {"li", "tr", "figcaption", "caption"}:
        return said
    may = SIGNED.search(block.names) or len(block.text) < 70 or _date_part(block.text)
    return bare_byline(block.text) if may else None


def _signed_above(block: Block) -> Byline | None:
    """Return the byline of a block above the headline that says "by": what only is a name there is the site's."""
    plain_block = len(block.text) <= 160 and block.tag != "li" and block.linked < LINKED
    return byline(block.text) if plain_block else None


def _keeps(part: Sequence[Block], number: int, headline: int | None) -> bool:
    """Tell whether a block says something: above the headline only running text does."""
    block = part[number]
    line = Line(block.text)
    if number == headline:
        return True
    if headline is not None and number < headline:
        return line.prose and block.linked < LINKED
    if block.linked > LINKED and not line.prose and block.tag not in HEADINGS | {"tr", "td", "dt", "dd"}:
        return False
    near = headline is not None and number <= headline + NEAR
    if (
        near
        and (is_date_line(block.text) or _date_part(block.text) or is_label(block.text))
        and not line.prose
    ):
        return block.tag in {"tr", "td", "dt", "li"} or bool(re.fullmatch(r"h[2-6]", block.tag))
    return line.prose or not is_furniture(block.text)


def _date_part(text: str) -> bool:
    return len(text) < 120 and any(is_date_line(part) for part in re.split(r"\s+[|·•—–]\s+", text)[:4])


def _lines(kept: Sequence[Block], headline: Block | None, title: str | None) -> list[Line]:
    lines = [Line(block.text, block.gap) for block in kept]
    top = next((line for block, line in zip(kept, lines, strict=True) if block is headline), None)
    if top is None and title and (not lines or plain(title) != plain(lines[0].text)):
        top = Line(title)
        lines = [top, *lines]
    return without_sections(lines, top)


def _names(head: Metadata, signed: list[Byline]) -> tuple[str, ...]:
    if head.people:
        return head.people
    best = max((by for by in signed if by.names), key=lambda by: (by.certain, by.strength), default=None)
    if best is None or not head.authors:
        return best.names if best else head.authors
    # Of "Ann Lee, Port Louis" only the declared author is a person.
    declared = {plain(name) for name in head.authors}
    both = tuple(name for name in best.names if plain(name) in declared)
    return both if both and not best.certain else best.names


def _printed(part: Sequence[Block], headline: int | None) -> date | None:
    """Return the first day printed around the headline."""
    start = max(0, (headline or 0) - 3)
    body = next(
        (n for n, block in enumerate(part) if n > (headline or 0) and Line(block.text).prose), len(part)
    )
    around = part[start : min(body + 1, start + NEAR + 4)]
    near = [block.text for block in around if block.tag not in ENTRIES and len(block.text) < 160]
    whole = [day for text in near if (day := date_line(text))]
    inside = [day for text in near if not Line(text).prose and (day := day_of(text))]
    dated = [day for block in part[body : body + 1] if (day := dateline_day(block.text))]
    return next(iter([*whole, *inside, *dated]), None)


def _timed(part: Sequence[Block], near: range) -> tuple[date, ...]:
    """Return the day of a time element under the headline."""
    days = [date_line(part[number].text) for number in near if part[number].tag == "time"]
    return tuple(day for day in days[:1] if day)


def _chain(
    part: Sequence[Block], head: Metadata, every: Sequence[Block], signed: list[Byline]
) -> tuple[tuple[str, ...], str | None]:
    """Return the publishers from the first on, and the page's own."""
    own, first = _own(head, _foot(every))
    own = own and without_edition(own)
    short = [block.text for block in every if len(block.text) < 400]
    named = [name for text in short for name in credited(text)]
    named += [name for block in part[:NEAR] if (name := _provider(block))]
    agencies = [
        name
        for block in part[:NEAR]
        if (name := dateline_agency(block.text)) and (is_publisher(name) or not own)
    ]
    outlets = [by.outlet for by in signed if by.outlet]
    origins = [
        name
        for name in chained([*first, *outlets, *named, *agencies])
        if not (own and same_publisher(name, own))
    ]
    if own and not (head.blog and named):
        return chained([*origins, own]), own
    return chained(origins), own


def _provider(block: Block) -> str | None:
    """Return the publisher of a block that the page calls the source of its text."""
    called = PROVIDER.search(block.names) and len(block.text) < 60
    return block.text.strip() if called and is_publisher(block.text.strip()) else None


def _own(head: Metadata, foot: str | None) -> tuple[str | None, list[str]]:
    """Return the page's own publisher, and a declared one that is not it: an agency whose text it prints."""
    own = head.site or head.suffix
    if head.publisher is None or own is None or same_publisher(head.publisher, own):
        return head.publisher or own or foot, []
    agreed = is_publisher(own) or (foot is not None and same_publisher(foot, own))
    return (own, [head.publisher]) if agreed else (head.publisher, [])


def _foot(every: Sequence[Block]) -> str | None:
    """Return the publisher that the last blocks name."""
    holders = (copyright_holder(block.text) for block in reversed(every[-12:]))
    return next((name for name in holders if name), None) or next(
        (block.text for block in every[:6] if len(block.text) < 60 and is_publisher(block.text)), None
    )
