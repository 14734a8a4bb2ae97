"""Train the gate of the rule coder on the corpus: `make train` (a minute or two).

In: `corpus/NAME.gold.json` with its page. Out: `gate.npz` beside the coder, and the figures of a cross-validation
by page: every page is judged by a gate that has not seen it. The threshold of `rules.py` and the strength below were
chosen by these figures. Deterministic.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from multipolar.read.coders import rules
from multipolar.read.coders.attach import clause
from multipolar.read.coders.frames import Hypothesis, hypotheses
from multipolar.read.coders.gate import features
from multipolar.read.coders.scene import Scene
from multipolar.read.coders.status import status_of
from multipolar.read.coders.weights import Linear
from multipolar.read.extract import layers_of
from multipolar.read.intake import Raw
from multipolar.read.page import documents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
CORPUS, TARGET = ROOT / "corpus", ROOT / "src/multipolar/read/coders/gate.npz"
LABELS = ("wrong", "right")
STRENGTH = 0.1  # inverse regularisation
SEEN = 2  # a feature counts from its second example on
FOLDS = 4
SAME = str.maketrans(
    {"\n": " ", "\t": " ", "\xa0": " ", "“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-"}
)


@dataclass(frozen=True)
class Guess:
    """A hypothesis, what the gate sees of it, and which gold event it tells (-1: none; null: an optional one)."""

    hypothesis: Hypothesis
    seen: list[str]
    told: int | None


@dataclass(frozen=True)
class Page:
    """A page of the corpus: the guesses of each trigger, and how many events there are to find."""

    scenes: list[tuple[Scene, list[list[Guess]]]]
    wanted: int


def page(path: Path) -> Page:
    """Read a page of the corpus and judge every hypothesis by its gold."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    source = path.parent / gold["file"]
    published = date.fromisoformat(gold["published"]) if gold["published"] else None
    found, _ = documents(Raw(source.name, source.read_bytes(), source.suffix), published=published)
    scenes = []
    for document in found:
        scene = Scene(layers_of(document))
        rows = [list(guesses(scene, trigger, gold["events"])) for trigger in rules.triggers(scene)]
        scenes.append((scene, [row for row in rows if row]))
    return Page(scenes, sum(not event["optional"] for event in gold["events"]))


def guesses(scene: Scene, trigger: Any, events: list[dict[str, Any]]) -> Iterator[Guess]:  # noqa: ANN401
    """Yield each hypothesis about a trigger with the event that it tells."""
    text = scene.doc.text.translate(SAME)
    for hypothesis in hypotheses(scene, trigger):
        span = clause(trigger)
        told: int | None = -1
        for number, event in enumerate(events):
            start = text.find(event["quote"].translate(SAME))
            apart = start < 0 or start >= span.end_char or start + len(event["quote"]) <= span.start_char
            if apart or not fits(hypothesis, event):
                continue
            inside = start <= trigger.idx < start + len(event["quote"])
            told = number if inside and not event["optional"] else None
            if told is not None:
                break
        yield Guess(hypothesis, list(features(scene, hypothesis)), told)


def fits(guess: Hypothesis, event: dict[str, Any]) -> bool:
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


def fit(pages: Sequence[Page]) -> Linear:
    """Fit the gate on pages."""
    rows = [
        g for p in pages for _, triggers in p.scenes for row in triggers for g in row if g.told is not None
    ]
    counts = Counter(feature for guess in rows for feature in set(guess.seen))
    index = {feature: row for row, feature in enumerate(sorted(f for f, n in counts.items() if n >= SEEN))}
    columns = [[index[f] for f in set(guess.seen) if f in index] for guess in rows]
    ends = np.cumsum([0, *map(len, columns)])
    flat = [column for row in columns for column in row]
    table = csr_matrix((np.ones(len(flat), np.float32), flat, ends), (len(rows), len(index)))
    model = LogisticRegression(C=STRENGTH, max_iter=1000, fit_intercept=False)
    model.fit(table, [guess.told is not None and guess.told >= 0 for guess in rows])
    return Linear(LABELS, index, np.vstack([np.zeros(len(index)), model.coef_[0]]).T.astype(np.float32), 1.0)


def score(pages: Sequence[Page], gate: Linear, least: float) -> tuple[float, float, float]:
    """Return precision, recall and F1 of events (type and parties) at a threshold."""
    right = given = 0
    for scene, triggers in (each for p in pages for each in p.scenes):
        best = {}
        for row in triggers:
            chance, guess = max(((gate.probabilities(g.seen)[1], g) for g in row), key=lambda pair: pair[0])
            if chance >= least:
                best[id(guess.hypothesis)] = (rules.Found(guess.hypothesis, float(chance)), guess.told)
        kept = [
            best[id(found.guess)][1] for found in rules.distinct(scene, (found for found, _ in best.values()))
        ]
        right += len({told for told in kept if told is not None and told >= 0})
        given += sum(told is not None for told in kept)
    wanted = sum(p.wanted for p in pages)
    return right / max(given, 1), right / wanted, 2 * right / (given + wanted)


def save(gate: Linear) -> None:
    """Write the gate, without the features that weigh next to nothing."""
    kept = sorted(f for f, row in gate.index.items() if np.abs(gate.weight[row]).max() > 0.01)
    weight = gate.weight[[gate.index[f] for f in kept]].astype(np.float16)
    feature = np.frombuffer("\n".join(kept).encode(), dtype=np.uint8)
    np.savez_compressed(
        TARGET, label=np.array(gate.labels), feature=feature, weight=weight, temperature=gate.temperature
    )


def main() -> None:
    """Cross-validate, print the figures, then fit on all pages and save."""
    pages = [page(path) for path in sorted(CORPUS.glob("*.gold.json"))]
    folds = [([p for n, p in enumerate(pages) if n % FOLDS != k], pages[k::FOLDS]) for k in range(FOLDS)]
    gates = [(fit(seen), unseen) for seen, unseen in folds]
    print("least  precision  recall  F1    (mean of four folds, pages not seen in training)")
    for least in (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        figures = np.mean([score(unseen, gate, least) for gate, unseen in gates], axis=0)
        print(f"{least:5.2f}  {figures[0]:9.3f}  {figures[1]:6.3f}  {figures[2]:5.3f}")
    save(fit(pages))


if __name__ == "__main__":
    main()
