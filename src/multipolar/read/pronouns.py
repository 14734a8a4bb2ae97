"""Pronouns: "he", "its", "they", "each other" → the referent they point to, a state or another thing."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from multipolar.read.antecedents import human, neuter, several
from multipolar.read.clauses import clause_of, raised, verb_of
from multipolar.read.shares import distributed
from multipolar.read.slots import of_a_state, owning, slot
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from multipolar.read.layers import Mention
    from multipolar.read.memory import Memory
    from multipolar.read.referents import Referent

# "It" of weather, time and clauses to come: "it is likely that", "it may be recalled".
EMPTY_VERBS = words("empty_verb")
CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubjpass", "advcl", "acomp"})
# One a state, so that "their presidents" are several states'.
SINGLE = words("one_a_state")
ALONE = frozenset({"ours", "theirs", "hers"})  # the tagger takes them for adjectives
NAMES = frozenset({"name", "capital", "metonym"})
TIMES = frozenset({"TIME", "DATE"})


@dataclass(frozen=True, slots=True)
class Pronoun:
    """One row of `pronouns.csv`."""

    word: str
    person: int  # 1, 3; 0 for "each other"
    plural: bool
    gender: str | None
    possessive: bool


@cache
def pronouns() -> dict[str, Pronoun]:
    """Return the table by word, in lower case."""
    text = (files("multipolar.read") / "pronouns.csv").read_text("utf-8")
    return {
        row["word"]: Pronoun(
            row["word"],
            int(row["person"]),
            row["number"] == "2",
            row["gender"] or None,
            row["possessive"] == "yes",
        )
        for row in csv.DictReader(text.splitlines())
    }


def pronoun(token: Token) -> Pronoun | None:
    """Return the pronoun that a token is (at "each" for "each other")."""
    if token.lower_ in {"each", "one"} and token.i + 1 < len(token.doc):
        return pronouns().get(f"{token.lower_} {token.doc[token.i + 1].lower_}")
    if token.lower_ in ALONE:
        return pronouns().get(token.lower_)
    if token.text in {"US", "IT", "ME"} or token.tag_ not in {"PRP", "PRP$"}:
        return None
    return pronouns().get(token.lower_)


def resolved(
    token: Token, word: Pronoun, at: Mapping[int, Mention], memory: Memory
) -> Referent | tuple[str, ...] | None:
    """Return the referent that a pronoun of the third person points to, or the states for "each other"."""
    if word.person == 0:
        return _each(memory)
    if word.gender == "n":
        return None if empty(token) else _thing_or_state(token, word, at, memory)
    if word.plural:
        return _plural(token, word, memory)
    place, beside = slot(token, word), _beside(token, word, memory)
    return memory.best(
        lambda found: 0.0 if found.name in beside else human(place, found, memory.gender(found))
    )


def _beside(token: Token, word: Pronoun, memory: Memory) -> frozenset[str]:
    """Return the names of those who do something to "him" and so are not he."""
    itself = owning(token, word) or word.word.endswith("self")
    return frozenset() if itself else memory.beside(verb_of(token))


def _thing_or_state(
    token: Token, word: Pronoun, at: Mapping[int, Mention], memory: Memory
) -> Referent | None:
    """Read "it": never the state that does something to it, nor one that its own clause names."""
    place = slot(token, word)
    if place.doer >= 0 and distributed(token.doc[place.doer]):
        return None
    doers = memory.arguments(_done_by(token)) if place.done_to else frozenset()
    others = doers | _named_beside(token, at)
    return memory.best(lambda found: 0.0 if others.intersection(found.codes) else neuter(place, found))


def _named_beside(token: Token, at: Mapping[int, Mention]) -> frozenset[str]:
    """Return the states that the clause of a subject names after it: in "it asked Cairo to wait", "it" is not Egypt."""
    subject = token.head if token.dep_ == "poss" else token
    if subject.dep_ not in {"nsubj", "nsubjpass"}:
        return frozenset()
    verb = subject.head
    near = [last for child in verb.children if child.dep_ in {"prep", "agent"} for last in child.children]
    objects = [c for c in (*verb.children, *near) if c.i > token.i and c.dep_ in {"dobj", "pobj", "dative"}]
    named = (at[each.i] for each in objects if each.i in at)
    return frozenset(code for each in named if each.kind in NAMES for code in each.codes)


def _done_by(token: Token) -> int:
    return verb_of(token.head) if raised(token) else verb_of(token)


def _plural(token: Token, word: Pronoun, memory: Memory) -> Referent | tuple[str, ...] | None:
    """Read "they": a plural just spoken of, else two persons of two states, else the states with a president each."""
    place = slot(token, word)
    meant = memory.best(lambda found: several(place, found))
    if meant is not None and (len(meant.codes) > 1 or not _each_has(token)):
        return meant
    if _each_has(token):
        return memory.together(2) or meant
    return memory.persons(clause_of(token)) or None


def _each_has(token: Token) -> bool:
    return token.dep_ == "poss" and token.head.tag_ == "NNS" and token.head.lemma_.lower() in SINGLE


def _each(memory: Memory) -> tuple[str, ...]:
    """Give "each other" the states of its own clause if there are several, else those under discussion."""
    near = [found for found, _ in memory.recent(0) if found.codes]
    codes = tuple(dict.fromkeys(code for found in reversed(near) for code in found.codes))
    return codes if len(codes) == 2 else memory.together(2)


def empty(token: Token) -> bool:
    """Tell whether "it" stands for nothing or for a clause to come."""
    verb = token.head
    if token.dep_ not in {"nsubj", "nsubjpass", "expl"} or verb.pos_ not in {"VERB", "AUX"}:
        return token.dep_ == "expl"
    after = [child for child in verb.children if child.i > verb.i]
    if verb.lemma_.lower() == "take":
        return any(_time(child) for child in after)
    if verb.lemma_.lower() in EMPTY_VERBS or token.nbor(-1 if token.i else 0).lower_ == "as":
        return True
    if verb.lemma_ == "be":
        return not of_a_state(after) and any(child.dep_ in {"acomp", "attr", *CLAUSES} for child in after)
    if verb.lemma_ == "do" and token.dep_ == "nsubjpass":
        return True  # "how it is done"
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
    return passive and any(child.dep_ in CLAUSES for child in after)


def _time(child: Token) -> bool:
    """Tell whether "it took" goes on with a time, or with what took it: "six hours", "to reach"."""
    return child.ent_type_ in TIMES or child.dep_ in CLAUSES
