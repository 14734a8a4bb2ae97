"""The evidence for a burst: acts of one kind come more often from some period on, for a while or for good.

In: counts by period and how much was told of other dyads in it (the exposure). Out: for every period, the log
Bayes factor of a higher rate from there on. Rates are Gamma, counts quasi-Poisson; a *fall* of the rate is no
evidence, since silence of the pages is not silence of the states. The back-test found such bursts the best
sign of a realignment in thin text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import betaincc, gammaln, logsumexp

from multipolar.measure.query import settings

if TYPE_CHECKING:
    from numpy.typing import NDArray


def burst(
    counts: NDArray[np.float64], exposure: NDArray[np.float64], lengths: list[int]
) -> NDArray[np.float64]:
    """Return the log Bayes factor of a rise at each period after the first, shape (n - 1,).

    *counts* and *exposure* have shape (n,); *lengths* in periods; a rise for good is always among the
    alternatives.
    """
    scale = settings()["burst"]["dispersion"]
    total = np.concatenate([[0.0], np.cumsum(counts)]) / scale
    room = np.concatenate([[0.0], np.cumsum(exposure)]) / scale
    start = np.arange(1, len(counts))
    ends = [np.minimum(start + length, len(counts)) for length in lengths]
    ends.append(np.full(len(start), len(counts)))
    rises = [_rise(total, room, start, end) for end in ends]
    return np.asarray(logsumexp(rises, axis=0) - np.log(len(rises)))


def _rise(
    total: NDArray[np.float64], room: NDArray[np.float64], start: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.float64]:
    inside, within = total[end] - total[start], room[end] - room[start]
    outside, without = total[-1] - inside, room[-1] - within
    # a weak prior at the dyad's own rate: half a report
    shape = 0.5
    rate = shape * room[-1] / (total[-1] + shape)
    factor = _gamma(inside, within, shape, rate) + _gamma(outside, without, shape, rate)
    factor -= _gamma(total[-1], room[-1], shape, rate)
    higher = betaincc(shape + inside, shape + outside, (rate + within) / (2 * rate + within + without))
    return np.asarray(factor + np.log(np.maximum(2 * higher, 1e-300)))


def _gamma(
    count: NDArray[np.float64], room: NDArray[np.float64], shape: float, rate: float
) -> NDArray[np.float64]:
    """Log evidence of counts at one rate that has a Gamma prior, up to what all alternatives share."""
    prior = shape * np.log(rate) - gammaln(shape)
    return np.asarray(prior + gammaln(shape + count) - (shape + count) * np.log(rate + room))
