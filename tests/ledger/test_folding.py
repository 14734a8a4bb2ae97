"""Folding: what makes a difference when words are compared, and what does not."""

import csv
import unicodedata
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.ledger import folding
from multipolar.ledger.folding import fold, places, words

# letters of many scripts with signs, joiners, presentation forms and what stands between words
scripts = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(
            "aÄéİıßǰŁøĐœĳﬁΆςЙёїабكکيىیۓهةۃھءأإآٱؤئـَُِّٰٓﻻﷺ۳٣३हिन्फ़ज़ก็มี้ำເນမြភ្នំ가각ᄀ힣ᅡᆨㅎがガﾞ々中國直₂²½Ⅳ①'’ʼ-_.\u200b\u200c\u200d\u00ad\u0301\u0327\ufe0f\u20dd\n\t"
        ),
    )
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mi-35", "MI 35"),
        ("Mi-35M", "mi‑35m"),
        ("F-16s", "f 16 s"),
        ("Köln", "koln"),
        ("Straße", "STRASSE"),
        ("São Tomé", "sao tome"),
        ("Diyarbakır", "Diyarbakir"),
        ("İstanbul", "istanbul"),
        ("Wałęsa", "Walesa"),
        ("Đà Nẵng", "Da Nang"),
        ("Əliyev", "Aliyev"),
        ("Ærø", "aero"),
        ("Ｍｉ－３５", "mi 35"),
        ("ﬁnance", "finance"),
        ("Ὀδυσσεύς", "ΟΔΥΣΣΕΥΣ"),
        ("Ёлкин", "елкин"),
        ("п'ять", "п’ять"),
        ("п'ять", "пʼять"),
        # Arabic: vowel signs, stretching, forms of alef and hamza, of yeh and of the final heh
        ("بَاكِسْتَان", "باكستان"),
        ("باكـــستان", "باكستان"),
        ("إسلام آباد", "اسلام اباد"),
        ("أحمد", "ٱحمد"),
        ("مصطفى", "مصطفي"),
        ("مدرسة", "مدرسه"),
        ("مسؤول", "مسوول"),
        ("علماء", "علما"),
        ("ﻻ", "لا"),
        # Arabic and Urdu or Persian keyboards
        ("پاكستان", "پاکستان"),
        ("كي", "کی"),
        ("هے", "ہے"),
        ("بھارت", "بہارت"),
        ("معاهدة", "معاہدہ"),
        ("دورۂ", "دورہ"),
        ("می‌خواهم", "میخواهم"),
        ("٣٥", "35"),
        ("۳۵", "35"),
        # Hindi: the dot below may be left out; figures
        ("फ़ौज", "फौज"),
        ("३५", "35"),
        # Hebrew points
        ("יִשְׂרָאֵל", "ישראל"),
        # width of kana, apart and together
        ("ﾊﾟｷｽﾀﾝ", "パキスタン"),
        ("か\u3099", "が"),
        ("\u1112\u1161\u11ab국", "한국"),
        ("½", "1/2"),
    ],
)
def test_what_makes_no_difference(one: str, other: str):
    assert words(one) == words(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mi-35", "Mi-355"),
        ("Iran", "Iraq"),
        ("کے", "کی"),  # Urdu: two words
        ("मिले", "मिला"),
        ("मोदी", "मदी"),
        ("มา", "มี"),
        ("が", "か"),
        ("ガス", "カス"),
        ("한국", "한"),
        ("中国", "中"),
        ("पाक", "पक"),
    ],
)
def test_what_makes_a_difference(one: str, other: str):
    assert words(one) != words(other)


def test_scripts_without_spaces_give_a_word_for_each_character():
    assert words("中国向Pakistan出售36架Mi-35") == [
        "中",
        "国",
        "向",
        "pakistan",
        "出",
        "售",
        "36",
        "架",
        "mi",
        "35",
    ]
    assert words("한국은") == ["한", "국", "은"]
    assert words("มี้นา") == ["มี้", "น", "า"]
    assert words("カザフ・スタン") == ["カ", "ザ", "フ", "ス", "タ", "ン"]


def test_scripts_with_spaces_keep_their_words_whole():
    assert words("भारत और पाकिस्तान") == ["भारत", "और", "पाकिस्तान"]
    assert words("روسی وزیر دفاع نے") == ["روسی", "وزیر", "دفاع", "نے"]
    assert words("Ողջույն ქართული አማርኛ") == ["ողջույն", "ქართული", "አማርኛ"]


def test_signs_alone_are_no_words():
    assert words(" -- … “”\t\n_*^\u200d\u0301") == []


@given(scripts)
def test_folding_again_changes_nothing(text: str):
    assert fold(fold(text)) == fold(text)
    assert words(fold(text)) == words(text)


@given(scripts)
def test_words_are_made_of_letters_signs_and_figures(text: str):
    for word in words(text):
        assert {unicodedata.category(sign)[0] for sign in word} <= {"L", "M", "N"}
        assert word == fold(word)


@given(scripts)
def test_case_and_form_make_no_difference(text: str):
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert words(unicodedata.normalize(form, text)) == words(text)


@given(scripts)
def test_places_are_where_the_words_stand(text: str):
    found = places(text)
    assert [place.word for place in found] == words(text)
    for place in found:
        assert 0 <= place.start < place.end <= len(text)
        assert place.word in fold(text[place.start : place.end])
    assert all(one.start <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "\u1112\u1161\u11ab국",
        "か\u3099ｶﾞ",
        "क\u093c\u093e",
        "ب\u200d\u064e",
        "①½ﷺ",
        "e\u0301\u0327",
        "",
        "\u0301",
        "ㅎㅏ",
    ],
)
def test_places_of_what_is_written_apart(text: str):
    assert [place.word for place in places(text)] == words(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_the_short_way_of_plain_texts_is_the_long_way(text: str):
    assert words(text) == folding._word.findall(fold(text))


@given(scripts, scripts)
def test_a_space_divides(one: str, other: str):
    assert words(f"{one} {other}") == words(one) + words(other)


def test_the_table_names_its_letters_and_none_is_folded_twice():
    with files("multipolar.ledger").joinpath("folding.csv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    assert len({row["code"] for row in rows}) == len(rows) > 30
    for row in rows:
        sign = chr(int(row["code"], 16))
        assert unicodedata.name(sign).casefold() == row["name"].casefold()
        assert sign == unicodedata.normalize("NFKD", sign)  # no letter with a sign comes to the table
        assert fold(row["folded"]) == row["folded"]
