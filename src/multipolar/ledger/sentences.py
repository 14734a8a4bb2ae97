"""Sentences: where the sentences of a text begin and end, by punctuation and line breaks alone.

In: a text in any language. Out: spans in order that never overlap and hold all its words; `text[start:end]` is the
sentence, without space around it. Two sentences left together do little harm where one searches, a broken one does,
so a full stop that may belong to an abbreviation ends nothing. Linear in the length of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    Span = tuple[int, int]

scheme = "sentences 1"  # a change makes every text be indexed again

longest = 1_000  # characters; a list or table without a full stop is cut between two words
_wrapped = 40  # characters; a longer line that a small letter follows goes on there
_head = 2_000  # characters; a title stands within the first
# a sign that ends a sentence where a space follows; one of Chinese or Japanese; a line break
_stop = re.compile(r"[.!?…؟۔।॥][\"'”’»)\]]{0,3}(?=\s)|[。！？｡][”’」』）\"]{0,3}|\n")
_abbreviation = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Gen|Col|Maj|Lt|Sgt|Capt|Cmdr|Adm|Brig|Sen|Rep|Gov|St|Ste|Mt|Ft|No|Nos|vs|approx|ca"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Bros|Jr|Sr|Sra|Dra|Mme|Hr|Fr|Nr|bzw|et al)|\b[^\W\d_])\.$"
)


def sentences(text: str) -> list[Span]:
    """Return the spans of the sentences.

    >>> text = "It rained. Mr. Rao met her. They left"
    >>> [text[start:end] for start, end in sentences(text)]
    ['It rained.', 'Mr. Rao met her.', 'They left']
    """
    return [span for start, end in _between(text) for span in _cut(text, start, end)]


def entries(text: str, title: str | None) -> list[Span]:
    """Return the spans of the sentences, with that of the title before them where there is one.

    A title that is a line of the beginning of the text has its span there; one that is not has the span (0, 0).
    """
    if title is None:
        return sentences(text)
    start, end = _title(text, title)
    rest = [span for span in sentences(text) if span[1] <= start or span[0] >= end]
    return [(start, end), *rest]


def _title(text: str, title: str) -> Span:
    words = title.strip()
    start = text.find(words, 0, _head) if words else -1
    end = start + len(words)
    whole = text[max(start, 1) - 1 : start] in {"", "\n"} and text[end : end + 1] in {"", "\n"}
    return (start, end) if start >= 0 and whole else (0, 0)


def _between(text: str) -> Iterator[Span]:
    last = 0
    for match in _stop.finditer(text):
        if _ends(text, match, last):
            yield last, match.end()
            last = match.end()
    yield last, len(text)


def _ends(text: str, stop: re.Match[str], last: int) -> bool:
    """Tell whether a sentence ends at a stop; the one that it would end begins at `last`."""
    start, end = stop.span()
    if stop[0] == "\n":
        return not (
            start - last >= _wrapped
            and (text[start - 1].isalpha() or text[start - 1] in ",;")
            and text[end : end + 1].islower()
        )
    if stop[0][0] in ".…!?" and text[end + 1 : end + 2].islower():
        return False  # “Why?” she asked
    return stop[0][0] != "." or not _abbreviation.search(text, max(last, end - 8), end)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span without space around it, in parts where it is too long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > longest:
        part = _word_end(text, start + 1, start + longest)
        yield start, part
        start = part
        while text[start].isspace():  # the last character is none
            start += 1
    if start < end:
        yield start, end


def _word_end(text: str, low: int, high: int) -> int:
    """Return where the last word that a space follows ends in that range; its end where there is no space."""
    place = high
    while place > low and not text[place].isspace():
        place -= 1
    while place > low and text[place - 1].isspace():
        place -= 1
    return place if place > low else high
