"""Tables of tellings for the tests: happenings.csv (seen) and happenings_unseen.csv (held out).

A row is one event of one document. `act` is the real act that it tells; ids that begin with m are near misses: two acts
that look like one. `sides`: "A>B" is done by A to B, "A,B=" is done by both, "A=B" by both but told from A's side. `when`: a day, a month,
a year, or "first..last". `amounts`: "36 aircraft (Rafale); 7.8bn EUR; 20..24 helicopter". `copy_of`: the document whose text it is.
"""

import calendar
import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby
from operator import itemgetter
from pathlib import Path

from multipolar.ledger.happenings import Happening
from multipolar.ledger.telling import Telling
from multipolar.ledger.wording import item_words

_scales = {"": 1.0, "m": 1e6, "bn": 1e9}
_number = r"(\d+(?:\.\d+)?)"
_amount = re.compile(rf"{_number}(?:\.\.{_number})?(m|bn|) ([^(]+?)(?: \((.+)\))?")


@dataclass(frozen=True, slots=True)
class Row:
    """A telling, and the act that it really tells."""

    act: str
    telling: Telling


def rows(name: str) -> list[Row]:
    with Path(__file__).with_name(name).open(encoding="utf-8") as table:
        cells = list(csv.DictReader(table))
    published = {cell["document"]: date.fromisoformat(cell["published"]) for cell in cells}
    return [Row(cell["act"], _telling(number, cell, published)) for number, cell in enumerate(cells)]


def _telling(number: int, cell: dict[str, str], published: dict[str, date]) -> Telling:
    low, high = _when(cell["when"])
    actors, recipients, mutual = _sides(cell["sides"])
    story = cell["copy_of"] or cell["document"]
    return Telling(
        event=f"{cell['document']}-{number}",
        document=cell["document"],
        story=story,
        story_day=published[story],
        published=published[cell["document"]],
        start=number,
        quote=cell["words"],
        actors=actors,
        recipients=recipients,
        mutual=mutual,
        type=cell["type"],
        mode=cell["mode"] or None,
        status=cell["status"],
        low=low,
        high=high,
        figures={unit: tuple(span for _, span, _ in group) for unit, group in _amounts(cell["amounts"])},
        items=frozenset().union(*(items for _, group in _amounts(cell["amounts"]) for *_, items in group)),
    )


def _when(text: str) -> tuple[date | None, date | None]:
    if not text:
        return None, None
    first, _, last = text.partition("..")
    return _day(first, end=False), _day(last or first, end=True)


def _day(text: str, *, end: bool) -> date:
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    month = month or (12 if end else 1)
    return date(year, month, day or (calendar.monthrange(year, month)[1] if end else 1))


def _sides(text: str) -> tuple[frozenset[str], frozenset[str], bool]:
    mutual = "=" in text
    actors, recipients = re.split("[=>]", text)
    return frozenset(filter(None, actors.split(","))), frozenset(filter(None, recipients.split(","))), mutual


def _amounts(text: str):
    """The amounts by unit: (unit, (low, high), item)."""
    found = []
    for part in filter(None, text.split("; ")):
        low, high, scale, unit, item = _amount.fullmatch(part).groups()
        span = (float(low) * _scales[scale], float(high or low) * _scales[scale])
        found.append((unit, span, item_words(item or "")))
    return [
        (unit, list(group)) for unit, group in groupby(sorted(found, key=itemgetter(0)), key=itemgetter(0))
    ]


@dataclass(frozen=True, slots=True)
class Score:
    """Of pairs of tellings; B-cubed (Bagga & Baldwin 1998), of each telling the share of its act; and of whole acts."""

    precision: float
    recall: float
    cubed_precision: float
    cubed_recall: float
    acts: int
    whole: int  # acts of which all tellings, and no others, are one happening
    misses: int
    apart: int  # near misses that share no happening

    def __str__(self) -> str:
        return (
            f"pairs P {self.precision:.3f} R {self.recall:.3f}, "
            f"B-cubed P {self.cubed_precision:.3f} R {self.cubed_recall:.3f}, "
            f"whole {self.whole} of {self.acts}, near misses apart {self.apart} of {self.misses}"
        )


def score(table: list[Row], found: list[Happening]) -> Score:
    acts = defaultdict(set)
    for row in table:
        acts[row.act].add(row.telling.event)
    groups = [set(happening.tellings) for happening in found]
    group_of = {event: group for group in groups for event in group}
    true, told = _pairs(acts.values()), _pairs(groups)
    parts = [
        (len(act & group_of[event]), len(group_of[event]), len(act)) for act in acts.values() for event in act
    ]
    several = [act for name, act in acts.items() if not name.startswith("m")]
    misses = [(acts[name], acts[f"{name[:-1]}b"]) for name in acts if re.fullmatch(r"m\d+a", name)]
    return Score(
        precision=len(true & told) / len(told),
        recall=len(true & told) / len(true),
        cubed_precision=sum(shared / group for shared, group, _ in parts) / len(parts),
        cubed_recall=sum(shared / act for shared, _, act in parts) / len(parts),
        acts=len(several),
        whole=sum(act in groups for act in several),
        misses=len(misses),
        apart=sum(not any(group & one and group & other for group in groups) for one, other in misses),
    )


def _pairs(groups) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}
