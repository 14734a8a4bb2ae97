"""The history of an event: which readings told it, what persons said of it, what stands for it now.

In: an event, current or not. Out: steps in the order in which they entered the book, and what stands today. A
correction and what it corrects have one history.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from multipolar.ledger import rows
from multipolar.ledger.reviews import find, reviews

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from multipolar.ledger.records import Event
    from multipolar.ledger.store import Ledger

What = Literal["told", "not told", "confirm", "reject", "correct", "undo"]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to an event."""

    made: str | None  # UTC, ISO 8601; None where an older program wrote it
    what: What
    event: str
    by: str  # the edition of a coder, or the reviewer
    reason: str
    correction: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """All that happened to an event and to what it was corrected to, and which of them the book shows now."""

    events: tuple[Event, ...]  # the one first told first
    steps: tuple[Step, ...]
    present: tuple[str, ...]  # ids; none where the event counts no longer


def history(ledger: Ledger, event: str) -> History:
    """Return the history of the event of that id, or of an id that begins so (six digits or more)."""
    with ledger.connected() as connection:
        ids = _family(connection, find(connection, event).id)
        steps = sorted(_steps(connection, ids), key=lambda step: step[0])
        events = tuple(each for id_ in ids if (each := rows.event(connection, id_)))
        query = "SELECT 1 FROM present WHERE event = ?"
        present = tuple(id_ for id_ in ids if connection.execute(query, (id_,)).fetchone())
    return History(events, tuple(step for _, step in steps), present)


def _family(connection: sqlite3.Connection, event: str) -> list[str]:
    """Return the event that was told, and all that it was corrected to, one after the other."""
    query = "SELECT event FROM review WHERE correction = ? ORDER BY number LIMIT 1"
    while row := connection.execute(query, (event,)).fetchone():
        event = row[0]
    family = [event]
    for each in family:  # grows while it is walked
        query = "SELECT correction FROM review WHERE event = ? AND correction IS NOT NULL ORDER BY number"
        family += [id_ for (id_,) in connection.execute(query, (each,)) if id_ not in family]
    return family


def _steps(connection: sqlite3.Connection, ids: list[str]) -> Iterator[tuple[tuple[int, int, int], Step]]:
    """Yield steps with what orders them: the number of the run, codings before reviews, their own order."""
    query = """SELECT coalesce(c.run, 0), c.number, r.began, c.coder,
                 EXISTS (SELECT 1 FROM told t WHERE t.coding = c.number AND t.event = ?1), c.document
               FROM coding c LEFT JOIN run r ON r.number = c.run
               WHERE c.document = (SELECT document FROM event WHERE id = ?1) ORDER BY c.number"""
    for run, number, began, coder, told, document in connection.execute(query, ids[:1]):
        what: What = "told" if told else "not told"
        yield (run, 0, number), Step(began, what, ids[0], coder, "", document=document)
    for event in ids:
        for number, (run, each) in enumerate(reviews(connection, event)):
            if each.event == event:
                order = (run, 1, number)
                yield order, Step(each.made, each.verdict, event, each.reviewer, each.reason, each.correction)
