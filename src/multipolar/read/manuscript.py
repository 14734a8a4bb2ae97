"""Manuscript: the lines of one plain text in, a Page out: front, chain of publishers, body without furniture.

A list of other posts after the article is split off first; those that have a text of their own are teasers.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from multipolar.read.byline import NAME, byline, signature
from multipolar.read.credits import copyright_holder, credited, dateline_agency
from multipolar.read.front import Front, front
from multipolar.read.furniture import is_furniture, section
from multipolar.read.kind import FILING
from multipolar.read.lines import BULLET, Line, joined
from multipolar.read.page import Page
from multipolar.read.publisher import OUTLET, chained, initials, is_agency, is_publisher, plain
from multipolar.read.tables import words

if TYPE_CHECKING:
    from collections.abc import Sequence

CUT = re.compile(
    r"(?:…|\.\s?\.\s?\.|\[(?:…|\.\.\.)\]|\((?:…|\.\.\.)\))\s*(?:\(?\[?(?:read more|continue reading|more|keep reading)\W*)?$",
    re.IGNORECASE,
)
BLOG = re.compile(
    r"search this blog|popular posts from this blog|powered by (?:blogger|wordpress)|posted by .{1,60} at \d",
    re.IGNORECASE,
)
CORRESPONDENT = re.compile(
    rf"/\s?(?:corr|correspondent|spec\. corr)\.?\s+(?P<name>{NAME.pattern})\s?/", re.IGNORECASE
)
REPORTED = re.compile(r"\W*(?:reporting|reported|written|words|text)\s+by\s", re.IGNORECASE)
SIGN_OFF = re.compile(r"\s+\d{3,6}(?:\s?(?:gmt|utc|hrs))?(?:\s\w{3,9}\.?(?:\s\d{2,4})?)?$", re.IGNORECASE)
HEAD = 15  # lines at the beginning where bylines stand
TAIL = 8  # lines at the end where publishers are named
KEPT_PROSE = 140  # characters: running text of this length is never furniture, whatever its first words


def article(found: Sequence[Line], *, masthead: str | None = None, title: str | None = None) -> Page:
    """Return the page that the lines make; `masthead` is the paper's name where the lines are only an item of it."""
    head = front(found, declared=title)
    top = found[head.headline] if head.headline is not None else None
    body = [line for number, line in enumerate(found) if number not in head.left_out]
    kept = _once(without_sections(body, top), top, head.title)
    chain, outlet = _chain(found, head, masthead)
    return Page(
        text=joined(kept),
        title=head.title,
        byline=head.names or _late_names(found, (head.headline or 0) + 1),
        chain=chain,
        outlet=outlet,
        day=head.day,
        truncated=bool(kept and CUT.search(kept[-1].text)),
    )


def _once(kept: list[Line], top: Line | None, title: str | None) -> list[Line]:
    """Return the lines with the headline as it is given, and without its echo and the signatures under the text."""
    if top is None or title is None:
        return kept
    first = [Line(title, line.gap) if line is top and title in line.text else line for line in kept]
    last = max((number for number, line in enumerate(first) if line.prose), default=len(first))
    return [line for number, line in enumerate(first) if number <= last or not _echo(line.text, title)]


def _echo(text: str, title: str) -> bool:
    said = byline(text)
    return plain(text) == plain(title) or (said is not None and said.strength > 0)


def split_off(found: Sequence[Line]) -> tuple[list[Line], list[Page]]:
    """Return the lines without the lists of other posts at the end, and the posts among them with a text."""
    for number, line in enumerate(found):
        kind = section(line.text) if len(line.text) < 100 else None
        if kind == "teasers" and sum(before.prose for before in found[:number]) >= 2:
            teasers = _teasers(found[number + 1 :], certain="popular posts" in line.text.lower())
            if teasers:
                rest = [line for line in found[number + 1 :] if _notice(line.text)]
                return [*found[:number], *rest], teasers
    return list(found), []


def _teasers(found: Sequence[Line], *, certain: bool) -> list[Page]:
    """Return posts of which a title and a text stand there; elsewhere than on blogs only texts that break off."""
    pages: list[Page] = []
    for title, body in pairwise(found):
        cut = bool(CUT.search(body.text))
        heading = (
            not title.prose and not CUT.search(title.text) and not is_furniture(title.text) and title.gap
        )
        if heading and (cut or (certain and body.prose)):
            pages.append(Page(f"{title.text}\n\n{body.text}", title.text, role="teaser", truncated=cut))
    return pages


def _notice(text: str) -> bool:
    return is_furniture(text) or bool(credited(text))


def without_sections(found: Sequence[Line], headline: Line | None) -> list[Line]:
    """Return the lines without furniture, lists of links and, at the end, readers' comments."""
    kept: list[Line] = []
    skipping = False
    for number, line in enumerate(found):
        kind = section(line.text) if line is not headline and len(line.text) < 100 else None
        if kind == "comments" and sum(before.prose for before in kept) >= 2:
            break
        if kind and not _text_follows(found, number):
            skipping = True
            continue
        skipping = skipping and not line.prose
        if not skipping and (line is headline or len(line.text) >= KEPT_PROSE or not is_furniture(line.text)):
            kept.append(line)
    return kept


def _text_follows(found: Sequence[Line], number: int) -> bool:
    """Tell whether a heading is followed by running text, and so heads a part of the article."""
    after = found[number + 1 : number + 2]
    return bool(after) and after[0].prose and not BULLET.match(after[0].text)


def _late_names(found: Sequence[Line], after: int) -> tuple[str, ...]:
    """Return who signs in the dateline ("/Corr. A. Name/") or under the text ("Reporting by A. Name")."""
    for line in found:
        inline = CORRESPONDENT.search(line.text[:200])
        if inline:
            return (inline["name"],)
    for line in found[:HEAD]:
        by = byline(line.text) if not line.prose else None
        if by and by.names and by.strength:
            return by.names
    for line in found[-TAIL:]:
        by = byline(re.split(r"[;.]\s", line.text.strip("() []"))[0]) if len(line.text) < 300 else None
        if by and (REPORTED.match(line.text) or len(line.text) < 80):
            return by.names
    signed = [
        by.names
        for line in found[max(after, len(found) - 3) :]
        if not line.prose and (by := signature(line.text))
    ]
    return signed[0] if signed else ()


def _chain(found: Sequence[Line], head: Front, masthead: str | None) -> tuple[tuple[str, ...], str | None]:
    """Return the publishers from the first on, and the page's own."""
    own = head.masthead or masthead or _foot(found)
    near = [*found[: head.body + 1], *found[-TAIL:]]
    agencies = [
        name
        for line in found[head.body : head.body + 2]
        if (name := dateline_agency(line.text)) and (is_publisher(name) or not own)
    ]
    own = _in_full(own, near) if own else own
    agencies = [_in_full(name, near) for name in agencies]
    signed = [*head.origins, *_late_outlets(found)]
    named = [name for line in near for name in credited(line.text)]
    holders = [name for line in found[-TAIL:] if (name := copyright_holder(line.text)) and _other(name, own)]
    origins = [
        name
        for name in chained([*signed, *holders, *named, *agencies])
        if not (own and same_publisher(name, own))
    ]
    copied = bool(named) and (
        own is None or any(BLOG.search(line.text) for line in found if len(line.text) < 200)
    )
    if own and not copied:
        return chained([*origins, own]), own
    return chained(origins), own


def same_publisher(name: str, own: str) -> bool:
    """Tell whether a name is the paper's, its short form ("the Sentinel") or its company ("Beacon Newspapers")."""
    short, long = (_words(plain(words)) for words in (name, own))
    return (
        short == long
        or _called(name, own)
        or (bool(short) and not is_agency(name) and short <= long)
        or (bool(long) and long <= short)
    )


def _called(short: str, long: str) -> bool:
    """Tell whether a name is the letters of another one: "SPA", of the Southern Press Agency."""
    return len(short) > 1 and short.isupper() and short == initials(long)


def _other(name: str, own: str | None) -> bool:
    """Tell whether the holder of the copyright is a publisher that has nothing in common with the page's own."""
    return is_publisher(name) and (
        is_agency(name) or own is None or not _words(plain(name)) & _words(plain(own))
    )


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name)) - words("byline", "company")


def _late_outlets(found: Sequence[Line]) -> list[str]:
    bylines = (byline(line.text) for line in found[-TAIL:] if len(line.text) < 120)
    return [by.outlet for by in bylines if by and by.outlet]


def _in_full(name: str, near: Sequence[Line]) -> str:
    """Return the name of a publisher that the page gives in letters, as another of its short lines has it."""
    if not (name.isupper() and 1 < len(name) < 7):
        return name
    shown = (
        match.group() for line in near if len(line.text) < 200 for match in OUTLET.finditer(line.text[:200])
    )
    cores = (
        re.sub(r"\s+(?:staff\s+)?(?:writer|correspondent|reporter|staff)$", "", text, flags=re.IGNORECASE)
        for text in shown
    )
    whole = (
        core for core in cores if initials(core) == name and (len(core.split()) > 2 or is_publisher(core))
    )
    return next(whole, name)


def _foot(found: Sequence[Line]) -> str | None:
    """Return the publisher that the last lines name: a copyright line, or a name alone."""
    for line in reversed(found[-TAIL:]):
        holder = copyright_holder(line.text)
        if holder:
            return holder
        name = SIGN_OFF.sub("", line.text)
        if is_furniture(line.text) or byline(line.text) or FILING.fullmatch(line.text):
            continue
        if (
            len(name) < 60
            and not name.endswith(".")
            and (is_publisher(name) or (name != line.text and name.isupper()))
        ):
            return name
    return None
