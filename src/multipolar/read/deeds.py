"""Deeds: "the attacker", "the lender", "the newcomer" → whoever is told to have attacked, lent or joined just before.

In: a noun for one who does something, what is in mind, and the verbs of `deeds.csv`. Out: the state that was last
the subject of such a verb, null where it was somebody else or nobody. A deed has two ends: "the buyer" is also the one
to whom something was sold, "the seller" the one from whom it was bought.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from multipolar.read.phrases import Reading, counted, definite
from multipolar.read.roles import role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc, Token

    from multipolar.read.memory import Memory
    from multipolar.read.referents import Referent

NEAR = 3  # sentences after which a deed is forgotten
PARTS = ("to", "from", "of", "whom")
# Clauses whose verbs are those of the subject above them as well: "offered to mediate", "crossed and shelled".
CARRYING = frozenset({"conj", "xcomp"})


# "Sold tanks to Iran", "bought from Oman"; "Algerian gas flows" is of Algeria.
GIVEN = frozenset({"to", "from"})
OBJECTS = frozenset({"dobj", "nsubj", "nsubjpass"})
OWNING = frozenset({"poss", "amod", "compound"})


@cache
def deeds() -> dict[str, dict[str, frozenset[str]]]:
    """Return noun → by what it is tied to a verb ("by", "to", "from", "of", "whom") → the verbs of those whom it can mean."""
    text = (files("multipolar.read") / "deeds.csv").read_text("utf-8")
    return {row["noun"]: _parts(row) for row in csv.DictReader(text.splitlines())}


def _parts(row: dict[str, str]) -> dict[str, frozenset[str]]:
    return {"by": frozenset(row["verbs"].split()), **{part: frozenset(row[part].split()) for part in PARTS}}


def doer(head: Token, memory: Memory) -> Reading | None:
    """Return the state that did what a noun says, or that it was done to or from."""
    verbs = deeds().get(head.lemma_.lower()) or deeds().get(head.lower_)
    if verbs is None or not definite(head) or counted(head) > 1:
        return None
    last = next((found for found, _ in memory.recent(NEAR) if _did(head.doc, found, verbs)), None)
    if last is None or not last.codes:
        return None
    known = role(head)
    return Reading(last.codes, last.sector or (known.sector if known else None), last.name)


def _did(doc: Doc, found: Referent, verbs: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a referent is the subject of one of the verbs, the agent of its passive, or its other end."""
    token = doc[found.index]
    if token.dep_ == "nsubj" and found.verb >= 0:
        return any(verb.lemma_.lower() in verbs["by"] for verb in _said_of(doc[found.verb]))
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return found.verb >= 0 and doc[found.verb].lemma_.lower() in verbs["by"]
    part, verb = _end(token)
    return part != "" and verb.lemma_.lower() in verbs[part]


def _end(token: Token) -> tuple[str, Token]:
    """Return how a noun that is not its subject is tied to a verb, "" where in no way that tells."""
    if token.dep_ == "dative" and token.pos_ != "ADP":
        return "to", token.head
    if token.dep_ == "pobj" and token.head.lower_ in GIVEN:
        above = token.head.head
        return token.head.lower_, above.head if above.dep_ in OBJECTS else above
    if token.dep_ == "dobj":
        return "whom", token.head
    whose = token.dep_ in OWNING and token.head.dep_ == "nsubj"
    return ("of", token.head.head) if whose else ("", token)


def _said_of(verb: Token) -> Iterator[Token]:
    yield verb
    for child in verb.children:
        if child.dep_ in CARRYING and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.children):
            yield child
