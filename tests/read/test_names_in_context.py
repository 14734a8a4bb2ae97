"""Names in context, tables of both kinds: `*.csv` was looked at while the rules grew, `*_unseen.csv` never.

`names*.csv`: which state, body or armed group a name stands for on that day, and as which part of it. `coreference*.csv`:
whom later words of a text stand for. A case is one expectation: words of a text and a code, or none.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from multipolar.read.coreference import corefer
from multipolar.read.mentions import mentions
from multipolar.read.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multipolar.read.layers import Mention

HERE = Path(__file__).parent
# Shares of right cases that may not be undercut: (codes seen, codes unseen, sectors seen, sectors unseen).
FLOORS = {"names": (0.99, 0.94, 0.975, 0.915), "coreference": (0.95, 0.86, 0.95, 0.86)}


class Case(NamedTuple):
    """Where words of a text stand, and whom they should stand for ("none": nobody)."""

    start: int
    end: int
    code: str
    sector: str | None


def cases(name: str) -> Iterator[tuple[date, str, list[Case]]]:
    """Yield each row of a table: the day, the text, its cases."""
    with (HERE / f"{name}.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            parts = (part.split(" = ") for part in row["expected"].split(" | "))
            yield (
                date.fromisoformat(row["published"]),
                row["text"],
                [case(row["text"], *part) for part in parts],
            )


def case(text: str, words: str, wanted: str) -> Case:
    plain, _, number = words.strip().partition("#")
    spans = [found.span() for found in re.finditer(rf"(?<!\w){re.escape(plain)}(?!\w)", text)]
    code, _, sector = wanted.strip().partition(" ")
    return Case(*spans[int(number or 1) - 1], code, sector or None)


def told(each: Case, found: tuple[Mention, ...]) -> tuple[bool, bool]:
    """Tell whether the codes are right, and the sector too."""
    within = [m for m in found if m.start < each.end and m.end > each.start and m.codes]
    here = [m for m in within if m.end == each.end] or within  # "its rival" stands for the rival
    wanted = set() if each.code == "none" else {code.removesuffix("/REB") for code in each.code.split(",")}
    right = {code for mention in here for code in mention.codes} == wanted
    sectors = {mention.sector or "-" for mention in here} or {"-"}
    return right, right and (each.sector is None or each.code == "none" or each.sector in sectors)


def shares(name: str) -> tuple[float, float]:
    """Return the shares of cases with the right codes, and with the right sector too."""
    right: Counter[str] = Counter()
    for day, text, row in cases(name):
        parsed = parse(text)
        found = corefer(parsed, mentions(parsed, day))
        for each in row:
            codes, sector = told(each, found)
            right.update(all=1, codes=codes, sector=sector)
    return right["codes"] / right["all"], right["sector"] / right["all"]


@pytest.mark.parametrize(("name", "least"), FLOORS.items())
def test_share_of_right_cases(name: str, least: tuple[float, ...]):
    seen, unseen = shares(name), shares(f"{name}_unseen")
    assert seen[0] >= least[0]
    assert unseen[0] >= least[1]
    assert seen[1] >= least[2]
    assert unseen[1] >= least[3]


@pytest.mark.parametrize(("name", "least"), [("names", 400), ("coreference", 120)])
def test_enough_cases_are_tried(name: str, least: int):
    assert sum(len(row) for part in (name, f"{name}_unseen") for *_, row in cases(part)) >= least
