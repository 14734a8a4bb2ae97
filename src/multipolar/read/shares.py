"""Shares: "the former", "the latter", "each", "neither": one or every one of the states just named together.

In: such a word where no noun follows it, and what is in mind. Out: the states that it stands for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.phrases import COUNTS
from multipolar.read.plurals import under_discussion
from multipolar.read.slots import SAYING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from multipolar.read.layers import Mention
    from multipolar.read.memory import Memory

ORDER = {"former": 0, "latter": 1}
EACH = frozenset({"each", "neither"})  # "Each blames the other"
ALL = frozenset({*EACH, "both"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# "Both" before a noun or a list is no word of its own.
BESIDE = frozenset({"predet", "det", "cc", "preconj", "advmod"})
OF_THEM = frozenset({"them", "these", "those"})
PAIR = 2


def everyone(token: Token) -> bool:
    """Tell whether "both", "each" or "neither" stands for those under discussion: "each of them", "each fines"."""
    if token.lower_ not in EACH:
        return token.lower_ == "both" and token.dep_ not in BESIDE
    misread = token.dep_ == "det" and token.head.pos_ in {"VERB", "AUX"} and token.head.i == token.i + 1
    following = [*token.rights]
    return (token.dep_ in SUBJECTS or misread) and (not following or _number(token) > 0)


def _number(token: Token) -> int:
    """Return how many "each of them" and "each of the three" are, 0 where another noun tells of whom."""
    last = next((last for child in token.rights if child.lower_ == "of" for last in child.children), None)
    if last is None or last.lower_ in OF_THEM:
        return PAIR
    return COUNTS.get(last.lower_, 0)


def every_one(token: Token, at: Mapping[int, Mention], memory: Memory) -> tuple[str, ...]:
    """Return the states that "both", "each" and "neither" stand for: two, for "each" also those just listed."""
    number = _number(token) or PAIR
    if token.lower_ == "each" and _of_things(token, memory):
        return ()
    listed = memory.joined(1) if token.lower_ == "each" else ()
    if len(listed) > PAIR and number in {PAIR, len(listed)}:
        return () if memory.counted(len(listed)) else listed
    return () if memory.counted(number) else under_discussion(token, number, at, memory)


def _of_things(token: Token, memory: Memory) -> bool:
    """Tell whether things were just counted of which each does what no state need do: "forty buses. Each carries"."""
    if token.head.lemma_.lower() in SAYING:
        return False
    things = (token.doc[found.index] for found, _ in memory.recent(1) if found.plural and not found.codes)
    return any(child.dep_ == "nummod" for thing in things for child in thing.lefts)


def one_of_two(token: Token, memory: Memory) -> tuple[str, ...]:
    """Read "the former" and "the latter" of two states just named side by side, else of the two of a sentence."""
    pair = next((found.codes for found, _ in memory.recent(2) if len(found.codes) == PAIR), memory.two())
    return (pair[ORDER[token.lower_]],) if pair else ()


def in_turn(token: Token) -> bool:
    """Tell whether "the former" stands alone: not "the former minister", but "the latter holds forty, the former nine"."""
    alone = token.dep_ not in {"amod", "compound", "advmod"} or token.head.pos_ == "NUM"
    return token.lower_ in ORDER and alone


def distributed(token: Token) -> bool:
    """Tell whether a word is what "its" of "each at its own end" points to: any one of several."""
    return token.lower_ in {*EACH, "either"}
