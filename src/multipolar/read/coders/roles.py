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
    """The role of each slot, whether the parties do it alike, and the probability that all parties are right."""

    role: NDArray[np.int64]
    mutual: bool
    probability: float


def cast(logp: NDArray[np.float32]) -> Cast:
    """Return the likeliest legal assignment of roles, given slots × 4 log-probabilities of at least two slots.

    Two parties that do it alike stand in the likelier order, so that the act is told whether or not it is mutual: both
    chances count.
    """
    directed, mutual = _directed(logp), _mutual(logp)
    one, other = _chance(logp, directed), _chance(logp, mutual)
    if np.array_equal(directed > NONE, mutual > NONE) and (mutual > NONE).sum() == 2:
        return Cast(directed, other > one, one + other)
    return Cast(directed, False, one) if one >= other else Cast(mutual, True, other)


def _chance(logp: NDArray[np.float32], role: NDArray[np.int64]) -> float:
    return float(np.exp(logp[np.arange(len(role)), role].sum()))


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
