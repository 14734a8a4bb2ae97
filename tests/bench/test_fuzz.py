"""The fuzzer: the same number, the same page; it sees a reader that fails; a few hundred pages in every run of the tests."""

import pytest

from bench import fuzz
from multipolar.ledger.records import Problem
from multipolar.read.reader import Page


def test_the_same_number_gives_the_same_page():
    assert fuzz.broken(7) == fuzz.broken(7)
    assert fuzz.broken(7) != fuzz.broken(8)


def test_a_reader_that_fails_is_seen(monkeypatch):
    failed = Page(
        "7", b"", (), (Problem("read", "7", "The page could not be read (X: y). Report it with the page."),)
    )
    monkeypatch.setattr(fuzz, "page_of", lambda *_: failed)
    failure, _, _ = fuzz.tried(7)
    assert "could not be read (X: y)" in failure.why


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_broken_pages_are_read(first: int):
    found = [fuzz.tried(number) for number in range(first, first + 50)]
    assert [failure for failure, _, _ in found if failure] == []
    assert sum(documents for _, documents, _ in found) > 10
