"""The parts of a ledger copied into another folder: the record, the bytes that it names, the tables.

In: a ledger's connection or folder, and the folder of the copy. Out: files that share nothing with the first
ones, not yet brought to the disk. Every blob is read and held against its name on the way.
"""

from __future__ import annotations

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from multipolar.errors import LedgerError
from multipolar.ledger import blobs, place, schema
from multipolar.ledger.check import DamageError
from multipolar.ledger.records import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Step = Callable[[str, int, int], None]  # what is being done, how much of it, of how much

_pages = 1000  # of the record between two steps of progress: some 4 MB
_chunk = 256  # blobs between two steps of progress
_threads = 4  # small files wait for the system more than for the processor


def silent(_what: str, _done: int, _total: int) -> None:
    """Take a step of progress that nobody wants to see."""


def record(connection: sqlite3.Connection, source: Path, target: Path, tell: Step) -> None:
    """Copy the record of `source`; where the connection has a read transaction open, as it sees it."""
    size = schema.number(connection, "page_size")

    def step(_status: int, left: int, total: int) -> None:
        tell("copying the record", (total - left) * size, total * size)

    with closing(sqlite3.connect(target / place.record, isolation_level=None)) as copy:
        # a copy that fails is thrown away, and one that does not is brought to the disk as a whole
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        with legible(source):
            connection.backup(copy, pages=_pages, progress=step)


@contextmanager
def legible(source: Path) -> Iterator[None]:
    """Raise what SQLite finds broken in a record that is read as damage of its ledger."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if not error.sqlite_errorname.startswith("SQLITE_CORRUPT"):
            raise
        what = f"The database is damaged: {error}. Restore it from a copy."
        raise DamageError(
            f"The ledger “{source}” is damaged.", [Problem("ledger", str(source), what)]
        ) from error


@contextmanager
def moment(folder: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection that goes on seeing the record as it is now, whatever others write."""
    with closing(place.connect(folder)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # the transaction begins here
        yield connection


def pages(
    connection: sqlite3.Connection, source: Path, work: Callable[[str], int], tell: Callable[[int, int], None]
) -> tuple[int, int, list[Problem]]:
    """Do something with every blob that a document names, several at a time.

    `work` returns the bytes that it wrote. Return how many blobs and bytes there are, and a problem for each blob
    that is not whole.
    """
    total = int(connection.execute("SELECT count(DISTINCT blob) FROM document").fetchone()[0])
    done, size, damage = 0, 0, list[Problem]()
    with ThreadPoolExecutor(_threads) as pool:
        for names in _named(connection):
            tell(done, total)
            for outcome in pool.map(partial(_outcome, work), names):
                if isinstance(outcome, str):
                    damage.append(Problem("ledger", str(source / "blobs"), outcome))
                else:
                    size += outcome
            done += len(names)
    tell(total, total)
    return total, size, damage


def _named(connection: sqlite3.Connection) -> Iterator[list[str]]:
    cursor = connection.execute("SELECT DISTINCT blob FROM document WHERE blob IS NOT NULL ORDER BY blob")
    while names := [name for (name,) in cursor.fetchmany(_chunk)]:
        yield names


def _outcome(work: Callable[[str], int], name: str) -> int | str:
    try:
        return work(name)
    except LedgerError as error:
        return str(error)


def blob(source: Path, target: Path, name: str) -> int:
    """Copy a blob to another folder of blobs and return its size there; one that is not whole raises `LedgerError`."""
    blobs.fetch(source, name)
    final = blobs.path(target, name)
    final.parent.mkdir(exist_ok=True)
    shutil.copyfile(blobs.path(source, name), final)
    return final.stat().st_size


def bytes_named(
    connection: sqlite3.Connection, source: Path, target: Path, tell: Step
) -> tuple[int, list[Problem]]:
    """Copy the blobs that documents name; return how many there are, and a problem for each that is not whole."""
    (target / "blobs").mkdir()
    work = partial(blob, source / "blobs", target / "blobs")
    number, _, damage = pages(connection, source, work, partial(tell, "copying the pages as fetched"))
    return number, damage


def tables(source: Path, target: Path) -> None:
    """Copy the imported data sets; they are never changed, and drafts of them begin with a dot."""
    (target / "tables").mkdir()
    for path in sorted((source / "tables").rglob("*")):
        if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            final = target / path.relative_to(source)
            final.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, final)


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows every table has."""
    query = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name"
    names = [name for (name,) in connection.execute(query)]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 : our own names


def size(folder: Path) -> int:
    """Return how many bytes the files of a folder have."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
