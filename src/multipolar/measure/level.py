"""The evidence of acts for one step of a dyad's level.

In: acts of one dyad as arrays. Out: for every period k, how much better "the level changes by some amount
from k on" explains the scores than "it drifts slowly", and what that amount is. Model: the mean score of a
period is the level plus noise, variance s²/n + 0.05; the level is a random walk of small variance; the size
of a step is normal around 0; s is summed over a few values (a Gaussian process with a rank-one alternative:
Bayes factors after West & Harrison 1997, ch. 11, in closed form).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import logsumexp, ndtr

from multipolar.measure.query import settings

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Told:
    """Acts of one dyad: parallel arrays in the order of their periods."""

    at: NDArray[np.int64]  # period
    value: NDArray[np.float64]
    weight: NDArray[np.float64]
    story: NDArray[np.int64]

    def within(self, first: int, last: int) -> Told:
        """Return the acts of the periods from first to last."""
        keep = (self.at >= first) & (self.at <= last)
        return Told(self.at[keep], self.value[keep], self.weight[keep], self.story[keep])


@dataclass(frozen=True, slots=True)
class Prior:
    """What is known of a level before any act: mean and deviation of scores; drift is a variance a period."""

    mean: float
    deviation: float
    drift: float


@dataclass(frozen=True, slots=True)
class Steps:
    """One entry a candidate period: log Bayes factor of a step there, and its size."""

    factor: NDArray[np.float64]
    size: NDArray[np.float64]  # posterior mean, score points
    up: NDArray[np.float64]  # probability that it is above 0
    clear_up: NDArray[np.float64]  # … above the floor of a realignment
    clear_down: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Means:
    """Sufficient statistics of acts by period."""

    at: NDArray[np.int64]
    mean: NDArray[np.float64]
    precision: NDArray[np.float64]  # in units of 1/s²
    spread: float  # squared residuals in units of s²
    freedom: int


def steps(told: Told, candidates: NDArray[np.int64], prior: Prior) -> Steps:
    """Return the evidence for a step at each candidate (the first period of the new level)."""
    means = _means(told)
    deviations = np.asarray(settings()["step"]["deviations"])
    null, factor, size, variance = _evidence(means, candidates, prior, deviations)
    share = null[:, None] + factor - logsumexp(null)
    total = logsumexp(share, axis=0)
    part = np.exp(share - total)
    floor, root = settings()["step"]["size_floor"], np.sqrt(variance)
    return Steps(
        factor=total,
        size=(part * size).sum(axis=0),
        up=(part * ndtr(size / root)).sum(axis=0),
        clear_up=(part * ndtr((size - floor) / root)).sum(axis=0),
        clear_down=(part * ndtr((-size - floor) / root)).sum(axis=0),
    )


def _means(told: Told) -> _Means:
    """Acts of one story in one period share part of their error; stories of a period are independent."""
    shared = settings()["step"]["cluster"]
    keys, place = np.unique(np.stack([told.at, told.story]), axis=1, return_inverse=True)
    weight = np.bincount(place.ravel(), told.weight)
    mean = np.bincount(place.ravel(), told.weight * told.value) / weight
    spread = (told.weight * (told.value - mean[place.ravel()]) ** 2).sum() / (1 - shared)
    precision = 1.0 / ((1 - shared) / weight + shared)
    at, period = np.unique(keys[0], return_inverse=True)
    total = np.bincount(period, precision)
    level = np.bincount(period, precision * mean) / total
    spread += (precision * (mean - level[period]) ** 2).sum()
    return _Means(
        at, np.asarray(level, float), np.asarray(total, float), float(spread), len(told.at) - len(at)
    )


def _evidence(
    means: _Means, candidates: NDArray[np.int64], prior: Prior, deviations: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return log evidence without a step (s), and with one: log Bayes factor, size, variance (s, k)."""
    noise = deviations[:, None] ** 2 / means.precision + settings()["step"]["noise"]
    since = means.at - means.at[0]
    drift = prior.deviation**2 + prior.drift * np.minimum.outer(since, since)
    root = np.linalg.cholesky(drift + noise[:, :, None] * np.eye(len(since)))
    after = (means.at[:, None] >= candidates[None, :]).astype(float)
    columns = np.concatenate([(means.mean - prior.mean)[:, None], after], axis=1)
    solved = np.linalg.solve(root, np.broadcast_to(columns, (len(deviations), *columns.shape)))
    error, step = solved[:, :, 0], solved[:, :, 1:]
    null = -0.5 * (error**2).sum(axis=1) - np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1)
    null -= means.freedom * np.log(deviations) + 0.5 * means.spread / deviations**2
    likely = settings()["step"]["size"] ** 2
    a, b = (step**2).sum(axis=1), np.einsum("sn,snk->sk", error, step)
    variance = 1 / (a + 1 / likely)
    return null, 0.5 * variance * b**2 - 0.5 * np.log1p(likely * a), variance * b, variance
