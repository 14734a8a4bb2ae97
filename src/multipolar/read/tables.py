"""Tables: the vocabulary beside the code that reads pages, as rows, words and patterns.

Every table is a CSV with a header and a `source` column that says where its rows come from.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

Row = dict[str, str]


@cache
def rows(table: str) -> tuple[Row, ...]:
    """Return the rows of `read/{table}.csv`, cells as written."""
    text = files(__package__).joinpath(f"{table}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def words(table: str, kind: str) -> frozenset[str]:
    """Return the words of all rows of a kind; `;` parts those that have a space in them."""
    cells = [row["words"] for row in rows(table) if row["kind"] == kind]
    return frozenset(word for cell in cells for word in cell.split(";" if ";" in cell else None))


@cache
def pattern(table: str, kind: str) -> re.Pattern[str]:
    """Return the patterns of all rows of a kind as one, without regard to case."""
    found = [row["words"] for row in rows(table) if row["kind"] == kind]
    return re.compile("|".join(f"(?:{each})" for each in found), re.IGNORECASE)
