"""The book: a folder with the record (SQLite), the bytes as fetched and tables.

In: readings. Out: documents, readings, problems, and frames of the views of `views.sql`. A document enters
whole or not at all; what `admit` has returned for is on the disk; reading a page twice changes nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING, Any, Self

from multipolar.ledger import blobs as bytes_kept
from multipolar.ledger import codings, place, rows
from multipolar.ledger.engine import Engine
from multipolar.ledger.proof import proven
from multipolar.ledger.run import Run
from multipolar.ledger.traffic import entering
from multipolar.ledger.trouble import sentences

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from multipolar.ledger.records import Document, Event, Problem, Reading
    from multipolar.ledger.search import Asked, Found

    Progress = Callable[[int, int], None]  # done, of how many

batch = 100  # documents a transaction at most


@dataclass(frozen=True, slots=True)
class Admitted:
    """How many documents of a batch were new, known already, known but read by another coder, or turned away."""

    new: int = 0
    known: int = 0
    recoded: int = 0
    refused: int = 0

    def __add__(self, other: Admitted) -> Admitted:
        return Admitted(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is in the book."""

    documents: int
    events: int
    statements: int
    stories: int
    happenings: int
    problems: int


def open_ledger(
    folder: Path | str, *, create: bool = False, reviews: bool = True, command: str = "python"
) -> Ledger:
    """Open the ledger in the folder; with `create`, make one where there is none. Close it after use.

    Without `reviews` its views show what the coders found, whatever persons say of it. `command` is noted as what
    wrote to it.
    """
    place_ = place.at(folder, create=create)
    with sentences(place_):
        return Ledger(place_, place.connect(place_), reviews=reviews, command=command)


class Ledger:
    """An open book; a context manager. Several programs may read and write one book at a time."""

    def __init__(
        self, folder: Path, connection: sqlite3.Connection, *, reviews: bool = True, command: str = "python"
    ) -> None:
        self.folder = folder
        self._connection = connection
        self._engine = Engine(connection, reviews=reviews)
        self._run = Run(command)
        self._lock = RLock()  # a server may use one ledger from several threads

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the book; what was admitted stays."""
        with self._lock:
            self._engine.close()
            self._connection.close()

    @contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection to the record; what goes wrong with it is said in a sentence."""
        with self._lock, sentences(self.folder):
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection for one transaction, which is kept whole or not at all."""
        with self.connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def run(self, connection: sqlite3.Connection) -> int:
        """Return the number of this run, noted with the open transaction."""
        return self._run.number(connection)

    def admit(self, readings: Sequence[Reading], *, blobs: Mapping[str, bytes] | None = None) -> Admitted:
        """Write readings with their problems and bytes, in transactions of at most 100 documents.

        A record that does not fit its document is left out, a document that cannot be kept is turned away;
        both leave a problem. `blobs` are by SHA-256; those that no admitted document names are not kept.
        """
        total = Admitted()
        for start in range(0, len(readings), batch):
            with sentences(self.folder), entering(self.folder):
                total += self._admit(readings[start : start + batch], blobs or {})
        return total

    def _admit(self, readings: Sequence[Reading], blobs: Mapping[str, bytes]) -> Admitted:
        checked = [proven(reading) for reading in readings]
        fit = {reading.document.id: reading for reading, _ in checked if reading}
        refused = sum(reading is None for reading, _ in checked)
        with self.connected():
            wanted = {reading.document.blob for reading in fit.values()}
            bytes_kept.keep(self.folder / "blobs", {name: blobs[name] for name in blobs if name in wanted})
        with self.writing() as connection:
            outcomes = [codings.write(connection, reading, self._run) for reading in fit.values()]
            for _, problems in checked:
                rows.note(connection, problems, self._run)
        new, recoded = outcomes.count("new"), outcomes.count("recoded")
        return Admitted(new, len(readings) - new - recoded - refused, recoded, refused)

    def note(self, problems: Iterable[Problem]) -> None:
        """Write problems; the same problem of the same source is one."""
        with self.writing() as connection:
            rows.note(connection, problems, self._run)

    def link(self, *, progress: Progress | None = None) -> None:
        """Bring stories, happenings and the index of search up to date; doing it again changes nothing."""
        from multipolar.ledger.index import index
        from multipolar.ledger.link import link

        with self._lock, sentences(self.folder), place.alone(self.folder):
            link(self.connected, self.writing, progress=progress)
            index(self.connected, self.writing, progress=progress)

    def relink(self, events: Sequence[str]) -> None:
        """Bring happenings up to date after a change to these events only."""
        from multipolar.ledger.link import relink

        with self._lock, sentences(self.folder), place.alone(self.folder):
            relink(self.connected, self.writing, events)

    def search(self, asked: Asked, *, progress: Progress | None = None) -> Found:
        """Return what is asked for of the sentences, those of documents not yet indexed among them.

        Where another program links the book, its documents not yet indexed are left out, and counted.
        """
        from multipolar.ledger.search import find

        with self._lock, sentences(self.folder):
            return find(self.connected, self.writing, self.folder, asked, progress=progress)

    def coder_of(self, document: str) -> str | None:
        """Return the edition of the coder whose records of that document are current, or None."""
        with self.connected() as connection:
            return rows.coder_of(connection, document)

    def documents(self) -> Iterator[Document]:
        """Yield every document in the order of admission."""
        last = 0
        while found := self._documents_after(last):
            for last, document in found:  # noqa: B007 : the number to go on from
                yield document

    def _documents_after(self, number: int) -> list[tuple[int, Document]]:
        query = "SELECT number, id FROM document WHERE number > ? ORDER BY number LIMIT ?"
        with self.connected() as connection:
            found = connection.execute(query, (number, batch)).fetchall()
            return [
                (number, document) for number, id_ in found if (document := rows.document(connection, id_))
            ]

    def document(self, id: str) -> Document | None:  # noqa: A002 : the field is called id
        """Return the document of that id, or None."""
        with self.connected() as connection:
            return rows.document(connection, id)

    def reading(self, document_id: str) -> Reading | None:
        """Return the document of that id with all that belongs to it, or None."""
        with self.connected() as connection:
            return rows.reading(connection, document_id)

    def event(self, id: str) -> Event:  # noqa: A002 : the field is called id
        """Return the event of that id, current or not; six digits do where no other id begins so."""
        from multipolar.ledger.reviews import find

        with self.connected() as connection:
            return find(connection, id)

    def problems(self) -> list[Problem]:
        """Return every problem in the order of its finding."""
        with self.connected() as connection:
            return rows.problems(connection)

    def blob(self, sha256: str) -> bytes:
        """Return the bytes as fetched; a missing or damaged blob raises `LedgerError`."""
        return bytes_kept.fetch(self.folder / "blobs", sha256)

    def sql(self, query: str, /, **parameters: Any) -> pl.DataFrame:  # noqa: ANN401 : whatever DuckDB takes
        """Return what a SELECT over the views of `views.sql` gives; `$name` in the query is a parameter."""
        with self.connected():
            return self._engine.sql(query, parameters)

    def counts(self) -> Counts:
        """Return how much is in the book; stories and happenings as of the last `link`."""
        names = ("document", "present", "current_statement", "story", "happening", "problem")
        with self.connected() as connection:
            return Counts(*(_count(connection, name) for name in names))

    def verify(self, *, progress: Progress | None = None) -> list[Problem]:
        """Return what is wrong with the book: the database, the bytes, the quotes; nothing if all is well."""
        from multipolar.ledger.check import check

        with self.connected() as connection:
            return check(connection, self.folder, progress=progress)


def _count(connection: sqlite3.Connection, table: str) -> int:
    what = "DISTINCT origin" if table == "story" else "*"
    return int(connection.execute(f"SELECT count({what}) FROM {table}").fetchone()[0])  # noqa: S608 : our own names
