"""Figures: how well the seed page and the test part of the corpus are read. `floors.json` holds what may not be undercut."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.gold import floors

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1].parent / "shared"
ARTICLES, SCORER = SHARED / "gold" / "articles", SHARED / "tools" / "score.py"
FLOORS = floors.held()
READ = "import sys; from multipolar.cli import main; sys.exit(main())"
COMMAND = [sys.executable, "-c", READ, "read", "{file}", "--published", "{published}", "--format", "jsonl"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    if not (SCORER.is_file() and (ARTICLES / "origin.gold.json").is_file()):
        pytest.skip(f"no annotated articles beside the repository ({SHARED})")
    folder = tmp_path_factory.mktemp("gold")
    for name in ("origin.gold.json", "origin.txt"):
        shutil.copy(ARTICLES / name, folder / name)
    asked = [sys.executable, str(SCORER), str(folder), "--json", "--", *COMMAND]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=120, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def figure(report: dict[str, Any], name: str) -> float:
    for part in name.split("."):
        report = report[part]
    return float(report)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", FLOORS["origin"])
def test_no_figure_of_the_seed_page_is_below_its_floor(name: str, report: dict[str, Any]):
    assert figure(report["total"], name) >= FLOORS["origin"][name]


def test_the_floors_are_those_of_this_corpus_and_model():
    """A new model or test part is judged anew: `python -m tests.gold.floors`."""
    assert FLOORS["pages"] == floors.digest(floors.judges())
    assert FLOORS["model"] == floors.digest_of_model()


def test_no_figure_of_the_test_part_is_below_its_floor():
    found = floors.figures()
    assert set(FLOORS["test"]) == set(found)
    assert {name: figure for name, figure in found.items() if figure < FLOORS["test"][name]} == {}


def test_a_floor_rises_and_is_lowered_only_by_name():
    new, lower = floors.pinned({"events": 0.40, "status": 0.90}, {"events": 0.50, "status": 0.85})
    assert new == {"events": 0.49, "status": 0.84}
    assert lower == {"status": (0.90, 0.85)}
    same, none = floors.pinned({"events": 0.495}, {"events": 0.50})
    assert (same, none) == ({"events": 0.495}, {})
