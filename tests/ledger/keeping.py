"""What the tests of keeping the book share: the content of a book, and programs that are killed in the middle."""

import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from multipolar.ledger.records import Reading
from multipolar.ledger.store import Ledger, open_ledger


def blobs(*readings: Reading):
    return {r.document.blob: r.document.text.encode() for r in readings}


def fill(book: Ledger, *readings: Reading):
    book.admit(readings, blobs=blobs(*readings))


def content(folder: Path):
    """Every row of every table, and every file of bytes."""
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as connection:
        query = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name <> 'sqlite_schema'"
        names = sorted(name for (name,) in connection.execute(query))
        rows = {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}  # noqa: S608
    return rows, files(folder / "blobs")


def files(folder: Path):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def left(folder: Path):
    """What killed programs have left in a folder."""
    return [path.name for path in folder.iterdir() if path.name.endswith(".draft")]


def whole(folder: Path):
    with open_ledger(folder) as book:
        return book.verify() == []


def killed(program: str, *words: object, step: int):
    """Run a program that says each step of its progress on a line, and kill it at one of them."""
    command = [sys.executable, "-c", SLOWLY + program, *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for _ in range(step):
            if not process.stdout.readline():
                return False  # it had ended before
        process.kill()
    return True


@contextmanager
def small_disk(place: Path, kilobytes: int):
    """A disk of that size at a place; the test is skipped where none may be mounted."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


SLOWLY = """
import sys, time
def step(what, done, total):
    print(what, done, total, flush=True)
    time.sleep(0.02)
"""

# a program that admits one document after the other and says so when it is on the disk
WRITER = """
import sys
from hashlib import sha256
from multipolar.ledger.records import Document, Problem, Reading, identified
from multipolar.ledger.store import open_ledger
with open_ledger(sys.argv[1]) as book:
    for n in range(10**6):
        text = f"{n} he said words, many words." * 50
        of = identified(Document("", "s", "article", str(n), (), ("a", "b"), None, None, "en", text,
                                 blob=sha256(text.encode()).hexdigest()))
        book.admit([Reading(of, problems=(Problem("read", str(n), "none"),))], blobs={of.blob: text.encode()})
        print(of.id, flush=True)
"""


@contextmanager
def writing(folder: Path):
    """A program that goes on admitting documents to a ledger; its output says which are in."""
    command = [sys.executable, "-c", WRITER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()
