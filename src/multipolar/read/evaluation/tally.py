"""Tally: right, false and missed records of a page, and the shares of right fields on those matched.

In: a gold page and its readings. Out: a `Tally` by name: events (parties and type right), parties and type alone,
status, date, amount and voice on the events matched, statements, country, title, byline, chain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from multipolar.read.evaluation import agree
from multipolar.read.evaluation.folded import Folded
from multipolar.read.evaluation.match import match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from multipolar.ledger.records import Document, Event, Reading, Statement
    from multipolar.read.evaluation.gold import GoldEvent, GoldPage, GoldStatement
    from multipolar.read.evaluation.match import Matching

    Fields = dict[str, Callable[[GoldEvent, Event], bool]]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of records. Of a field of matched records `false` and `missed` are the same: those that are wrong."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """Return the share of right ones among those found; null where none was."""
        return _share(self.right, self.right + self.false)

    @property
    def recall(self) -> float | None:
        """Return the share of right ones among those told; null where none is."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of precision and recall; of a field, its share of right ones."""
        return _share(2 * self.right, 2 * self.right + self.false + self.missed)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


class Judged(NamedTuple):
    """An event that was found: how sure the coder was, and whether it is right (null: experts differ)."""

    confidence: float
    right: bool | None


@dataclass(frozen=True, slots=True)
class Score:
    """What one page gives."""

    page: str
    tally: dict[str, Tally]
    judged: tuple[Judged, ...]
    wanted: int  # events that the page tells, optional ones apart


def score(gold: GoldPage, readings: Sequence[Reading]) -> Score:
    """Return how much of a page was found."""
    texts = {reading.document.id: Folded(reading.document.text) for reading in readings}
    events = [event for reading in readings for event in reading.events]
    said = [statement for reading in readings for statement in reading.statements]
    fields = _fields(gold, said)

    def agreement(told: GoldEvent, found: Event) -> int:
        return sum(check(told, found) for check in fields.values())

    tally = {}
    for name, fits in (
        ("parties", agree.same_parties),
        ("type", agree.same_type),
        ("events", agree.same_act),
    ):
        acts = match(gold.events, events, texts, fits=fits, agreement=agreement)
        tally[name] = counted(acts)
    tally |= {name: _field(check(*pair) for pair in acts.pairs) for name, check in fields.items()}
    words = match(
        gold.statements,
        said,
        texts,
        fits=agree.same_speaker,
        agreement=agree.same_country,
    )
    tally |= {
        "statements": counted(words),
        "country": _field(agree.same_country(*pair) for pair in words.pairs),
    }
    tally |= _articles(gold, [reading.document for reading in readings])
    return Score(gold.name, tally, _judged(acts), sum(not each.optional for each in gold.events))


def counted(found: Matching[GoldEvent, Event] | Matching[GoldStatement, Statement]) -> Tally:
    """Return the counts of a matching."""
    return Tally(len(found.pairs), len(found.false), len(found.missed))


def _judged(acts: Matching[GoldEvent, Event]) -> tuple[Judged, ...]:
    rows = [(found, True) for _, found in acts.pairs] + [(found, False) for found in acts.false]
    return tuple(Judged(found.confidence, right) for found, right in rows) + tuple(
        Judged(found.confidence, None) for found in acts.excused
    )


def _field(right: Iterable[bool]) -> Tally:
    found = list(right)
    wrong = found.count(False)
    return Tally(found.count(True), wrong, wrong)


def _fields(gold: GoldPage, said: Sequence[Statement]) -> Fields:
    """Return what is asked of an event that is matched."""
    wanted, given = {each.id: each for each in gold.statements}, {each.id: each for each in said}

    def same_voice(told: GoldEvent, found: Event) -> bool:
        speech = wanted.get(told.voice) if told.voice else None
        if speech is None or found.voice is None:
            return found.voice is None and (speech is None or speech.optional)
        return found.voice in given and agree.same_speaker(speech, given[found.voice])

    return {
        "status": agree.same_status,
        "date": agree.same_date,
        "amount": agree.same_amount,
        "voice": same_voice,
    }


def _articles(gold: GoldPage, documents: Sequence[Document]) -> dict[str, Tally]:
    """Return whether title, byline and chain of each article are right."""
    articles = [document for document in documents if document.role == "article"]
    right: dict[str, list[bool]] = {"title": [], "byline": [], "chain": []}
    for number, told in enumerate(each for each in gold.documents if each.role == "article"):
        found = articles[number] if number < len(articles) else None
        right["title"].append(found is not None and _same_title(told.title, found.title))
        right["byline"].append(found is not None and agree.same_names(told.byline, found.byline))
        right["chain"].append(found is not None and agree.same_names(told.chain, found.chain))
    return {name: _field(found) for name, found in right.items()}


def _same_title(wanted: str | None, given: str | None) -> bool:
    return agree.same_names([wanted or ""], [given or ""])
