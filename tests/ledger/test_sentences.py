"""Where sentences begin and end."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.ledger.folding import words
from multipolar.ledger.sentences import entries, longest, sentences


def divided(text: str):
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["It rained.", "They left."],
        ["Gen. Raheel Sharif met Mr. Shoigu in St. Petersburg.", "They signed."],
        ["The U.S. Senate and J. K. Rowling did not."],
        ["“We want more,” she said.", "“Why?” he asked.", "“Because!”", "Nobody left."],
        ["It cost $3.5 billion in 2014.", "On Jan. 5 they met."],
        ["He left... and came back.", "Then…", "Nothing."],
        ["پاکستان نے کہا۔", "وہ کب گیا؟", "ہاں۔"],
        ["قال الوزير ذلك.", "هل جاء؟", "نعم."],
        ["नमस्ते।", "वह गया।"],
        ["Он уехал.", "Она осталась!"],
    ],
)
def test_sentences_end_where_they_end(parts: list[str]):
    assert divided(" ".join(parts)) == parts
    assert divided("\n\n".join(parts)) == parts


def test_chinese_and_japanese_need_no_space():
    assert divided("中国出售武器。“好！”他说。日本は買う。") == [
        "中国出售武器。",
        "“好！”",
        "他说。",
        "日本は買う。",
    ]


def test_a_line_that_was_broken_by_hand_goes_on():
    wrapped = "Pakistan signed a contract for four combat\nhelicopters in Rawalpindi.\nIndia did not"
    assert divided(wrapped) == [wrapped[:69], "India did not"]
    assert divided("helicopters\ntanks\nships") == ["helicopters", "tanks", "ships"]


def test_what_never_ends_is_cut_between_words():
    text = "word " * 1000 + "x" * 2500
    found = divided(text)
    assert all(len(part) <= longest for part in found)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert not any(part.startswith("ord") or part.endswith("wor") for part in found)


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(".!?…\n “”。۔؟aB1 ")))
def test_spans_are_in_order_trimmed_and_hold_every_word(text: str):
    found = sentences(text)
    last = 0
    for start, end in found:
        assert last <= start < end <= len(text)
        assert text[last:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        last = end
    assert text[last:].strip() == ""
    assert [word for start, end in found for word in words(text[start:end])] == words(text)


@given(
    st.text(st.sampled_from("aB. \n"), max_size=30),
    st.text(st.sampled_from("aB. \n"), max_size=8) | st.none(),
)
def test_the_title_comes_first_and_its_words_stand_once(text: str, title: str | None):
    found = entries(text, title)
    if title is None:
        assert found == sentences(text)
        return
    (start, end), *rest = found
    assert text[start:end] == (title.strip() if end else "")
    assert all(after <= start or before >= end for before, after in rest)
    assert rest == sorted(rest)


def test_a_title_in_the_text_has_its_place_and_one_beside_it_has_none():
    text = "RUSSIA LIFTS EMBARGO. AT LAST\n\nIt was time. Russia lifts embargo"
    assert entries(text, " RUSSIA LIFTS EMBARGO. AT LAST ")[:2] == [(0, 29), (31, 43)]
    assert entries(text, "Another title")[:2] == [(0, 0), (0, 21)]
    assert entries(text, "It was")[0] == (0, 0)  # no line of its own
    assert entries("", "Title") == [(0, 0)]
    assert entries("", None) == []


@pytest.mark.parametrize(
    "scrap",
    [". ", "a", "。", "... ", "“ ", "\n", " ", "Mr. ", ".\n", "!?", "a\n", ".”", "(", "x" * 999 + " "],
)
def test_no_text_takes_longer_than_its_length(scrap: str):
    def taken(size: int) -> float:
        text = scrap * (size // len(scrap))
        start = time.process_time()
        entries(text, "a title")
        return time.process_time() - start

    assert taken(400_000) < 8 * taken(100_000) + 0.2  # 4 times, were it exact; 16 were it quadratic
