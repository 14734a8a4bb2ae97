"""Seats: whose minister or ministry a phrase means that names only a place or the one who sent him.

In: a noun with a role, and the mentions laid on the tokens. Out: the mention of its state: "the foreign ministry
in La Paz" is Bolivia's, "the visitor from Budapest" Hungary's, and the envoy in "Denmark sent an envoy to Nuuk"
Denmark's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.roles import role
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Token

    from multipolar.read.layers import Mention
    from multipolar.read.roles import Role

# What stands in another state: an embassy in La Paz is not Bolivia's.
ABROAD = words("abroad") | words("posted")
VISITORS = words("visitor")
MATERIEL = words("materiel")
# Verbs whose subject is the state of the man that they are done to: "sent an envoy", "named a consul".
SENDING = words("sending_verb")
DEEP = 3  # phrases between an office and its seat: "the governor of the central bank in Khartoum"


def seat(head: Token, known: Role, at: Mapping[int, Mention]) -> Mention | None:
    """Return the mention of the place that a state's organ or officer sits in or comes from."""
    if known.acts != "state" or known.sector is None:
        return None
    for word, place in _places(head, DEEP):
        mention = at.get(place.i)
        if mention is None or not mention.codes:
            continue
        if word == "from":
            return mention
        at_home = known.noun not in ABROAD | VISITORS and known.sector != "REB"
        if mention.kind == "capital" and at_home:
            return mention
    return None


def _places(head: Token, depth: int) -> Iterator[tuple[str, Token]]:
    """Yield the nouns after "in" and "from", also after "of": "the governor of the bank in Khartoum"."""
    for child in head.rights:
        if child.dep_ != "prep" or not depth:
            continue
        for last in child.children:
            if last.dep_ == "pobj" and child.lower_ in {"in", "from", "at"}:
                yield child.lower_, last
            elif last.dep_ == "pobj" and child.lower_ == "of" and not _own(last):
                yield from _places(last, depth - 1)


def _own(head: Token) -> bool:
    """Tell whether an office is that of a club or firm, which belongs to no state for its address."""
    known = role(head)
    return known is not None and known.acts == "own"


def sender(head: Token, known: Role, at: Mapping[int, Mention]) -> Mention | None:
    """Return the state that sends, names or recalls an officer of its own."""
    if (
        known.acts != "state"
        or known.noun in MATERIEL
        or head.dep_ != "dobj"
        or head.head.lemma_.lower() not in SENDING
    ):
        return None
    subject = next((child for child in head.head.children if child.dep_ == "nsubj"), None)
    return at.get(subject.i) if subject is not None else None
