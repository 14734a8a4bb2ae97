"""The index of full text: made once, in parts, again where it has to be."""

import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

from multipolar.errors import LedgerError
from multipolar.ledger import index, place, schema
from multipolar.ledger.records import Document, Passage, Reading, identified
from multipolar.ledger.search import asked
from multipolar.ledger.store import Ledger, open_ledger

BLANK = Document("", "page.txt", "article", None, (), (), None, date(2015, 2, 10), "en", "")


def reading(text: str, **fields: object):
    return Reading(
        identified(
            Document(**{**{name: getattr(BLANK, name) for name in BLANK.__slots__}, "text": text, **fields})
        )
    )


def held(book: Ledger):
    """Everything that the index holds, as text: documents with their spans, and every word with where it stands."""
    connection = book._connection
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, search_entry, instance)"
    )
    documents = connection.execute("SELECT * FROM search_document ORDER BY document").fetchall()
    firsts = {first: document for first, document, *_ in documents}
    words = []
    for term, number, column, offset in connection.execute(
        "SELECT term, doc, col, offset FROM temp.vocabulary"
    ):
        first = max(first for first in firsts if first <= number)
        words.append((firsts[first], number - first, column, offset, term))
    return [row[1:] for row in documents], sorted(words)


def found(book: Ledger, query: str, **filters: object):
    return book.search(asked(query, **filters)).frame


def test_linking_indexes_every_sentence_with_its_words(book: Ledger):
    text = "Headline here\n\nTanks rolled. — … Mi-35s flew over Köln."
    book.admit([reading(text, title="Headline here")])
    book.link()
    ((document, scheme, titled, spans),), words = held(book)
    assert (scheme, titled) == (index.scheme, 1)
    assert [text[start:end] for start, end in index.unpacked(spans)] == [
        "Headline here",
        "Tanks rolled.",
        "Mi-35s flew over Köln.",
    ]
    said = [*("headline", "here", "tanks", "rolled", "mi", "35", "s", "flew", "over", "koln"), *("en",) * 3]
    assert sorted(term for *_, term in words) == sorted(said)
    assert {entry[0] for entry in words} == {document}


def test_numbers_run_by_day_and_undated_documents_come_first(book: Ledger):
    days = [date(2015, 2, 10), None, date(1999, 1, 1), date(2015, 2, 10), date(2020, 5, 5), None]
    book.admit([reading(f"Tank {n}. Tank {n}.", published=day) for n, day in enumerate(days)])
    book.link()
    rows = book._connection.execute(
        "SELECT s.first, d.published, length(s.spans) / 8 FROM search_document s JOIN document d ON d.id = s.document ORDER BY s.first"
    ).fetchall()
    assert [row[1] for row in rows] == sorted(
        (str(day) if day else None for day in days), key=lambda day: day or ""
    )
    assert [index.day(first) for first, *_ in rows] == [
        date.fromisoformat(day).toordinal() if day else 0 for _, day, _ in rows
    ]
    assert all(first + size <= after for (first, _, size), (after, _, _) in pairwise(rows))


def test_a_document_that_comes_later_finds_room_within_its_day(book: Ledger):
    for n in range(3):
        book.admit(
            [
                reading(f"Tank {n}. Ship {n}. Plane {n}."),
                reading(f"Old tank {n}.", published=date(1950, 1, 1)),
            ]
        )
        book.link()
    assert found(book, "tank").height == 6
    assert found(book, "plane").height == 3


def test_linking_twice_or_searching_first_gives_no_doubles(book: Ledger, make: SimpleNamespace):
    book.admit([make.reading(n) for n in range(7)])
    assert found(book, "helicopters").height == 7  # nothing was linked before
    before = held(book)
    for _ in range(2):
        book.link()
        assert held(book) == before
    with open_ledger(book.folder.parent / "other", create=True) as other:
        other.admit([make.reading(n) for n in range(7)])
        other.link()
        assert held(other) == before


def test_documents_without_words_or_title_or_day(book: Ledger):
    odd = [
        reading("", published=None),
        reading("…\n\n—"),
        reading("", title="Only a title"),
        reading("…", title="…"),
        reading("tank", title=""),
        reading("Tank. " * 2, title="Tank.", language="und"),
    ]
    book.admit(odd)
    book.link()
    with book.connected() as connection:
        assert index.missing(connection) == 0
    assert found(book, "title").select("quote", "start", "end").rows() == [("Only a title", None, None)]
    assert found(book, "tank").height == 1 + 3  # a title that is no line of its own stands beside the text
    before = held(book)
    book.link()
    assert held(book) == before


def test_passages_are_indexed_in_their_own_language(book: Ledger):
    text = "He spoke of war. روسی وزیر دفاع۔ دورہ کیا۔ Then war again."
    start, end = text.index("روسی"), text.index(" Then")
    book.admit([reading(text, passages=(Passage(start, end, "ur"),))])
    assert found(book, "war", language="en").height == 2
    assert found(book, "war", language="ur").height == 0
    assert found(book, "دوره", language="ur").select("quote", "language").rows() == [("دورہ کیا۔", "ur")]
    assert found(book, "دوره", language="EN").height == 0


def test_a_title_beside_the_text_is_in_the_language_of_the_document(book: Ledger):
    text = "روسی وزیر دفاع۔ Then war."
    book.admit([reading(text, title="Pact", passages=(Passage(0, 15, "ur"),))])
    assert found(book, "pact")["language"].to_list() == ["en"]
    assert found(book, "pact", language="ur").height == 0
    assert found(book, "وزیر", language="ur").height == 1


def test_a_change_of_the_scheme_makes_the_index_anew(
    book: Ledger, make: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
):
    book.admit([make.reading(n) for n in range(5)])
    book.link()
    before = held(book)
    monkeypatch.setattr(index, "scheme", "another")
    monkeypatch.setattr(index, "words", lambda text: [word[:3].lower() for word in text.split()])
    book.admit([make.reading(5)])
    book.link()
    documents, words = held(book)
    assert {scheme for _, scheme, *_ in documents} == {"another"}
    assert {len(term) <= 3 for *_, term in words} == {True}
    speakers = book._connection.execute("SELECT folded FROM search_speaker").fetchall()
    assert speakers == [("mar sul",)]
    monkeypatch.undo()
    book.link()
    assert [row for row in held(book)[0] if row in before[0]] == before[0]
    assert found(book, "helicopters").height == 6


def test_a_ledger_of_an_older_version_is_indexed_when_it_is_searched(tmp_path: Path, make: SimpleNamespace):
    with open_ledger(tmp_path / "book", create=True) as book:
        book.admit([make.reading(1, blob=None)])
    connection = sqlite3.connect(tmp_path / "book" / place.record, isolation_level=None)
    for name in ("search_entry", "search_document", "search_speaker"):
        connection.execute(f"DROP TABLE {name}")
    connection.execute("DROP INDEX party_code")
    connection.execute("DROP INDEX statement_speaker")
    connection.execute(f"PRAGMA user_version = {schema.step_files.index('search.sql')}")
    connection.close()
    with open_ledger(tmp_path / "book") as book:
        assert found(book, "helicopters").height == 1
        assert found(book, "more", says="sultan").height == 1
        assert book.verify() == []


def test_many_documents_are_several_batches_and_progress_is_told(
    book: Ledger, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(index, "_batch", 10)
    monkeypatch.setattr(index, "_text", 200)
    book.admit([reading(f"Tank number {n}. " * (1 + n % 7)) for n in range(45)])
    told: list[tuple[int, int]] = []
    book.search(asked("tank"), progress=lambda *done: told.append(done))
    assert told[0] == (0, 45)
    assert len(told) > 5
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert found(book, "tank", limit=0).height == sum(1 + n % 7 for n in range(45))


def test_a_damaged_index_is_made_anew(book: Ledger, make: SimpleNamespace):
    book.admit([make.reading(n, blob=None) for n in range(9)])
    book.link()
    before = held(book)
    with book.writing() as connection:
        connection.execute("DELETE FROM search_entry_data WHERE id > 10")
    with open_ledger(book.folder) as other:
        assert found(other, "helicopters").height == 9
        assert held(other) == before
        assert other.verify() == []


def test_a_python_without_fts5_is_told(book: Ledger):
    with pytest.raises(LedgerError, match="needs SQLite with FTS5"), book.connected():
        raise sqlite3.OperationalError("no such module: fts5")


indexer = """
import sys
from multipolar.ledger import index
from multipolar.ledger.store import open_ledger
index._batch = 5
store = index._store
def slow(connection, made):
    store(connection, made)
    print(len(made), flush=True)
index._store = slow
with open_ledger(sys.argv[1]) as book:
    book.link()
"""


def test_an_index_that_was_killed_in_the_making_goes_on(book: Ledger, make: SimpleNamespace):
    book.admit([make.reading(n, blob=None) for n in range(120)])
    counts = []
    for turn in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", indexer, str(book.folder)], stdout=subprocess.PIPE
        ) as process:
            for _ in range(2 + turn):  # killed within a transaction: what it tells is not yet in the book
                process.stdout.readline()
            process.send_signal(signal.SIGKILL)
        counts.append(book._connection.execute("SELECT count(*) FROM search_document").fetchone()[0])
    assert counts == sorted(counts)
    assert 5 <= counts[0] < counts[-1] < 120
    book.link()
    with open_ledger(book.folder.parent / "afresh", create=True) as afresh:
        afresh.admit([make.reading(n, blob=None) for n in range(120)])
        afresh.link()
        assert held(afresh) == held(book)
    assert book.verify() == []


def test_searching_while_another_links_finds_what_is_indexed_and_says_what_is_missing(
    book: Ledger, make: SimpleNamespace
):
    book.admit([make.reading(1)])
    book.link()
    book.admit([make.reading(2)])
    with place.alone(book.folder):
        given = book.search(asked("helicopters"))
    assert (given.frame.height, given.missing) == (1, 1)
    given = book.search(asked("helicopters"))
    assert (given.frame.height, given.missing) == (2, 0)


def test_readers_and_writers_go_on_while_the_index_is_made(
    book: Ledger, make: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(index, "_batch", 20)
    book.admit([make.reading(n) for n in range(400)])

    def work(n: int) -> float:
        with open_ledger(book.folder) as mine:
            start = time.perf_counter()
            for m in range(10):
                mine.admit([make.reading(1000 + 10 * n + m)])
                mine.search(asked("helicopters"))
            return time.perf_counter() - start

    def link(_: int) -> float:
        with open_ledger(book.folder) as mine:
            mine.link()
        return 0.0

    with ThreadPoolExecutor(4) as pool:
        tasks = [pool.submit(link, 0), *(pool.submit(work, n) for n in range(3))]
        assert all(task.result() < 30 for task in tasks)
    given = book.search(asked("helicopters", limit=0))
    assert (given.sentences, given.missing) == (430, 0)


def test_the_speakers_of_old_documents_are_known_after_the_next_linking(book: Ledger, make: SimpleNamespace):
    book.admit([make.reading(1)])
    book.link()
    with book.writing() as connection:  # as a later coding of a document may
        connection.execute("UPDATE statement SET speaker_name = 'Émile Zola'")
    assert found(book, "moscow", says="zola").height == 0
    book.link()
    assert found(book, "moscow", says="ZOLA").height == 1
    assert found(book, "moscow", says="sultan").height == 0


def test_spans_are_kept_alike_on_every_machine():
    spans = ((0, 1), (70_000, 2**32 - 1))
    packed = index._packed(spans)
    assert packed == bytes.fromhex("00000000 01000000 70110100 ffffffff")
    assert index.unpacked(packed) == spans
