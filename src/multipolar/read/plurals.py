"""Plurals: "the two countries", "both sides", "the three": the states that are under discussion together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.clauses import doers_of, within
from multipolar.read.phrases import COUNTS
from multipolar.read.roles import MODIFIERS, NOUNS
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from multipolar.read.layers import Mention
    from multipolar.read.memory import Memory

# "The feuding neighbours" are those under discussion, "the political parties" are not.
QUARRELLING = words("quarrelling")
# They say no more than the number does, so that whatever was counted may be meant.
NUMBERED = frozenset({"pair", "duo", "twosome", "trio", "threesome", "men", "women", "brothers"})
# Whom a state and its rebels can be: "the two sides".
SIDES = frozenset({"sides", "parties"})
MEETING = words("meeting_verb") | {"fight", "clash", "battle"}
MANY = 99
ONE_OF = frozenset({"each", "either", "neither"})
ALL = frozenset({"the", "all", "these", "those"})
DEEP = 4  # levels from a noun up to its verb
ACTORS = frozenset({"name", "metonym", "group"})  # no places: "the two armies shelled Basra"
# "Embassies in both capitals" and "trade between the two" may be the doer's own as well.
SHARED = frozenset({"in", "between", "of", "across", "for"})
STANDING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss", "ROOT"})


def others(head: Token) -> bool:
    """Tell whether a modifier tells of others: "the political parties", but not "the feuding neighbours"."""
    told = (child for child in head.children if child.dep_ in MODIFIERS)
    return any(child.lower_ not in COUNTS and child.lower_ not in QUARRELLING for child in told)


def together(
    head: Token, number: int, at: Mapping[int, Mention], memory: Memory, among: frozenset[str] | None
) -> tuple[str, ...]:
    """Return so many states that a plural stands for, all of them `among` some."""
    if not number or any(c.dep_ == "prep" and c.lower_ == "of" for c in head.children):
        return ()

    def met(verb: int) -> bool:
        return head.doc[verb].lemma_.lower() in MEETING

    if head.lower_ in NUMBERED and memory.counted(number):
        return ()
    if head.lower_ in SIDES and number == len(SIDES) and (one := memory.at_war(met)):
        return one
    return under_discussion(head, number, at, memory, among=among)


def under_discussion(
    head: Token,
    number: int,
    at: Mapping[int, Mention],
    memory: Memory,
    *,
    among: frozenset[str] | None = None,
) -> tuple[str, ...]:
    """Return so many states under discussion without those that do something to them."""
    shared = head.dep_ == "pobj" and head.head.lower_ in SHARED
    apart = subjects(head, at, fewer=number)
    return memory.together(number, apart=apart, strict=not shared, among=among)


def subjects(head: Token, at: Mapping[int, Mention], *, fewer: int = MANY) -> frozenset[str]:
    """Return the states that do something to or with "both sides" and so are none of them.

    So many doers as the phrase counts are the ones it means: "Peru and Chile spoke in both capitals".
    """
    verb, steps = head, 0
    while verb.pos_ not in {"VERB", "AUX"} and verb.head is not verb and steps < DEEP:
        if verb.dep_ == "appos" and verb.head.i in at:  # "China, a lender to the country"
            return frozenset(at[verb.head.i].codes)
        if verb.dep_ in {"nsubj", "nsubjpass", "poss"}:
            return _thanked(verb, at) if verb is head and fewer < MANY else frozenset()
        verb, steps = verb.head, steps + 1
    doers, whose = doers_of(verb)
    joined = [each for child in doers for each in (child, *child.conjuncts) if each.i in at]
    if len({code for each in joined for code in at[each.i].codes}) >= fewer:
        return frozenset()
    own = frozenset(at[whose.i].codes if whose is not None and whose.i in at else ())
    return own | {code for each in doers for t in within(each) if t.i in at for code in at[t.i].codes}


def _thanked(subject: Token, at: Mapping[int, Mention]) -> frozenset[str]:
    """Return the state that "both sides" thank or ask, or are urged by."""
    objects = [child for child in subject.head.children if child.dep_ in {"dobj", "dative"}]
    agents = [last for c in subject.head.children if c.dep_ == "agent" for last in c.children]
    named = [at[each.i] for each in (*objects, *agents) if each.i in at]
    return frozenset(code for each in named if each.kind in ACTORS or each.sector for code in each.codes)


def number_alone(token: Token) -> int:
    """Return how many "the two" and "all three" are that no noun follows; 0 for any other word."""
    if token.tag_ != "CD" or token.lower_ not in COUNTS or token.dep_ not in STANDING or not token.i:
        return 0
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    counts_on = following is not None and (
        following.pos_ in {*NOUNS, "ADJ", "NUM", "PRON"} or following.text in {"of", "-"}
    )
    return 0 if counts_on or token.nbor(-1).lower_ not in ALL else COUNTS[token.lower_]


def numbered(token: Token, number: int, at: Mapping[int, Mention], memory: Memory) -> tuple[str, ...]:
    """Return the states of so many persons just named, else so many states under discussion."""
    if memory.counted(number):
        return ()
    persons = memory.persons(-1)
    codes = persons if len(persons) == number else under_discussion(token, number, at, memory)
    return codes if memory.near().issuperset(codes) else ()


def one_of_several(head: Token) -> bool:
    """Tell whether a noun is each of two: "either side", "neither capital"."""
    return head.tag_ == "NN" and any(c.lower_ in ONE_OF and c.dep_ in {"det", "preconj"} for c in head.lefts)
