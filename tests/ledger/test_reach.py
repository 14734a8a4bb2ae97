"""Reach: whatever is asked, and however few sentences are looked at, the newest that fit are found."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.test_search import document, event, statement

from multipolar.ledger import reach
from multipolar.ledger import search as searching
from multipolar.ledger.folding import places
from multipolar.ledger.reach import Reach
from multipolar.ledger.records import Reading
from multipolar.ledger.search import asked
from multipolar.ledger.store import open_ledger
from multipolar.ledger.terms import Terms, terms

YEARS = st.none() | st.integers(2000, 2003)
SENTENCE = st.lists(st.sampled_from(["tank", "the", "the", "pact", "old"]), min_size=1, max_size=4)
PAGE = st.fixed_dictionaries(
    {
        "sentences": st.lists(SENTENCE, min_size=1, max_size=4),
        "year": YEARS,
        "act": st.lists(
            st.sampled_from(["PAK", "RUS", "IND"]), max_size=2, unique=True
        ),  # in the first sentence
        "speaks": st.tuples(
            st.integers(0, 5), st.sampled_from(["Ada Lund", "Anna Rossi"])
        ),  # in that sentence
    }
)
ASKED = st.fixed_dictionaries(
    {
        "query": st.sampled_from(["the", "tank", "tank pact", "tank OR pact", "the -old", "t*"]),
        "dyad": st.none() | st.just(("PAK", "RUS")),
        "says": st.none() | st.just("an"),
        "years": st.tuples(YEARS, YEARS),
    }
)


def reading(number: int, page):
    lines = [f"{' '.join(words)}." for words in page["sentences"]]
    day = date(page["year"], 1, 1) if page["year"] else None
    of = document("\n".join(lines), published=day, source=str(number), chain=(str(number),))
    events = (event(of, lines[0], *page["act"]),) if len(page["act"]) == 2 else ()
    where, name = page["speaks"]
    if where >= len(lines):
        return Reading(of, events)
    start = sum(len(line) + 1 for line in lines[:where])
    said = replace(statement(of, lines[where], name), start=start, end=start + len(lines[where]))
    return Reading(of, events, (said,))


def fits(given_, made: Reading, place: int, line: str):
    """Tell whether a sentence fits, without any index."""
    since, until = given_["years"]
    year, (where, name) = made["year"], made["speaks"]
    return (
        words_fit(terms(given_["query"]), line)
        and (not given_["dyad"] or set(made["act"]) == {"PAK", "RUS"})
        and (not given_["says"] or (place == where and given_["says"] in name.lower()))
        and (not (since or until) or (year and (since or 0) <= year <= (until or 9999)))
    )


def words_fit(wanted: Terms, line: str):
    here = places(line)
    found = all(any(list(term.found(here)) for term in group) for group in wanted.groups)
    return found and not any(list(term.found(here)) for term in wanted.without)


def test_acts_of_a_dyad_are_found_without_a_look_at_all_events(tmp_path: Path):
    with open_ledger(tmp_path / "book", create=True) as book, book.connected() as connection:
        asked_for: list[str] = []
        connection.set_trace_callback(asked_for.append)
        reach.acts(connection, ("PAK", "RUS"), (0, 2**62))
        connection.set_trace_callback(None)
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {asked_for[-1]}")]
    assert any("party_code" in step for step in plan)
    assert not [step for step in plan if step in {"SCAN p", "SCAN o", "SCAN e", "SCAN n", "SCAN s"}]


def test_what_was_looked_at_is_not_gone_through_again():
    bounded = Reach(2, 18, [(10, 20), (0, 5)])
    assert list(bounded.below(15)) == [(10, 14), (2, 5)]
    assert list(bounded.below(10)) == [(2, 5)]
    assert list(bounded.below(30)) == [(10, 18), (2, 5)]
    assert [number for number in range(2, 19) if bounded.holds(number)] == [*range(2, 6), *range(10, 19)]
    assert list(Reach(2, 18).below(7)) == [(2, 6)]
    assert list(Reach(2, 18, []).below(7)) == []
    assert not Reach(2, 18, []).holds(7)


@given(
    pages=st.lists(PAGE, min_size=2, max_size=8),
    given_=ASKED,
    effort=st.tuples(st.integers(1, 9), st.integers(1, 4), st.integers(2, 9)),
)
@settings(max_examples=250, deadline=None)
def test_the_newest_that_fit_are_found(tmp_path_factory: pytest.TempPathFactory, pages, given_, effort):
    since, until = given_["years"]
    if since and until and since > until:
        given_["years"] = since, until = until, since
    filters = {name: given_[name] for name in ("dyad", "says")}
    filters["since"], filters["until"] = since and date(since, 1, 1), until and date(until, 12, 31)
    expected = sorted(
        (
            page["year"] or 0
            for page in pages
            for place, words in enumerate(page["sentences"])
            if fits(given_, page, place, " ".join(words))
        ),
        reverse=True,
    )
    with (
        open_ledger(tmp_path_factory.mktemp("any") / "book", create=True) as book,
        pytest.MonkeyPatch.context() as patch,
    ):
        book.admit([reading(number, page) for number, page in enumerate(pages)])
        patch.setattr(reach, "_looked_at", effort[0])
        patch.setattr(reach, "_chunk", effort[1])
        patch.setattr(searching, "_ranked", effort[2])
        every = book.search(asked(given_["query"], limit=0, order="date", **filters))
        assert [day.year if day else 0 for day in every.frame["published"]] == expected
        few = book.search(asked(given_["query"], limit=1, order="date", **filters))
        assert [day.year if day else 0 for day in few.frame["published"]] == expected[:1]
        if "OR" not in given_["query"]:
            assert (few.sentences, few.older) == (min(len(expected), effort[2]), len(expected) > effort[2])
