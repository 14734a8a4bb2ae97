"""Spans: offsets of characters to tokens of a parse, in logarithmic time (spaCy's own search is linear)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


class Spans:
    """The tokens of a parse by offset."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.starts: list[int] = doc.to_array("IDX").tolist()

    def covering(self, start: int, end: int) -> Span:
        """Return the tokens that hold any of the characters from start to end."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        return self.doc[first : bisect_left(self.starts, end)]


def head_of(span: Span) -> Token:
    """Return the token of a span that the others hang on (spaCy's `root` climbs the whole tree)."""
    return next(
        (token for token in span if not span.start <= token.head.i < span.end or token.head is token),
        span[-1],
    )


def opening(token: Token, reach: int) -> int:
    """Return the index of the first token of the sentence, at most so many tokens back."""
    first = token.i
    while first > max(token.i - reach, 0) and not token.doc[first].is_sent_start:
        first -= 1
    return int(first)
