"""Words of time: a text in, the words and numbers that can belong to a date out, with kind and value.

Words that have nothing to do with time stand in the result as one `other`, punctuation as one `stop`, so
that what is next to each other there is next to each other on the page. Vocabulary: `dates_words.csv`.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


# Kinds that no word of the vocabulary has.
SIGNS = (
    "iso",
    "numeric",
    "nth",
    "day",
    "count",
    "year",
    "decades",
    "comma",
    "hyphen",
    "dash",
    "stop",
    "other",
    "point",
)


@dataclass(frozen=True, slots=True)
class Item:
    """A run of the text with what it is: a word at first, an expression of time once it is understood."""

    start: int
    end: int
    kind: str
    value: Any = None
    made_of: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A row of the vocabulary."""

    kind: str
    value: Any
    capital: bool


@cache
def vocabulary() -> dict[str, Word]:
    """Return the rows of `dates_words.csv` by their word in lower case."""
    text = files(__package__).joinpath("dates_words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["word"]: Word(row["kind"], number(row["value"]), bool(row["capital"])) for row in rows}


def number(value: str) -> int | str:
    """Return a number where the text is one."""
    return int(value) if value.lstrip("-").isdigit() else value


@cache
def pattern() -> re.Pattern[str]:
    """Return the pattern of one token; every branch is bounded or runs over one class of characters only."""
    long = sorted((w for w in vocabulary() if not w.isalpha()), key=len, reverse=True)
    phrases = "|".join(r"\s{1,3}".join(re.escape(piece) for piece in word.split()) for word in long)
    return re.compile(
        rf"""(?=\S)(?:(?P<iso>\b\d{{4}}-\d\d-\d\d(?![\d-]))
        |(?P<numeric>\b\d{{1,2}}([./-])\d{{1,2}}\3\d{{4}}(?![\d/.-]\d))
        |(?P<phrase>(?<![\w-])(?:{phrases.replace("'", "['’]")})(?:(?<=[.-])|(?!\w)))
        |(?P<decades>(?:\b(?:1[5-9]|20)\d|[’'])\d0?['’]?s\b)
        |(?P<nth>\b\d{{1,2}}(?:st|nd|rd|th)\b)
        |(?P<glued>\d{{1,3}}(?:,\d{{3}})++(?!\d)[.\d]*+\w*+|\d++(?:[.:]\d[\d.:]*+|[A-Za-z%°]\w*+))
        |(?P<digits>\d++)
        |(?P<design>[^\W\d_]{{1,8}}-\d\w*+)
        |(?P<word>[^\W\d_]++)
        |(?P<comma>,)
        |(?P<dash>[-–—]{{1,2}}|(?<=\d)/(?=\d))
        |(?P<stop>[^\s\w]))""",
        re.VERBOSE | re.IGNORECASE,
    )


def items(text: str) -> list[Item]:
    """Return the words of time of a text in order, `other` and `stop` for what stands between them."""
    found: list[Item] = []
    for match in pattern().finditer(text):
        item = _item(match, text)
        if item.kind in {"other", "stop"} and found and found[-1].kind == item.kind:
            continue
        found.extend(_breaks(found, item, text))
        found.append(item)
    return found


def _breaks(found: list[Item], item: Item, text: str) -> Iterator[Item]:
    """Give a stop where an empty line lies before an item."""
    gap = text[found[-1].end : item.start] if found else ""
    if gap.count("\n") > 1:
        yield Item(item.start, item.start, "stop")


def _item(match: re.Match[str], text: str) -> Item:
    """Return what one token is."""
    start, end = match.span()
    kind, word = match.lastgroup or "stop", match.group()
    reader = _READERS.get(kind)
    if reader is None:
        return Item(start, end, "other" if kind in {"glued", "design"} else kind, word)
    return reader(match, text) or Item(start, end, "other", word)


def _iso(match: re.Match[str], _: str) -> Item:
    return Item(*match.span(), "iso", tuple(int(piece) for piece in match.group().split("-")))


def _numeric(match: re.Match[str], _: str) -> Item:
    return Item(*match.span(), "numeric", tuple(int(piece) for piece in re.split(r"[./-]", match.group())))


def _word(match: re.Match[str], _: str) -> Item | None:
    word = match.group()
    entry = vocabulary().get(" ".join(word.lower().replace("’", "'").split()))
    if entry is None or (entry.capital and not word[0].isupper() and not word[0].isdigit()):
        return None
    return Item(*match.span(), entry.kind, entry.value)


def _decades(match: re.Match[str], _: str) -> Item | None:
    digits = "".join(char for char in match.group() if char.isdigit())
    if not digits.endswith("0") or len(digits) not in {2, 4}:
        return None
    return Item(*match.span(), "decades", int(digits) + (1900 if len(digits) == 2 else 0))


def _nth(match: re.Match[str], _: str) -> Item | None:
    value = int(match.group()[:-2])
    return Item(*match.span(), "nth", value) if 1 <= value <= 31 else None


def _digits(match: re.Match[str], text: str) -> Item | None:
    digits = match.group()
    if len(digits) > 4 or re.search(r"[$€£¥₹#.,:]$", text[max(0, match.start() - 1) : match.start()]):
        return None
    value = int(digits)
    if len(digits) == 4:
        return Item(*match.span(), "year", value) if 1500 <= value <= 2199 else None
    return Item(*match.span(), "day" if 1 <= value <= 31 and len(digits) < 3 else "count", value)


def _dash(match: re.Match[str], text: str) -> Item:
    start, end = match.span()
    tight = not text[start - 1 : start].isspace() and not text[end : end + 1].isspace()
    return Item(start, end, "hyphen" if tight else "dash")


_READERS = {
    "iso": _iso,
    "numeric": _numeric,
    "phrase": _word,
    "word": _word,
    "decades": _decades,
    "nth": _nth,
    "digits": _digits,
    "dash": _dash,
}


def day_of(year: int, month: int, day: int) -> tuple[date, date]:
    """Return one day as an interval; ValueError where the calendar has no such day."""
    found = date(year, month, day)
    return found, found
