"""The type system of acts: PLOVER types and modes with their quad class, score and CAMEO code.

In: names of types and modes. Out: what `plover.csv` says of them. Source: openeventdata/PLOVER, CC BY-SA 4.0
(`plover.LICENSE.md`). A mode that the table does not have takes the value of its type.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from multipolar.errors import UsageError


@dataclass(frozen=True, slots=True)
class Act:
    """A type of act, or one of its modes."""

    type: str
    mode: str | None
    quad: int  # 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
    score: float  # -10 … 10
    cameo: str  # text: leading zeros matter
    meaning: str


@cache
def acts() -> tuple[Act, ...]:
    """Return every type and mode in the order of the table."""
    with files(__package__).joinpath("plover.csv").open(encoding="utf-8") as table:
        return tuple(
            Act(
                row["type"],
                row["mode"] or None,
                int(row["quad"]),
                float(row["score"]),
                row["cameo"],
                row["meaning"],
            )
            for row in csv.DictReader(table)
        )


@cache
def _table() -> dict[tuple[str, str | None], Act]:
    return {(act.type, act.mode): act for act in acts()}


@cache
def types() -> tuple[str, ...]:
    """Return the names of the types, from AGREE to ASSAULT."""
    return tuple(act.type for act in acts() if act.mode is None)


@cache
def modes(type: str) -> tuple[str, ...]:  # noqa: A002 : the column is called type
    """Return the modes of a type; none for a type that has none."""
    return tuple(act.mode for act in acts() if act.type == _act(type, None).type and act.mode)


def _act(type_: str, mode: str | None) -> Act:
    found = _table().get((type_, mode)) or _table().get((type_, None))
    if found is None:
        raise UsageError(f"“{type_}” is no type of act; the types are {', '.join(types())}.")
    return found


def score(type: str, mode: str | None = None) -> float:  # noqa: A002
    """Return the PLOVER score, from -10 (conflict) to 10 (cooperation).

    >>> score("CONSULT", "visit"), score("COOPERATE")
    (4.0, 9.5)
    """
    return _act(type, mode).score


def quad(type: str) -> int:  # noqa: A002
    """Return the quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    return _act(type, None).quad


def cameo(type: str, mode: str | None = None) -> str:  # noqa: A002
    """Return the CAMEO code as text.

    >>> cameo("CONSULT", "visit")
    '042'
    """
    return _act(type, mode).cameo
