"""Sport: whether a sentence tells of a game, where "France beat Italy" is no act between states."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Span

SCORE = re.compile(r"\b\d{1,3}(?:-|–| all| for )\d{1,3}\b")
ENOUGH = 2  # words of sport in one sentence; one alone may be a figure of speech ("red card", "match")


def sporting(sentence: Span) -> bool:
    """Tell whether a sentence tells of a game: two words of sport, or one and a score."""
    found = {token.lower_ for token in sentence[:80]} & words("sport")
    return len(found) >= ENOUGH or (bool(found) and SCORE.search(sentence[:120].text) is not None)
