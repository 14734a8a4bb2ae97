"""Pronouns: "he", "its", "they", "each other" → the referent they point to, a state or another thing."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from multipolar.read.referents import clause_of, controller, raised, verb_of
from multipolar.read.roles import role
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from multipolar.read.memory import Memory
    from multipolar.read.referents import Referent

# "It" of weather, time and clauses to come: "it is likely that", "it may be recalled".
EMPTY_VERBS = words("empty_verb")
CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubjpass", "advcl", "acomp"})
SAYING = words("willed_verb")
# What states have and things have not: "its waters" are a state's.
BELONGINGS = words("belongings")
# What ships and firms have as well: "its captain".
SERVED = words("served_thing")
# "It was surprised", "it is a member": said of one with a will, never of a clause to come.
FEELINGS = words("willed_adjective")
STATELIKE = words("statelike")
# One a state, so that "their presidents" are several states'.
SINGLE = words("one_a_state")
# What things do, and what is done to them: "it sank", "it was signed".
BODILY = words("bodily_verb")
MADE = words("made_verb")
UNLIKE_STATES = 0.25
LEADING = 0.9  # prominence of a subject
TIMES = frozenset({"TIME", "DATE"})
OBJECTS = frozenset({"dobj", "pobj", "dative"})


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
    if token.text in {"US", "IT", "ME"} or token.tag_ not in {"PRP", "PRP$"}:
        return None
    return pronouns().get(token.lower_)


def resolved(token: Token, word: Pronoun, memory: Memory) -> Referent | tuple[str, ...] | None:
    """Return the referent that a pronoun of the third person points to, or the states for "each other"."""
    if word.person == 0:
        return _each(memory)
    if word.gender == "n":
        return None if _empty(token) else _thing_or_state(token, word, memory)
    if word.plural:
        return _plural(token, word, memory)
    return memory.best(lambda found: _human(token, word, found, memory.gender(found)))


def _thing_or_state(token: Token, word: Pronoun, memory: Memory) -> Referent | None:
    """Read "it": never the state that does something to it, whatever word names that state there."""
    doers = memory.arguments(_done_by(token)) if _object(token, word) else frozenset()
    return memory.best(lambda found: 0.0 if doers.intersection(found.codes) else _neuter(token, word, found))


def _object(token: Token, word: Pronoun) -> bool:
    """Tell whether "it" is an object, also in "wants it finished"."""
    return word.word == "it" and (token.dep_ in OBJECTS or raised(token))


def _done_by(token: Token) -> int:
    return verb_of(token.head) if raised(token) else verb_of(token)


def _plural(token: Token, word: Pronoun, memory: Memory) -> Referent | tuple[str, ...] | None:
    """Read "they": a plural just spoken of, else two persons of two states, else the states with a president each."""
    meant = memory.best(lambda found: _several(token, word, found))
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


def _empty(token: Token) -> bool:
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
        return not _of_a_state(after) and any(child.dep_ in {"acomp", "attr", *CLAUSES} for child in after)
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
    return passive and any(child.dep_ in CLAUSES for child in after)


def _time(child: Token) -> bool:
    """Tell whether "it took" goes on with a time, or with what took it: "six hours", "to reach"."""
    return child.ent_type_ in TIMES or child.dep_ in CLAUSES


def _of_a_state(after: list[Token]) -> bool:
    """Tell whether what "it" is said to be fits a state: "ready to talk", "the first to do so"."""
    return any(
        (child.dep_ == "acomp" and child.lower_ in FEELINGS)
        or (child.dep_ == "attr" and child.lemma_.lower() in STATELIKE)
        for child in after
    )


def _disjoint(token: Token, word: Pronoun, found: Referent) -> bool:
    """Tell whether a bare pronoun and a noun are arguments of one verb, so that they differ."""
    if word.possessive or word.word.endswith("self") or word.word.endswith("selves"):
        return False
    return found.verb >= 0 and found.verb in {token.head.i, token.head.head.i if token.dep_ == "pobj" else -1}


def _subject(token: Token) -> bool:
    return token.dep_ in {"nsubj", "nsubjpass"}


def _willed(token: Token) -> bool:
    """Tell whether only one with a will does what the pronoun does: "it signed", "its ambassador"."""
    if token.dep_ == "poss":
        known = role(token.head)
        if token.head.lower_ in BELONGINGS:
            return True
        if token.head.lower_ in SERVED:
            return False
        return known is not None and known.acts == "state" and known.kind != "crowd"
    return _subject(token) and (token.head.lemma_.lower() in SAYING or _of_a_state(list(token.head.rights)))


def _bodily(token: Token) -> bool:
    """Tell whether a thing does or has it sooner than a state: "it sank", "it was signed", "its pilot"."""
    if token.dep_ == "poss":
        return token.head.lower_ in SERVED
    return (token.dep_ == "nsubj" and token.head.lemma_.lower() in BODILY) or (
        token.dep_ == "nsubjpass" and token.head.lemma_.lower() in MADE
    )


def _parallel(token: Token, found: Referent) -> float:
    """Favour subjects for subjects, and for a possessor those named in its own clause, its doer most."""
    if token.dep_ != "poss":
        return 1.25 if _subject(token) and found.weight >= LEADING else 1.0
    if found.index == _thanked(token):
        return 2.0
    doer = controller(token)
    if doer is not None and doer.i == found.index:
        return 0.6 if _paid(token) else 1.2 if found.weight >= LEADING else 2.0
    return 1.2 if found.verb >= 0 and found.verb == clause_of(token) else 1.0


def _for(token: Token) -> Token | None:
    """Return the verb of "… for its help"."""
    above = token.head.head
    return above.head if token.head.dep_ == "pobj" and above.lower_ == "for" else None


def _thanked(token: Token) -> int:
    """Return whom one thanks or blames "for its help": the help is theirs; -1 where there is none."""
    verb = _for(token)
    return next((c.i for c in verb.children if c.dep_ == "dobj"), -1) if verb is not None else -1


def _paid(token: Token) -> bool:
    """Tell whether one pays "for its beans", which are another's."""
    verb = _for(token)
    return verb is not None and "pay" in {verb.lemma_, verb.head.lemma_}


def _neuter(token: Token, word: Pronoun, found: Referent) -> float:
    if (
        found.sort in {"person", "people"}
        or found.plural
        or _disjoint(token, word, found)
        or len(found.codes) > 1
    ):
        return 0.0
    object_ = _object(token, word)
    if found.sort == "thing":
        return 0.0 if _willed(token) else 1.0 if object_ else 0.85
    unlike = UNLIKE_STATES if found.codes and _bodily(token) else 1.0
    # States act; what is done to "it" is done to a thing more often.
    return _parallel(token, found) * (0.3 if found.place else 1.0) * (0.4 if object_ else unlike)


def _several(token: Token, word: Pronoun, found: Referent) -> float:
    if found.plural is False or _disjoint(token, word, found):
        return 0.0
    if found.sort == "state" and len(found.codes) < 2:
        return 0.0
    if found.sort == "thing":
        return 0.0 if _willed(token) else 0.85
    return _parallel(token, found) * (1.15 if found.plural else 0.6)


def _human(token: Token, word: Pronoun, found: Referent, gender: str | None) -> float:
    if found.sort != "person" or found.plural or _disjoint(token, word, found):
        return 0.0
    if gender is not None and gender != word.gender:
        return 0.0
    return _parallel(token, found) * (1.1 if gender == word.gender else 1.0)
