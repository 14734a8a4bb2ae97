"""Evaluation: a coder on a folder of annotated pages, with intervals, calibration and the curve of its confidence.

In: a folder of gold pages, the name of a coder. Out: an `Evaluation`. Totals are micro averages: the records of all pages
count together. Intervals are percentiles of a bootstrap over pages (Efron and Tibshirani 1993), seeded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from multipolar.read.evaluation.gold import gold_pages
from multipolar.read.evaluation.tally import Tally, score
from multipolar.read.extract import CODER
from multipolar.read.reader import readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from multipolar.ledger.records import Problem
    from multipolar.read.evaluation.gold import GoldPage
    from multipolar.read.evaluation.tally import Judged, Score
    from multipolar.read.reader import Page

DRAWS, SEED, COVERED = 2000, 1, 0.95
BINS = 10  # of the expected calibration error
LEASTS = tuple(round(0.05 * step, 2) for step in range(20))  # of the curve


class Point(NamedTuple):
    """A point of the curve: what a least confidence leaves."""

    least: float
    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was found of all pages."""

    coder: str
    scores: tuple[Score, ...]
    problems: tuple[Problem, ...]

    @property
    def total(self) -> dict[str, Tally]:
        """Return the counts of all pages together, by name."""
        return added([each.tally for each in self.scores])

    def interval(self, name: str) -> tuple[float, float] | None:
        """Return the interval in which the F1 (of a field: the share) lies with 95 %; null where nothing was counted."""
        rows = np.asarray([_row(each.tally.get(name, Tally())) for each in self.scores])
        draws = np.random.default_rng(SEED).integers(len(rows), size=(DRAWS, len(rows)))
        right, false, missed = rows[draws].sum(axis=1).T
        whole = 2 * right + false + missed
        if not (whole > 0).any():
            return None
        f1 = 2 * right[whole > 0] / whole[whole > 0]
        low, high = np.quantile(f1, [(1 - COVERED) / 2, (1 + COVERED) / 2])
        return float(low), float(high)

    @property
    def judged(self) -> list[Judged]:
        """Return the events found, those that experts differ on left out."""
        return [each for page in self.scores for each in page.judged if each.right is not None]

    @property
    def calibration_error(self) -> float | None:
        """Return how far confidence is from the share of right events, on average (expected calibration error, 0–1)."""
        rows = np.asarray([(each.confidence, bool(each.right)) for each in self.judged], float).reshape(-1, 2)
        if not len(rows):
            return None
        bins = np.minimum((rows[:, 0] * BINS).astype(int), BINS - 1)
        gaps = [abs((rows[bins == each, 0] - rows[bins == each, 1]).sum()) for each in range(BINS)]
        return float(sum(gaps) / len(rows))

    @property
    def curve(self) -> list[Point]:
        """Return precision and recall by the least confidence that is asked."""
        wanted, points = sum(each.wanted for each in self.scores), []
        for least in LEASTS:
            kept = [bool(each.right) for each in self.judged if each.confidence >= least]
            tally = Tally(kept.count(True), kept.count(False), wanted - kept.count(True))
            points.append(Point(least, tally.precision, tally.recall, tally.f1))
        return points


def added(tallies: Sequence[dict[str, Tally]]) -> dict[str, Tally]:
    """Return the sums by name."""
    names = dict.fromkeys(name for each in tallies for name in each)
    return {name: sum((each.get(name, Tally()) for each in tallies), Tally()) for name in names}


def _row(tally: Tally) -> tuple[int, int, int]:
    return tally.right, tally.false, tally.missed


def evaluate(
    folder: Path, *, coder: str = CODER, least: float = 0.0, seen: Callable[[Page], None] | None = None
) -> Evaluation:
    """Read the pages of a folder and score what is found; UsageError where the folder holds none.

    Events with a confidence below `least` are left out. `seen` is called after each page.
    """
    return judge(gold_pages(folder), coder=coder, least=least, seen=seen)


def judge(
    pages: Iterable[GoldPage],
    *,
    coder: str = CODER,
    least: float = 0.0,
    seen: Callable[[Page], None] | None = None,
) -> Evaluation:
    """Read annotated pages and score what is found, as `evaluate` does those of a folder."""
    scores: list[Score] = []
    problems: list[Problem] = []
    for gold in pages:
        for page in readings([str(gold.path)], published=gold.published, coder=coder, least=least):
            scores.append(score(gold, page.readings))
            problems += page.problems
            if seen:
                seen(page)
    return Evaluation(coder, tuple(scores), tuple(problems))
