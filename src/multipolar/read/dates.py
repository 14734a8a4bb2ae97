"""Dates: an English text and its publication day in, every expression of time with its days out.

Intervals are the tightest that the text supports with its publication day; without one, what leans on it
has none. Three cascaded levels of shapes (`dates_shapes.toml`) over the words of time
(`dates_words.csv`); linear in the length of the text. Method: Abney (1996); conventions: TIMEX3 values of
TimeML (Pustejovsky et al. 2003) widened to intervals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.ledger.records import Interval
from multipolar.read import dates_bounds as bounds
from multipolar.read import dates_parts as parts
from multipolar.read.dates_shapes import Context, folded
from multipolar.read.dates_words import items
from multipolar.read.layers import DateMention

if TYPE_CHECKING:
    from datetime import date

    from multipolar.read.dates_words import Item


def dates(text: str, published: date | None, *, future: bool | None = None) -> tuple[DateMention, ...]:
    """Return the expressions of time of a text, sorted, none over another.

    `future` says which way a weekday, month or day without a year looks: true to the next one, false to
    the last one, null as the words alone suggest (a weekday back, a month forth only where the last one
    is most of a year ago). Never raises.
    """
    context = Context(text, published, future)
    read = folded(items(text), "point", bounds.POINTS, context)
    for level, meanings in (("part", parts.MEANINGS), ("bound", bounds.MEANINGS)):
        read = folded(read, level, meanings, context)
    return tuple(_mention(item, text) for item in read if item.kind == "point")


def resolve(words: str, published: date | None, *, future: bool | None = None) -> Interval | None:
    """Return the days that the words of one mention mean when told of the future, or of the past."""
    mentions = dates(words, published, future=future)
    return mentions[0].interval if mentions else None


def _mention(item: Item, text: str) -> DateMention:
    """Return an understood item as a mention."""
    days, quote = item.value.days, text[item.start : item.end]
    interval = None if days is None else Interval(days[0], days[1], quote)
    return DateMention(item.start, item.end, interval, item.value.open_start)
