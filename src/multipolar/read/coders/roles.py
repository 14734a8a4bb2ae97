"""Roles: which parties of a window stand on which side of an act.

In: for one word, the model's log-probability of each role of each slot. Out: the likeliest assignment that is an act:
one side acts on another, or two and more parties do it alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROLES = ("none", "actor", "recipient", "mutual")
NONE, ACTOR, RECIPIENT, MUTUAL = range(4)


class Cast(NamedTuple):
    """The role of each slot, and the probability that all are right."""

    role: NDArray[np.int64]
    probability: float


def cast(score: NDArray[np.float32]) -> Cast | None:
    """Return the likeliest legal assignment of roles, given slots × 4 scores; null for fewer than two slots."""
    if len(score) < 2:
        return None
    logp = score - np.logaddexp.reduce(score, axis=1, keepdims=True)
    rows = np.arange(len(logp))
    ways = [_directed(logp), _mutual(logp)]
    best = max(ways, key=lambda role: float(logp[rows, role].sum()))
    return Cast(best, float(np.exp(logp[rows, best].sum())))


def _directed(logp: NDArray[np.float32]) -> NDArray[np.int64]:
    """Give each slot its likeliest role; where a side stays empty, give it the pair of slots that loses least."""
    role: NDArray[np.int64] = logp[:, :MUTUAL].argmax(axis=1)
    if {ACTOR, RECIPIENT} <= set(role.tolist()):
        return role
    best = logp[np.arange(len(logp)), role]
    loss = (best - logp[:, ACTOR])[:, None] + (best - logp[:, RECIPIENT])[None, :]
    np.fill_diagonal(loss, np.inf)
    actor, recipient = np.unravel_index(loss.argmin(), loss.shape)
    role[actor], role[recipient] = ACTOR, RECIPIENT
    return role


def _mutual(logp: NDArray[np.float32]) -> NDArray[np.int64]:
    """Give the mutual role to every slot that likes it better than none, at least to two."""
    gain = logp[:, MUTUAL] - logp[:, NONE]
    role: NDArray[np.int64] = np.where(gain > 0, MUTUAL, NONE)
    role[np.argsort(-gain)[:2]] = MUTUAL
    return role
