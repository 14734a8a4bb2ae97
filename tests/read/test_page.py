"""Tests of page: bytes become documents, with encoding, day and kind decided from the bytes."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.read.encoding import decode
from multipolar.read.intake import Raw
from multipolar.read.page import documents, kind
from multipolar.read.published import date_line, day_of, machine_day

BODY = (
    "The ministers of Norway and Latvia signed a treaty on fish in Oslo on Monday after two years of talks."
)


def html(head: str = "", body: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body><h1>Fish at last</h1>{body}<p>{BODY}</p></body></html>".encode()


@pytest.mark.parametrize(
    ("data", "suffix", "name"),
    [
        (html(), ".txt", "html"),
        (html(), "", "html"),
        (b"Oslo met Riga.", ".html", "text"),
        (b"Oslo met Riga.", "", "text"),
        (b'{"text": "Oslo met Riga."}', ".txt", "jsonl"),
        (b"# Oslo\n\nmet Riga.", ".md", "markdown"),
        (b"a < b and b > c, said the minister", ".txt", "text"),
    ],
)
def test_kind_is_decided_by_content(data: bytes, suffix: str, name: str):
    assert kind(Raw("x", data, suffix)) == name


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_the_same_in_every_encoding(codec: str):
    text, _ = decode("“Ça va,” said José.".encode(codec))
    assert text == "“Ça va,” said José."


def test_declared_charset_is_believed_but_not_against_utf_8():
    assert decode("Москва".encode("cp1251"), "windows-1251")[0] == "Москва"
    assert decode('<meta charset="koi8-r">Москва'.encode("koi8-r"))[0].endswith("Москва")
    assert decode("José".encode(), "iso-8859-1")[0] == "José"
    assert decode("José".encode(), "no-such-charset")[0] == "José"
    assert decode(b"abc", "hex")[0] == "abc"


def test_guessed_encoding_is_noted():
    text, notes = decode("José".encode("latin-1"))
    assert text == "José"
    assert "cp1252" in notes[0]


def test_mojibake_is_repaired_only_where_the_whole_text_goes_back():
    whole = "“Ça va,” said José.".encode().decode("latin-1").encode()
    text, notes = decode(whole)
    assert text == "“Ça va,” said José."
    assert "repaired" in notes[0]
    text, notes = decode("José said â€œnoâ€\x9d".encode())
    assert text == "José said â€œnoâ€"
    assert "left as they are" in notes[0]


def test_controls_and_line_breaks():
    assert decode(b"a\x00b\r\nc\rd\x0ce\x07")[0] == "ab\nc\nd\ne"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Sunday, 15 July 2012", date(2012, 7, 15)),
        ("Posted Thursday, Sept. 5, 2024, 6:02 a.m.", date(2024, 9, 5)),
        ("27.06.2013 17:42", date(2013, 6, 27)),
        ("29/08/2022", date(2022, 8, 29)),
        ("12/31/1999", date(1999, 12, 31)),
        ("2021/03/16", date(2021, 3, 16)),
        ("Calabar, Sunday 18th June, 2006", date(2006, 6, 18)),
        ("03/04/2012", None),
        ("31 February 2012", None),
        ("June 2012", None),
        ("in the spring", None),
    ],
)
def test_day_as_printed(words: str, day: date | None):
    assert day_of(words) == day


@given(st.dates(date(1800, 1, 1), date(2099, 12, 31)))
def test_days_go_there_and_back(day: date):
    assert day_of(f"{day.day} {day:%B} {day.year}") == day
    assert date_line(f"{day:%A}, {day:%B} {day.day}, {day.year}") == day
    assert machine_day(f"{day.isoformat()}T10:00:00+02:00") == day


def published(head: str, given_day: date | None = None) -> tuple[date | None, list[str]]:
    (document,), problems = documents(Raw("x", html(head)), published=given_day)
    return document.published, [problem.what for problem in problems]


def test_day_comes_from_structured_data():
    assert published('<meta property="article:published_time" content="2014-03-04T18:20:00+02:00">')[
        0
    ] == date(2014, 3, 4)
    linked = (
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2014-03-04"}</script>'
    )
    assert published(linked)[0] == date(2014, 3, 4)
    assert published('<meta property="article:modified_time" content="2016-02-19">')[0] is None


def test_page_without_a_day_has_none():
    assert published("") == (None, [])


def test_given_day_wins_and_a_difference_is_a_problem():
    meta = '<meta name="date" content="2014-03-04">'
    assert published(meta, date(2014, 3, 5)) == (date(2014, 3, 5), [])
    day, problems = published(meta, date(2015, 1, 1))
    assert day == date(2015, 1, 1)
    assert "2014-03-04" in problems[0]


def test_conflict_of_structured_days_is_a_problem_and_the_first_is_taken():
    day, problems = published(
        '<meta name="date" content="2014-03-04"><meta name="dc.date" content="2014-03-09">'
    )
    assert day == date(2014, 3, 4)
    assert "several days" in problems[0]


def test_reading_twice_gives_the_same_ids_and_bytes_are_known_by_their_hash():
    first, second = (documents(Raw("x", html()))[0][0] for _ in range(2))
    assert first == second
    assert first.id
    assert first.blob is not None
    assert len(first.blob) == 64


@pytest.mark.parametrize(
    "data",
    [
        BODY.encode() * 50_000,
        b"<html><body>" + b"<div>" * 10_000 + BODY.encode() + b"</div>" * 10_000,
        b"(" * 1_000_000 + b" x",
        b"A. " * 300_000,
        ("الجيش " * 100_000).encode(),
    ],
    ids=["one line of 5 MB", "10,000 nested tags", "brackets", "initials", "right to left"],
)
def test_extreme_pages_are_read_in_time(data: bytes):
    start = time.perf_counter()
    found, _ = documents(Raw("x", data, ".txt"))
    assert len(found) == 1
    assert time.perf_counter() - start < 20


def test_deeply_nested_page_keeps_its_words():
    data = b"<html><body>" + b"<div>" * 10_000 + BODY.encode() + b"</div>" * 10_000
    (document,), _ = documents(Raw("x", data))
    assert BODY in document.text


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["", ".html", ".txt", ".md", ".jsonl"]))
def test_no_bytes_raise(data: bytes, suffix: str):
    found, _ = documents(Raw("x", data, suffix))
    assert all(document.text.strip() and document.text.encode() for document in found)


MARKS = [
    "<p>",
    "</p>",
    "<div class='related'>",
    "<h1>",
    "<td>",
    "<a href=x>",
    "By Ann Lee",
    "© ",
    "\n\n",
    "…",
    "## ",
    "|",
    "[x](y)",
    BODY,
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(MARKS), max_size=30),
    st.sampled_from(["<html>", "", "---\n"]),
    st.sampled_from([".txt", ".md"]),
)
def test_no_page_raises_or_fails(parts: list[str], head: str, suffix: str):
    _, problems = documents(Raw("x", (head + "".join(parts)).encode(), suffix))
    assert not [problem.what for problem in problems if "failed on" in problem.what]


def test_passages_list_the_states_named_in_them():
    text = "The Wire\n\nNorway sold ships to Chile on Monday, and nobody minded it at all.\n\nوقعت الهند وروسيا اتفاقا\n"
    (found,), _ = documents(Raw("x", text.encode(), ".txt"))
    assert [(passage.language, passage.about) for passage in found.passages] == [("ar", ("IND", "RUS"))]


def test_a_text_in_another_language_is_one_passage():
    text = (
        "Россия продала Индии вертолёты, а США промолчали. Переговоры прошли в Китае, сообщило агентство.\n"
    )
    (found,), _ = documents(Raw("x", text.encode(), ".txt"))
    assert [(passage.start, passage.end, passage.about) for passage in found.passages] == [
        (0, len(found.text), ("RUS", "IND", "USA", "CHN"))
    ]
