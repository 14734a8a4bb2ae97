import os
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal
from types import SimpleNamespace

import pytest
from tests.ledger.keeping import blobs, content, fill, killed, whole, writing

from multipolar.ledger import blobs as bytes_kept
from multipolar.ledger.check import DamageError
from multipolar.ledger.compact import compact
from multipolar.ledger.duplicate import size
from multipolar.ledger.store import Ledger, open_ledger
from multipolar.ledger.traffic import clearing, entering


@pytest.fixture
def full(book: Ledger, make: SimpleNamespace):
    fill(book, *(make.reading(n) for n in range(30)))
    book.link()
    return book


def test_a_compact_ledger_has_the_same_content_in_less_space(full: Ledger):
    full._connection.execute("CREATE TABLE gone (words TEXT) STRICT")
    full._connection.executemany("INSERT INTO gone VALUES (?)", [("word " * 1000,)] * 500)
    full._connection.execute("DROP TABLE gone")
    before = content(full.folder)
    done = compact(full)
    assert content(full.folder) == before
    assert done.before - done.after > 2_000_000
    assert done.after == size(full.folder)
    assert (done.drafts, done.blobs, done.cleared, done.truncated) == (0, 0, True, True)
    assert full.verify() == []


def test_what_killed_programs_left_is_taken_away(full: Ledger, make: SimpleNamespace):
    orphan = {bytes_kept.hashlib.sha256(b"orphan").hexdigest(): b"orphan"}
    bytes_kept.keep(full.folder / "blobs", orphan)
    half = full.folder / "blobs" / "ab"
    half.mkdir(exist_ok=True)
    (half / f".{'0' * 32}.draft").write_bytes(b"half")
    (half / "notes.zst").write_bytes(b"not ours")
    old, new = full.folder / f".{'1' * 32}.draft", full.folder / f".{'2' * 32}.draft-journal"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 7200,) * 2)
    done = compact(full)
    assert (done.drafts, done.blobs) == (2, 1)
    assert not old.exists()
    assert new.exists()  # somebody may be making it
    assert [path.name for path in half.iterdir() if len(path.name) < 60] == ["notes.zst"]
    assert len(list(bytes_kept.names(full.folder / "blobs"))) == 31
    assert full.blob(make.reading(1).document.blob) == make.reading(1).document.text.encode()


def test_a_blob_whose_row_is_still_to_come_is_left(full: Ledger, make: SimpleNamespace):
    """A writer has written the bytes of a page and not yet its row; an older orphan would not be written again."""
    late = make.reading(500)
    bytes_kept.keep(full.folder / "blobs", blobs(late))
    between, go_on = Signal(), Signal()

    def write() -> None:
        with open_ledger(full.folder) as mine, entering(mine.folder):
            bytes_kept.keep(mine.folder / "blobs", blobs(late))  # it is there: nothing is written
            between.set()
            go_on.wait(10)
            mine.admit([late])

    with ThreadPoolExecutor(2) as pool:
        writer = pool.submit(write)
        between.wait(10)
        clearer = pool.submit(lambda: compact(full))
        time.sleep(0.2)
        assert not clearer.done()
        go_on.set()
        writer.result()
        assert clearer.result().blobs == 0
    assert full.verify() == []


def test_writers_that_never_pause_keep_their_blobs(full: Ledger, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("multipolar.ledger.place.patience", 0.1)
    bytes_kept.keep(full.folder / "blobs", {bytes_kept.hashlib.sha256(b"orphan").hexdigest(): b"orphan"})
    with entering(full.folder), open_ledger(full.folder) as other:
        done = compact(other)
    assert (done.blobs, done.cleared) == (0, False)
    assert compact(full).blobs == 1


def test_two_who_clear_wait_for_each_other(full: Ledger):
    with clearing(full.folder, patience=1) as first, clearing(full.folder, patience=0.1) as second:
        assert (first, second) == (True, False)


def test_nothing_is_taken_from_a_damaged_ledger(full: Ledger):
    bytes_kept.keep(full.folder / "blobs", {bytes_kept.hashlib.sha256(b"orphan").hexdigest(): b"orphan"})
    full._connection.execute("PRAGMA foreign_keys = OFF")
    full._connection.execute("INSERT INTO chain VALUES ('nothing', 0, 'Nobody')")
    with pytest.raises(DamageError, match="nothing was taken away"):
        compact(full)
    assert len(list(bytes_kept.names(full.folder / "blobs"))) == 31


def test_a_ledger_that_is_written_to_is_compacted_and_stays_whole(book: Ledger):
    acknowledged: set[str] = set()
    with writing(book.folder) as process:
        for _ in range(4):
            acknowledged |= {process.stdout.readline().strip() for _ in range(10)}
            assert compact(book).blobs == 0
            assert process.poll() is None
    assert acknowledged <= {document.id for document in book.documents()}
    assert [
        p.what
        for p in book.verify()
        if "belongs to no document" not in p.what and "interrupted" not in p.what
    ] == []


def test_a_reader_is_not_disturbed(full: Ledger, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("multipolar.ledger.compact._brief", 100)
    with open_ledger(full.folder) as other:
        other._connection.execute("BEGIN")
        assert other.counts().documents == 30
        done = compact(full)
        assert not done.truncated
        assert other.counts().documents == 30
        other._connection.execute("COMMIT")
    assert compact(full).truncated


SHRINK = """
from multipolar.ledger.compact import compact
from multipolar.ledger.store import open_ledger
with open_ledger(sys.argv[1]) as book:
    compact(book, progress=step)
print("done")
"""


def test_a_killed_compact_leaves_a_whole_ledger(full: Ledger):
    before = content(full.folder)
    for step in (1, 2, 3):
        assert killed(SHRINK, full.folder, step=step)
        assert content(full.folder) == before
        assert whole(full.folder)
