"""Figures: how well the seed page is read. `floors.json` holds what may not be undercut; its page is read by nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1].parent / "shared"
ARTICLES, SCORER = SHARED / "gold" / "articles", SHARED / "tools" / "score.py"
FLOORS: dict[str, float] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
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


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_is_below_its_floor(name: str, report: dict[str, Any]):
    assert figure(report["total"], name) >= FLOORS[name]
