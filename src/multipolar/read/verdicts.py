"""Verdicts: the words around a name and the words of a page that make it another thing (`homonyms.csv`).

A place of the table says where the words stand: `after` and `before` a name, in its `region`, anywhere on a page
`for:` the state or `against:` it. Words keep their case, since "Turkey" and "turkey" differ.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from importlib.resources import files


@cache
def table() -> dict[str, dict[str, str]]:
    """Return place → words → verdict."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    text = (files("multipolar.read") / "homonyms.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        found[row["place"]][row["words"]] = row["verdict"]
    return dict(found)


def listed(place: str) -> dict[str, str]:
    """Return the words of a place with their verdicts, none where the table has no such place."""
    return table().get(place, {})
