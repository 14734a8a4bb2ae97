"""Agree: whether a record that was found says what a gold record says.

Sides are compared as sets of codes; where an act is mutual, unordered. A refusal may be told as done or as denied. Two
intervals agree where they share half of the longer one.
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from multipolar.ledger.records import Amount, Event, Interval, Party, Statement
    from multipolar.read.evaluation.gold import GoldEvent, GoldStatement

Sides = tuple[frozenset[str], frozenset[str]]
# Units that are one thing by several names.
UNITS = {
    "plane": "aircraft", "jet": "aircraft", "fighter": "aircraft", "warplane": "aircraft", "bomber": "aircraft",
    "troop": "soldier", "man": "soldier", "men": "soldier", "peacekeeper": "soldier", "personnel": "soldier",
    "people": "person", "refugee": "person", "civilian": "person", "ton": "t", "tonne": "t", "bpd": "barrel",
    "%": "percent", "percentagepoint": "percent", "cubicmetre": "m3", "megawatt": "mw", "drill": "exercise",
}  # fmt: skip
TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "lord", "lady", "gen", "general", "col", "colonel", "capt",
    "captain", "major", "president", "minister", "prime", "premier", "ambassador", "senator", "secretary", "the", "a", "an",
    "of", "in", "for", "to", "at", "by", "his", "her", "its", "their", "who", "and", "one",
})  # fmt: skip


def same_sides(wanted: Sides, given: Sides, *, mutual: bool) -> bool:
    """Tell whether both sides are the same; of a mutual act they may be changed round or stand as one."""
    if wanted == given or not mutual:
        return wanted == given
    one_sided = not all(wanted) or not all(given)
    return wanted == given[::-1] or (one_sided and wanted[0] | wanted[1] == given[0] | given[1])


def sides(event: Event) -> Sides:
    """Return the codes of both sides of an event."""
    return _side(event.actors), _side(event.recipients)


def _side(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(
        f"{party.code}/REB" if party.sector == "REB" and "/" not in party.code else party.code
        for party in parties
        if party.code
    )


def same_parties(gold: GoldEvent, found: Event) -> bool:
    """Tell whether both sides are the same."""
    return same_sides((gold.actors, gold.recipients), sides(found), mutual=gold.mutual)


def same_type(gold: GoldEvent, found: Event) -> bool:
    """Tell whether the type is one of those accepted."""
    return found.type in gold.types


def same_act(gold: GoldEvent, found: Event) -> bool:
    """Tell whether type and parties are right."""
    return same_type(gold, found) and same_parties(gold, found)


def same_status(gold: GoldEvent, found: Event) -> bool:
    """Tell whether the status is right."""
    return found.status in accepted_statuses(gold.types, gold.status)


def accepted_statuses(types: Collection[str], status: str) -> tuple[str, ...]:
    """Return the statuses that are right for an act: a refusal is done, or the refused act denied."""
    refused = "REJECT" in types and status in {"done", "denied"}
    return ("done", "denied") if refused else (status,)


def same_date(gold: GoldEvent, found: Event) -> bool:
    """Tell whether the intervals of days agree, or both are missing."""
    if gold.date is None or found.date is None:
        return gold.date is None and found.date is None
    return overlapping(gold.date, found.date)


def overlapping(wanted: tuple[date, date], given: Interval) -> bool:
    """Tell whether two intervals of days share at least half of the longer one."""
    days = (given.high - given.low).days + 1, (wanted[1] - wanted[0]).days + 1
    common = (min(wanted[1], given.high) - max(wanted[0], given.low)).days + 1
    return 2 * common >= max(days)


def same_amount(gold: GoldEvent, found: Event) -> bool:
    """Tell whether one of the amounts has the value and the unit, or none is told."""
    if gold.amount is None:
        return not found.amounts
    return any(_same_amount(gold.amount, each) for each in found.amounts)


def _same_amount(wanted: tuple[float, str], given: Amount) -> bool:
    return math.isclose(wanted[0], given.value, rel_tol=1e-6) and _unit(wanted[1]) == _unit(given.unit)


def _unit(words: str) -> str:
    plain = re.sub(r"[\s-]", "", words).casefold()
    singular = plain.removesuffix("s")
    return UNITS.get(plain) or UNITS.get(singular) or singular


def same_speaker(gold: GoldStatement, found: Statement) -> bool:
    """Tell whether the speaker is the same: by last name, or one name within the other; unnamed ones by a common word."""
    wanted, given = _words(gold.speaker), _words(found.speaker.name)
    if not wanted or not given:
        return False
    if wanted[-1] == given[-1] or set(wanted) <= set(given) or set(given) <= set(wanted):
        return True
    return gold.anonymous and found.anonymous and bool(_singular(wanted) & _singular(given))


def _words(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", plain)
    return [word for word in words if word not in TITLES] or words


def _singular(words: Iterable[str]) -> set[str]:
    return {word.removesuffix("s") for word in words}


def same_country(gold: GoldStatement, found: Statement) -> bool:
    """Tell whether the speaker's country is right; null is right where the gold has null."""
    return (found.speaker.code.split("/")[0] if found.speaker.code else None) == gold.country


def same_names(wanted: Collection[str], given: Collection[str]) -> bool:
    """Tell whether two lists of outlets or people are the same, whatever case and leading article."""
    return list(map(_bare, wanted)) == list(map(_bare, given))


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")
