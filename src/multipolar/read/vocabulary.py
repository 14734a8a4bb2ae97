"""Vocabulary: the word lists of mentions and coreference (`vocabulary.csv`: list, word, source)."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from importlib.resources import files


def words(name: str) -> frozenset[str]:
    """Return the words of a list; KeyError where there is no such list.

    >>> "frontier" in words("belongings")
    True
    """
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    text = (files("multipolar.read") / "vocabulary.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        found[row["list"]].add(row["word"])
    return {name: frozenset(members) for name, members in found.items()}
