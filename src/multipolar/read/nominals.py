"""Nominals: "the kingdom", "its army", "his counterpart", "the two neighbours" → the states they stand for.

In: a noun without the name of a state beside it, and what is in mind. Out: states, sector, and where the
words begin.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, cast

from multipolar.read.roles import MODIFIERS, Role, role
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from spacy.tokens import Token

    from multipolar.read.layers import Mention
    from multipolar.read.memory import Memory
    from multipolar.read.referents import Referent

Meaning = Literal["state", "other", "several", "none"]
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
DETERMINERS = frozenset({"det", "predet", "preconj"})
NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
# Definite or not, these speak for a state that the page has named: "a spokesman said".
INDEFINITE = words("indefinite")
BARE = words("bare")
# What stands in another state, so that the state in mind is as likely its host.
ABROAD = words("abroad")
MATERIEL = words("materiel")
VISITORS = words("visitor")
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
        row["words"]: Nominal(
            cast("Meaning", row["meaning"]), int(row["number"]), frozenset(row["codes"].split())
        )
        for row in _rows("nominals.csv")
    }


@cache
def epithets() -> dict[str, frozenset[str]]:
    """Return adjective of place → the states it can mean."""
    return {row["word"]: frozenset(row["codes"].split()) for row in _rows("epithets.csv")}


def read_nominal(head: Token, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Return what a noun phrase without a state's name stands for, null where nothing tells."""
    row = _row(head)
    if _named(head, at) and not (row and row.meaning == "other"):
        return None
    count = _count(head)
    if row is not None and (count > 1 or (row.meaning == "several" and row.number)):
        return _several(head, row, at, memory)
    if row is not None and row.meaning == "other":
        return _other(head, at, memory)
    if row is not None and _definite(head):
        return _state(head, row, memory) if row.meaning == "state" else None
    known = role(head)
    return _part(head, known, memory) if known and known.acts == "state" and known.sector else None


def _named(head: Token, at: Mapping[int, Mention]) -> bool:
    """Tell whether the phrase names its state itself: "UN Secretary-General", "the king of Jordan"."""
    inside = [
        *head.lefts,
        *(last for child in head.rights if child.lower_ == "of" for last in child.children),
    ]
    return any(token.i in at for child in inside for token in child.subtree if child.dep_ != "relcl") or (
        head.dep_ == "appos" and head.head.i in at
    )


def _row(head: Token) -> Nominal | None:
    before = head.nbor(-1).lower_ + " " if head.i and not head.is_sent_start else ""
    return nominals().get(before + head.lower_) or nominals().get(head.text) or nominals().get(head.lower_)


def _count(head: Token) -> int:
    words = [child.lower_ for child in head.children if child.i < head.i]
    return max((NUMBERS.get(word, 0) for word in words), default=0)


def _definite(head: Token) -> bool:
    return any(
        child.lower_ in DEFINITE and child.dep_ in DETERMINERS for child in head.children if child.i < head.i
    )


def _several(head: Token, row: Nominal, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Read "the two countries", "both", "the sides": the states under discussion."""
    count = _count(head)
    number = (count or (row.number if row.meaning == "several" else 0)) if _definite(head) else 0
    plain = [child for child in head.children if child.dep_ in MODIFIERS and child.lower_ not in NUMBERS]
    if (
        not number
        or (not count and plain)
        or any(child.dep_ == "prep" and child.lower_ == "of" for child in head.children)
    ):
        return None
    codes = memory.together(number, apart=_rivals(head, at))
    known = role(head)
    return Reading(codes, known.sector if known else None, head.text) if codes else None


def _rivals(head: Token, at: Mapping[int, Mention]) -> frozenset[str]:
    """Return the states that do something to "both sides" and so are none of them."""
    verb, steps = head, 0
    while verb.pos_ not in {"VERB", "AUX"} and verb.head is not verb and steps < 4:
        if verb.dep_ in {"nsubj", "nsubjpass", "poss"}:
            return frozenset()
        verb, steps = verb.head, steps + 1
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    return frozenset(code for child in subjects for t in child.subtree if t.i in at for code in at[t.i].codes)


def _state(head: Token, row: Nominal, memory: Memory) -> Reading | None:
    """Read "the kingdom", "the Himalayan republic": the state most in mind that can be meant."""
    limits = [codes for child in head.lefts if (codes := _epithet(child))]
    foreign = any(
        child.lower_ in {"other", "same", "whole", "entire", "third", "rest"} for child in head.lefts
    )
    if foreign or (head.i + 1 < len(head.doc) and head.nbor(1).lower_ in {"of", "that", "which", "where"}):
        return None
    bodies = any(code in row.codes for code in ("EUU", "NAT", "UNO", "ASN", "OPC", "GCC"))
    for code, salience in memory.states(bodies=bodies):
        if (not row.codes or code in row.codes) and all(code in limit for limit in limits):
            told = bool(limits) or bool(row.codes)
            return Reading((code,), None, head.text) if told or salience > NEAR_BASE else None
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
    other = next(
        (code for code, value in memory.states() if code not in owner.codes and value > NEAR_BASE), None
    )
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
    return None if known.noun in VISITORS else _organ(known, memory)


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
    """Read "the army": that of the state whose army was spoken of, else of the state in mind."""
    same = memory.best(lambda found: 1.0 if found.codes and _alike(found, known) else 0.0)
    if same is not None:
        return Reading(same.codes, known.sector, same.name)
    if known.sector == "REB" or known.noun in ABROAD | MATERIEL:
        return None
    ranked = memory.states()
    if not ranked or ranked[0][1] <= NEAR_BASE:
        return None
    return Reading((ranked[0][0],), known.sector, known.noun)


def _alike(found: Referent, known: Role) -> bool:
    """Tell whether a referent is the organ or the rebels that a role names again."""
    if known.sector == "REB":
        return found.sector == "REB"
    return found.noun != "" and found.noun.split()[-1] == known.noun.split()[-1] and found.sort != "person"


def first_token(head: Token, at: Mapping[int, Mention]) -> Token:
    """Return where the words of a nominal begin: its article or number, after any mention inside."""
    lefts: Sequence[Token] = [
        child for child in head.lefts if child.dep_ in {"det", "predet", "nummod", *MODIFIERS}
    ]
    start = head
    for child in reversed(lefts):
        if child.i in at or any(token.i in at for token in child.subtree) or child.dep_ == "poss":
            break
        start = child
    return start
