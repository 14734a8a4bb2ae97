"""Folded: a text in which quotations are found again whatever its white space and its quotation marks.

In: the text of a document. Out: where a gold quotation stands in it, in offsets of the document.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SAME = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛`´", "'") | dict.fromkeys("‐‑‒–—―−", "-")
)


class Folded:
    """A text with every run of white space as one blank and plain signs, and where each sign came from."""

    def __init__(self, text: str) -> None:
        self.source = text

    @cached_property
    def _signs(self) -> tuple[str, list[int]]:
        kept: list[tuple[str, int]] = []
        for place, sign in enumerate(self.source.translate(SAME)):
            if not sign.isspace():
                kept.append((sign, place))
            elif not kept or kept[-1][0] != " ":
                kept.append((" ", place))
        return "".join(sign for sign, _ in kept), [place for _, place in kept]

    def find(self, quote: str) -> tuple[int, int] | None:
        """Return where the first occurrence of a quotation starts and ends in the original text."""
        return next(self.all(quote), None)

    def all(self, quote: str) -> Iterator[tuple[int, int]]:
        """Yield every place where a quotation stands in the original text."""
        text, origin = self._signs
        wanted = " ".join(quote.translate(SAME).split())
        start = text.find(wanted) if wanted else -1
        while start >= 0:
            yield origin[start], origin[start + len(wanted) - 1] + 1
            start = text.find(wanted, start + 1)
