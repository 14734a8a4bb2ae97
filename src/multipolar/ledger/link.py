"""Linking: stories and happenings brought up to date with the documents of the book.

In: the book. Out: its tables sketch, likeness, story, happening and telling, which can all be made again.
Texts are sketched and pairs compared once; stories and happenings are drawn afresh from all of them, so
that the order of reading does not matter. One program links at a time; others go on reading and writing.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from multipolar.ledger import comparison
from multipolar.ledger.happenings import happenings
from multipolar.ledger.stories import Copy, Likeness, origins
from multipolar.ledger.telling import Telling

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from multipolar.ledger.comparison import Progress, Session
    from multipolar.ledger.happenings import Happening


def link(reading: Session, writing: Session, *, progress: Progress | None = None) -> None:
    """Bring stories and happenings up to date; `reading` and `writing` open the book for a while."""
    tell = progress or _silent
    comparison.sketch(reading, writing, tell)
    comparison.compare(reading, writing, tell)
    with reading() as connection:
        stories = _stories(connection)
        found = happenings(_tellings(connection, stories))
    with writing() as connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")  # tellings and their happenings change together
        _replace(connection, "story", set(stories.items()))
        _replace(connection, "happening", {_happening_row(happening) for happening in found})
        _replace(connection, "telling", {(event, h.id) for h in found for event in h.tellings})


def _silent(_done: int, _total: int) -> None:
    pass


def _replace(connection: sqlite3.Connection, table: str, rows: set[tuple[Any, ...]]) -> None:
    """Make the table hold these rows and touch no others; the first column is its key."""
    held = set(connection.execute(f"SELECT * FROM {table}"))  # noqa: S608 : our own names
    columns = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    gone = [(row[0],) for row in held - rows]
    connection.executemany(f"DELETE FROM {table} WHERE {columns[0]} = ?", gone)  # noqa: S608
    marks = ", ".join("?" * len(columns))
    new = sorted(rows - held, key=itemgetter(0))
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", new)  # noqa: S608


def _stories(connection: sqlite3.Connection) -> dict[str, str]:
    chains: dict[str, list[str]] = defaultdict(list)
    for document, outlet in connection.execute(
        "SELECT document, outlet FROM chain ORDER BY document, position"
    ):
        chains[document].append(outlet)
    query = f"""SELECT d.id, {comparison.shingles}, d.published, d.outlet
                FROM document d JOIN sketch s ON s.document = d.id ORDER BY d.id"""  # noqa: S608 : our own words
    copies = [
        Copy(id_, shingles, published, outlet, tuple(chains[id_]))
        for id_, shingles, published, outlet in connection.execute(query)
    ]
    pairs = connection.execute(
        "SELECT document, other, shared, swapped FROM likeness ORDER BY document, other"
    )
    return origins(copies, (Likeness(*pair) for pair in pairs))


def _tellings(connection: sqlite3.Connection, stories: dict[str, str]) -> Iterator[Telling]:
    """Yield a telling for every event of the documents that have a story."""
    sides, figures = _sides(connection), _figures(connection)
    published = {id_: _day(day) for id_, day in connection.execute("SELECT id, published FROM document")}
    first = _first_days(stories, published)
    query = """SELECT id, document, start, quote, mutual, type, mode, status, date_low, date_high
               FROM event ORDER BY id"""
    for id_, document, start, quote, mutual, type_, mode, status, low, high in connection.execute(query):
        if document in stories:
            yield Telling(
                event=id_,
                document=document,
                story=stories[document],
                story_day=first.get(stories[document]),
                published=published[document],
                start=start,
                quote=quote,
                actors=frozenset(sides[id_, "actor"]),
                recipients=frozenset(sides[id_, "recipient"]),
                mutual=bool(mutual),
                type=type_,
                mode=mode,
                status=status,
                low=_day(low),
                high=_day(high),
                figures={unit: tuple(values) for unit, values in figures[id_].items()},
            )


def _sides(connection: sqlite3.Connection) -> dict[tuple[str, str], set[str]]:
    sides: dict[tuple[str, str], set[str]] = defaultdict(set)
    for event, side, code, sector, name in connection.execute(
        "SELECT event, side, code, sector, name FROM party"
    ):
        # a party without a code is known by its name; an armed group is not its host
        party = code or f"?{name.casefold()}"
        sides[event, side].add(f"{party}/REB" if sector == "REB" else party)
    return sides


def _figures(connection: sqlite3.Connection) -> dict[str, dict[str, list[tuple[float, float]]]]:
    figures: dict[str, dict[str, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    for event, unit, value, high in connection.execute(
        "SELECT event, unit, value, high FROM amount ORDER BY event, position"
    ):
        figures[event][unit].append((value, value if high is None else high))
    return figures


def _first_days(stories: dict[str, str], published: dict[str, date | None]) -> dict[str, date]:
    first: dict[str, date] = {}
    for document, story in stories.items():
        if day := published[document]:
            first[story] = min(day, first.get(story, day))
    return first


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _happening_row(h: Happening) -> tuple[Any, ...]:
    days = (h.low.isoformat() if h.low else None, h.high.isoformat() if h.high else None)
    return (h.id, h.lead, h.type, h.mode, h.status, int(h.mutual), *days)
