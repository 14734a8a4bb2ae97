"""multipolar evaluate, as a user runs it."""

import json

import pytest
from tests.cli.conftest import PAGE

SOLD = {
    "id": "E1", "actors": ["ITA"], "recipients": ["NOR"], "mutual": True, "type": ["COOPERATE"], "mode": [], "status": "done",
    "date": None, "amount": None, "voice": None, "quote": "Italy sold Norway four ships", "optional": False,
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    told = {"file": "a.txt", "published": None, "documents": [], "events": [SOLD], "statements": []}
    (tmp_path / "a.gold.json").write_text(json.dumps(told), encoding="utf-8")
    return tmp_path


def test_the_totals(cli, folder):
    code, out, _ = cli("evaluate", folder, "--coder", "rules")
    assert code == 0
    assert "events" in out
    assert "recall" in out


@pytest.mark.parametrize(("view", "names"), [("--pages", {"page", "f1"}), ("--curve", {"least", "recall"})])
def test_pages_and_curve(cli, folder, view, names):
    code, out, _ = cli("evaluate", folder, view, "--format", "json")
    rows = json.loads(out)
    assert code == 0
    assert rows
    assert names <= set(rows[0])


def test_min_confidence_leaves_out(cli, folder):
    _, out, _ = cli("evaluate", folder, "--min-confidence", "1", "--format", "json")
    events = {row["measure"]: row for row in json.loads(out)}["events"]
    assert (events["right"], events["missed"]) == (0, 1)


def test_a_folder_without_gold(cli, tmp_path):
    code, out, err = cli("evaluate", tmp_path)
    assert (code, out) == (2, "")
    assert "holds no annotated page" in err


def test_an_unknown_coder(cli, folder):
    code, _, err = cli("evaluate", folder, "--coder", "none")
    assert code == 2
    assert "There is no coder 'none'" in err
