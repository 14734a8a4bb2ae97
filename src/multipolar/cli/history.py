"""multipolar history: all that happened to a record."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from multipolar.cli.options import LEDGER, Format, LedgerFolder, Printed, opened

if TYPE_CHECKING:
    from multipolar.ledger.history import History
    from multipolar.ledger.records import Event, Party

COLUMNS = {"made": "when", "what": "what", "by": "by", "short": "record", "reason": "reason"}
WORDS = {"confirm": "confirmed", "reject": "rejected", "undo": "last review undone"}


def history(
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="The id of an event, or its first six digits or more.")
    ],
    *,
    ledger: LedgerFolder = LEDGER,
    format: Printed = Format.table,  # noqa: A002
) -> None:
    """Show which readings told a record, what persons said of it, and what stands now."""
    from multipolar.cli.output import emit, say
    from multipolar.ledger.history import Step
    from multipolar.ledger.history import history as query

    with opened(ledger) as book:
        found = query(book, record)
    rows = [asdict(step) for step in found.steps]
    if format is Format.table:
        _tell(found)
        rows = [_told(row) for row in rows]
    emit(rows, format, title="History", columns=COLUMNS, fields=[field.name for field in fields(Step)])
    if format is Format.table:
        say(_now(found))


def _tell(found: History) -> None:
    from multipolar.cli.output import SHORT, one_line, say

    for event in found.events:
        say(f"{event.id[:SHORT]}  {_act(event)}\n  “{one_line(event.quote, 200)}”")


def _act(event: Event) -> str:
    from multipolar.show.words import days

    sides = [_names(side) for side in (event.actors, event.recipients) if side]
    when = days(event.date.low, event.date.high) if event.date else "no day told"
    parts = (
        event.type,
        event.mode,
        event.status,
        when,
        f"confidence {event.confidence:.2f}",
        f"told by {event.coder}",
    )
    return f"{(' ↔ ' if event.mutual else ' → ').join(sides)}: {', '.join(part for part in parts if part)}"


def _names(side: tuple[Party, ...]) -> str:
    return " + ".join(each.code or each.name for each in side)


def _told(row: dict[str, Any]) -> dict[str, Any]:
    from multipolar.cli.output import SHORT

    what = WORDS.get(row["what"], row["what"])
    if row["correction"]:
        what = f"corrected to {row['correction'][:SHORT]}"
    when = row["made"] and row["made"].replace("T", " ").replace("+00:00", " UTC")
    return {**row, "made": when, "what": what, "short": row["event"][:SHORT]}


def _now(found: History) -> str:
    if not found.present:
        return "It does not count now: rejected, or superseded by a later reading that did not tell it."
    from multipolar.cli.output import SHORT

    ids = ", ".join(id_[:SHORT] for id_ in found.present)
    return f"What stands now: {ids}."
