"""Reviews: what persons say of the events of the book.

In: an event and a verdict, by whom and why. Out: rows that are only ever added. Of the reviews of an event the latest
that nobody has undone counts: a rejected event is out of the measures, a corrected one gives way to its correction,
and a confirmed one is certain. A verdict holds when the document is coded again: what a person let stand stays, and
what a newer coder tells of the same act in the same words takes no place beside it (`codings.sql`).
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from multipolar.errors import UsageError
from multipolar.ledger import rows
from multipolar.ledger.proof import legible, record_fault
from multipolar.ledger.records import Event, content_id, signed
from multipolar.ledger.run import now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from multipolar.ledger.store import Ledger

Verdict = Literal["confirm", "reject", "correct", "undo"]
shortest = 6  # digits of an id that stand for it
CODER = "review"  # of a correction: a person, not a program
_fixed = {"id", "document", "confidence", "coder", "rule"}  # what a person does not set


@dataclass(frozen=True, slots=True)
class Review:
    """What a person said of an event."""

    id: str
    event: str
    verdict: Verdict
    correction: str | None  # the event that stands instead
    undoes: str | None  # the review that counts no longer
    reviewer: str
    reason: str
    made: str  # UTC, ISO 8601


_names = ", ".join(field.name for field in fields(Review))


def review(
    ledger: Ledger, event: str, verdict: Verdict, *, reviewer: str, reason: str = "", **changes: object
) -> Review:
    """Confirm, reject or correct an event (`changes` are fields of `Event`), or undo its last review that stands.

    `event` is the id of an event or the beginning of one (six digits or more). UsageError where the verdict makes no
    sense for it, or where the correction does not fit its document.
    """
    _ask(verdict, reviewer, changes)
    with ledger.writing() as connection:
        found = find(connection, event)
        standing = _standing(connection, found.id)
        if verdict == "undo" and standing is None:
            raise UsageError(f"No review of the event {found.id} stands: there is nothing to undo.")
        made = Review(
            id="",
            event=found.id,
            verdict=verdict,
            correction=_corrected(connection, found, changes) if verdict == "correct" else None,
            undoes=standing.id if standing and verdict == "undo" else None,
            reviewer=legible(reviewer.strip()),
            reason=legible(reason.strip()),
            made=now(),
        )
        kept = _keep(connection, made, ledger.run(connection))
    touched = (kept.event, kept.correction, standing.correction if standing else None)
    ledger.relink([id_ for id_ in touched if id_])
    return kept


def _ask(verdict: Verdict, reviewer: str, changes: Mapping[str, object]) -> None:
    if verdict not in get_args(Verdict):
        raise UsageError(f"{verdict!r} is no verdict: it is one of {', '.join(get_args(Verdict))}.")
    if not reviewer.strip():
        raise UsageError("A review needs the name of its reviewer.")
    if (verdict == "correct") != bool(changes):
        raise UsageError("A correction says what changes, and no other verdict does.")
    known = {field.name for field in fields(Event)} - _fixed
    if unknown := sorted(changes.keys() - known):
        raise UsageError(f"{', '.join(unknown)} cannot be corrected: what can is {', '.join(sorted(known))}.")


def find(connection: sqlite3.Connection, event: str) -> Event:
    """Return the event of that id, or of an id that alone begins so."""
    if len(event) < shortest:
        raise UsageError(f"“{event}” is too short for the id of an event: give six digits or more.")
    query = "SELECT id FROM event WHERE id >= ?1 AND id < ?1 || '~' ORDER BY id LIMIT 2"
    ids = [id_ for (id_,) in connection.execute(query, (event,))]
    if len(ids) != 1 and event not in ids:
        raise UsageError(
            f"{'Several events have' if ids else 'No event of the ledger has'} an id that begins with “{event}”."
        )
    found = rows.event(connection, ids[0])
    assert found is not None  # noqa: S101 : its id was just read
    return found


def _standing(connection: sqlite3.Connection, event: str) -> Review | None:
    query = f"SELECT {_names} FROM review WHERE id = (SELECT id FROM verdict WHERE event = ?)"  # noqa: S608 : our own names
    row = connection.execute(query, (event,)).fetchone()
    return row and Review(*row)


def _corrected(connection: sqlite3.Connection, event: Event, changes: Mapping[str, Any]) -> str:
    """Keep the corrected event and return its id."""
    made = signed(replace(event, **changes, confidence=1.0, coder=CODER, rule=None))
    document = rows.document(connection, event.document)
    assert document is not None  # noqa: S101 : an event has a document
    if fault := record_fault(made, document):
        raise UsageError(f"The correction does not fit its document: {fault}.")
    if signed(replace(event, confidence=1.0, coder=CODER, rule=None)) == made:
        raise UsageError(f"The correction says what the event {event.id} says already: confirm it instead.")
    if rows.event(connection, made.id) is None:
        rows.insert(connection, rows.record_tables([made]))
    return made.id


def _keep(connection: sqlite3.Connection, made: Review, run: int) -> Review:
    query = "SELECT count(*) FROM review WHERE event = ?"
    earlier = connection.execute(query, (made.event,)).fetchone()[0]
    kept = replace(made, id=content_id("review", earlier, *astuple(made)))
    values = (*astuple(kept), run)
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO review ({_names}, run) VALUES ({marks})", values)  # noqa: S608 : our own names
    return kept


def reviews(connection: sqlite3.Connection, event: str) -> list[tuple[int, Review]]:
    """Return all reviews of an event or by which it came about, the first first, each with the number of its run."""
    query = f"SELECT run, {_names} FROM review WHERE event = ?1 OR correction = ?1 ORDER BY number"  # noqa: S608 : our own names
    return [(run, Review(*row)) for run, *row in connection.execute(query, (event,))]
