"""Furniture: which lines and containers of a page say nothing of the world but only of the page.

Menus, share bars, cookie lines, comment sections, related links. The vocabulary is `furniture.csv`; patterns match
whole lines, without regard to case.
"""

from __future__ import annotations

import re
from functools import cache

from multipolar.read.tables import pattern, words

LONGEST = 400  # no furniture line is longer; longer lines are never matched
PARTS = re.compile(r"\s*[|>»/•·]+\s*|\s{2,}|\s*\*\s+|\s+--\s+|\t+")
SECTION_MARKS = " \t:.…!*#-–—=»>+_"


def is_furniture(line: str) -> bool:
    """Tell whether a line is nothing but furniture."""
    line = line.strip()
    if not line or len(line) > LONGEST:
        return not line
    return bool(pattern("furniture", "line").fullmatch(line)) or is_menu(line)


def is_menu(line: str) -> bool:
    """Tell whether a line is a menu or a trail of crumbs: three words of menus, or most parts menu words."""
    parts = [part.strip(" []") for part in PARTS.split(line.strip()) if part.strip(" []")]
    if len(parts) < 2 or len(line) > 200 or any(len(part) > 40 for part in parts):
        return False
    known = sum(bool(pattern("furniture", "menu").fullmatch(part)) for part in parts)
    return known * 2 > len(parts) or (known >= 2 and known * 3 >= len(parts))


def menu_part(part: str) -> bool:
    """Tell whether words are an entry of a menu."""
    return bool(pattern("furniture", "menu").fullmatch(part.strip()))


def is_label(line: str) -> bool:
    """Tell whether a line only names the section of the newspaper that it heads."""
    parts = [part for part in re.split(r"\s*[|/·•>,&]\s*", line.strip(" []()*-–—:")) if part]
    return bool(parts) and all(pattern("furniture", "label").fullmatch(part) for part in parts)


def section(line: str) -> str | None:
    """Return what kind of furniture a line heads: "comments", "teasers" (posts with a text), "section" (links)."""
    heading = line.strip(SECTION_MARKS)
    if not heading or len(heading) > 100:
        return None
    return next(
        (
            kind
            for kind in ("comments", "teasers", "section")
            if pattern("furniture", kind).fullmatch(heading)
        ),
        None,
    )


@cache
def container(names: str) -> str | None:
    """Return what the class and id of an element say: "furniture", "reference" (to other posts) or nothing."""
    split = re.sub(r"([a-z])([A-Z])", r"\1 \2", names[:LONGEST])
    tokens = {token.lower() for token in re.split(r"[\s_:./-]+", split) if token}
    joined = {token.lower().replace("-", "").replace("_", "") for token in names[:LONGEST].split()}
    if tokens & words("furniture", "reference"):
        return "reference"
    return "furniture" if (tokens | joined) & words("furniture", "container") else None
