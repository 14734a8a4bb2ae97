import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from tests.ledger.keeping import content, files, fill, killed, left, small_disk, whole

from multipolar.errors import LedgerError
from multipolar.ledger import place, schema
from multipolar.ledger.backup import backup
from multipolar.ledger.check import DamageError
from multipolar.ledger.restore import restore
from multipolar.ledger.store import Ledger, open_ledger


@pytest.fixture
def copy(book: Ledger, make: SimpleNamespace, tmp_path: Path):
    """A backup of thirty documents; the ledger itself has gone on since."""
    fill(book, *(make.reading(n) for n in range(30)))
    book.link()
    backup(book, tmp_path / "copy")
    fill(book, make.reading(99))
    return tmp_path / "copy"


def test_a_backup_comes_back_as_it_was(copy: Path, tmp_path: Path):
    before = files(copy)
    done = restore(copy, tmp_path / "new" / "book")
    assert (done.folder, done.documents, done.blobs, done.aside) == (tmp_path / "new" / "book", 30, 30, None)
    assert content(done.folder) == content(copy)
    assert whole(done.folder)
    assert files(copy) == before
    with open_ledger(done.folder) as book:
        assert book.counts().documents == 30
        assert book.sql("SELECT count(*) FROM happening").item() > 0


def test_a_ledger_that_is_there_is_refused_and_moved_aside_when_asked(
    book: Ledger, copy: Path, tmp_path: Path
):
    book.close()
    before = content(book.folder)
    with pytest.raises(LedgerError, match=r"There is a ledger at .* already.*--replace"):
        restore(copy, book.folder)
    assert content(book.folder) == before
    done = restore(copy, book.folder, replace=True)
    assert content(book.folder) == content(copy)
    assert content(done.aside) == before
    assert done.aside.parent == tmp_path
    again = restore(copy, book.folder, replace=True)
    assert again.aside != done.aside
    assert content(again.aside) == content(copy)
    assert whole(book.folder)
    assert whole(done.aside)


def test_a_ledger_that_is_open_is_not_moved(
    book: Ledger, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("multipolar.ledger.restore._patience", 0.1)
    before = content(book.folder)
    with pytest.raises(LedgerError, match=r"Another program has the ledger .* open"):
        restore(copy, book.folder, replace=True)
    assert content(book.folder) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book", "copy"]
    fill(book)  # and it can still be written to
    assert whole(book.folder)


def test_a_ledger_that_is_damaged_beyond_opening_is_moved(book: Ledger, copy: Path):
    book.close()
    (book.folder / "ledger.sqlite").write_bytes(b"no database" * 1000)
    done = restore(copy, book.folder, replace=True)
    assert whole(book.folder)
    assert (done.aside / "ledger.sqlite").read_bytes() == b"no database" * 1000


def test_other_folders_are_left_alone(copy: Path, tmp_path: Path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("mine")
    for replace in (False, True):
        with pytest.raises(LedgerError, match="is not empty"):
            restore(copy, tmp_path / "home", replace=replace)
    assert files(tmp_path / "home") == {"letter.txt": b"mine"}
    with pytest.raises(LedgerError, match="one is, or is in, the other"):
        restore(copy, copy, replace=True)
    with pytest.raises(LedgerError, match="one is, or is in, the other"):
        restore(copy, copy / "blobs" / "book")


def damage_blob(folder: Path):
    next((folder / "blobs").rglob("*.zst")).write_bytes(b"other bytes")


def damage_quote(folder: Path):
    with closing(sqlite3.connect(folder / "ledger.sqlite", isolation_level=None)) as connection:
        connection.execute("UPDATE event SET quote = quote || '!' WHERE id = (SELECT min(id) FROM event)")


def cut_short(folder: Path):
    os.truncate(folder / "ledger.sqlite", (folder / "ledger.sqlite").stat().st_size // 8192 * 4096)


def overwrite(folder: Path):
    data = bytearray((folder / "ledger.sqlite").read_bytes())
    data[8192:60000] = b"\x55" * (60000 - 8192)
    (folder / "ledger.sqlite").write_bytes(data)


@pytest.mark.parametrize("damage", [damage_blob, damage_quote, cut_short, overwrite])
def test_a_damaged_copy_is_refused_and_nothing_is_changed(copy: Path, book: Ledger, tmp_path: Path, damage):
    book.close()
    damage(copy)
    before, ledger = files(copy), content(book.folder)
    for target in (tmp_path / "new", book.folder):
        with pytest.raises(DamageError, match=r"is damaged") as caught:
            restore(copy, target, replace=True)
        assert caught.value.problems
        assert all(
            problem.source.startswith(str(copy)) or problem.document for problem in caught.value.problems
        )
    assert content(book.folder) == ledger
    assert files(copy) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book", "copy"]


def test_what_is_no_ledger_cannot_be_restored(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "about.json").write_text("{}")
    (tmp_path / "other").mkdir()
    with closing(sqlite3.connect(tmp_path / "other" / "ledger.sqlite")) as connection:
        connection.execute("CREATE TABLE bill (sum)")
        connection.commit()
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "ledger.sqlite").write_text("words" * 100)
    for name, said in {
        "nowhere": "holds no ledger", "empty": "holds no ledger", "export": "is an export.*multipolar import",
        "other": "another program", "text": "not a ledger",
    }.items():  # fmt: skip
        with pytest.raises(LedgerError, match=said):
            restore(tmp_path / name, tmp_path / "book")
    assert not (tmp_path / "book").exists()
    assert left(tmp_path) == []


def test_a_copy_made_by_a_newer_program_is_refused(copy: Path, tmp_path: Path):
    with closing(sqlite3.connect(copy / "ledger.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(LedgerError, match=r"version 99.*newer multipolar"):
        restore(copy, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_copy_made_by_an_older_program_is_brought_up_to_date_and_itself_stays(tmp_path: Path):
    for name in ("blobs", "tables"):
        (tmp_path / "old" / name).mkdir(parents=True)
    with closing(sqlite3.connect(tmp_path / "old" / "ledger.sqlite", isolation_level=None)) as connection:
        schema.migrate(connection, schema.steps()[:1])
        connection.execute("INSERT INTO problem (stage, source, what) VALUES ('read', 'page', 'odd')")
    before = files(tmp_path / "old")
    restore(tmp_path / "old", tmp_path / "new")
    assert files(tmp_path / "old") == before
    with open_ledger(tmp_path / "new") as book:
        assert [problem.what for problem in book.problems()] == ["odd"]
        assert schema.number(book._connection, "user_version") == len(schema.steps())


def test_a_copy_with_its_log_beside_it_is_restored_with_what_is_in_the_log(
    book: Ledger, make: SimpleNamespace, tmp_path: Path
):
    fill(book, make.reading(1))
    shutil.copytree(
        book.folder, tmp_path / "copied"
    )  # as `cp -r` makes it while a program has the ledger open
    assert (tmp_path / "copied" / f"{place.record}-wal").stat().st_size
    assert restore(tmp_path / "copied", tmp_path / "new").documents == 1
    assert content(tmp_path / "new") == content(book.folder)


def test_an_open_ledger_can_be_restored_elsewhere(book: Ledger, make: SimpleNamespace, tmp_path: Path):
    fill(book, make.reading(1))
    restore(book.folder, tmp_path / "new")
    fill(book, make.reading(2))
    assert book.counts().documents == 2
    with open_ledger(tmp_path / "new") as other:
        assert other.counts().documents == 1


def test_a_full_disk_leaves_no_half_ledger(copy: Path, tmp_path: Path):
    with small_disk(tmp_path / "disk", 250):
        with pytest.raises(LedgerError, match=r"could not be made: .*(full|No space).*Nothing is left"):
            restore(copy, tmp_path / "disk" / "book")
        assert list((tmp_path / "disk").iterdir()) == []


NOBODY = """
import os, sys
from multipolar.ledger.restore import restore
restore(sys.argv[1], sys.argv[3])
if os.geteuid() == 0:
    os.setuid(65534)
print(restore(sys.argv[1], sys.argv[2]).documents)
"""


def test_a_read_only_copy_can_be_restored(make: SimpleNamespace):
    with TemporaryDirectory() as base:
        folder = Path(base)
        folder.chmod(0o755)
        with open_ledger(folder / "book", create=True) as book:
            fill(book, make.reading(1))
            backup(book, folder / "copy")
        for path in [*(folder / "copy").rglob("*"), folder / "copy"]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        (folder / "open").mkdir()
        (folder / "open").chmod(0o777)
        command = [sys.executable, "-c", NOBODY, f"{base}/copy", f"{base}/open/new", f"{base}/first"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout == "1\n"
        assert sorted(path.name for path in (folder / "copy").iterdir()) == [
            "blobs",
            "ledger.sqlite",
            "tables",
        ]


PUT = """
from multipolar.ledger.restore import restore
restore(sys.argv[1], sys.argv[2], replace=True, progress=step)
print("done")
"""


def test_a_killed_restore_leaves_the_ledger_that_was_there(copy: Path, book: Ledger, tmp_path: Path):
    book.close()
    before = content(book.folder)
    for step in (1, 2, 4, 20):
        assert killed(PUT, copy, tmp_path / "new", step=step)
        assert killed(PUT, copy, book.folder, step=step)
        assert not (tmp_path / "new").exists()
        assert content(book.folder) == before
        assert len(left(tmp_path)) == 2
    restore(copy, tmp_path / "new")
    restore(copy, book.folder, replace=True)
    assert left(tmp_path) == []
    assert content(tmp_path / "new") == content(book.folder) == content(copy)
