"""Happenings: which events, in whatever documents, tell one real act.

In: tellings. Out: happenings with their tellings. Copies of a story tell the same acts; different stories
tell one act where parties, type, days and amounts fit (`telling.py`). The most exact tellings come first; a
vague one that fits several acts alike stays alone: rather two happenings for one act than one for two.
Nothing is averaged: every telling is kept, and the latest gives the status. The outcome does not depend on
the order of reading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from multipolar.ledger.telling import one_act

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from multipolar.ledger.telling import Telling

# where one story gives two, the firmer counts
_firmness = ("possible", "planned", "denied", "ongoing", "done")


@dataclass(frozen=True, slots=True)
class Happening:
    """One real act with its tellings, the first first."""

    id: str  # the event that tells it first
    lead: str  # the event whose sides and type stand for it
    type: str
    mode: str | None
    status: str
    mutual: bool
    low: date | None
    high: date | None
    tellings: tuple[str, ...]


@dataclass(slots=True)
class _Act:
    """Tellings that were found to be of one act so far."""

    tellings: list[Telling] = field(default_factory=list)

    def takes(self, telling: Telling) -> bool:
        return all(one_act(known, telling) for known in self.tellings)

    def closeness(self, telling: Telling) -> tuple[bool, bool, bool, bool]:
        """How well it fits: told by the same story, same type, same mode, same figures."""
        return (
            any(known.story == telling.story for known in self.tellings),
            any(known.type == telling.type for known in self.tellings),
            any(known.mode == telling.mode for known in self.tellings),
            any(known.figures == telling.figures for known in self.tellings),
        )


def happenings(tellings: Iterable[Telling]) -> list[Happening]:
    """Return the happenings that the tellings tell, sorted by id."""
    blocks: dict[tuple[frozenset[str], str], list[_Act]] = defaultdict(list)
    acts: list[_Act] = []
    for telling in sorted(tellings, key=_exactness):
        keys = _keys(telling)
        act = _fitting(telling, _near(blocks, keys))
        if act is None:
            acts.append(act := _Act())
        act.tellings.append(telling)
        _file(act, blocks, keys)
    return sorted((_happening(act.tellings) for act in acts), key=lambda happening: happening.id)


def _exactness(telling: Telling) -> tuple[int, date, date, str]:
    width = (telling.high - telling.low).days if telling.low and telling.high else 10**6
    return (width, telling.low or date.max, telling.story_day or date.max, telling.event)


def _keys(telling: Telling) -> list[tuple[frozenset[str], str]]:
    """Return where to look for its like: its parties with its story, and with each month it touches."""
    places = [f"story {telling.story}"]
    if telling.dated and telling.low and telling.high:
        months = range(
            telling.low.year * 12 + telling.low.month, telling.high.year * 12 + telling.high.month + 1
        )
        places += [f"month {month}" for month in months]
    elif telling.low is None and telling.figures:
        places += [f"unit {unit}" for unit in telling.figures]
    return [(telling.parties, place) for place in places]


def _near(
    blocks: dict[tuple[frozenset[str], str], list[_Act]], keys: Sequence[tuple[frozenset[str], str]]
) -> list[_Act]:
    found = {id(act): act for key in keys for act in blocks.get(key, ())}
    return list(found.values())


def _file(
    act: _Act,
    blocks: dict[tuple[frozenset[str], str], list[_Act]],
    keys: Sequence[tuple[frozenset[str], str]],
) -> None:
    for key in keys:
        if not any(known is act for known in blocks[key]):
            blocks[key].append(act)


def _fitting(telling: Telling, near: Iterable[_Act]) -> _Act | None:
    fitting = [(act.closeness(telling), act) for act in near if act.takes(telling)]
    best = max((closeness for closeness, _ in fitting), default=None)
    closest = [act for closeness, act in fitting if closeness == best]
    return closest[0] if len(closest) == 1 else None


def _happening(tellings: Sequence[Telling]) -> Happening:
    ordered = sorted(tellings, key=_appearance)
    status = max(ordered, key=_recency).status
    current = [telling for telling in ordered if telling.status == status]
    kind = _commonest(current, "type")
    lead = next(telling for telling in current if telling.type == kind)
    of_kind = [telling for telling in ordered if telling.type == kind and telling.mode]
    dated = min([t for t in current if t.low] or ordered, key=_exactness)
    return Happening(
        id=ordered[0].event,
        lead=lead.event,
        type=lead.type,
        mode=_commonest(of_kind, "mode") if of_kind else None,
        status=status,
        mutual=lead.mutual,
        low=dated.low,
        high=dated.high,
        tellings=tuple(telling.event for telling in ordered),
    )


def _appearance(telling: Telling) -> tuple[date, date, str, int, str]:
    story_day, published = (telling.story_day or date.max), (telling.published or date.max)
    return (story_day, published, telling.document, telling.start, telling.event)


def _recency(telling: Telling) -> tuple[date, date, int]:
    story_day, published = (telling.story_day or date.min), (telling.published or date.min)
    return (story_day, published, _firmness.index(telling.status))


def _commonest(tellings: Sequence[Telling], name: str) -> str:
    """Return the value that most stories give; of equals, the first told."""
    votes = Counter(value for _, value in {(t.story, str(getattr(t, name))): None for t in tellings})
    return max(votes, key=lambda value: votes[value])  # of equals the first counted
