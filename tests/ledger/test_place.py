import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest

from multipolar.errors import LedgerError
from multipolar.ledger.store import Ledger, open_ledger


def test_a_ledger_is_a_folder_with_a_record(book: Ledger):
    assert sorted(p.name for p in book.folder.iterdir() if "-" not in p.name) == [
        "blobs",
        "ledger.sqlite",
        "tables",
    ]
    connection = sqlite3.connect(book.folder / "ledger.sqlite")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    assert book._connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert book._connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_what_was_written_is_there_when_it_is_opened_again(tmp_path: Path, make: SimpleNamespace):
    with open_ledger(str(tmp_path / "new" / "book"), create=True) as book:
        book.admit([make.reading(1)])
    with open_ledger(tmp_path / "new" / "book") as book:
        assert book.counts().documents == 1
    with open_ledger(tmp_path / "new" / "book", create=True) as book:
        assert book.counts().documents == 1


def test_a_folder_with_other_files_may_become_a_ledger(tmp_path: Path):
    (tmp_path / "page.txt").write_text("words")
    open_ledger(tmp_path, create=True).close()
    assert (tmp_path / "page.txt").read_text() == "words"


def test_a_missing_folder_is_no_ledger(tmp_path: Path):
    with pytest.raises(LedgerError, match="There is no ledger at"):
        open_ledger(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_without_a_record_is_no_ledger(tmp_path: Path):
    with pytest.raises(LedgerError, match=r"is not a ledger: it has no ledger\.sqlite"):
        open_ledger(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("create", [True, False])
def test_a_file_is_no_ledger(tmp_path: Path, *, create: bool):
    (tmp_path / "file").write_text("words")
    with pytest.raises(LedgerError, match="is a file, not the folder"):
        open_ledger(tmp_path / "file", create=create)
    with pytest.raises(LedgerError, match=r"Not a directory|is a file|no ledger"):
        open_ledger(tmp_path / "file" / "book", create=create)


@pytest.mark.parametrize("words", [b"", b"this is a text file\n" * 500])
@pytest.mark.parametrize("create", [True, False])
def test_a_text_file_of_that_name_is_no_ledger(tmp_path: Path, words: bytes, *, create: bool):
    (tmp_path / "ledger.sqlite").write_bytes(words)
    with pytest.raises(LedgerError, match="not a ledger"):
        open_ledger(tmp_path, create=create)
    assert (tmp_path / "ledger.sqlite").read_bytes() == words


def test_the_database_of_another_program_is_no_ledger(tmp_path: Path):
    connection = sqlite3.connect(tmp_path / "ledger.sqlite")
    connection.execute("CREATE TABLE document (id)")
    connection.commit()
    connection.close()
    before = (tmp_path / "ledger.sqlite").read_bytes()
    with pytest.raises(LedgerError, match="database of another program"):
        open_ledger(tmp_path, create=True)
    assert (tmp_path / "ledger.sqlite").read_bytes() == before


def test_a_folder_of_that_name_is_no_ledger(tmp_path: Path):
    (tmp_path / "ledger.sqlite").mkdir()
    with pytest.raises(LedgerError, match="ledger"):
        open_ledger(tmp_path)


def test_a_ledger_of_a_newer_program_is_left_alone(book: Ledger):
    book._connection.execute("PRAGMA user_version = 99")
    book.close()
    with pytest.raises(LedgerError, match=r"version 99.*newer multipolar"):
        open_ledger(book.folder)


def test_a_record_that_was_cut_short_is_damaged(book: Ledger, make: SimpleNamespace):
    book.admit([make.reading(n) for n in range(100)])
    book.close()
    record = book.folder / "ledger.sqlite"
    size = record.stat().st_size
    for part in (0.9, 0.5, 0.1):
        os.truncate(record, int(size * part) // 4096 * 4096)
        with pytest.raises(LedgerError, match="damaged"):
            open_ledger(book.folder)


def test_a_record_that_was_overwritten_is_found_so(book: Ledger, make: SimpleNamespace):
    book.admit([make.reading(n) for n in range(100)])
    book.close()
    record = book.folder / "ledger.sqlite"
    data = bytearray(record.read_bytes())
    data[8192:60000] = b"\x55" * (60000 - 8192)
    record.write_bytes(data)
    assert "damaged" in _found(book.folder)


def _found(folder: Path) -> str:
    """What opening, or else verifying, says of a damaged ledger."""
    try:
        with open_ledger(folder) as opened:
            return " ".join(problem.what for problem in opened.verify())
    except LedgerError as error:
        return str(error)


def test_a_record_that_was_cut_short_beside_its_wal_is_damaged(book: Ledger, make: SimpleNamespace):
    book.admit([make.reading(n) for n in range(100)])
    book._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    book.admit([make.reading(100)])  # the head of the record is in the WAL now
    copy = book.folder.parent / "copy"
    shutil.copytree(book.folder, copy)  # as a power cut would leave it
    os.truncate(copy / "ledger.sqlite", (copy / "ledger.sqlite").stat().st_size // 8192 * 4096)
    with pytest.raises(LedgerError, match=r"damaged.*Restore it from a copy"):
        open_ledger(copy)


other = """
import sys
from multipolar.ledger.store import open_ledger
with open_ledger(sys.argv[1]) as book:
    print(book.counts().documents)
"""


def seen_by_another(folder: Path) -> int:
    command = [sys.executable, "-c", other, str(folder)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("beside", [False, True])
def test_another_program_that_closes_the_book_takes_nothing_away(
    tmp_path: Path, make: SimpleNamespace, *, beside: bool
):
    with open_ledger(tmp_path / "book", create=True) as book:
        if beside:  # a server has it open once a thread
            open_ledger(book.folder, create=True).close()
        assert seen_by_another(book.folder) == 0
        assert (book.folder / "ledger.sqlite-wal").exists()  # else what is admitted now lies nowhere
        book.admit([make.reading(1)])
        assert seen_by_another(book.folder) == 1
        book.admit([make.reading(2)])
        shutil.copytree(book.folder, tmp_path / "killed")  # what a killed program would leave
    assert seen_by_another(tmp_path / "killed") == 2


read = """
import os, sys
from multipolar.errors import LedgerError
from multipolar.ledger.store import open_ledger
if os.geteuid() == 0:
    os.setuid(65534)  # a superuser may write anywhere: let another user look
try:
    open_ledger(sys.argv[1])
except LedgerError as error:
    print(error)
"""


def test_a_read_only_ledger_is_said_to_be_so(make: SimpleNamespace):
    with TemporaryDirectory() as base:
        Path(base).chmod(0o755)
        folder = Path(base) / "book"
        with open_ledger(folder, create=True) as book:
            book.admit([make.reading(1)])
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        command = [sys.executable, "-c", read, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        folder.chmod(0o755)
    assert "is read-only: “book” cannot be written" in done.stdout


def test_a_ledger_that_several_make_at_once_is_one(tmp_path: Path, make: SimpleNamespace):
    def work(n: int) -> int:
        with open_ledger(tmp_path / "book", create=True) as book:
            return book.admit([make.reading(n)]).new

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(work, range(8))) == 8
    with open_ledger(tmp_path / "book") as book:
        assert book.counts().documents == 8
    assert not list((tmp_path / "book").glob(".*.draft"))


def test_a_copied_ledger_is_a_ledger(book: Ledger, make: SimpleNamespace, tmp_path: Path):
    book.admit([make.reading(1)])
    book.close()
    shutil.copytree(book.folder, tmp_path / "odd name?#%20 [1]")
    with open_ledger(tmp_path / "odd name?#%20 [1]") as copied:
        assert copied.counts().documents == 1


def test_a_changed_letter_of_the_schema_is_damage(book: Ledger):
    with closing(sqlite3.connect(book.folder / "ledger.sqlite", isolation_level=None)) as record:
        record.execute("PRAGMA writable_schema = ON")
        record.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 't.event', 't.evmnt') WHERE name = 'coded'"
        )
    with pytest.raises(LedgerError, match="is damaged: its tables"), open_ledger(book.folder) as damaged:
        damaged.counts()
