"""The verbs that look into a ledger: every format, what a table shows, what pipes get."""

import csv
import io
import json
import os
import re

import pytest

VERBS = {
    "records": ("records", "--dyad", "PAK,RUS"),
    "happenings": ("happenings", "--dyad", "PAK,RUS"),
    "search": ("search", "helicopters", "--dyad", "PAK,RUS"),
    "shifts": ("shifts", "--probability", "0.2"),
    "show": ("show", "Pakistan", "russia"),
    "problems": ("problems",),
}
FIELDS = {
    "records": {"id", "type", "actors", "recipients", "quote", "status", "date_low", "outlet", "n_source"},
    "happenings": {
        "id",
        "type",
        "actors",
        "recipients",
        "quote",
        "status",
        "n_telling",
        "n_source",
        "conflicts",
    },
    "search": {
        "document",
        "start",
        "end",
        "quote",
        "title",
        "outlet",
        "published",
        "language",
        "speaker",
        "copies",
    },
    "shifts": {"a", "b", "direction", "since", "probability", "happenings", "contributions", "n_source"},
    "show": {"happening", "quote", "sentence", "chain", "amounts", "voice_name"},
    "problems": {"stage", "source", "what", "document"},
}


def rows_of(out, shape):
    if shape == "csv":
        return list(csv.DictReader(io.StringIO(out)))
    return json.loads(out) if shape == "json" else [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("shape", ["json", "jsonl", "csv"])
@pytest.mark.parametrize("verb", VERBS)
def test_formats_for_programs(cli, demo, verb, shape):
    code, out, err = cli(*VERBS[verb], "--ledger", demo / "book", "--format", shape)
    assert (code, err) == (0, "")
    rows = rows_of(out, shape)
    assert rows
    found = [row for row in rows if verb != "show" or row.get("part", "evidence") == "evidence"]
    assert all(row.keys() >= FIELDS[verb] for row in found)
    if verb == "show" and shape != "csv":
        assert {row["part"] for row in rows} - {"shifts"} == {"series", "evidence", "statements"}


@pytest.mark.parametrize("verb", ["records", "happenings", "search", "shifts", "problems"])
def test_the_formats_hold_the_same(cli, demo, verb):
    given = (*VERBS[verb], "--ledger", demo / "book", "--format")
    json_, lines, table = (rows_of(cli(*given, shape)[1], shape) for shape in ("json", "jsonl", "csv"))
    assert json_ == lines
    assert len(table) == len(lines)
    assert all(list(row) == list(lines[0]) for row in table)


@pytest.mark.parametrize("verb", VERBS)
def test_tables_fit_a_hundred_columns(cli, demo, verb):
    code, out, err = cli(*VERBS[verb], "--ledger", demo / "book")
    assert (code, err) == (0, "")
    assert max(len(line) for line in out.splitlines()) <= 100
    assert "None" not in out


def test_show_tells_the_story(cli, demo):
    _, out, _ = cli("show", "PAK", "RUS", "--ledger", demo / "book", "--most", "0")
    assert out.startswith("PAK–RUS: level of relations")
    shifts = re.search(r"^Shifts.*?^Evidence", out, re.MULTILINE | re.DOTALL)[0]
    assert re.search(r"^ ?toward +\d{4}-\d\d ", shifts, re.MULTILINE)
    acts = re.findall(r"^• .*(?:PAK|RUS) [→↔] (?:PAK|RUS)  .* \([A-Z]{3,}", out, re.MULTILINE)
    assert len(acts) == int(re.search(r"Evidence: (\d+) happenings", out)[1])
    assert re.search(r"Statements: (\d+) statements", out)
    assert re.search(r"^  (about )?\d+ helicopters?\b", out, re.MULTILINE)


def test_show_names_whose_words_an_act_stands_on(cli, demo):
    given = ("show", "PAK", "RUS", "--ledger", demo / "book")
    rows = rows_of(cli(*given, "--format", "jsonl")[1], "jsonl")
    told = {row["voice_name"] for row in rows if row["part"] == "evidence" and row["voice"]}
    _, out, _ = cli(*given, "--most", "0")
    assert told
    flat = " ".join(out.split())
    assert all(" ".join(name.split()) in flat for name in told)


def test_show_is_short_unless_all_is_asked_for(cli, demo):
    _, out, _ = cli("show", "PAK", "RUS", "--ledger", demo / "book", "--most", "2")
    assert len(re.findall(r"^• ", out, re.MULTILINE)) == 2
    assert "All of them: add --most 0" in out


def test_records_are_filtered(cli, demo):
    given = ("records", "--ledger", demo / "book", "--format", "jsonl")
    every = rows_of(cli(*given)[1], "jsonl")
    some = rows_of(
        cli(*given, "--type", "cooperate", "--status", "Done", "--since", "2015-01-01")[1], "jsonl"
    )
    assert 0 < len(some) < len(every)
    assert {(row["type"], row["status"]) for row in some} == {("COOPERATE", "done")}
    name = next(row["speaker_name"] for row in every if row["speaker_name"])
    said = rows_of(cli(*given, "--says", name.lower())[1], "jsonl")
    assert 0 < len(said) < len(every)
    assert all(name in row["speaker_name"] for row in said)
    sure = rows_of(cli(*given, "--min-confidence", "0.6")[1], "jsonl")
    assert 0 < len(sure) < len(every)
    assert all(row["confidence"] >= 0.6 for row in sure)


def test_bodies_are_parties_too(cli, demo):
    given = ("--ledger", demo / "book", "--format", "jsonl")
    code, out, _ = cli("records", "--dyad", "nat,Pakistan", *given)
    assert code == 0
    assert all({"NAT", "PAK"} <= {*row["actors"], *row["recipients"]} for row in rows_of(out, "jsonl"))
    assert out


def test_nothing_found_is_said(cli, small):
    given = ("--ledger", small)
    assert cli("records", "--dyad", "PER,CHL", *given)[:2] == (0, "0 events: nothing found.\n")
    assert cli("records", "--dyad", "PER,CHL", "--format", "json", *given)[:2] == (0, "[]\n")
    assert cli("records", "--dyad", "PER,CHL", "--format", "jsonl", *given)[:2] == (0, "")
    assert cli("records", "--dyad", "PER,CHL", "--format", "csv", *given)[1].startswith("id,document,")
    assert cli("shifts", *given)[:2] == (0, "0 shifts: nothing found.\n")


def test_problems_are_listed(cli, small):
    code, out, _ = cli("problems", "--ledger", small)
    assert code == 0
    assert out.startswith("1 problem\n")
    assert "is empty: there is nothing to read in it." in " ".join(out.split())


def test_verify_says_that_the_ledger_is_whole(cli, small):
    code, out, err = cli("verify", "--ledger", small)
    assert (code, err) == (0, "")
    assert re.fullmatch(
        r"Whole: 1 document, \d+ events?, \d+ statements?; every quotation stands where it should be\.\n", out
    )


def test_verify_lists_the_damage(cli, page, tmp_path):
    book = tmp_path / "l"
    assert cli("read", page, "--ledger", book)[0] == 0
    (blob,) = [path for path in (book / "blobs").rglob("*") if path.is_file()]
    blob.chmod(0o600)
    blob.write_bytes(b"other")
    code, out, err = cli("verify", "--ledger", book)
    assert (code, out) == (1, "")
    assert err.startswith("problem: ")
    assert "Traceback" not in err


def test_a_report_is_written(cli, demo, tmp_path):
    target = tmp_path / "[bold] r.html"
    code, out, _ = cli("report", "Pakistan", "RUS", "-o", target, "--ledger", demo / "book")
    assert (code, out) == (0, f"Wrote {target}. Open it in a browser.\n")
    assert "Pakistan and Russia" in target.read_text("utf-8")


@pytest.mark.parametrize("shape", ["table", "jsonl", "csv"])
def test_whoever_reads_the_output_may_have_enough(program, demo, shape):
    reader, writer = os.pipe()
    os.close(reader)  # no one reads at all: sooner than `head -1` could stop
    ended = program("records", "--ledger", demo / "book", "--format", shape, stdout=writer)
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (0, b"")
