"""Roles: the likeliest assignment that is an act."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from multipolar.read.coders.roles import ACTOR, MUTUAL, NONE, RECIPIENT, ROLES, cast

scores = st.integers(2, 4).flatmap(
    lambda slots: arrays(np.float64, (slots, len(ROLES)), elements=st.floats(-8, 8, width=32))
)


def legal(role: tuple[int, ...]) -> bool:
    directed = ACTOR in role and RECIPIENT in role and MUTUAL not in role
    mutual = role.count(MUTUAL) >= 2 and ACTOR not in role and RECIPIENT not in role
    return directed or mutual


def favouring(*roles: int) -> np.ndarray:
    score = np.zeros((len(roles), len(ROLES)))
    score[range(len(roles)), roles] = 5
    return score


def test_each_slot_has_the_role_that_it_likes():
    found = cast(favouring(RECIPIENT, NONE, ACTOR, ACTOR))
    assert found is not None
    assert found.role.tolist() == [RECIPIENT, NONE, ACTOR, ACTOR]


def test_two_states_that_do_it_alike_are_mutual():
    found = cast(favouring(MUTUAL, NONE, MUTUAL))
    assert found is not None
    assert found.role.tolist() == [MUTUAL, NONE, MUTUAL]


def test_one_party_alone_is_no_act():
    assert cast(favouring(ACTOR)) is None


@given(scores)
def test_no_legal_assignment_is_likelier(score: np.ndarray):
    found = cast(score)
    logp = score - np.logaddexp.reduce(score, axis=1, keepdims=True)
    rows = range(len(score))
    ways = [role for role in product(range(len(ROLES)), repeat=len(score)) if legal(role)]
    best = max(np.exp(sum(logp[row, each] for row, each in zip(rows, way, strict=True))) for way in ways)
    assert found is not None
    assert legal(tuple(found.role.tolist()))
    assert np.isclose(found.probability, best)
