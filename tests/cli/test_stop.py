"""Stopped in the middle: by the user, by a kill, or by a full disk. The ledger stays whole and the next run goes on.

`MULTIPOLAR_KILLS` says how often the program is killed: a twelfth of it (60; `make soak` 200).
"""

import json
import os
import random
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from multipolar.ledger.store import open_ledger

PAGES = 40
KILLS = max(5, int(os.environ.get("MULTIPOLAR_KILLS", "60")) // 12)


@pytest.fixture
def folder(several):
    return several(PAGES)


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


def killed_after(words, printed, seconds):
    """Start the program, kill it so long after it has printed so many records, and return what it had printed."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=environment) as running:
        lines = [running.stdout.readline() for _ in range(printed)]
        try:
            running.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            running.kill()
        lines += [line for line in running.stdout if line.endswith(b"\n")]
    return [json.loads(line) for line in lines], running.returncode


def tables(book):
    views = ("document", "event", "party", "amount", "statement", "story", "happening", "act", "problem")
    return {view: book.sql(f"FROM {view} ORDER BY ALL").rows() for view in views}


def test_the_reading_is_killed_again_and_again(cli, folder, tmp_path):
    words = ["read", folder, "--coder", "rules", "--format", "jsonl", "--ledger"]
    code, out, _ = cli(*words, tmp_path / "never killed")
    assert code == 0
    every, chance, acknowledged = len(out.splitlines()), random.Random(5), set()
    program = [Path(sys.executable).with_name("multipolar"), *words, tmp_path / "killed"]
    kills, turns = 0, 0
    while kills < KILLS:
        printed = (1, every // 2, every)[turns % 3]  # after the last: while it links
        found, ended = killed_after(program, printed, (0.2, 0.05, 0.02)[turns % 3] * chance.random())
        kills, turns = kills + (ended == -signal.SIGKILL), turns + 1
        assert turns < 3 * KILLS
        acknowledged |= {line["id"] for line in found}
        with open_ledger(tmp_path / "killed") as book:
            whole = [book.reading(document.id) for document in book.documents()]
            held = {part.id for one in whole for part in (one.document, *one.events, *one.statements)}
            assert acknowledged <= held
            assert all(book.blob(one.document.blob) for one in whole)
    assert cli(*words, tmp_path / "killed")[0] == 0
    with open_ledger(tmp_path / "killed") as book, open_ledger(tmp_path / "never killed") as other:
        assert list(book.documents()) == list(other.documents())
        assert tables(book) == tables(other)
        assert [p.what for p in book.verify() if "interrupted writer" not in p.what] == []


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
