"""Officers: persons whom the page names without a state and who held an office on its day (`world.offices`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.bearers import Bearer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from multipolar.read.persons import Person


def officers(people: Sequence[Person], stated: Sequence[Bearer], day: date | None) -> dict[int, Bearer]:
    """Return start token → bearer."""
    del people, stated, day
    return {}
