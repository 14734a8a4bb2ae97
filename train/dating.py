"""Train the choice of dates on the corpus: `make train` (two or three minutes).

In: the events of the train part of `corpus/`, briefs left out since they have no dates. Out: `dating.npz` beside the coders,
and the figures of a cross-validation by page: the share of events with the right days, or rightly with none, at several
thresholds. An event is dated in view of the gold days of the one before; in use, of those found.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from multipolar.ledger.records import Interval
from multipolar.read.coders.dating import Asked, candidates
from multipolar.read.coders.dating_features import features
from multipolar.read.evaluation.agree import overlapping
from train.corpus import ROOT, pages, part
from train.gate import fitted, save

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from spacy.tokens import Token

    from multipolar.read.coders.weights import Linear
    from train.corpus import Page

TARGET = ROOT / "src/multipolar/read/coders/dating.npz"
LABELS = ("another's", "its own")
STRENGTH = 0.1  # inverse regularisation
FOLDS = 4
LEASTS = (0.3, 0.4, 0.5, 0.6, 0.7)


class Choice(NamedTuple):
    """An event with the features of each date that may be its own, whether each is right, and whether it has one at all."""

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
        yield Choice(list(features(page.scene, asked, found)), right, wanted is not None)
        last, days = trigger, Interval(*wanted, "") if wanted else None


def fit(rows: Sequence[Choice]) -> Linear:
    """Fit the model on events."""
    pairs = [(seen, right) for row in rows for seen, right in zip(row.seen, row.right, strict=True)]
    return fitted([seen for seen, _ in pairs], [right for _, right in pairs], LABELS, STRENGTH)


def share(model: Linear, rows: Sequence[Choice], least: float) -> float:
    """Return the share of events with the right days, or rightly with none."""
    right = 0
    for row in rows:
        chances = [model.probabilities(seen)[1] for seen in row.seen]
        best = int(np.argmax(chances)) if chances else 0
        right += row.right[best] if chances and chances[best] >= least else not row.dated
    return right / len(rows)


def main() -> None:
    """Cross-validate, print the figures, then fit on all of the train part and save."""
    train, dev = (
        [list(choices(page)) for path in _golds(name) for page in pages(path)] for name in ("train", "dev")
    )
    folds = [[row for n, rows in enumerate(train) if n % FOLDS == k for row in rows] for k in range(FOLDS)]
    everything = [row for fold in folds for row in fold]
    models = [fit([row for n, fold in enumerate(folds) if n != k for row in fold]) for k in range(FOLDS)]
    model = fit(everything)
    held = [row for rows in dev for row in rows]
    print("least  right days, mean of four folds of pages not seen in training  on dev")
    for least in LEASTS:
        mean = np.mean([share(each, fold, least) for each, fold in zip(models, folds, strict=True)])
        print(f"{least:5.2f}  {mean:.3f}  {share(model, held, least):.3f}")
    save(model, TARGET)


def _golds(name: str) -> list[Path]:
    return [path for path in part(name) if path.suffix == ".json"]


if __name__ == "__main__":
    main()
