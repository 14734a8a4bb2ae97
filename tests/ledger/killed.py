"""A program that fills a book and is killed in the middle of it, again and again.

In: the folder of the book and the name of a mutant or "sound"; then a line of JSON a turn (`Turn`). Out: a line
"acknowledged NUMBER NEW" for every batch that `admit` has returned for, and at the end of a turn "died MOMENT" or
"done". Each turn is a process of its own, forked from this one, which has loaded all that it needs.

A turn is killed in one of two ways: by itself at an exact moment (before the n-th statement, file or
acknowledgement of a kind), or by its parent so many seconds after such a moment, wherever it is by then.
"""

from __future__ import annotations

import json
import mmap
import os
import signal
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np  # noqa: F401 : loaded before the fork
import rensa  # noqa: F401
import zstandard  # noqa: F401
from bench.readings import bytes_of, ready

from multipolar.ledger import blobs, codings, link  # noqa: F401
from multipolar.ledger.store import Admitted, Ledger, open_ledger

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from multipolar.ledger.records import Reading

# what is about to be done; "committed" and "acknowledged" are done
MOMENTS = (
    "make", "open", "write blob", "rename blob", "begin", "insert", "commit", "committed", "acknowledged",
    "link", "insert link", "commit link",
)  # fmt: skip
SIZES = (1, 4, 2)  # documents of a batch, in turn
WORDS = 60  # of a document
PATIENCE = 20  # seconds until a turn that does not come to its moment is killed wherever it is …
MISSED = 0.3  # … and until its parent takes it that it has missed a short moment
shared = mmap.mmap(-1, 1)  # the moment that the child is at, for its parent to see
admitting = [0]  # the batch


@dataclass(frozen=True, slots=True)
class Turn:
    """What a child does and when it dies: before the `nth` of a moment, or `after` the first, in seconds; or not."""

    first: int  # batch
    last: int
    moment: str | None = None
    nth: int = 0
    after: float | None = None


def batch(number: int) -> list[Reading]:
    """Return the readings of a batch: the same for the same number."""
    rounds, left = divmod(number, len(SIZES))
    first = rounds * sum(SIZES) + sum(SIZES[:left])
    return [ready(n, words=WORDS) for n in range(first, first + SIZES[left])]


class Moments:
    """Follows where this process is, and kills it at the moment that its turn names."""

    def __init__(self, turn: Turn) -> None:
        self._moment = turn.moment if turn.after is None else None
        self._left = turn.nth
        self._place = "make"

    def at(self, moment: str) -> None:
        """Come to a moment."""
        shared[0] = MOMENTS.index(moment)
        if moment == self._moment:
            if not self._left:
                os.kill(os.getpid(), signal.SIGKILL)
            self._left -= 1

    def inside(self, place: str) -> None:
        """Be at "make", "admit" or "link" from now on."""
        self._place = place

    def file(self, event: str, arguments: tuple[object, ...]) -> None:
        """Hear of a file that is made, written, renamed or linked (an audit hook)."""
        if self._place == "make" and event in ("os.mkdir", "os.link"):
            self.at("make")
        elif event == "os.rename":
            self.at("rename blob")
        elif event == "open" and str(arguments[0]).endswith(".draft") and arguments[1] in ("w", "wb"):
            self.at("write blob")

    def statement(self, sql: str) -> None:
        """Hear of a statement that SQLite is about to run."""
        word = sql.split(" ", 1)[0].casefold()
        if word in ("insert", "commit"):
            self.at(f"{word} link" if self._place == "link" else word)
        elif word == "begin":
            self.at("begin")


def fill(folder: Path, turn: Turn) -> None:
    """Put batches into the book, acknowledge each, and link after every other, or at the end of a turn that may live."""
    moments = Moments(turn)
    sys.addaudithook(moments.file)
    moments.at("make")
    with open_ledger(folder, create=True) as book:
        moments.inside("admit")
        moments.at("open")
        book._connection.set_trace_callback(moments.statement)
        for number in range(turn.first, turn.last):
            admitting[0] = number
            readings = batch(number)
            admitted = book.admit(readings, blobs=bytes_of(readings))
            moments.at("committed")
            say(f"acknowledged {number} {admitted.new}")
            moments.at("acknowledged")
            if (number % 2 and turn.moment) or number + 1 == turn.last:
                moments.inside("link")
                moments.at("link")
                book.link()
                moments.inside("admit")


def say(words: str) -> None:
    """Write a line at once and whole."""
    os.write(1, f"{words}\n".encode())


def hasty() -> None:
    """Plant: a batch is acknowledged before COMMIT."""

    @contextmanager
    def writing(book: Ledger) -> Iterator[sqlite3.Connection]:
        with book.connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            say(f"acknowledged {admitting[0]} 0")
            connection.execute("COMMIT")

    Ledger.writing = writing


def piecemeal() -> None:
    """Plant: a document is committed before its records."""
    records = codings._records

    def after_the_document(connection: sqlite3.Connection, reading: Reading) -> None:
        connection.execute("COMMIT")
        connection.execute("BEGIN IMMEDIATE")
        records(connection, reading)

    codings._records = after_the_document


def bare() -> None:
    """Plant: rows are committed before the bytes that they name are there."""
    admit = Ledger._admit

    def bytes_last(book: Ledger, readings: Sequence[Reading], data: Mapping[str, bytes]) -> Admitted:
        admitted = admit(book, readings, {})
        blobs.keep(book.folder / "blobs", data)
        return admitted

    Ledger._admit = bytes_last


def sound() -> None:
    """Plant nothing."""


def strike(child: int, turn: Turn) -> None:
    """Kill the child at its time, or when it is too long in coming to its moment."""
    awaited = None if turn.after is None else MOMENTS.index(turn.moment)
    end = time.monotonic() + (PATIENCE if awaited is None else MISSED)
    while os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if shared[0] == awaited or time.monotonic() > end:
            time.sleep(turn.after or 0)
            os.kill(child, signal.SIGKILL)  # it is not reaped yet, so that the number is still its own
            return
        time.sleep(0.0001)


def main() -> None:
    """Run one turn for every line of standard input."""
    folder, mutant = Path(sys.argv[1]), sys.argv[2]
    {"sound": sound, "hasty": hasty, "piecemeal": piecemeal, "bare": bare}[mutant]()
    for line in sys.stdin:
        turn = Turn(**json.loads(line))
        shared[0] = 0
        child = os.fork()
        if not child:
            fill(folder, turn)
            os._exit(0)
        if turn.moment:
            strike(child, turn)
        _, status = os.waitpid(child, 0)
        say(f"died {MOMENTS[shared[0]]}" if os.WIFSIGNALED(status) else f"done {status}")


if __name__ == "__main__":
    main()
