"""Train the choice of dates on the corpus: `make train` (two or three minutes).

In: the events of the train part of `corpus/`, briefs left out since they have no dates. Out: `dating.npz` beside the coders,
and the figures of a cross-validation by page: the share of events with the right days, or rightly with none. An event is
dated in view of the gold days of the one before; in use, of those found.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize

from multipolar.ledger.records import Interval
from multipolar.read.coders.dating import Asked, candidates
from multipolar.read.coders.dating_features import features
from multipolar.read.coders.weights import Linear
from multipolar.read.evaluation.agree import overlapping
from train.corpus import ROOT, pages, part
from train.gate import indexed, save

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from spacy.tokens import Token

    from train.corpus import Page

TARGET = ROOT / "src/multipolar/read/coders/dating.npz"
STRENGTH = 0.3  # inverse regularisation, of mean losses
SHY = 0.3  # taken from the score of "no days": more events get right ones (both cross-validated)
FOLDS = 4


class Choice(NamedTuple):
    """An event with the features of each date that may be its own and of having none, and which of them are right."""

    seen: list[list[str]]
    right: list[bool]
    dated: bool


def choices(page: Page) -> Iterator[Choice]:
    """Yield the events of a page in the order of its text, each with the days of the one before."""
    told = sorted(
        (each for each in page.told if each.trigger is not None), key=lambda each: each.trigger or 0
    )
    triggers = [page.scene.doc[each.trigger] for each in told if each.trigger is not None]
    last: Token | None = None
    days: Interval | None = None
    for trigger, each in zip(triggers, told, strict=True):
        asked = Asked(trigger, each.gold["type"][0], each.gold["status"], last, days)
        found = candidates(page.scene, asked, triggers)
        wanted = tuple(map(date.fromisoformat, each.gold["date"])) if each.gold["date"] else None
        right = [wanted is not None and overlapping(wanted, one.days) for one in found]
        yield Choice(list(features(page.scene, asked, found)), [*right, not any(right)], wanted is not None)
        last, days = trigger, Interval(*wanted, "") if wanted else None


def fit(rows: Sequence[Choice]) -> Linear:
    """Fit the model: of the alternatives of each event the right ones shall be likelier than all others together."""
    index, table = indexed([seen for row in rows for seen in row.seen])
    right = np.concatenate([row.right for row in rows]).astype(float)
    starts = np.cumsum([0, *(len(row.right) for row in rows[:-1])])
    owner = np.repeat(np.arange(len(rows)), [len(row.right) for row in rows])

    def loss(weight: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = table @ weight
        grown = np.exp(score - np.maximum.reduceat(score, starts)[owner])
        chance = grown / np.add.reduceat(grown, starts)[owner]
        hit = np.maximum(np.add.reduceat(chance * right, starts), 1e-9)
        slope = table.T @ (chance - chance * right / hit[owner])
        penalty = weight / (STRENGTH * len(rows))
        return float(-np.log(hit).mean() + weight @ penalty / 2), slope / len(rows) + penalty

    weight = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    weight[index["none bias"]] -= SHY
    return Linear(("score",), index, weight[:, None].astype(np.float32), 1.0)


def share(model: Linear, rows: Sequence[Choice]) -> float:
    """Return the share of events with the right days, or rightly with none."""
    right = 0
    for row in rows:
        best = int(np.argmax([model.scores(seen)[0] for seen in row.seen]))
        right += row.right[best] and not (row.dated and best == len(row.seen) - 1)
    return right / len(rows)


def main() -> None:
    """Cross-validate, print the figures, then fit on all of the train part and save."""
    train, dev = (
        [list(choices(page)) for path in _golds(name) for page in pages(path)] for name in ("train", "dev")
    )
    folds = [[row for n, rows in enumerate(train) if n % FOLDS == k for row in rows] for k in range(FOLDS)]
    held = [
        share(fit([row for n, each in enumerate(folds) if n != k for row in each]), fold)
        for k, fold in enumerate(folds)
    ]
    model = fit([row for fold in folds for row in fold])
    print(f"right days: {np.mean(held):.3f} (mean of {FOLDS} folds of pages not seen in training)", end=", ")
    print(f"{share(model, [row for rows in dev for row in rows]):.3f} on dev")
    save(model, TARGET)


def _golds(name: str) -> list[Path]:
    return [path for path in part(name) if path.suffix == ".json"]


if __name__ == "__main__":
    main()
