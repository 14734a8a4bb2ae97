"""States: a code or a name in, a dated state out.

Codes are ISO 3166-1 alpha-3; former states keep their old code (ISO 3166-3) and name a successor, under
which their acts are recorded: `state("USSR")` is SUN, `successor("SUN")` is RUS. `cow` and `gw` are numbers
of the Correlates of War and of Gleditsch and Ward (1999), null where those lists have none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 : dataclass fields are read at run time
from difflib import get_close_matches
from functools import cache

from multipolar.errors import WorldError
from multipolar.world import table
from multipolar.world.bodies import bodies
from multipolar.world.names import names


@dataclass(frozen=True, slots=True)
class State:
    """A state and the days on which it existed, both included (null: open, or before the days matter)."""

    code: str
    name: str
    official_name: str
    region: str
    start: date | None
    end: date | None
    successor: str | None  # code of the state that answers for a former one
    cow: int | None
    gw: int | None


def state(text: str) -> State:
    """Return the state of a code or a name ("PAK", "Pakistan", "USSR"); case does not matter.

    Raises WorldError with the nearest names where there is none, or where a name has several.
    """
    found = _index().get(text.strip().casefold())
    if found is None:
        raise WorldError(f"No state is called {text!r}.{_hint(text)} Codes are ISO 3166 alpha-3, like PAK.")
    if len(found) > 1:
        raise WorldError(f"{text!r} may be {' or '.join(sorted(found))}: give the code.")
    return _by_code()[found[0]]


def states(day: date | None) -> tuple[State, ...]:
    """Return the states that existed on a day, or all of them, former ones too, where the day is None."""
    if day is None:
        return _states()
    return tuple(one for one in _states() if table.during(one.start, one.end, day))


def successor(code: str) -> str:
    """Return the code under which acts of a state or body are recorded: RUS for SUN, PAK for PAK.

    Raises WorldError where neither a state nor a body has the code.
    """
    one = _by_code().get(code)
    if one is not None:
        return one.successor or code
    if any(body.code == code for body in bodies()):
        return code
    raise WorldError(f"{code!r} is no code of a state or body. Codes are ISO 3166 alpha-3, like PAK.")


@cache
def _states() -> tuple[State, ...]:
    return tuple(_state(row) for row in table.rows("states"))


@cache
def _by_code() -> dict[str, State]:
    return {one.code: one for one in _states()}


def _state(row: table.Row) -> State:
    return State(
        code=row["code"],
        name=row["name"],
        official_name=row["official_name"],
        region=row["region"],
        start=table.day(row["start"]),
        end=table.day(row["end"]),
        successor=row["successor"] or None,
        cow=table.number(row["cow"]),
        gw=table.number(row["gw"]),
    )


@cache
def _index() -> dict[str, tuple[str, ...]]:
    """Codes and names to codes. A state's own names outrank those that merely lead to its successor."""
    index: dict[str, tuple[str, ...]] = {}
    for row in table.rows("states"):
        for key in (row["code"], row["name"], row["official_name"], *table.parts(row["alias"])):
            index.setdefault(key.casefold(), (row["code"],))
    own = set(index)
    for name in names():
        key = name.text.casefold()
        if name.kind in {"name", "former"} and name.code in _by_code() and key not in own:
            index[key] = tuple(dict.fromkeys((*index.get(key, ()), name.code)))
    return index


def _hint(text: str) -> str:
    """Name the states of the nearest names, each once."""
    near = get_close_matches(text.strip().casefold(), _index(), n=3, cutoff=0.7)
    found = {code: _by_code()[code] for key in near for code in _index()[key]}
    shown = ", ".join(f"{one.name} ({one.code})" for one in found.values())
    return f" Did you mean {shown}?" if shown else ""
