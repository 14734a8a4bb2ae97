"""Groups: "the agency", "the organisation", "the movement" → the international body or armed group just named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.memory import body_codes
from multipolar.read.phrases import Reading
from multipolar.read.roles import MODIFIERS, role
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from multipolar.read.memory import Memory
    from multipolar.read.referents import Referent

NEAR = 5  # sentences after which "the group" is another
ARMED = "REB"  # stands among the codes of a word that may mean an armed group
# "The armed group" may be the one just named, "the pop group" is not.
OF_GROUPS = words("group_adjective")


def group(head: Token, codes: frozenset[str], memory: Memory) -> Reading | None:
    """Return the body or armed group most in mind that a noun can mean, null where that noun named another thing."""
    told = any(
        child.lower_ == "of" and child.dep_ == "prep" for child in head.rights
    )  # "the movement of students"
    if told or any(child.dep_ in MODIFIERS and not _fits_group(child) for child in head.lefts):
        return None
    if any(not found.codes and found.name.lower() == head.lower_ for found, _ in memory.recent(NEAR)):
        return None
    found = memory.best(lambda each: 1.0 if _fits(each, codes) else 0.0)
    known = role(head)
    return (
        Reading(found.codes, found.sector or (known.sector if known else None), found.name) if found else None
    )


def _fits_group(child: Token) -> bool:
    return child.lower_ in OF_GROUPS or child.lower_.endswith("based")


def _fits(found: Referent, codes: frozenset[str]) -> bool:
    if found.sector == ARMED:
        return ARMED in codes and bool(found.codes)
    return len(found.codes) == 1 and found.codes[0] in body_codes() & codes
