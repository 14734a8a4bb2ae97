"""Sport: whether a sentence tells of a game, where "France beat Italy" is no act between states."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from multipolar.read.spans import head_of
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Span

    from multipolar.world.names import Name

SCORE = re.compile(r"\b\d{1,3}(?:-|–| all| for )\d{1,3}\b")
# Words and phrases that are of nothing else: "won the toss", "wicket".
SURE = re.compile(rf"\b(?:{'|'.join(sorted(words('sport_phrase')))})\b", re.IGNORECASE)
ENOUGH = 2  # words of sport in one sentence; one alone may be a figure of speech ("red card", "match")


def sporting(sentence: Span) -> bool:
    """Tell whether a sentence tells of a game: two words of sport, or one and a score."""
    text = sentence[:120].text
    if SURE.search(text):
        return True
    found = {token.lower_ for token in sentence[:80]} & words("sport")
    return len(found) >= ENOUGH or (bool(found) and SCORE.search(text) is not None)


def is_club(span: Span, name: Name) -> bool:
    """Tell whether a town of a game plays itself: "beat Barcelona", "Munich lost"."""
    token = head_of(span)
    plays = token.dep_ in {"nsubj", "dobj"} and token.head.lemma_.lower() in words("plays")
    return plays and name.kind in {"capital", "city"} and name.text not in words("nation")
