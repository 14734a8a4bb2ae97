"""Referents: what the nouns of a text stand for, with the features that pronouns agree with.

In: the noun tokens of a parse and the mentions laid on them. Out: one `Referent` a noun phrase, also for
those that stand for no state: a pronoun that means the helicopters must find them, or it would be given to
a state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from multipolar.read.clauses import prominence, verb_of
from multipolar.read.given import given_gender
from multipolar.read.lists import shared
from multipolar.read.phrases import counted, hyphened, private
from multipolar.read.roles import MODIFIERS, NOUNS, Role, role
from multipolar.read.seats import seat, sender
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from multipolar.read.layers import Mention

Sort = Literal["state", "person", "people", "group", "thing"]


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
    object: bool = False  # "a note" of "printed a note": what was just done or made
    count: int = 0  # "two brothers" are 2, 0 where no number tells


ARTICLES = frozenset({"a", "an", "the", "another"})
# In, at or to which one is a guest: "flew to Yerevan", "a tank school near Algiers".
LOCAL = words("local_preposition") | {"to"}
# They bring nothing to mind: "no Arab leader".
NEGATIVE = frozenset({"no", "neither", "nobody"})
# Endings of demonyms that mean all the people: "the French", "the Chinese", "the Swiss".
MANY = ("s", "ese", "sh", "nch", "tch", "men", "women")
AGENTS = words("agents")  # men of no state
PEOPLES = frozenset({"German", "Roman", "Norman", "Ottoman"})  # no men by their ending


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
        codes=(shared(token, at) if known and mention is None else ())
        or (inherited.codes if inherited else ()),
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
        local=mention is not None
        and known is None
        and mention.kind != "person"
        and token.dep_ == "pobj"
        and token.head.lower_ in LOCAL,
        who=inherited.name + (f" {known.noun}" if known else "") if inherited else token.text,
        object=mention is None and token.dep_ == "dobj" and any(c.lower_ in ARTICLES for c in token.lefts),
        count=0 if mention else counted(token),
    )


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


def modifier(token: Token, at: Mapping[int, Mention]) -> Mention | None:
    """Return the state of "the Russian minister", "Kenya's army", "the president of Oman"."""
    lefts = [*token.children, *(first.children if (first := hyphened(token)) is not None else ())]
    before = [at[child.i] for child in lefts if child.dep_ in MODIFIERS and child.i in at]
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
        return "people" if _agents(token) else "thing"
    if known.kind == "organ":
        return "group" if known.acts == "state" else "thing"
    return "people" if token.tag_ == "NNS" else "person"


def _agents(token: Token) -> bool:
    """Tell whether a plural without a role is of men who do something: "pirates", "truckers"."""
    return token.tag_ == "NNS" and token.lower_ in AGENTS


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
    if mention.kind == "group" and token.tag_ == "NNP":
        return "group"  # "UNITA lost its airstrip"
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
