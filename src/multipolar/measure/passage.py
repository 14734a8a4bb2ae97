"""The sentence around a quotation, for readers: where it probably begins and ends.

In: a text and a span. Out: a wider span. Punctuation and line breaks only, since this is for the eye; nothing
is counted by it.
"""

from __future__ import annotations

import re

_reach = 400  # characters on either side at most
_end = re.compile(r"[.!?؟۔…][\"'”’»)\]]{0,3}(?=\s)|\n")
_abbreviation = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Maj|Lt|Sen|Rep|Gov|St|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the start and end of the sentence, or sentences, that the span lies in.

    >>> text = "It rained. Mr. Rao met her in Oslo. They left."
    >>> text[slice(*sentence(text, 15, 18))]
    'Mr. Rao met her in Oslo.'
    """
    first, last = max(0, start - _reach), min(len(text), end + _reach)
    before = [stop for stop in _stops(text, first, start) if stop <= start]
    after = [stop for stop in _stops(text, max(start, end - 1), last) if stop >= end]
    low, high = before[-1] if before else first, after[0] if after else last
    while low < start and text[low].isspace():
        low += 1
    while high > end and text[high - 1].isspace():
        high -= 1
    return low, high


def _stops(text: str, first: int, last: int) -> list[int]:
    found = (match.end() for match in _end.finditer(text, first, last))
    return [stop for stop in found if not _abbreviation.search(text, max(0, stop - 6), stop)]
