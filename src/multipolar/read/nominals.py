"""Nominals: "the kingdom", "its army", "his counterpart", "the two neighbours" → the states they stand for.

In: a noun without the name of a state beside it, and what is in mind. Out: states, sector, and where the
words begin. `organs` has the offices and ministries, `plurals` what stands for several states, `groups` the
bodies and armed groups, `guests` hosts and visitors.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, cast

from multipolar.read.clauses import within
from multipolar.read.countries import coloniser, country, epithet, epithets_of, ranked_among
from multipolar.read.deeds import doer
from multipolar.read.groups import group
from multipolar.read.guests import guest_or_host, host_of
from multipolar.read.missions import standing_in
from multipolar.read.organs import again, officers, organ
from multipolar.read.phrases import DEFINITE, Reading, counted, definite, hyphened
from multipolar.read.plurals import one_of_several, others, subjects, together, under_discussion
from multipolar.read.roles import MODIFIERS, role
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from multipolar.read.layers import Mention
    from multipolar.read.memory import Memory

Meaning = Literal["state", "maker", "coloniser", "other", "several", "group", "guest", "host", "none"]
NEAR_BASE = 0.25  # a state less in mind than this is not meant by "the country"
# Others that need no owner: "Cuba and the old enemy".
HOSTILE = words("hostile_noun")
FRIENDLY = frozenset({"ally", "partner", "neighbour", "neighbor"})
QUARRELLING = words("quarrelling")
SINGLE = words("one_a_state")
MATERIEL = words("materiel")
MEETING = words("meeting_verb")
OFFICIAL = frozenset({"GOV", "LEG", "JUD", "SPY", "COP"})  # their organs are one or few a state
ALLIED = frozenset({"allies", "partners"})  # those who do something together


@dataclass(frozen=True, slots=True)
class Nominal:
    """One row of `nominals.csv`."""

    meaning: Meaning
    number: int
    codes: frozenset[str]  # whom it means; empty: any state
    also: frozenset[str]  # whom it means where none of those is in mind


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((files("multipolar.read") / name).read_text("utf-8").splitlines()))


@cache
def nominals() -> dict[str, Nominal]:
    """Return the table by words, in lower case."""
    return {row["words"]: _nominal(row) for row in _rows("nominals.csv")}


def _nominal(row: dict[str, str]) -> Nominal:
    return Nominal(
        cast("Meaning", row["meaning"]),
        int(row["number"]),
        frozenset(row["codes"].split()),
        frozenset(row["also"].split()),
    )


def read_nominal(head: Token, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Return what a noun phrase without a state's name stands for, null where nothing tells."""
    row = _row(head)
    if _named(head, at) and not (
        row and (row.meaning == "other" or (row.meaning in {"host", "guest"} and _its(head, at)))
    ):
        return None
    if one_of_several(head) and _plural(head):
        codes = under_discussion(head, 2, at, memory)
        return _pair(head, codes) if memory.near().issuperset(codes) else None
    if row is None and counted(head) > 1 and _each_of_a_state(head):
        row = Nominal("several", 0, frozenset(), frozenset())
    if row is None or row.meaning == "maker":
        found = doer(head, memory)
        if found is not None or row is None:
            return found or organ(head, at, memory)
    if counted(head) > 1 or (row.meaning == "several" and (row.number or head.lower_ in ALLIED)):
        return _several(head, row, at, memory)
    if row.meaning == "other":
        return _other(head, at, memory)
    return _one(head, row, at, memory)


def _one(head: Token, row: Nominal, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Read a word for one state, body or group, where it is definite."""
    if not (
        definite(head)
        or ranked_among(head)
        or (row.meaning in {"host", "guest"} and _owner(head, at, memory))
    ):
        return organ(head, at, memory)
    if row.meaning in {"group", "guest", "host"}:
        return _met(head, row, at, memory) or organ(head, at, memory) or again(head, memory)
    limits = epithets_of(head)
    if row.meaning == "none" or (
        row.meaning == "maker" and not (limits or ranked_among(head) or _made(head))
    ):
        return None
    if row.meaning == "several":
        return officers(head, memory) or _meeting(head, at, memory)
    return (
        coloniser(head, memory)
        if row.meaning == "coloniser"
        else country(head, row, limits, at=at, memory=memory)
    )


def _met(head: Token, row: Nominal, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Read "the agency", "the hosts", "the Central American host"."""
    if row.meaning == "group":
        return group(head, row.codes, memory) or doer(head, memory)
    if row.meaning == "host" and (codes := standing_in(head, at)):
        return Reading(codes, None, head.text)
    limits = epithets_of(head)
    if row.meaning == "host" and limits:
        return host_of(limits, memory)
    return guest_or_host(head, memory, host=row.meaning == "host") or doer(head, memory)


def _named(head: Token, at: Mapping[int, Mention]) -> bool:
    """Tell whether the phrase names its state itself: "UN Secretary-General", "the king of Jordan"."""
    inside = [
        *head.lefts,
        *(last for child in head.rights if child.lower_ == "of" for last in child.children),
    ]
    return any(_tells(token, at) for child in inside for token in within(child) if child.dep_ != "relcl") or (
        head.dep_ == "appos" and head.head.i in at
    )


def _its(head: Token, at: Mapping[int, Mention]) -> bool:
    """Tell whether only a pronoun stands for a state in the phrase: "his hosts"."""
    return all(at[child.i].kind == "pronoun" for child in head.lefts if child.i in at)


def _tells(token: Token, at: Mapping[int, Mention]) -> bool:
    """Tell whether a state is named, not only the place: "the governor of the bank in Khartoum"."""
    return token.i in at and not (at[token.i].kind == "capital" and token.head.lower_ in {"in", "at"})


def _row(head: Token) -> Nominal | None:
    """Return the row of a noun with the word before it, also joined by a hyphen: "city-state"."""
    before = head.doc[max(head.i - 2, head.sent.start) : head.i]
    tail = "".join(token.text_with_ws for token in before).lower() + head.lower_
    hyphened = nominals().get(tail) if "-" in tail else None
    two = f"{before[-1].lower_} {head.lower_}" if len(before) else ""
    return hyphened or nominals().get(two) or nominals().get(head.text) or nominals().get(head.lower_)


def _meeting(head: Token, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Read "the ministers met", "the envoys signed" of the two states under discussion."""
    if head.dep_ != "nsubj" or head.head.lemma_.lower() not in MEETING or list(head.rights):
        return None
    codes = under_discussion(head, 2, at, memory)
    return _pair(head, codes) if codes and memory.near().issuperset(codes) else None


def _each_of_a_state(head: Token) -> bool:
    """Tell whether a plural can stand for as many states: "both colonels", "the two finance ministries"."""
    known = role(head)
    if known is None or known.acts != "state" or known.noun in MATERIEL:
        return False
    return known.title if known.kind == "person" else known.sector in OFFICIAL or known.noun in SINGLE


def _plural(head: Token) -> bool:
    """Tell whether a noun stands for states where there are several: "side", "party", "navy"."""
    word = head.lower_
    found = nominals().get(word[:-1] + "ies" if word.endswith("y") else word + "s")
    return found is not None and found.meaning == "several"


def _made(head: Token) -> bool:
    return any(child.dep_ in {"compound", "nmod"} for child in head.lefts)


def _several(head: Token, row: Nominal, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Read "the two countries", "the sides": the states under discussion; "the two Koreas" are no others."""
    count = counted(head)
    if row.codes and (count == row.number or (definite(head) and not count)):
        return Reading(tuple(sorted(row.codes)), None, head.text)
    if not count and head.lower_ in ALLIED and definite(head):
        return _pair(head, memory.joined())
    number = (count or (row.number if row.meaning == "several" else 0)) if definite(head) else 0
    among = _among(head, row)
    if among is not None and len(among) == number and count:  # "the three Baltic states"
        return Reading(tuple(sorted(among)), None, head.text)
    plain = not count and not epithet(head.nbor(-1) if head.i else head)
    if plain and others(head):
        return None
    return _pair(head, together(head, number, at, memory, among))


def _among(head: Token, row: Nominal) -> frozenset[str] | None:
    """Return the states that "both South Asian rivals" and "the two superpowers" can be; null: any."""
    limits = [*epithets_of(head), *([row.also] if row.also and row.meaning == "several" else [])]
    return frozenset.intersection(*limits) if limits else None


def _pair(head: Token, codes: tuple[str, ...]) -> Reading | None:
    """Return several states with the sector that their word tells: "the two armies"."""
    known = role(head)
    sector = known.sector if known and known.acts == "state" else None
    return Reading(codes, sector, head.text) if codes else None


def _owner(head: Token, at: Mapping[int, Mention], memory: Memory) -> frozenset[str]:
    """Return whose counterpart or neighbour it is: a possessor before the noun, else who is joined to it."""
    owner = next((at[child.i] for child in head.lefts if child.dep_ == "poss" and child.i in at), None)
    if owner is not None:
        return frozenset(owner.codes)
    if head.lower_ not in HOSTILE | FRIENDLY or not definite(head):
        return frozenset()
    if head.dep_ == "conj" and head.head.i in at:
        return frozenset(at[head.head.i].codes)
    return subjects(head, at) or frozenset(memory.leading() if _other_of_two(head) else ())


def _other_of_two(head: Token) -> bool:
    """Tell whether a subject is the other of two states: "the ally", "the former foe"; any man may have a rival."""
    known = head.lower_ in FRIENDLY or any(child.lower_ in QUARRELLING for child in head.lefts)
    return known and head.dep_ == "nsubj"


def _other(head: Token, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Read "his counterpart", "its neighbour": the state most in mind that is not the owner's."""
    owner = _owner(head, at, memory)
    if not owner or _stated(head, at):
        return None
    limits = epithets_of(head)
    ranked = [*memory.states(), *(memory.matter() if head.lower_ in HOSTILE else ())]
    ranked = [(code, value) for code, value in ranked if all(code in limit for limit in limits)]
    other = next((code for code, value in ranked if code not in owner and value > NEAR_BASE), None)
    other = other or _visited(owner, limits, memory)
    known = role(head)
    return Reading((other,), known.sector if known else None, head.text) if other else None


def _visited(owner: frozenset[str], limits: Sequence[frozenset[str]], memory: Memory) -> str | None:
    """Return guest or host, whichever the owner is not: "He was in Tehran. His counterpart told him so"."""
    ends = [code for code in memory.visit() or () if code not in owner]
    return ends[0] if len(ends) == 1 and all(ends[0] in limit for limit in limits) else None


def _stated(head: Token, at: Mapping[int, Mention]) -> bool:
    """Tell whether the phrase says itself who is meant: "his Indian counterpart", "its neighbour Oman"."""
    return any(child.i in at and child.dep_ not in {"poss", "conj"} for child in head.children) or (
        head.head.i in at and head.dep_ != "conj"
    )


def first_token(head: Token, at: Mapping[int, Mention]) -> Token:
    """Return where the words of a nominal begin: its article or number, after any mention inside."""
    lefts: Sequence[Token] = [
        child for child in head.lefts if child.dep_ in {"det", "predet", "nummod", *MODIFIERS}
    ]
    start = head
    for child in reversed(lefts):
        if child.i in at or any(token.i in at for token in within(child)) or child.dep_ == "poss":
            break
        start = child
    joined = hyphened(head)
    if start is head and joined is not None and joined.i not in at:
        article = joined.i > 0 and joined.nbor(-1).lower_ in DEFINITE
        return joined.nbor(-1) if article else joined
    return start
