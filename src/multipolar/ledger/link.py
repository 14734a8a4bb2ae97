"""Linking: stories and happenings brought up to date with the documents of the book.

In: the book. Out: its tables sketch, likeness, story, happening and telling, which can all be made again.
Texts are sketched and pairs compared once; stories and happenings are drawn afresh from all of them, so
that the order of reading does not matter. One program links at a time; others go on reading and writing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from multipolar.ledger import comparison
from multipolar.ledger.happenings import happenings
from multipolar.ledger.stories import Copy, Likeness, origins
from multipolar.ledger.telling import Telling
from multipolar.ledger.wording import item_words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from multipolar.ledger.comparison import Progress, Session
    from multipolar.ledger.happenings import Happening


def link(reading: Session, writing: Session, *, progress: Progress | None = None) -> None:
    """Bring stories and happenings up to date; `reading` and `writing` open the book for a while."""
    tell = progress or _silent
    comparison.sketch(reading, writing, tell)
    comparison.compare(reading, writing, tell)
    with reading() as connection:
        stories = _stories(connection)
        found = _drawn(connection, stories, "present")
    with writing() as connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")  # tellings and their happenings change together
        for table, rows in {"story": set(stories.items()), **found}.items():
            _replace(connection, table, rows)


def relink(reading: Session, writing: Session, events: Sequence[str]) -> None:
    """Draw afresh the happenings that a change to these events may touch: acts of the same parties."""
    with reading() as connection:
        touched = json.dumps(sorted(_alike(connection, events)))
        stories = dict(connection.execute("SELECT document, origin FROM story"))
        present = "SELECT value FROM json_each(?) WHERE value IN (SELECT event FROM present)"
        found = happenings(_tellings(connection, stories, present, touched))
    told = "event IN (SELECT value FROM json_each(?))"
    with writing() as connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        query = f"SELECT DISTINCT happening FROM telling WHERE {told}"  # noqa: S608 : our own names
        old = connection.execute(query, (touched,)).fetchall()
        connection.execute(f"DELETE FROM telling WHERE {told}", (touched,))  # noqa: S608
        connection.executemany("DELETE FROM happening WHERE id = ?", old)
        for table, rows in _rows(found).items():
            _add(connection, table, rows)


def drawn(connection: sqlite3.Connection, view: str) -> dict[str, set[tuple[Any, ...]]]:
    """Return the rows of happening and telling for the events of a view: `present`, or `coded` without reviews."""
    stories = dict(connection.execute("SELECT document, origin FROM story"))
    return _drawn(connection, stories, view)


def _drawn(
    connection: sqlite3.Connection, stories: dict[str, str], view: str
) -> dict[str, set[tuple[Any, ...]]]:
    return _rows(happenings(_tellings(connection, stories, f"SELECT event FROM {view}")))  # noqa: S608 : our own names


def _rows(found: Sequence[Happening]) -> dict[str, set[tuple[Any, ...]]]:
    return {
        "happening": {_happening_row(happening) for happening in found},
        "telling": {(event, happening.id) for happening in found for event in happening.tellings},
    }


def _alike(connection: sqlite3.Connection, events: Sequence[str]) -> set[str]:
    """Return these events and all that name the same parties: what can be of one act with them."""
    query = """SELECT other.event FROM party own JOIN party other ON other.code IS own.code
               WHERE own.event IN (SELECT value FROM json_each(?)) AND own.side = 'actor' AND own.position = 0"""
    near = {id_ for (id_,) in connection.execute(query, (json.dumps(events),))}
    parties: dict[str, set[str]] = defaultdict(set)
    for (event, _), codes in _sides(
        connection, "SELECT value FROM json_each(?)", json.dumps([*near])
    ).items():
        parties[event] |= codes
    wanted = [parties[event] for event in events]
    return {event for event in near if parties[event] in wanted}


def _silent(_done: int, _total: int) -> None:
    pass


def _replace(connection: sqlite3.Connection, table: str, rows: set[tuple[Any, ...]]) -> None:
    """Make the table hold these rows and touch no others; the first column is its key."""
    held = set(connection.execute(f"SELECT * FROM {table}"))  # noqa: S608 : our own names
    columns = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    gone = [(row[0],) for row in held - rows]
    connection.executemany(f"DELETE FROM {table} WHERE {columns[0]} = ?", gone)  # noqa: S608
    _add(connection, table, rows - held)


def _add(connection: sqlite3.Connection, table: str, rows: set[tuple[Any, ...]]) -> None:
    new = sorted(rows, key=itemgetter(0))
    if new:
        marks = ", ".join("?" * len(new[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", new)  # noqa: S608 : our own names


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


def _tellings(
    connection: sqlite3.Connection, stories: dict[str, str], wanted: str, *given: str
) -> Iterator[Telling]:
    """Yield a telling for every event that the query `wanted` names and whose document has a story."""
    sides, figures = _sides(connection, wanted, *given), _figures(connection, wanted, *given)
    items = _items(connection, wanted, *given)
    published = {id_: _day(day) for id_, day in connection.execute("SELECT id, published FROM document")}
    first = _first_days(stories, published)
    query = f"""SELECT id, document, start, quote, mutual, type, mode, status, date_low, date_high
                FROM event WHERE id IN ({wanted}) ORDER BY id"""  # noqa: S608 : our own queries
    for id_, document, start, quote, mutual, type_, mode, status, low, high in connection.execute(
        query, given
    ):
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
                items=items.get(id_, frozenset()),
            )


def _sides(connection: sqlite3.Connection, wanted: str, *given: str) -> dict[tuple[str, str], set[str]]:
    sides: dict[tuple[str, str], set[str]] = defaultdict(set)
    query = f"SELECT event, side, code, sector, name FROM party WHERE event IN ({wanted})"  # noqa: S608 : our own queries
    for event, side, code, sector, name in connection.execute(query, given):
        # a party without a code is known by its name; an armed group is not its host
        party = code or f"?{name.casefold()}"
        sides[event, side].add(f"{party}/REB" if sector == "REB" else party)
    return sides


def _figures(
    connection: sqlite3.Connection, wanted: str, *given: str
) -> dict[str, dict[str, list[tuple[float, float]]]]:
    figures: dict[str, dict[str, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    query = f"""SELECT event, unit, value, high FROM amount WHERE event IN ({wanted})
                ORDER BY event, position"""  # noqa: S608 : our own queries
    for event, unit, value, high in connection.execute(query, given):
        figures[event][unit].append((value, value if high is None else high))
    return figures


def _items(connection: sqlite3.Connection, wanted: str, *given: str) -> dict[str, frozenset[str]]:
    items: dict[str, frozenset[str]] = {}
    query = f"SELECT event, item FROM amount WHERE item IS NOT NULL AND event IN ({wanted})"  # noqa: S608 : our own queries
    for event, item in connection.execute(query, given):
        items[event] = items.get(event, frozenset()) | item_words(item)
    return items


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
