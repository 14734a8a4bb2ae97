"""The detector on drawn acts: how often it cries wolf, how much it finds, how well it dates."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.measure.level import Told
from multipolar.measure.steps import Course, find_steps, one_step

quarters = 60  # fifteen years


def course(
    days: np.ndarray, scores: np.ndarray, *, exposure: float = 0.25, story: np.ndarray | None = None
) -> Course:
    """A dyad of fifteen years; days from 0 to 1, each act a story of its own where no stories are given."""
    order = np.argsort(days)
    at = np.floor(days[order] * quarters).astype(np.int64)
    story = np.arange(len(at)) if story is None else story[order]
    told = Told(at, np.clip(scores[order], -10, 10).astype(float), np.ones(len(at)), story)
    return Course(told, 0, quarters - 1, np.full(quarters, exposure), 3, 2.2)


def test_stationary_thin_dyads_raise_few_alarms():
    draw = np.random.default_rng(11)
    alarms = 0
    for _ in range(200):
        n, mean, deviation = draw.integers(4, 31), draw.uniform(-3, 7), draw.uniform(3, 5)
        alarms += bool(find_steps(course(draw.random(n), draw.normal(mean, deviation, n)), 0.5))
    assert alarms / 200 < 0.10


def test_steps_of_five_points_are_found_with_sign_and_date():
    draw = np.random.default_rng(12)
    found = covered = 0
    for _ in range(200):
        before, after, place = draw.integers(6, 21), draw.integers(6, 21), draw.uniform(0.25, 0.75)
        sign, deviation = draw.choice([-1, 1]), draw.uniform(3, 5)
        level = draw.normal(2.2, 2) - 2.5 * sign
        days = np.concatenate([draw.random(before) * place, place + draw.random(after) * (1 - place)])
        old, new = draw.normal(level, deviation, before), draw.normal(level + 5 * sign, deviation, after)
        steps = find_steps(course(days, np.concatenate([old, new])), 0.5)
        right = [step for step in steps if (step.toward > step.away) == (sign > 0)]
        if right:
            best = max(right, key=lambda step: step.probability)
            found += 1
            covered += best.low <= np.floor(place * quarters) <= best.high
    assert found / 200 > 0.70
    assert covered / found > 0.86


@pytest.mark.parametrize(
    ("days", "scores", "turn"),
    [
        ([0.1, 0.15, 0.25, 0.3, 0.32, 0.34, 0.36, 0.5], [-3, -6, -2, 5, 9.5, 2.5, 5, 4], 0.3),
        ([0.05, 0.1, 0.15, 0.25, 0.5, 0.52, 0.54, 0.56], [-2, 0, -3, 2.5, 5, 2.5, 9.5, 5], 0.5),
        ([0.2, 0.8, 0.81, 0.82, 0.83, 0.84], [-2, 9.5, 4, 2.5, 5, 9.5], 0.8),
        ([0.2, 0.4, 0.8, 0.81, 0.82, 0.83, 0.84], [4, 2.5, -3, -6, -3.5, -5, -9], 0.8),
    ],
    ids=["cold then warm", "mixed then warm", "silence then warm", "warm then cold"],
)
def test_a_handful_of_acts_is_enough(days: list[float], scores: list[float], turn: float):
    (step,) = find_steps(course(np.array(days), np.array(scores)), 0.5)
    assert (step.toward > step.away) == (scores[-1] > 0)
    assert step.low <= turn * quarters <= step.high
    assert step.at == turn * quarters


def test_acts_after_a_silence_are_a_shift_and_steady_acts_none():
    burst = course(np.array([0.8, 0.81, 0.82, 0.83, 0.84]), np.array([9.5, 4, 2.5, 5, 9.5]))
    steady = course(np.linspace(0.02, 0.98, 12), np.tile([4, 9.5, 2.5, 5], 3))
    assert [step.toward > 0.5 for step in find_steps(burst, 0.5)] == [True]
    assert find_steps(steady, 0.5) == []


def test_silence_counts_only_where_others_were_written_of():
    days, scores = np.array([0.8, 0.81, 0.82, 0.83, 0.84]), np.array([4, 4, 2.5, 4, 2.5])
    open_, closed = course(days, scores), course(days, scores)
    closed.exposure[:48] = 0.001
    seen, unseen = one_step(open_, 0, quarters - 1), one_step(closed, 0, quarters - 1)
    assert seen
    assert unseen
    assert seen.toward > unseen.toward + 0.1


def test_one_page_is_less_than_many():
    days, scores = np.array([0.6, 0.6, 0.6, 0.61, 0.61]), np.array([2.5, 4, 9.5, 9.5, 5])
    many, one = course(days, scores), course(days, scores, story=np.zeros(5, dtype=np.int64))
    assert one_step(many, 0, quarters - 1).probability > one_step(one, 0, quarters - 1).probability + 0.1  # type: ignore[union-attr]


def test_one_act_is_no_shift():
    assert find_steps(course(np.array([0.2, 0.6]), np.array([2.5, 10])), 0.5) == []
    assert one_step(course(np.array([0.6]), np.array([10.0])), 0, quarters - 1) is None


def test_several_steps_are_told_apart():
    draw = np.random.default_rng(5)
    days = np.concatenate([draw.random(20) / 3, 1 / 3 + draw.random(20) / 3, 2 / 3 + draw.random(20) / 3])
    scores = np.concatenate([draw.normal(5, 3, 20), draw.normal(-5, 3, 20), draw.normal(4, 3, 20)])
    first, second = find_steps(course(days, scores), 0.5)
    assert first.away > 0.95
    assert second.toward > 0.95
    assert first.low <= 20 <= first.high + 1
    assert second.low <= 40 <= second.high + 1
    assert (first.end, second.end) == (second.at - 1, quarters - 1)
    assert first.size < -6
    assert second.size > 5


def test_below_one_half_only_the_likeliest_step_is_returned():
    weak = course(np.array([0.1, 0.3, 0.5, 0.7, 0.9]), np.array([2.5, 2.5, 4, 4, 5]))
    assert find_steps(weak, 0.5) == []
    assert len(find_steps(weak, 0.0)) == 1
