"""A record judged by hand: confirmed, rejected, corrected, undone, and its history."""

import json

import pytest


@pytest.fixture
def own(cli, page, tmp_path):
    """A ledger of its own, its events, and how to run a verb on it."""
    book = tmp_path / "book"
    assert cli("read", page, "--published", "2012-05-05", "--coder", "rules", "--ledger", book)[0] == 0

    def run(*words: object):
        return cli(*words, "--ledger", book)

    return run


def events(own, *words: str):
    return [json.loads(line) for line in own("records", *words, "--format", "jsonl")[1].splitlines()]


def sale(own):
    return next(row for row in events(own) if "sold" in row["quote"])["id"]


def test_the_table_of_records_gives_ids_that_do(own):
    out = own("records")[1]
    assert sale(own)[:8] in out


def test_rejected_then_undone(own):
    before = events(own)
    code, out, err = own("review", sale(own)[:8], "reject", "--by", "Ana", "--reason", "never sold")
    assert (code, err) == (0, "")
    assert "rejected" in out
    assert len(events(own)) == len(before) - 1
    assert events(own, "--no-reviews") == before
    assert own("review", before[0]["id"], "undo", "--by", "Ana")[0] == (
        0 if before[0]["id"] == sale_id(before) else 2
    )
    own("review", sale_id(before), "undo", "--by", "Ana")
    assert events(own) == before


def sale_id(rows):
    return next(row for row in rows if "sold" in row["quote"])["id"]


def test_corrected_with_words_of_the_page(own):
    given = (
        "--status",
        "planned",
        "--date",
        "2012-05-01..2012-05-31",
        "--recipient",
        "FRA=France",
        "--one-way",
    )
    code, out, err = own("review", sale(own), "correct", "--by", "Ana", *given)
    assert (code, err) == (0, "")
    (row,) = [row for row in events(own) if row["coder"] == "review"]
    assert row["id"] in out
    assert (row["status"], row["date_low"], row["date_high"]) == ("planned", "2012-05-01", "2012-05-31")
    assert row["recipients"] == ["FRA"]
    assert row["confidence"] == 1.0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("undo", "--by", "Ana"), "nothing to undo"),
        (("confirm",), "name of its reviewer"),
        (("correct", "--by", "Ana"), "says what changes"),
        (("correct", "--by", "Ana", "--type", "HUG"), "--type"),
        (("correct", "--by", "Ana", "--actor", "FRA"), "which words of the page"),
        (("correct", "--by", "Ana", "--actor", "FRA=Gaul"), "do not stand"),
        (("correct", "--by", "Ana", "--date", "2012-06-01..2012-05-01"), "no interval"),
        (("correct", "--by", "Ana", "--date", "soon"), "is not a day"),
    ],
)
def test_what_is_refused_is_said(own, words, said):
    before = events(own)
    code, out, err = own("review", sale(own), *words)
    assert (code, out) == (2, "")
    assert said in err
    assert events(own) == before


def test_history(own):
    event = sale(own)
    own("review", event, "correct", "--by", "Ana", "--reason", "announced only", "--status", "planned")
    code, out, err = own("history", event[:6])
    assert (code, err) == (0, "")
    assert all(word in out for word in ("rules", "Ana", "announced only", "corrected to", "What stands now"))
    assert max(len(line) for line in out.splitlines()) <= 100
    steps = [json.loads(line) for line in own("history", event, "--format", "jsonl")[1].splitlines()]
    assert [step["what"] for step in steps] == ["told", "correct"]


def test_no_such_record(own):
    code, out, err = own("history", "abcdef")
    assert (code, out) == (2, "")
    assert "No event" in err


def test_reread(own):
    code, out, err = own("reread")
    assert (code, err) == (0, "")
    assert "1 were coded again" in out
    assert "0 were coded again" in own("reread")[1]
