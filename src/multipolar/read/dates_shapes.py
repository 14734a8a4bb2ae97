"""Shapes of expressions: a row of items in, the row with each understood run folded into one item out.

A shape is written as a regular expression over kinds of items; each kind is turned into one character, so
that the shapes of a level are a single pattern over a string. Rows: `dates_shapes.toml`. Method: cascaded
finite-state parsing (Abney 1996).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from multipolar.read.dates_words import SIGNS, Item, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from typing import Any, TypeAlias

    from multipolar.read.dates_calendar import Days

    Meaning: TypeAlias = Callable[["Run"], "Found | None"]
    Meanings: TypeAlias = Mapping[str, Meaning]


# A story that has just named an old year goes on in that year for about a paragraph of so many characters.
PARAGRAPH = 400


@dataclass(frozen=True, slots=True)
class Found:
    """What an expression means: its days (null: the page supports none), how fine, how sure."""

    days: Days | None
    grain: str = "day"
    absolute: bool = False
    open_start: bool = False
    loose: bool = False  # year or week left to the reader: to be read again in a range or with a deadline


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against."""

    text: str
    published: date | None
    future: bool | None = None  # null: as the words suggest
    anchor: Days | None = None  # what the text spoke of last
    anchored: int = 0  # where it did
    absolute: bool = False  # and whether it named the year

    at: int = 0  # where the reader stands

    @property
    def near(self) -> bool:
        """Tell whether what the text spoke of last stands in the same paragraph, not far back."""
        between = self.text[self.anchored : self.at]
        return len(between) <= PARAGRAPH and "\n\n" not in between

    def seeing(self, item: Item) -> Context:
        """Return the context after an expression."""
        found: Found = item.value
        if found.days is None:
            return self
        return replace(self, anchor=found.days, anchored=item.end, absolute=found.absolute)


@dataclass(frozen=True, slots=True)
class Run:
    """The items that fit a shape, the kinds on either side, and the context."""

    items: tuple[Item, ...]
    before: tuple[str, ...]  # the nearest last
    after: str
    context: Context

    def all(self, *kinds: str) -> list[Any]:
        """Return the values of the items of some kinds, in order."""
        return [item.value for item in self.items if item.kind in kinds]

    def first(self, *kinds: str) -> Any:  # noqa: ANN401 : the value of an item is what its kind makes it
        """Return the value of the first item of some kinds, null where there is none."""
        return next(iter(self.all(*kinds)), None)

    def has(self, *kinds: str) -> bool:
        """Tell whether an item of some kinds is among them."""
        return any(item.kind in kinds for item in self.items)

    @property
    def start(self) -> int:
        """Where the run starts in the text."""
        return self.items[0].start

    @property
    def end(self) -> int:
        """Where the run ends in the text."""
        return self.items[-1].end


@dataclass(frozen=True, slots=True)
class Level:
    """The shapes of one level as a single pattern, and one by one with the names of their meanings."""

    pattern: re.Pattern[str]
    shapes: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def alphabet() -> dict[str, str]:
    """Return one private character a kind of item."""
    kinds = {word.kind for word in vocabulary().values()} | set(SIGNS)
    return {kind: chr(0xE000 + at) for at, kind in enumerate(sorted(kinds))}


@cache
def level(name: str) -> Level:
    """Return the shapes of `dates_shapes.toml` of one level."""
    table = tomllib.loads(files(__package__).joinpath("dates_shapes.toml").read_text(encoding="utf-8"))
    rows = [(row["meaning"], _written(row["shape"], table["names"])) for row in table[name]]
    never = "".join(alphabet()[kind] for kind in ("other", "stop", "comma", "and", "or", "to"))
    every = f"(?![{never}])(?:" + "|".join(f"(?P<g{at}>{shape})" for at, (_, shape) in enumerate(rows)) + ")"
    return Level(re.compile(every), tuple((meaning, re.compile(shape)) for meaning, shape in rows))


def _written(shape: str, names: dict[str, str]) -> str:
    """Turn a shape into a regular expression over the characters of kinds."""
    for name, long in names.items():
        shape = re.sub(rf"\b{name}\b", long, shape)
    lettered = re.sub(r"[a-z_]+", lambda match: alphabet()[match.group()], shape)
    return lettered.replace(" ", "").replace("(", "(?:").replace("(?:?", "(?")


def folded(items: Sequence[Item], name: str, meanings: Meanings, context: Context) -> list[Item]:
    """Return the items with every run that fits a shape of a level and means something as one `point`."""
    kinds = "".join(map(alphabet().__getitem__, (item.kind for item in items)))
    pattern = level(name).pattern
    done: list[Item] = []
    at = 0
    while match := pattern.search(kinds, at):
        done += items[at : match.start()]
        point = _point(items, kinds, match, (name, meanings, context))
        done.append(point or items[match.start()])
        at = match.start() + (len(point.made_of) if point else 1)
        context = context.seeing(point) if point else context
    return [*done, *items[at:]]


def _point(
    items: Sequence[Item], kinds: str, match: re.Match[str], how: tuple[str, Meanings, Context]
) -> Item | None:
    """Return the item that the first shape with a meaning makes at a place, null where none does."""
    name, meanings, context = how
    start = match.start()
    for meaning, shape in level(name).shapes[int((match.lastgroup or "g0")[1:]) :]:
        fit = shape.match(kinds, start)
        if fit is None or fit.end() == start:
            continue
        run = _run(items, (start, fit.end()), context)
        found = _asked(meanings[meaning], run)
        if found is not None:
            return Item(run.start, run.end, "point", found, run.items)
    return None


def _run(items: Sequence[Item], span: tuple[int, int], context: Context) -> Run:
    """Return a run of items with its neighbours."""
    start, end = span
    before = tuple(item.kind for item in items[max(0, start - 3) : start])
    after = items[end].kind if end < len(items) else ""
    return Run(tuple(items[start:end]), before, after, replace(context, at=items[start].start))


def _asked(meaning: Meaning, run: Run) -> Found | None:
    """Return what a run means; a day that no calendar has means no day."""
    try:
        return meaning(run)
    except (ValueError, OverflowError):
        return Found(None)
