"""The rule coder: acts read off the parse by a lexicon and frames, judged by a small linear model.

In: `Layers`. Out: events with exact spans. The lexicon says which words may tell an act (`lexicon.py`), frames who acts
on whom (`frames.py`), the gate how likely that is right (`gate.py`: the event's confidence), moods whether it is done
(`status.py`); dates, amounts and voices are attached by nearness in the parse (`attach.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multipolar.ledger.records import Party
from multipolar.read.coders.entry import Entry, events
from multipolar.read.coders.frames import Hypothesis, Side, hypotheses, operates
from multipolar.read.coders.gate import probability
from multipolar.read.coders.lexicon import acts_of
from multipolar.read.coders.scene import Scene
from multipolar.read.coders.status import status_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from multipolar.ledger.records import Event
    from multipolar.read.layers import Layers

# Confidence below which no act is told: event F1 is highest here (cross-validated, train/gate.py).
LEAST = 0.15
NEAR = 3  # tokens within which two acts of the same parties are one act told with two words


@dataclass(frozen=True, slots=True)
class Found:
    """A hypothesis with its probability."""

    guess: Hypothesis
    confidence: float


def rules(layers: Layers) -> tuple[Event, ...]:
    """Return the events of a page, in the order of its text."""
    scene = Scene(layers)
    kept = distinct(scene, (found for found in judged(scene) if found.confidence >= LEAST))
    return events(scene, map(entry, kept))


def triggers(scene: Scene) -> Iterator[Token]:
    """Yield the words that may tell an act."""
    for token in scene.doc:
        if not acts_of(token) or token.dep_ in {"aux", "auxpass", "compound", "nmod", "amod"}:
            continue
        if token.ent_type_ in {"DATE", "TIME"}:
            continue  # "March" marches nowhere
        if token.pos_ in {"NOUN", "PROPN"} or (token.pos_ == "VERB" and not operates(token)):
            yield token


def judged(scene: Scene) -> Iterator[Found]:
    """Yield the likeliest hypothesis of each trigger."""
    for trigger in triggers(scene):
        found = [
            Found(guess, probability(scene, guess)) for guess in hypotheses(scene, trigger, acts_of(trigger))
        ]
        if found:
            yield max(found, key=lambda each: each.confidence)


def distinct(scene: Scene, found: Iterable[Found]) -> list[Found]:
    """Keep one of several tellings of an act in a sentence: the surest."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: (-each.confidence, each.guess.trigger.i)):
        if not any(_same(scene, each.guess, other.guess) for other in kept):
            kept.append(each)
    return kept


def _same(scene: Scene, one: Hypothesis, other: Hypothesis) -> bool:
    """Tell whether two words tell one act: near each other, or in headline and text."""
    if one.codes != other.codes:
        return False
    places = scene.number.get(one.trigger.i), scene.number.get(other.trigger.i)
    if places[0] == places[1]:
        return one.kind == other.kind or abs(one.trigger.i - other.trigger.i) <= NEAR
    return one.kind == other.kind and bool(scene.headed & set(places))


def entry(found: Found) -> Entry:
    """Return a likely hypothesis as a decided act."""
    guess = found.guess
    kind, status = status_of(guess.trigger, guess.kind)
    return Entry(
        trigger=guess.trigger,
        type=kind,
        mode=guess.act.mode if guess.act.type == kind else None,
        status=status,
        actors=tuple(parties(guess.actors)),
        recipients=tuple(parties(guess.recipients)),
        mutual=guess.mutual,
        confidence=found.confidence,
        coder="rules",
        rule=f"{guess.trigger.lemma_.lower()}/{guess.act.type} {guess.actors.how} > {guess.recipients.how}",
    )


def parties(side: Side) -> Iterator[Party]:
    """Yield each party of a side once, with the words that name it."""
    for code in side.codes:
        mention = next(each.mention for each in side.held if each.code == code)
        yield Party(code.split("/")[0], mention.sector, mention.name, mention.start, mention.end)
