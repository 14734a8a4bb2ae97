import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from tests.ledger.keeping import content, fill, killed, left, small_disk, whole, writing

from multipolar.errors import LedgerError
from multipolar.ledger.backup import backup
from multipolar.ledger.check import DamageError
from multipolar.ledger.store import Ledger, open_ledger


@pytest.fixture
def full(book: Ledger, make: SimpleNamespace):
    fill(book, *(make.reading(n) for n in range(30)))
    book.link()
    (book.folder / "tables" / "sipri").mkdir()
    (book.folder / "tables" / "sipri" / "2024.parquet").write_bytes(b"PAR1")
    return book


def test_a_backup_is_a_ledger_with_the_same_content(full: Ledger, tmp_path: Path):
    made = backup(full, tmp_path / "new" / "copy")
    assert (made.folder, made.documents, made.blobs) == (tmp_path / "new" / "copy", 30, 30)
    assert made.size == sum(path.stat().st_size for path in made.folder.rglob("*") if path.is_file())
    assert content(made.folder) == content(full.folder)
    assert (made.folder / "tables" / "sipri" / "2024.parquet").read_bytes() == b"PAR1"
    assert whole(made.folder)
    with open_ledger(made.folder) as copy:
        assert copy.counts() == full.counts()
        assert copy.sql("SELECT count(*) FROM happening").item() > 0
    assert left(made.folder.parent) == []


def test_a_backup_survives_damage_to_the_ledger(full: Ledger, tmp_path: Path):
    made = backup(full, tmp_path / "copy")
    for path in full.folder.rglob("*"):
        if path.is_file():
            with path.open("r+b") as file:
                file.write(b"\x55" * path.stat().st_size)
    assert whole(made.folder)


def test_an_empty_ledger_has_a_backup(book: Ledger, tmp_path: Path):
    assert backup(book, tmp_path / "copy").documents == 0
    assert whole(tmp_path / "copy")


def test_a_backup_says_how_far_it_is(full: Ledger, tmp_path: Path):
    seen = []
    backup(full, tmp_path / "copy", progress=lambda *step: seen.append(step))
    assert list(dict.fromkeys(what for what, _, _ in seen)) == [
        "copying the record",
        "checking the record",
        "copying the pages as fetched",
    ]
    assert all(0 <= done <= total for _, done, total in seen)
    assert seen[-1][1:] == (30, 30)


def test_what_others_write_meanwhile_is_not_in_it(full: Ledger, make: SimpleNamespace, tmp_path: Path):
    before = content(full.folder)

    def step(what: str, _done: int, _total: int) -> None:
        if what == "copying the record":
            with open_ledger(full.folder) as other:
                fill(other, make.reading(1000))

    backup(full, tmp_path / "copy", progress=step)
    assert content(tmp_path / "copy") == before
    assert full.counts().documents == 31


def test_a_backup_beside_a_busy_writer_holds_all_that_was_acknowledged(book: Ledger, tmp_path: Path):
    acknowledged: set[str] = set()
    with writing(book.folder) as process:
        for n in range(4):
            acknowledged |= {process.stdout.readline().strip() for _ in range(10)}
            backup(book, tmp_path / f"copy{n}")
            assert process.poll() is None
            assert whole(tmp_path / f"copy{n}")
            with open_ledger(tmp_path / f"copy{n}") as copy:
                assert acknowledged <= {document.id for document in copy.documents()}
    assert book.counts().documents > 40  # it went on


def test_a_place_that_is_taken_is_refused(full: Ledger, tmp_path: Path):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "empty").mkdir()
    for name, said in {"taken": "is not empty", "file": "is a file", "file/x": "file” is a file"}.items():
        with pytest.raises(LedgerError, match=said):
            backup(full, tmp_path / name)
    with pytest.raises(LedgerError, match="lies inside the ledger"):
        backup(full, full.folder / "copy")
    backup(full, tmp_path / "empty")
    with pytest.raises(LedgerError, match="is not empty"):
        backup(full, tmp_path / "empty")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book", "empty", "file", "taken"]
    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["notes.txt"]


def test_a_damaged_ledger_has_no_backup(full: Ledger, tmp_path: Path):
    held = (full.folder / "blobs").rglob("*.zst")
    missing, damaged, *_ = held
    damaged.write_bytes(b"other bytes")
    missing.unlink()
    with pytest.raises(DamageError, match="is damaged and was not copied") as caught:
        backup(full, tmp_path / "copy")
    assert [str(full.folder / "blobs")] * 2 == [problem.source for problem in caught.value.problems]
    assert missing.parent.name + missing.stem in " ".join(problem.what for problem in caught.value.problems)
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_a_damaged_record_has_no_backup(full: Ledger, tmp_path: Path):
    full._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    full.close()
    record = full.folder / "ledger.sqlite"
    data = bytearray(record.read_bytes())
    data[-20000:-8000] = b"\x55" * 12000
    record.write_bytes(data)
    with open_ledger(full.folder) as opened, pytest.raises(DamageError) as caught:
        backup(opened, tmp_path / "copy")
    assert "The database is damaged" in caught.value.problems[0].what
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_a_row_that_belongs_to_nothing_is_damage(full: Ledger, tmp_path: Path):
    full._connection.execute("PRAGMA foreign_keys = OFF")
    full._connection.execute("INSERT INTO chain VALUES ('nothing', 0, 'Nobody')")
    with pytest.raises(DamageError):
        backup(full, tmp_path / "copy")


COPY = """
from multipolar.ledger.backup import backup
from multipolar.ledger.store import open_ledger
with open_ledger(sys.argv[1]) as book:
    backup(book, sys.argv[2], progress=step)
print("done")
"""


def test_a_killed_backup_leaves_none_and_the_next_one_clears_up(full: Ledger, tmp_path: Path):
    for step in range(1, 5):
        assert killed(COPY, full.folder, tmp_path / "copy", step=step)
        assert not (tmp_path / "copy").exists()
        assert len(left(tmp_path)) == 1  # that of the one before has been taken away
    backup(full, tmp_path / "copy")
    assert content(tmp_path / "copy") == content(full.folder)
    assert left(tmp_path) == []


def test_two_backups_at_once_leave_each_other_alone(full: Ledger, tmp_path: Path):
    begun = []

    def step(what: str, _done: int, _total: int) -> None:
        if what == "checking the record" and not begun:
            begun.append(backup(full, tmp_path / "copy"))

    with pytest.raises(LedgerError, match="could not be made: Directory not empty"):
        backup(full, tmp_path / "copy", progress=step)
    assert content(tmp_path / "copy") == content(full.folder)
    assert left(tmp_path) == []


@pytest.mark.parametrize("kilobytes", [64, 250, 320])
def test_a_full_disk_leaves_no_half_backup(full: Ledger, tmp_path: Path, kilobytes: int):
    assert sum(path.stat().st_size for path in full.folder.rglob("*")) > 400_000
    with small_disk(tmp_path / "disk", kilobytes):
        with pytest.raises(
            LedgerError, match=r"could not be made: .*(full|No space).*Nothing is left"
        ) as caught:
            backup(full, tmp_path / "disk" / "copy")
        assert str(tmp_path / "disk" / "copy") in str(caught.value)
        assert list((tmp_path / "disk").iterdir()) == []
    assert whole(full.folder)


NOBODY = """
import os, sys
from multipolar.errors import LedgerError
from multipolar.ledger.backup import backup
from multipolar.ledger.store import open_ledger
with open_ledger(sys.argv[1]) as book:
    backup(book, sys.argv[3])
    if os.geteuid() == 0:
        os.setuid(65534)  # a superuser may write anywhere: let another user try
    try:
        backup(book, sys.argv[2])
    except LedgerError as error:
        print(error)
"""


def test_a_place_that_may_not_be_written_is_said_to_be_so(make: SimpleNamespace):
    with TemporaryDirectory() as base:
        Path(base).chmod(0o755)
        with open_ledger(Path(base) / "book", create=True) as book:
            fill(book, make.reading(1))
        for path in (Path(base) / "book", *(Path(base) / "book").rglob("*")):
            path.chmod(0o777)
        (Path(base) / "locked").mkdir(mode=0o555)
        command = [sys.executable, "-c", NOBODY, f"{base}/book", f"{base}/locked/copy", f"{base}/first"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert "locked/copy” could not be made: Permission denied" in done.stdout
        assert list((Path(base) / "locked").iterdir()) == []


def test_the_log_of_the_ledger_is_free_while_pages_are_copied(
    full: Ledger, make: SimpleNamespace, tmp_path: Path
):
    freed = []

    def step(what: str, _done: int, _total: int) -> None:
        if what == "copying the pages as fetched":
            fill(full, make.reading(2000))
            with closing(sqlite3.connect(full.folder / "ledger.sqlite")) as other:
                freed.append(other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])

    backup(full, tmp_path / "copy", progress=step)
    assert freed
    assert not any(freed)
    assert (full.folder / "ledger.sqlite-wal").stat().st_size == 0
