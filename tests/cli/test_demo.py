"""`multipolar demo`: what it prints, what stands in its ledger, and that running it again changes nothing."""

import csv
import re
from importlib.resources import files

import pytest

from multipolar.ledger.store import open_ledger
from multipolar.measure.evidence import evidence
from multipolar.measure.shifts import shifts

MANIFEST = list(
    csv.DictReader(files("multipolar.samples").joinpath("manifest.csv").read_text("utf-8").splitlines())
)


def said(demo):
    return (demo / "said").read_text("utf-8")


def blocks(demo):
    """Return the lines of each shift: headline, how sure, quotation and chain."""
    middle = re.split(r"Who is moving toward or away from whom.*\n\n", said(demo))[1].split("The report: ")[0]
    told = middle.split("  Less likely than not, ")[0]
    return [block.splitlines() for block in told.strip().split("\n\n")]


def test_what_it_says(demo):
    out = said(demo)
    assert re.search(r"^Read 1\d\d pages: 1\d\d documents in 1\d\d stories$", out, re.MULTILINE)
    report = demo / "book" / "report.html"
    assert f"The report: {report} (open it in a browser)" in out
    assert "<html" in report.read_text("utf-8")[:200].lower()
    assert f"  multipolar show PAK RUS --ledger {demo / 'book'} " in out
    assert "[bold]" not in out
    assert max(len(line) for line in out.split("The report: ")[0].splitlines()) <= 100


def test_problems_go_to_standard_error(demo):
    told = (demo / "told").read_text("utf-8").splitlines()
    assert any("empty-page.txt is empty" in line for line in told)
    assert all(line.startswith("problem: ") for line in told)


def test_every_shift_is_told_with_its_best_quotation_and_chain(demo):
    with open_ledger(demo / "book") as book:
        found = shifts(book).to_dicts()[:8]
    shown = blocks(demo)
    assert len(shown) == len(found) >= 2
    for row, lines in zip(found, shown, strict=True):
        assert lines[0].startswith(
            f"{row['a']} {'→←' if row['direction'] == 'toward' else '←→'} {row['b']}  "
        )
        words = " ".join(" ".join(lines).split())
        assert f"{row['direction']}, probability {row['probability']:.2f}, began " in words
        assert f"{row['n_happening']} happening" in words
        assert f"from {row['n_source']} independent source" in words
        quotation = re.search(r"“(.*)”", words)[1]
        assert 40 <= len(quotation) <= 242
        assert re.match(r"[\"“‘']?[A-Z0-9]", quotation)
        assert re.search(r"([.!?][\"”’]?|…)$", quotation)
        assert re.search(r" · (\d{4}-\d\d-\d\d|no date)$", lines[-1].strip())


@pytest.mark.parametrize("dyad", [("IND", "USA"), ("PAK", "RUS")])
def test_the_story_of_the_four_states(demo, dyad):
    with open_ledger(demo / "book") as book:
        (row,) = shifts(book, dyad=dyad, probability=0).to_dicts()  # the likeliest change, however sure
        known = set(evidence(book, *dyad)["happening"])
    assert row["direction"] == "toward"
    assert row["n_source"] >= 3
    assert known >= set(row["happenings"]) > set()


def test_a_copy_is_in_the_story_of_its_original(demo):
    with open_ledger(demo / "book") as book:
        rows = book.sql(
            "SELECT source, story FROM document WHERE role = 'article' ORDER BY source"
        ).to_dicts()
    stories = {}
    for row in rows:
        stories.setdefault(row["source"].rsplit("/", 1)[-1], set()).add(row["story"])
    copies = [row for row in MANIFEST if row["copy_of"]]
    assert len(copies) >= 4
    for row in copies:
        assert stories[row["file"]] & stories[row["copy_of"]], row["file"]


def test_the_demo_once_more_changes_nothing(cli, demo):
    with open_ledger(demo / "book") as book:
        before = book.counts()
    code, out, _ = cli("demo", "--ledger", demo / "book")
    assert code == 0
    assert f"{before.documents} documents ({before.documents} were there already)" in out
    with open_ledger(demo / "book") as book:
        assert book.counts() == before
        assert book.verify() == []
    assert out.split("Who is moving")[1] == said(demo).split("Who is moving")[1]
