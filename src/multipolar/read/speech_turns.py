"""Turns: the text of an interview, a briefing or a record of a sitting in, who has the floor and for which span out.

A turn begins on a line with a label and a colon ("Q:", "Answer:", "MR. YOON:", "Anna Berg:") and lasts until the next
one or the end of the record. A text with a single label is no transcript.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

QUESTION = frozenset({"q", "question", "reporter", "journalist", "correspondent", "interviewer"})
ANSWER = frozenset({"a", "answer"})
# Labels that head lists and notes, never people.
_NOT_PEOPLE = re.compile(
    r"^(?:note|background|correction|update|read more|see also|photo|picture|source|reuse|keywords|tags|subject|from|to|"
    r"date|re|cc|duration|tx|announcer|presenter|writer|narrator|producer|host|editor|editors|in|out|contact|tel|phone|email|fax|training|weather|sport|summary|promo)\b",
    re.IGNORECASE,
)
_CAPITALS = r"[A-ZÀ-Ý][A-ZÀ-Ý.'’()-]*(?: [A-ZÀ-Ý(][A-ZÀ-Ý.'’()-]*){0,5}"
_NAMED = r"(?:[A-ZÀ-Ý][\w.'’-]{0,30})(?: (?:[A-ZÀ-Ý][\w.'’-]{0,30}|de|van|von|al|bin|of|the)){0,5}"
_TURN = re.compile(
    rf"^[ \t]*(?P<label>{_CAPITALS}|{_NAMED})(?P<after>(?: ?\([^()\n]{{1,60}}\)){{0,2}})[ \t]?(?::|(?<=\n[QA])\.)[ \t]+(?=\S)",
    re.MULTILINE,
)
_STAGE = re.compile(r"[(\[][^()\[\]\n]{1,40}[)\]]\s*")
_END = re.compile(
    r"\n\s*(?:[(\[](?:end|ends|applause|laughter)\b|-{3,}|\*{3,}|_{3,}|#{3,}|(?:the )?(?:briefing|interview) ended)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """Words between two labels: `label` as written, `label_start` its place, `start`..`end` the words."""

    label: str
    label_start: int
    start: int
    end: int

    @property
    def question(self) -> bool:
        """Tell whether the one who asks has the floor."""
        return self.label.lower().strip(".") in QUESTION

    @property
    def answer(self) -> bool:
        """Tell whether the label only says that it is an answer."""
        return self.label.lower().strip(".") in ANSWER


def turns(text: str) -> tuple[Turn, ...]:
    """Return the turns of a transcript in order, none where the text is none."""
    found = [match for match in _TURN.finditer(text) if not _NOT_PEOPLE.match(match["label"])]
    counts = Counter(match["label"].lower() for match in found)
    asked = any(label in QUESTION or label in ANSWER for label in counts)
    if len(found) < 2 or not (asked or (len(counts) >= 2 and max(counts.values()) >= 2)):
        return ()
    ends = [match.start() for match in found[1:]] + [_last(text, found[-1])]
    return tuple(turn for turn in map(_turn, [text] * len(found), found, ends) if turn.start < turn.end)


def _last(text: str, match: re.Match[str]) -> int:
    """Return the end of the last turn: after "A:" its paragraph, since reports go on in their own voice."""
    end = text.find("\n\n", match.end()) if match["label"].lower() in QUESTION | ANSWER else -1
    return end if end >= 0 else len(text)


def _turn(text: str, match: re.Match[str], end: int) -> Turn:
    """Return the turn from a label to the next, without stage directions at its start and white space at its end."""
    start = match.end()
    stage = _STAGE.match(text, start)
    start = stage.end() if stage else start
    over = _END.search(text, start, end)
    end = over.start() if over else end
    words = text[start:end].rstrip()
    return Turn(match["label"], match.start("label"), start, start + len(words))
