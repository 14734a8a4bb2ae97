"""Published: the days of publication that a page prints or declares, never guessed.

A day is taken only whole (day, month and year). Where 03/04/2012 could be two days it is none; dots are read day
first, as they are written wherever dates have dots (ISO 8601 otherwise, CLDR date formats).
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?<!\d){_YEAR}(?P<mark>[-/.])(?P<number>[01]?\d)(?P=mark){_DAY}(?!\d)",
        rf"(?<![\d.,]){_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}(?!\d)",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}(?!\d)",
        rf"(?<![\d./]){_DAY}(?P<mark>[./-])(?P<number>[0-3]?\d)(?P=mark){_YEAR}(?!\d)",
        rf"\b{_YEAR},?\s+{_MONTH}\s+{_DAY}(?!\d)",
    )
)
WEEKDAYS = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)"
# What may stand around the day on a line that only says when: the weekday, the hour, the place, the edition.
AROUND = re.compile(
    rf"\b{WEEKDAYS}\b|\b\d{{1,2}}[:.]\d\d(?::\d\d)?\b|\b(?:a\.?m|p\.?m|hrs|hours)\b\.?|\b[A-Z]{{2,4}}\b|[+-]\d{{4}}\b"
    r"|\b(?:posted|published|updated|last|first|modified|on|at|date|dated|filed|print|edition|issued|released|added)\b",
    re.IGNORECASE,
)
DATELINE = 120  # characters in which a dateline ends
PLACE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,40}(?:[,/(][\w .,'’/)-]{0,40})?[,.]?\s*")
SIGNED = re.compile(r"[,.]?\s{0,2}(?:\([^()]{1,40}\)|/[^/]{1,40}/|[A-Z]\w+)?\s{0,2}(?:-{1,3}|–|—)\s")


def day_of(text: str) -> date | None:
    """Return the first whole day that the words say, None where there is none or it could be two.

    >>> day_of("Posted Thursday, Sept. 5, 2024, 6:02 a.m.")
    datetime.date(2024, 9, 5)
    >>> day_of("03/04/2012") is None
    True
    """
    found = min(_found(text), key=lambda match: match.start(), default=None)
    return _day(found) if found else None


def date_line(text: str) -> date | None:
    """Return the day of a line that says little else: "Sunday, 15 July 2012", "27.06.2013 17:42"."""
    found = min(_found(text), key=lambda match: match.start(), default=None)
    if found is None or len(text) > 120:
        return None
    rest = AROUND.sub("", text[: found.start()] + " " + text[found.end() :])
    return _day(found) if len(re.findall(r"\w+", rest)) <= 3 else None


def is_date_line(text: str) -> bool:
    """Tell whether a line says when and little else, even where the day could be two."""
    found = min(_found(text), key=lambda match: match.start(), default=None)
    if found is None or len(text) > 120:
        return False
    rest = AROUND.sub("", text[: found.start()] + " " + text[found.end() :])
    return len(re.findall(r"\w+", rest)) <= 3


def dateline_day(text: str) -> date | None:
    """Return the whole day of a dateline at the head of running text.

    >>> dateline_day("CHERAT, September 25, 2016 (Danubia Press) - Soldiers began an exercise.")
    datetime.date(2016, 9, 25)
    """
    found = min(_found(text[:DATELINE]), key=lambda match: match.start(), default=None)
    if found is None or not PLACE.fullmatch(text[: found.start()]) or not SIGNED.match(text[found.end() :]):
        return None
    return _day(found)


def machine_day(text: str) -> date | None:
    """Return the day of a date written for machines: ISO 8601, RFC 2822, 2021/03/16."""
    found = re.match(r"\s*(1[89]\d\d|20\d\d)-?([01]\d)-?([0-3]\d)(?!\d)", text)
    if found:
        return _calendar(*map(int, found.groups()))
    return day_of(text[:80])


def _found(text: str) -> Iterator[re.Match[str]]:
    for shape in SHAPES:
        found = shape.search(text[:400])
        if found:
            yield found


def _day(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    year, day = int(parts["year"]), int(parts["day"])
    if parts.get("month"):
        return _calendar(year, MONTHS.index(parts["month"][:3].lower()) + 1, day)
    number = int(parts["number"])
    year_first = found.start("year") < found.start("day")
    if year_first or parts["mark"] == ".":
        return _calendar(year, number, day)
    if day > 12 or day == number:
        return _calendar(year, number, day)
    return _calendar(year, day, number) if number > 12 else None


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
