"""Phrases: what the words beside a noun tell: how many it means, whether it is known, and whether it is private."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multipolar.read.roles import role

if TYPE_CHECKING:
    from spacy.tokens import Token

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
DETERMINERS = frozenset({"det", "predet", "preconj"})
LONG = 5  # tokens of a name of a place between "the" and its noun
COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a noun phrase was found to stand for."""

    codes: tuple[str, ...]
    sector: str | None
    name: str


def hyphened(head: Token) -> Token | None:
    """Return "vice" of "vice-president", which the parser may give the words before it."""
    if head.i < 2 or head.nbor(-1).text != "-" or head.nbor(-1).whitespace_ or head.nbor(-2).whitespace_:
        return None
    return head.nbor(-2)


def definite(head: Token) -> bool:
    """Tell whether a noun has "the", "this" or "both", also through "the Horn of Africa neighbours"."""
    if any(c.lower_ in DEFINITE and c.dep_ in DETERMINERS for c in head.children if c.i < head.i):
        return True
    first = hyphened(head)
    if first is not None and first.i and first.nbor(-1).lower_ in DEFINITE:
        return True
    above = head.head
    name = head.doc[above.i : head.i] if head.dep_ == "appos" and above.i < head.i else ()
    joined = bool(name) and len(name) < LONG and all(t.pos_ == "PROPN" or t.lower_ == "of" for t in name)
    return joined and any(c.lower_ == "the" and c.dep_ == "det" for c in above.lefts)


def private(head: Token) -> bool:
    """Tell whether an office is that of a club or firm: "the secretary of the yacht club"."""
    for child in head.rights:
        if child.lower_ == "of" and child.dep_ == "prep":
            known = next((role(last) for last in child.children if last.dep_ == "pobj"), None)
            return known is not None and known.acts == "own" and known.kind == "organ"
    return False


def counted(token: Token) -> int:
    """Return how many a noun says there are: 2 for "two brothers", 0 where it does not say."""
    return max((COUNTS.get(child.lower_, 0) for child in token.children if child.i < token.i), default=0)
