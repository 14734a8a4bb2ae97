"""What a copy has changed: spans that stand in both texts, changes that give the copy, bounded time on any text."""

from dataclasses import replace
from datetime import date
from random import Random
from time import process_time

import pytest
from bench.articles import copy, distinct
from hypothesis import given
from hypothesis import strategies as st

from multipolar.errors import UsageError
from multipolar.ledger.alignment import aligned
from multipolar.ledger.copies import stories, story
from multipolar.ledger.differences import compared, differences
from multipolar.ledger.records import Reading

WORDS = st.lists(
    st.sampled_from(["Rome", "sold", "Oslo", "four", "ships", ".", "“No", "“", "中", "\n\n", " ", "3.5"]),
    max_size=60,
)
TEXTS = st.one_of(st.text(max_size=80), WORDS.map(" ".join), WORDS.map("".join))


def put(origin: str, found) -> str:
    """Put what the copy has in place of what the origin has."""
    parts, last = [], 0
    for each in found.differences:
        parts += [origin[last : each.origin_start], each.quote]
        last = each.origin_end
    return "".join([*parts, origin[last:]])


def check(origin: str, other: str):
    """Compare two texts, and see that every place is right and that the differences give the copy."""
    found = compared(origin, other)
    last = (0, 0)
    for each in found.differences:
        assert origin[each.origin_start : each.origin_end] == each.origin_quote
        assert other[each.start : each.end] == each.quote
        assert (each.origin_start, each.start) >= last
        assert each.origin_quote != each.quote
        last = (each.origin_end, each.end)
    assert put(origin, found) == other
    assert 0 <= found.share <= 1
    return found


@given(TEXTS, TEXTS)
def test_differences_are_slices_and_give_the_copy(origin: str, other: str):
    check(origin, other)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str):
    assert not compared(text, text).differences


@given(st.lists(st.sampled_from("abcdef"), max_size=40), st.lists(st.sampled_from("abcdef"), max_size=40))
def test_runs_are_the_same_in_both_and_rise(one: list[str], other: list[str]):
    last = (0, 0)
    for run in aligned(one, other):
        assert one[run.one : run.one + run.length] == other[run.other : run.other + run.length]
        assert (run.one, run.other) >= last
        assert run.length > 0
        last = (run.one + run.length, run.other + run.length)


def test_one_word_of_an_article_is_one_difference():
    text = next(distinct(Random(1), 1)).text
    words = text.split(" ")
    for place in (0, 5, len(words) // 2, len(words) - 1):
        (each,) = check(text, " ".join([*words[:place], "changed", *words[place + 1 :]])).differences
        assert (each.kind, each.quote) == ("replaced", "changed")
        assert each.origin_quote in words[place]


@pytest.mark.parametrize(
    ("origin", "other", "kind", "before", "after"),
    [
        ("Rome sold Oslo four ships.", "Rome sold Oslo ships.", "dropped", "four ", ""),
        ("Rome sold Oslo ships.", "Rome sold Oslo four ships.", "added", "", "four "),
        ("Rome sold Oslo 3.5 t.", "Rome sold Oslo 3.6 t.", "replaced", "3.5", "3.6"),
        ("He said “no”.", 'He said “no".', "typography", "”", '"'),
        ("One.\n\nTwo.", "One.\nTwo.", "typography", "\n", ""),
        ("They met.\n\nThey left.", "They met.\n\nMore here.\n\nThey left.", "added", "", "More here.\n\n"),
        ("They met again.", "They met again.\n\nMore: they met again.", "added", "", "\n\nMore: they met again."),
        ("It fell.\n\nIt rose.\n\nEnd.", "It fell.\n\nEnd.", "dropped", "It rose.\n\n", ""),
        ("They met.\n\nThey left.", "They met.\n\nThey stayed.\n\nThey left.", "added", "", "They stayed.\n\n"),
        ("中国和印度", "中国与印度", "replaced", "和", "与"),
    ],
)  # fmt: skip
def test_what_is_told(origin: str, other: str, kind: str, before: str, after: str):
    (each,) = check(origin, other).differences
    assert (each.kind, each.origin_quote, each.quote) == (kind, before, after)


def test_a_dropped_paragraph_is_dropped_whole():
    """The full stop before it is not called dropped for the one at its end."""
    first = "{} ministers of both states met for two days in the old port."
    last = "Talks go on next week in the capital, an aide told reporters {}."
    origin = "\n\n".join(
        (first.format("Four"), "They also spoke of trade and of the border.", last.format("on Monday"))
    )
    other = "\n\n".join((first.format("Five"), last.format("today")))
    _, dropped, _ = check(origin, other).differences
    assert dropped.origin_quote == "They also spoke of trade and of the border.\n\n"


def test_small_words_between_changes_are_matched():
    found = check("red the blue the green", "white the black the grey")
    assert [each.kind for each in found.differences] == ["replaced"] * 3


def test_a_word_that_stays_by_chance_does_not_break_a_change():
    before = "Rain is forecast for the whole of the wheat belt at the weekend, a first in weeks."
    after = "This page first appeared elsewhere and is printed here without the consent of anyone."
    (each,) = check(f"One. {before} Two.", f"One. {after} Two.").differences
    assert each.kind == "replaced"


def test_an_edited_copy_shows_its_edits_and_no_more():
    random = Random(6)
    origin = next(each for each in distinct(random, 20) if len(each.paragraphs) > 6)
    text = origin.text
    for _ in range(20):
        edited = copy(random, origin, "edited").text
        changed = sum(one != other for one, other in zip(text.split(), edited.split(), strict=True))
        found = check(text, edited)
        assert found.share >= 1 - 1.5 * changed / len(text.split())
        assert sum(len(each.quote.split()) for each in found.differences) <= 3 * changed


def test_a_page_that_gives_a_text_twice_has_added_it_once():
    text = next(distinct(Random(3), 1)).text
    found = check(text, f"Menu\n\n{text}\n\nAnd again\n\n{text}\n\nEnd")
    assert 0.4 < found.share < 0.6
    assert {each.kind for each in found.differences} == {"added"}


LONG = " ".join(each.text.replace("\n", " ") for each in distinct(Random(2), 420))[:1_000_000]


def shuffled(text: str) -> str:
    words = text.split()
    Random(1).shuffle(words)
    return " ".join(words)


@pytest.mark.parametrize(
    ("origin", "other"),
    [
        (LONG, LONG.replace(" 1", " changed ")),
        (LONG, shuffled(LONG)),
        (LONG, " ".join(LONG.split()[::-1])),
        ("word " * 200_000, "word " * 100_000 + "x " + "word " * 99_000),
        (" ".join(Random(1).choices("abc", k=300_000)), " ".join(Random(2).choices("abc", k=300_000))),
        ("x" * 1_000_000, "y" * 1_000_000),
        (". " * 500_000, ", " * 250_000 + ". " * 250_000),
    ],
    ids=["edited", "shuffled", "turned round", "one word", "three words", "no blank", "marks"],
)
def test_a_megabyte_of_one_line_takes_bounded_time(origin: str, other: str):
    start = process_time()
    found = compared(origin, other)
    assert process_time() - start < 30
    assert put(origin, found) == other


@pytest.fixture
def printed(book):
    """A book with an origin, two copies and a text of its own."""
    random = Random(8)
    origin, other = (each for each in distinct(random, 2))
    edited = replace(copy(random, origin, "edited"), published=date(2016, 1, 2), outlet="A Blog")
    cut = replace(copy(random, origin, "cut"), published=date(2016, 1, 3), outlet="A Paper")
    made = [each.document for each in (cut, other, edited, origin)]
    book.admit([Reading(document) for document in made])
    book.link()
    return book, made[3], made[2], made[0], made[1]


def test_a_story_is_its_origin_and_its_copies_by_day(printed):
    book, origin, edited, cut, other = printed
    found = story(book, cut.id)
    assert found["id"].to_list() == [origin.id, edited.id, cut.id]
    assert found["is_origin"].to_list() == [True, False, False]
    assert set(found["story"]) == {origin.id}
    assert story(book, other.id)["id"].to_list() == [other.id]


def test_an_origin_without_a_day_comes_first(book, make):
    text = next(distinct(Random(9), 1)).text
    origin = make.document(text, outlet="Wire", chain=("Wire",), published=None)
    copied = make.document(text, outlet="Blog", chain=("Wire", "Blog"), published=date(2015, 1, 1))
    book.admit([Reading(copied), Reading(origin)])
    book.link()
    assert story(book, copied.id)["id"].to_list() == [origin.id, copied.id]


def test_the_differences_of_a_story_are_those_of_each_copy(printed):
    book, origin, edited, cut, _ = printed
    found = differences(book, edited.id)
    assert found.equals(differences(book, origin.id[:8]))
    assert found["document"].unique(maintain_order=True).to_list() == [edited.id, cut.id]
    texts = {each.id: each.text for each in (origin, edited, cut)}
    for row in found.to_dicts():
        assert texts[row["document"]][row["start"] : row["end"]] == row["quote"]
        assert texts[row["origin"]][row["origin_start"] : row["origin_end"]] == row["origin_quote"]


def test_a_text_without_copies_has_no_differences(printed):
    book, *_, other = printed
    assert differences(book, other.id).is_empty()
    assert differences(book, other.id).columns == differences(book, printed[1].id).columns


def test_stories_of_several_documents_are_listed(printed):
    book, origin, *_ = printed
    (row,) = stories(book).to_dicts()
    assert (row["id"], row["n_document"], row["n_outlet"]) == (origin.id, 3, 3)
    assert row["outlets"] == sorted({origin.outlet, "A Blog", "A Paper"})
    assert (row["first_published"], row["last_published"]) == (origin.published, date(2016, 1, 3))


def test_a_document_has_several_names(book, make):
    texts = {
        "pages/a.txt": "Rome sold Oslo four ships.",
        "pages/b.txt": "Peru met Chile.",
        "b.txt": "Mali left Chad.",
    }
    ids = {source: make.document(text, source=source).id for source, text in texts.items()}
    book.admit([Reading(make.document(text, source=source)) for source, text in texts.items()])
    teaser = make.document("More on Chad.", source="pages/a.txt", role="teaser")
    book.admit([Reading(teaser)])
    for words in (ids["pages/a.txt"], ids["pages/a.txt"][:12], "a.txt", "pages/a.txt"):
        assert story(book, words)["id"].to_list() == [ids["pages/a.txt"]], words
    assert story(book, teaser.id)["id"].to_list() == [teaser.id]
    with pytest.raises(UsageError, match=r"'b.txt' may mean 2 documents: .*Give the id of one"):
        story(book, "b.txt")
    for words in ("", " ", "c.txt", "zz", "%", "_.txt"):
        with pytest.raises(UsageError, match="has no document"):
            story(book, words)
