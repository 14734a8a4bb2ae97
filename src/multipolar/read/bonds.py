"""Bonds: which states a page speaks of together, so that "both" means the two at odds and not their mediator.

In: a parse and the mentions found on it by name. Out: how strongly the page ties two states to each other, seen from
a sentence: once for every sentence that names both, less the farther off it stands.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from multipolar.read.layers import Mention

FADING = 0.85  # what a sentence leaves of a bond
LEFT = 0.3  # what is left of it at the other end of the page
MANY = 6  # states of one sentence that it can tie: a longer list ties nobody
MOST = 4.0  # a bond beyond that tells no more


class Bonds:
    """The pairs of states of a page with the numbers of the sentences that name both, the first being 1."""

    def __init__(self, doc: Doc, named: Sequence[Mention]) -> None:
        begins = [token.idx for token in doc if token.is_sent_start]
        told: dict[int, set[str]] = defaultdict(set)
        for mention in named:
            told[bisect_right(begins, mention.start)].update(mention.codes)
        self.pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, codes in told.items():
            if len(codes) <= MANY:
                for pair in combinations(sorted(codes), 2):
                    self.pairs[pair].append(number)

    def strength(self, one: str, other: str, sentence: int) -> float:
        """Return how strongly two states are tied to each other, seen from a sentence."""
        numbers = self.pairs.get((min(one, other), max(one, other)), ())
        return min(sum(_left(sentence - number) for number in numbers), MOST)


def _left(back: int) -> float:
    return LEFT if back < 0 else max(float(FADING**back), LEFT)
