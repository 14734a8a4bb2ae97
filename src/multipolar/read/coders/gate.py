"""The gate: how likely a hypothesis is an act that an expert would write down.

In: a hypothesis. Out: its probability, by a logistic model over how its parties were found, the kind of act, and
the words about it. The model is trained on the project's own corpus (`train/gate.py`); no feature names a state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.coders.clause import governor, passive, slots
from multipolar.read.coders.status import reading
from multipolar.read.coders.weights import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multipolar.read.coders.frames import Hypothesis, Side
    from multipolar.read.coders.scene import Scene

PRIVATE = frozenset({"BUS", "EDU", "JRN", "CVL", "NGO", "MED", "REL", "LAB", "ATH"})


def probability(scene: Scene, guess: Hypothesis) -> float:
    """Return the probability (0–1) that a hypothesis is right in type and parties."""
    model = load("gate")
    return float(model.probabilities(features(scene, guess))[model.labels.index("right")])


def features(scene: Scene, guess: Hypothesis) -> Iterator[str]:
    """Yield what the gate sees."""
    trigger, kind = guess.trigger, guess.kind
    lemma, verb = trigger.lemma_.lower(), trigger.pos_ in {"VERB", "AUX"}
    yield from (
        "bias",
        f"lemma={lemma}",
        f"type={kind}",
        f"act={guess.act.type}",
        f"verb={verb}",
        f"frame={guess.act.frame}",
    )
    ways = f"{_way(guess.actors)}>{_way(guess.recipients)}"
    yield from (f"ways={ways}", f"ways+type={ways}+{kind}", f"ways+verb={ways}+{verb}")
    for name, side in (("a", guess.actors), ("r", guess.recipients)):
        yield from (f"{name}+{each}" for each in _side(scene, side, guess))
    yield f"kinds={guess.actors.held[0].mention.kind}>{guess.recipients.held[0].mention.kind}"
    yield from (f"tag={trigger.tag_}", f"dep={trigger.dep_}", f"passive={passive(trigger)}")
    rule = reading(trigger)
    yield from (f"status={rule}", f"status+type={rule}+{kind}")
    yield from _around(scene, guess)


def _way(side: Side) -> str:
    return side.how if side.how.startswith("near") else side.how.split(".")[0]


def _side(scene: Scene, side: Side, guess: Hypothesis) -> Iterator[str]:
    """Yield how the parties of a side were found."""
    held, verb = side.held[0], guess.trigger.pos_ == "VERB"
    yield from (f"how={side.how}", f"how+type={side.how}+{guess.kind}", f"how+verb={side.how}+{verb}")
    yield from (f"how+lemma={side.how}+{guess.trigger.lemma_.lower()}", f"kind={held.mention.kind}")
    yield from (f"how+kind={side.how}+{held.mention.kind}", f"kind+type={held.mention.kind}+{guess.kind}")
    yield from (f"rank={min(scene.rank.get(held.code, 9), 3)}", f"n={min(len(side.codes), 3)}")
    # a firm that the page calls the state's is of kind "sector" and acts for it
    yield f"private={any(e.mention.sector in PRIVATE and e.mention.kind != 'sector' for e in side.held)}"
    yield f"rebel={held.code.endswith('/REB')}"


def _around(scene: Scene, guess: Hypothesis) -> Iterator[str]:
    """Yield the words about a trigger, and how many states its sentence names."""
    trigger = guess.trigger
    number = scene.number.get(trigger.i, 0)
    here = {code for _, mention in scene.found[number] for code in mention.codes} if scene.found else set()
    yield from (f"states={min(len(here), 5)}", f"first={number < 2}")
    head = governor(trigger) if trigger.pos_ in {"NOUN", "PROPN"} else None
    yield f"governor={head.lemma_.lower() if head is not None else '-'}"
    for slot, word in slots(trigger):
        if word.i not in scene.at:
            yield f"slot={slot}+{word.lemma_.lower()}"
    quoted = any(s.start <= trigger.idx < s.end for s in scene.layers.statements)
    yield from (f"quoted={quoted}", f"quoted+type={quoted}+{guess.kind}")
