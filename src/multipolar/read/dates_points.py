"""Meanings of single expressions of time: a run of words in, the days that they mean out.

One function a `meaning` of the level `point` in `dates_shapes.toml`. Without a publication day whatever
leans on it means no days. Conventions: TIMEX3 values of TimeML
(Pustejovsky et al. 2003) widened to intervals.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

from multipolar.read import dates_calendar as calendar
from multipolar.read.dates_calendar import Days
from multipolar.read.dates_shapes import Found
from multipolar.read.dates_words import day_of

if TYPE_CHECKING:
    from multipolar.read.dates_shapes import Context, Meaning, Run

OfYear: TypeAlias = Callable[[int], Days]

MONTHS = ("month", "vague_month", "short_month")
NUMBERS = ("numeral", "day", "count", "couple", "few", "a")
# A month without a year is the last one, unless that is most of a year ago and the next one is near.
LONG_AGO, NEAR = 300, 75
SPANS = frozenset(
    (
        "quarter", "half", "unit", "month", "short_month", "vague_month", "season", "start", "end", "early",
        "mid", "late"
    )
)  # fmt: skip
SENTENCE = 140  # characters on either side in which a sentence shows its tense
# What stands before a word that is a time only there: "in May", "since spring".
LEANING = frozenset(
    (
        "in", "since", "until", "by", "before", "after", "from", "between", "and", "or", "to", "the",
        "early", "mid", "late", "start", "end", "of", "over"
    )
)  # fmt: skip
YEARLY = frozenset(
    (
        "in", "since", "until", "by", "before", "after", "from", "between", "early", "mid", "late", "start",
        "end", "of", "the", "fiscal"
    )
)  # fmt: skip

NOTHING = Found(None)


def iso(run: Run) -> Found:
    """2012-03-04."""
    return Found(day_of(*run.first("iso")), absolute=True)


def numeric(run: Run) -> Found:
    """31/12/1999: which number is the month must be plain from the numbers."""
    one, two, year = run.first("numeric")
    if one == two or one > 12:
        return Found(day_of(year, two, one), absolute=True)
    return Found(day_of(year, one, two), absolute=True) if two > 12 else NOTHING


def day(run: Run) -> Found | None:
    """4 March 2012, March 4, the 4th of March."""
    number, month = run.first("day", "nth", "ordinal"), run.first(*MONTHS)
    return _dated(run, lambda year: day_of(year, month, number), "day")


def days(run: Run) -> Found | None:
    """28–29 November, May 3-5, 2012."""
    (first, last), month = run.all("day", "nth"), run.first(*MONTHS)
    if first >= last:
        return None
    return _dated(run, lambda year: (date(year, month, first), date(year, month, last)), "days")


def month(run: Run) -> Found | None:
    """March 2012, September last year."""
    return _dated(run, lambda year: calendar.month(year, run.first(*MONTHS)), "month")


def months_of_year(run: Run) -> Found | None:
    """March-May 2012."""
    first, last = run.all(*MONTHS)
    if first >= last:
        return None
    return _dated(run, lambda year: calendar.months(year, first, last - first + 1), "months")


def month_alone(run: Run) -> Found | None:
    """In November; "May" and "Mar" only where a word of time stands before them."""
    leaning = run.before[-1:] and run.before[-1] in LEANING
    if not run.has("month") and not leaning and (run.before or run.after):
        return None
    return _dated(run, lambda year: calendar.month(year, run.first(*MONTHS)), "month")


def season(run: Run) -> Found | None:
    """The spring of 1999, summer last year."""
    return _dated(run, lambda year: calendar.months(year, run.first("season"), 3), "season")


def season_range(run: Run) -> Found | None:
    """Winter 2011-12."""
    return Found(calendar.months(run.first("year"), run.first("season"), 3), "season", absolute=True)


def season_alone(run: Run) -> Found | None:
    """In the spring; not in "the spring workshop"."""
    if not (run.before[-1:] and run.before[-1] in LEANING) and (run.before or run.after):
        return None
    article = run.has("the") or run.before[-1:] == ("the",)
    if article and run.after == "other" and re.match(r"\s[a-z]{3,}", run.context.text[run.end : run.end + 5]):
        return _dated(run, _season_of(run), "season") if _verbed(run) else None
    return _dated(run, _season_of(run), "season")


def _season_of(run: Run) -> OfYear:
    """Return the season of a year as a function of the year."""
    return lambda year: calendar.months(year, run.first("season"), 3)


def _verbed(run: Run) -> bool:
    """Tell whether the word after a season is no noun that it belongs to ("the spring that …")."""
    after = run.context.text[run.end : run.end + 12]
    return bool(
        re.match(
            r"\s(?:that|when|they|we|he|she|it|but|with|as|which|had|has|was|were|will|after|before|and)\b",
            after,
        )
    )


def year(run: Run) -> Found | None:
    """In 2014, the 1971 war; not in "2014 soldiers" or "Room 1984"."""
    number = run.first("year")
    return Found(calendar.years(number, number), "year", absolute=True) if _is_year(run) else None


def year_named(run: Run) -> Found | None:
    """The year 1989."""
    number = run.first("year")
    return (
        Found(calendar.years(number, number), "year", absolute=True) if run.first("unit") == "year" else None
    )


def _is_year(run: Run) -> bool:
    """Tell from the words around whether four digits are a year."""
    text, before = run.context.text, run.before[-1:] and run.before[-1]
    if run.after in {"counted", "unit", "numeral", "count"}:
        return False
    if before in YEARLY:
        part = run.before[-2:-1] and run.before[-2] in SPANS
        return before != "of" or bool(part) or not _counting(text, run.end)
    if before in {"and", "or", "to", "comma", "hyphen", "dash"} and {"year", "point"} & set(run.before[:-1]):
        return True
    left, right = text[max(0, run.start - 4) : run.start], text[run.end : run.end + 14]
    if re.search(r"(?:[(\[:]|['’]s |s['’] |^)$", left) or re.search(
        r"\b(?:its|his|her|our|their)\s$", text[max(0, run.start - 7) : run.start], re.IGNORECASE
    ):
        return bool(re.match(r"\s[A-Za-z]|[)\]:,;.]|\s*$", right))
    if before == "comma" and re.match(r"[.):;]|\s*$|\n", right):
        return True
    return before in {"stop", "the", ""} and bool(re.match(r"\s(?:[A-Z]\w|\w+(?<!s)\b)", right))


def _counting(text: str, end: int) -> bool:
    """Tell whether a small plural noun follows, as in "of 1500 sheep dogs"."""
    return bool(
        re.match(r"\s(?!(?:was|is|has|as|this|its|his|us|does|thus)\b)[a-z]{1,12}s\b", text[end : end + 16])
    )


def year_range(run: Run) -> Found | None:
    """2006-10, 2006–2010, 1998-2000; 2006-05 is a month."""
    first, last = run.all("year", "day", "count")
    width = run.end - run.items[-1].start
    last = last if last > 999 else first // 100 * 100 + last
    if width == 2 and last <= first and 1 <= last % 100 <= 12 and run.has("hyphen"):
        return Found(calendar.month(first, last % 100), "month", absolute=True)
    if width not in {2, 4} or not first < last < first + 100:
        return None
    return Found(calendar.years(first, last), "years", absolute=True)


def decade(run: Run) -> Found:
    """The 1990s, the nineties."""
    first = run.first("decades")
    return Found(calendar.years(first, first + 9), "decade", absolute=True)


def fiscal(run: Run) -> Found | None:
    """Fiscal year 2019 is told by its calendar year, 2024-25 from April to March (India, Japan, Britain)."""
    told = run.all("year", "day", "count")
    if not told:
        return NOTHING
    if len(told) == 1:
        return Found(calendar.years(told[0], told[0]), "year", absolute=True)
    return Found(calendar.months(told[0], 4, 12), "year", absolute=True)


def quarter(run: Run) -> Found | None:
    """Q4 2008."""
    number = run.first("quarter_of")
    return _dated(run, lambda year: calendar.months(year, 3 * number - 2, 3), "quarter")


def quarter_alone(run: Run) -> Found | None:
    """The third quarter."""
    number = run.first("ordinal", "nth")
    if number > 4:
        return None
    return _dated(run, lambda year: calendar.months(year, 3 * number - 2, 3), "quarter")


def half(run: Run) -> Found | None:
    """H1 2020."""
    number = run.first("half_of")
    return _dated(run, lambda year: calendar.months(year, 6 * number - 5, 6), "half")


def feast(run: Run) -> Found | None:
    """Christmas Eve, New Year's Day."""
    number, day_number = map(int, run.first("feast").split("-"))
    return _dated(run, lambda year: day_of(year, number, day_number), "day")


def event_day(run: Run) -> Found:
    """9/11."""
    return Found(day_of(*map(int, run.first("event_day").split("-"))), absolute=True)


def _dated(run: Run, of: OfYear, grain: str) -> Found | None:
    """Return what `of` gives for the year that the run names, else for the year that fits the publication."""
    told = run.first("year")
    if told is not None:
        return Found(of(told), grain, absolute=True)
    if run.has("unit") or run.has("last"):
        return _tailed(run, of, grain)
    return fitting(run.context, of, grain)


def _tailed(run: Run, of: OfYear, grain: str) -> Found | None:
    """Read what follows a day or month: "last year", "of the same year", "last"."""
    context = run.context
    spoken = context.anchor and run.has("same", "that", "before_it", "after_it")
    base = context.anchor[0] if context.anchor and spoken else context.published
    if base is None:
        return NOTHING
    if not run.has("unit"):
        return fitting(replace(context, future=False, anchor=None), of, grain)
    if run.first("unit") != "year":
        return None
    step = -1 if run.has("last", "before_it", "past") else int(run.has("next", "after_it"))
    return Found(of(base.year + step), grain)


def fitting(context: Context, of: OfYear, grain: str) -> Found:
    """Return what `of` gives for the year that suits the story or the publication day."""
    story = _story_year(context)
    base = story or context.published
    if base is None:
        return NOTHING
    held = [days for year in range(base.year - 8, base.year + 9) if (days := _real(of, year))]
    if story:
        return Found(next(days for days in held if days[1] >= story), grain, absolute=True)
    return Found(chosen(held, base, _direction(context)), grain, loose=True)


def _direction(context: Context) -> bool | None:
    """Return false where the sentence tells of the past only, so that no month of it is still to come."""
    if context.future is not None:
        return context.future
    left = re.split(r"[.!?;\n]\s", context.text[max(0, context.at - SENTENCE) : context.at])[-1]
    right = re.split(r"[.!?;\n]", context.text[context.at + 4 : context.at + SENTENCE])[0]
    past = _told_in("past", left, right)
    return False if past and not _told_in("to come", left, right) else None


@cache
def _tense(name: str) -> re.Pattern[str]:
    """Return the pattern of the words of `dates_tense.csv` of one tense; a star stands for letters."""
    table = csv.DictReader(
        files(__package__).joinpath("dates_tense.csv").read_text(encoding="utf-8").splitlines()
    )
    words = (re.escape(row["word"]).replace(r"\*", "[a-z]{1,12}") for row in table if row["tense"] == name)
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


def _told_in(tense: str, *clauses: str) -> bool:
    """Tell whether a word of a tense stands in one of some clauses."""
    return any(_tense(tense).search(clause) for clause in clauses)


def _real(of: OfYear, year: int) -> Days | None:
    """Return the days in a year, null where that year has no such day."""
    try:
        return of(year)
    except ValueError:
        return None


def _story_year(context: Context) -> date | None:
    """Return the day that an undated page spoke of last in the paragraph, from which a month is counted.

    A dated page counts from its publication: there a background year seldom reaches into the next
    sentence.
    """
    if context.published is not None or context.anchor is None or not context.absolute:
        return None
    low, high = context.anchor
    return low if context.near and (high - low).days < 400 else None


def chosen(held: list[Days], day: date, future: bool | None) -> Days:  # noqa: FBT001 : three-valued
    """Return the last of some intervals begun by a day, or the first not over by it where it is to come.

    Raises ValueError where there is none.
    """
    past = [days for days in held if days[0] <= day]
    to_come = [days for days in held if days[1] >= day]
    if not (to_come if future else past):
        raise ValueError("no such day in the calendar near the publication day")
    if future:
        return to_come[0]
    later = next((days for days in to_come if days[0] > day), None)
    long_ago = (day - past[-1][1]).days > LONG_AGO
    if future is None and long_ago and later and (later[0] - day).days <= NEAR:
        return later
    return past[-1]


MEANINGS: dict[str, Meaning] = {
    meaning.__name__: meaning
    for meaning in (
        iso, numeric, day, days, month, months_of_year, month_alone, season, season_range, season_alone, year,
        year_named,        year_range, decade, fiscal, quarter, quarter_alone, half, feast, event_day,
    )
}  # fmt: skip
