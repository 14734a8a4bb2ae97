"""Killed at any moment: what was acknowledged is in the book, whole, once; what was planted to break that is caught.

`MULTIPOLAR_KILLS` says how many kills (60; `make soak` 200).
"""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from stat import S_ISDIR

import pytest
from bench.beside import HEAVY, LIGHT, beside
from bench.readings import bytes_of

from multipolar.errors import LedgerError
from multipolar.ledger.store import Ledger, open_ledger

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("MULTIPOLAR_KILLS", "60"))
FOREVER = 10**6  # batches: more than a turn lives to admit


def module(path: Path):
    """Return a module that lies beside this one."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location(path.stem, path)
    made = module_from_spec(spec)
    sys.modules[path.stem] = made  # its dataclasses look there for their types
    spec.loader.exec_module(made)
    return made


PROGRAM = Path(__file__).with_name("killed.py")
killed = module(PROGRAM)


@dataclass
class Life:
    """A program that is killed again and again, and what it has acknowledged."""

    folder: Path
    process: subprocess.Popen
    acknowledged: set[int] = field(default_factory=set)
    new: int = 0  # documents, as acknowledged
    deaths: list[str] = field(default_factory=list)

    def live(self, **turn: object) -> str:
        """Live one turn: begin at the last batch that was acknowledged, and return how it ended."""
        made = killed.Turn(**{"first": max(self.acknowledged, default=0), "last": FOREVER, **turn})
        self.process.stdin.write(json.dumps(asdict(made)) + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            word, *rest = line.split()
            if word != "acknowledged":
                return " ".join([word, *rest])
            self.acknowledged.add(int(rest[0]))
            self.new += int(rest[1])
        raise AssertionError("the program that forks the others has ended")

    def die(self, **turn: object) -> list[str]:
        """Live one turn to its death and return what is wrong with the book after it."""
        since = max(self.acknowledged, default=0)
        ended = self.live(**turn)
        assert ended.startswith("died"), ended
        self.deaths.append(ended.removeprefix("died "))
        return self.faults(since)

    def faults(self, since: int) -> list[str]:
        """Return what of the batches from that one on is lost, partial or double."""
        if not (self.folder / "ledger.sqlite").exists():
            return [f"lost {number}" for number in self.acknowledged]
        with open_ledger(self.folder) as book:
            return [*self._batches(book, since), *self._sums(book)]

    def _batches(self, book: Ledger, since: int) -> list[str]:
        found = []
        for number in range(since, max(self.acknowledged, default=0) + 3):
            states = {_state(book, reading) for reading in killed.batch(number)}
            if states == {"absent"} and number in self.acknowledged:
                found.append(f"lost {number}")
            elif len(states) > 1 or "partial" in states:
                found.append(f"partial {number}")
        return found

    def _sums(self, book: Ledger) -> list[str]:
        found = book.counts()
        of_each = (found.events / 3, found.statements / 2, found.problems)
        held = [found.documents >= self.new, *(n == found.documents for n in of_each)]
        return [] if all(held) else [f"double or strange: {found}, {self.new} acknowledged as new"]


def _state(book: Ledger, expected) -> str:
    """Tell whether a reading is in the book, with its bytes: whole, partial or absent."""
    found = book.reading(expected.document.id)
    if found is None:
        return "absent"
    try:
        data = book.blob(expected.document.blob)
    except LedgerError:
        return "partial"
    return "whole" if found == expected and data == expected.document.text.encode() else "partial"


@pytest.fixture
def life(tmp_path: Path):
    """Give what starts a program on a book, sound or with something planted."""
    running = []

    def begin(mutant: str = "sound") -> Life:
        paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        process = subprocess.Popen(
            [sys.executable, PROGRAM, tmp_path / mutant, mutant],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"},
        )
        running.append(process)
        return Life(tmp_path / mutant, process)

    yield begin
    for process in running:
        process.communicate(timeout=60)


def plan(kills: int, seed: int):
    """Yield when to die: by turns at every kind of moment, half of them exactly, half by the clock."""
    chance = random.Random(seed)
    yield from ({"moment": "make", "nth": nth} for nth in range(5))  # none of these makes the book
    yield from ({"moment": "make", "after": chance.uniform(0, 0.02)} for _ in range(3))
    most = {"insert": 200, "insert link": 20, "write blob": 20, "rename blob": 20, "open": 1}
    for number in range(kills - 8):
        moment = killed.MOMENTS[1 + number // 2 % (len(killed.MOMENTS) - 1)]
        if number % 2:
            yield {"moment": moment, "after": chance.choice((0.001, 0.01, 0.1)) * chance.random()}
        else:
            yield {"moment": moment, "nth": chance.randrange(most.get(moment, 8))}


def tables(book: Ledger):
    """Return all that a book holds, in an order that does not depend on that of admission."""
    views = ("document", "event", "party", "amount", "statement", "story", "happening", "act", "problem")
    of_the_run = {"problem": "SELECT * EXCLUDE (since, command) "}
    return {view: book.sql(f"{of_the_run.get(view, '')}FROM {view} ORDER BY ALL").rows() for view in views}


def _tell(words: str) -> None:
    print(f"\n{words}")  # noqa: T201 : `make soak` shows it


def test_a_program_killed_at_any_moment_loses_nothing_that_it_acknowledged(life, tmp_path: Path):
    one = life()
    for number, turn in enumerate(plan(KILLS, seed=20150210)):
        assert one.die(**turn) == [], f"kill {number}: {turn}"
    last = max(one.acknowledged) + 2  # at most one was under way
    _tell(
        f"{len(one.deaths)} kills: {dict(Counter(one.deaths))}; {len(one.acknowledged)} batches acknowledged"
    )
    assert set(one.deaths) >= set(killed.MOMENTS)
    assert one.live(first=0, last=last) == "done 0"
    with open_ledger(one.folder) as book, open_ledger(tmp_path / "never killed", create=True) as other:
        for number in range(last):
            other.admit(killed.batch(number), blobs=bytes_of(killed.batch(number)))
        other.link()
        assert list(book.documents()) == list(other.documents())
        assert tables(book) == tables(other)
        left = [problem.what for problem in book.verify() if "interrupted writer" not in problem.what]
        assert left == []


@pytest.mark.parametrize(
    ("mutant", "fault"), [("hasty", "lost"), ("piecemeal", "partial"), ("bare", "partial")]
)
def test_what_was_planted_is_caught(life, mutant: str, fault: str):
    one = life(mutant)
    found = [what for turn in plan(30, seed=1) for what in one.die(**turn)]
    assert any(what.startswith(fault) for what in found)


def test_a_reader_beside_a_writer_sees_whole_documents_and_takes_nothing_away(tmp_path: Path):
    seen = beside(tmp_path / "book", 3, LIGHT | HEAVY)
    for name, times in seen.taken.items():
        _tell(
            f"{name}: {len(times)} reads, p50 {seen.at(name, 0.5):.1f} ms, p99 {seen.at(name, 0.99):.1f} ms"
        )
    with open_ledger(tmp_path / "book") as book:
        assert book.counts().documents >= seen.written > 0
        assert [p.what for p in book.verify() if "unless a program is writing" not in p.what] == []


def test_a_book_that_may_not_grow_keeps_what_it_has_and_goes_on_when_it_may(tmp_path: Path):
    readings = [reading for number in range(30) for reading in killed.batch(number)]
    with open_ledger(tmp_path / "book", create=True) as book:
        (pages,) = book._connection.execute("PRAGMA page_count").fetchone()
        book._connection.execute(f"PRAGMA max_page_count = {pages + 10}")
        with pytest.raises(LedgerError, match=r"is full\. Nothing of the last batch was written.*make room"):
            _one_by_one(book, readings, acknowledged := [])
        assert 0 < len(acknowledged) < len(readings)
        assert [document.id for document in book.documents()] == acknowledged
        book._connection.execute("PRAGMA max_page_count = 100000")
        book.admit(readings, blobs=bytes_of(readings))
        assert list(book.documents()) == [reading.document for reading in readings]
        assert book.verify() == []


def _one_by_one(book: Ledger, readings, acknowledged: list[str]):
    for reading in readings:
        book.admit([reading], blobs=bytes_of([reading]))
        acknowledged.append(reading.document.id)


def test_bytes_are_on_the_disk_under_their_name_before_the_row_that_names_them(tmp_path: Path, monkeypatch):
    done, sync, replace = [], os.fsync, Path.replace

    def synced(handle: int):
        done.append("folder" if S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def renamed(draft: Path, final: Path):
        done.append("rename")
        return replace(draft, final)

    with open_ledger(tmp_path / "book", create=True) as book:
        monkeypatch.setattr(os, "fsync", synced)
        monkeypatch.setattr(Path, "replace", renamed)
        book._connection.set_trace_callback(lambda sql: done.append(sql.split()[0]))
        reading = killed.batch(0)[0]
        book.admit([reading], blobs=bytes_of([reading]))
        assert book._connection.execute("PRAGMA synchronous").fetchone() == (2,)
        first, done[:] = list(done), []
        book.admit(
            [reading], blobs=bytes_of([reading])
        )  # as after a kill between the renaming and the commit
    assert first[:5] == ["file", "rename", "folder", "folder", "BEGIN"]
    assert "COMMIT" in first[5:]
    assert done[:3] == ["folder", "folder", "BEGIN"]
