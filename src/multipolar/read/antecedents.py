"""Antecedents: how well a referent fits a pronoun, 0 where it cannot be meant.

Number, gender and the arguments of one verb exclude; grammatical roles, control and what things or states do
weigh (after Lappin and Leass 1994, Centering, and Binding).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.clauses import clause_of, controller, raised
from multipolar.read.roles import role
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from multipolar.read.pronouns import Pronoun
    from multipolar.read.referents import Referent

SAYING = words("willed_verb")
# What states have and things have not: "its waters" are a state's.
BELONGINGS = words("belongings")
# What ships and firms have as well: "its captain".
SERVED = words("served_thing")
# "It was surprised", "it is a member": said of one with a will, never of a clause to come.
FEELINGS = words("willed_adjective")
STATELIKE = words("statelike")
# What things do, and what is done to them: "it sank", "it was signed".
BODILY = words("bodily_verb")
MADE = words("made_verb")
UNLIKE_STATES = 0.25
LEADING = 0.9  # prominence of a subject
OBJECTS = frozenset({"dobj", "pobj", "dative"})


def is_object(token: Token, word: Pronoun) -> bool:
    """Tell whether "it" is an object, also in "wants it finished"."""
    return word.word == "it" and (token.dep_ in OBJECTS or raised(token))


def of_a_state(after: list[Token]) -> bool:
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
    return _subject(token) and (token.head.lemma_.lower() in SAYING or of_a_state(list(token.head.rights)))


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


def neuter(token: Token, word: Pronoun, found: Referent) -> float:
    """Return how well a referent fits "it" and "its"."""
    if (
        found.sort in {"person", "people"}
        or found.plural
        or _disjoint(token, word, found)
        or len(found.codes) > 1
    ):
        return 0.0
    done_to = is_object(token, word)
    if found.sort == "thing":
        return 0.0 if _willed(token) else 1.0 if done_to else 0.85
    unlike = UNLIKE_STATES if found.codes and _bodily(token) else 1.0
    # States act; what is done to "it" is done to a thing more often.
    return _parallel(token, found) * (0.3 if found.place else 1.0) * (0.4 if done_to else unlike)


def several(token: Token, word: Pronoun, found: Referent) -> float:
    """Return how well a referent fits "they" and "their"."""
    if found.plural is False or _disjoint(token, word, found):
        return 0.0
    if found.sort == "state" and len(found.codes) < 2:
        return 0.0
    if found.sort == "thing":
        return 0.0 if _willed(token) else 0.85
    return _parallel(token, found) * (1.15 if found.plural else 0.6)


def human(token: Token, word: Pronoun, found: Referent, gender: str | None) -> float:
    """Return how well a referent fits "he" and "she"; `gender` is what is known of it."""
    if found.sort != "person" or found.plural or _disjoint(token, word, found):
        return 0.0
    if gender is not None and gender != word.gender:
        return 0.0
    return _parallel(token, found) * (1.1 if gender == word.gender else 1.0)
