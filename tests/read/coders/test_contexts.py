"""Contexts: what an act is about, by the words of its sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.read.coders.contexts import MOST, contexts, stems


@pytest.mark.parametrize(
    ("sentence", "context"),
    [
        ("The generals signed an accord on arms.", "military"),
        ("The ambassador was recalled.", "diplomatic"),
        ("They agreed on tariffs and trade.", "economic"),
        ("The two sides dispute the border.", "territory"),
    ],
)
def test_words_point_to_a_context(sentence: str, context: str):
    assert context in contexts(sentence)


def test_nothing_is_said_of_plain_words():
    assert contexts("She slept.") == contexts("") == ()


@given(st.lists(st.sampled_from(sorted(stems())), max_size=12))
def test_the_most_named_come_first(words: list[str]):
    found = contexts(" ".join(words))
    counts = [sum(stems()[word] == each for word in words) for each in found]
    assert len(found) <= MOST
    assert set(found) <= set(stems().values())
    assert counts == sorted(counts, reverse=True)
