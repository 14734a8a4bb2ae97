"""Steps of one dyad: where its tone or the number of its acts changes, which way, and how sure.

In: acts of a dyad as arrays, the exposure by period. Out: `Step`s in order of time. One step is compared with
none by Bayesian evidence, summed over its period and its kind (`[kinds]` of `settings.toml`); several are
found by binary segmentation (Vostrikova 1981), then each is judged once more between its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import logsumexp

from multipolar.measure.burst import burst
from multipolar.measure.level import Prior, Told, steps
from multipolar.measure.query import settings

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Course:
    """All that is asked of one dyad: acts, periods, what was told of others in each, the prior mean."""

    told: Told
    first: int
    last: int
    exposure: NDArray[np.float64]  # one entry a period from first to last
    months: int  # length of a period
    mean: float


@dataclass(frozen=True, slots=True)
class Step:
    """A change at period `at`, which lies between low and high with 90 %."""

    at: int
    low: int
    high: int
    toward: float  # probability of a step toward, and away; the rest is no step or too small a one
    away: float
    size: float
    kind: str
    end: int  # last period of the new level

    @property
    def probability(self) -> float:
        """The probability of the likelier direction."""
        return max(self.toward, self.away)


def find_steps(course: Course, probability: float) -> list[Step]:
    """Return the steps of at least that probability, the first first; below one half, only the likeliest."""
    found = _several(course, max(probability, 0.5))
    if found or probability >= 0.5:
        return found
    step = one_step(course, course.first, course.last)
    return [step] if step and step.probability >= probability else []


def _several(course: Course, probability: float) -> list[Step]:
    places = sorted(_segment(course, course.first, course.last, probability))
    while places:
        judged = _judge(course, places)
        sure = [step.probability if step else 0.0 for step in judged]
        if min(sure) >= probability:
            return [step for step in judged if step]
        places.pop(int(np.argmin(sure)))
    return []


def _segment(course: Course, first: int, last: int, probability: float) -> list[int]:
    step = one_step(course, first, last)
    if step is None or step.probability < probability:
        return []
    left, right = (
        _segment(course, first, step.at - 1, probability),
        _segment(course, step.at, last, probability),
    )
    return [*left, step.at, *right]


def _judge(course: Course, places: list[int]) -> list[Step | None]:
    """Judge each step on the periods between its neighbours."""
    starts, ends = [course.first, *places[:-1]], [*(place - 1 for place in places[1:]), course.last]
    return [one_step(course, first, last) for first, last in zip(starts, ends, strict=True)]


def one_step(course: Course, first: int, last: int) -> Step | None:
    """Return the step that best explains the periods from first to last; null where acts are too few."""
    told = course.told.within(first, last)
    candidates = _candidates(course, told, first)
    if len(candidates) == 0:
        return None
    mass, size = _mass(course, told, first, last, candidates)
    return _step(mass, size, candidates, _chance(course, first, last), last)


def _candidates(course: Course, told: Told, first: int) -> NDArray[np.int64]:
    """Before the first act of all the level has a prior, so silence counts; between two steps it has none.

    The new level has at least two acts: one alone is no shift.
    """
    if len(told.at) < 2:
        return np.empty(0, dtype=np.int64)
    at = np.sort(told.at)
    start = first if first == course.first else int(at[0])
    return np.arange(start + 1, int(at[-2]) + 1)


def _places(told: Told, candidates: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return log prior chance x evidence by kind, direction and candidate; and sizes of a level step."""
    marked = settings()["step"]["marked"]
    acts = np.isin(candidates, told.at)
    return np.asarray(
        np.log(marked * acts / max(acts.sum(), 1) + (1 - marked * acts.any()) / len(candidates))
    )


def _chance(course: Course, first: int, last: int) -> float:
    step = settings()["step"]
    years = max((last - first + 1) * course.months / 12, step["least_years"])
    return float(1 - np.exp(-step["rate"] * years))


def _mass(
    course: Course, told: Told, first: int, last: int, candidates: NDArray[np.int64]
) -> tuple[dict[str, NDArray[np.float64]], NDArray[np.float64]]:
    """Return log prior chance x evidence by kind, direction and candidate; and the sizes of level steps."""
    prior = Prior(course.mean, settings()["step"]["start"], settings()["step"]["walk"] * course.months / 12)
    level = steps(told, candidates, prior)
    warm, cold = _bursts(course, told, first, last)
    warm, cold = warm[candidates - first - 1], cold[candidates - first - 1]
    where = _places(told, candidates)
    kinds = {kind: np.log(chance) + where for kind, chance in settings()["kinds"].items()}
    with np.errstate(divide="ignore"):
        mass = {
            "level toward": kinds["level"] + level.factor + np.log(level.clear_up),
            "level away": kinds["level"] + level.factor + np.log(level.clear_down),
            "level none": kinds["level"]
            + level.factor
            + np.log1p(-np.minimum(level.clear_up + level.clear_down, 1)),
            "cooperation toward": kinds["cooperation"] + warm,
            "conflict away": kinds["conflict"] + cold,
            "level_cooperation toward": kinds["level_cooperation"]
            + warm
            + level.factor
            + np.log(2 * level.up),
            "level_conflict away": kinds["level_conflict"] + cold + level.factor + np.log(2 * (1 - level.up)),
        }
    return mass, level.size


def _bursts(
    course: Course, told: Told, first: int, last: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    lengths = [max(1, months // course.months) for months in settings()["burst"]["lengths_months"]]
    exposure = course.exposure[first - course.first : last - course.first + 1]
    return tuple(burst(_counts(told, sign, first, last), exposure, lengths) for sign in (1, -1))  # type: ignore[return-value]


def _counts(told: Told, sign: int, first: int, last: int) -> NDArray[np.float64]:
    """Reports of one sign by period: a story counts once a period, by its strongest act."""
    strength = np.maximum(sign * told.value, 0) * np.minimum(told.weight, 1) / settings()["burst"]["unit"]
    keys, place = np.unique(np.stack([told.at, told.story]), axis=1, return_inverse=True)
    strongest = np.zeros(keys.shape[1])
    np.maximum.at(strongest, place.ravel(), strength)
    return np.asarray(np.bincount(keys[0] - first, strongest, minlength=last - first + 1), float)


def _step(
    mass: dict[str, NDArray[np.float64]],
    size: NDArray[np.float64],
    candidates: NDArray[np.int64],
    chance: float,
    end: int,
) -> Step:
    evidence = logsumexp(list(mass.values()))
    sure = float(1 / (1 + np.exp(np.log((1 - chance) / chance) - evidence)))
    share = {name: np.exp(part - evidence) for name, part in mass.items()}
    ways = {
        way: sum(part for name, part in share.items() if name.endswith(way)) for way in ("toward", "away")
    }
    likelier = max(ways, key=lambda way: float(np.sum(ways[way])))
    where = np.asarray(ways[likelier]) / np.sum(ways[likelier])
    low, high = np.searchsorted(np.cumsum(where), [0.05, 0.95])
    best = int(candidates[int(np.argmax(where))])
    kinds = {name.split()[0]: float(part.sum()) for name, part in share.items() if name.endswith(likelier)}
    return Step(
        at=best,
        low=int(candidates[low]),
        high=int(candidates[min(int(high), len(candidates) - 1)]),
        toward=sure * float(np.sum(ways["toward"])),
        away=sure * float(np.sum(ways["away"])),
        size=float((where * size).sum()),
        kind=max(kinds, key=lambda kind: kinds[kind]),
        end=end,
    )
