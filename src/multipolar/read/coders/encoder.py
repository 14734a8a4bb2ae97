"""The encoder coder: a small language model and the rules' frames propose who does what to whom, and are weighed together.

In: `Layers`. Out: events. The model reads each word (`model.py`), it and the frames say how the sides may be filled
(`ways.py`), each proposal is weighed (`weighing.py`), the surest of each word is kept, `entry.py` writes it down.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from multipolar.ledger.records import Party
from multipolar.read.coders.beyond import beyond
from multipolar.read.coders.clause import governor
from multipolar.read.coders.entry import Entry, events
from multipolar.read.coders.lexicon import effects
from multipolar.read.coders.model import card, edition, mode_of, packaged, readings
from multipolar.read.coders.rules import NEAR, triggers
from multipolar.read.coders.scene import Scene, key
from multipolar.read.coders.status import likeliest
from multipolar.read.coders.tape import tape
from multipolar.read.coders.ways import ways
from multipolar.read.coders.weighing import confidence, features

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from multipolar.ledger.records import Event, Status
    from multipolar.read.coders.model import Card, Reading, Run
    from multipolar.read.layers import Layers

FLOOR = 0.02  # a word less likely than this to tell an act is looked at only where the lexicon has it
LIKELY = 2  # types of the model that are tried


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a word may tell: an act with the parties on its sides."""

    token: int
    type: str
    mode: str | None
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    mutual: bool
    seen: tuple[float, ...]  # `weighing.FEATURES`
    confidence: float = 0.0

    @property
    def parties(self) -> frozenset[str]:
        """All parties."""
        return frozenset(self.actors + self.recipients)


def encoder(layers: Layers) -> tuple[Event, ...]:
    """Return the events of a page, in the order of its text."""
    scene, told = Scene(layers), card()
    return events(scene, decided(scene, read(scene, told, packaged), told))


def read(scene: Scene, told: Card, run: Run) -> Iterator[Reading]:
    """Yield what the model reads in the sentences that name a party or hold a word of the lexicon: the others tell no event."""
    named = {number for number, found in enumerate(scene.found) if found}
    listed = {scene.number[token.i] for token in triggers(scene) if token.i in scene.number}
    yield from readings(tape(scene, kept=named | listed), told, run)


def every(layers: Layers) -> tuple[Event, ...]:
    """Return all acts of PLOVER in a text: its events, and what happens inside states or by private hands (`beyond.py`)."""
    scene, told = Scene(layers), card()
    words = list(readings(tape(scene), told, packaged, least=0))
    acts = decided(scene, (each for each in words if len(each.parties) > 1), told)
    return events(scene, acts + beyond(scene, words, told, [each.trigger.i for each in acts]))


encoder.edition = edition  # type: ignore[attr-defined]  # what a reading is known by
encoder.every = every  # type: ignore[attr-defined]  # what `multipolar code` asks of a coder that has it


def decided(scene: Scene, words: Iterable[Reading], told: Card) -> list[Entry]:
    """Return the events that are sure enough."""
    weighed = (
        replace(each, confidence=confidence(each.seen, told)) for each in candidates(scene, words, told)
    )
    return [entry(scene, each) for each in distinct(scene, weighed) if each.confidence >= told.least]


def candidates(scene: Scene, words: Iterable[Reading], told: Card) -> Iterator[Candidate]:
    """Yield what the words of a page may tell, not yet weighed."""
    listed = {token.i for token in triggers(scene)}
    for each in words:
        if each.telling >= FLOOR or each.token in listed:
            yield from proposals(scene, each, told, listed=each.token in listed)


def proposals(scene: Scene, read: Reading, told: Card, *, listed: bool) -> Iterator[Candidate]:
    """Yield what one word may tell: each way to fill its sides, as each likely type."""
    likely = list(read.type)[:LIKELY]
    status = likeliest(scene.doc[read.token], read.status, told.ruled)
    found = ways(scene, read, likely[0])
    best = max(way.gate for way in found)
    framed = [way.type for way in found if listed and way.type]
    for kind in dict.fromkeys([*likely, *framed]):
        for way in found:
            seen = features(read, way, kind=kind, best=best, listed=listed)
            sides = (way.actors, way.recipients, way.mutual)
            yield Candidate(read.token, kind, mode_of(read, told, kind), status, *sides, seen)


def distinct(scene: Scene, found: Iterable[Candidate]) -> list[Candidate]:
    """Keep the surest of what a word may tell, and of several tellings of an act in a sentence."""
    kept: list[Candidate] = []
    told: set[int] = set()
    for each in sorted(found, key=lambda one: (-one.confidence, one.token)):
        if each.token not in told and not any(_same(scene, each, other) for other in kept):
            kept.append(each)
        told.add(each.token)
    return kept


def _same(scene: Scene, one: Candidate, other: Candidate) -> bool:
    """Tell whether two words of a sentence tell one act: alike, side by side, or one lifts the other ("lift an embargo")."""
    if one.parties != other.parties or scene.number[one.token] != scene.number[other.token]:
        return False
    words = scene.doc[one.token], scene.doc[other.token]
    lifted = one.actors == other.actors and (lifts(*words) or lifts(*words[::-1]))
    return one.type == other.type or abs(one.token - other.token) <= NEAR or lifted


def lifts(verb: Token, noun: Token) -> bool:
    """Tell whether a verb ends the act that its object tells: such an object is no act of its own."""
    return governor(noun) == verb and "LIFT" in effects(verb)


def entry(scene: Scene, found: Candidate) -> Entry:
    """Return a candidate as a decided act."""
    trigger = scene.doc[found.token]
    return Entry(
        trigger=trigger,
        type=found.type,
        mode=found.mode,
        status=found.status,
        actors=tuple(party(scene, trigger, code) for code in found.actors),
        recipients=tuple(party(scene, trigger, code) for code in found.recipients),
        mutual=found.mutual,
        confidence=found.confidence,
        coder="encoder",
        rule=f"encoder: {trigger.lemma_.lower()}",
    )


def party(scene: Scene, trigger: Token, code: str) -> Party:
    """Return a party with the words that name it nearest to an act: in its sentence, before it, else anywhere."""
    number = scene.number[trigger.i]

    def far(head: Token) -> tuple[int, int]:
        back = number - scene.number.get(head.i, 0)
        return (back if back >= 0 else 1000 - back), abs(head.i - trigger.i)

    named = [
        (head, mention)
        for head, mention in scene.heads
        if code in (key(mention, each) for each in mention.codes)
    ]
    mention = min(named, key=lambda pair: far(pair[0]))[1]
    return Party(code.split("/", maxsplit=1)[0], mention.sector, mention.name, mention.start, mention.end)
