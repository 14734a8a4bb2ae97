"""Comparison: every document sketched, and every pair that looks alike compared, once.

In: the book. Out: its tables sketch and likeness. What was done stays done when the program is stopped; under
another scheme of sketching all is done again.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from multipolar.ledger import likeness
from multipolar.ledger.candidates import candidates
from multipolar.ledger.shingles import shared
from multipolar.ledger.stories import least

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    import numpy as np
    from numpy.typing import NDArray

    from multipolar.ledger.likeness import Names
    from multipolar.ledger.shingles import Numbers

    Session = Callable[[], AbstractContextManager[sqlite3.Connection]]
    Progress = Callable[[int, int], None]

_batch = 500  # documents sketched between two writes
_pairs = 5000  # pairs compared between two writes
_held = 8192  # documents whose shingles, or whose names, are held
# the last column of a sketch holds the keys, then as many shingles of four bytes as it has
_keys = "substr(keys, 1, length(keys) - 4 * size)"
shingles = "substr(keys, -4 * size)"


def sketch(reading: Session, writing: Session, progress: Progress) -> None:
    """Sketch the documents that have no sketch of this scheme."""
    query = """SELECT d.id FROM document d LEFT JOIN sketch s ON s.document = d.id AND s.scheme = ?
               WHERE s.document IS NULL ORDER BY d.number"""
    with reading() as connection:
        missing = [id_ for (id_,) in connection.execute(query, (likeness.scheme,))]
    for start in range(0, len(missing), _batch):
        progress(start, len(missing))
        some = missing[start : start + _batch]
        with reading() as connection:
            made = likeness.sketch([_text(connection, id_) for id_ in some])
        rows = [_row(id_, sketch) for id_, sketch in zip(some, made, strict=True)]
        with writing() as connection:
            _store(connection, rows)


def _text(connection: sqlite3.Connection, document: str) -> str:
    return str(connection.execute("SELECT text FROM document WHERE id = ?", (document,)).fetchone()[0])


def _row(document: str, sketch: likeness.Sketch) -> tuple[Any, ...]:
    size = len(sketch.shingles) // 4
    return document, likeness.scheme, size, sketch.digest, sketch.keys + sketch.shingles


def _store(connection: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    stale = [(document,) for document, *_ in rows]  # what was compared under another scheme
    connection.executemany("DELETE FROM likeness WHERE document = ?1 OR other = ?1", stale)
    connection.executemany("INSERT OR REPLACE INTO sketch VALUES (?, ?, ?, ?, ?)", rows)


def compare(reading: Session, writing: Session, progress: Progress) -> None:
    """Compare the pairs that look alike by their sketches, and forget those that do so no longer.

    Of a crowd only the first few are compared with, and a document may come that is earlier than they are.
    """
    with reading() as connection:
        documents, pairs, gone = _changes(connection)
    with writing() as connection:
        connection.executemany("DELETE FROM likeness WHERE document = ? AND other = ?", gone)
    texts = _Texts(reading, documents)
    for start in range(0, len(pairs), _pairs):
        progress(start, len(pairs))
        rows = [texts.likeness(one, other) for one, other in pairs[start : start + _pairs].tolist()]
        with writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO likeness VALUES (?, ?, ?, ?)", rows)


class _Texts:
    """What is compared of the documents, some of it held; documents by their places."""

    def __init__(self, reading: Session, documents: Sequence[str]) -> None:
        self._reading, self._documents = reading, documents
        self._shingles: Callable[[int], Numbers] = lru_cache(maxsize=_held)(self._read_shingles)
        self._names: Callable[[int], Names] = lru_cache(maxsize=_held)(self._read_names)

    def _read_shingles(self, place: int) -> Numbers:
        import numpy as np

        with self._reading() as connection:
            query = f"SELECT {shingles} FROM sketch WHERE document = ?"  # noqa: S608 : our own words
            return np.frombuffer(connection.execute(query, (self._documents[place],)).fetchone()[0], "<u4")

    def _read_names(self, place: int) -> Names:
        with self._reading() as connection:
            return likeness.names(_text(connection, self._documents[place]))

    def likeness(self, one: int, other: int) -> tuple[str, str, int, float]:
        """Return the row of a pair."""
        some, others = self._shingles(one), self._shingles(other)
        common = shared(some, others)
        # names are costly, and decide only about texts that share enough
        near = common >= least * min(len(some), len(others))
        swapped = likeness.swapped(self._names(one), self._names(other)) if near else 0.0
        low, high = sorted((self._documents[one], self._documents[other]))
        return low, high, common, swapped


def _changes(connection: sqlite3.Connection) -> tuple[list[str], NDArray[np.int64], list[tuple[str, ...]]]:
    """Return the documents, the pairs of their places (n × 2) to compare, and the rows that go."""
    import numpy as np

    query = f"""SELECT s.document, s.digest, {_keys} FROM sketch s JOIN document d ON d.id = s.document
                ORDER BY d.published IS NULL, d.published, d.id"""  # noqa: S608 : our own words
    rows = connection.execute(query).fetchall()
    documents = [document for document, _, _ in rows]
    pairs = candidates([digest for _, digest, _ in rows], [keys for _, _, keys in rows])
    wanted, held = pairs[:, 0] * len(rows) + pairs[:, 1], _compared(connection, documents)
    gone = [
        tuple(sorted((documents[low], documents[high])))
        for low, high in (divmod(number, len(rows)) for number in np.setdiff1d(held, wanted).tolist())
    ]
    return documents, _near_to_near(pairs[~np.isin(wanted, held)]), gone


def _compared(connection: sqlite3.Connection, documents: Sequence[str]) -> NDArray[np.int64]:
    """Return a number for each pair in the book: its smaller place × the number of documents + its larger."""
    import numpy as np

    places = {document: place for place, document in enumerate(documents)}
    pairs = connection.execute("SELECT document, other FROM likeness")
    sides = (sorted((places[one], places[other])) for one, other in pairs)
    return np.fromiter((low * len(documents) + high for low, high in sides), dtype=np.int64)


def _near_to_near(pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the pairs in an order in which the same texts follow each other, so that few are read twice."""
    import numpy as np

    later, where = np.unique(pairs[:, 1], return_index=True)  # the pairs are sorted: the first of its crowd
    crowd = pairs[where[np.searchsorted(later, pairs[:, 1])], 0]
    return pairs[np.lexsort((pairs[:, 0], pairs[:, 1], crowd))]
