"""Antecedents: how well a referent fits the slot of a pronoun, 0 where it cannot be meant.

Number, gender and the arguments of one verb exclude; grammatical roles, control and what things or states do
weigh (after Lappin and Leass 1994, Centering, and Binding).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multipolar.read.referents import Referent
    from multipolar.read.slots import Slot

UNLIKE_STATES = 0.25  # "it sank" is said of a ship
DONE_TO_STATES = 0.4  # states act; what is done to "it" is done to a thing more often
JUST_MADE = 2.2  # "printed a note. It has twelve zeros": more than the state that acted
PLACES = 0.3
SOONER_ELSES = 0.45  # "expelled its envoy": sooner that of another
TELLING = 2.0  # "Iraq, which says that it will": the one who says so
LEADING = 0.9  # prominence of a subject


def neuter(slot: Slot, found: Referent) -> float:
    """Return how well a referent fits "it" and "its"."""
    many = found.plural or len(found.codes) > 1
    if found.sort in {"person", "people"} or many or _disjoint(slot, found):
        return 0.0
    if found.sort == "thing":
        return (
            0.0
            if slot.willed
            else 1.0
            if slot.done_to
            else JUST_MADE
            if slot.still and found.object
            else 0.85
        )
    unlike = UNLIKE_STATES if found.codes and slot.bodily and not found.noun else 1.0
    return (
        _role(slot, found) * (PLACES if found.place else 1.0) * (DONE_TO_STATES if slot.done_to else unlike)
    )


def several(slot: Slot, found: Referent) -> float:
    """Return how well a referent fits "they" and "their"."""
    if found.plural is False or _disjoint(slot, found):
        return 0.0
    if found.sort == "state" and len(found.codes) < 2:
        return 0.0
    if found.sort == "thing":
        return 0.0 if slot.willed else 0.85
    return _role(slot, found) * (1.15 if found.plural else 0.6)


def human(slot: Slot, found: Referent, gender: str | None) -> float:
    """Return how well a referent fits "he" and "she"; `gender` is what is known of it."""
    if found.sort != "person" or found.plural or _disjoint(slot, found):
        return 0.0
    if gender is not None and gender != slot.gender:
        return 0.0
    return _role(slot, found) * (1.1 if gender == slot.gender else 1.0)


def _disjoint(slot: Slot, found: Referent) -> bool:
    """Tell whether two words of one clause differ, as its subject and object do."""
    return found.verb in slot.apart or found.index == slot.told or found.index in slot.others


def _role(slot: Slot, found: Referent) -> float:
    """Favour subjects for subjects, and for a possessor those named in its own clause, its doer most."""
    if found.index == slot.teller:
        return TELLING
    if not slot.owns:
        return 1.25 if slot.subject and found.weight >= LEADING else 1.0
    if found.index == slot.thanked:
        return 2.0
    if found.index == slot.doer:
        return SOONER_ELSES if slot.paid else 1.2 if found.weight >= LEADING else 2.0
    return 1.2 if found.verb == slot.clause >= 0 else 1.0
