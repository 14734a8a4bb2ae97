"""Office-holders: a day or a surname in, who spoke for which state out.

Heads of state and government, foreign and defence ministers of the states most written about, and heads of
bodies, from 1975 on. Where only the month or the year of a change is known (`precision`), its days are left out
of the interval, never guessed: it starts on the last and ends on the first of them.
Offices: head_of_state, head_of_government, leader (who ruled without being either), vice_president,
foreign_minister, defence_minister, un_secretary_general, nato_secretary_general, eu_high_representative,
eu_commission_president, eu_council_president, head_of_body.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from multipolar.world import table


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


@cache
def _holders() -> tuple[Holder, ...]:
    return tuple(_holder(row) for row in table.rows("offices"))


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
