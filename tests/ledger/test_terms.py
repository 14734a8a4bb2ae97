"""What a query asks for."""

import sqlite3
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from multipolar.errors import UsageError
from multipolar.ledger.folding import words
from multipolar.ledger.terms import Term, terms


def groups(query: str):
    return [[" ".join(term.words) + "*" * term.prefix for term in group] for group in terms(query).groups]


def without(query: str):
    return [" ".join(term.words) + "*" * term.prefix for term in terms(query).without]


@pytest.mark.parametrize(
    ("query", "wanted", "left_out"),
    [
        ("Mi-35", [["mi 35"]], []),
        ("Pakistan  RUSSIA", [["pakistan"], ["russia"]], []),
        ('"prime minister" Delhi', [["prime minister"], ["delhi"]], []),
        ("“prime minister” „Köln“", [["prime minister"], ["koln"]], []),
        ("Mi-35 OR Mi-28 Pakistan", [["mi 35", "mi 28"], ["pakistan"]], []),
        ("a b OR c OR d e", [["a"], ["b", "c", "d"], ["e"]], []),
        ("tanks -India", [["tanks"]], ["india"]),
        ('tanks -"New Delhi" -S-400*', [["tanks"]], ["new delhi", "s 400*"]),
        ("helic* Mi-3*", [["helic*"], ["mi 3*"]], []),
        ('"combat helic"*', [["combat helic*"]], []),
        ("中国武器", [["中 国 武 器"]], []),
        ("پاكستان", [["پاکستان"]], []),
        # all else is only a space
        ("OR", [["or"]], []),
        ("OR tanks OR", [["or"], ["tanks"], ["or"]], []),
        ("tanks OR -ships", [["tanks"], ["or"]], ["ships"]),
        ("black or white AND NOT NEAR", [["black"], ["or"], ["white"], ["and"], ["not"], ["near"]], []),
        ('"no end', [["no"], ["end"]], []),
        ('tanks "" - -- * " "', [["tanks"]], []),
        (
            "a AND (b OR c) NOT d^2 {text}: e",
            [["a"], ["and"], ["b", "c"], ["not"], ["d 2"], ["text"], ["e"]],
            [],
        ),
        ("NEAR(a b, 5) col:x + y", [["near a"], ["b"], ["5"], ["col x"], ["y"]], []),
        ('say"hello"', [["say hello"]], []),
    ],
)
def test_what_a_query_asks_for(query: str, wanted: list[list[str]], left_out: list[str]):
    assert groups(query) == wanted
    assert without(query) == left_out


@pytest.mark.parametrize("query", ["", "   ", "...", "-", '""', "*", "“”", "\u0301", "(*) - …"])
def test_a_query_without_a_word_says_so(query: str):
    with pytest.raises(UsageError, match="has no word in it"):
        terms(query)


def test_a_query_that_only_leaves_out_says_so():
    with pytest.raises(UsageError, match="only says what to leave out"):
        terms("-tanks -ships")


def test_a_query_that_is_too_long_says_so():
    with pytest.raises(UsageError, match="2,000 are the most"):
        terms("word " * 401)
    with pytest.raises(UsageError, match="more than 60 terms"):
        terms("word " * 61)
    assert len(terms("word " * 60).groups) == 60


@pytest.fixture(scope="module")
def index():
    made = sqlite3.connect(":memory:")
    made.execute(
        "CREATE VIRTUAL TABLE entry USING fts5(text, language, content='', columnsize=0, tokenize='ascii')"
    )
    yield made
    made.close()


def fits(index: sqlite3.Connection, query: str, language: str | None = None):
    found = index.execute(
        "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY rowid", (terms(query).fts(language),)
    )
    return [number for (number,) in found]


@given(
    st.text(st.characters() | st.sampled_from('"“”*-^:(){}+,.ORANDNOTNEAR \t\n\x00\ud800中'))
    | st.lists(
        st.sampled_from(
            ["OR", "AND", "NOT", "-", '"', "*", "a", "-b", "NEAR(", "text:", "language : x", "\ud800"]
        )
    ).map(" ".join)
)
@example("OR OR OR")
@example('a* "b c"* OR -d')
@example('"\x00"')
@example("word " * 60)
@example("a OR " * 59 + "a")
@example("中" * 1999)
@example("-a " * 59 + "b")
def test_no_query_is_an_error_of_syntax(index: sqlite3.Connection, query: str):
    try:
        asked = terms(query)
    except UsageError:
        return
    for part in (asked, *asked.parts()):
        for language in (None, "ur"):
            index.execute("SELECT rowid FROM entry WHERE entry MATCH ?", (part.fts(language),)).fetchall()


texts = st.lists(
    st.sampled_from(["tank", "tanks", "ship", "mi", "35", "New", "Delhi", "or", "中", "国"]), max_size=6
)
queries = st.lists(
    st.sampled_from(["tank", "tank*", "ship", "Mi-35", '"New Delhi"', "OR", "-ship", "-Mi", "中国", "t*"]),
    min_size=1,
    max_size=5,
)


@given(st.lists(texts, min_size=1, max_size=5), queries)
def test_fts_finds_what_the_terms_say(index: sqlite3.Connection, entries: list[list[str]], query: list[str]):
    try:
        asked = terms(" ".join(query))
    except UsageError:
        return
    index.execute("INSERT INTO entry (entry) VALUES ('delete-all')")
    rows = [(number, " ".join(words(" ".join(entry))), "en") for number, entry in enumerate(entries, 1)]
    index.executemany("INSERT INTO entry (rowid, text, language) VALUES (?, ?, ?)", rows)
    expected = [number for number, text, _ in rows if _fits(asked, text.split())]
    assert fits(index, " ".join(query)) == expected
    assert fits(index, " ".join(query), "en") == expected
    assert fits(index, " ".join(query), "ur") == []
    parts = {number for part in asked.parts() for number, text, _ in rows if _fits(part, text.split())}
    assert parts == set(expected)


def _fits(asked, text: list[str]):
    def stands(term: Term):
        size = len(term.words)
        runs = (tuple(text[place : place + size]) for place in range(len(text) - size + 1))
        if term.prefix:
            return any(run[:-1] == term.words[:-1] and run[-1].startswith(term.words[-1]) for run in runs)
        return term.words in runs

    wanted = all(any(stands(term) for term in group) for group in asked.groups)
    return wanted and not any(stands(term) for term in asked.without)


@given(texts, queries)
def test_what_made_a_text_fit_is_found_in_it(text: list[str], query: list[str]):
    try:
        asked = terms(" ".join(query))
    except UsageError:
        return
    written = "-".join(text).title()
    spans = asked.found(written)
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    if _fits(asked, words(written)):
        assert spans
    for start, end in spans:
        here = words(written[start:end])
        assert any(_fits(type(asked)(((term,),)), here) for group in asked.groups for term in group)


def test_matches_that_overlap_are_one():
    assert terms('"new delhi" OR "delhi pact" OR signed').found("A New Delhi pact signed") == [
        (2, 16),
        (17, 23),
    ]


def test_matches_are_the_words_as_written():
    text = "Two Mi-35Ms, İstanbul’s and Mi 35s; پاکـــستان"
    found = [text[start:end] for start, end in terms("mi35 OR istanbul OR پاكستان").found(text)]
    assert found == ["Mi-35", "İstanbul", "Mi 35", "پاکـــستان"]
