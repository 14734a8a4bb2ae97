"""The calls of Python: every public name is there, and each gives what its command prints."""

import json
from datetime import date

import pytest

import multipolar


@pytest.mark.parametrize("name", multipolar.__all__)
def test_every_public_name_is_there(name):
    assert getattr(multipolar, name).__doc__
    assert name in dir(multipolar)


def test_a_name_that_is_not_there_says_what_is():
    with pytest.raises(AttributeError, match="multipolar has no 'reed'; it has Ledger, "):
        _ = multipolar.reed


def test_read_is_the_function_however_often_it_is_asked_for():
    import multipolar.read.reader  # binds the package to the same name

    assert callable(multipolar.read)
    assert not isinstance(multipolar.read, type)


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


def as_json(frame):
    return json.loads(json.dumps(frame.to_dicts(), default=str))


def test_reading_is_the_command(cli, page, tmp_path):
    day = date(2012, 5, 5)
    with multipolar.open_ledger(tmp_path / "one", create=True) as book:
        summary = multipolar.read([str(page)], book, published=day)
        found, counts = as_json(multipolar.records(book)), book.counts()
    assert cli("read", page, "--published", day, "--ledger", tmp_path / "two")[0] == 0
    assert lines(cli("records", "--ledger", tmp_path / "two", "--format", "jsonl")[1]) == found
    with multipolar.open_ledger(tmp_path / "two") as book:
        assert book.counts() == counts
    assert (summary.new, summary.events) == (1, len(found))


def test_measures_are_the_commands(cli, demo):
    given = ("--ledger", demo / "book", "--format", "jsonl")
    with multipolar.open_ledger(demo / "book") as book:
        shifts = as_json(multipolar.shifts(book))
        series = as_json(multipolar.series(book, "PAK", "RUS", period="year"))
        evidence = as_json(multipolar.evidence(book, "PAK", "RUS"))
        said = as_json(multipolar.said(book, "PAK", "RUS"))
    assert lines(cli("shifts", *given)[1]) == shifts
    shown = lines(cli("show", "PAK", "RUS", *given)[1])
    for part, rows in (("series", series), ("evidence", evidence), ("statements", said)):
        assert [row for row in shown if row["part"] == part] == [{"part": part, **row} for row in rows]


def test_searching_is_the_command(cli, demo):
    given = (
        "search",
        "helicopters -india",
        "--dyad",
        "PAK,RUS",
        "--since",
        "2015",
        "--says",
        "Sharif",
        "--order",
        "date",
    )
    with multipolar.open_ledger(demo / "book") as book:
        filters = {"dyad": ("PAK", "RUS"), "since": date(2015, 1, 1), "says": "Sharif"}
        found = as_json(multipolar.search(book, "helicopters -india", order="date", **filters))
    assert found == lines(cli(*given, "--ledger", demo / "book", "--format", "jsonl")[1])


def test_coding_is_the_command(program):
    line = json.dumps({"id": 1, "text": "Rome sold Oslo four ships.", "date": None})
    assert lines(program("code", stdin=line.encode()).stdout) == list(multipolar.code([line]))


def test_the_report_is_the_command(cli, demo, tmp_path):
    with multipolar.open_ledger(demo / "book") as book:
        written = multipolar.report(book, dyad=("PAK", "RUS"), target=tmp_path / "one.html")
    assert cli("report", "PAK", "RUS", "--ledger", demo / "book", "-o", tmp_path / "two.html")[0] == 0
    assert written.read_bytes() == (tmp_path / "two.html").read_bytes()
