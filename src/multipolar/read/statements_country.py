"""Allegiance: the head of a description in, the state whose citizen or servant it makes its bearer out.

"A Russian foreign policy expert based in the United Arab Emirates" is Russia's; "Germany's ambassador to Nigeria" is
Germany's; "two diplomats in Santiago" are nobody's, since their post is abroad; "a baker in Senafe" is Eritrea's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from multipolar.read.voices import home

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from multipolar.read.layers import Mention

SPEAKERS = frozenset({"name", "capital", "metonym", "people", "group", "adjective", "nominal", "sector"})
UNNAMED = frozenset({"person", "office", "pronoun", "nominal"})
AWAY = frozenset("to on against with about over toward towards into between like than as since during after".split())
PLACE = frozenset("in at near outside inside across through around off from".split())
# Those whose post is often abroad: where they are says nothing of whom they serve.
POSTED = frozenset(
    """diplomat diplomats ambassador ambassadors envoy envoys attaché attache consul delegate delegates negotiator
    negotiators correspondent reporter journalist banker source sources people persons two three""".split()
)
# Words that leave open which state of many is meant.
FOREIGN = frozenset("western european gulf arab african asian nordic baltic balkan foreign international regional un".split())
STEPS = 8  # from a name up to the head of its description
NEAR = 1200  # characters before a speaker in which the scene may be set


class Allegiance:
    """The states that a page names, by place, and whose the bearers of its descriptions are."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.mentions = sorted(mentions, key=lambda each: each.start)
        self.places = [each.start for each in self.mentions]
        self.tokens = [token.idx for token in doc]
        own = home(doc, self.mentions)
        self.home = own[0][0] if own else None
        counts = Counter(each.codes[0] for each in self.mentions if _plain(each))
        self.common = counts.most_common(1)[0][0] if counts else None

    def over(self, token: Token) -> Mention | None:
        """Return the mention that covers a token."""
        at = bisect_right(self.places, token.idx) - 1
        found = self.mentions[at] if at >= 0 else None
        return found if found is not None and token.idx < found.end else None

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that start in a span."""
        return self.mentions[bisect_left(self.places, start) : bisect_left(self.places, end)]

    def state(self, token: Token) -> Mention | None:
        """Return the state or body that a token names and that may speak as such."""
        found = self.over(token)
        return found if found is not None and found.kind in SPEAKERS and found.codes else None

    def of(self, head: Token) -> str | None:
        """Return whose the bearer of a description is, null where its words do not tell."""
        return self.best(self.doc[head.left_edge.i].idx, _stop(self.doc[head.right_edge.i]), head)

    def best(self, start: int, end: int, head: Token) -> str | None:
        """Return the state with the closest link to a head among those that a span names."""
        ranked = [
            (rank, each.start, each.codes[0])
            for each in self.within(start, end)
            if each.codes and (rank := self._rank(each, head)) is not None
        ]
        return min(ranked)[2] if ranked else None

    def _rank(self, mention: Mention, head: Token) -> int | None:
        """Return how far a name is from a head: 0 its adjective or owner, 2 its place, 3 in a clause; null: not at all."""
        if mention.kind == "pronoun" and mention.sector == "IGO":
            return None
        token = self.doc[max(0, bisect_right(self.tokens, mention.end - 1) - 1)]
        if mention.sector == "IGO" and mention.codes[0] != "EUU" and head.tag_ not in {"NNS", "NNPS"}:
            return None
        rank = 4 if mention.sector == "IGO" and mention.codes[0] != "EUU" else 0
        for _ in range(STEPS):
            if token.i == head.i or (token.head is token):
                break
            token = token.head
            step = _step(token, head)
            if step is None:
                return None
            rank = max(rank, step)
        return rank

    def scene(self, head: Token) -> str | None:
        """Return the state of the scene, for those whom the page does not present: its own, else the one last named."""
        words = {token.lower_ for token in self.doc[head.left_edge.i : head.right_edge.i + 1]}
        if words & (FOREIGN | POSTED):
            return None
        return self.home or self.common

    def _last(self, place: int) -> str | None:
        """Return the state last named by itself before a place, in its paragraph first."""
        near = [each for each in self.within(max(0, place - NEAR), place) if _plain(each)]
        line = self.doc.text.rfind("\n", 0, place)
        inside = [each for each in near if each.start > line]
        counts = Counter(each.codes[0] for each in inside or near)
        return counts.most_common(1)[0][0] if counts else None


def _plain(mention: Mention) -> bool:
    return len(mention.codes) == 1 and mention.sector not in {"IGO", "REB"}


def _step(token: Token, head: Token) -> int | None:
    """Return what a step from a name up through a word does to the link."""
    if token.pos_ == "ADP" or token.dep_ in {"prep", "agent"}:
        word = token.lower_
        if word in AWAY:
            return None
        if word in PLACE:
            return None if head.lower_ in POSTED or token.head.lower_ in POSTED else 2
        return 1
    return 3 if token.dep_ in {"relcl", "acl"} else 0


def _stop(token: Token) -> int:
    return int(token.idx + len(token))
