"""Copies among news texts made up (`bench/articles.py`) and among annotated pages; which document is the origin."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from bench.articles import KINDS, collection, copy, distinct, report

from multipolar.ledger import comparison
from multipolar.ledger.candidates import candidates
from multipolar.ledger.likeness import names, sketch, swapped
from multipolar.ledger.records import Document, Reading
from multipolar.ledger.shingles import number, runs, shared, words
from multipolar.ledger.store import open_ledger
from multipolar.ledger.stories import Copy, Likeness, origins
from multipolar.read.intake import Raw
from multipolar.read.page import documents

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold"
DISTINCT, COPIES = 20_000, 300
Pair = frozenset[str]


def stories(folder: Path, made: list[Document]) -> dict[str, str]:
    """The origin of each document, as a book finds it that holds them all."""
    with open_ledger(folder, create=True) as book:
        assert book.admit([Reading(document) for document in made]).new == len(made)
        book.link()
        return dict(book.sql("SELECT document, origin FROM book_story").iter_rows())


def together(groups: dict[str, object]) -> set[Pair]:
    members = defaultdict(list)
    for name, group in groups.items():
        members[group].append(name)
    return {frozenset(pair) for group in members.values() for pair in combinations(group, 2)}


def say(capsys: pytest.CaptureFixture[str], words: str) -> None:
    """Print a figure where everyone sees it."""
    with capsys.disabled():
        print(f"\n{words}")  # noqa: T201


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[Pair, str], set[Pair]]:
    """The true pairs of copies, each with its kind, and those that were found."""
    articles = {page.document.id: page for page in collection(Random(2015), DISTINCT, COPIES)}
    assert len(articles) == DISTINCT + COPIES
    found = stories(tmp_path_factory.mktemp("stories"), [page.document for page in articles.values()])
    kinds = {
        pair: next(articles[name].kind for name in pair if articles[name].kind in KINDS)
        for pair in together({name: page.story for name, page in articles.items()})
    }
    return kinds, together(found)


def test_three_hundred_copies_are_found_among_twenty_thousand_texts(
    pairs: tuple[dict[Pair, str], set[Pair]], capsys: pytest.CaptureFixture[str]
):
    kinds, told = pairs
    right = kinds.keys() & told
    recall, precision = len(right) / len(kinds), len(right) / len(told)
    missed = dict(Counter(kinds[pair] for pair in kinds.keys() - told))
    say(
        capsys,
        f"{COPIES} copies among {DISTINCT:,} texts: recall {recall:.4f}, precision {precision:.4f}; "
        f"missed {missed}, wrong {len(told - right)}",
    )
    assert len(kinds) == COPIES
    assert recall >= 0.97
    assert precision >= 0.99


@pytest.mark.parametrize("kind", KINDS)
def test_copies_of_every_kind_are_found(pairs: tuple[dict[Pair, str], set[Pair]], kind: str):
    kinds, told = pairs
    some = [pair for pair, each in kinds.items() if each == kind]
    assert len(some) == COPIES // len(KINDS)
    assert len([pair for pair in some if pair in told]) / len(some) >= (0.85 if kind == "mixture" else 0.95)


def annotated(path: Path, said: dict[str, Any]) -> list[Document]:
    """The articles of a page of the gold records."""
    page = path.with_name(said["file"])
    day = date.fromisoformat(said["published"]) if said["published"] else None
    found, _ = documents(Raw(page.name, page.read_bytes(), page.suffix), published=day)
    return [document for document in found if document.role == "article"]


def test_the_annotated_copies_are_found_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    gold = {path.name.split(".")[0]: path for path in sorted(GOLD.rglob("*.gold.json"))}
    if not gold:
        pytest.skip(f"no annotated articles beside the repository ({GOLD})")
    said = {name: json.loads(path.read_text("utf-8")) for name, path in gold.items()}
    true = {frozenset((name, page["copy_of"])) for name, page in said.items() if "copy_of" in page}
    made = {each.id: (name, each) for name, path in gold.items() for each in annotated(path, said[name])}
    found = stories(tmp_path / "book", [document for _, document in made.values()])
    pairs = {frozenset(made[id_][0] for id_ in pair) for pair in together(found)}
    told = {pair for pair in pairs if len(pair) == 2}  # not within a page
    recall, precision = len(true & told) / len(true), len(true & told) / max(1, len(told))
    say(
        capsys,
        f"{len(true)} annotated copies among {len(gold)} pages: recall {recall}, precision {precision}",
    )
    assert recall >= 0.97
    assert precision >= 0.99


def test_a_hundred_copies_of_one_page_are_one_story(tmp_path: Path):
    random = Random(7)
    found = list(distinct(random, 60))
    found += [copy(random, found[7], "edited") for _ in range(100)]
    told = stories(tmp_path / "book", [page.document for page in found])
    copies = [told[page.document.id] for page in found if page.story == 7]
    assert len(copies) == 101
    assert len(set(copies)) == 1
    assert len(set(told.values())) == 60


def test_the_order_of_reading_changes_nothing(tmp_path: Path):
    articles = [page.document for page in collection(Random(5), 150, 30)]
    compared = "SELECT * FROM likeness ORDER BY document, other"
    with open_ledger(tmp_path / "whole", create=True) as book:
        book.admit([Reading(document) for document in articles])
        book.link()
        whole, rows = book.sql("SELECT * FROM book_story"), book._connection.execute(compared).fetchall()
    with open_ledger(tmp_path / "parts", create=True) as book:
        for start in (120, 60, 0):
            book.admit([Reading(document) for document in articles[start : start + 60]])
            book.link()
        parts, again = book.sql("SELECT * FROM book_story"), book._connection.execute(compared).fetchall()
    assert again == rows
    assert parts.equals(whole)
    assert 145 < whole["origin"].n_unique() < 160


def test_a_text_is_compared_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    articles = [Reading(page.document) for page in collection(Random(5), 40, 6)]
    with open_ledger(tmp_path / "book", create=True) as book:
        book.admit(articles[:-1])
        book.link()
        before = book._connection.total_changes
        book.link()
        assert book._connection.total_changes == before
        book.admit(articles[-1:])
        met = []
        monkeypatch.setattr(comparison, "shared", lambda one, other: met.append(1) or shared(one, other))
        book.link()
        assert 0 < len(met) < len(articles)


def paper(name: str, numbers: Iterable[int], published: str | None = "2015-02-10", **fields: object) -> Copy:
    """A document with these shingles."""
    shingles = np.array(sorted(numbers), dtype="<u4").tobytes()
    return Copy(name, shingles, published, **{"outlet": name, "chain": (), **fields})


def told(*papers: Copy, swapped: float = 0.0) -> dict[str, str]:
    """The origin of each, where every pair has been compared."""
    alike = []
    for one, other in combinations(sorted(papers, key=lambda each: each.document), 2):
        common = shared(*(np.frombuffer(each.shingles, "<u4") for each in (one, other)))
        alike.append(Likeness(one.document, other.document, common, swapped))
    return origins(papers, alike)


TEXT = range(400)


def test_the_origin_is_the_one_that_chains_name():
    wire = paper("wire", TEXT, None, outlet="The Washington Post", chain=("The Washington Post",))
    weekly = paper("weekly", TEXT[:390], chain=("Washington Post", "Guardian Weekly"))
    blog = paper("blog", TEXT[10:], "2015-02-01", chain=("the washington post", "Guardian Weekly", "blog"))
    assert set(told(blog, weekly, wire).values()) == {"wire"}


def test_the_origin_is_else_the_earliest():
    early, late, undated = paper("z", TEXT, "2015-02-09"), paper("a", TEXT), paper("b", TEXT, None)
    assert set(told(late, undated, early).values()) == {"z"}


def test_a_page_that_credits_another_is_not_the_origin_of_an_undated_one():
    undated = paper("undated", TEXT, None, outlet=None)
    copied = paper("copied", TEXT, chain=("Wire", "copied"))
    assert set(told(copied, undated).values()) == {"undated"}


def test_a_page_that_came_later_without_a_credit_is_not_the_origin():
    first, late = paper("first", TEXT, chain=("Wire", "first")), paper("late", TEXT, "2015-02-12")
    assert set(told(first, late).values()) == {"first"}


def test_texts_from_one_template_that_name_others_are_no_copies():
    one, other = paper("one", TEXT), paper("other", TEXT)
    assert told(one, other, swapped=0.4) == {"one": "one", "other": "other"}


def test_a_digest_does_not_make_one_story_of_its_items():
    items = [
        paper(name, range(n * 1000, n * 1000 + 300 - n))
        for n, name in enumerate(("first", "second", "third"))
    ]
    digest = paper("digest", {n * 1000 + i for n in range(3) for i in range(275)})
    stories = told(*items, digest)
    assert stories["second"] == "second"
    assert stories["third"] == "third"
    assert stories["digest"] == stories["first"]


def test_a_later_cut_belongs_to_the_long_text():
    assert told(paper("cut", range(90), "2015-02-12"), paper("long", range(900)))["cut"] == "long"


def test_a_short_note_is_a_copy_only_if_it_is_the_same():
    one, same, other = paper("one", range(5)), paper("same", range(5)), paper("tother", range(6))
    assert told(one, same, other) == {"one": "one", "same": "one", "tother": "tother"}


def test_a_background_that_many_reports_have_makes_no_copies():
    """It is half of the short ones, down to the names, and a sixth of the long ones."""
    sizes = (200, 200, 1000, 1000, 1000)
    reports = [
        paper(f"{n}", [*range(200), *range(10_000 * n, 10_000 * n + size)]) for n, size in enumerate(sizes, 1)
    ]
    assert len(set(told(*reports[:2]).values())) == 1
    assert len(set(told(*reports).values())) == 5


def test_a_paragraph_of_the_day_before_makes_no_copy():
    reports = [paper(f"{n}", [*range(100), *range(1000 * n, 1000 * n + 300)]) for n in range(1, 4)]
    sequel = paper("sequel", [*range(100), *range(1200, 1270), *range(9000, 9200)])
    assert told(*reports, sequel)["sequel"] == "sequel"


def test_a_short_item_among_other_furniture_is_a_copy():
    """More than half of what each page has is furniture, which its outlet puts under other texts as well."""
    left, right = range(1000, 1070), range(2000, 2080)
    others = [
        paper(f"{n}", [*furniture, *range(10_000 * n, 10_000 * n + 300)])
        for n, furniture in enumerate((left, left, left, right, right, right), 1)
    ]
    stories = told(paper("item", [*range(50), *left]), paper("again", [*range(50), *right]), *others)
    assert stories["item"] == stories["again"]
    assert len(set(stories.values())) == 7


def test_furniture_that_no_one_else_has_makes_no_copies_of_short_items():
    one, other = (
        paper(name, [*range(50), *range(start, start + 50)]) for name, start in (("a", 100), ("b", 200))
    )
    assert len(set(told(one, other).values())) == 2
    longer = (
        paper(name, [*range(70), *range(start, start + 30)]) for name, start in (("a", 100), ("b", 200))
    )
    assert len(set(told(*longer).values())) == 1


def test_a_page_of_furniture_alone_joins_no_texts():
    """It stands whole in all that its outlet has printed."""
    texts = [paper(f"{n}", [*range(60), *range(1000 * n, 1000 * n + 400)]) for n in range(1, 5)]
    stories = told(*texts, paper("wall", range(60), "2015-02-09"), paper("again", range(60)))
    assert len(set(stories.values())) == 5
    assert stories["again"] == "wall"


def test_an_item_in_several_digests_does_not_join_them():
    items = [paper(f"item {n}", range(1000 * n, 1000 * n + 100), "2015-02-09") for n in range(7)]
    left, right = (
        paper(name, {number for n in some for number in range(1000 * n, 1000 * n + 100)})
        for name, some in (("left", (0, 1, 2, 3)), ("right", (3, 4, 5, 6)))
    )
    stories = told(*items, left, right)
    assert stories["left"] != stories["right"]
    assert len({stories[item.document] for item in items}) == 7


def test_two_cuts_of_one_text_are_of_its_story():
    long = paper("long", range(900))
    stories = told(long, paper("cut", range(90), "2015-02-12"), paper("other", range(5, 120), "2015-02-13"))
    assert set(stories.values()) == {"long"}


def test_a_cut_that_holds_little_but_a_template_is_a_copy_of_no_note():
    """It has two runs of words that are not the template's, and they stand in one of the notes."""
    sizes = (40, 40, 40, 600, 600, 600)
    notes = [
        paper(f"{n}", [*range(80), *range(1000 * n, 1000 * n + size)]) for n, size in enumerate(sizes, 1)
    ]
    cut = paper("cut", [*range(70), 1000, 1001])
    assert told(*notes, cut)["cut"] == "cut"
    assert len(set(told(*notes, cut).values())) == 7
    more = paper("cut", [*range(70), *range(1000, 1009)])
    assert told(*notes, more)["cut"] == "1"


def met(*texts: str) -> list[list[int]]:
    sketches = sketch(texts)
    return candidates([each.digest for each in sketches], [each.keys for each in sketches]).tolist()


def test_a_teaser_meets_its_article():
    random = Random(3)
    full = report(random, 1)
    start = " ".join(full.text.split()[:70])
    assert [0, 1] in met(full.text, start, report(random, 2).text)


def test_a_text_with_every_seventh_word_replaced_is_met():
    """No run of eight words is left, and three of seven runs of four are."""
    words_ = report(Random(3), 1).text.split()
    edited = " ".join("other" if place % 7 == 3 else word for place, word in enumerate(words_))
    assert [0, 1] in met(" ".join(words_), edited, report(Random(4), 2).text)


def test_few_or_empty_texts_are_sketched():
    assert met() == []
    assert met("one text") == []
    assert len(sketch(["", "…"])[0].shingles) == 4
    assert met("", "", "…") == [[0, 1], [0, 2], [1, 2]]


def test_a_sketch_does_not_change_with_what_stands_beside_it():
    texts = [report(Random(n), n).text for n in range(3)]
    assert sketch(texts) == [each for text in texts for each in sketch([text])]


def test_runs_of_words_are_numbered_alike_wherever_they_stand():
    assert set(runs(words("A b c d E"), 4)) == set(runs(words("a b c d"), 4)) | set(runs(words("b c d e"), 4))
    assert len(runs(words("one two"), 4)) == 1
    assert not set(runs(words("a b c d"), 4)) & set(runs(words("d c b a"), 4))


def test_names_in_the_same_places_tell_readouts_apart():
    frame = "The minister spoke by phone with the premier of {}. They met in {} for {} hours and thanked {} warmly."
    one = names(frame.format("Norway", "Oslo", 12, "Chad"))
    assert swapped(one, names(frame.format("Burkina Faso", "Lagos", 14, "Peru"))) > 0.5
    assert swapped(one, names(frame.format("Norway", "Oslo", 12, "Chad"))) == 0.0


def test_a_sentence_that_begins_is_no_name():
    before, name, after = (list(map(number, part.split())) for part in ("officials said", "mr obama", "left"))
    place = before[0] << 64 | before[1] << 32 | after[0]
    assert names("They met. Officials said Mr. Obama left.") == {place: tuple(name)}


def test_a_line_of_a_megabyte_is_read_in_linear_time():
    text = "word 12 Name, and then the " * 40_000
    assert len(sketch([text])[0].shingles) == 4 * 6
    assert names(text)
