"""Guests and hosts: "the visitors" are those who came, "the hosts" those of the place that they came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.phrases import Reading
from multipolar.read.roles import role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from multipolar.read.memory import Memory
    from multipolar.read.referents import Referent
    from multipolar.read.roles import Role

SIDES = {"visiting": 0, "host": 1, "hosting": 1}
NEAR_BASE = 0.25  # a state less in mind than this visits nobody


def host_of(limits: Sequence[frozenset[str]], memory: Memory) -> Reading | None:
    """Read "the Central American host": the state that acted last among those that can be meant."""
    found = memory.best(lambda each: float(_state_of(each, limits)))
    return Reading(found.codes, None, found.name) if found else None


def _state_of(found: Referent, limits: Sequence[frozenset[str]]) -> bool:
    return (
        found.sort == "state" and len(found.codes) == 1 and all(found.codes[0] in limit for limit in limits)
    )


def as_met(head: Token, known: Role, memory: Memory) -> Reading | None:
    """Read "the host minister" and "the visiting general", null where no visit is in mind."""
    side = next((SIDES[child.lower_] for child in head.lefts if child.lower_ in SIDES), None)
    visit = memory.visit()
    if side is None or visit is None or head.tag_ == "NNS":
        return None
    return Reading((visit[side],), known.sector, head.text)


def guest_or_host(head: Token, memory: Memory, *, host: bool) -> Reading | None:
    """Return the state of the hosts or of the guests, null where no visit is in mind."""
    visit = memory.visit()
    if visit is None:
        return None
    known = role(head)
    organ = known is not None and known.kind == "organ"
    return Reading((visit[1] if host else visit[0],), known.sector if known and organ else None, head.text)
