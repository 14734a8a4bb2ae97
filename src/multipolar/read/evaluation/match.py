"""Match: gold records and found ones in pairs, one to one, by the words that they share.

A pair must fit and its quotations overlap; the greatest overlap goes first, then the better agreement. Optional gold
records come after all others: what fits one is neither right nor false.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from multipolar.read.evaluation.folded import Folded


class Told(Protocol):
    """A gold record with its words."""

    @property
    def quote(self) -> str:
        """Return the words, verbatim."""

    @property
    def optional(self) -> bool:
        """Tell whether experts differ on it."""


class Placed(Protocol):
    """A record that was found, with its place in a document."""

    @property
    def document(self) -> str:
        """Return the id of the document."""

    @property
    def start(self) -> int:
        """Return where it begins."""

    @property
    def end(self) -> int:
        """Return where it ends."""


Gold = TypeVar("Gold", bound=Told)
Found = TypeVar("Found", bound=Placed)


@dataclass(frozen=True, slots=True)
class Matching(Generic[Gold, Found]):
    """Pairs of gold and found records; those that only an optional one fits; those left over."""

    pairs: list[tuple[Gold, Found]]
    excused: list[Found]
    missed: list[Gold]
    false: list[Found]


class Choice(NamedTuple):
    """A gold record (by number) that a find (by number) may tell: how much of the words they share, how well they agree."""

    shared: float
    agreement: int
    gold: int
    found: int


def match(
    gold: Sequence[Gold],
    found: Sequence[Found],
    texts: Mapping[str, Folded],
    *,
    fits: Callable[[Gold, Found], bool],
    agreement: Callable[[Gold, Found], int] = lambda _gold, _found: 0,
) -> Matching[Gold, Found]:
    """Return gold records and finds in pairs; `texts` are the documents by id."""
    choices = [
        Choice(shared, agreement(told, each), number, order)
        for number, told in enumerate(gold)
        for order, each, shared in _near(told, found, texts)
        if fits(told, each)
    ]
    choices.sort(
        key=lambda each: (gold[each.gold].optional, -each.shared, -each.agreement, each.gold, each.found)
    )
    taken: dict[int, int] = {}
    for each in choices:
        if each.gold not in taken.values() and each.found not in taken:
            taken[each.found] = each.gold
    firm = {order: number for order, number in taken.items() if not gold[number].optional}
    return Matching(
        pairs=[(gold[number], found[order]) for order, number in firm.items()],
        excused=[found[order] for order in taken if order not in firm],
        missed=[
            told for number, told in enumerate(gold) if not told.optional and number not in firm.values()
        ],
        false=[each for order, each in enumerate(found) if order not in taken],
    )


def _near(told: Gold, found: Sequence[Found], texts: Mapping[str, Folded]) -> list[tuple[int, Found, float]]:
    """Return the finds whose words overlap those of a gold record, with the share."""
    spots = [(name, *place) for name, text in texts.items() for place in text.all(told.quote)]
    near = []
    for order, each in enumerate(found):
        here = (overlap(each, start, end) for name, start, end in spots if name == each.document)
        shared = max(here, default=0.0)
        if shared > 0:
            near.append((order, each, shared))
    return near


def overlap(found: Placed, start: int, end: int) -> float:
    """Return the share of a place that it has in common with a find (0–1)."""
    common = min(found.end, end) - max(found.start, start)
    return max(common, 0) / (max(found.end, end) - min(found.start, start))
