"""The engine of measures: DuckDB in memory over a snapshot of the book.

In: the book's SQLite connection and a SELECT with `$name` parameters. Out: a polars frame. A table is read
when a query first needs it and again when the book has changed. The query reaches the views of `views.sql`
and nothing else: no files, no network, no settings.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from multipolar.errors import LedgerError
from multipolar.ledger.imprint import imprint

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    import duckdb
    import polars as pl

# columns of the frames that are not text: SQLite keeps days as text and flags as numbers
_days = {"published", "date_low", "date_high", "period_low", "period_high"}
_flags = {"mutual", "anonymous", "direct", "approximate", "truncated", "confirmed"}
_numbers = {"position", "passage", "start", "end", "speaker_start", "speaker_end"}
_reals = {"value", "high", "confidence"}
_bare_word = re.compile(r"(?:(?<=\bmain\.)|(?<![.\w]))\w+")  # not the column of another table
_selects = {
    "book_document": (
        "SELECT id, source, role, title, outlet, imprint(outlet) AS imprint, published, language, truncated, blob FROM document"
        " ORDER BY number"
    ),
    "book_text": "SELECT id AS document, text FROM document ORDER BY number",
    "book_byline": "SELECT * FROM byline",
    "book_chain": "SELECT *, imprint(outlet) AS imprint FROM chain",
    "book_passage": "SELECT * FROM passage",
    "book_passage_about": "SELECT * FROM passage_about",
    "book_statement": (
        "SELECT s.* FROM current_statement c JOIN statement s ON s.id = c.statement ORDER BY s.document, c.position"
    ),
    "book_about": "SELECT a.* FROM current_statement c JOIN about a ON a.statement = c.statement",
    "book_event": (
        'SELECT e.id, e.document, p.position, e.start, e."end", e.quote, e.mutual, e.type, e.mode, e.cameo, e.status,'
        " e.date_low, e.date_high, e.date_quote, e.voice,"
        " CASE WHEN p.confirmed THEN 1.0 ELSE e.confidence END AS confidence,"
        " e.coder, e.rule, p.confirmed"
        " FROM {events} p JOIN event e ON e.id = p.event ORDER BY e.document, e.start, e.id"
    ),
    "book_context": "SELECT c.* FROM {events} p JOIN context c ON c.event = p.event",
    "book_party": "SELECT y.* FROM {events} p JOIN party y ON y.event = p.event",
    "book_amount": "SELECT a.* FROM {events} p JOIN amount a ON a.event = p.event",
    "book_problem": (
        "SELECT p.stage, p.source, p.what, p.document, r.began AS since, r.command"
        " FROM problem p LEFT JOIN run r ON r.number = p.run ORDER BY p.number"
    ),
    "book_story": "SELECT * FROM story",
    "book_happening": "SELECT * FROM happening",
    "book_telling": "SELECT * FROM telling",
}


class Engine:
    """A DuckDB in memory that follows one book, as persons have reviewed it or as the coders left it."""

    def __init__(self, book: sqlite3.Connection, *, reviews: bool = True) -> None:
        self._book = book
        self._reviews = reviews
        book.create_function("imprint", 1, imprint, deterministic=True)
        self._duck: duckdb.DuckDBPyConnection | None = None
        self._version: tuple[int, int] | None = None
        self._loaded: set[str] = set()

    def sql(self, query: str, parameters: dict[str, Any]) -> pl.DataFrame:
        """Return what a single SELECT gives."""
        import duckdb
        import polars as pl

        try:
            duck = self._follow(query)
            relation = duck.sql(query, params=parameters) if parameters else duck.sql(query)
            return pl.DataFrame(relation)
        except duckdb.Error as error:
            raise LedgerError(f"The query failed: {str(error).splitlines()[0]}") from error
        except pl.exceptions.PolarsError as error:  # a column that is not what it was when it was written
            raise LedgerError(
                "The ledger is damaged: `multipolar verify` tells where. Restore it from a copy."
            ) from error

    def close(self) -> None:
        """Let the memory go."""
        if self._duck:
            self._duck.close()
        self._duck = None
        self._loaded = set()

    def _follow(self, query: str) -> duckdb.DuckDBPyConnection:
        self._book.execute("BEGIN")  # one snapshot for all the tables of a query
        try:
            self._renew()
            duck = self._duck or self._open()
            _check(duck, query)
            for table in sorted(_needs(query) - self._loaded):
                _insert(duck, table, self._read(table))
                self._loaded.add(table)
            return duck
        finally:
            self._book.execute("COMMIT")

    def _read(self, table: str) -> pl.DataFrame:
        cursor = self._book.execute(_select(table, reviews=self._reviews))
        names = [column for column, *_ in cursor.description]
        if table in {"book_happening", "book_telling"} and not self._reviews:
            from multipolar.ledger.link import drawn

            return _frame(names, drawn(self._book, "coded")[table.removeprefix("book_")])
        return _frame(names, cursor)

    def _renew(self) -> None:
        self._book.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
        seen = (int(self._book.execute("PRAGMA data_version").fetchone()[0]), self._book.total_changes)
        if seen != self._version:
            self._empty()
            self._version = seen

    def _empty(self) -> None:
        if self._duck:
            for table in self._loaded:
                self._duck.execute(f"TRUNCATE {table}")
        self._loaded = set()

    def _open(self) -> duckdb.DuckDBPyConnection:
        self._duck = _duck(self._book)
        return self._duck


def _select(table: str, *, reviews: bool = True) -> str:
    return _selects[table].format(events="present" if reviews else "coded")


def _duck(book: sqlite3.Connection) -> duckdb.DuckDBPyConnection:
    import duckdb

    duck = duckdb.connect(
        ":memory:", config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    duck.execute("; ".join(_table(book, name) for name in _selects))
    duck.execute(
        "CREATE TABLE plover (type VARCHAR, mode VARCHAR, quad INTEGER, score DOUBLE, cameo VARCHAR)"
    )
    _insert(duck, "plover", _plover())
    duck.execute(files(__package__).joinpath("views.sql").read_text("utf-8"))
    duck.execute("SET enable_external_access = false; SET lock_configuration = true")
    return duck


def _table(book: sqlite3.Connection, name: str) -> str:
    cursor = book.execute(f"{_select(name)} LIMIT 0")
    columns = ", ".join(f'"{column}" {_type(column)}' for column, *_ in cursor.description)
    return f"CREATE TABLE {name} ({columns})"


def _type(column: str) -> str:
    kinds = {"DATE": _days, "BOOLEAN": _flags, "BIGINT": _numbers, "DOUBLE": _reals}
    return next((kind for kind, columns in kinds.items() if column in columns), "VARCHAR")


def _plover() -> pl.DataFrame:
    from dataclasses import asdict

    import polars as pl

    from multipolar.ledger.plover import acts

    return pl.DataFrame([asdict(act) for act in acts()]).drop("meaning")


def _check(duck: duckdb.DuckDBPyConnection, query: str) -> None:
    import duckdb

    statements = duck.extract_statements(query)
    if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
        raise LedgerError(
            "A query of the ledger is a single SELECT; the book is written by reading pages only."
        )


def _needs(query: str) -> set[str]:
    """Return the tables of the book that the query may read: rather one too many than one too few."""
    words = {word.lower() for word in _bare_word.findall(query)}
    return {table for name, tables in _bases().items() if name in words for table in tables}


@cache
def _bases() -> dict[str, frozenset[str]]:
    """Return which tables of the book every view rests on."""
    bases = {name: frozenset({name}) for name in _selects}
    script = files(__package__).joinpath("views.sql").read_text("utf-8")
    for name, body in re.findall(r"CREATE VIEW (\w+) AS(.*?);", script, re.DOTALL):
        words: Iterable[str] = re.findall(r"(?:FROM|JOIN) (\w+)", body)
        bases[name] = frozenset(base for word in words for base in bases.get(word, ()))
    return bases


class _Stream:
    """A frame that DuckDB can read by the Arrow C stream alone, without pyarrow."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)


def _insert(duck: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    duck.register("incoming", _Stream(frame))
    try:
        duck.execute(f"INSERT INTO {table} FROM incoming")
    finally:
        duck.unregister("incoming")


def _frame(names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> pl.DataFrame:
    import polars as pl

    schema = {name: _dtype(name) for name in names}
    frame = pl.DataFrame(list(rows), schema=schema, orient="row")
    days = [pl.col(name).str.to_date("%Y-%m-%d") for name in names if name in _days]
    flags = [pl.col(name).cast(pl.Boolean) for name in names if name in _flags]
    return frame.with_columns(*days, *flags)


def _dtype(name: str) -> type[pl.DataType]:
    import polars as pl

    if name in _reals:
        return pl.Float64
    return pl.Int64 if name in _numbers or name in _flags else pl.String
