"""Digest: the lines of a page of several reports in, one Page a report out.

A page is a digest where at least two titled items each have a dateline or byline of their own, or where its head says
so ("World in brief", "Friday digest") and every title stands over running text. An article with subheadings is none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from multipolar.read.byline import byline
from multipolar.read.credits import dateline_agency
from multipolar.read.front import front
from multipolar.read.furniture import is_furniture, is_label, section
from multipolar.read.lines import BULLET, Line
from multipolar.read.manuscript import article
from multipolar.read.published import is_date_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multipolar.read.page import Page

SAYS_SO = re.compile(
    r"\b(?:in brief|briefs?|digest|round-?up|news in short|news summary|at a glance|week in review|headlines|"
    r"press review|review of the press|(?:the|this) week in"
    r"|around the (?:world|globe|region)|wrap(?:-up)?|dispatches|newswire|short takes|bulletin)\b",
    re.IGNORECASE,
)
DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{2,40}(?:,\s[\w .]{2,30})?(?:\s\([\w /.-]{2,30}\))?\s?(?:-{1,2}|–|—|:)\s\S"
)
SPEAKER = re.compile(r"(?:Q|A|Question|Answer|[A-Z][A-Z. '’-]{2,40}|(?:Mr|Ms|Mrs|Dr)\.? [A-Z]\w+)\s?[:.]\s")
DAY_HEADING = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)\s\d)\b",
    re.IGNORECASE,
)
# What stands before the name of who put a digest together.
COMPILED = re.compile(r"\W*(?:compiled|edited|collected|gathered|put together)\b", re.IGNORECASE)
BRIEF = 5  # paragraphs: an item of a digest without a dateline or byline has no more
HEAD = 6  # lines in which a page says what it is


def items(found: Sequence[Line]) -> list[Page]:
    """Return the reports of a digest, nothing where the page is one report."""
    titles = [number for number in range(len(found)) if _titles(found, number)]
    signed = [number for number in titles if _signed(found, number)]
    counted = _counted(found)
    titles = counted or titles
    told = bool(counted) or any(SAYS_SO.search(line.text) for line in found[:HEAD] if not line.prose)
    head = front(found)
    compiler = _compiler(found)
    starts = titles if told and (compiler or not head.names) else signed
    if len(starts) < 2 or (not told and len(signed) < max(2, len(titles) - 1)):
        return []
    # Running text above the first title is an item as well: nothing that tells something is dropped.
    starts = [0, *starts] if any(line.prose for line in found[: starts[0]]) else starts
    ends = [*starts[1:], len(found)]
    longest = max(
        sum(line.prose for line in found[start:end]) for start, end in zip(starts, ends, strict=True)
    )
    if len(signed) < 2 and longest > BRIEF:
        return []
    pages = [
        article(found[start:end], masthead=head.masthead) for start, end in zip(starts, ends, strict=True)
    ]
    if counted:
        pages = [
            replace(page, title=found[start].text) if start in counted else page
            for page, start in zip(pages, starts, strict=True)
        ]
    return [replace(page, day=page.day or head.day, byline=page.byline or compiler) for page in pages]


def _counted(found: Sequence[Line]) -> list[int]:
    """Return the lines that number the items of a digest from 1 on, each over running text; none below two of them."""
    starts: list[int] = []
    for number, line in enumerate(found[:-1]):
        heads = line.gap and not line.prose and found[number + 1].prose and not line.text.endswith(".")
        if heads and re.match(rf"{len(starts) + 1}[.)]\s+\S", line.text):
            starts.append(number)
    return starts if len(starts) > 2 else []


def _compiler(found: Sequence[Line]) -> tuple[str, ...]:
    """Return who put the whole page together: "Compiled by Ann Lee"."""
    lines = (line.text for line in found[:HEAD] if not line.prose and COMPILED.match(line.text))
    return next((by.names for text in lines if (by := byline(text))), ())


def _titles(found: Sequence[Line], number: int) -> bool:
    """Tell whether a line is the title of running text."""
    line = found[number]
    if (
        not line.gap
        or line.prose
        or not 8 <= len(line.text) <= 140
        or line.text.endswith((".", ":", ",", ";"))
    ):
        return False
    if (
        is_furniture(line.text)
        or is_label(line.text)
        or is_date_line(line.text)
        or byline(line.text)
        or section(line.text)
    ):
        return False
    if SPEAKER.match(line.text) or DAY_HEADING.match(line.text):
        return False
    after = next((below for below in found[number + 1 : number + 4] if not _between(below)), None)
    return after is not None and after.prose and not BULLET.match(line.text)


def _between(line: Line) -> bool:
    return byline(line.text) is not None or is_date_line(line.text) or (not line.gap and not line.prose)


def _signed(found: Sequence[Line], number: int) -> bool:
    """Tell whether an item has a byline, or a dateline of its own."""
    below = found[number + 1 : number + 4]
    body = next((line for line in below if line.prose), None)
    by = any(byline(line.text) for line in below[:2] if not line.prose)
    return by or (body is not None and bool(dateline_agency(body.text) or DATELINE.match(body.text)))
