import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from multipolar import evaluate
from multipolar.errors import UsageError
from multipolar.read.evaluation.evaluation import Evaluation
from multipolar.read.evaluation.tally import Judged, Score, Tally

SHARED = Path(__file__).resolve().parents[4] / "shared"
ARTICLES, SCORER = SHARED / "gold" / "articles", SHARED / "tools" / "score.py"
PAGE = """\
Ministers meet in Rome

By Ada Lund

Italy sold Norway four ships on Thursday. French jets bombed a Spanish port.
"""
SOLD = {
    "id": "E1", "actors": ["ITA"], "recipients": ["NOR"], "mutual": True, "type": ["COOPERATE"], "mode": [], "status": "done",
    "date": ["2011-06-02", "2011-06-02"], "amount": {"value": 4, "unit": "ship"}, "voice": None,
    "quote": "Italy sold Norway four ships", "optional": False,
}  # fmt: skip
WON = {**SOLD, "id": "E2", "actors": ["PRT"], "quote": "Ministers meet", "amount": None}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    article = {"role": "article", "title": "Ministers meet in Rome", "byline": "Ada Lund", "chain": None}
    told = {"file": "a.txt", "published": "2011-06-03", "documents": [article], "events": [SOLD, WON]}
    (tmp_path / "a.gold.json").write_text(json.dumps({**told, "statements": []}), encoding="utf-8")
    return tmp_path


def test_what_is_found_missed_and_false(folder: Path):
    found = evaluate(folder, least=0.5)
    assert found.total["events"] == Tally(right=1, false=1, missed=1)
    assert [found.total[name].f1 for name in ("status", "date", "amount", "voice")] == [1, 1, 1, 1]
    assert found.total["title"].f1 == found.total["byline"].f1 == 1
    assert found.total["statements"].f1 is None
    assert sorted(each.right for each in found.judged) == [False, True]


def test_least_confidence_leaves_out(folder: Path):
    assert evaluate(folder, least=1).total["events"] == Tally(right=0, false=0, missed=2)


@pytest.mark.parametrize("words", ["{", "{}", "[]", '{"file": "a.txt", "published": "soon"}'])
def test_a_broken_annotation_says_so(folder: Path, words: str):
    (folder / "b.gold.json").write_text(words, encoding="utf-8")
    with pytest.raises(UsageError, match=r"b\.gold\.json is no annotation"):
        evaluate(folder)


def test_a_folder_without_gold_and_gold_without_a_page(folder: Path, tmp_path_factory):
    with pytest.raises(UsageError, match="holds no annotated page"):
        evaluate(tmp_path_factory.mktemp("empty"))
    (folder / "a.txt").unlink()
    with pytest.raises(UsageError, match=r"a\.txt, which is not beside it"):
        evaluate(folder)


def of(*pages: tuple[int, int, int], judged: tuple[Judged, ...] = ()) -> Evaluation:
    scores = tuple(
        Score(str(n), {"events": Tally(*counts)}, judged if not n else (), counts[0] + counts[2])
        for n, counts in enumerate(pages)
    )
    return Evaluation("test", scores, ())


def test_the_interval_holds_the_figure_and_narrows():
    low, high = of((8, 2, 2), (2, 8, 8)).interval("events")
    assert low < 0.5 < high
    narrow = of(*[(8, 2, 2), (2, 8, 8)] * 20).interval("events")
    assert narrow[1] - narrow[0] < high - low
    assert of((8, 2, 2), (8, 2, 2)).interval("events") == (0.8, 0.8)
    assert of((0, 0, 0)).interval("events") is None


def test_calibration_error_and_curve():
    judged = (*(Judged(0.75, right) for right in (True, True, True, False)), Judged(0.15, right=None))
    found = of((3, 1, 1), judged=judged)
    assert found.calibration_error == 0
    assert of((1, 0, 0), judged=(Judged(0.6, right=True),)).calibration_error == pytest.approx(0.4)
    first, *_, last = found.curve
    assert (first.precision, first.recall) == (0.75, 0.75)
    assert (last.precision, last.recall) == (None, 0)


@pytest.mark.skipif(not SCORER.is_file(), reason=f"no scorer beside the repository ({SHARED})")
def test_the_figures_are_those_of_the_scorer(tmp_path: Path):
    for name in ("d01", "d04"):
        for path in ARTICLES.glob(f"{name}*"):
            shutil.copy(path, tmp_path)
    program = "import sys; from multipolar.cli import main; sys.exit(main())"
    read = [
        sys.executable,
        "-c",
        program,
        "read",
        "{file}",
        "--published",
        "{published}",
        "--format",
        "jsonl",
    ]
    asked = [
        sys.executable,
        str(SCORER),
        str(tmp_path),
        "--json",
        "--",
        *read,
        "--ledger",
        str(tmp_path / "l"),
    ]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=120, check=True)
    wanted = json.loads(done.stdout)["total"]
    found = evaluate(tmp_path).total
    for name in ("events", "parties", "type", "statements"):
        assert found[name].f1 == pytest.approx(wanted[name]["f1"], abs=0.02), name
    for name in ("status", "date", "amount", "voice", "country", "title", "byline", "chain"):
        assert found[name].f1 == pytest.approx(wanted[name], abs=0.05), name
