from hypothesis import given
from hypothesis import strategies as st

from multipolar.read.evaluation.folded import SAME, Folded


def test_white_space_and_signs_make_no_difference():
    text = "He said:  “It’s\nover” – and left."
    start, end = Folded(text).find('"It\'s over" -')
    assert text[start:end] == "“It’s\nover” –"


def test_every_place_is_found():
    assert list(Folded("a b a  b").all("a b")) == [(0, 3), (4, 8)]


def test_nothing_is_found_of_nothing():
    assert Folded("a b").find("  ") is None


@given(st.text(max_size=40), st.text(min_size=1, max_size=10), st.text(max_size=40))
def test_a_slice_is_found_again(before: str, words: str, after: str):
    wanted = " ".join(words.translate(SAME).split())
    found = Folded(before + words + after).find(words)
    if not wanted:
        assert found is None
        return
    text = before + words + after
    start, end = found
    assert " ".join(text[start:end].translate(SAME).split()) == wanted
