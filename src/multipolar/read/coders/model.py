"""Model: the small language model that reads a page with its parties marked.

In: a `Tape` (`tape.py`). Out: a `Reading` of each word that may tell an act: how likely it tells one, of which type, mode
and status, and which role each party plays in it. `encoder.onnx` (22 million parameters) and its card `encoder.json` are
made by `make train`. Source of the weights it began with: all-MiniLM-L6-v2 (Wang et al. 2020; Apache-2.0), see
docs/licences.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from multipolar.ledger.plover import modes
from multipolar.read.coders.tape import SLOTS, window, windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from multipolar.ledger.records import Status
    from multipolar.read.coders.tape import Tape, Window

    Run = Callable[[dict[str, NDArray[np.int64]]], Sequence[NDArray[np.float32]]]

BATCH = 8  # windows read at once
OUTPUTS = ("telling", "type", "mode", "status", "role")


@dataclass(frozen=True, slots=True)
class Card:
    """What the model was trained to say, and how its words are weighed (`encoder.json`)."""

    types: tuple[str, ...]
    modes: tuple[str, ...]  # the first is none
    statuses: tuple[str, ...]
    least: float = 0.0  # confidence below which no event is told
    least_any: float = 0.5  # the same for an act beyond the guide (`beyond.py`)
    ruled: float = 0.0  # what the status by rule counts beside the model's chance of each (`status.py`)
    weights: tuple[float, ...] = ()  # of `weighing.FEATURES`
    bias: float = 0.0
    corpus: str = ""  # what it was trained on: pages, briefs, digest


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of a word. Chances are natural logarithms."""

    token: int
    telling: float  # probability that it tells an event by the guide
    any: float  # probability that it tells an act of PLOVER, be it inside a state or by private persons
    type: dict[str, float]  # chance of each type, likeliest first
    mode: NDArray[np.float32]  # score of each mode
    status: dict[Status, float]  # chance of each status, likeliest first
    parties: tuple[str, ...]
    role: NDArray[np.float32]  # parties × roles: chance of each
    relation: NDArray[np.int64]  # of each party to the word (`relations.py`)


@cache
def card() -> Card:
    """Return the card of the packaged model."""
    told = json.loads(files(__package__).joinpath("encoder.json").read_text(encoding="utf-8"))
    fields: dict[str, Any] = {
        name: tuple(each) if isinstance(each, list) else each for name, each in told.items()
    }
    return Card(**fields)


@cache
def edition() -> str:
    """Return the first eight digits of the SHA-256 of the packaged model and its card."""
    parts = (files(__package__).joinpath(name).read_bytes() for name in ("encoder.onnx", "encoder.json"))
    return sha256(b"".join(parts)).hexdigest()[:8]


@cache
def _session() -> Any:  # noqa: ANN401 : onnxruntime has no types
    """Return the model, ready to run: one thread, so that the same page gives the same figures everywhere."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = files(__package__).joinpath("encoder.onnx").read_bytes()
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])


def packaged(inputs: dict[str, NDArray[np.int64]]) -> Sequence[NDArray[np.float32]]:
    """Run the packaged model."""
    return cast("Sequence[NDArray[np.float32]]", _session().run(None, inputs))


def readings(page: Tape, told: Card, run: Run, *, least: int = 2) -> Iterator[Reading]:
    """Yield the reading of each word of a page, where at least so many parties stand about it."""
    read = [window(page, *each) for each in windows(page)]
    full = [each for each in read if len(each.parties) >= least and len(each.heads)]
    full.sort(key=lambda each: len(each.pieces))
    for first in range(0, len(full), BATCH):
        batch = full[first : first + BATCH]
        found = dict(zip(OUTPUTS, run(stacked(batch)), strict=True))
        for number, each in enumerate(batch):
            yield from _words(each, {name: values[number] for name, values in found.items()}, told)


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


def _words(read: Window, found: dict[str, NDArray[np.float32]], told: Card) -> Iterator[Reading]:
    telling = 1 / (1 + np.exp(-found["telling"][read.heads]))
    for number, (position, token) in enumerate(zip(read.heads, read.tokens, strict=True)):
        yield Reading(
            token=int(token),
            telling=float(telling[number, 0]),
            any=float(telling[number].max()),
            type=_ordered(told.types, logs(found["type"][position])),
            mode=found["mode"][position],
            status=cast("dict[Status, float]", _ordered(told.statuses, logs(found["status"][position]))),
            parties=read.parties,
            role=logs(found["role"][position, : len(read.parties)]),
            relation=read.relation[number],
        )


def _ordered(names: Sequence[str], chance: NDArray[np.float32]) -> dict[str, float]:
    return {names[number]: float(chance[number]) for number in chance.argsort()[::-1]}


def logs(score: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the logarithms of probabilities that sum to 1 in each row."""
    return score - np.logaddexp.reduce(score, axis=-1, keepdims=True)


def mode_of(read: Reading, told: Card, kind: str) -> str | None:
    """Return the likeliest mode that a type has, null for none."""
    legal = [0, *(told.modes.index(mode) for mode in modes(kind))]
    best = max(legal, key=lambda number: float(read.mode[number]))
    return told.modes[best] if best else None
