"""Text: a plain text in, as saved or scraped from a page; its article out, or the items of its digest, and teasers.

Headline, byline and publisher come from the first lines (`read/front.py`) and the credits (`read/credits.py`);
menus, share bars, comments and bare lists of links are left out; everything else stays, in its order.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from multipolar.read.digest import items
from multipolar.read.encoding import decode
from multipolar.read.lines import lines
from multipolar.read.manuscript import article, split_off

if TYPE_CHECKING:
    from multipolar.ledger.records import Problem
    from multipolar.read.intake import Raw
    from multipolar.read.page import Page


def text(raw: Raw) -> list[Page | Problem]:
    """Return the documents of a plain text."""
    decoded, notes = decode(raw.data, raw.charset)
    found, teasers = split_off(lines(decoded))
    pages = items(found) or [article(found)]
    pages[0] = replace(pages[0], notes=notes)
    return [*pages, *teasers]
