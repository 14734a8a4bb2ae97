# ruff: noqa: S608 : names of tables and columns come from the schema
"""The sieve: what of a stage may enter a book.

In: a stage. Out: the same without rows that belong to nothing or reach into another document, without documents that
are not what their id says, and without records that do not stand in their text, as `proof` proves them when a page
is read. Whatever is left out leaves a problem.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.ledger import rows
from multipolar.ledger.layout import document_of, home
from multipolar.ledger.proof import document_fault, record_fault
from multipolar.ledger.records import identified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multipolar.ledger.duplicate import Step
    from multipolar.ledger.layout import Link, Table
    from multipolar.ledger.stage import Stage

_batch = 1000  # documents proven between two writes


def sift(stage: Stage, tell: Step) -> None:
    """Take from a stage what may not enter a book."""
    orphans(stage)
    _strays(stage)
    _prove(stage, tell)
    orphans(stage)
    uncoded = "NOT EXISTS (SELECT 1 FROM coding c WHERE c.document = document.id)"
    if count := stage.delete("document", uncoded):
        stage.note("document", f"Documents left out because no coding of theirs is whole: {count}.")
        orphans(stage)


def orphans(stage: Stage) -> None:
    """Take away rows whose parents are not there, parents before children, so that one pass finds all."""
    for table in stage.tables.values():
        for link in table.links:
            _without(stage, table, link, _missing(table, link), f"there is no such {link.parent}")


def _missing(table: Table, link: Link) -> str:
    pairs = zip(link.targets, link.columns, strict=True)
    same = " AND ".join(f'parent."{target}" = "{table.name}"."{column}"' for target, column in pairs)
    return f'{_given(link)} AND NOT EXISTS (SELECT 1 FROM "{link.parent}" parent WHERE {same})'


def _given(link: Link) -> str:
    return " AND ".join(f'"{column}" IS NOT NULL' for column in link.columns)


def _strays(stage: Stage) -> None:
    """Take away rows that refer to what belongs to another document."""
    for table in stage.tables.values():
        own = document_of(stage.tables, table, table.name)
        for link in table.links:
            there = document_of(stage.tables, stage.tables[link.parent], "parent")
            if own and there and link.columns != _home(stage, table):
                same = f'parent."{link.targets[0]}" = "{table.name}"."{link.columns[0]}"'
                other = f'(SELECT {there} FROM "{link.parent}" parent WHERE {same})'
                where = f"{_given(link)} AND {other} IS NOT {own}"
                _without(stage, table, link, where, "it is of another document")


def _home(stage: Stage, table: Table) -> tuple[str, ...]:
    link = home(stage.tables, table)
    return link.columns if link else ()


def _without(stage: Stage, table: Table, link: Link, where: str, why: str) -> None:
    """Clear what the rows refer to where it may be null, else take away the rows, and say so."""
    cleared = gone = 0
    if link.optional:
        nothing = ", ".join(f'"{column}" = NULL' for column in link.columns)
        query = f'UPDATE OR IGNORE "{table.name}" SET {nothing} WHERE {where}'
        cleared = stage.connection.execute(query).rowcount
    while more := stage.delete(table.name, where):
        gone += more
        if link.parent != table.name:  # else the next of a row may have lost its parent now
            break
    for done, count in (("cleared of it", cleared), ("left out", gone)):
        if count:
            name = ", ".join(link.columns)
            stage.note(table.name, f"Rows {done}, because of the {name} that they name: {why} ({count}).")


def _prove(stage: Stage, tell: Step) -> None:
    total = stage.connection.execute("SELECT count(*) FROM document").fetchone()[0]
    for done, (id_,) in enumerate(_documents(stage)):
        if done % _batch == 0:
            tell("proving", done, total)
        if fault := _fault(stage, id_):
            stage.delete("document", "id = ?", id_)
            stage.note("document", f"Document {id_} was left out: {fault}.", id_)
    tell("proving", total, total)


def _documents(stage: Stage) -> Iterator[tuple[str]]:
    last = ""
    query = "SELECT id FROM document WHERE id > ? ORDER BY id LIMIT ?"
    while found := stage.connection.execute(query, (last, _batch)).fetchall():
        yield from found
        ((last,),) = found[-1:]


def _fault(stage: Stage, id_: str) -> str | None:
    """Take away records of a document that do not fit it, or say why it cannot enter itself."""
    try:
        document = rows.document(stage.connection, id_)
        records = [*rows.records(stage.connection, id_)]
    except (TypeError, ValueError) as error:  # such as a period without an end
        return f"its rows are no records ({error})"
    if document is None or identified(document).id != id_:
        return "its id is not that of its content"
    for record in records:
        if fault := record_fault(record, document):
            noun = type(record).__name__
            stage.delete(noun.lower(), "id = ?", record.id)
            stage.note(noun.lower(), f"{noun} {record.id} was left out: {fault}.", id_)
    return document_fault(document)
