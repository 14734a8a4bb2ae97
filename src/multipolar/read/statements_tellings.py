"""Tellings: the words that someone is given, before it is known who that is.

`Telling` is what the finders of direct and indirect speech give to `statements`; `Page` is what they look at: the
parse, the quotations, and where each character's token stands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from multipolar.read.speech_quotes import Quotation, quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OPENING = "“„«‹‘\"'»"
SOFT = 50  # a line at least this long may be broken by a typesetter in mid sentence


@dataclass(frozen=True, slots=True)
class Telling:
    """Words of a speaker: their span, the verb, the head of the words for the speaker."""

    start: int
    end: int
    verb: Token | None
    speaker: Token | None  # None: the speaker of the telling before
    direct: bool
    label: str | None = None  # the speaker where the page gives a bare label
    label_start: int = 0


@dataclass(slots=True)
class Page:
    """A parsed text with its quotations."""

    doc: Doc
    text: str
    quotations: tuple[Quotation, ...]
    starts: list[int] = field(default_factory=list)  # of tokens
    opens: list[int] = field(default_factory=list)  # of quotations
    bounds: list[int] = field(default_factory=list)  # first tokens of sentences

    def token_at(self, place: int) -> int:
        """Return the number of the first token that starts at or after a place."""
        return bisect_left(self.starts, place)

    def sentence(self, token: Token) -> tuple[int, int]:
        """Return the numbers of the first token of the sentence and of the one after its last."""
        at = bisect_right(self.bounds, token.i) - 1
        end = self.bounds[at + 1] if at + 1 < len(self.bounds) else len(self.doc)
        return self.bounds[at], end

    def quotation_over(self, place: int) -> Quotation | None:
        """Return the quotation that a place lies in."""
        at = bisect_right(self.opens, place) - 1
        found = self.quotations[at] if at >= 0 else None
        return found if found is not None and found.open <= place < found.close else None

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """Return a span without white space and separating signs at its ends; quotation marks stay in pairs."""
        while start < end and self.text[start] in " \t\n\r\xa0,;:.–—-…":
            start += 1
        while start < end and self.text[end - 1] in " \t\n\r\xa0,;:.–—-":
            end -= 1
        return start, end


def page(doc: Doc) -> Page:
    """Return the page of a parse."""
    found = quotations(doc.text)
    return Page(
        doc,
        doc.text,
        found,
        [token.idx for token in doc],
        [each.open for each in found],
        [sentence.start for sentence in doc.sents],
    )
