"""Independent sources of a happening: whose text each story is, by story and chain, never by document."""

from datetime import date

import pytest
from tests.ledger.test_engine import day, told

from multipolar.ledger.records import Reading
from multipolar.ledger.store import Ledger
from multipolar.measure.query import query

TUESDAY = {"date": day("2015-02-03")}
LONG = " ".join(
    f"word{n} of the report about the visit of the minister to the capital number {n}." for n in range(30)
)


def page(n: int, outlet: str | None, *chain: str, copy: bool = False, published: int = 4):
    text = {"text": LONG} if copy else {}
    return told(
        n, ["RUS"], ["PAK"], outlet=outlet, chain=chain, published=date(2015, 2, published), **TUESDAY, **text
    )


def sources(book: Ledger, *pages: Reading) -> int:
    book.admit(pages)
    book.link()
    (found,) = book.sql("SELECT n_source FROM happening").to_series()
    assert book.sql(query("sources"))["source"].n_unique() == found  # measures count alike
    return found


def test_an_agency_is_one_source_however_its_takers_write_it(book: Ledger):
    pages = [
        page(1, "Gulf Daily", "Reuters", "Gulf Daily"),
        page(2, "The Star", "© Reuters", "The Star"),
        page(3, "Dawn", "(Reuters) -", "Dawn"),
        page(4, "reuters.com"),
        page(5, "Boston Ledger", "Thomson Reuters 2015", "Boston Ledger"),
    ]
    assert sources(book, *pages) == 1
    assert book.sql("SELECT n_story FROM happening").item() == 5


def test_a_copy_without_a_chain_belongs_to_the_agency_that_another_copy_names(book: Ledger):
    pages = [
        page(1, "Gulf Daily", copy=True),
        page(2, "The Star", "Reuters", "The Star", copy=True),
        page(3, "Reuters"),
    ]
    assert sources(book, *pages) == 1


@pytest.mark.parametrize("late", [4, 9])
def test_the_first_publisher_counts_whether_its_own_page_came_first_or_not(book: Ledger, late: int):
    pages = [
        page(1, "The Post", copy=True, published=late),
        page(2, "A Blog", "The Post", "A Blog", copy=True, published=6),
        page(3, "The Post"),
    ]
    assert sources(book, *pages) == 1


def test_two_own_stories_of_one_outlet_are_one_source(book: Ledger):
    assert sources(book, page(1, "The Post"), page(2, "THE POST"), page(3, "post")) == 1


def test_outlets_with_their_own_stories_are_so_many_sources(book: Ledger):
    assert sources(book, page(1, "Guardian"), page(2, "Guardian Weekly"), page(3, "AP"), page(4, "APP")) == 4


def test_a_story_that_nobody_signs_stands_for_itself(book: Ledger):
    assert sources(book, page(1, None), page(2, None), page(3, "©")) == 3


def test_an_unsigned_page_is_of_the_outlet_that_first_signs_the_same_text(book: Ledger):
    pages = [
        page(1, None, copy=True, published=3),
        page(2, "Dawn", copy=True),
        page(3, "dawn.com"),
        page(4, "A Blog", copy=True, published=9),
    ]
    assert sources(book, *pages) == 1


def test_most_pages_decide_where_they_name_different_agencies(book: Ledger):
    pages = [
        page(1, "One", "AFP", "One", copy=True, published=2),
        page(2, "Two", "Reuters", "Two", copy=True),
        page(3, "Three", "Reuters", "Three", copy=True),
        page(4, "Reuters"),
    ]
    assert sources(book, *pages) == 1


def test_a_chain_that_begins_with_the_page_s_own_outlet_names_nobody_else(book: Ledger):
    pages = [
        page(1, "The Post", "Post", copy=True),
        page(2, "Blog", "Reuters", "Blog", copy=True, published=9),
    ]
    assert sources(book, *pages) == 1
    assert book.sql("SELECT source FROM story_source").rows() == [("reuters",)]


def test_outlets_of_a_story_are_counted_by_name_not_by_spelling(book: Ledger):
    book.admit([page(1, "The Post", copy=True), page(2, "POST", copy=True), page(3, "Dawn", copy=True)])
    book.link()
    assert book.sql("SELECT n_document, n_outlet FROM story").rows()[0][1] == 2
