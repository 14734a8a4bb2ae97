import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.errors import LedgerError
from multipolar.ledger.records import Problem, Reading
from multipolar.ledger.store import Admitted, Counts, Ledger, open_ledger


def blobs(*readings: Reading):
    return {r.document.blob: r.document.text.encode() for r in readings}


def test_a_reading_comes_back_as_it_went_in(book: Ledger, make: SimpleNamespace):
    first, second = make.reading(1), make.reading(2)
    assert book.admit([first, second], blobs=blobs(first, second)) == Admitted(new=2)
    assert book.reading(first.document.id) == first
    assert book.document(second.document.id) == second.document
    assert list(book.documents()) == [first.document, second.document]
    assert book.problems() == [*first.problems, *second.problems]
    assert book.blob(first.document.blob) == first.document.text.encode()


def test_what_is_not_there_is_none(book: Ledger):
    assert book.document("nothing") is None
    assert book.reading("nothing") is None
    assert list(book.documents()) == []
    with pytest.raises(LedgerError, match="is not in the ledger"):
        book.blob("0" * 64)


def test_a_blob_outside_the_folder_cannot_be_named(book: Ledger):
    with pytest.raises(LedgerError, match="no SHA-256"):
        book.blob("../../../etc/passwd")


def test_reading_a_page_twice_changes_nothing(book: Ledger, make: SimpleNamespace):
    readings = [make.reading(n) for n in range(3)]
    book.admit(readings, blobs=blobs(*readings))
    book.link()
    before = (book.counts(), book.problems())
    happenings = book.sql("SELECT * FROM happening ORDER BY id").rows()
    again = [replace(r, document=replace(r.document, source="elsewhere.txt")) for r in readings]
    assert book.admit(again, blobs=blobs(*readings)) == Admitted(known=3)
    book.link()
    assert (book.counts(), book.problems()) == before
    assert book.sql("SELECT * FROM happening ORDER BY id").rows() == happenings
    assert book.document(readings[0].document.id).source == "page.txt"


def test_one_page_twice_in_a_batch_is_one_document(book: Ledger, make: SimpleNamespace):
    assert book.admit([make.reading(1), make.reading(1)]) == Admitted(new=1, known=1)


def test_more_than_a_hundred_documents_are_several_transactions(book: Ledger, make: SimpleNamespace):
    assert book.admit([make.reading(n) for n in range(250)]) == Admitted(new=250)
    assert book.counts() == Counts(
        documents=250, events=500, statements=250, stories=0, happenings=0, problems=250
    )
    assert len(list(book.documents())) == 250


def test_nothing_to_admit_is_no_error(book: Ledger):
    assert book.admit([]) == Admitted()
    book.note([])
    book.link()
    assert book.counts() == Counts(0, 0, 0, 0, 0, 0)


def test_problems_are_noted_once(book: Ledger):
    problem = Problem("read", "page.pdf", "This is no page.")
    book.note([problem, problem])
    book.note([problem, replace(problem, what="Another.")])
    assert [p.what for p in book.problems()] == ["This is no page.", "Another."]


def test_a_hundred_documents_are_admitted_in_a_tenth_of_a_second(book: Ledger, make: SimpleNamespace):
    readings = [make.reading(n) for n in range(100)]
    start = time.perf_counter()
    book.admit(readings)
    assert time.perf_counter() - start < 0.5  # 0.04 s on a quiet machine


def test_a_blob_that_is_not_what_it_says_is_refused(book: Ledger, make: SimpleNamespace):
    reading = make.reading(1)
    with pytest.raises(LedgerError, match="not its SHA-256"):
        book.admit([reading], blobs={reading.document.blob: b"other bytes"})
    assert book.counts().documents == 0


def test_blobs_of_no_document_are_not_kept(book: Ledger, make: SimpleNamespace):
    other = sha256(b"other").hexdigest()
    book.admit([make.reading(1)], blobs={other: b"other"})
    with pytest.raises(LedgerError):
        book.blob(other)


def test_records_that_do_not_fit_are_left_out_with_a_problem(book: Ledger, make: SimpleNamespace):
    good = make.reading(1)
    visited, signed = good.events
    faults = {
        "quote": replace(visited, id="1", quote="never said"),
        "another document": replace(visited, id="2", document="else"),
        "no type": replace(visited, id="3", type="FIGHT"),
        "no status": replace(visited, id="4", status="maybe"),
        "confidence": replace(visited, id="5", confidence=float("nan")),
        "interval": replace(
            visited, id="6", date=replace(visited.date, low=visited.date.high, high=visited.date.low)
        ),
        "party": replace(visited, id="7", actors=(replace(visited.actors[0], end=10**6),)),
        "finite": replace(visited, id="8", amounts=(replace(signed.amounts[0], value=float("inf")),)),
        "surrogate": replace(visited, id="9", rule="\ud800"),
        "taken": visited,
    }
    silent = replace(good.statements[0], id="s", quote="nothing")
    voiced = replace(signed, id="v", voice="s")
    crowd = replace(
        good, events=(*good.events, *faults.values(), voiced), statements=(*good.statements, silent)
    )
    assert book.admit([crowd], blobs=blobs(crowd)) == Admitted(new=1)
    kept = book.reading(good.document.id)
    assert kept.events == (*good.events, replace(voiced, voice=None))
    assert kept.statements == good.statements
    said = " ".join(problem.what for problem in book.problems())
    assert all(fault in said for fault in faults)
    assert len(book.problems()) == len(good.problems) + len(faults) + 1
    assert book.verify() == []


def test_a_document_that_is_no_unicode_is_turned_away_and_the_rest_goes_on(
    book: Ledger, make: SimpleNamespace
):
    bad = make.reading(1)
    bad = Reading(replace(bad.document, text="a \ud800 b", source="caf\udce9.txt"))
    assert book.admit([bad, make.reading(2)]) == Admitted(new=1, refused=1)
    (problem, _) = book.problems()
    assert problem.source == "caf?.txt"
    assert "surrogate" in problem.what


def test_a_file_name_that_is_no_unicode_is_no_reason_to_turn_a_page_away(book: Ledger, make: SimpleNamespace):
    reading = make.reading(1, source="caf\udce9.txt")
    reading = Reading(reading.document)
    assert book.admit([reading]) == Admitted(new=1)
    book.note([Problem("read", "caf\udce9.txt", "Odd name.")])
    assert book.document(reading.document.id).source == "caf?.txt"


@given(text=st.text(min_size=1), title=st.none() | st.text(), outlet=st.none() | st.text())
@settings(max_examples=15, deadline=None)
def test_any_text_comes_back_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, text: str, title: str | None, outlet: str | None
):
    from multipolar.ledger.records import Document, identified

    made = identified(Document("", "s", "article", title, (), (), outlet, None, "und", text))
    with open_ledger(tmp_path_factory.mktemp("any") / "book", create=True) as book:
        book.admit([Reading(made)])
        assert book.document(made.id) == made
        assert book.sql("SELECT text FROM document").item() == text
        assert book.verify() == []


def test_two_writers_at_once_both_succeed(book: Ledger, make: SimpleNamespace):
    def write(half: int) -> list[Admitted]:
        with open_ledger(book.folder) as mine:
            return [mine.admit([make.reading(n)], blobs=blobs(make.reading(n))) for n in range(half, 80, 2)]

    with ThreadPoolExecutor(2) as pool:
        admitted = [one for done in pool.map(write, (0, 1)) for one in done]
    assert admitted == [Admitted(new=1)] * 80
    assert book.counts().documents == 80
    assert book.verify() == []


def test_two_who_read_the_same_page_at_once_make_one_document(book: Ledger, make: SimpleNamespace):
    readings = [make.reading(n) for n in range(40)]

    def write(_: int) -> int:
        with open_ledger(book.folder) as mine:
            return mine.admit(readings, blobs=blobs(*readings)).new

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(write, range(2))) == 40
    assert book.verify() == []


def test_a_reader_sees_the_book_while_another_writes(book: Ledger, make: SimpleNamespace):
    book.admit([make.reading(1)])
    with open_ledger(book.folder) as writer, writer.writing() as connection:
        connection.execute("UPDATE document SET title = 'not yet'")
        assert book.sql("SELECT title FROM document").item() == "A visit"
        assert book.counts().documents == 1
    assert book.sql("SELECT title FROM document").item() == "not yet"


def test_threads_may_share_a_ledger(book: Ledger, make: SimpleNamespace):
    book.admit([make.reading(n) for n in range(20)])
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: book.sql("SELECT count(*) FROM event").item(), range(20)))
    assert counts == [40] * 20


def test_a_writer_that_cannot_finish_leaves_nothing(book: Ledger, make: SimpleNamespace):
    with pytest.raises(ZeroDivisionError):
        _fail(book)
    assert book.problems() == []
    assert book.admit([make.reading(1)]) == Admitted(new=1)


def _fail(book: Ledger) -> None:
    with book.writing() as connection:
        connection.execute("INSERT INTO problem (stage, source, what) VALUES ('a', 'b', 'c')")
        raise ZeroDivisionError


full_disk = """
import resource, signal, sys
from multipolar.errors import LedgerError
from multipolar.ledger.records import Document, Reading, identified
from multipolar.ledger.store import open_ledger
from hashlib import sha256
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with open_ledger(sys.argv[1]) as book:
    size = int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    data = [bytes([n % 251, n // 251]) * 4000 for n in range(100)]
    texts = [str(n) + "word " * 2000 for n in range(100)]
    made = [
        identified(Document("", "s", "article", None, (), (), None, None, "en", text, blob=sha256(bytes_).hexdigest()))
        for text, bytes_ in zip(texts, data)
    ]
    try:
        book.admit([Reading(one) for one in made], blobs={sha256(bytes_).hexdigest(): bytes_ for bytes_ in data})
    except LedgerError as error:
        print(error)
        sys.exit(3)
"""


@pytest.mark.parametrize("size", [10, 40_000, 300_000])
def test_a_full_disk_is_said_and_nothing_is_half_written(book: Ledger, make: SimpleNamespace, size: int):
    book.admit([make.reading(1)], blobs=blobs(make.reading(1)))
    command = [sys.executable, "-c", full_disk, str(book.folder), str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (3, "")
    assert "ledger" in done.stdout
    assert book.counts().documents == 1
    assert [p.what for p in book.verify() if "belongs to no document" not in p.what] == []
    assert book.admit([make.reading(2)]) == Admitted(new=1)


writer = """
import sys
from hashlib import sha256
from multipolar.ledger.records import Document, Problem, Reading, Speaker, Statement, content_id, identified
from multipolar.ledger.store import open_ledger
with open_ledger(sys.argv[1]) as book:
    for n in range(int(sys.argv[2]), 10**6, 5):
        readings, data = [], {}
        for m in range(n, n + 5):
            text = f"{m} he said words, many words." * 50
            blob = sha256(text.encode()).hexdigest()
            of = identified(Document("", "s", "article", str(m), (), ("a", "b"), None, None, "en", text, blob=blob))
            said = [
                Statement(content_id(of.id, k), of.id, k, k + 2, text[k : k + 2], Speaker("he", None, None, None, 0, 1), True, None, True)
                for k in range(10)
            ]
            readings.append(Reading(of, (), tuple(said), (Problem("read", str(m), "none"),)))
            data[blob] = text.encode()
        book.admit(readings, blobs=data)
        print(*(reading.document.id for reading in readings), flush=True)
"""


def test_a_killed_writer_loses_nothing_that_was_acknowledged(book: Ledger):
    acknowledged = set()
    for turn in range(10):
        command = [sys.executable, "-c", writer, str(book.folder), str(turn * 10**5)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            acknowledged |= set(process.stdout.readline().split())
            time.sleep(0.013 * turn)
            process.kill()
            acknowledged |= {word for line in process.stdout if line.endswith("\n") for word in line.split()}
    held = {document.id for document in book.documents()}
    assert len(acknowledged) >= 50
    assert acknowledged <= held
    assert all(len(book.reading(id_).statements) == 10 for id_ in held)
    left = ("belongs to no document", "interrupted writer")
    assert [p.what for p in book.verify() if not any(words in p.what for words in left)] == []


def test_linking_while_others_link_and_write_loses_nothing(book: Ledger, make: SimpleNamespace):
    def work(n: int) -> None:
        with open_ledger(book.folder) as mine:
            for m in range(4):
                mine.admit([make.reading(10 * n + m)])
                mine.link()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, range(3)))
    book.link()
    found = [book.sql(f"FROM {view} ORDER BY ALL").rows() for view in ("story", "happening", "act")]
    with open_ledger(book.folder.parent / "afresh", create=True) as afresh:
        afresh.admit([make.reading(10 * n + m) for n in range(3) for m in range(4)])
        afresh.link()
        assert [
            afresh.sql(f"FROM {view} ORDER BY ALL").rows() for view in ("story", "happening", "act")
        ] == found
    assert book.counts().documents == 12
