"""Scoring: how many events of held-out pages a coder finds, the way `gold` is scored.

An event is right where both sides are the same sets of parties (unordered where mutual), its type is among those
accepted, and its words overlap the gold quotation; one to one. Optional events count neither way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multipolar.read.coders.attach import clause
from multipolar.read.evaluation.agree import same_sides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multipolar.read.coders.encoder import Candidate
    from train.corpus import Gold, Page, Told


@dataclass(frozen=True)
class Figures:
    """Counts of events, and of right ones with the right status."""

    right: int
    false: int
    missed: int
    status: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(2 * self.right + self.false + self.missed, 1)

    def __str__(self) -> str:
        """Return the figures as one line."""
        precision = self.right / max(self.right + self.false, 1)
        recall = self.right / max(self.right + self.missed, 1)
        status = self.status / max(self.right, 1)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {self.f1:.3f}  status {status:.3f}"


def same_parties(gold: Gold, found: Candidate) -> bool:
    """Tell whether both sides are the same."""
    wanted, given = (
        (frozenset(each["actors"]), frozenset(each["recipients"]))
        for each in (gold, {"actors": found.actors, "recipients": found.recipients})
    )
    return same_sides(wanted, given, mutual=gold["mutual"])


def matched(page: Page, found: Sequence[Candidate]) -> dict[int, Told]:
    """Return the number of each candidate that tells a gold event → that event, firm ones first."""
    pairs = []
    for number, each in enumerate(found):
        span = clause(page.scene.doc[each.token])
        for told in page.told:
            common = min(span.end_char, told.end) - max(span.start_char, told.start)
            if common > 0 and each.type in told.gold["type"] and same_parties(told.gold, each):
                whole = max(span.end_char, told.end) - min(span.start_char, told.start)
                pairs.append((told.gold["optional"], -common / whole, number, id(told), told))
    taken: dict[int, Told] = {}
    for _, _, number, _, told in sorted(pairs, key=lambda pair: pair[:4]):
        if number not in taken and told not in taken.values():
            taken[number] = told
    return taken


def judge(pages: Sequence[tuple[Page, Sequence[Candidate]]], least: float) -> Figures:
    """Score the candidates of pages that are at least so sure."""
    right = false = wanted = status = 0
    for page, given in pages:
        found = [each for each in given if each.confidence >= least]
        told = matched(page, found)
        firm = {number: each for number, each in told.items() if not each.gold["optional"]}
        right += len(firm)
        status += sum(found[number].status == each.gold["status"] for number, each in firm.items())
        false += len(found) - len(told)
        wanted += sum(not each.gold["optional"] for each in page.told) + page.lost
    return Figures(right, false, wanted - right, status)
