"""Referents: what the nouns of a text stand for, with the features that pronouns agree with.

In: the noun tokens of a parse and the mentions laid on them. Out: one `Referent` a noun phrase, also for
those that stand for no state: a pronoun that means the helicopters must find them, or it would be given to
a state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from multipolar.read.given import given_gender
from multipolar.read.roles import MODIFIERS, NOUNS, Role, role
from multipolar.read.seats import seat, sender
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from multipolar.read.layers import Mention

Sort = Literal["state", "person", "people", "group", "thing"]
# How much a place in the clause makes a thing the talk of the sentence (Lappin and Leass 1994, simplified).
PROMINENCE = {
    "nsubj": 1.0, "nsubjpass": 0.95, "agent": 0.7, "dobj": 0.65, "dative": 0.6, "poss": 0.6, "pobj": 0.5,
    "attr": 0.3, "appos": 0.5, "ROOT": 0.7, "npadvmod": 0.2, "compound": 0.25, "amod": 0.35,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Referent:
    """A noun phrase that words further on may point back to."""

    index: int  # of its head token
    sentence: int
    paragraph: int
    codes: tuple[str, ...]  # () where it stands for no state
    sector: str | None
    sort: Sort
    plural: bool | None  # null: either
    gender: str | None
    name: str
    weight: float
    verb: int  # token of the verb it is an argument of, -1 where none
    noun: str  # its role: "minister", "army"
    place: bool = False  # a city or a capital as a place
    own: bool = False  # acts on its own account
    who: str = ""  # tells one from another: a person's name, "Paraguay minister"
    local: bool = False  # where something happens or someone goes
    count: int = 0  # "two brothers" are 2, 0 where no number tells


@dataclass(frozen=True, slots=True)
class Reading:
    """What a noun phrase was found to stand for."""

    codes: tuple[str, ...]
    sector: str | None
    name: str


DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
DETERMINERS = frozenset({"det", "predet", "preconj"})
EMBEDDED = 0.9
# Finite verbs have a subject of their own; without one the noun before them is an object.
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# In, at or to which one is a guest: "flew to Yerevan", "a tank school near Algiers".
LOCAL = words("local_preposition") | {"to"}
# They bring nothing to mind: "no Arab leader".
NEGATIVE = frozenset({"no", "neither", "nobody"})
# Endings of demonyms that mean all the people: "the French", "the Chinese", "the Swiss".
MANY = ("s", "ese", "sh", "nch", "tch", "men", "women")
PEOPLES = frozenset({"German", "Roman", "Norman", "Ottoman"})  # no men by their ending
LONG = 5  # tokens of a name of a place between "the" and its noun
COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}


def referent(token: Token, at: Mapping[int, Mention], where: tuple[int, int]) -> Referent | None:
    """Return what a noun stands for; null for the parts of a longer name and for dates."""
    mention = at.get(token.i)
    if mention is None and (token.pos_ not in NOUNS or token.dep_ in {"compound", "nmod"}):
        return None
    if mention is None and token.ent_type_ in {
        "DATE",
        "TIME",
        "PERCENT",
        "MONEY",
        "CARDINAL",
        "QUANTITY",
        "ORDINAL",
    }:
        return None
    if mention is None and any(child.lower_ in NEGATIVE for child in token.lefts):
        return None
    known = _known(token, mention)
    inherited = mention or (_belonging(token, known, at) if known else None)
    return Referent(
        index=token.i,
        sentence=where[0],
        paragraph=where[1],
        codes=inherited.codes if inherited else (),
        sector=(mention.sector if mention else known.sector if known else None),
        sort=_sort(token, mention, known),
        plural=_plural(token, mention),
        gender=_gender(mention, known),
        name=inherited.name if inherited else token.text,
        weight=prominence(token),
        verb=verb_of(token),
        noun=known.noun if known else "",
        place=mention is not None and mention.kind == "capital" and mention.sector is None,
        own=(known is not None and (known.acts == "own" or private(token))) or _own(mention),
        local=mention is not None and token.dep_ == "pobj" and token.head.lower_ in LOCAL,
        who=inherited.name + (f" {known.noun}" if known else "") if inherited else token.text,
        count=0 if mention else counted(token),
    )


def definite(head: Token) -> bool:
    """Tell whether a noun has "the", "this" or "both", also through "the Horn of Africa neighbours"."""
    if any(c.lower_ in DEFINITE and c.dep_ in DETERMINERS for c in head.children if c.i < head.i):
        return True
    above = head.head
    name = head.doc[above.i : head.i] if head.dep_ == "appos" and above.i < head.i else ()
    joined = bool(name) and len(name) < LONG and all(t.pos_ == "PROPN" or t.lower_ == "of" for t in name)
    return joined and any(c.lower_ == "the" and c.dep_ == "det" for c in above.lefts)


def private(head: Token) -> bool:
    """Tell whether an office is that of a club or firm: "the secretary of the yacht club"."""
    for child in head.rights:
        if child.lower_ == "of" and child.dep_ == "prep":
            known = next((role(last) for last in child.children if last.dep_ == "pobj"), None)
            return known is not None and known.acts == "own" and known.kind == "organ"
    return False


def counted(token: Token) -> int:
    """Return how many a noun says there are: 2 for "two brothers", 0 where it does not say."""
    return max((COUNTS.get(child.lower_, 0) for child in token.children if child.i < token.i), default=0)


def _belonging(token: Token, known: Role, at: Mapping[int, Mention]) -> Mention | None:
    """Return the state that a role belongs to: named beside it, by its seat, or by who sent it."""
    if known.kind == "crowd":
        return None
    return modifier(token, at) or seat(token, known, at) or sender(token, known, at)


def _own(mention: Mention | None) -> bool:
    return (
        mention is not None
        and mention.kind != "sector"
        and mention.sector in {"BUS", "CVL", "EDU", "JRN", "PTY"}
    )


def prominence(token: Token) -> float:
    """Return how prominent a place in the clause is, 0 to 1."""
    first, steps = token, 0
    while (first.dep_ == "conj" or (first.dep_ == "appos" and first.pos_ == "PROPN")) and steps < 5:
        first, steps = first.head, steps + 1
    if first.dep_ == "pobj" and first.head.dep_ == "agent":
        return PROMINENCE["agent"]
    if raised(first):
        return PROMINENCE["dobj"]  # "would not let the division through", "wants Switzerland to pay"
    if first.dep_ == "nsubj" and first.head.dep_ == "ccomp":
        return EMBEDDED  # "Peru said Chile had fired" is about Peru first
    value = PROMINENCE.get(first.dep_, 0.3)
    return value if first.dep_ not in {"nsubj", "nsubjpass"} or first.head.dep_ != "relcl" else 0.7


def raised(token: Token) -> bool:
    """Tell whether a noun is the subject of an infinitive or participle and so an object of the verb above."""
    clause = token.head
    return token.dep_ in {"nsubj", "nsubjpass"} and clause.dep_ in {"ccomp", "xcomp"} and not _finite(clause)


def _finite(verb: Token) -> bool:
    return any(token.tag_ in FINITE for token in (verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass"})))


def verb_of(token: Token) -> int:
    """Return the verb whose argument a noun is, through prepositions and coordination."""
    node = token
    for _ in range(6):
        above = node.head
        if above is node:
            return -1
        if above.pos_ in {"VERB", "AUX"}:
            return int(above.i)
        if node.dep_ in MODIFIERS or (above.pos_ in NOUNS and node.dep_ not in {"conj", "appos"}):
            return -1
        node = above
    return -1


def clause_of(token: Token) -> int:
    """Return the verb of the clause that a word stands in, however deep in a phrase; -1 where none."""
    node = token
    for _ in range(8):
        if node.head is node:
            return -1
        node = node.head
        if node.pos_ in {"VERB", "AUX"}:
            return int(node.i)
    return -1


def controller(token: Token) -> Token | None:
    """Return who does what the clause of a word says where it has no subject of its own: Turkey in "asked Turkey to"."""
    verb = clause_of(token)
    clause = token.doc[verb] if verb >= 0 else token
    for _ in range(3):
        own = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if own is not None or clause.dep_ not in {"xcomp", "ccomp", "advcl", "conj"}:
            return own
        above = clause.head
        if clause.dep_ == "xcomp" and (asked := next((c for c in above.children if c.dep_ == "dobj"), None)):
            return asked
        clause = above
    return None


def modifier(token: Token, at: Mapping[int, Mention]) -> Mention | None:
    """Return the state of "the Russian minister", "Kenya's army", "the president of Oman"."""
    before = [at[child.i] for child in token.children if child.dep_ in MODIFIERS and child.i in at]
    if before:  # "his Moroccan colleague" is Morocco's
        return next((mention for mention in before if mention.kind != "pronoun"), before[0])
    for child in token.children:
        if child.lower_ in {"of", "to"} and child.dep_ == "prep":
            named = next(
                (at[last.i] for last in child.children if last.dep_ == "pobj" and last.i in at), None
            )
            if named and (child.lower_ == "of" or named.kind != "capital"):
                return named
    return None


def _sort(token: Token, mention: Mention | None, known: Role | None) -> Sort:
    if mention is not None and known is None:
        return _sort_of_mention(token, mention)
    if token.ent_type_ == "PERSON" and token.tag_ == "NNP":
        return "person"
    if known is None:
        return "thing"
    if known.kind == "organ":
        return "group" if known.acts == "state" else "thing"
    return "people" if token.tag_ == "NNS" else "person"


def one_of_people(token: Token, mention: Mention) -> bool:
    """Tell whether a demonym means one man or woman: "the Frenchman", "the Slovak"; not "the French"."""
    single = token.tag_ in {"NN", "NNP"} and not mention.text.lower().endswith(MANY)
    return (
        mention.kind == "adjective"
        and single
        and token.dep_ not in MODIFIERS
        and any(child.lower_ in {"the", "a", "an"} for child in token.lefts)
    )


def _sort_of_mention(token: Token, mention: Mention) -> Sort:
    if mention.kind == "person" or one_of_people(token, mention):
        return "person"
    if mention.kind in {"people", "group"} or (mention.kind == "adjective" and token.dep_ not in MODIFIERS):
        return "people"
    if mention.kind in {"pronoun", "nominal"}:
        return "people" if len(mention.codes) > 1 else "state"
    return "state"


def _known(token: Token, mention: Mention | None) -> Role | None:
    """Return the role of a noun, of one that was read as a state's only where it is an officer: "the minister"."""
    if mention is not None and mention.kind != "nominal":
        return None
    known = role(token)
    officer = known is not None and known.kind == "person" and known.acts == "state"
    return known if mention is None or officer else None


def _plural(token: Token, mention: Mention | None) -> bool | None:
    if mention is not None and one_of_people(token, mention):
        return False
    known = _known(token, mention)
    if mention is not None and known is not None:
        return token.tag_ == "NNS"
    if mention is not None and mention.kind in {"pronoun", "nominal", "group", "adjective", "people"}:
        return True if len(mention.codes) > 1 or mention.kind == "people" else None
    if mention is not None:
        return False
    if token.tag_ in {"NNS", "NNPS"}:
        return True
    return None if known and known.kind == "organ" else False


def _gender(mention: Mention | None, known: Role | None) -> str | None:
    if known is not None:
        return known.gender
    if mention is not None and mention.kind == "person":
        first = given_gender(mention.name.split()[0])
        return None if first == "either" else first
    if mention is not None and mention.text.endswith(("man", "woman")) and mention.text not in PEOPLES:
        return "f" if mention.text.endswith("woman") else "m"
    return None
