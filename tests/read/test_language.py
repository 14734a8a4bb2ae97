"""Tests of language: of a text, and of passages in another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.read.language import language, passages

ENGLISH = "The two governments signed a treaty on trade in the capital on Monday, the ministry said."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        ("Les deux gouvernements ont signé lundi un traité sur le commerce dans la capitale.", "fr"),
        ("Министр иностранных дел прибыл в понедельник в столицу с официальным визитом.", "ru"),
        ("Міністр закордонних справ прибув у понеділок до столиці з офіційним візитом, її зустріли.", "uk"),
        ("وصل وزير الخارجية إلى العاصمة يوم الاثنين في زيارة رسمية", "ar"),
        ("وزیر خارجہ پیر کے روز سرکاری دورے پر دارالحکومت پہنچے ہیں", "ur"),
        ("وزیر امور خارجه روز دوشنبه برای یک سفر رسمی وارد پایتخت شد", "fa"),
        ("外交部长星期一抵达首都进行正式访问并会见了总统先生和总理女士", "zh"),
        ("外務大臣は月曜日に首都に到着し、大統領と会談しました。", "ja"),
        ("विदेश मंत्री सोमवार को आधिकारिक यात्रा पर राजधानी पहुंचे हैं", "hi"),
        ("OK", "und"),
        ("", "und"),
        ("1914 1918", "und"),
    ],
)
def test_language_of_a_text(text: str, code: str):
    assert language(text) == code


def test_passages_in_other_scripts_are_found_with_their_words():
    text = f"{ENGLISH}\n\nوزیر خارجہ پیر کے روز دورے پر پہنچے ہیں\n\n{ENGLISH} Ваш друг из столицы."
    found = [(passage.language, text[passage.start : passage.end]) for passage in passages(text, "en")]
    assert found == [("ur", "وزیر خارجہ پیر کے روز دورے پر پہنچے ہیں"), ("ru", "Ваш друг из столицы.")]


def test_paragraph_in_the_same_script_is_found():
    french = "Les deux gouvernements ont signé lundi un traité sur le commerce dans la capitale, selon le ministère."
    text = f"{ENGLISH}\n\n{french}"
    (passage,) = passages(text, "en")
    assert (passage.language, text[passage.start : passage.end]) == ("fr", french)


def test_english_text_has_no_passages():
    assert passages(f"{ENGLISH}\n\n{ENGLISH} Erdoğan met Łukasz Žižek in Córdoba.", "en") == ()


@given(st.text(max_size=300))
def test_passages_are_ordered_and_inside(text: str):
    found = passages(text, language(text))
    ends = [0, *(passage.end for passage in found)]
    assert all(
        end <= passage.start < passage.end <= len(text) for end, passage in zip(ends, found, strict=False)
    )
