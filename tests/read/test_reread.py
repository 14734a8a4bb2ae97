"""The book coded again: what is passed over, what is kept, what goes wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from multipolar.errors import UsageError
from multipolar.ledger.records import Problem
from multipolar.ledger.store import open_ledger
from multipolar.read.extract import edition
from multipolar.read.reader import read
from multipolar.read.reread import Reread, reread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from multipolar.ledger.records import Document
    from multipolar.ledger.store import Ledger

PAGES = (
    "Frigates for Chile\n\nNorway sold six frigates to Chile on Monday. It rained all day.\n",
    "Two must go\n\nSweden expelled two Russian diplomats. “It was time,” said Eva Berg, a Swedish minister.\n",
    "Un accord\n\nLa France a signé un accord avec l'Italie. Les deux pays en sont fiers, dit-on dans la capitale.\n",
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    place = tmp_path / "pages"
    place.mkdir()
    for number, text in enumerate(PAGES):
        (place / f"{number}.txt").write_text(text, encoding="utf-8")
    with open_ledger(tmp_path / "book", create=True) as ledger:
        read([str(place)], ledger, published=date(2015, 2, 10), coder="rules")
        yield ledger


def test_what_the_same_edition_has_read_is_passed_over(book: Ledger):
    assert reread(book, coder="rules") == Reread(documents=3)


def test_another_coder_supersedes_and_the_first_comes_back(book: Ledger):
    rules = {each.id: book.reading(each.id) for each in book.documents()}
    done = reread(book)
    assert (done.documents, done.recoded) == (3, 3)
    assert ["in 'fr'" in problem.what for problem in done.problems] == [True]
    assert {event.coder for each in rules for event in book.reading(each).events} == {"encoder"}
    assert {book.coder_of(each) for each in rules} == {edition("encoder")}
    assert reread(book, coder="rules").recoded == 3
    assert {each: book.reading(each).events for each in rules} == {
        each: r.events for each, r in rules.items()
    }


def test_another_floor_is_another_edition(book: Ledger):
    assert edition("rules", 0.5) != edition("rules")
    assert reread(book, coder="rules", least=0.999).recoded == 3
    assert book.counts().events == 0


def test_an_interrupted_run_goes_on(book: Ledger):
    def stop(_: Document) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reread(book, seen=stop)
    assert reread(book).recoded == 2


def test_reading_the_pages_by_another_coder_supersedes_too(book: Ledger, tmp_path: Path):
    summary = read([str(tmp_path / "pages")], book, published=date(2015, 2, 10))
    assert (summary.new, summary.known, summary.recoded) == (0, 0, 3)


def test_a_document_that_cannot_be_coded_keeps_its_records(book: Ledger, monkeypatch: pytest.MonkeyPatch):
    before = {each.id: book.reading(each.id).events for each in book.documents()}

    def broken(*_: object, **__: object) -> None:
        raise ValueError("the model has holes")

    monkeypatch.setattr("multipolar.read.reread.extract", broken)
    done = reread(book)
    assert (done.recoded, len(done.problems)) == (0, 3)
    assert {each: book.reading(each).events for each in before} == before
    assert all(isinstance(each, Problem) for each in book.problems())
    assert sum("could not be coded again" in each.what for each in book.problems()) == 3


def test_a_coder_that_there_is_not_is_refused_before_anything_is_read(book: Ledger):
    with pytest.raises(UsageError, match="no coder"):
        reread(book, coder="oracle")
