"""Thrones: which states have a king, an emir, a president: "the emir" of a page on Jordan and Kuwait is Kuwait's."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def _thrones() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    text = (files("multipolar.read") / "thrones.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["title"]: (frozenset(row["only"].split()), frozenset(row["never"].split())) for row in rows}


def can_have(title: str, code: str) -> bool:
    """Tell whether a state can have had a bearer of a title since 1975; true of a title that many have.

    >>> can_have("emir", "KWT"), can_have("emir", "JOR"), can_have("minister", "JOR")
    (True, False, True)
    """
    only, never = _thrones().get(title, (frozenset(), frozenset()))
    return (not only or code in only) and code not in never
