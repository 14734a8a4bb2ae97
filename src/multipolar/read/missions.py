"""Missions: whose "the embassy" and "the ambassador" are, by where they stand and what is done to them.

In: a noun for an embassy, consulate or ambassador without a state beside it, and what is in mind. Out: the state
that sent it. "The embassy in Tel Aviv" is another's than Israel's, one that is moved or recalled the mover's own,
and one that is summoned or expelled the other's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.clauses import doers_of, raised, within
from multipolar.read.phrases import Reading, definite
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from spacy.tokens import Token

    from multipolar.read.layers import Mention
    from multipolar.read.memory import Memory
    from multipolar.read.roles import Role

# They stand in another state, so that a visit in mind tells whose they are.
POSTS = frozenset({"embassy", "consulate", "ambassador"})
SUMMONING = words("summoning_verb")
MOVING = words("moving_verb")
ORDERING = frozenset({"order", "want", "have"})  # "ordered the embassy moved"
NEAR_BASE = 0.25  # a state less in mind than this has no embassy here


def mission(head: Token, known: Role, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Return whose mission is meant, null where its place and its verb do not tell."""
    if known.noun not in POSTS or not definite(head):
        return None
    if found := _summoned(head, known, at, memory):
        return found
    host = standing_in(head, at)
    guest = _other(memory.states(), host) if host else None
    return Reading((guest,), known.sector, known.noun) if guest else None


def standing_in(head: Token, at: Mapping[int, Mention]) -> tuple[str, ...]:
    """Return the state that a noun stands in: "the embassy in Tel Aviv", "his hosts in Beijing"."""
    places = (last for child in head.rights if child.lower_ in {"in", "to"} for last in child.children)
    return next((at[last.i].codes for last in places if last.i in at), ())


def _other(ranked: list[tuple[str, float]], than: Container[str]) -> str | None:
    return next((code for code, value in ranked if code not in than and value > NEAR_BASE), None)


def _summoned(head: Token, known: Role, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Read "London summoned the ambassador": the other's; "ordered the embassy moved": its own."""
    verb = _verb_over(head)
    doers = _doers(verb, at) if verb is not None else ()
    if verb is None or not doers:
        return None
    if verb.lemma_.lower() in SUMMONING or (verb.lemma_ == "call" and head.dep_ == "pobj"):
        other = _other(memory.matter(), doers)
        return Reading((other,), known.sector, known.noun) if other else None
    return (
        Reading(doers, known.sector, known.noun)
        if verb.lemma_.lower() in MOVING and len(doers) == 1
        else None
    )


def _verb_over(head: Token) -> Token | None:
    """Return the verb whose object an embassy is, also of "called in the ambassador"."""
    if head.dep_ == "pobj" and head.head.lower_ == "in" and head.head.head.lemma_ == "call":
        return head.head.head
    ordered = head.dep_ == "nsubj" and head.head.dep_ == "ccomp" and head.head.head.lemma_ in ORDERING
    return head.head if ordered or head.dep_ == "dobj" or raised(head) else None


def _doers(verb: Token, at: Mapping[int, Mention]) -> tuple[str, ...]:
    """Return the state that does what a verb says, or the one above it: "ordered the embassy moved"."""
    for each in (verb, verb.head) if verb.dep_ == "ccomp" else (verb,):
        found = (at[t.i] for doer in doers_of(each)[0] for t in within(doer) if t.i in at)
        if named := next(found, None):
            return named.codes
    return ()
