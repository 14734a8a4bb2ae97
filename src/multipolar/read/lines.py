"""Lines: a plain text in, its paragraphs and headings out, with hard line breaks taken back.

A text is hard-wrapped where its lines end just before a common width; a break is then soft where the next word would
not have fitted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

WIDEST = 100  # no one wraps by hand beyond
BULLET = re.compile(r"\s*(?:[-*•·–—+>]\s|\d{1,3}[.)]\s|\(\w\)\s|\+\+\+)")
# An entry of a diary or a digest: "LIMA - Arbitration resumes", "MONDAY, JUNE 6", "CAEN, France - Leaders meet".
ENTRY = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ .'/-]{2,40}(?:,\s\w[\w .]{1,25})?\s(?:-{1,2}|–|—)\s|[A-ZÀ-Þ]{4,}(?:[ ,.:;&-]+[A-ZÀ-Þ\d]{1,20}){0,8}$"
)
PROSE = 160  # characters: no heading is longer
SENTENCE = 60  # characters: a shorter line with a full stop may still be a note or an abbreviation
ENDS = (".", '."', ".”", ".’", ".'", ".)", '?"', "?”", '!"', "!”", "…", "...", ".]", "]...")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, heading or entry; `gap` where an empty line stands before it."""

    text: str
    gap: bool = True

    @property
    def prose(self) -> bool:
        """Whether it reads as running text: long, or a whole sentence of some length."""
        return len(self.text) >= PROSE or (len(self.text) >= SENTENCE and self.text.endswith(ENDS))


def lines(text: str) -> list[Line]:
    """Return the lines of a text that are not empty, hard-wrapped ones joined by a space."""
    width = _width(text)
    found: list[Line] = []
    gap, last = True, ""
    for raw in text.split("\n"):
        stripped = raw.strip()
        if not stripped:
            gap, last = True, ""
            continue
        if width and found and not gap and _soft(last, stripped, width):
            found[-1] = Line(f"{found[-1].text} {stripped}", found[-1].gap)
        else:
            found.append(Line(stripped, gap))
        gap, last = False, raw.rstrip()
    return found


def joined(kept: list[Line]) -> str:
    """Return lines as a text: one line break between lines of a block, two between blocks."""
    parts: list[str] = []
    for line in kept:
        parts += [("\n\n" if line.gap else "\n") if parts else "", line.text]
    return "".join(parts)


def _width(text: str) -> int:
    """Return the width at which the text is wrapped by hand, 0 where it is not."""
    rows = text.split("\n")
    followed = [len(row.rstrip()) for row, after in pairwise(rows) if row.strip() and after.strip()]
    if len(followed) < 6:
        return 0
    width = sorted(followed)[len(followed) * 9 // 10]
    near = sum(0.8 * width <= length <= width + 12 for length in followed)
    longest = max(len(row) for row in rows)
    return width if 40 <= width <= WIDEST and longest <= 2 * WIDEST and near * 2 >= len(followed) else 0


def _soft(last: str, after: str, width: int) -> bool:
    """Tell whether a line break only keeps within the width."""
    if BULLET.match(after) or (ENTRY.match(after) and not last[-1:].islower() and last[-1:] != ","):
        return False
    room = width - len(last) - 1
    word = after.split(maxsplit=1)[0]
    if len(word) > room:
        return True
    return len(word) > room - 6 and after[:1].islower()
