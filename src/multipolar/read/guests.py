"""Guests and hosts: "the visitors" are those who came, "the hosts" those of the place that they came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.referents import Reading
from multipolar.read.roles import role

if TYPE_CHECKING:
    from spacy.tokens import Token

    from multipolar.read.memory import Memory

NEAR_BASE = 0.25  # a state less in mind than this visits nobody


def guest_or_host(head: Token, memory: Memory, *, host: bool) -> Reading | None:
    """Return the state of the hosts or of the guests, null where no visit is in mind."""
    visit = memory.visit()
    if visit is None:
        return None
    known = role(head)
    organ = known is not None and known.kind == "organ"
    return Reading((visit[1] if host else visit[0],), known.sector if known and organ else None, head.text)
