"""Given names and the gender they most often go with (`given.csv`): for agreement of pronouns only."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def given_names() -> dict[str, str]:
    """Return name → "m", "f" or "either"."""
    text = (files("multipolar.read") / "given.csv").read_text("utf-8")
    return {row["name"]: row["gender"] for row in csv.DictReader(text.splitlines())}


def given_gender(name: str) -> str | None:
    """Return the gender of a given name, null where it is not in the table.

    >>> given_gender("Angela")
    'f'
    """
    return given_names().get(name)
