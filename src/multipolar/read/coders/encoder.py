"""The encoder coder: a small language model that reads a page with its parties marked and says who does what to whom.

In: `Layers`. Out: events. `tape.py` cuts the page into windows; the model (`encoder.onnx`, 22 million parameters, made
by `make train`) says of each word how likely it tells an act, of which type, mode and status, and which party plays which
role in it; `roles.py` chooses the sides, `entry.py` writes the act down. Source of the weights it began with:
all-MiniLM-L6-v2 (Wang et al. 2020; Apache-2.0), see docs/licences.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from multipolar.ledger.plover import modes
from multipolar.ledger.records import Party
from multipolar.read.coders import roles
from multipolar.read.coders.entry import Entry, event
from multipolar.read.coders.scene import Scene, key
from multipolar.read.coders.tape import SLOTS, Window, tape, window, windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Token

    from multipolar.ledger.records import Event, Status
    from multipolar.read.layers import Layers

BATCH = 8  # windows read at once
FLOOR = 0.02  # a word less likely than this to tell an act is looked at no further
NEAR = 3  # tokens within which two acts of the same parties are one act told with two words
Output = dict[str, "NDArray[np.float32]"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the model takes a word for: an act with the parties on its sides."""

    token: int
    type: str
    mode: str | None
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    mutual: bool
    confidence: float

    @property
    def parties(self) -> frozenset[str]:
        """All parties."""
        return frozenset(self.actors + self.recipients)


@dataclass(frozen=True, slots=True)
class Card:
    """What the model was trained to say, and how its words are to be taken (`encoder.json`)."""

    types: tuple[str, ...]
    modes: tuple[str, ...]  # the first is none
    statuses: tuple[str, ...]
    least: float  # confidence below which no act is told
    slope: float  # calibration: logit of the confidence = slope × logit of the raw product + shift
    shift: float


def encoder(layers: Layers) -> tuple[Event, ...]:
    """Return the events of a page, in the order of its text."""
    scene = Scene(layers)
    kept = [each for each in distinct(scene, candidates(scene)) if each.confidence >= card().least]
    kept.sort(key=lambda each: each.token)
    triggers = [scene.doc[each.token] for each in kept]
    return tuple(event(scene, entry(scene, each), triggers) for each in kept)


@cache
def card() -> Card:
    """Return the card of the packaged model."""
    told = json.loads(files(__package__).joinpath("encoder.json").read_text(encoding="utf-8"))
    fields: dict[str, Any] = {
        name: tuple(each) if isinstance(each, list) else each for name, each in told.items()
    }
    return Card(**fields)


@cache
def session() -> Any:  # noqa: ANN401 : onnxruntime has no types
    """Return the model, ready to run: one thread, so that the same page gives the same figures everywhere."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = files(__package__).joinpath("encoder.onnx").read_bytes()
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])


def candidates(scene: Scene) -> Iterator[Candidate]:
    """Yield what the model finds on a page."""
    page = tape(scene)
    read = [window(page, *each) for each in windows(page)]
    told = sorted(
        (each for each in read if len(each.parties) > 1 and len(each.heads)), key=lambda w: len(w.pieces)
    )
    for first in range(0, len(told), BATCH):
        batch = told[first : first + BATCH]
        found = dict(
            zip(("event", "type", "mode", "status", "role"), session().run(None, stacked(batch)), strict=True)
        )
        for number, each in enumerate(batch):
            yield from judged(each, {name: values[number] for name, values in found.items()}, card())


def stacked(batch: Sequence[Window]) -> dict[str, NDArray[np.int64]]:
    """Return windows as the model's input: windows × pieces, padded with 0."""
    longest = max(len(each.pieces) for each in batch)
    named = {
        name: np.zeros((len(batch), longest), np.int64) for name in ("pieces", "known", "sentence", "slot")
    }
    party = np.zeros((len(batch), SLOTS), np.int64)
    relation = np.zeros((len(batch), longest, SLOTS), np.int64)
    for row, each in enumerate(batch):
        size = len(each.pieces)
        named["pieces"][row, :size], named["known"][row, :size] = each.pieces, 1
        named["sentence"][row, :size], named["slot"][row, :size] = each.sentence, each.slot
        party[row, : len(each.party)] = each.party
        relation[row, each.heads, : len(each.party)] = each.relation
    return named | {"party": party, "relation": relation}


def judged(read: Window, found: Output, told: Card) -> Iterator[Candidate]:
    """Yield the acts of one window."""
    chance = 1 / (1 + np.exp(-found["event"][read.heads]))
    for likely, position, token in zip(chance, read.heads, read.tokens, strict=True):
        sides = roles.cast(found["role"][position, : len(read.parties)]) if likely >= FLOOR else None
        if sides is None:
            continue
        kind = softmax(found["type"][position])
        best = int(kind.argmax())
        yield Candidate(
            token=int(token),
            type=told.types[best],
            mode=_mode(told, told.types[best], found["mode"][position]),
            status=told.statuses[int(found["status"][position].argmax())],
            actors=_on(read, sides, roles.ACTOR) or _on(read, sides, roles.MUTUAL),
            recipients=_on(read, sides, roles.RECIPIENT),
            mutual=sides.mutual,
            confidence=calibrated(float(likely * kind[best] * sides.probability), told),
        )


def _on(read: Window, sides: roles.Cast, role: int) -> tuple[str, ...]:
    return tuple(code for code, each in zip(read.parties, sides.role, strict=True) if each == role)


def _mode(told: Card, kind: str, score: NDArray[np.float32]) -> str | None:
    """Return the likeliest mode that the type has, null for none."""
    legal = [0, *(told.modes.index(mode) for mode in modes(kind))]
    best = max(legal, key=lambda number: float(score[number]))
    return told.modes[best] if best else None


def softmax(score: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return probabilities that sum to 1."""
    grown = np.exp(score - score.max())
    return cast("NDArray[np.float32]", grown / grown.sum())


def calibrated(raw: float, told: Card) -> float:
    """Return the chance that type and parties are right, given the model's own product of chances."""
    raw = min(max(raw, 1e-6), 1 - 1e-6)
    return 1 / (1 + float(np.exp(-(told.slope * np.log(raw / (1 - raw)) + told.shift))))


def distinct(scene: Scene, found: Iterable[Candidate]) -> list[Candidate]:
    """Keep one of several tellings of an act in a sentence: the surest."""
    kept: list[Candidate] = []
    for each in sorted(found, key=lambda one: (-one.confidence, one.token)):
        if not any(_same(scene, each, other) for other in kept):
            kept.append(each)
    return kept


def _same(scene: Scene, one: Candidate, other: Candidate) -> bool:
    alike = one.type == other.type or abs(one.token - other.token) <= NEAR
    return alike and one.parties == other.parties and scene.number[one.token] == scene.number[other.token]


def entry(scene: Scene, found: Candidate) -> Entry:
    """Return a candidate as a decided act."""
    trigger = scene.doc[found.token]
    return Entry(
        trigger=trigger,
        type=found.type,
        mode=found.mode,
        status=cast("Status", found.status),
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
