"""Linear classifiers: sparse features in, probabilities out (softmax of summed weights).

Stored as `.npz`: `label` and `feature` (arrays of strings), `weight` (features × labels, float32) and
`temperature` (calibration). Made by `train/gate.py` and `train/dating.py` from the corpus; nothing but numpy is needed to use them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Linear:
    """A multinomial logistic model over string features."""

    labels: tuple[str, ...]
    index: dict[str, int]
    weight: NDArray[np.float32]  # features × labels
    temperature: float

    def scores(self, features: Iterable[str]) -> NDArray[np.float64]:
        """Return the sum of weights for each label."""
        rows = [self.index[name] for name in set(features) if name in self.index]
        return np.asarray(self.weight[rows].sum(axis=0, dtype=np.float64))

    def probabilities(self, features: Iterable[str]) -> NDArray[np.float64]:
        """Return a probability for each label; features never seen in training weigh nothing."""
        score = self.scores(features) / self.temperature
        grown = np.exp(score - score.max())
        return np.asarray(grown / grown.sum())


@cache
def load(name: str) -> Linear:
    """Return the packaged model of that name (`gate`, `dating`)."""
    data = files(__package__).joinpath(f"{name}.npz").read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as stored:
        features = bytes(stored["feature"]).decode("utf-8").split("\n")
        index = {feature: row for row, feature in enumerate(features)}
        weight = stored["weight"].astype(np.float32)
        return Linear(tuple(stored["label"].tolist()), index, weight, float(stored["temperature"]))
