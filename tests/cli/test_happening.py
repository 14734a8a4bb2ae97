"""The verbs `happenings` and `happening`: what a person reads of an act that is told differently, and what pipes get."""

import csv
import io
import json

import pytest
from tests.ledger.test_account import contract

import multipolar


@pytest.fixture
def book(tmp_path):
    folder = tmp_path / "book"
    with multipolar.open_ledger(folder, create=True) as ledger:
        ledger.admit(contract())
        ledger.link()
    return folder


@pytest.fixture
def key(book):
    with multipolar.open_ledger(book) as ledger:
        return multipolar.happenings(ledger, conflicts=True)["id"][0]


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


def test_the_list_says_how_often_and_how_differently(cli, book, key):
    code, out, err = cli("happenings", "--ledger", book)
    assert (code, err) == (0, "")
    assert out.startswith("2 happenings\n")
    row = next(line for line in out.splitlines() if key[:8] in line)
    assert "RUS ↔ PAK" in row
    assert row.split()[-3:] == ["5", "5", "status,"]
    assert "helicopter" in out


@pytest.mark.parametrize(
    ("given", "n"),
    [
        (("--conflicts",), 1),
        (("--type", "consult"), 1),
        (("--dyad", "Pakistan,russia"), 2),
        (("--dyad", "PAK,IND"), 0),
        (("--since", "2015-08-20"), 0),
        (("--until", "2015-08-19", "--since", "2015-08-19"), 2),
    ],
)
def test_the_list_is_filtered(cli, book, given, n):
    code, out, _ = cli("happenings", *given, "--ledger", book, "--format", "jsonl")
    assert code == 0
    assert len(lines(out)) == n


def test_one_act_is_shown_with_its_course_its_tellings_and_its_conflicts(cli, book, key):
    code, out, err = cli("happening", key[:6], "--ledger", book)
    assert (code, err) == (0, "")
    flat = " ".join(out.split())
    assert flat.startswith(
        "2015-08-19 RUS ↔ PAK exchange or deal (COOPERATE), done, told 5 times by 5 independent sources"
    )
    assert key in out
    assert (
        "Course: planned (told 12 August 2015) → done (told 20 August 2015) → denied (told 23 August 2015)"
        in flat
    )
    assert "5 tellings" in out
    assert "Reuters → Dawn" in flat
    assert "– a general, PAK" in flat.replace("a general,", "a general,")
    assert "≠ Status: done, say Reuters, The Post and a general; denied, says Courier." in flat
    assert "≠ How many: 36 helicopters, say Reuters and The Post; 20, says a general." in flat
    assert max(len(line) for line in out.splitlines()) <= 100


def test_an_act_told_once_has_no_conflicts(cli, book):
    (row,) = lines(cli("happenings", "--type", "CONSULT", "--ledger", book, "--format", "jsonl")[1])
    _, out, _ = cli("happening", row["id"], "--ledger", book)
    assert "told once by 1 independent source" in " ".join(out.split())
    assert "≠" not in out
    assert "Course" not in out


def test_formats_for_programs_give_every_part(cli, book, key):
    given = ("happening", key, "--ledger", book, "--format")
    rows = lines(cli(*given, "jsonl")[1])
    assert json.loads(cli(*given, "json")[1]) == rows
    assert [row["part"] for row in rows] == [
        "happening",
        *["course"] * 3,
        *["telling"] * 5,
        *["conflict"] * 2,
    ]
    with multipolar.open_ledger(book) as ledger:
        found = multipolar.happening(ledger, key)
    assert [row["event"] for row in rows if row["part"] == "telling"] == [
        row["event"] for row in found.tellings
    ]
    table = list(csv.DictReader(io.StringIO(cli(*given, "csv")[1])))
    assert [row["status"] for row in table] == ["planned", "done", "done", "done", "denied"]
    assert json.loads(table[1]["amounts"])[0]["item"] == "Mi-35"


@pytest.mark.parametrize(
    ("given", "words"), [("12", "is no id"), ("0123456789abcdef", "No happening and no event")]
)
def test_what_is_not_there_is_said(cli, book, given, words):
    code, out, err = cli("happening", given, "--ledger", book)
    assert (code, out) == (2, "")
    assert words in err


def test_the_report_says_what_is_told_differently(cli, book, tmp_path):
    target = tmp_path / "report.html"
    assert cli("report", "PAK", "RUS", "-o", target, "--ledger", book)[0] == 0
    page = target.read_text("utf-8")
    assert page.count("<dt>Told differently</dt>") == 1
    assert "How many: 36 helicopters, say Reuters and The Post; 20, says a general" in page
