"""Rows in every format."""

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.cli.options import Format
from multipolar.cli.output import FORMULA, emit, one_line, say, show_table, stream, tell
from multipolar.ledger.records import Problem

ROWS = [
    {"name": "=1+1", "day": date(2015, 2, 10), "codes": ["PAK", "RUS"], "size": -1.5, "more": {"a": None}},
    {"name": None, "day": None, "codes": [], "size": None, "more": {}},
]


def printed(capsys, shape, rows=ROWS, **more):
    capsys.readouterr()
    emit(rows, shape, **more)
    return capsys.readouterr().out


def test_json_and_lines_hold_every_field(capsys):
    assert json.loads(printed(capsys, Format.json)) == [
        json.loads(line) for line in printed(capsys, Format.jsonl).splitlines()
    ]
    first = json.loads(printed(capsys, Format.json))[0]
    assert first == {
        "name": "=1+1",
        "day": "2015-02-10",
        "codes": ["PAK", "RUS"],
        "size": -1.5,
        "more": {"a": None},
    }


@pytest.mark.parametrize("start", FORMULA)
def test_cells_that_would_run_are_led_by_an_apostrophe(capsys, start):
    out = printed(capsys, Format.csv, [{"words": f"{start}cmd|x", "number": -3}])
    (row,) = csv.DictReader(io.StringIO(out, newline=""))
    assert row == {"words": f"'{start}cmd|x", "number": "-3"}


@given(
    st.lists(
        st.fixed_dictionaries(
            {"a": st.text(st.characters(exclude_categories=["Cs"])), "b": st.none() | st.integers()}
        ),
        max_size=4,
    )
)
def test_csv_and_json_can_be_read_back(rows):
    for shape in (Format.csv, Format.json, Format.jsonl):
        out = io.StringIO(newline="")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stdout", out)
            emit(rows, shape, fields=["a", "b"])
        text = out.getvalue()
        if shape is Format.json:
            assert json.loads(text) == rows
        elif shape is Format.jsonl:
            assert [json.loads(line) for line in text.split("\n")[:-1]] == rows
        else:
            found = list(csv.DictReader(io.StringIO(text, newline="")))
            assert [row["a"] for row in found] == [
                f"'{row['a']}" if row["a"].startswith(FORMULA) else row["a"] for row in rows
            ]


def test_nothing_is_still_well_formed(capsys):
    assert printed(capsys, Format.json, []) == "[]\n"
    assert printed(capsys, Format.jsonl, []) == ""
    assert printed(capsys, Format.csv, [], fields=["a", "b"]) == "a,b\n"
    assert printed(capsys, Format.table, [], title="Shifts") == "Shifts: nothing found.\n"


def test_json_that_was_broken_off_can_be_read(capsys):
    def broken():
        with stream(Format.json) as out:
            out({"a": 1})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert json.loads(capsys.readouterr().out) == [{"a": 1}]


def test_words_of_pages_are_no_markup_and_no_orders(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    show_table([{"words": "[bold]x[/bold] \x1b[31mred"}], {"words": "words"}, "[red] title")
    say("[link]\x07", indented=2)
    out = capsys.readouterr().out
    assert "[bold]x[/bold]" in out
    assert "[red] title" in out
    assert "  [link]" in out
    assert not {"\x1b", "\x07"} & set(out)


def test_problems_are_told_once_and_counted(capsys):
    some = [Problem("read", f"{number}.txt", f"{number}.txt is empty.") for number in range(5)]
    tell([*some, Problem("code", "p.txt", "Too odd.")], most=6)
    assert capsys.readouterr().err.splitlines() == [
        *(f"problem: {n}.txt is empty." for n in range(5)),
        "problem: p.txt: Too odd.",
    ]
    tell(some, most=2)
    assert capsys.readouterr().err.splitlines()[2:] == ["… and 3 more. `multipolar problems` lists them all."]


@given(st.text(), st.integers(min_value=3, max_value=60))
def test_one_line_keeps_its_length(words, most):
    line = one_line(words, most)
    assert len(line) <= most + 1
    assert "\n" not in line
    assert one_line(line, most) == line or line.endswith("…")
