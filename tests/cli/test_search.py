"""multipolar search, as one sees it."""

import csv
import io
import json
import re
from datetime import date

import pytest

from multipolar.cli.search import BEFORE, LONGEST, _window
from multipolar.ledger import place
from multipolar.ledger.records import Document, Reading, identified
from multipolar.ledger.store import open_ledger


@pytest.fixture
def book(tmp_path):
    """A folder with a ledger of three texts, not linked."""
    texts = {
        "en": "The tanks\n\nTanks\x1b[31m and \u202etanks came. Nobody saw the ships.",
        "ur": "روسی وزیر دفاع نے دورہ کیا۔ وہ گیا۔",
        "de": "Köln. "
        + "Sehr viele Schiffe fuhren vorbei, " * 12
        + "und zuletzt kam ein Panzer aus Köln, "
        + "dann wieder Schiffe, " * 12,
    }
    with open_ledger(tmp_path / "book", create=True) as made:
        for language, text in texts.items():
            title = "The tanks" if language == "en" else None
            made.admit(
                [
                    Reading(
                        identified(
                            Document(
                                "",
                                "pages/a.txt",
                                "article",
                                title,
                                (),
                                (),
                                None,
                                date(2015, 2, 10),
                                language,
                                text,
                            )
                        )
                    )
                ]
            )
    return tmp_path / "book"


def test_the_query_of_the_front_page(cli, demo):
    code, out, err = cli("search", "Mi-35", "--dyad", "PAK,RUS", "--since", "2014", "--ledger", demo / "book")
    assert (code, err) == (0, "")
    assert re.match(r"\d+ sentences\n• ", out)
    assert all("Mi-35" in each for each in out.split("\n• ")[1:])
    assert max(len(line) for line in out.splitlines()) <= 100


def test_formats_hold_the_same_and_quotes_are_verbatim(cli, demo):
    given = ("search", "helicopters OR tanks", "--ledger", demo / "book", "--limit", "0", "--format")
    lines = [json.loads(line) for line in cli(*given, "jsonl")[1].splitlines()]
    assert json.loads(cli(*given, "json")[1]) == lines
    table = list(csv.DictReader(io.StringIO(cli(*given, "csv")[1])))
    assert [row["document"] for row in table] == [row["document"] for row in lines]
    with open_ledger(demo / "book") as book:
        for row in lines:
            assert book.document(row["document"]).text[row["start"] : row["end"]] == row["quote"]
            assert all(
                re.fullmatch("(?i)helicopters|tanks", row["quote"][m["start"] : m["end"]])
                for m in row["matches"]
            )
    assert len(lines) > 20


def test_words_found_are_bold_in_a_terminal_and_orders_to_it_are_gone(cli, book, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    _, out, _ = cli("search", "TANKS", "came", "--ledger", book)
    assert "\x1b[1mTanks\x1b[0m [31m and \x1b[1mtanks\x1b[0m \x1b[1mcame\x1b[0m." in out
    assert "\x1b[31m" not in out
    assert "\u202e" not in out


def test_writing_from_right_to_left_keeps_its_marks_on_its_side(cli, book):
    _, out, _ = cli("search", "دوره", "--ledger", book)
    assert "• \u200fروسی وزیر دفاع نے دورہ کیا۔\u200f" in out
    assert "2015-02-10\u200e · \u200ea.txt" in out


def test_a_long_sentence_is_cut_around_what_was_found(cli, book):
    _, out, _ = cli("search", "panzer", "--ledger", book)
    line = " ".join(out.split("•")[1].split())
    assert line.startswith("… ")
    assert "ein Panzer aus Köln, dann wieder" in line
    assert "… 2015-02-10" in line
    assert len(line) < LONGEST + 40


@pytest.mark.parametrize("size", [1, LONGEST - 1, LONGEST, LONGEST + 1, 5 * LONGEST])
@pytest.mark.parametrize("spaced", [True, False])
def test_the_window_holds_the_first_word_found(size, spaced):
    quote = ("word " if spaced else "xxxxx") * (size // 5 + 1)
    for first in (0, size // 2, len(quote) - 5):
        low, high = _window(quote, first)
        assert 0 <= low <= first < high <= len(quote)
        assert high - low <= LONGEST + 1
        assert low == 0 or first - low <= BEFORE


def test_how_many_are_left_out_is_said(cli, demo, tmp_path):
    _, out, _ = cli("search", "the", "--limit", "3", "--ledger", demo / "book")
    assert re.match(r"3 of 1,\d\d\d sentences\n", out)
    _, out, _ = cli("search", "xylophone", "--ledger", demo / "book")
    assert out == "0 sentences: nothing found.\n"
    with open_ledger(tmp_path / "many", create=True) as made:
        for number in range(90):
            text = " ".join(f"Tank {number} of {part}." for part in range(25))
            made.admit(
                [Reading(identified(Document("", "a", "article", None, (), (), None, None, "en", text)))]
            )
    _, out, _ = cli("search", "tank", "--ledger", tmp_path / "many")
    assert out.startswith(
        "20 of more than 2,000 sentences · the newest were ranked; narrow the search for older ones\n"
    )


def test_a_copy_is_counted(cli, demo):
    _, out, _ = cli("search", '"unprovoked attack"', "--ledger", demo / "book")
    assert re.match(r"\d sentences · \d cop(y|ies) not printed\n", out)
    assert " · and 1 copy" in " ".join(out.split())


def test_what_another_program_is_bringing_in_is_said(cli, book):
    with place.alone(book):
        code, out, err = cli("search", "tanks", "--ledger", book)
    assert (code, out) == (0, "0 sentences: nothing found.\n")
    assert err.startswith("3 documents that another program is bringing into the ledger are not searched yet")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("...",), "The query '...' has no word in it."),
        (("--", "-tanks"), "only says what to leave out"),
        (("tanks", "--since", "2015-02-30"), "--since '2015-02-30' is not a day"),
        (
            ("tanks", "--since", "2015-13"),
            "--since '2015-13' is no month or year: write one as 2015-02 or 2015.",
        ),
        (("tanks", "--until", "0000"), "is no month or year"),
        (
            ("tanks", "--since", "2016", "--until", "2015-12"),
            "--since 2016-01-01 is later than --until 2015-12-31",
        ),
        (("tanks", "--dyad", "PAK"), "does not name two states"),
        (("tanks", "--language", "Urdu"), "“Urdu” is no code of a language"),
        (("tanks", "--says", "?"), "has no letters"),
    ],
)
def test_what_cannot_be_searched_is_said_in_a_sentence(cli, book, words, said):
    code, out, err = cli("search", "--ledger", book, *words)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_missing_ledger_is_said(cli, tmp_path):
    code, _, err = cli("search", "tanks", "--ledger", tmp_path / "none")
    assert code == 3
    assert "There is no ledger at" in err


@pytest.mark.parametrize(
    ("verb", "words", "count"),
    [
        ("search", ("tanks", "--since", "2015-02", "--until", "2015-02"), 2),
        ("search", ("tanks", "--since", "2015-03"), 0),
        ("search", ("tanks", "--until", "2015"), 2),
        ("search", ("tanks", "--until", "2014"), 0),
    ],
)
def test_months_and_years_are_days(cli, book, verb, words, count):
    _, out, _ = cli(verb, *words, "--ledger", book, "--format", "jsonl")
    assert len(out.splitlines()) == count


def test_records_takes_months_and_years_too(cli, demo):
    given = ("records", "--ledger", demo / "book", "--format", "jsonl")
    whole = cli(*given, "--since", "2015-02-01", "--until", "2015-02-28")[1]
    assert whole
    assert cli(*given, "--since", "2015-02", "--until", "2015-02")[1] == whole
    assert (
        cli(*given, "--since", "2015", "--until", "2015")[1]
        == cli(*given, "--since", "2015-01-01", "--until", "2015-12-31")[1]
    )
