"""Weighing: how sure it is that a word tells an act of a type on two sides, by all that the coders see of it.

In: a reading of the model, a way to fill the sides, a type. Out: the features, and by the card's weights the
confidence. The weights are those of a logistic function, fitted to pages that the model was not trained on
(`train/weigh.py`), so that a confidence is right as often as it says.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from multipolar.read.coders.relations import STANDING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multipolar.read.coders.model import Card, Reading
    from multipolar.read.coders.ways import Way

FEATURES = (
    "telling", "type", "cast", "gate", "best gate", "listed", "type agrees", "actor stands", "recipient stands", "many",
    "likeliest type",
)  # fmt: skip
LOWEST = -6.0  # log odds: below, no chance is told from another


def features(read: Reading, way: Way, *, kind: str, best: float, listed: bool) -> tuple[float, ...]:
    """Return what is seen of an act, in the order of `FEATURES`.

    `kind` is its type, `best` the gate's highest chance at the word, `listed` whether the lexicon has it.
    """
    relation = dict(zip(read.parties, read.relation.tolist(), strict=True))
    other = way.recipients or way.actors[1:]
    return (
        max(odds(read.telling), LOWEST),
        max(read.type[kind], math.log(1e-3)),
        math.log(max(way.cast, 1e-4)),
        odds(way.gate),
        odds(best),
        float(listed),
        float(way.type == kind),
        float(_stands(way.actors, relation)),
        float(_stands(other, relation)),
        float(len(way.actors) + len(way.recipients) > 2),
        float(kind == next(iter(read.type))),
    )


def _stands(side: Sequence[str], relation: dict[str, int]) -> bool:
    """Tell whether a party of a side stands in a slot about the word."""
    return any(relation.get(code, 0) >= STANDING for code in side)


def odds(chance: float) -> float:
    """Return the logarithm of the odds of a probability."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(chance / (1 - chance))


def confidence(seen: Sequence[float], told: Card) -> float:
    """Return the probability that an act with these features is right in type and parties."""
    score = sum(w * x for w, x in zip(told.weights, seen, strict=True)) + told.bias
    return logistic(score)


def logistic(score: float) -> float:
    """Return the probability of log odds: `odds` the other way round, never too large to compute."""
    return 0.5 + 0.5 * math.tanh(score / 2)
