"""Stopped in the middle: by the user, or by a full disk. The ledger stays whole and the next run goes on."""

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from multipolar.ledger.store import open_ledger

PAGES = 40


@pytest.fixture
def folder(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(PAGES):
        text = f"Italy sold Norway {number + 20} ships. France signed a treaty with Spain in {1950 + number}."
        (pages / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return pages


def test_the_user_stops_the_reading(cli, folder, tmp_path):
    book = tmp_path / "book"
    program = Path(sys.executable).with_name("multipolar")
    words = [program, "read", folder, "--format", "jsonl", "--ledger", book]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0) as running:
        assert running.stdout.read(1)  # the first pages are in
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
    said = "interrupted. What was read so far is in the ledger; run the same command again to go on."
    assert (running.returncode, err.decode()) == (130, f"multipolar: {said}\n")
    with open_ledger(book) as ledger:
        assert ledger.verify() == []
        read = ledger.counts().documents
    assert 0 < read < PAGES
    code, out, _ = cli("read", folder, "--ledger", book)
    assert code == 0
    assert f"{PAGES - read} new document" in out
    assert f"({read} known already)" in out
    with open_ledger(book) as ledger:
        assert ledger.verify() == []
        assert ledger.counts().documents == PAGES


@pytest.mark.parametrize("size", [50_000, 200_000])
def test_a_full_disk(program, folder, tmp_path, size):
    book = tmp_path / "book"

    def little():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    ended = program("read", folder, "--ledger", book, preexec_fn=little)
    assert (ended.returncode, ended.stdout) == (3, b"")
    (line,) = ended.stderr.decode().splitlines()
    assert "cannot be written or read" in line
    assert "Nothing of the last batch was written; see that there is room and repeat." in line
    if (book / "ledger.sqlite").exists():  # else it was too little even for an empty one
        with open_ledger(book) as ledger:
            assert ledger.verify() == []
    with open_ledger(book, create=True) as ledger:
        assert ledger.counts().documents < PAGES
