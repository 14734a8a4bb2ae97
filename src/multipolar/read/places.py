"""Places: whether the capital of a state stands for its government or for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.roles import role
from multipolar.read.spans import head_of
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LOCAL = words("local_preposition")
SOCIAL = words("social_preposition")
# Verbs and nouns after which "to Delhi" is a way and not a party.
MOVES = words("move")
VISITS = words("visit")
# What is sent from a government and reaches another: "the offer reached Pyongyang", "a proposal from Colombo".
MESSAGES = words("message")
# What a town has and a government has not: "Stockholm's smaller hall".
TOWN_HAS = words("town_has")
SENDS = words("send")
ENVOYS = words("abroad")
# What lies on a government and not on its town: "pressure on Khartoum".
PRESSING = words("pressing")


def acts_as_government(span: Span) -> bool:
    """Tell whether a capital is used for its government: "Islamabad said", "ties with Delhi".

    Places are "visited Islamabad", "in Delhi", "flew to Geneva".
    """
    token = _first(head_of(span))
    above = token.head
    if token.dep_ == "poss":
        return above.lemma_.lower() not in TOWN_HAS
    if token.dep_ in {"nsubj", "nsubjpass", "agent", "dative"}:
        return True
    if token.dep_ == "dobj":
        return above.lemma_.lower() not in VISITS or _reached(above)
    if token.dep_ == "pobj":
        return _after_preposition(above)
    return False


def stands_as_place(span: Span) -> bool:
    """Tell whether a town that is used for a service or an army is the town itself: "shot in Rawalpindi"."""
    token = _first(head_of(span))
    above = token.head
    if token.dep_ == "dobj":
        return above.lemma_.lower() in VISITS
    if token.dep_ != "pobj":
        return False
    return above.lower_ in LOCAL or (above.lower_ == "of" and above.head.pos_ in {"ADV", "ADP"})


def _reached(verb: Token) -> bool:
    """Tell whether words and not a traveller reach a capital."""
    if verb.lemma_.lower() != "reach":
        return False
    return any(child.dep_ == "nsubj" and child.lemma_.lower() in MESSAGES for child in verb.children)


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
    above, before = preposition.head, preposition.nbor(-1) if preposition.i else preposition
    if (
        word in {"on", "upon", "toward", "towards"}
        and {above.lemma_.lower(), before.lemma_.lower()} & PRESSING
    ):
        return True
    if word in LOCAL:
        return word == "from" and bool({above.lemma_.lower(), before.lemma_.lower()} & MESSAGES)
    return word == "to" and not (above.lemma_.lower() in MOVES or _posted(above, before) or _leg(above))


def _leg(above: Token) -> bool:
    """Tell whether a way goes from one town to another: "a bus from Amman to Damascus"."""
    if above.lemma_.lower() in MESSAGES:
        return False
    return above.lower_ == "from" or any(child.lower_ == "from" for child in above.children)


def _posted(above: Token, before: Token) -> bool:
    """Tell whether people are sent to a town: "the envoy to Kabul", "sent three observers to Baku"."""
    if {above.lemma_.lower(), before.lemma_.lower()} & ENVOYS:
        return True
    if above.lemma_.lower() not in SENDS:
        return False
    sent = next((child for child in above.children if child.dep_ in {"dobj", "nsubjpass"}), None)
    known = role(sent) if sent is not None else None
    return known is not None and known.kind == "person"
