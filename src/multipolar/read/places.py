"""Places: whether the capital of a state stands for its government or for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.spans import head_of
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LOCAL = words("local_preposition")
SOCIAL = words("social_preposition")
# Verbs and nouns after which "to Delhi" is a way and not a party.
MOVES = words("move")
VISITS = words("visit")


def acts_as_government(span: Span) -> bool:
    """Tell whether a capital is used for its government: "Islamabad said", "ties with Delhi".

    Places are "visited Islamabad", "in Delhi", "flew to Geneva".
    """
    token = _first(head_of(span))
    above = token.head
    if token.dep_ in {"nsubj", "nsubjpass", "agent", "poss", "dative"}:
        return True
    if token.dep_ == "dobj":
        return above.lemma_.lower() not in VISITS
    if token.dep_ == "pobj":
        return _after_preposition(above)
    return False


def _first(token: Token) -> Token:
    """Follow "Kabul" of "Islamabad and Kabul" to what governs them both."""
    for _ in range(4):
        if token.dep_ != "conj" or token.head is token:
            break
        token = token.head
    return token


def _after_preposition(preposition: Token) -> bool:
    word = preposition.lower_
    if word in SOCIAL or word == "of":
        return word != "of" or preposition.head.lower_ in {
            "government",
            "part",
            "behalf",
            "request",
            "favour",
            "favor",
        }
    if word in LOCAL:
        return False
    return word == "to" and preposition.head.lemma_.lower() not in MOVES
