"""Floors: the figures that no change may undercut; `python -m tests.gold.floors` pins them to the corpus and model at hand.

A floor only rises. To lower one, say why: `python -m tests.gold.floors --lower "why"` writes the line into CHANGELOG.md as
well. `floors.json` holds the digests of the pages that judge and of the model that was judged: the tests ask for new ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from pathlib import Path
from typing import Any

from train.corpus import digest, part

from multipolar.read.evaluation.evaluation import judge
from multipolar.read.evaluation.gold import gold_page

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FLOORS = HERE / "floors.json"
CHANGELOG = ROOT / "CHANGELOG.md"
MODEL = [ROOT / "src/multipolar/read/coders" / name for name in ("encoder.onnx", "encoder.json", "gate.npz")]
JUDGED = ("events", "parties", "type", "status", "date", "amount", "voice", "statements", "country", "title")
SLACK = 0.01  # another machine's arithmetic


def held(path: Path = FLOORS) -> dict[str, Any]:
    """The floors as they stand."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def judges() -> list[Path]:
    """The gold files of the test part of the corpus."""
    return part("test")


def digest_of_model() -> str:
    """SHA-256 over the files of the models."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in MODEL)).hexdigest()


def figures() -> dict[str, float]:
    """F1 and shares of the default coder on the test part."""
    total = judge(map(gold_page, judges())).total
    return {name: total[name].f1 or 0.0 for name in JUDGED}


def pinned(
    old: dict[str, float], new: dict[str, float]
) -> tuple[dict[str, float], dict[str, tuple[float, float]]]:
    """Floors under new figures, and those of them that would be lower than before."""
    floors = {name: math.floor((figure - SLACK) * 1000) / 1000 for name, figure in new.items()}
    lower = {name: (old[name], new[name]) for name in floors if new[name] < old.get(name, 0.0)}
    return {name: max(floor, old.get(name, 0.0)) for name, floor in floors.items()} | {
        name: floors[name] for name in lower
    }, lower


def main() -> int:
    """Pin the floors."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument(
        "--lower", metavar="WHY", help="lower floors that are undercut, and say why in CHANGELOG.md"
    )
    why = ask.parse_args().lower
    known = held()
    floors, lower = pinned(known["test"], figures())
    for name, (floor, figure) in lower.items():
        print(f"{name}: {figure:.3f} is below its floor {floor:.3f}", file=sys.stderr)
    if lower and not why:
        return 1
    known |= {"test": floors, "pages": digest(judges()), "model": digest_of_model()}
    FLOORS.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    if lower:
        told = ", ".join(f"{name} to {floors[name]:.3f}" for name in lower)
        text = CHANGELOG.read_text(encoding="utf-8").rstrip()
        CHANGELOG.write_text(f"{text}\n- Floors of the figures lowered ({told}): {why}\n", encoding="utf-8")
    print(json.dumps(floors, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
