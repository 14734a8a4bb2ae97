"""Deeds: "the attacker", "the lender", "the newcomer" → whoever is told to have attacked, lent or joined just before.

In: a noun for one who does something, what is in mind, and the verbs of `deeds.csv`. Out: the state that was last
the subject of such a verb, null where it was somebody else or nobody.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from multipolar.read.phrases import Reading, counted, definite
from multipolar.read.roles import role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from multipolar.read.memory import Memory
    from multipolar.read.referents import Referent

NEAR = 3  # sentences after which a deed is forgotten
DOING = frozenset({"nsubj", "pobj"})
# Clauses whose verbs are those of the subject above them as well: "offered to mediate", "crossed and shelled".
CARRYING = frozenset({"conj", "xcomp"})


@cache
def deeds() -> dict[str, frozenset[str]]:
    """Return noun → the verbs of those whom it can mean."""
    text = (files("multipolar.read") / "deeds.csv").read_text("utf-8")
    return {row["noun"]: frozenset(row["verbs"].split()) for row in csv.DictReader(text.splitlines())}


def doer(head: Token, memory: Memory) -> Reading | None:
    """Return the state that did what a noun says."""
    verbs = deeds().get(head.lemma_.lower()) or deeds().get(head.lower_)
    if verbs is None or not definite(head) or counted(head) > 1:
        return None
    last = next(
        (found for found, _ in memory.recent(NEAR) if _did(head.doc[found.index], found, verbs)), None
    )
    if last is None or not last.codes:
        return None
    known = role(head)
    return Reading(last.codes, last.sector or (known.sector if known else None), last.name)


def _did(token: Token, found: Referent, verbs: frozenset[str]) -> bool:
    """Tell whether a referent is the subject of one of the verbs, or the agent of its passive."""
    if found.verb < 0 or token.dep_ not in DOING:
        return False
    if token.dep_ == "pobj":
        return token.head.dep_ == "agent" and token.doc[found.verb].lemma_.lower() in verbs
    return any(verb.lemma_.lower() in verbs for verb in _said_of(token.doc[found.verb]))


def _said_of(verb: Token) -> Iterator[Token]:
    yield verb
    for child in verb.children:
        if child.dep_ in CARRYING and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.children):
            yield child
