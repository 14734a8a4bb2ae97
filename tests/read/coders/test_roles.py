"""Roles: the likeliest assignment that is an act."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from multipolar.read.coders.model import logs
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
    found = cast(logs(favouring(RECIPIENT, NONE, ACTOR, ACTOR)))
    assert found.role.tolist() == [RECIPIENT, NONE, ACTOR, ACTOR]


def test_two_states_that_do_it_alike_are_mutual():
    found = cast(logs(favouring(MUTUAL, NONE, MUTUAL)))
    assert found.mutual
    assert np.flatnonzero(found.role).tolist() == [0, 2]


def test_two_states_that_may_do_it_alike_stand_in_the_likelier_order():
    score = favouring(MUTUAL, MUTUAL)
    score[0, RECIPIENT] = score[1, ACTOR] = 4
    found = cast(logs(score))
    assert (found.mutual, found.role.tolist()) == (True, [RECIPIENT, ACTOR])


def test_three_states_that_do_it_alike_are_all_on_one_side():
    found = cast(logs(favouring(MUTUAL, MUTUAL, NONE, MUTUAL)))
    assert (found.mutual, found.role.tolist()) == (True, [MUTUAL, MUTUAL, NONE, MUTUAL])


@given(scores)
def test_no_legal_assignment_is_likelier(score: np.ndarray):
    found = cast(logs(score))
    logp = logs(score)
    ways = [role for role in product(range(len(ROLES)), repeat=len(score)) if legal(role)]
    best = max(np.exp(sum(logp[row, each] for row, each in enumerate(way))) for way in ways)
    assert legal(tuple(found.role.tolist()))
    assert found.probability >= best or np.isclose(found.probability, best)
    assert found.probability <= 1 + 1e-9
