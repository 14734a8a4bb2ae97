"""The verbs that keep the book: verify, backup, restore, compact, export, import. What they print, and how they end."""

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

import multipolar
from multipolar.ledger.store import open_ledger


@pytest.fixture
def book(small, tmp_path):
    """A ledger of one's own to change."""
    return shutil.copytree(small, tmp_path / "book")


def sentence(err):
    assert "Traceback" not in err
    (line,) = err.splitlines()
    return line


def broken(book):
    path = next((book / "blobs").rglob("*.zst"))
    path.write_bytes(b"other bytes")
    return path.parent.name + path.stem


def test_a_ledger_is_backed_up_and_restored(cli, book, tmp_path):
    copy = tmp_path / "copy"
    code, out, err = cli("backup", copy, "--ledger", book)
    assert (code, err) == (0, "")
    first, second = out.splitlines()
    assert re.fullmatch(rf"Backed up to {copy}: 1 document, 1 page as fetched, \d+ kB\.", first)
    assert second == f"To put it back: multipolar restore {copy} --ledger {book} --replace"
    assert cli("verify", "--ledger", copy)[0] == 0

    code, out, err = cli("restore", copy, "--ledger", tmp_path / "new")
    assert (code, err) == (0, "")
    assert out == f"Restored to {tmp_path / 'new'}: 1 document, 1 page as fetched.\n"
    assert (
        cli("records", "--ledger", tmp_path / "new", "--format", "jsonl")[1]
        == cli("records", "--ledger", book, "--format", "jsonl")[1]
    )


def test_a_ledger_is_moved_aside_only_when_asked(cli, book, tmp_path):
    assert cli("backup", tmp_path / "copy", "--ledger", book)[0] == 0
    code, out, err = cli("restore", tmp_path / "copy", "--ledger", book)
    assert (code, out) == (3, "")
    assert sentence(err) == (
        f"multipolar: There is a ledger at “{book}” already. Name another folder, or have this one moved aside with --replace."
    )
    code, out, _ = cli("restore", tmp_path / "copy", "--ledger", book, "--replace")
    assert code == 0
    (aside,) = tmp_path.glob("book.replaced-*")
    assert out.splitlines()[0] == f"The ledger that was there is now {aside}."
    assert cli("verify", "--ledger", aside)[0] == cli("verify", "--ledger", book)[0] == 0


@pytest.mark.parametrize("verb", ["verify", "backup", "export", "restore"])
def test_damage_is_listed_and_the_exit_code_is_1(cli, book, tmp_path, verb):
    name = broken(book)
    words = {
        "verify": ("verify", "--ledger", book),
        "backup": ("backup", tmp_path / "out", "--ledger", book),
        "export": ("export", tmp_path / "out", "--all", "--ledger", book),
        "restore": ("restore", book, "--ledger", tmp_path / "out"),
    }
    code, out, err = cli(*words[verb])
    assert (code, out) == (1, "")
    first, *rest = err.splitlines()
    assert first.startswith("problem: ")
    assert name in first
    assert len(rest) == (verb != "verify")
    assert not (tmp_path / "out").exists()


def test_a_ledger_is_compacted(cli, book):
    half = next((book / "blobs").iterdir()) / f".{'0' * 32}.draft"
    half.write_bytes(b"half")
    assert cli("verify", "--ledger", book)[0] == 1
    code, out, err = cli("compact", "--ledger", book)
    assert (code, err) == (0, "")
    assert out.endswith("1 unfinished file and 0 pages without a document taken away.\n")
    assert re.match(r"\d+ kB before, \d+ kB after; ", out)
    assert cli("verify", "--ledger", book)[0] == 0


def test_a_ledger_is_exported_and_taken_in(cli, book, tmp_path):
    folder = tmp_path / "export"
    code, out, err = cli("export", "--all", folder, "--ledger", book)
    assert (code, err) == (0, "")
    assert re.match(rf"Exported to {folder}: 1 document, 1 page as fetched, \d+ kB\.", out)
    new = tmp_path / "new"
    code, out, err = cli("import", folder, "--ledger", new)
    assert (code, err) == (0, "")
    assert (
        out.splitlines()[0] == "Imported 1 new document (0 known already), 0 documents left out, 0 problems."
    )
    assert cli("verify", "--ledger", new)[0] == 0
    for verb in ("records", "problems"):
        assert cli(verb, "--ledger", new, "--format", "jsonl") == cli(
            verb, "--ledger", book, "--format", "jsonl"
        )
    code, out, err = cli("import", folder, "--ledger", new)
    assert (
        out.splitlines()[0] == "Imported 0 new documents (1 known already), 0 documents left out, 0 problems."
    )


def test_an_export_says_that_it_is_of_all(cli, book, tmp_path):
    code, out, err = cli("export", tmp_path / "export", "--ledger", book)
    assert (code, out) == (2, "")
    assert sentence(err).startswith("multipolar: Say --all to export the whole ledger.")
    assert not (tmp_path / "export").exists()


def test_what_is_left_out_is_told_and_kept_as_a_problem(cli, book, tmp_path):
    assert cli("export", "--all", tmp_path / "export", "--ledger", book)[0] == 0
    page = next(path for path in (tmp_path / "export" / "blobs").rglob("*") if path.is_file())
    page.write_bytes(b"other")
    code, out, err = cli("import", tmp_path / "export", "--ledger", tmp_path / "new")
    assert code == 4  # nothing of what was asked could be taken in
    assert out == "Imported 0 new documents (0 known already), 1 document left out, 1 problem.\n"
    assert "holds other bytes than its name says" in sentence(err)
    listed = cli("problems", "--ledger", tmp_path / "new")[1]
    assert "holds other bytes" in " ".join(listed.split())


@pytest.mark.parametrize(
    "verb", ["verify", "backup", "compact", "export", "records", "read", "restore", "import"]
)
def test_a_ledger_of_a_newer_program_is_refused_with_a_clear_sentence(cli, page, book, tmp_path, verb):
    assert cli("export", "--all", tmp_path / "export", "--ledger", book)[0] == 0
    with closing(sqlite3.connect(book / "ledger.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = (book / "ledger.sqlite").read_bytes()
    words = {
        "backup": (tmp_path / "out", "--ledger", book),
        "export": (tmp_path / "out", "--all", "--ledger", book),
        "read": (page, "--ledger", book),
        "restore": (book, "--ledger", tmp_path / "out"),
        "import": (tmp_path / "export", "--ledger", book),
    }
    code, out, err = cli(verb, *words.get(verb, ("--ledger", book)))
    assert (code, out) == (3, "")
    assert "is of version 99, and this program reads up to version" in sentence(err)
    assert sentence(err).endswith("it was written by a newer multipolar. Update multipolar.")
    assert (book / "ledger.sqlite").read_bytes() == before
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("verb", ["backup", "compact", "export"])
def test_a_missing_ledger_is_not_made(cli, monkeypatch, tmp_path, verb):
    monkeypatch.chdir(tmp_path)
    words = {"backup": ("copy",), "export": ("copy", "--all")}
    code, out, err = cli(verb, *words.get(verb, ()))
    assert (code, out) == (3, "")
    assert "There is no ledger at" in sentence(err)
    assert not list(tmp_path.iterdir())


STOP = """
import os, signal, sys
from multipolar.ledger import merge
taken = merge._take
def stop(*words):
    taken(*words)
    os.kill(os.getpid(), signal.SIGINT)
merge._take, merge.batch = stop, 2
sys.argv[0] = "multipolar"
from multipolar.cli import main
main()
"""


def test_the_user_stops_an_import(cli, tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(6):
        text = f"Italy sold Norway {number + 20} ships. France signed a treaty with Spain in {1950 + number}."
        (pages / f"{number:02}.txt").write_text(text, encoding="utf-8")
    assert cli("read", pages, "--coder", "rules", "--ledger", tmp_path / "book")[0] == 0
    assert cli("export", "--all", tmp_path / "export", "--ledger", tmp_path / "book")[0] == 0
    words = [sys.executable, "-c", STOP, "import", tmp_path / "export", "--ledger", tmp_path / "new"]
    ended = subprocess.run(words, capture_output=True, check=False, text=True)
    assert (ended.returncode, ended.stdout) == (130, "")
    assert "run the same command again to go on" in ended.stderr
    with open_ledger(tmp_path / "new") as new:
        assert new.counts().documents == 2
        assert new.verify() == []
    out = cli("import", tmp_path / "export", "--ledger", tmp_path / "new")[1]
    assert out.startswith("Imported 4 new documents (2 known already)")


def test_the_user_stops_a_backup(book, tmp_path):
    program = (
        STOP.replace("ledger import merge", "ledger import duplicate as merge")
        .replace("_take", "tables")
        .replace(", merge.batch = stop, 2", " = stop")
    )
    words = [sys.executable, "-c", program, "backup", tmp_path / "copy", "--ledger", book]
    ended = subprocess.run(words, capture_output=True, check=False, text=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "multipolar: interrupted.\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book"]


def test_the_calls_of_python_are_the_commands(book, tmp_path):
    with multipolar.open_ledger(book) as ledger:
        made = multipolar.backup(ledger, tmp_path / "copy")
        written = multipolar.export(ledger, tmp_path / "export")
        shrunk = multipolar.compact(ledger)
    assert made.documents == written.documents == 1
    assert (shrunk.drafts, shrunk.blobs, shrunk.cleared) == (0, 0, True)
    assert multipolar.restore(tmp_path / "copy", tmp_path / "one").documents == 1
    assert multipolar.import_(tmp_path / "export", tmp_path / "two").new == 1
