"""Surnames of persons who are known by their label only: a name and a state in, what the press calls them out.

Where a name begins with the family's or a person goes by the given name stands in `name_orders.csv`; elsewhere
it is the last word with the particles before it (`particles.csv`).
"""

from __future__ import annotations

from functools import cache

from multipolar.world import table

GENERATIONS = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii"))


def surname(name: str, code: str) -> str:
    """Return the surname of a holder.

    >>> surname("Ursula von der Leyen", "DEU"), surname("Wang Yi", "CHN"), surname("Hun Sen", "KHM")
    ('von der Leyen', 'Wang', 'Hun Sen')
    """
    words = [word for word in name.split() if word.casefold() not in GENERATIONS] or [name]
    order = _orders().get(code, "last")
    if order == "whole" or len(words) == 1:
        return name
    if order == "first":
        return words[0]
    return " ".join(words[_begin(words) :])


def _begin(words: list[str]) -> int:
    """Return the index of the first particle before the last word; the first word is never one."""
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in _particles():
        at -= 1
    return at


@cache
def _orders() -> dict[str, str]:
    return {row["code"]: row["surname"] for row in table.rows("name_orders")}


@cache
def _particles() -> frozenset[str]:
    return frozenset(row["word"] for row in table.rows("particles"))
