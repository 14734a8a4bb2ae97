"""Meanings of times told from another day: "last week", "three days earlier", "over the past nine years".

A run of words in, days out. "Last", "next", "ago" count from the publication day; "earlier", "the
following", "that same" from what the text spoke of last. One function a `meaning` of the level `point` in
`dates_shapes.toml`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from multipolar.read import dates_calendar as calendar
from multipolar.read.dates_points import MONTHS, NOTHING, chosen
from multipolar.read.dates_shapes import Found

if TYPE_CHECKING:
    from multipolar.read.dates_calendar import Days
    from multipolar.read.dates_points import OfYear
    from multipolar.read.dates_shapes import Meaning, Run

BACK = ("last", "past", "before_it")
FORTH = ("next", "coming", "after_it")
SPOKEN = ("same", "that", "before_it", "after_it")  # told from what the text spoke of last
COUNTS = ("numeral", "day", "count", "couple", "few", "a")
CLAUSE = re.compile(r"\s(?:[A-Z]|(?:he|she|it|they|we|his|her|its|their|two|both|a|an)\b)")  # a clause begins
FEW = 3  # stands for a small number left open


def named(run: Run) -> Found:
    """Yesterday, tonight, last night."""
    published = run.context.published
    if published is None:
        return NOTHING
    return Found((published + calendar.DAY * run.first("named"),) * 2)


def night(run: Run) -> Found:
    """Overnight, in the night: of the publication day and the day before."""
    published = run.context.published
    return NOTHING if published is None else Found((published - calendar.DAY, published))


def weekday(run: Run) -> Found:
    """Tuesday: the last one up to the publication day, or the next where a future one is asked for."""
    published = run.context.published
    if published is None:
        return NOTHING
    there = published - calendar.DAY * ((published.weekday() - run.first("weekday")) % 7)
    ahead = 7 if run.context.future and there < published else 0
    return Found((there + calendar.DAY * ahead,) * 2, loose=True)


def weekend(run: Run) -> Found:
    """Over the weekend: the last one begun by the publication day, or the next."""
    published = run.context.published
    if published is None:
        return NOTHING
    low, high = calendar.containing(published, "weekend")
    back = 7 if low > published and not run.context.future else 0
    return Found((low - calendar.DAY * back, high - calendar.DAY * back), "week", loose=True)


def weekday_of_week(run: Run) -> Found | None:
    """Monday last week, Wednesday next week."""
    published = run.context.published
    if run.first("unit") != "week":
        return None
    if published is None:
        return NOTHING
    step = -1 if run.has(*BACK) else int(run.has(*FORTH))
    monday = calendar.containing(published, "week")[0]
    return Found((monday + calendar.DAY * (7 * step + run.first("weekday")),) * 2)


def nth(run: Run) -> Found | None:
    """On the 27th: the last such day, or the next; not "in the 27th round"."""
    published, number = run.context.published, run.first("nth")
    if run.after == "other" and not CLAUSE.match(run.context.text[run.end : run.end + 9]):
        return None
    if published is None:
        return NOTHING
    firsts = [calendar.shift(published.replace(day=1), count, "month") for count in range(-2, 3)]
    held = [
        (first.replace(day=number),) * 2
        for first in firsts
        if number <= calendar.containing(first, "month")[1].day
    ]
    return Found(chosen(held, published, bool(run.context.future)), loose=True)


def day_of_unit(run: Run) -> Found | None:
    """The first of the month."""
    base, number = _base(run), run.first("day", "nth", "ordinal")
    if run.first("unit") != "month":
        return None
    if base is None:
        return NOTHING
    step = -1 if run.has("last") else int(run.has("next"))
    return Found((calendar.shift(base[0].replace(day=1), step, "month").replace(day=number),) * 2)


def which(run: Run) -> Found | None:
    """Last December, next Tuesday, this week, the previous month, that same evening."""
    base = _base(run)
    if (run.has("vague_month") and run.has("that")) or (run.after == "of" and run.before[-1:] == ("the",)):
        return None
    if base is None:
        return NOTHING
    if run.has(*MONTHS):
        return _which_of_years(run, base, lambda year: calendar.month(year, run.first(*MONTHS)), "month")
    if run.has("season"):
        return _which_of_years(
            run, base, lambda year: calendar.months(year, run.first("season"), 3), "season"
        )
    if run.has("weekday"):
        return _which_weekday(run, base)
    return _which_unit(run, base)


def _base(run: Run) -> Days | None:
    """Return the days that a run counts from: those spoken of last, or the publication day."""
    published, anchor = run.context.published, run.context.anchor
    spoken = run.has(*SPOKEN) or (run.has("the") and run.has("next"))
    if spoken and anchor is not None:
        return anchor
    return None if published is None else (published, published)


def _which_of_years(run: Run, base: Days, of: OfYear, grain: str) -> Found:
    """Choose the month or season before, in, or after the one that holds a day."""
    held = [of(year) for year in range(base[0].year - 2, base[0].year + 3)]
    if run.has(*BACK):
        before = base[0] if run.has("before_it") else base[0].replace(day=1)
        return Found([days for days in held if days[1] < before][-1], grain)
    if run.has("this"):
        return Found(next(days for days in held if days[0].year == base[0].year), grain)
    if run.has(*FORTH):
        return Found(next(days for days in held if days[0] > base[1]), grain)
    return Found(next(days for days in held if days[1] >= base[0]), grain)


def _which_weekday(run: Run, base: Days) -> Found:
    """Choose the weekday before, after, or in the week of a day."""
    wanted = run.first("weekday")
    if run.has(*BACK):
        return Found((base[0] - calendar.DAY * ((base[0].weekday() - wanted - 1) % 7 + 1),) * 2)
    if run.has(*FORTH):
        return Found((base[1] + calendar.DAY * ((wanted - base[1].weekday() - 1) % 7 + 1),) * 2)
    if run.has("this", "same"):
        return Found((calendar.containing(base[0], "week")[0] + calendar.DAY * wanted,) * 2)
    return weekday(run)


def _which_unit(run: Run, base: Days) -> Found | None:
    """Choose the day, week, month, year … before, in, or after a day."""
    unit = (
        "quarter" if run.has("quarter") else "weekend" if run.has("weekend") else run.first("unit") or "day"
    )
    if run.has("daytime", "night") and run.has("last", "next", "this", "coming", "past"):
        return None
    if _too_wide(base, unit):
        return NOTHING
    step = -1 if run.has(*BACK) else int(run.has(*FORTH))
    there = calendar.shift(base[1] if step > 0 else base[0], step, unit)
    return Found(calendar.containing(there, unit), unit)


def _too_wide(base: Days, unit: str) -> bool:
    """Tell whether days are too many to count a unit from: "in 1998 … the following day"."""
    longest = {"day": 3, "weekend": 7, "week": 10, "fortnight": 20, "month": 31, "quarter": 92, "year": 366}
    return (base[1] - base[0]).days >= longest.get(unit, 3660)


def ago(run: Run) -> Found:
    """Two years ago, a week ago, two autumns ago."""
    published = run.context.published
    if published is None:
        return NOTHING
    if run.has("season"):
        first = run.first("season")
        return Found(calendar.months(published.year - _count(run), first, 3), "season")
    return _away(run, (published, published), -1)


def away(run: Run) -> Found:
    """Three days earlier, two years later: from what the text spoke of last, else from publication."""
    published = run.context.published
    base = run.context.anchor or (published and (published, published))
    if not base:
        return NOTHING
    return _away(run, base, 1 if run.has("later", "after") else -1)


def _away(run: Run, base: Days, sign: int) -> Found:
    """Return the days a number of units from others, as finely as both are told."""
    unit = run.first("unit")
    if run.has("few"):
        near, far = (calendar.shift(base[0], sign * count, unit) for count in (2, 5))
        return Found((min(near, far), max(near, far)), unit)
    if run.has("half"):
        return _half_away(run, base, sign)
    if (base[1] - base[0]).days < 3:
        return Found(calendar.around(base[0], sign * _count(run), unit), unit)
    if _too_wide(base, unit):
        return NOTHING
    unit_told = "year" if (base[1] - base[0]).days > 31 else unit
    return Found(calendar.containing(calendar.shift(base[0], sign * _count(run), unit), unit_told), unit_told)


def _half_away(run: Run, base: Days, sign: int) -> Found:
    """Half a year ago, half a decade later."""
    whole = {"decade": (5, "year"), "year": (6, "month"), "month": (15, "day"), "fortnight": (7, "day")}
    if run.first("unit") not in whole or run.items[0].kind not in {"half", "about"}:
        return NOTHING
    count, unit = whole[run.first("unit")]
    return Found(calendar.around(base[0], sign * count, unit), unit)


def _count(run: Run) -> int:
    """Return the number that a run tells."""
    if run.has("couple"):
        return 2
    return int(run.first(*COUNTS) or 1)


def next_day(run: Run) -> Found:
    """The day after, the week before."""
    anchor = run.context.anchor
    if anchor is None or _too_wide(anchor, run.first("unit")):
        return NOTHING
    base, step = (anchor[1], 1) if run.has("after") else (anchor[0], -1)
    unit = run.first("unit")
    return Found(calendar.containing(calendar.shift(base, step, unit), unit), unit)


def earlier_on(run: Run) -> Found:
    """Earlier on Tuesday, later today."""
    return named(run) if run.has("named") else weekday(run)


def earlier_this(run: Run) -> Found:
    """Earlier this month ends today; later this year starts tomorrow."""
    spoken = run.context.anchor if run.has("that", "same") else None
    published = run.context.published
    base = spoken or (published and (published, published))
    if not base:
        return NOTHING
    unit = (
        "quarter"
        if run.has("quarter")
        else "weekend"
        if run.has("weekend")
        else run.first("unit") or "season"
    )
    low, high = calendar.containing(base[0], unit)
    if run.has("earlier"):
        return Found((min(low, base[1]), base[1]), unit)
    return Found(
        (min(base[1] + calendar.DAY, high) if unit != "day" and not spoken else max(base[0], low), high), unit
    )


def so_far(run: Run) -> Found:
    """So far this year."""
    published = run.context.published
    if published is None:
        return NOTHING
    return Found((calendar.containing(published, run.first("unit"))[0], published), open_start=True)


def recent(run: Run) -> Found | None:
    """Over the past nine years, in the past decade, recent months."""
    published, unit = run.context.published, run.first("unit")
    if unit is None or (run.has("last", "past") and unit == "day" and not run.has(*COUNTS, "recent")):
        return None
    if published is None:
        return NOTHING
    count = FEW if run.has("recent", "few") else _count(run)
    return Found((calendar.shift(published, -count, unit), published), unit)


def coming(run: Run) -> Found:
    """The next two years, within ten years, the coming months."""
    published = run.context.published
    if published is None:
        return NOTHING
    several = run.context.text[run.start : run.end].endswith("s") and not run.has(*COUNTS)
    count = FEW if run.has("few") or several else _count(run)
    return Found((published, calendar.shift(published, count, run.first("unit"))), run.first("unit"))


MEANINGS: dict[str, Meaning] = {
    meaning.__name__: meaning
    for meaning in (
        named, night, weekday, weekend, weekday_of_week, nth, day_of_unit, which, ago, away, next_day,
        earlier_on,        earlier_this, so_far, recent, coming,
    )
}  # fmt: skip
