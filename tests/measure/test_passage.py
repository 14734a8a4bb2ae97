from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from multipolar.measure.passage import sentence


@given(st.text(alphabet="ab. \n”“!?Mr؟", max_size=80), st.data())
def test_the_sentence_holds_the_quotation(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = sentence(text, start, end)
    assert 0 <= low <= start <= end <= high <= len(text)


def test_speech_marks_belong_to_the_sentence():
    text = "Rain fell. “They signed a pact.” Nobody came."
    start = text.index("signed")
    assert text[slice(*sentence(text, start, start + 6))] == "“They signed a pact.”"


def test_titles_and_initials_end_no_sentence():
    text = "It snowed. Gen. J. K. Rao flew to Oslo with Mr. Lund. They ate."
    start = text.index("flew")
    assert text[slice(*sentence(text, start, start + 4))] == "Gen. J. K. Rao flew to Oslo with Mr. Lund."


def test_a_text_without_a_stop_is_cut():
    text = "a " * 100_000
    low, high = sentence(text, 100_000, 100_001)
    assert high - low < 1000
