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

from multipolar.read.groups import group
from multipolar.read.guests import guest_or_host, host_of
from multipolar.read.memory import body_codes
from multipolar.read.organs import officers, organ
from multipolar.read.plurals import subjects, together
from multipolar.read.referents import Reading, counted, definite
from multipolar.read.roles import MODIFIERS, role
from multipolar.read.vocabulary import words
from multipolar.world.states import states

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from multipolar.read.layers import Mention
    from multipolar.read.memory import Memory

Meaning = Literal["state", "maker", "coloniser", "other", "several", "group", "guest", "host", "none"]
NEAR_BASE = 0.25  # a state less in mind than this is not meant by "the country"
NOT_THIS = frozenset({"other", "same", "whole", "entire", "third", "rest", "neighbouring", "neighboring"})
GOES_ON = frozenset({"of", "that", "which", "where"})
NEWEST = frozenset({"newest", "youngest"})
# Whose "largest exporter" is a state: "the world's".
RANKED_AMONG = frozenset({"world", "region", "continent", "globe", "planet"})
# Others that need no owner: "Cuba and the old enemy".
HOSTILE = words("hostile_noun")
# After these a state in the object's place is another than the subject's.
OPPOSED = frozenset({"against", "from", "to", "toward", "towards", "with"})


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


@cache
def epithets() -> dict[str, frozenset[str]]:
    """Return adjective of place → the states it can mean."""
    return {row["word"]: frozenset(row["codes"].split()) for row in _rows("epithets.csv")}


@cache
def colonies() -> dict[str, frozenset[str]]:
    """Return state → the states that were its colonies, protectorates or mandates."""
    return {row["ruler"]: frozenset(row["codes"].split()) for row in _rows("colonies.csv")}


def read_nominal(head: Token, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Return what a noun phrase without a state's name stands for, null where nothing tells."""
    row = _row(head)
    if _named(head, at) and not (row and row.meaning == "other"):
        return None
    if row is None:
        return organ(head, at, memory)
    if counted(head) > 1 or (row.meaning == "several" and row.number):
        return _several(head, row, at, memory)
    if row.meaning == "other":
        return _other(head, at, memory)
    return _one(head, row, at, memory)


def _one(head: Token, row: Nominal, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Read a word for one state, body or group, where it is definite."""
    if not (definite(head) or _ranked(head)):
        return organ(head, at, memory)
    if row.meaning == "several":
        return officers(head, memory)
    limits = [codes for child in head.lefts if (codes := _epithet(child))]
    if row.meaning == "group":
        return group(head, row.codes, memory) or organ(head, at, memory)
    if row.meaning == "host" and limits:
        return host_of(limits, memory)
    if row.meaning in {"guest", "host"}:
        return guest_or_host(head, memory, host=row.meaning == "host") or organ(head, at, memory)
    if row.meaning == "maker" and not (limits or _ranked(head) or _made(head)):
        return None
    if row.meaning == "coloniser":
        return _coloniser(head, memory)
    return _state(head, row, limits, at=at, memory=memory) if row.meaning != "none" else None


def _named(head: Token, at: Mapping[int, Mention]) -> bool:
    """Tell whether the phrase names its state itself: "UN Secretary-General", "the king of Jordan"."""
    inside = [
        *head.lefts,
        *(last for child in head.rights if child.lower_ == "of" for last in child.children),
    ]
    return any(_tells(token, at) for child in inside for token in child.subtree if child.dep_ != "relcl") or (
        head.dep_ == "appos" and head.head.i in at
    )


def _tells(token: Token, at: Mapping[int, Mention]) -> bool:
    """Tell whether a state is named, not only the place: "the governor of the bank in Khartoum"."""
    return token.i in at and not (at[token.i].kind == "capital" and token.head.lower_ in {"in", "at"})


def _row(head: Token) -> Nominal | None:
    before = head.nbor(-1).lower_ + " " if head.i and not head.is_sent_start else ""
    return nominals().get(before + head.lower_) or nominals().get(head.text) or nominals().get(head.lower_)


def _ranked(head: Token) -> bool:
    """Tell whether it is one of all: "the world's largest cocoa grower"."""
    return any(child.dep_ == "poss" and child.lower_ in RANKED_AMONG for child in head.lefts)


def _made(head: Token) -> bool:
    return any(child.dep_ in {"compound", "nmod"} for child in head.lefts)


def _several(head: Token, row: Nominal, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Read "the two countries", "both", "the sides": the states under discussion."""
    count = counted(head)
    number = (count or (row.number if row.meaning == "several" else 0)) if definite(head) else 0
    codes = together(head, number, at, memory, plain=not count and not _epithet(head.nbor(-1) if head.i else head))
    known = role(head)
    return Reading(codes, known.sector if known and known.acts == "state" else None, head.text) if codes else None


def _state(
    head: Token, row: Nominal, limits: Sequence[frozenset[str]], *, at: Mapping[int, Mention], memory: Memory
) -> Reading | None:
    """Read "the kingdom", "the Himalayan republic": the state most in mind that can be meant."""
    if any(child.lower_ in NOT_THIS for child in head.lefts) or _goes_on(head):
        return None
    apart = _apart(head, at)
    ranked = [(c, v) for c, v in memory.states(bodies=not row.codes.isdisjoint(body_codes())) if c not in apart]
    ranked = [(code, value) for code, value in ranked if all(code in limit for limit in limits)]
    typical = [(code, value) for code, value in ranked if not row.codes or code in row.codes]
    fitting = typical or [(code, value) for code, value in ranked if code in row.also]
    if not fitting:
        return None
    code, salience = _newest(fitting) if any(c.lower_ in NEWEST for c in head.lefts) else fitting[0]
    told = bool(limits) or bool(row.codes) or _ranked(head)
    return Reading((code,), None, head.text) if told or salience > NEAR_BASE else None


def _coloniser(head: Token, memory: Memory) -> Reading | None:
    """Read "the former colonial power": the state in mind that ruled another one in mind, else that one's ruler."""
    ranked = [code for code, _ in memory.matter()]
    ruled = {ruler: colonies()[ruler] & set(ranked) for ruler in colonies()}
    rulers = [*(code for code in ranked if ruled.get(code)), *_rulers(ranked)]
    return Reading((rulers[0],), None, head.text) if rulers else None


def _rulers(ranked: Sequence[str]) -> list[str]:
    return [ruler for code in ranked for ruler, ruled in colonies().items() if code in ruled]


def _goes_on(head: Token) -> bool:
    """Tell whether the phrase goes on to say which it is: "the country that", not "a republic of four million"."""
    if head.i + 1 >= len(head.doc) or head.nbor(1).lower_ not in GOES_ON:
        return False
    return not (head.nbor(1).lower_ == "of" and head.i + 2 < len(head.doc) and head.nbor(2).pos_ == "NUM")


def _apart(head: Token, at: Mapping[int, Mention]) -> frozenset[str]:
    """Return the states of the subject, which would say "itself" of an object that it is."""
    phrase = head.head if head.dep_ == "poss" else head  # "broke with the island's masters"
    opposed = phrase.dep_ == "pobj" and phrase.head.lower_ in OPPOSED
    return subjects(phrase, at) if opposed or head.dep_ in {"dobj", "dative"} else frozenset()


def _newest(fitting: Sequence[tuple[str, float]]) -> tuple[str, float]:
    begun = {one.code: one.start for one in states(None) if one.start}
    return max(fitting, key=lambda pair: (str(begun.get(pair[0], "")), pair[1]))


def _epithet(child: Token) -> frozenset[str] | None:
    doc, i = child.doc, child.i
    two = doc[i - 1 : i + 1].text.lower() if i else ""
    three = doc[max(i - 2, 0) : i + 1].text.lower()
    return epithets().get(three) or epithets().get(two) or epithets().get(child.lower_)


def _owner(head: Token, at: Mapping[int, Mention]) -> frozenset[str]:
    """Return whose counterpart or neighbour it is: a possessor before the noun, else who is joined to it."""
    owner = next((at[child.i] for child in head.lefts if child.dep_ == "poss" and child.i in at), None)
    if owner is not None:
        return frozenset(owner.codes)
    if head.lower_ not in HOSTILE or not definite(head):
        return frozenset()
    if head.dep_ == "conj" and head.head.i in at:
        return frozenset(at[head.head.i].codes)
    return subjects(head, at)


def _other(head: Token, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Read "his counterpart", "its neighbour": the state most in mind that is not the owner's."""
    owner = _owner(head, at)
    if not owner or _stated(head, at):
        return None
    limits = [codes for child in head.lefts if (codes := _epithet(child))]
    ranked = [*memory.states(), *(memory.matter() if head.lower_ in HOSTILE else ())]
    ranked = [(code, value) for code, value in ranked if all(code in limit for limit in limits)]
    other = next((code for code, value in ranked if code not in owner and value > NEAR_BASE), None)
    known = role(head)
    return Reading((other,), known.sector if known else None, head.text) if other else None


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
        if child.i in at or any(token.i in at for token in child.subtree) or child.dep_ == "poss":
            break
        start = child
    return start
