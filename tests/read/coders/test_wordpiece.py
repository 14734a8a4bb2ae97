"""Wordpieces: expected ids are those of BERT's own uncased tokenizer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.read.coders.wordpiece import UNKNOWN, pieces, vocabulary

EXPECTED = {
    "Islamabad's": (26905, 1005, 1055),
    "Mi-35": (2771, 1011, 3486),
    "$100m": (1002, 2531, 2213),
    "\u20ac5bn": (1574, 2629, 24700),
    "\xc9lys\xe9e": (20779, 19763),
    "na\xefve": (15743,),
    "NATO-led": (10079, 1011, 2419),
    "don\u2019t": (2123, 1521, 1056),
    "\u6771\u4eac": (1879, 1755),
    "\u041b\u0430\u0432\u0440\u043e\u0432": (1190, 10260, 25529, 16856, 19259),
    "\u0628\u0627\u0643\u0633\u062a\u0627\u0646": (1271, 25573, 29835, 29824, 29817, 18511),
    "a" * 100: (
        13360,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        11057,
        2050,
    ),
    "a" * 101: (100,),
    "[unused1]": (1031, 15171, 2487, 1033),
    "Ahmadinejad": (10781, 3170, 27875),
    "U.S.": (1057, 1012, 1055, 1012),
    "\u2026": (1529,),
    "co\xadoperate": (17654,),
    "\U0001d518": (100,),
    "_x_": (1035, 1060, 1035),
}


@pytest.mark.parametrize("word", EXPECTED)
def test_words_are_cut_as_bert_cuts_them(word: str):
    assert pieces(word) == EXPECTED[word]


def test_the_vocabulary_is_whole():
    assert len(vocabulary()) == 30_522


@given(st.text(max_size=120))
def test_any_text_gives_known_pieces(text: str):
    known = range(len(vocabulary()))
    assert all(each in known for each in pieces(text))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=100))
def test_the_pieces_of_a_word_spell_it(word: str):
    spelt = {number: piece.removeprefix("##") for piece, number in vocabulary().items()}
    found = pieces(word)
    assert found == (UNKNOWN,) or "".join(spelt[each] for each in found) == word
