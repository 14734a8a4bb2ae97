"""Dating: which of the days that a page tells are those of an act, by a choice model (conditional logit, McFadden 1974).

In: an act in its scene, the other triggers, and the act told before it. Out: the days most likely its own, null where none
are. Candidates (`Dated`) are the dates of its sentence, of a few before and of the page's head, each also as "since then";
and the days of the act told before, for a report goes on with what happened then. `dating.npz` is made by
`train/dating.py`; no feature names a state.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from multipolar.read.coders.attach import APART, steps, turned
from multipolar.read.coders.dating_features import features
from multipolar.read.coders.weights import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from multipolar.ledger.records import Interval, Status
    from multipolar.read.coders.scene import Scene

BACK = 3  # sentences before an act that may give its day
LEAD = 4  # sentences at the head of a page that may give the day of all that it reports


class Asked(NamedTuple):
    """An act that is to be dated, with the word and the days of the one told before it."""

    trigger: Token
    type: str
    status: Status
    last: Token | None = None
    days: Interval | None = None


class Dated(NamedTuple):
    """Days that may be an act's, and the words that tell them."""

    kind: Literal["on", "since", "last"]
    days: Interval
    anchor: Token
    back: int  # sentences
    far: int  # steps in the parse
    rival: int  # the same for the nearest other act of the sentence
    open: bool  # "since 2006": from then on, until now


def day_of(scene: Scene, asked: Asked, triggers: Sequence[Token]) -> Interval | None:
    """Return the days told with an act, null where none on the page are likely its own."""
    model, found = load("dating"), candidates(scene, asked, triggers)
    scores = [float(model.scores(seen)[0]) for seen in features(scene, asked, found)]
    best = max(range(len(scores)), key=scores.__getitem__)
    return found[best].days if best < len(found) else None


def candidates(scene: Scene, asked: Asked, triggers: Sequence[Token]) -> list[Dated]:
    """Return the days that may be an act's, the likeliest first: those of its sentence, near it, then back to the page's head."""
    found = [*_told(scene, asked, triggers), *_last(scene, asked)]
    return sorted(found, key=lambda each: (each.back, each.far))


def _told(scene: Scene, asked: Asked, triggers: Sequence[Token]) -> Iterator[Dated]:
    number, trigger = scene.number.get(asked.trigger.i, -1), asked.trigger
    others = [each for each in triggers if each is not trigger and scene.number.get(each.i) == number]
    for row in [*range(min(LEAD, number - BACK)), *range(max(number - BACK, 0), number + 1)]:
        for mention, anchor in scene.dated.get(row, ()):
            days = turned(scene.layers, mention, trigger, asked.status)
            if days is not None:
                here = row == number
                far = steps(trigger, anchor) if here else APART
                rival = min((steps(each, anchor) for each in others), default=APART) if here else APART
                yield from _since(
                    scene, Dated("on", days, anchor, number - row, far, rival, mention.open_start)
                )


def _since(scene: Scene, found: Dated) -> Iterator[Dated]:
    """Yield days, and all from them on until the day of publication: "the two have met twice since"."""
    yield found
    published = scene.layers.document.published
    if published is not None and found.days.high < published and not found.open:
        yield found._replace(kind="since", days=replace(found.days, high=published))


def _last(scene: Scene, asked: Asked) -> Iterator[Dated]:
    if asked.last is not None and asked.days is not None:
        back = scene.number.get(asked.trigger.i, 0) - scene.number.get(asked.last.i, 0)
        far = steps(asked.trigger, asked.last) if not back else APART
        yield Dated("last", asked.days, asked.last, max(back, 0), far, APART, open=False)
