"""The reader: files in, readings into the book; a bad page stops nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from multipolar.errors import ReadError, UsageError
from multipolar.ledger.store import open_ledger
from multipolar.read.intake import Raw
from multipolar.read.reader import Summary, page_of, read, readings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from multipolar.ledger.store import Ledger
    from multipolar.read.reader import Page

FIRST = "Frigates for Chile\n\nNorway sold six frigates to Chile on Monday. It rained all day.\n"
SECOND = "Two must go\n\nSweden expelled two Russian diplomats. “It was time,” said Eva Berg, a Swedish minister.\n"
DAY = date(2015, 2, 10)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "pages"
    place.mkdir()
    (place / "a.txt").write_text(FIRST, encoding="utf-8")
    (place / "b.txt").write_text(SECOND, encoding="utf-8")
    return place


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "book", create=True) as ledger:
        yield ledger


def test_a_page_for_each_file_in_order(folder: Path):
    pages = list(readings([str(folder)], published=DAY))
    assert [page.data.decode() for page in pages] == [FIRST, SECOND]
    assert [event.type for page in pages for reading in page.readings for event in reading.events] == [
        "COOPERATE",
        "SANCTION",
    ]
    assert all(reading.document.published == DAY for page in pages for reading in page.readings)


def test_a_missing_file_is_a_problem_and_the_next_is_read(folder: Path):
    missing, there = readings([str(folder / "none.txt"), str(folder / "a.txt")])
    assert len(missing.problems) == 1
    assert (missing.readings, missing.data) == ((), b"")
    assert there.readings


def test_a_page_that_is_too_large_is_a_problem(folder: Path):
    (page,) = readings([str(folder / "a.txt")], limit=20)
    assert page.problems
    assert not page.readings


def test_a_wrong_coder_is_the_callers_mistake():
    with pytest.raises(UsageError, match="no such coder"):
        page_of(Raw("a.txt", FIRST.encode(), ".txt"), DAY, "no such coder")


@pytest.mark.parametrize("error", [ReadError("it broke"), ValueError("it broke")])
def test_what_goes_wrong_in_a_page_is_its_problem(monkeypatch: pytest.MonkeyPatch, error: Exception):
    def broken(_layers: object) -> None:
        raise error

    monkeypatch.setattr("multipolar.read.extract.coder", lambda _name: broken)
    page = page_of(Raw("a.txt", FIRST.encode(), ".txt"), DAY, "rules")
    assert page.readings == ()
    assert [(problem.stage, problem.source) for problem in page.problems] == [("read", "a.txt")]
    assert "it broke" in page.problems[0].what


def test_reading_into_the_book(folder: Path, book: Ledger):
    seen: list[Page] = []
    summary = read([str(folder)], book, published=DAY, seen=seen.append)
    assert (summary.pages, summary.new, summary.known) == (2, 2, 0)
    assert (summary.events, summary.statements) == (2, 1)
    assert len(seen) == 2
    counts = book.counts()
    assert (counts.documents, counts.events, counts.statements, counts.happenings) == (2, 2, 1, 2)
    assert {book.blob(document.blob or "") for document in book.documents()} == {
        FIRST.encode(),
        SECOND.encode(),
    }


def test_reading_again_changes_nothing(folder: Path, book: Ledger):
    read([str(folder)], book, published=DAY)
    before = book.counts()
    again = read([str(folder)], book, published=DAY)
    assert (again.new, again.known) == (0, 2)
    assert book.counts() == before


def test_problems_are_counted_and_kept(folder: Path, book: Ledger):
    summary = read([str(folder / "none.txt"), str(folder / "a.txt")], book, published=DAY)
    assert len(summary.problems) == 1
    assert len(book.problems()) == 1
    assert summary.new == 1


def test_a_run_cut_short_is_linked_and_can_be_run_again(folder: Path, book: Ledger):
    def stop(page: Page) -> None:
        raise KeyboardInterrupt(page.name)

    with pytest.raises(KeyboardInterrupt):
        read([str(folder)], book, published=DAY, seen=stop)
    assert book.counts().happenings == 1
    summary = read([str(folder)], book, published=DAY)
    assert (summary.new, summary.known) == (1, 1)


def test_a_summary_of_nothing():
    assert (Summary().pages, Summary().problems) == (0, [])
