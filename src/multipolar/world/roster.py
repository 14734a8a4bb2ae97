"""The table of office-holders, refreshed: its rows and the terms of a query in, a new table and remarks out.

A term is a row's where state and office are the same, the name is one of the holder's, and both begin at about
the same time. Then the row takes the days that the term knows better, and its source. Terms of nobody in the
table become new rows, unless someone else held the office then: that is a conflict, said and left to the user,
and the table stays as it was. No row is ever taken out.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import StringIO
from typing import TYPE_CHECKING

from multipolar.errors import WorldError
from multipolar.world import table
from multipolar.world.offices import COLUMNS
from multipolar.world.surname import surname
from multipolar.world.terms import RANK, Remark, coarser, folded, without_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from multipolar.world.table import Row
    from multipolar.world.terms import Term, When

# Days by which a row of the table may be off and still be the same term: it was written from memory, most days
# right, some only to the month or year.
OFF = {"day": timedelta(days=31), "month": timedelta(days=62), "year": timedelta(days=400)}
DAY = timedelta(days=1)
CHOOSE = "the table was left as it is; correct the one or the other."

Held = dict[tuple[str, str], list[dict[str, str]]]  # rows by state and office


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A refreshed table, and what became of the terms."""

    rows: tuple[Row, ...]
    matched: int  # terms that a row of the table already had
    added: int
    conflicts: tuple[Remark, ...]
    repeated: tuple[Remark, ...]


def refreshed(rows: Sequence[Row], terms: Iterable[Term], *, retrieved: date) -> Refreshed:
    """Return the table with the terms merged in; `retrieved` is the day on which the query was asked."""
    once, repeated = _once(terms)
    held = _by_office(dict(row) for row in rows)
    pairs = [(term, _row_of(term, held[term.code, term.office])) for term in once]
    known = [(term, row) for term, row in pairs if row is not None]
    clashes = [clash for term, row in known if (clash := _matched(row, term, retrieved))]
    # whoever is new comes last: by then the former holder's end is known
    strangers = [term for term, row in pairs if row is None]
    refused = [
        clash for term in strangers if (clash := _admitted(term, held[term.code, term.office], retrieved))
    ]
    return Refreshed(
        rows=tuple(row for group in held.values() for row in group),
        matched=len(known) - len(clashes),
        added=len(strangers) - len(refused),
        conflicts=(*clashes, *refused),
        repeated=tuple(repeated),
    )


def _by_office(rows: Iterable[Row]) -> Held:
    held: Held = defaultdict(list)
    for row in rows:
        held[row["code"], row["office"]].append(row)
    return held


def write(rows: Sequence[Row], path: Path) -> None:
    """Write a table; what stood there is replaced whole or not at all. Raises WorldError where it cannot be."""
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    half = path.with_name(f"{path.name}.part")
    try:
        half.write_text(text.getvalue(), encoding="utf-8")
        half.replace(path)
    except OSError as error:
        raise WorldError(f"{path} cannot be written: {error.strerror}. Name another with --table.") from error


def _once(terms: Iterable[Term]) -> tuple[list[Term], list[Remark]]:
    """Join terms of one person that follow on one another (a new cabinet); remark those that are repeated."""
    joined: list[Term] = []
    remarks: list[Remark] = []
    for term in sorted(terms, key=lambda one: (one.code, one.office, folded(one.name), one.start.low)):
        last = joined[-1] if joined else None
        if last is None or _key(last) != _key(term) or not _follows(term, last):
            joined.append(term)
        elif term.start == last.start and term.end == last.end:
            remarks.append(Remark(term.place, f"{term.name} is there already ({last.place}): nothing to do."))
        else:
            joined[-1] = replace(last, end=_end_of(last, term))
    return joined, remarks


def _key(term: Term) -> tuple[str, str, str]:
    return term.code, term.office, folded(term.name)


def _follows(term: Term, last: Term) -> bool:
    """Tell whether a term begins where the last ends; one without an end may have been left open by mistake."""
    if last.end is None:
        return term.start == last.start
    return term.start.low <= last.end.high + DAY


def _end_of(last: Term, term: Term) -> When | None:
    """Return the end of two terms that are one: the later, or none where the second goes on."""
    if term.end is None and term.start != last.start:
        return None
    return max((end for end in (last.end, term.end) if end), key=lambda when: when.high, default=None)


def _row_of(term: Term, rows: Sequence[Row]) -> Row | None:
    """Return the row of a term: by the whole name, else by the surname where the start is all but the same."""
    held = [row for row in rows if (row["code"], row["office"]) == (term.code, term.office)]
    named = [row for row in held if folded(term.name) in _names(row) and _meets(row, term)]
    if not named:
        last = folded(surname(term.name, term.code))
        named = [row for row in held if last in _names(row) and _off(row, term) <= OFF["day"]]
    return min(named, key=lambda row: _off(row, term), default=None)


def _names(row: Row) -> set[str]:
    return {folded(text) for text in (row["name"], row["surname"], *table.parts(row["alias"]))}


def _off(row: Row, term: Term) -> timedelta:
    """Return by how much a row's start is off the days between which the term's lies."""
    start = date.fromisoformat(row["start"])
    return max(term.start.low - start, start - term.start.high, timedelta())


def _meets(row: Row, term: Term) -> bool:
    return _off(row, term) <= OFF["year"] or _overlaps(row, term)


def _overlaps(row: Row, term: Term) -> bool:
    """Tell whether a row and a term share days; those that the term may not have had are not counted."""
    start, end = date.fromisoformat(row["start"]), table.day(row["end"]) or date.max
    return start < (term.end.low if term.end else date.max) and term.start.high < end


def _clash(row: Row, term: Term) -> Remark | None:
    """Return a remark where a row and its term are too far apart to be one, None where they agree."""
    allowed = OFF[row["precision"]]
    end = table.day(row["end"])
    off = _off(row, term)
    if end and term.end:
        off = max(off, term.end.low - end, end - term.end.high)
    elif term.end and not end and term.end.high < date.fromisoformat(row["start"]):
        off = timedelta.max
    if off <= allowed:
        return None
    return Remark(term.place, f"{_told(term)}, but the table has {_shown(row)}: {CHOOSE}")


def _told(term: Term) -> str:
    start, end = term.start.low, term.end.high if term.end else "now"
    return f"{term.name} is {term.office} of {term.code} from {start} to {end}"


def _matched(row: Row, term: Term, retrieved: date) -> Remark | None:
    """Give a row what its term knows better, or return why they cannot be one."""
    clash = _clash(row, term)
    if clash is None:
        _take(row, term, retrieved)
    return clash


def _take(row: Row, term: Term, retrieved: date) -> None:
    """Give a row the days of its term that are at least as sure as its own."""
    own, known = row["precision"], [row["precision"] if row["end"] and not term.end else "day"]
    sure = RANK.index(own)
    starts = RANK.index(term.start.precision) <= sure
    ends = term.end is not None and (not row["end"] or RANK.index(term.end.precision) <= sure)
    if starts:
        row["start"] = term.start.high.isoformat()
    if ends and term.end:
        row["end"] = term.end.low.isoformat()
    known += [term.start.precision if starts else own, term.end.precision if ends and term.end else "day"]
    row["precision"] = coarser(known)
    whole = starts and (ends or not row["end"])
    source = f"Wikidata, retrieved {retrieved}"
    row["source"] = source if whole else f"{_own_source(row)}; in part {source}"


def _own_source(row: Row) -> str:
    return row["source"].partition("; in part Wikidata")[0]


def _admitted(term: Term, held: list[Row], retrieved: date) -> Remark | None:
    """Add a term as a new row, or return whom it conflicts with."""
    row = _new(term, retrieved)
    if row["end"] and row["end"] < row["start"]:
        return Remark(term.place, f"{_told(term)}: no day of it is sure; give its days in Wikidata.")
    for other in held:
        if _overlaps(other, term):
            return Remark(term.place, f"{_told(term)}, but the table has {_shown(other)}: {CHOOSE}")
    held.append(row)
    return None


def _shown(row: Row) -> str:
    return f"{row['name']} from {row['start']} to {row['end'] or 'now'}"


def _new(term: Term, retrieved: date) -> Row:
    last = surname(term.name, term.code)
    plain = {text: without_accents(text) for text in (term.name, last)}
    return {
        "name": term.name,
        "alias": "|".join(dict.fromkeys(new for old, new in plain.items() if new != old)),
        "surname": last,
        "code": term.code,
        "sector": "GOV",
        "office": term.office,
        "start": term.start.high.isoformat(),
        "end": term.end.low.isoformat() if term.end else "",
        "precision": coarser([term.start.precision, term.end.precision if term.end else "day"]),
        "source": f"Wikidata, retrieved {retrieved}",
    }
