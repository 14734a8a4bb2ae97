"""International bodies: a code or a name in, the body out.

A body is `coded` where the annotation guide gives it a code, so that its acts are recorded; acts of the
others are left out, but their names are known, lest "Organization of American States" be taken for a state.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 : dataclass fields are read at run time
from functools import cache

from multipolar.errors import WorldError
from multipolar.world import table


@dataclass(frozen=True, slots=True)
class Body:
    """An international body with its abbreviations and organs."""

    code: str
    name: str
    alias: tuple[str, ...]
    organ: tuple[str, ...]
    start: date | None
    end: date | None
    coded: bool


@cache
def bodies() -> tuple[Body, ...]:
    """Return all bodies, in the order of the table."""
    return tuple(_body(row) for row in table.rows("bodies"))


def body(text: str) -> Body:
    """Return the body of a code, name, abbreviation or organ.

    Raises WorldError where there is none.
    """
    for one in bodies():
        if text in (one.code, one.name, *one.alias, *one.organ):
            return one
    raise WorldError(f"No body is called {text!r}: see world/bodies.csv.")


def _body(row: table.Row) -> Body:
    return Body(
        code=row["code"],
        name=row["name"],
        alias=tuple(part.rstrip(table.DOUBT) for part in table.parts(row["alias"])),
        organ=tuple(part.rstrip(table.DOUBT) for part in table.parts(row["organ"])),
        start=table.day(row["start"]),
        end=table.day(row["end"]),
        coded=row["coded"] == "true",
    )
