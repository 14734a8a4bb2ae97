"""Ways: how the two sides of an act may be filled, by the model and by the frames.

In: a word of a scene and what the model reads in it. Out: `Way`s: the model's own likeliest one, and those that the frames
read off the parse, the likeliest by the gate first. For each, the chance that the model and that the gate give it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from multipolar.read.coders import roles
from multipolar.read.coders.frames import hypotheses
from multipolar.read.coders.gate import probability
from multipolar.read.coders.lexicon import Act, acts_of
from multipolar.read.coders.status import status_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multipolar.read.coders.model import Reading
    from multipolar.read.coders.scene import Scene

FRAMED = 8  # ways that the frames may add
UNFRAMED = 0.003  # the gate's chance of a way that no frame gives
UNCHOSEN = 1e-5  # the model's chance of a way with a party that it does not see


class Way(NamedTuple):
    """Two sides of an act."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    mutual: bool
    cast: float  # the model's probability of these sides
    gate: float  # the gate's
    type: str | None  # what the rules take the act for, on these sides

    @property
    def sides(self) -> tuple[frozenset[str], frozenset[str]]:
        """The parties of each side."""
        return frozenset(self.actors), frozenset(self.recipients)


def ways(scene: Scene, read: Reading, kind: str) -> list[Way]:
    """Return the ways to fill the sides of an act, each once, the model's own first; `kind` is its likeliest type."""
    framed = _framed(scene, read, kind)
    chosen = _chosen(read)
    own = framed.pop(chosen.sides, None)
    first = chosen if own is None else chosen._replace(gate=own.gate, type=own.type)
    surest = sorted(framed.values(), key=lambda way: -way.gate)[:FRAMED]
    return [first, *(way._replace(cast=chance(read, way)) for way in surest)]


def _chosen(read: Reading) -> Way:
    found = roles.cast(read.role)
    first = _on(read, found, roles.ACTOR) or _on(read, found, roles.MUTUAL)
    return Way(first, _on(read, found, roles.RECIPIENT), found.mutual, found.probability, UNFRAMED, None)


def _on(read: Reading, found: roles.Cast, role: int) -> tuple[str, ...]:
    return tuple(code for code, each in zip(read.parties, found.role, strict=True) if each == role)


def _framed(scene: Scene, read: Reading, kind: str) -> dict[tuple[frozenset[str], frozenset[str]], Way]:
    """Return the ways of the frames by their sides, the likeliest by the gate of each."""
    found: dict[tuple[frozenset[str], frozenset[str]], Way] = {}
    for way in _hypothetical(scene, read, kind):
        known = found.get(way.sides)
        if known is None or way.gate > known.gate:
            found[way.sides] = way
    return found


def _hypothetical(scene: Scene, read: Reading, kind: str) -> Iterator[Way]:
    trigger = scene.doc[read.token]
    for guess in hypotheses(scene, trigger, acts_of(trigger) or (Act(kind, None, ""),)):
        told, _ = status_of(trigger, guess.kind)
        yield Way(
            guess.actors.codes, guess.recipients.codes, guess.mutual, 0.0, probability(scene, guess), told
        )


def chance(read: Reading, way: Way) -> float:
    """Return the model's probability of two sides: directed or, where that is the same act, mutual."""
    if not set(way.actors + way.recipients) <= set(read.parties):
        return UNCHOSEN
    first, second = way.sides
    role = [
        roles.ACTOR if code in first else roles.RECIPIENT if code in second else roles.NONE
        for code in read.parties
    ]
    alike = [roles.MUTUAL if each else roles.NONE for each in role]
    directed, mutual = (
        float(np.exp(read.role[np.arange(len(each)), each].sum())) if two else 0.0
        for each, two in ((role, bool(second)), (alike, not second or len(first) == len(second) == 1))
    )
    return directed + mutual
