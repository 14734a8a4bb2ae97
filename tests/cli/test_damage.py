"""A ledger that is damaged, or that cannot be written: one sentence that says what to do, and nothing is lost."""

import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from multipolar.ledger import place
from multipolar.ledger.store import open_ledger

PROGRAM = Path(sys.executable).with_name("multipolar")
PAGES = 24


def sentence(err):
    """Return the one line that was said."""
    assert "Traceback" not in err
    (line,) = err.splitlines()
    return line


@pytest.fixture
def book(small, tmp_path):
    """A ledger of one page that may be damaged."""
    shutil.copytree(small, tmp_path / "book")
    return tmp_path / "book"


@pytest.fixture
def folder(several):
    return several(PAGES)


@pytest.mark.parametrize("verb", ["verify", "records", "problems", "shifts", "read"])
@pytest.mark.parametrize("part", [0.9, 0.3])
def test_a_record_that_was_cut_short(cli, book, page, verb, part):
    record = book / "ledger.sqlite"
    os.truncate(record, int(record.stat().st_size * part))
    cut = record.read_bytes()
    code, out, err = cli(verb, *([page] if verb == "read" else []), "--ledger", book)
    assert (code, out) == (3, "")
    assert sentence(err).startswith(f"multipolar: The ledger “{book}” is damaged")
    assert "Restore it from a copy" in err
    assert record.read_bytes() == cut


def emptied(blob: Path):
    blob.write_bytes(b"")


def flipped(blob: Path):
    data = bytearray(blob.read_bytes())
    data[len(data) // 2] ^= 1
    blob.write_bytes(data)


@pytest.mark.parametrize("damage", [Path.unlink, emptied, flipped], ids=["missing", "emptied", "flipped"])
def test_a_blob_that_is_missing_or_damaged_comes_back_with_its_page(cli, book, page, damage):
    (blob,) = (book / "blobs").glob("*/*.zst")
    damage(blob)
    code, out, err = cli("verify", "--ledger", book)
    assert (code, out) == (1, "")
    assert sentence(err).startswith("problem: page.txt: The blob ")
    assert "Read its page again, or restore the file from a copy." in err
    assert cli("read", page, "--published", "2012-05-05", "--ledger", book)[0] == 0
    assert cli("verify", "--ledger", book)[0] == 0


def test_a_flipped_byte_of_the_record_is_said_and_is_never_a_crash(cli, book):
    record, chance = book / "ledger.sqlite", random.Random(7)
    data = record.read_bytes()
    text = data.index(b"four ships on Thursday. The minister")  # of the document, not of an event's quotation
    found = Counter()
    for number in [text, text + 60, *(chance.randrange(len(data)) for _ in range(40))]:
        bad = bytearray(data)
        bad[number] ^= 1 << chance.randrange(8)
        record.write_bytes(bad)
        code, _, err = cli("verify", "--ledger", book)
        assert code in (0, 1, 3), f"byte {number}: {err}"
        assert not code or any(
            what in err
            for what in ("damaged", "does not fit", "not a ledger", "newer", "belongs", "cannot be read")
        ), err
        assert "Traceback" not in err
        found[code] += 1
    assert found[1] >= 2  # those of the text at least


@pytest.mark.parametrize("place_", ["a title", "a word"])
def test_a_letter_changed_in_a_document_is_found(cli, book, place_):
    connection = sqlite3.connect(book / "ledger.sqlite")
    change = {
        "a title": "UPDATE document SET title = replace(title, 'Rome', 'Romf')",
        "a word": "UPDATE document SET text = replace(text, 'thanked', 'thankee')",
    }[place_]
    assert connection.execute(change).rowcount == 1
    connection.commit()
    connection.close()
    code, _, err = cli("verify", "--ledger", book)
    assert code == 1
    assert "are not those that its id was made of; restore the ledger from a copy" in err


def mounted(disk, options):
    """Mount or remount a disk in memory; tell whether that is allowed here."""
    words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk]
    return os.geteuid() == 0 and subprocess.run(words, capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path):
    """A disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mounted(folder, "size=2m"):
        pytest.skip("only a superuser may mount a small disk, and not on every machine")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("verb", ["read", "records"])
def test_a_read_only_disk(cli, disk, page, small, verb):
    shutil.copytree(small, disk / "book")
    assert mounted(disk, "remount,ro")
    refused(cli, verb, page, disk / "book")


@pytest.mark.skipif(os.geteuid() == 0, reason="a superuser may write anywhere")
@pytest.mark.parametrize("verb", ["read", "records"])
def test_a_read_only_folder(cli, book, page, verb):
    for path in [book, *book.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    refused(cli, verb, page, book)
    for path in [book, *book.rglob("*")]:
        path.chmod(0o755)


def refused(cli, verb, page, book):
    before = (book / "ledger.sqlite").read_bytes()
    code, out, err = cli(verb, *([page] if verb == "read" else []), "--ledger", book)
    assert (code, out) == (3, "")
    assert sentence(err) == (
        f"multipolar: The ledger “{book}” is read-only: “book” cannot be written. Make it writable, or copy the "
        "ledger to a folder that is."
    )
    assert (book / "ledger.sqlite").read_bytes() == before


def documents(out):
    """Return the ids of the documents that were printed: each was in the book by then."""
    return set(re.findall(r'"kind": "document", "id": "(\w+)"', out))


def test_a_full_disk_loses_nothing_that_was_acknowledged(program, disk, tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(60):  # pages of a few words, and of many bytes that no compression makes less
        ballast = random.Random(number).randbytes(50_000).hex()
        text = f"<title>Ships</title><p>Italy sold Norway {number + 20} ships.</p><!-- {ballast} -->"
        (pages / f"{number:02}.html").write_text(text)
    words = ("read", pages, "--coder", "rules", "--format", "jsonl", "--ledger", disk / "book")
    full = program(*words)
    assert full.returncode == 3
    line = sentence(full.stderr.decode())
    assert "Nothing of the last batch was written" in line
    assert ("make room" in line) or ("see that there is room" in line)
    acknowledged = documents(full.stdout.decode())
    assert 0 < len(acknowledged) < 60
    assert mounted(disk, "remount,size=64m")
    with open_ledger(disk / "book") as book:
        assert acknowledged <= {document.id for document in book.documents()}
        assert [p.what for p in book.verify() if "unless a program is writing" not in p.what] == []
    again = program(*words)
    assert again.returncode == 0, again.stderr.decode()
    with open_ledger(disk / "book") as book:
        assert book.verify() == []
        assert book.counts().documents == len(documents(again.stdout.decode())) == 60


def test_two_who_read_the_same_pages_at_once_make_one_book_and_a_third_may_look_into_it(
    cli, folder, tmp_path
):
    book, looks = tmp_path / "book", 0
    words = [PROGRAM, "read", folder, "--coder", "rules", "--ledger", book]
    both = [
        subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    while any(one.poll() is None for one in both):
        if (book / "ledger.sqlite").exists():
            for verb in ("records", "problems"):
                code, _, err = cli(verb, "--format", "csv", "--ledger", book)
                assert (code, err) == (0, "")
                looks += 1
        time.sleep(0.02)
    said = [one.communicate() for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert looks > 2
    new = [int(re.search(r"(\d+) new document", out)[1]) for out, _ in said]
    with open_ledger(book) as opened:
        assert sum(new) == opened.counts().documents == PAGES
        assert opened.verify() == []


@pytest.fixture
def another_writes(book):
    """Another program that has begun to write and does not end."""
    connection = sqlite3.connect(book / "ledger.sqlite", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.close()


@pytest.mark.usefixtures("another_writes")
def test_a_writer_waits_for_another_and_then_says_so(cli, monkeypatch, book, folder):
    monkeypatch.setattr(place, "patience", 0.2)
    code, out, err = cli("read", folder, "--coder", "rules", "--ledger", book)
    assert (code, out) == (3, "")
    assert sentence(err) == (
        f"multipolar: Another program has been writing to the ledger “{book}” for too long. Nothing of the last "
        "batch was written; run the same command again when the other has ended."
    )
    code, out, err = cli("records", "--format", "csv", "--ledger", book)  # who only reads does not wait
    assert (code, err) == (0, "")
    assert out.count("\n") > 1


def tables(book):
    views = ("document", "event", "party", "statement", "story", "happening", "act", "problem")
    return {view: book.sql(f"FROM {view} ORDER BY ALL").rows() for view in views}


def test_a_clock_that_goes_back_changes_nothing(cli, monkeypatch, folder, tmp_path):
    words = ("read", "--coder", "rules", "--published", "2012-05-05")
    assert cli(*words, folder, "--ledger", tmp_path / "usual")[0] == 0
    files, late, early = sorted(folder.iterdir()), 2_000_000_000, 500_000_000
    for part, now in ((files[::2], late), (files[1::2], early), (files, late)):
        clock = iter(range(now, 0, -1000))  # and it goes back all the while
        monkeypatch.setattr(time, "time", lambda clock=clock: float(next(clock)))
        assert cli(*words, *part, "--ledger", tmp_path / "odd")[0] == 0
        for path in [*folder.iterdir(), *(tmp_path / "odd").rglob("*")]:
            os.utime(path, (now, now))
    monkeypatch.undo()
    assert cli("verify", "--ledger", tmp_path / "odd")[0] == 0
    with open_ledger(tmp_path / "usual") as usual, open_ledger(tmp_path / "odd") as odd:
        assert tables(usual) == tables(odd)
