"""Happenings: which events, in whatever documents, tell one real act.

In: tellings. Out: happenings with their tellings. Copies of a story tell the same acts; different stories
tell one act where parties, type, days and amounts fit (`telling.py`). The most exact tellings come first; a
vague one that fits several acts alike stays alone: rather two happenings for one act than one for two.
Nothing is averaged: every telling is kept, and the latest gives the status. The outcome does not depend on
the order of reading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from multipolar.ledger.telling import figures_fit, one_act
from multipolar.ledger.wording import likeness_of_words, quote_likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from multipolar.ledger.telling import Telling

# where one story gives two, the firmer counts
_firmness = ("possible", "planned", "denied", "ongoing", "done")
_week = 7  # days
_half = 0.5  # of the words of the shorter quote
_Key = tuple[frozenset[str], str]  # who takes part; where or when it is told


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
    """Tellings that were found to be of one act so far, and the first of each story among them."""

    tellings: list[Telling]
    firsts: list[Telling]

    def takes(self, other: _Act) -> bool:
        """Tell whether all fit together, also where one document tells of both."""
        shared = {telling.document for telling in self.tellings} & {t.document for t in other.tellings}
        return all(one_act(first, self.firsts) for first in other.firsts) and all(
            one_act(telling, [known])
            for known in self.tellings
            if known.document in shared
            for telling in other.tellings
            if telling.document == known.document
        )

    def closeness(self, telling: Telling) -> tuple[int, bool, bool, bool]:
        """How well it fits: words in common, the same type, the same mode, the same figures."""
        return (
            max(likeness_of_words(known.quote, telling.quote) for known in self.firsts),
            any(_kind(known) == _kind(telling) for known in self.firsts),
            any(known.mode == telling.mode is not None for known in self.firsts),
            any(known.figures == telling.figures for known in self.firsts),
        )


def happenings(tellings: Iterable[Telling]) -> list[Happening]:
    """Return the happenings that the tellings tell, sorted by id."""
    blocks: dict[_Key, dict[int, _Act]] = defaultdict(dict)
    acts: list[_Act] = []
    undecided: list[_Act] = []
    for retold in sorted(_retold(tellings), key=lambda act: _exactness(act.firsts[0])):
        fitting = _fitting(retold, blocks)
        if len(fitting) > 1:
            undecided.append(retold)
        else:
            _join(retold, fitting, acts, blocks)
    for retold in undecided:  # what others have told meanwhile may decide
        fitting = _fitting(retold, blocks)
        _join(retold, fitting if len(fitting) == 1 else [], acts, blocks)
    return sorted((_happening(act.tellings) for act in acts), key=lambda happening: happening.id)


def _join(retold: _Act, fitting: list[_Act], acts: list[_Act], blocks: dict[_Key, dict[int, _Act]]) -> None:
    if not fitting:
        acts.append(retold)
        fitting = [retold]
    else:
        fitting[0].tellings += retold.tellings
        fitting[0].firsts += retold.firsts
    _, found = _places(retold.firsts[0])
    for key in found:
        blocks[key][id(fitting[0])] = fitting[0]


def _retold(tellings: Iterable[Telling]) -> list[_Act]:
    """Return what each story tells, with what its copies tell in like words, whatever their days."""
    blocks: dict[tuple[object, ...], list[_Act]] = defaultdict(list)
    for telling in sorted(tellings, key=_appearance):
        sides = telling.parties if telling.mutual else (telling.actors, telling.recipients)
        block = blocks[telling.story, sides, telling.type]
        like = [(_retelling(telling, act), act) for act in block]
        likeness, act = max(like, key=itemgetter(0), default=(0.0, None))
        if act and likeness >= _half:
            act.tellings.append(telling)
        else:
            block.append(_Act([telling], [telling]))
    return [act for block in blocks.values() for act in block]


def _retelling(telling: Telling, act: _Act) -> float:
    """Return how alike (0–1) the words are; a document does not copy itself."""
    if any(known.document == telling.document for known in act.tellings):
        return 0.0
    first = act.firsts[0]
    return quote_likeness(telling.quote, first.quote) if figures_fit(telling, first) else 0.0


def _exactness(telling: Telling) -> tuple[int, date, date, str]:
    return (telling.width, telling.low or date.max, telling.story_day or date.max, telling.event)


def _places(telling: Telling) -> tuple[list[_Key], list[_Key]]:
    """Return where to look for its like, and where it is to be found by those that come after it.

    Exact tellings come first, so that none has to look for vaguer ones: days find days, months find both, and what
    has no days finds by the unit of its figures.
    """
    story, days, months = [f"story {telling.story}"], _days(telling), _months(telling)
    units = [f"{month} {unit}" for month in months for unit in telling.figures]
    look = story + (units if telling.low is None else days or months)
    return [(telling.parties, key) for key in look], [
        (telling.parties, key) for key in (*story, *days, *months, *units)
    ]


def _days(telling: Telling) -> list[str]:
    if telling.low is None or telling.width >= _week:
        return []
    return [f"day {telling.low.toordinal() + i}" for i in range(telling.width + 1)]


def _months(telling: Telling) -> list[str]:
    """Return the months that it may be of; without days, those around its first publication."""
    low, high = telling.low or telling.story_day, telling.high or telling.story_day
    if low is None or high is None or (telling.low and not telling.dated):
        return []
    around = telling.low is None
    first, last = low.year * 12 + low.month - around, high.year * 12 + high.month + around
    return [f"month {month}" for month in range(first, last + 1)]


def _near(blocks: dict[_Key, dict[int, _Act]], keys: Sequence[_Key]) -> list[_Act]:
    return list({number: act for key in keys for number, act in blocks.get(key, {}).items()}.values())


def _fitting(retold: _Act, blocks: dict[_Key, dict[int, _Act]]) -> list[_Act]:
    """Return the acts that it fits best; several where nothing decides."""
    look, _ = _places(retold.firsts[0])
    near = _near(blocks, look)
    fitting = [(act.closeness(retold.firsts[0]), act) for act in near if act.takes(retold)]
    best = max((closeness for closeness, _ in fitting), default=None)
    return [act for closeness, act in fitting if closeness == best]


def _kind(telling: Telling) -> str | None:
    # what is planned is AGREE, whatever comes of it
    return None if telling.type == "AGREE" and telling.status == "planned" else telling.type


def _happening(tellings: Sequence[Telling]) -> Happening:
    ordered = sorted(tellings, key=_appearance)
    status = _status(ordered)
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


def _status(tellings: Sequence[Telling]) -> str:
    """Return the status of the latest telling; but what happened is no plan again, nor undone by one who denies it."""
    happened = [telling for telling in tellings if telling.status in ("ongoing", "done")]
    denied = [telling for telling in tellings if telling.status == "denied"]
    if not happened:
        return max(tellings, key=_recency).status
    backed: Sequence[Telling] = max((happened, denied), key=_backing)
    return max(backed, key=_recency).status


def _backing(tellings: Sequence[Telling]) -> tuple[int, tuple[date, date, int]]:
    """Return how many stories tell it, and of equals which tells it last."""
    return len({telling.story for telling in tellings}), max(
        map(_recency, tellings), default=(date.min, date.min, 0)
    )


def _appearance(telling: Telling) -> tuple[date, bool, date, str, int, str]:
    story_day, published = (telling.story_day or date.max), (telling.published or date.max)
    copied = telling.document != telling.story
    return (story_day, copied, published, telling.document, telling.start, telling.event)


def _recency(telling: Telling) -> tuple[date, date, int]:
    story_day, published = (telling.story_day or date.min), (telling.published or date.min)
    return (story_day, published, _firmness.index(telling.status))


def _commonest(tellings: Sequence[Telling], name: str) -> str:
    """Return the value that most stories give; of equals, the first told."""
    votes = Counter(value for _, value in {(t.story, str(getattr(t, name))): None for t in tellings})
    return max(votes, key=lambda value: votes[value])  # of equals the first counted
