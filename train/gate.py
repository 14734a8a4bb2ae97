"""Train the gate of the rule coder on the corpus: `make train` (a minute or two).

In: the train part of `corpus/`. Out: `gate.npz` beside the coder, and the figures of a cross-validation by document:
each is judged by a gate that has not seen it. The threshold of `rules.py` and the strength below were chosen by these
figures. The dev part stays unseen, so that the rules can be set beside the encoder on it. Deterministic.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from multipolar.read.coders import rules
from multipolar.read.coders.attach import clause
from multipolar.read.coders.frames import Hypothesis, hypotheses
from multipolar.read.coders.gate import features
from multipolar.read.coders.lexicon import acts_of
from multipolar.read.coders.status import status_of
from multipolar.read.coders.weights import Linear
from train.corpus import ROOT, pages, part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from spacy.tokens import Token

    from train.corpus import Gold, Page

TARGET = ROOT / "src/multipolar/read/coders/gate.npz"
LABELS = ("wrong", "right")
STRENGTH = 0.1  # inverse regularisation
SEEN = 2  # a feature counts from its second example on
FOLDS = 4
LEASTS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


@dataclass(frozen=True)
class Guess:
    """A hypothesis, what the gate sees of it, and which gold event it tells (-1: none; null: an optional one)."""

    hypothesis: Hypothesis
    seen: list[str]
    told: int | None


@dataclass(frozen=True)
class Guessed:
    """A document with the guesses of each of its triggers."""

    page: Page
    rows: list[list[Guess]]

    @property
    def wanted(self) -> int:
        """The number of events to find."""
        return sum(not told.gold["optional"] for told in self.page.told) + self.page.lost


def guessed(page: Page) -> Guessed:
    """Judge every hypothesis about a document by its gold."""
    rows = [list(guesses(page, trigger)) for trigger in rules.triggers(page.scene)]
    return Guessed(page, [row for row in rows if row])


def guesses(page: Page, trigger: Token) -> Iterator[Guess]:
    """Yield each hypothesis about a trigger with the event that it tells."""
    span = clause(trigger)
    for hypothesis in hypotheses(page.scene, trigger, acts_of(trigger)):
        told: int | None = -1
        for number, event in enumerate(page.told):
            apart = event.start >= span.end_char or event.end <= span.start_char
            if apart or not fits(hypothesis, event.gold):
                continue
            inside = event.start <= trigger.idx < event.end
            told = number if inside and not event.gold["optional"] else None
            if told is not None:
                break
        yield Guess(hypothesis, list(features(page.scene, hypothesis)), told)


def fits(guess: Hypothesis, event: Gold) -> bool:
    """Tell whether type and sides are among those that the gold accepts."""
    kind, _ = status_of(guess.trigger, guess.kind)
    given, wanted = (
        (set(guess.actors.codes), set(guess.recipients.codes)),
        (set(event["actors"]), set(event["recipients"])),
    )
    same = given == wanted or (
        event["mutual"] and (given[::-1] == wanted or (not wanted[1] and given[0] | given[1] == wanted[0]))
    )
    return kind in event["type"] and same


def fit(seen: Sequence[Guessed]) -> Linear:
    """Fit the gate on documents."""
    rows = [guess for each in seen for row in each.rows for guess in row if guess.told is not None]
    index, table = indexed([guess.seen for guess in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=1000, fit_intercept=False)
    model.fit(table, [guess.told is not None and guess.told >= 0 for guess in rows])
    return Linear(LABELS, index, np.vstack([np.zeros(len(index)), model.coef_[0]]).T.astype(np.float32), 1.0)


def indexed(seen: Sequence[Sequence[str]]) -> tuple[dict[str, int], csr_matrix]:
    """Return feature → column, and the table of examples × features: 1 where it is there."""
    counts = Counter(feature for each in seen for feature in set(each))
    index = {feature: row for row, feature in enumerate(sorted(f for f, n in counts.items() if n >= SEEN))}
    columns = [[index[f] for f in set(each) if f in index] for each in seen]
    ends = np.cumsum([0, *map(len, columns)])
    flat = [column for row in columns for column in row]
    return index, csr_matrix((np.ones(len(flat), np.float32), flat, ends), (len(seen), len(index)))


def score(unseen: Sequence[Guessed], gate: Linear, least: float) -> tuple[float, float, float]:
    """Return precision, recall and F1 of events (type and parties) at a threshold."""
    right = given = 0
    for each in unseen:
        best = {}
        for row in each.rows:
            chance, guess = max(((gate.probabilities(g.seen)[1], g) for g in row), key=lambda pair: pair[0])
            if chance >= least:
                best[id(guess.hypothesis)] = (rules.Found(guess.hypothesis, float(chance)), guess.told)
        found = rules.distinct(each.page.scene, (found for found, _ in best.values()))
        kept = [best[id(one.guess)][1] for one in found]
        right += len({told for told in kept if told is not None and told >= 0})
        given += sum(told is not None for told in kept)
    wanted = sum(each.wanted for each in unseen)
    return right / max(given, 1), right / wanted, 2 * right / (given + wanted)


def whole(found: Sequence[Guessed]) -> list[Guessed]:
    """Return the pages among documents: briefs are too short to judge by."""
    return [each for each in found if not each.page.brief]


def save(gate: Linear, target: Path = TARGET) -> None:
    """Write a model, without the features that weigh next to nothing."""
    kept = sorted(f for f, row in gate.index.items() if np.abs(gate.weight[row]).max() > 0.01)
    weight = gate.weight[[gate.index[f] for f in kept]].astype(np.float16)
    feature = np.frombuffer("\n".join(kept).encode(), dtype=np.uint8)
    np.savez_compressed(
        target, label=np.array(gate.labels), feature=feature, weight=weight, temperature=gate.temperature
    )


def main() -> None:
    """Cross-validate, print the figures, then fit on all of the train part and save."""
    train, dev = ([guessed(page) for path in part(name) for page in pages(path)] for name in ("train", "dev"))
    folds = [([p for n, p in enumerate(train) if n % FOLDS != k], train[k::FOLDS]) for k in range(FOLDS)]
    gates = [(fit(seen), whole(unseen)) for seen, unseen in folds]
    dev = whole(dev)
    gate = fit(train)
    print("least  precision  recall  F1    (mean of four folds, documents not seen in training)  F1 on dev")
    for least in LEASTS:
        figures = np.mean([score(unseen, each, least) for each, unseen in gates], axis=0)
        print(
            "{:5.2f}  {:9.3f}  {:6.3f}  {:5.3f}  {:5.3f}".format(least, *figures, score(dev, gate, least)[2])
        )
    save(gate)


if __name__ == "__main__":
    main()
