"""`multipolar stories` and `multipolar story`: every format, with and without colours, what cannot be shown."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date

import pytest

import multipolar
from multipolar.ledger.records import Document, Reading, identified
from multipolar.ledger.store import open_ledger

WIRE = """\
Rome sells Oslo four ships

ROME, June 3 (Wire) - Italy sold Norway four ships on Thursday, and the minister of defence said that it would send two
more in May, once parliament in Oslo has agreed to the price.

The ships are to guard the fisheries off the northern coast. A treaty was signed in Paris the year before.

(Reporting by Ada Lund)
"""
BLOG = """\
Norway buys frigates

Italy sold Norway four frigates on Thursday, and the minister of defence said that it would send two
more in May, once parliament in Oslo has agreed to the price.

The ships are to guard the fisheries off the northern coast.

[bold]Follow us[/bold] \x1b[31m every day
"""
OTHER = "Peru and Chile met in Lima to speak of copper, water and the border that both have claimed since the war."
ESCAPE = re.compile(r"\x1b\[[\d;]*m")


def page(text: str, source: str, outlet: str, day: date, chain: tuple[str, ...] = ()) -> Document:
    title = text.split("\n", maxsplit=1)[0]
    return identified(Document("", source, "article", title, (), chain, outlet, day, "en", text))


@pytest.fixture
def made(tmp_path):
    """A ledger of a text, three copies of it and another text."""
    wire = page(WIRE, "pages/wire.txt", "Wire", date(2011, 6, 3))
    again = replace(wire, text=WIRE.replace("\n\n", "\n"), source="again.txt", published=date(2011, 6, 5))
    documents = {
        "wire": wire,
        "blog": page(BLOG, "pages/blog.html", "The Blog", date(2011, 6, 4), ("Wire", "The Blog")),
        "again": identified(again),
        "other": page(OTHER, "other.txt", "The Andes", date(2011, 6, 4)),
    }
    with open_ledger(tmp_path / "book", create=True) as book:
        book.admit([Reading(each) for each in documents.values()])
        book.link()
    return tmp_path / "book", documents


def rows(out: str, shape: str):
    if shape == "csv":
        return list(csv.DictReader(io.StringIO(out)))
    return json.loads(out) if shape == "json" else [json.loads(line) for line in out.splitlines()]


def test_stories_are_listed(cli, made):
    book, documents = made
    code, out, err = cli("stories", "--ledger", book)
    assert (code, err) == (0, "")
    assert out.startswith("1 story of several documents\n")
    assert "None" not in out
    for words in (
        "3",
        "2011-06-03",
        "2011-06-05",
        "Rome sells Oslo",
        "The Blog, Wire",
        documents["wire"].id[:10],
    ):
        assert words in " ".join(out.split()), words


@pytest.mark.parametrize("shape", ["json", "jsonl", "csv"])
def test_stories_for_programs(cli, made, shape):
    book, documents = made
    code, out, _ = cli("stories", "--ledger", book, "--format", shape)
    (row,) = rows(out, shape)
    assert (code, row["id"], int(row["n_document"])) == (0, documents["wire"].id, 3)


def test_a_story_is_told(cli, made):
    book, documents = made
    code, out, err = cli("story", "wire.txt", "--ledger", book)
    assert (code, err) == (0, "")
    assert out.startswith("Story of 3 documents\n")
    assert max(len(line) for line in out.splitlines()) <= 100
    flat = " ".join(out.split())
    assert "Copy 1 beside the origin: " in flat
    assert "[-Rome sells Oslo four ships-]" in flat
    assert "four [-ships-]{+frigates+} on Thursday" in flat
    assert "coast.[- A treaty was signed in Paris the year before.-]" in flat
    assert "{+[bold]Follow us[/bold] [31m every day+}" in flat
    assert "Copy 2 beside the origin: the same words; blanks, line breaks or marks differ" in flat
    assert "\x1b" not in out
    assert all(documents[name].id[:10] in flat for name in ("wire", "blog", "again"))


def test_a_story_is_the_same_by_any_of_its_documents(cli, made):
    book, documents = made
    told = cli("story", documents["wire"].id, "--ledger", book)
    assert cli("story", documents["blog"].id[:9], "--ledger", book) == told
    assert cli("story", "again.txt", "--ledger", book) == told


def test_colours_take_the_place_of_marks(cli, made, monkeypatch):
    book, _ = made
    plain = cli("story", "wire.txt", "--ledger", book)[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = cli("story", "wire.txt", "--ledger", book)[1]
    assert "\x1b[9;31mships\x1b[0m\x1b[4;32mfrigates\x1b[0m" in coloured
    assert "[-" not in ESCAPE.sub("", coloured)
    bare = re.sub(r"\[-|-\]|\{\+|\+\}", "", plain)
    assert "".join(ESCAPE.sub("", coloured).split()) == "".join(bare.split())
    monkeypatch.setenv("NO_COLOR", "1")
    assert "[-ships-]" in ESCAPE.sub("", cli("story", "wire.txt", "--ledger", book)[1])


@pytest.mark.parametrize("shape", ["json", "jsonl"])
def test_a_story_for_programs(cli, made, shape):
    book, documents = made
    code, out, err = cli("story", "blog.html", "--ledger", book, "--format", shape)
    assert (code, err) == (0, "")
    found = rows(out, shape)
    told = [row for row in found if row["part"] == "document"]
    assert [row["id"] for row in told] == [documents[name].id for name in ("wire", "blog", "again")]
    assert told[0]["share"] is None
    assert 0.5 < told[1]["share"] < told[2]["share"] == 1
    assert told[1]["chain"] == ["Wire", "The Blog"]
    changes = [row for row in found if row["part"] == "difference"]
    texts = {each.id: each.text for each in documents.values()}
    assert {row["document"] for row in changes} == {documents["blog"].id, documents["again"].id}
    for row in changes:
        assert texts[row["origin"]][row["origin_start"] : row["origin_end"]] == row["origin_quote"]
        assert texts[row["document"]][row["start"] : row["end"]] == row["quote"]


def test_the_differences_are_those_of_the_python_call(cli, made):
    book, _ = made
    found = rows(cli("story", "wire.txt", "--ledger", book, "--format", "jsonl")[1], "jsonl")
    table = rows(cli("story", "wire.txt", "--ledger", book, "--format", "csv")[1], "csv")
    with multipolar.open_ledger(book) as ledger:
        frame = multipolar.differences(ledger, "wire.txt")
        assert multipolar.story(ledger, "wire.txt")["id"].to_list() == [
            row["id"] for row in found if row["part"] == "document"
        ]
    assert [{"part": "difference", **row} for row in frame.to_dicts()] == [
        row for row in found if row["part"] == "difference"
    ]
    assert [row["start"] for row in table] == [str(start) for start in frame["start"]]


def test_a_text_without_copies_is_told(cli, made):
    book, _ = made
    code, out, _ = cli("story", "other.txt", "--ledger", book)
    assert code == 0
    assert out.startswith("Story of 1 document\n")
    assert out.endswith("No other document of the ledger tells this text.\n")
    assert cli("story", "other.txt", "--ledger", book, "--format", "csv")[1].startswith(
        "origin,document,kind,"
    )


def test_copies_in_full_can_be_few(cli, made):
    book, _ = made
    out = cli("story", "wire.txt", "--ledger", book, "--most", "1")[1]
    assert "Copy 2" not in out
    assert out.endswith("… and 1 more. All of them: add --most 0, or --format jsonl for programs.\n")
    assert "Copy 2" in cli("story", "wire.txt", "--ledger", book, "--most", "0")[1]


@pytest.mark.parametrize("words", ["", "nothing.txt", "zz", "*", "[bold]"])
def test_a_document_that_is_not_there(cli, made, words):
    code, out, err = cli("story", words, "--ledger", made[0])
    assert (code, out) == (2, "")
    assert err.startswith(f"multipolar: The ledger has no document {words!r}: give its id")


def test_a_word_for_several_documents(cli, tmp_path):
    with open_ledger(tmp_path / "book", create=True) as book:
        texts = ("Rome sold Oslo four ships.", "Peru met Chile in Lima.")
        book.admit([Reading(page(text, "a.txt", "Wire", date(2011, 6, 3))) for text in texts])
        book.link()
    code, out, err = cli("story", "a.txt", "--ledger", tmp_path / "book")
    assert (code, out) == (2, "")
    assert "'a.txt' may mean 2 documents: " in err
    assert "(Peru met Chile in Lima.)" in err


def test_no_story_has_a_copy(cli, small):
    assert cli("stories", "--ledger", small)[:2] == (0, "0 stories of several documents: nothing found.\n")
    assert cli("stories", "--ledger", small, "--format", "csv")[1].startswith("id,title,outlet,")
