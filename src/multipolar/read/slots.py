"""Slots: what the place of a pronoun in its clause tells of whom it can mean, read once for all its antecedents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multipolar.read.clauses import clause_of, controller, doers_of, raised, verb_of
from multipolar.read.roles import MODIFIERS, role
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from multipolar.read.pronouns import Pronoun

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
# What treaties and laws do and states hardly: "it bans mines", "it ended a war".
PAPERLY = words("paper_verb")
# "Rejected its offer": that of another.
ANSWERING = words("answering_verb")
MESSAGES = words("message")
HOSTILE = words("hostile_verb")
# "The first to do so" is a state, "the first in twenty years" is not.
ORDINALS = frozenset({"first", "last", "only"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
ACTED = frozenset({"dobj", "dative", "ccomp", "xcomp", "agent", "neg"})
OBJECTS = frozenset({"dobj", "pobj", "dative"})


@dataclass(frozen=True, slots=True)
class Slot:
    """A pronoun of the third person where it stands. Tokens are given by index, -1 where there is none."""

    gender: str | None
    apart: frozenset[int]  # verbs whose other arguments are someone else
    others: frozenset[int]  # who does something to the one that is meant
    told: int  # the noun that a clause around it tells of: not the pledge in "the pledge it made"
    subject: bool
    owns: bool  # "its", "his"
    done_to: bool  # "it" as an object
    willed: bool  # only one with a will does or has it: "it vowed", "its ambassador"
    bodily: bool  # a thing does or has it sooner than a state: "it sank", "its pilot"
    still: bool  # its verb has no object, as those of things have none: "it lies", "it has twelve zeros"
    clause: int  # the verb of its clause
    doer: int  # who does what its clause says
    teller: int  # who says in the clause above what it does: "Iraq, which says that it will"
    thanked: int  # whom one thanks "for its help": the help is theirs
    paid: bool  # one pays "for its beans" and rejects "its offer", which are another's


def slot(token: Token, word: Pronoun) -> Slot:
    """Read the place of a pronoun."""
    owns = token.dep_ == "poss"
    doer, giver = (controller(token), _for(token)) if owns else (None, None)
    return Slot(
        gender=word.gender,
        apart=_apart(token, word),
        others=_others(token, word),
        told=token.head.head.i if token.dep_ in SUBJECTS and token.head.dep_ == "relcl" else -1,
        subject=token.dep_ in SUBJECTS,
        owns=owns,
        done_to=is_object(token, word),
        willed=_willed(token),
        bodily=bodily(token),
        still=_still(token),
        clause=clause_of(token) if owns else -1,
        doer=-1 if doer is None else doer.i,
        teller=_teller(token),
        thanked=next((c.i for c in giver.children if c.dep_ == "dobj"), -1) if giver is not None else -1,
        paid=(giver is not None and "pay" in {giver.lemma_, giver.head.lemma_}) or _answered(token),
    )


def is_object(token: Token, word: Pronoun) -> bool:
    """Tell whether "it" is an object, also in "wants it finished"."""
    return word.word == "it" and (token.dep_ in OBJECTS or raised(token))


def owning(token: Token, word: Pronoun) -> bool:
    """Tell whether a pronoun is a possessor: "her bed", not "wrote to her"."""
    return word.possessive and token.tag_ != "PRP"


def of_a_state(after: list[Token]) -> bool:
    """Tell whether what "it" is said to be fits a state: "ready to talk", "the first to do so"."""
    return any(
        (child.dep_ == "acomp" and child.lower_ in FEELINGS)
        or (child.dep_ == "attr" and child.lemma_.lower() in STATELIKE)
        or (
            child.dep_ == "attr"
            and child.lower_ in ORDINALS
            and any(c.dep_ == "relcl" for c in child.children)
        )
        for child in after
    )


def _apart(token: Token, word: Pronoun) -> frozenset[int]:
    """Return the verbs whose arguments differ from a pronoun that is one of them."""
    if owning(token, word) or word.word.endswith(("self", "selves")):
        return frozenset()
    return frozenset({token.head.i, token.head.head.i} if token.dep_ == "pobj" else {token.head.i})


def _others(token: Token, word: Pronoun) -> frozenset[int]:
    """Return who does what is done to "it" or "without them", in whatever clause he is named."""
    if owning(token, word) or word.word.endswith(("self", "selves")) or token.dep_ not in OBJECTS:
        return frozenset()
    verb = verb_of(token)
    doers, _ = doers_of(token.doc[verb]) if verb >= 0 else ([], None)
    return frozenset(each.i for doer in doers for each in (doer, *doer.conjuncts))


def _willed(token: Token) -> bool:
    if token.dep_ != "poss":
        says = token.head.lemma_.lower() in SAYING or of_a_state(list(token.head.rights))
        return token.dep_ in SUBJECTS and says
    if token.head.lower_ in BELONGINGS or token.head.lower_ in SERVED:
        return token.head.lower_ in BELONGINGS or _of_an_organ(token.head)
    known = role(token.head)
    return known is not None and known.acts == "state" and known.kind != "crowd"


def _of_an_organ(head: Token) -> bool:
    """Tell whether one who can serve a ship serves a state: "its army commander"."""
    before = (role(child) for child in head.lefts if child.dep_ in MODIFIERS)
    return any(known is not None and known.kind == "organ" and known.acts == "state" for known in before)


def bodily(token: Token) -> bool:
    """Tell whether a thing does or has it sooner than a state: "it sank", "it was signed", "its pilot"."""
    if token.dep_ == "poss":
        return token.head.lower_ in SERVED
    lemma = token.head.lemma_.lower()
    return (token.dep_ == "nsubj" and lemma in BODILY) or (token.dep_ == "nsubjpass" and lemma in MADE)


def _still(token: Token) -> bool:
    """Tell whether nothing is done by "it": no object, no clause and no will; or what only a paper does."""
    verb = token.head
    if token.lower_ == "it" and token.dep_ == "nsubj" and verb.lemma_.lower() in PAPERLY:
        return True
    if (
        token.lower_ != "it"
        or token.dep_ != "nsubj"
        or verb.dep_ != "ROOT"
        or verb.pos_ != "VERB"
        or verb.lemma_.lower() in SAYING
    ):
        return False
    return verb.lemma_ == "have" or not any(child.dep_ in ACTED for child in verb.children)


def _teller(token: Token) -> int:
    """Return the subject of the verb of saying that a clause hangs on, where it tells nobody in particular."""
    clause = token.head
    if token.dep_ not in SUBJECTS or clause.dep_ != "ccomp" or clause.head.lemma_.lower() not in SAYING:
        return -1
    told = any(child.dep_ in {"dobj", "dative"} for child in clause.head.children)
    return -1 if told else next((c.i for c in clause.head.children if c.dep_ == "nsubj"), -1)


def _answered(token: Token) -> bool:
    """Tell whether it is another's: "rejected its offer", "expelled its envoy"."""
    noun = token.head
    if token.dep_ != "poss" or noun.dep_ != "dobj":
        return False
    verb, known = noun.head.lemma_.lower(), role(noun)
    if verb in ANSWERING and noun.lemma_.lower() in MESSAGES:
        return True
    return verb in HOSTILE and known is not None and known.acts == "state" and noun.lower_ not in BELONGINGS


def _for(token: Token) -> Token | None:
    """Return the verb of "… for its help"."""
    above = token.head.head
    return above.head if token.head.dep_ == "pobj" and above.lower_ == "for" else None
