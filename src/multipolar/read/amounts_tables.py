"""Vocabulary of amounts: the CSV tables beside this module in, look-ups and patterns made of them out.

Money by ISO 4217, measures by the SI, things by what people count, weapons by the designations of the
SIPRI register. Every table has a source column.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure: the unit that amounts are told in, and how many of it one is."""

    unit: str
    factor: float


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of one of the tables."""
    text = files(__package__).joinpath(f"amounts_{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def plain(words: str) -> str:
    """Return words as the tables are asked for them: lower case, one space for white space and hyphens."""
    return " ".join(words.lower().replace("-", " ").split())


@cache
def signs() -> dict[str, str]:
    """Return currencies by the sign or code that stands before a number, in lower case."""
    return {plain(row["word"]): row["code"] for row in rows("money") if row["place"] == "before"}


@cache
def currencies() -> dict[str, str]:
    """Return currencies by the words that stand after a number, in lower case."""
    return {plain(row["word"]): row["code"] for row in rows("money") if row["place"] == "after"}


@cache
def scales() -> dict[str, float]:
    """Return the multipliers by their words."""
    return {row["word"]: float(row["value"]) for row in rows("scales")}


@cache
def measures() -> dict[str, Measure]:
    """Return units of measure by their words in lower case."""
    return {row["word"]: Measure(row["unit"], float(row["factor"])) for row in rows("measures")}


@cache
def plurals() -> dict[str, str]:
    """Return units of things by their plural in lower case."""
    return {row["plural"].lower(): row["unit"] for row in rows("things")}


@cache
def singulars() -> dict[str, str]:
    """Return units of things by their singular in lower case."""
    return {row["word"].lower(): row["unit"] for row in rows("things")}


@cache
def uncounted() -> frozenset[str]:
    """Return plurals that are not told as amounts."""
    return frozenset(row["word"] for row in rows("uncounted"))


@cache
def words_of(kind: str) -> frozenset[str]:
    """Return the words of `amounts_phrase.csv` of a kind: "closed" ones end a noun phrase."""
    return frozenset(row["word"] for row in rows("phrase") if row["kind"] == kind)


@cache
def numerals() -> dict[str, int]:
    """Return the numbers under a hundred by their words."""
    return {row["word"]: int(row["value"]) for row in rows("numerals")}


@cache
def weapons() -> dict[str, str]:
    """Return units of weapons by their whole name, as written."""
    return {row["name"]: row["unit"] for row in rows("weapons") if not row["name"].endswith("*")}


@cache
def families() -> tuple[tuple[str, str], ...]:
    """Return units of weapons by the start of their name, the longest first."""
    found = [(row["name"][:-1], row["unit"]) for row in rows("weapons") if row["name"].endswith("*")]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def weapon(name: str) -> str | None:
    """Return what a designation is, null where it is none: "Su-30MK2" is an aircraft."""
    exact = weapons().get(name)
    if exact is not None:
        return exact
    return next(
        (unit for start, unit in families() if name.startswith(start) and _numbered(name, start)), None
    )


def _numbered(name: str, start: str) -> bool:
    """Tell whether a name goes on as designations do: "F-16", not "F-word"."""
    rest = name[len(start) :]
    return " " not in rest and (not rest or not rest[0].isalpha() or (start[-1].isdigit() and len(rest) < 5))


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, the longest first, white space as it comes."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"[\s-]{1,2}".join(map(re.escape, word.split(" "))) for word in ordered)


@cache
def qualifier() -> re.Pattern[str]:
    """Return the pattern of what says "not exactly" at the end of the words before a number."""
    words = alternatives(row["word"] for row in rows("qualifiers"))
    return re.compile(
        rf"(?<![\w-])(?:{words})(?:\s(?:a|another|some|only|further))?[\s]{{0,2}}$", re.IGNORECASE
    )


@cache
def numbered() -> re.Pattern[str]:
    """Return the pattern of what stands before a number that is a name: "Article", "No."."""
    return re.compile(rf"(?:\b(?:{alternatives(words_of('numbered'))})\s|[#№]\s?)$", re.IGNORECASE)


@cache
def bare() -> re.Pattern[str]:
    """Return the pattern of what follows a sum of money told without its currency: "75bn promised"."""
    words = alternatives(words_of("after money"))
    of = r"of(?!\s(?:the|its|their|those|them)\b)"
    return re.compile(rf"\s?(?:[.,;:)!?'’”\"]|$|\n)|\s(?:{words}|{of}|a year|per year)\b")
