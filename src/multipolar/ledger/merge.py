# ruff: noqa: S608 : names of tables and columns come from the schema
"""Merging: what a stage holds taken into a book that may hold other documents, or the same ones.

In: an open book and a stage that has been sifted. Out: the book with the rows that it did not have, in transactions of
at most 100 documents with all that belongs to them; doing it again changes nothing. A row is known by its id, or by
what makes it unique. What the book shows of a document that it has stays as it is: codings and reviews that come in
count as earlier than its own.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multipolar.errors import LedgerError
from multipolar.ledger import blobs
from multipolar.ledger.graft import Graft
from multipolar.ledger.layout import home, same
from multipolar.ledger.sieve import orphans
from multipolar.ledger.store import batch
from multipolar.ledger.traffic import entering

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from multipolar.ledger.duplicate import Step
    from multipolar.ledger.layout import Table
    from multipolar.ledger.stage import Stage
    from multipolar.ledger.store import Ledger

_rows = 1000  # that belong to no document, in one transaction
_held = 2**26  # bytes of pages in memory at once


@dataclass(slots=True)
class Taken:
    """How many documents were new, known, known and given another coding, or left out for want of their page."""

    new: int = 0
    known: int = 0
    recoded: int = 0
    refused: int = 0


def merge(book: Ledger, stage: Stage, tell: Step) -> Taken:
    """Take a sifted stage into the book, and return how many documents came in."""
    taken = Taken()
    with _attached(book, stage) as connection:
        _compare(connection, stage)
        graft = Graft(connection, stage.tables)
        total = graft.one("SELECT count(*) FROM stage.document")
        for ids in _batches(connection, "document", "id", "true", batch):
            tell("taking in", taken.new + taken.known + taken.recoded + taken.refused, total)
            _take(book, stage, graft, ids, taken)
        _take_rest(book, stage, graft)
        tell("taking in", total, total)
        graft.close()
    return taken


@contextmanager
def _attached(book: Ledger, stage: Stage) -> Iterator[sqlite3.Connection]:
    with book.connected() as connection:
        connection.execute("ATTACH DATABASE ? AS stage", (str(stage.file),))
        try:
            yield connection
        finally:
            connection.execute("DETACH DATABASE stage")


def _batches(
    connection: sqlite3.Connection, table: str, column: str, where: str, size: int
) -> Iterator[list[str]]:
    """Yield values of a column of a numbered table of the stage, in the order of the numbers."""
    query = f"""SELECT number, "{column}" FROM stage."{table}" x
                WHERE number > ? AND {where} ORDER BY number LIMIT ?"""
    last = -(2**62)
    while found := connection.execute(query, (last, size)).fetchall():
        yield [value for _, value in found]
        last = found[-1][0]


def _take(book: Ledger, stage: Stage, graft: Graft, ids: Sequence[str], taken: Taken) -> None:
    with entering(book.folder), book.connected() as connection:
        whole = [*_with_pages(connection, book, stage, ids)]
        with book.writing():
            graft.begin(whole)
            graft.choose_documents()
            new, recoded = graft.chosen("document"), graft.recoded()
            graft.insert()
    taken.new, taken.recoded = taken.new + new, taken.recoded + recoded
    taken.known += len(whole) - new - recoded
    taken.refused += len(ids) - len(whole)


def _with_pages(
    connection: sqlite3.Connection, book: Ledger, stage: Stage, ids: Sequence[str]
) -> Iterator[str]:
    """Yield the documents whose pages as fetched are there, when those of new ones have been brought to the disk."""
    held: dict[str, bytes] = {}
    query = """SELECT blob FROM stage.document d
               WHERE id = ? AND NOT EXISTS (SELECT 1 FROM main.document m WHERE m.id = d.id)"""
    for id_ in ids:
        (blob,) = connection.execute(query, (id_,)).fetchone() or (None,)
        try:
            held |= {blob: stage.parcel.blob(blob)} if blob else {}
        except LedgerError as error:
            stage.note("document", f"Document {id_} was left out: {error}", id_)
            continue
        if sum(map(len, held.values())) > _held:
            blobs.keep(book.folder / "blobs", held)
            held = {}
        yield id_
    blobs.keep(book.folder / "blobs", held)


def _take_rest(book: Ledger, stage: Stage, graft: Graft) -> None:
    """Take in what belongs to no document of the stage: problems of whole files, and runs that nothing names."""
    nobody = "(document IS NULL OR NOT EXISTS (SELECT 1 FROM stage.document d WHERE d.id = x.document))"
    with book.connected() as connection:
        for table in stage.tables.values():
            if _loose(stage, table):
                for numbers in _batches(connection, table.name, "number", nobody, _rows):
                    with book.writing():
                        graft.begin()
                        graft.choose_rows(table, [int(number) for number in numbers])
                        graft.insert()
    with book.writing():
        graft.begin()
        graft.choose_unnamed()
        graft.insert()


def _loose(stage: Stage, table: Table) -> bool:
    """Tell whether rows of a table may name a document without belonging to one, as problems do."""
    link = home(stage.tables, table)
    return bool(table.numbered and link and link.columns not in {each.columns for each in table.links})


def _compare(connection: sqlite3.Connection, stage: Stage) -> None:
    """Take from the stage what has an id that stands for something else in the book; note what says something else."""
    for table in stage.tables.values():
        if table.entity and "document" in table.names and table.identity == ("id",):
            _compare_rows(connection, stage, table)
    orphans(stage)


def _compare_rows(connection: sqlite3.Connection, stage: Stage, table: Table) -> None:
    both = f'stage."{table.name}" x JOIN main."{table.name}" m ON {same(table, "x", "m")}'
    taken = f"SELECT x.id FROM {both} WHERE x.document <> m.document"
    for (id_,) in connection.execute(taken).fetchall():
        stage.delete(table.name, "id = ?", id_)
        stage.note(
            table.name, f"{table.name.capitalize()} {id_} was left out: its id is that of another document's."
        )
    local = {"number", "position", *(link.columns[0] for link in table.links if link.targets == ("number",))}
    differ = " OR ".join(f'x."{name}" IS NOT m."{name}"' for name in table.names if name not in local)
    for id_, document in connection.execute(f"SELECT x.id, x.document FROM {both} WHERE {differ}").fetchall():
        what = f"{table.name.capitalize()} {id_} says something else in the ledger, whose own stays."
        stage.note(table.name, what, document)
