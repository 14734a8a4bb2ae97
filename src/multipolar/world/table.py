"""The tables of this folder: a file name in, rows and days out.

Every table is a CSV with a header and a `source` column; an empty cell is null, `|` parts several values, and
`~` after a value marks a word with another common meaning.
"""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files

Row = dict[str, str]

DOUBT = "~"
PART = "|"


def rows(name: str) -> list[Row]:
    """Return the rows of `world/{name}.csv`, cells as written."""
    text = files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def day(cell: str) -> date | None:
    """Return the day of an ISO cell, None for an empty one."""
    return date.fromisoformat(cell) if cell else None


def parts(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several."""
    return tuple(part for part in cell.split(PART) if part)


def number(cell: str) -> int | None:
    """Return the number of a cell, None for an empty one."""
    return int(cell) if cell else None


def during(start: date | None, end: date | None, on: date) -> bool:
    """Tell whether a day lies within two days, both included; an open side is open for ever."""
    return (start is None or start <= on) and (end is None or on <= end)
