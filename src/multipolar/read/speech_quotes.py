"""Quotations: text in, spans between quotation marks out, in one pass from left to right.

English, French and German marks, straight and curved, single and double. Apostrophes are told apart from single
marks; marks inside a quotation are left alone. A quotation left open at the end of a paragraph and opened again at
the start of the next one is one quotation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PAIRS = {
    "“": "”“″",
    "„": "“”",
    "«": "»",
    "»": "«",
    '"': '"”',
    "‘": "’'",
    "'": "'’",
    "‹": "›",
    "›": "‹",
    "‚": "‘’",
    "”": "”",
}
SINGLE = "‘'‚‹›"
# A quotation that runs over more than this was never closed by its author.
LONGEST = 6000
_MARK = re.compile('[“”„«»"‘’\'‹›‚]|\n[ \t]*\n|\n(?=[ \t]*[“„«"‘])')
_FRENCH = {"»": "«", "›": "‹"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A run between marks: `open` is the first mark, `start`..`end` the words, `close` the end of the last mark."""

    open: int
    start: int
    end: int
    close: int


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations in order; they never overlap."""
    scan = _Scan(text)
    for found in _MARK.finditer(text):
        if found.group()[0] == "\n":
            scan.paragraph(found.start(), found.end())
        else:
            scan.mark(found.start())
    scan.paragraph(len(text), len(text))
    scan.settle()
    return tuple(trimmed for trimmed in (_trimmed(text, each) for each in scan.done) if trimmed)


class _Scan:
    """Where the scanner stands: what is open since when, and what is done."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.done: list[Quotation] = []
        self.opened: int | None = None  # place of the open mark
        self.waiting: int | None = None  # the open mark of a quotation that the next paragraph may go on with
        self.waiting_end = 0

    def mark(self, at: int) -> None:
        """Open, close or pass over the mark at a place."""
        if self.opened is None:
            if self._opens(at):
                self._open(at)
        elif self._closes(at):
            self._close(at)

    def paragraph(self, end: int, following: int) -> None:
        """End a paragraph: an open quotation waits for the next one to go on."""
        self.settle()
        if self.opened is None:
            return
        if end - self.opened < LONGEST and self._reopens(following):
            self.waiting, self.waiting_end = self.opened, end
        elif self._whole_paragraph(self.opened) and end - self.opened < LONGEST:
            self.done.append(Quotation(self.opened, self.opened + 1, end, end))
        self.opened = None

    def settle(self) -> None:
        """Take a waiting quotation as it is: the next paragraph did not go on with it."""
        if self.waiting is not None and self.opened is None:
            self.done.append(Quotation(self.waiting, self.waiting + 1, self.waiting_end, self.waiting_end))
            self.waiting = None

    def _open(self, at: int) -> None:
        if self.waiting is not None:
            self.opened, self.waiting = self.waiting, None
            return
        self.opened = at

    def _close(self, at: int) -> None:
        if self.opened is not None and at > self.opened + 1:
            self.done.append(Quotation(self.opened, self.opened + 1, at, at + 1))
        self.opened = None

    def _around(self, at: int) -> tuple[str, str]:
        before = self.text[at - 1] if at else " "
        after = self.text[at + 1] if at + 1 < len(self.text) else " "
        return before, after

    def _opens(self, at: int) -> bool:
        """Tell whether a mark opens a quotation, from the characters beside it."""
        sign = self.text[at]
        before, after = self._around(at)
        if sign in "“„«‹":
            return True
        if sign in "»›":  # German »…«
            return (before.isspace() or before in "([—–-") and not after.isspace()
        if sign == '"':
            return not after.isspace() and not before.isalnum()
        if sign in "‘'‚":
            return not before.isalnum() and before not in '.,!?”"' and self._single(at, after)
        return False

    def _single(self, at: int, after: str) -> bool:
        """Tell whether a single mark opens: not "'90s", "’tis", and a mark that may close it follows in the paragraph."""
        if not (after.isalpha() or after in '“"…$€£' or (after.isdigit() and self.text[at] == "‘")):
            return False
        stop = self.text.find("\n\n", at, at + LONGEST)
        window = self.text[at + 1 : stop if stop >= 0 else min(at + 800, len(self.text))]
        return re.search(r"[\w.,!?…”\"%)]['’](?!\w)", window[:800]) is not None

    def _closes(self, at: int) -> bool:
        """Tell whether a mark closes what is open."""
        sign, opened = self.text[at], self.text[self.opened or 0]
        if sign not in PAIRS.get(opened, opened):
            return False
        before, after = self._around(at)
        if sign in "'’":
            return not after.isalnum() and self._not_plural(at, before)
        if sign == '"':
            return not (before.isspace() and after.isalnum())
        return not (sign == "“" and opened == "“")

    def _not_plural(self, at: int, before: str) -> bool:
        """Tell a closing mark from the apostrophe of a plural: after "s", a later mark in the sentence closes."""
        if before.lower() != "s":
            return True
        window = self.text[at + 1 : at + 300].partition("\n")[0].partition("‘")[0]
        return re.match(r" [a-z]", window) is None or re.search(r"[,.!?…]['’](?!\w)", window) is None

    def _reopens(self, following: int) -> bool:
        """Tell whether the next paragraph starts with the mark that is open."""
        while following < len(self.text) and self.text[following].isspace():
            following += 1
        return following < len(self.text) and self.text[following] == self.text[self.opened or 0]

    def _whole_paragraph(self, opened: int) -> bool:
        """Tell whether the open mark begins its paragraph: then its author forgot the closing one."""
        return not self.text[max(0, opened - 200) : opened].rpartition("\n")[2].strip()


def _trimmed(text: str, found: Quotation) -> Quotation | None:
    """Return the quotation without white space at its ends, None where nothing is left."""
    inner = text[found.start : found.end]
    start = found.start + len(inner) - len(inner.lstrip())
    end = found.end - (len(inner) - len(inner.rstrip()))
    return Quotation(found.open, start, end, found.close) if start < end else None
