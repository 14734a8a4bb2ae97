"""Meanings of stretches and deadlines: "since 2006", "between March and May", "until Friday", "by 2020".

A run of words with expressions already understood in, the days of the stretch out. One function a
`meaning` of the level `bound` in `dates_shapes.toml`. A deadline still to come is the time from the
publication day to its end.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from multipolar.read import dates_calendar as calendar
from multipolar.read import dates_parts as parts
from multipolar.read import dates_points as points
from multipolar.read import dates_relative as relative
from multipolar.read.dates_shapes import Found, folded

if TYPE_CHECKING:
    from multipolar.read.dates_shapes import Context, Meaning, Run
    from multipolar.read.dates_words import Item

POINTS: dict[str, Meaning] = {**points.MEANINGS, **relative.MEANINGS}
# A day without a year is counted from the other end of its stretch.
SENTENCE = 80


def since(run: Run) -> Found:
    """Since 2006: from its first day until the publication day."""
    found = _again(run, -1, replace(run.context, future=False))
    published = run.context.published
    if found.days is None:
        return replace(found, open_start=True)
    low, high = found.days
    end = published if published and published >= low else high
    return replace(found, days=(low, end), open_start=True, grain="stretch")


def stretch(run: Run) -> Found | None:
    """From March to May 2012: from the first day of the one to the last of the other."""
    first, last = _ends(run)
    if first.days is None or last.days is None:
        return Found(None) if run.has("between", "from", "hyphen") else None
    if first.days[0] > last.days[1]:
        return None
    if first.days[1] >= last.days[0] and run.has("hyphen", "dash", "and"):
        return None
    return Found((first.days[0], last.days[1]), "stretch", first.absolute or last.absolute)


def pair(run: Run) -> Found | None:
    """May and June, 2015 and 2016: of one grain and next to each other."""
    first, last = _ends(run)
    if first.days is None or last.days is None or first.grain != last.grain:
        return None
    gap = (last.days[0] - first.days[1]).days
    return Found((first.days[0], last.days[1]), first.grain, last.absolute) if gap == 1 else None


def _ends(run: Run) -> tuple[Found, Found]:
    """Return both ends of a stretch; the one that leaves its year open is counted from the other."""
    first, last = run.all("point")
    if first.loose and last.days and not last.loose:
        first = _again(run, 0, replace(run.context, published=last.days[1], future=False, anchor=None))
    elif last.loose and first.days:
        base = replace(run.context, published=first.days[0], future=True, anchor=None)
        last = (
            _again(run, -1, base) if first.days[0] > (last.days or first.days)[0] or not first.loose else last
        )
    return first, last


def until(run: Run) -> Found | None:
    """Until 2015: from the publication day where it is still to come."""
    return _deadline(run, past=_past_before(run))


def by(run: Run) -> Found | None:
    """By 2020: the same; what had happened by a past day did so in that year."""
    past = _past_before(run) or _past_after(run)
    found = _deadline(run, past=past)
    if found.days is None or run.context.published is None or found.days[1] >= run.context.published:
        return found
    low, high = found.days
    return replace(found, days=(min(low, calendar.containing(high, "year")[0]), high))


def before(run: Run) -> Found | None:
    """Before Christmas, before 2014: up to the day before; of the past, no days."""
    found = _again(run, -1, _aimed(run, past=_past_before(run)))
    published = run.context.published
    if found.days is None or published is None or found.days[0] <= published:
        return replace(found, days=None)
    last = found.days[0] - calendar.DAY
    inner = run.items[-1]
    if inner.made_of and {"end", "late"} & {item.kind for item in inner.made_of}:
        last = found.days[1]
    return replace(found, days=(published, last), grain="stretch")


def _deadline(run: Run, *, past: bool) -> Found:
    """Return the days up to a deadline."""
    found = _again(run, -1, _aimed(run, past=past))
    published = run.context.published
    if found.days is None or published is None or found.days[1] < published:
        return found
    low, high = found.days
    if found.grain == "season":  # "by autumn" is hardly by its end
        high = calendar.containing(max(low, published), "month")[1]
    return replace(found, days=(published, high), grain="stretch")


def _aimed(run: Run, *, past: bool) -> Context:
    """Return the context with its direction: a deadline is to come unless the verb is past."""
    future = run.context.future
    return replace(run.context, future=not past if future is None else future)


def _past_after(run: Run) -> bool:
    """Tell whether the clause after a run says what had happened."""
    clause = re.split(r"[.;\n]", run.context.text[run.end : run.end + SENTENCE])[0]
    return bool(re.search(r"\b(?:had|was|were)\b", clause))


def _past_before(run: Run) -> bool:
    """Tell whether the clause before a run says what had happened."""
    clause = re.split(r"[.;\n]", run.context.text[max(0, run.start - SENTENCE) : run.start])[-1]
    return bool(re.search(r"\b(?:had|was|were)\b", clause))


def plain(run: Run) -> Found:
    """In November: the words before it belong to it and change nothing."""
    return run.first("point")  # type: ignore[no-any-return]


def _again(run: Run, which: int, context: Context) -> Found:
    """Read one expression of a run again in another context, where it leaves that open."""
    item = [item for item in run.items if item.kind == "point"][which]
    found: Found = item.value
    if not found.loose:
        return found
    read = folded(folded(_words(item), "point", POINTS, context), "part", parts.MEANINGS, context)
    return next((item.value for item in read if item.kind == "point"), found)


def _words(item: Item) -> list[Item]:
    """Return the words that an item is made of."""
    if item.kind != "point":
        return [item]
    return [word for inner in item.made_of for word in _words(inner)]


MEANINGS: dict[str, Meaning] = {
    meaning.__name__: meaning for meaning in (since, stretch, pair, until, by, before, plain)
}
