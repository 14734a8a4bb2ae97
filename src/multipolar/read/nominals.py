"""Nominals: "the kingdom", "its army", "his counterpart", "the two neighbours" → the states they stand for.

In: a noun without the name of a state beside it, and what is in mind. Out: states, sector, and where the words begin.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from multipolar.read.roles import MODIFIERS, Role, role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from spacy.tokens import Token

    from multipolar.read.layers import Mention
    from multipolar.read.memory import Memory
    from multipolar.read.referents import Referent

Meaning = Literal["state", "other", "several", "none"]
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
# Definite or not, these speak for a state that the page has named: "a spokesman said".
INDEFINITE = frozenset({"spokesman", "spokeswoman", "spokesperson", "official", "aide", "government spokesman"})
BARE = frozenset({"parliament", "congress", "troops", "soldiers", "officials", "diplomats", "lawmakers", "deputies"})
NEAR_BASE = 0.25  # a state less in mind than this is not meant by "the country"


@dataclass(frozen=True, slots=True)
class Nominal:
    """One row of `nominals.csv`."""

    meaning: Meaning
    number: int
    codes: frozenset[str]  # whom it can mean; empty: any state


@dataclass(frozen=True, slots=True)
class Reading:
    """What a noun phrase was found to stand for."""

    codes: tuple[str, ...]
    sector: str | None
    name: str


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((files("multipolar.read") / name).read_text("utf-8").splitlines()))


@cache
def nominals() -> dict[str, Nominal]:
    """Return the table by words, in lower case."""
    return {
        row["words"]: Nominal(row["meaning"], int(row["number"]), frozenset(row["codes"].split()))  # type: ignore[arg-type]
        for row in _rows("nominals.csv")
    }


@cache
def epithets() -> dict[str, frozenset[str]]:
    """Return adjective of place → the states it can mean."""
    return {row["word"]: frozenset(row["codes"].split()) for row in _rows("epithets.csv")}


def read_nominal(head: Token, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Return what a noun phrase without a state's name stands for, null where nothing tells."""
    row = _row(head)
    count = _count(head)
    if row is not None and (row.meaning == "several" or count > 1):
        return _several(head, row, count, memory)
    if row is not None and row.meaning == "other":
        return _other(head, at, memory)
    if row is not None and _definite(head):
        return _state(head, row, memory) if row.meaning == "state" else None
    known = role(head)
    return _part(head, known, memory) if known and known.acts == "state" and known.sector else None


def _row(head: Token) -> Nominal | None:
    before = head.nbor(-1).lower_ + " " if head.i > head.sent.start else ""
    return nominals().get(before + head.lower_) or nominals().get(head.lower_)


def _count(head: Token) -> int:
    words = [child.lower_ for child in head.children if child.i < head.i]
    return max((NUMBERS.get(word, 0) for word in words), default=0)


def _definite(head: Token) -> bool:
    return any(child.lower_ in DEFINITE for child in head.children if child.i < head.i)


def _several(head: Token, row: Nominal, count: int, memory: Memory) -> Reading | None:
    """Read "the two countries", "both", "the sides": the states under discussion."""
    number = count or (row.number if row.meaning == "several" and _definite(head) else 0)
    plain = [child for child in head.children if child.dep_ in MODIFIERS and child.lower_ not in NUMBERS]
    if not number or (not count and plain) or any(child.dep_ == "prep" and child.lower_ == "of" for child in head.children):
        return None
    codes = memory.together(number)
    known = role(head)
    return Reading(codes, known.sector if known else None, head.text) if codes else None


def _state(head: Token, row: Nominal, memory: Memory) -> Reading | None:
    """Read "the kingdom", "the Himalayan republic": the state most in mind that can be meant."""
    limits = [codes for child in head.lefts if (codes := _epithet(child))]
    foreign = any(child.lower_ in {"other", "same", "whole", "entire", "third", "rest"} for child in head.lefts)
    if foreign or (head.i + 1 < len(head.doc) and head.nbor(1).lower_ in {"of", "that", "which", "where"}):
        return None
    bodies = any(code in row.codes for code in ("EUU", "NAT", "UNO", "ASN", "OPC", "GCC"))
    for code, salience in memory.states(bodies=bodies):
        if (not row.codes or code in row.codes) and all(code in limit for limit in limits):
            return Reading((code,), None, head.text) if salience > NEAR_BASE or limits else None
    return None


def _epithet(child: Token) -> frozenset[str] | None:
    doc, i = child.doc, child.i
    two = doc[i - 1 : i + 1].text.lower() if i else ""
    return epithets().get(two) or epithets().get(child.lower_)


def _owner(head: Token, at: Mapping[int, Mention]) -> Mention | None:
    """Return whose counterpart or neighbour it is: a possessor before the noun."""
    return next((at[child.i] for child in head.lefts if child.dep_ == "poss" and child.i in at), None)


def _other(head: Token, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Read "his counterpart", "its neighbour": the state most in mind that is not the owner's."""
    owner = _owner(head, at)
    if owner is None or not owner.codes or _stated(head, at):
        return None
    other = next((code for code, value in memory.states() if code not in owner.codes and value > NEAR_BASE), None)
    known = role(head)
    return Reading((other,), known.sector if known else None, head.text) if other else None


def _stated(head: Token, at: Mapping[int, Mention]) -> bool:
    """Tell whether the phrase says itself who is meant: "his Indian counterpart", "its neighbour Oman"."""
    return any(child.i in at and child.dep_ != "poss" for child in head.children) or head.head.i in at


def _part(head: Token, known: Role, memory: Memory) -> Reading | None:
    """Read "the president", "the ministry", "the army" with no state beside them."""
    if not (_definite(head) or _bare(head, known)):
        return None
    if any(child.dep_ == "poss" for child in head.lefts):
        return None
    if known.kind == "person":
        person = memory.best(_office(known, plural=head.tag_ == "NNS"))
        if person is not None and person.codes:
            return Reading(person.codes, known.sector, person.name)
    return _organ(known, memory)


def _bare(head: Token, known: Role) -> bool:
    articles = [child.lower_ for child in head.lefts if child.dep_ == "det"]
    if "a" in articles or "an" in articles:
        return known.noun in INDEFINITE
    return not articles and head.lower_ in BARE


def _office(known: Role, *, plural: bool) -> Callable[[Referent], float]:
    """Return how well a referent fits a title: the same title best, no other title at all."""

    def fits(found: Referent) -> float:
        if found.sort != "person" or plural or not found.codes:
            return 0.0
        if found.noun and known.noun.split()[-1] == found.noun.split()[-1]:
            return 2.0
        return 0.0 if found.noun or found.sector not in {None, known.sector} else 0.5

    return fits


def _organ(known: Role, memory: Memory) -> Reading | None:
    if known.sector == "REB":
        rebels = memory.best(lambda found: 1.0 if found.sector == "REB" and found.codes else 0.0)
        if rebels:
            return Reading(rebels.codes, "REB", rebels.name)
    ranked = memory.states()
    if not ranked or ranked[0][1] <= NEAR_BASE:
        return None
    return Reading((ranked[0][0],), known.sector, known.noun)


def first_token(head: Token, at: Mapping[int, Mention]) -> Token:
    """Return where the words of a nominal begin: its article or number, after any mention inside."""
    lefts: Sequence[Token] = [child for child in head.lefts if child.dep_ in {"det", "predet", "nummod", *MODIFIERS}]
    start = head
    for child in reversed(lefts):
        if child.i in at or any(token.i in at for token in child.subtree) or child.dep_ == "poss":
            break
        start = child
    return start
