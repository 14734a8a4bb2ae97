"""Passages: a document cut where its paragraphs end, and the words in it that speak to a language model.

In: a text. Out: passages with their offsets, none longer than `LONGEST` unless one line is; and the places that give
orders to whoever reads for a machine ("ignore all previous instructions"): no act may rest on them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 3000  # characters: about 500 words, with one answer in a few seconds on a laptop's model
# Bounded runs only: the text is untrusted.
ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.!?\n]{0,60}\b(?:instruction|prompt|rule|guideline|schema)s?\b"
    r"|\b(?:system|developer) (?:prompt|message)\b"
    r"|\byou are (?:now )?(?:an? |the )?(?:AI|LLM|(?:large )?language model|chat ?bot|assistant)\b"
    r"|\b(?:output|answer|respond|reply) (?:only )?(?:with|in) (?:only )?(?:the following )?JSON\b"
    r"|<\|?/?(?:im_start|im_end|system|assistant|user)\b",
    re.IGNORECASE,
)


class Passage(NamedTuple):
    """A part of a text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Return where it ends in the text."""
        return self.start + len(self.text)


def passages(text: str, *, longest: int = LONGEST) -> list[Passage]:
    """Return the parts of a text that are asked about one by one; together they are the text."""
    found, start = [], 0
    while start < len(text):
        end = _end(text, start, longest)
        if text[start:end].strip():
            found.append(Passage(start, text[start:end]))
        start = end
    return found


def _end(text: str, start: int, longest: int) -> int:
    """Return where a passage ends: at an empty line, else a line, else a sentence, else a space, else anywhere."""
    if len(text) - start <= longest:
        return len(text)
    for mark in ("\n\n", "\n", ". ", " "):
        cut = text.rfind(mark, start + longest // 3, start + longest)
        if cut >= 0:
            return cut + len(mark)
    return start + longest


def orders(text: str) -> list[tuple[int, int]]:
    """Return where a text gives orders to a machine: whole sentences, as offsets."""
    found = []
    for match in ORDER.finditer(text):
        before = max(text.rfind(sign, 0, match.start()) for sign in ".!?\n") + 1
        after = min(
            (place for sign in ".!?\n" if (place := text.find(sign, match.end())) >= 0), default=len(text) - 1
        )
        found.append((before, after + 1))
    return found
