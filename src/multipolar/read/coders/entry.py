"""Entry: what a coder has decided about a word, written down as an event with its span, day, amounts, contexts and voice.

In: the trigger of an act with its type, status and parties. Out: the `Event`. Days and amounts come from the layers of
the page, by nearness in the parse (`attach.py`); the voice is the innermost statement around the trigger.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multipolar.ledger.plover import cameo
from multipolar.ledger.records import Event, signed
from multipolar.read.coders.attach import amounts_of, clause, voice_of
from multipolar.read.coders.contexts import contexts
from multipolar.read.coders.dating import Asked, day_of
from multipolar.read.coders.status import ahead

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

    from multipolar.ledger.records import Interval, Party, Status
    from multipolar.read.coders.scene import Scene


@dataclass(frozen=True, slots=True)
class Entry:
    """A decided act. Party codes are those of the scene: an armed group is its host's code and /REB."""

    trigger: Token
    type: str
    mode: str | None
    status: Status
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    mutual: bool
    confidence: float  # 0–1
    coder: str
    rule: str


def events(scene: Scene, acts: Iterable[Entry]) -> tuple[Event, ...]:
    """Write down the acts of a page in the order of its text, for each is dated in view of the one before."""
    acts = sorted(acts, key=lambda each: each.trigger.i)
    triggers = [each.trigger for each in acts]
    told: list[Event] = []
    for number, each in enumerate(acts):
        last = (triggers[number - 1], told[-1].date) if told else (None, None)
        day = day_of(scene, Asked(each.trigger, each.type, each.status, *last), triggers)
        told.append(event(scene, each, triggers, day))
    return tuple(told)


def event(scene: Scene, entry: Entry, triggers: Sequence[Token], day: Interval | None) -> Event:
    """Write down an act; `triggers` are those of all acts of the page, so that each amount goes to the nearest."""
    layers, trigger = scene.layers, entry.trigger
    document, span = layers.document, clause(trigger)
    made = Event(
        id="",
        document=document.id,
        start=span.start_char,
        end=span.end_char,
        quote=document.text[span.start_char : span.end_char],
        actors=entry.actors,
        recipients=entry.recipients,
        mutual=entry.mutual,
        type=entry.type,
        mode=entry.mode,
        contexts=contexts(trigger.sent.text),
        cameo=cameo(entry.type, entry.mode),
        status=ahead(entry.type, entry.status, day, document.published),
        date=day,
        amounts=amounts_of(layers, trigger, entry.type, triggers=triggers),
        voice=voice_of(layers.statements, trigger.idx, trigger.idx + len(trigger)),
        confidence=round(entry.confidence, 4),
        coder=entry.coder,
        rule=entry.rule,
    )
    return signed(made)
