"""Clauses: where in a sentence a word stands: how prominent, of which verb, and who does what is said there."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from multipolar.read.roles import MODIFIERS, NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

# How much a place in the clause makes a thing the talk of the sentence (Lappin and Leass 1994, simplified).
PROMINENCE = {
    "nsubj": 1.0, "nsubjpass": 0.95, "agent": 0.7, "dobj": 0.65, "dative": 0.6, "poss": 0.6, "pobj": 0.5,
    "attr": 0.3, "appos": 0.5, "ROOT": 0.7, "npadvmod": 0.2, "compound": 0.25, "amod": 0.35,
}  # fmt: skip
DEEP = 8  # levels of a phrase that are looked into
MUCH = 60  # words of it
EMBEDDED = 0.9
ABOVE = 4  # clauses up to the one that has a subject
# Clauses without a subject that have that of the verb above them.
CARRIED = frozenset({"conj", "xcomp", "advcl", "pcomp"})
RELATIVE = frozenset({"WP", "WDT", "WP$"})
# Finite verbs have a subject of their own; without one the noun before them is an object.
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def within(token: Token) -> Iterator[Token]:
    """Yield a word and what hangs on it, as deep and as much as a phrase goes (a hostile one has no end)."""
    layer, left = [token], MUCH
    for _ in range(DEEP):
        yield from layer[:left]
        left -= len(layer)
        if left <= 0:
            return
        layer = [child for word in layer for child in islice(word.children, left)]


def prominence(token: Token) -> float:
    """Return how prominent a place in the clause is, 0 to 1."""
    first, steps = token, 0
    while (first.dep_ == "conj" or (first.dep_ == "appos" and first.pos_ == "PROPN")) and steps < 5:
        first, steps = first.head, steps + 1
    if first.dep_ == "pobj" and first.head.dep_ == "agent":
        return PROMINENCE["agent"]
    if raised(first):
        return PROMINENCE["dobj"]  # "would not let the division through", "wants Switzerland to pay"
    if first.dep_ == "nsubj" and first.head.dep_ == "ccomp":
        return EMBEDDED  # "Peru said Chile had fired" is about Peru first
    value = PROMINENCE.get(first.dep_, 0.3)
    return value if first.dep_ not in {"nsubj", "nsubjpass"} or first.head.dep_ != "relcl" else 0.7


def raised(token: Token) -> bool:
    """Tell whether a noun is the subject of an infinitive or participle and so an object of the verb above."""
    clause = token.head
    return token.dep_ in {"nsubj", "nsubjpass"} and clause.dep_ in {"ccomp", "xcomp"} and not _finite(clause)


def _finite(verb: Token) -> bool:
    return any(
        token.tag_ in FINITE for token in (verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass"}))
    )


def verb_of(token: Token) -> int:
    """Return the verb whose argument a noun is, through prepositions and coordination."""
    node = token
    for _ in range(6):
        above = node.head
        if above is node:
            return -1
        if above.pos_ in {"VERB", "AUX"}:
            return int(above.i)
        if node.dep_ in MODIFIERS or (above.pos_ in NOUNS and node.dep_ not in {"conj", "appos"}):
            return -1
        node = above
    return -1


def clause_of(token: Token) -> int:
    """Return the verb of the clause that a word stands in, however deep in a phrase; -1 where none."""
    node = token
    for _ in range(8):
        if node.head is node:
            return -1
        node = node.head
        if node.pos_ in {"VERB", "AUX"}:
            return int(node.i)
    return -1


def controller(token: Token) -> Token | None:
    """Return who does what the clause of a word says where it has no subject of its own: Turkey in "asked Turkey to"."""
    verb = clause_of(token)
    clause = token.doc[verb] if verb >= 0 else token
    for _ in range(3):
        own = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if own is not None or clause.dep_ not in {"xcomp", "ccomp", "advcl", "conj"}:
            return own
        above = clause.head
        if clause.dep_ == "xcomp" and (asked := next((c for c in above.children if c.dep_ == "dobj"), None)):
            return asked
        clause = above
    return None


def doers_of(verb: Token) -> tuple[list[Token], Token | None]:
    """Return who does what a verb says, also in "and burned its flag", and Iran in "Iran, whose envoy saw both"."""
    for _ in range(ABOVE):
        found = [child for child in verb.children if child.dep_ in {"nsubj", "agent"}]
        if verb.dep_ == "relcl" and any(t.tag_ in RELATIVE for each in found for t in within(each)):
            return found, verb.head
        if found or verb.dep_ not in CARRIED or any(c.dep_ == "nsubjpass" for c in verb.children):
            return found, None
        asked = [child for child in verb.head.children if child.dep_ == "dobj"]
        if verb.dep_ == "xcomp" and asked:
            return asked, None
        verb = verb.head.head if verb.dep_ == "pcomp" else verb.head
    return [], None
