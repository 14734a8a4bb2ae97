"""Sport: whether a sentence tells of a game, where "France beat Italy" is no act between states."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span

SCORE = re.compile(r"\b\d{1,3}(?:-|–| all| for )\d{1,3}\b")
ENOUGH = 2  # words of sport in one sentence; one alone may be a figure of speech ("red card", "match")


@cache
def words() -> frozenset[str]:
    """Return the words of sport, in lower case, without those that news of states uses too."""
    return frozenset((files("multipolar.read") / "sport.txt").read_text("utf-8").split())


def sporting(sentence: Span) -> bool:
    """Tell whether a sentence tells of a game: two words of sport, or one and a score."""
    found = {token.lower_ for token in sentence[:80]} & words()
    return len(found) >= ENOUGH or (bool(found) and SCORE.search(sentence.text[:600]) is not None)
