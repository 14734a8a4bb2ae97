"""Office-holders: a day or a surname in, who spoke for which state out.

Heads of state and government, foreign and defence ministers of the states most written about, and heads of
bodies, from 1975 on. Where only the month or the year of a change is known (`precision`), its days are left out
of the interval, never guessed: it starts on the last and ends on the first of them.
Offices: head_of_state, head_of_government, leader (who ruled without being either), vice_president,
foreign_minister, defence_minister, un_secretary_general, nato_secretary_general, eu_high_representative,
eu_commission_president, eu_council_president, head_of_body.

The table is `offices.csv` beside this file, or the one that the environment variable MULTIPOLAR_OFFICES names:
a table refreshed by `multipolar offices import`. It is read once.
"""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from multipolar.errors import WorldError
from multipolar.world import table

PLACE = "MULTIPOLAR_OFFICES"
COLUMNS = ("name", "alias", "surname", "code", "sector", "office", "start", "end", "precision", "source")


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in an office from start to end, both included (end null: still, when the table was made)."""

    name: str
    surname: str
    code: str  # of the state or body, as recorded: a leader of the USSR is RUS
    sector: str
    office: str
    start: date
    end: date | None
    alias: tuple[str, ...] = ()


def holders(day: date | None) -> tuple[Holder, ...]:
    """Return those in office on a day, or all where the day is None."""
    if day is None:
        return _holders()
    return tuple(one for one in _holders() if table.during(one.start, one.end, day))


def holders_named(surname: str, day: date | None) -> tuple[Holder, ...]:
    """Return those of a surname, name or alias who were in office on a day, the newest first.

    Without a day all of them; case does not matter. A person in two offices is there twice, and so are two
    states' holders of one surname.
    """
    named = _by_name().get(surname.casefold(), ())
    if day is None:
        return named
    return tuple(one for one in named if table.during(one.start, one.end, day))


def place() -> Path | None:
    """Return the path of the user's own table, null where there is none."""
    named = os.environ.get(PLACE, "").strip()
    return Path(named) if named else None


def rows() -> list[table.Row]:
    """Return the rows of the table in use, cells as written.

    Raises WorldError where the user's own table cannot be read or a row does not fit.
    """
    path = place()
    return table.rows("offices") if path is None else _own(path)


def _own(path: Path) -> list[table.Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            found = [_fitting(row, f"{path}, line {reader.line_num}") for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WorldError(f"{path} cannot be read ({error}). Correct {PLACE}, or unset it.") from error
    if not found:
        raise WorldError(f"{path} has no rows. Correct {PLACE}, or unset it.")
    return found


def _fitting(row: table.Row, where: str) -> table.Row:
    """Return a row that has every cell and its days; the table is the user's, so a wrong one is said at once."""
    if set(row) != set(COLUMNS) or None in row.values():
        raise WorldError(
            f"{where}: the row has not the columns {', '.join(COLUMNS)}. Correct it, or unset {PLACE}."
        )
    try:
        date.fromisoformat(row["start"])
        table.day(row["end"])
    except ValueError as error:
        raise WorldError(f"{where}: {error}. Write days as 2015-02-10, or unset {PLACE}.") from error
    return row


@cache
def _holders() -> tuple[Holder, ...]:
    return tuple(_holder(row) for row in rows())


def _holder(row: table.Row) -> Holder:
    return Holder(
        name=row["name"],
        surname=row["surname"],
        code=row["code"],
        sector=row["sector"],
        office=row["office"],
        start=table.day(row["start"]) or date.min,
        end=table.day(row["end"]),
        alias=table.parts(row["alias"]),
    )


@cache
def _by_name() -> dict[str, tuple[Holder, ...]]:
    index: dict[str, list[Holder]] = {}
    for one in sorted(_holders(), key=lambda holder: holder.start, reverse=True):
        for key in {text.casefold() for text in (one.surname, one.name, *one.alias)}:
            index.setdefault(key, []).append(one)
    return {key: tuple(found) for key, found in index.items()}
