"""Wording: what the words of two tellings have in common, names of the parties and figures aside.

In: quotes. Out: counts and shares. Words are cut to a stem, so that "delivered" and "delivery" are one. A designation
(Mi-35, S-300) is a word too; other names are not: the parties stand in every telling of theirs. `wording.csv` has the
words that say nothing ("empty") and those that say who did what kind of act rather than which ("bland").
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

_word = re.compile(r"[^\W_]+")
_plain = re.compile(r"\b[^\W\d_A-Z][^\W\d_]{3,}")  # no name, no figure, and long enough to say something
_designation = re.compile(r"\b[A-Z][A-Za-z]{0,4}-?\d{1,4}")
_stem = 5  # letters


@cache
def _listed(kind: str) -> frozenset[str]:
    with files(__package__).joinpath("wording.csv").open(encoding="utf-8") as table:
        return frozenset(row["word"][:_stem] for row in csv.DictReader(table) if row["kind"] == kind)


def item_words(item: str) -> frozenset[str]:
    """Return the words of the name of a thing, alike for Mi-35 and Mi-35M.

    >>> sorted(item_words("Mi-35M gunships"))
    ['gunsh', 'mi35']
    """
    words = {word.casefold()[:_stem] for word in _plain.findall(item.casefold())}
    return frozenset(words | _designations(item))


def _designations(text: str) -> set[str]:
    return {name.casefold().replace("-", "") for name in _designation.findall(text)}


@lru_cache(maxsize=1 << 16)  # each telling is compared with many
def _stems(quote: str) -> frozenset[str]:
    words = {word.casefold()[:_stem] for word in _plain.findall(quote)} - _listed("empty")
    return frozenset(words | _designations(quote))


def telling_words(quote: str) -> frozenset[str]:
    """Return the stems that say which act it is."""
    return _stems(quote) - _listed("bland")


def words_in_common(quote: str, other: str) -> int:
    """Return how many stems that say which act it is stand in both."""
    return len(telling_words(quote) & telling_words(other))


def likeness_of_words(quote: str, other: str) -> int:
    """Return how many stems stand in both, "visit" and "talks" too."""
    return len(_stems(quote) & _stems(other))


def quote_likeness(quote: str, other: str) -> float:
    """Return the share (0–1) of the words of the shorter quote that the longer has."""
    words, others = (set(_word.findall(text.casefold())) for text in (quote, other))
    return len(words & others) / max(1, min(len(words), len(others)))
