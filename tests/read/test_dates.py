"""Expressions of time: tables of what news pages say and the days it means, and what holds for any text."""

from __future__ import annotations

import csv
import time
import tomllib
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.read import dates_bounds, dates_parts
from multipolar.read.dates import dates, resolve
from multipolar.read.dates_calendar import containing, part, shift

HERE = Path(__file__).parent
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "a",
            "in",
            "on",
            "of",
            "since",
            "until",
            "by",
            "before",
            "from",
            "between",
            "and",
            "to",
            "last",
            "next",
            "this",
            "past",
            "early",
            "late",
            "mid",
            "end",
            "first",
            "half",
            "quarter",
            "week",
            "month",
            "year",
            "day",
            "decade",
            "years",
            "days",
            "May",
            "March",
            "April",
            "Monday",
            "Friday",
            "4",
            "15",
            "31",
            "2012",
            "1990s",
            "2006-10",
            "4th",
            "ago",
            "earlier",
            "later",
            "spring",
            "winter",
            "two",
            "few",
            "yesterday",
            "Christmas",
            "31/12/1999",
            ",",
            ".",
            "-",
            "–",
            "morning",
            "weekend",
            "soldiers",
            "Fiscal",
            "Q3",
            "overnight",
        ]
    ),
    max_size=14,
).map(" ".join)


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def days(row: dict[str, str]) -> list[tuple[str, str]]:
    """Return the intervals read where the row has its quote."""
    published = date.fromisoformat(row["published"]) if row["published"] else None
    start = row["text"].index(row["quote"])
    end = start + len(row["quote"])
    found = [m.interval for m in dates(row["text"], published) if m.start < end and m.end > start]
    return [(each.low.isoformat(), each.high.isoformat()) for each in found if each]


@pytest.mark.parametrize("row", table("dates.csv"), ids=lambda row: row["text"][:50])
def test_expression(row: dict[str, str]):
    assert days(row) == ([(row["low"], row["high"])] if row["low"] else [])


def test_unseen_expressions_written_before_the_reader():
    rows = table("dates_unseen.csv")
    right = sum(days(row) == ([(row["low"], row["high"])] if row["low"] else []) for row in rows)
    assert right / len(rows) >= 0.9


def test_every_shape_reads_its_example():
    shapes = tomllib.loads(files("multipolar.read").joinpath("dates_shapes.toml").read_text(encoding="utf-8"))
    examples = [row["example"] for level in ("point", "part", "bound") for row in shapes[level]]
    unread = [text for text in examples if not dates(text, date(2013, 5, 15))]
    assert unread == []


def test_every_meaning_has_a_function():
    shapes = tomllib.loads(files("multipolar.read").joinpath("dates_shapes.toml").read_text(encoding="utf-8"))
    known = {
        "point": dates_bounds.POINTS,
        "part": dates_parts.MEANINGS,
        "bound": dates_bounds.MEANINGS,
    }
    for level, meanings in known.items():
        assert {row["meaning"] for row in shapes[level]} == set(meanings)


def test_quote_is_the_words_of_the_mention():
    text = "In November the minister came; they have met since 2006."
    first, second = dates(text, date(2015, 2, 10))
    assert first.interval is not None
    assert first.interval.quote == text[first.start : first.end] == "In November"
    assert not first.open_start
    assert second.open_start
    assert text[second.start : second.end] == "since 2006"


def test_future_asks_for_the_next_one():
    friday = date(1991, 12, 6)
    assert resolve("on Saturday", friday).low == date(1991, 11, 30)
    assert resolve("on Saturday", friday, future=True).low == date(1991, 12, 7)
    assert resolve("on Friday", friday, future=True).low == friday
    assert resolve("in May", date(2025, 4, 4), future=True).low == date(2025, 5, 1)
    assert resolve("in May", date(2025, 4, 4), future=False).low == date(2024, 5, 1)
    assert resolve("between January and September", date(2012, 11, 14), future=True).low == date(2013, 1, 1)
    assert resolve("no time at all", friday) is None


def test_a_month_far_back_is_the_one_to_come_unless_the_sentence_is_past():
    day = date(2022, 8, 29)
    (coming,) = dates("The council is to vote in October.", day)
    (gone,) = dates("But in October, when the council voted, we abstained.", day)
    assert coming.interval.low == date(2022, 10, 1)
    assert gone.interval.low == date(2021, 10, 1)


def test_empty_line_parts_words():
    assert [
        m.interval.low.year for m in dates("4 May\n\n2012 was a good year.", date(2020, 6, 1)) if m.interval
    ]


@pytest.mark.parametrize(
    ("day", "count", "unit", "low"),
    [
        (date(2012, 3, 31), -1, "month", date(2012, 2, 29)),
        (date(2012, 2, 29), 1, "year", date(2013, 2, 28)),
        (date(2012, 2, 29), -1, "fortnight", date(2012, 2, 15)),
        (date(2012, 1, 1), 2, "quarter", date(2012, 7, 1)),
        (date(2012, 1, 1), -1, "decade", date(2002, 1, 1)),
    ],
)
def test_shift(day: date, count: int, unit: str, low: date):
    assert shift(day, count, unit) == low


def test_containing():
    assert containing(date(2023, 12, 13), "week") == (date(2023, 12, 11), date(2023, 12, 17))
    assert containing(date(2024, 1, 15), "season") == (date(2023, 12, 1), date(2024, 2, 29))
    assert containing(date(1999, 12, 31), "decade") == (date(1990, 1, 1), date(1999, 12, 31))


@given(DAYS, st.integers(1, 6))
def test_parts_of_a_year_cover_it(day: date, count: int):
    year = containing(day, "year")
    parts = [part(year, (at, at, count)) for at in range(1, count + 1)]
    assert parts[0][0] == year[0]
    assert parts[-1][1] == year[1]
    assert all(a[1] + timedelta(days=1) == b[0] for a, b in pairwise(parts))


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(WORDS, st.text(max_size=80)), st.one_of(st.none(), DAYS), st.sampled_from([None, True, False])
)
def test_any_text(text: str, published: date | None, future: bool | None):  # noqa: FBT001 : drawn by hypothesis
    found = dates(text, published, future=future)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text)
        if mention.interval is not None:
            assert mention.interval.low <= mention.interval.high
            assert mention.interval.quote == text[mention.start : mention.end]


@given(st.sampled_from([date.min, date.max, date(1, 2, 28), date(9999, 12, 1)]), WORDS)
@settings(max_examples=100, deadline=None)
def test_the_edges_of_the_calendar(published: date, text: str):
    dates(text, published)


PAST = (
    "last {unit}|two {unit}s ago|a {unit} ago|earlier this {unit}|over the past five {unit}s|in recent {unit}s|"
    "so far this {unit}|yesterday|last night|on Tuesday|since last {unit}|last Monday|last June"
)


@given(DAYS, st.sampled_from(PAST.split("|")), st.sampled_from(["week", "month", "year"]))
def test_the_past_is_never_later_than_the_page(published: date, words: str, unit: str):
    (mention,) = dates(f"They met {words.format(unit=unit)}.", published)
    assert mention.interval is not None
    assert mention.interval.high <= published


@given(
    st.sampled_from(
        [
            "yesterday",
            "in May",
            "last year",
            "two weeks ago",
            "on Monday",
            "over the past decade",
            "by Friday",
        ]
    ),
)
def test_without_a_publication_day_what_leans_on_it_means_nothing(words: str):
    assert all(mention.interval is None for mention in dates(f"They met {words}.", None))


@given(DAYS)
def test_a_written_day_is_read_back(day: date):
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    name = months[day.month - 1]
    forms = (
        day.isoformat(),
        f"{day.day} {name} {day.year}",
        f"{name} {day.day}, {day.year}",
        f"{name[:3]} {day.day} {day.year}",
    )
    for form in forms:
        (mention,) = dates(f"It was signed on {form} there.", None)
        assert (mention.interval.low, mention.interval.high) == (day, day)


@pytest.mark.parametrize("unit", ["1", "the ", "1,", "May ", "2006-", "in the past ", "'", "x-", "3 and "])
def test_time_grows_with_length_only(unit: str):
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        begun = time.process_time()
        dates(text, date(2015, 2, 10))
        return time.process_time() - begun

    seconds(1_000)
    assert seconds(80_000) < 40 * max(seconds(10_000), 0.002)


def test_a_megabyte_of_digits():
    assert dates("7" * 1_000_000, date(2015, 2, 10)) == ()
