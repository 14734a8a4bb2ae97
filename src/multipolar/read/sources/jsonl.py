"""jsonl."""
from __future__ import annotations
from typing import TYPE_CHECKING
from multipolar.read.encoding import decode
from multipolar.read.page import Page
if TYPE_CHECKING:
    from multipolar.ledger.records import Problem
    from multipolar.read.intake import Raw

def jsonl(raw: Raw) -> list[Page | Problem]:
    """Return the page."""
    text, notes = decode(raw.data, raw.charset)
    return [Page(text, notes=notes)]
