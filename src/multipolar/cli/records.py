"""multipolar records: the events of the book."""

from __future__ import annotations

from typing import Annotated, Any, get_args

import typer

from multipolar.cli.options import (
    LEDGER,
    Between,
    Format,
    LedgerFolder,
    MinConfidence,
    OfType,
    Printed,
    Reviewed,
    Since,
    Until,
    among,
    dyad,
    opened,
    range_of,
)

COLUMNS = {
    "short": "id", "when": "when", "parties": "who → whom", "act": "act", "words": "words", "by": "told by", "n_source": "sources",
}  # fmt: skip
LONGEST = 160  # characters of a quotation in the table; the other formats give all


def records(  # noqa: PLR0913 : each is a filter
    *,
    dyad_: Between = None,
    type: OfType = None,  # noqa: A002
    since: Since = None,
    until: Until = None,
    status: Annotated[
        str | None, typer.Option(metavar="STATUS", help="done, ongoing, planned, possible or denied.")
    ] = None,
    says: Annotated[
        str | None, typer.Option(metavar="NAME", help="Words of the name of the speaker who tells it.")
    ] = None,
    min_confidence: MinConfidence = 0.0,
    reviews: Reviewed = True,
    ledger: LedgerFolder = LEDGER,
    format: Printed = Format.table,  # noqa: A002
) -> None:
    """List events of the ledger with their words, dates, status and sources."""
    from multipolar.cli.output import emit
    from multipolar.ledger.plover import types
    from multipolar.ledger.query import records as query
    from multipolar.ledger.records import Status
    from multipolar.show.words import count

    first, last = range_of(since, until)
    kind, state = among(type, types(), "--type"), among(status, get_args(Status), "--status")
    pair = dyad(dyad_)
    with opened(ledger, reviews=reviews) as book:
        found = query(
            book,
            dyad=pair,
            type=kind,
            since=first,
            until=last,
            status=state,
            says=says or None,
            least=min_confidence,
        )
    rows = found.to_dicts()
    if format is Format.table:
        rows = [_told(row) for row in rows]
    emit(rows, format, title=count(len(rows), "event"), columns=COLUMNS, fields=found.columns)


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of the table."""
    return {
        **act(row, LONGEST),
        "by": ", ".join(part for part in (row["speaker_name"], row["outlet"]) if part) or row["source"],
        "n_source": row["n_source"],
    }


def act(row: dict[str, Any], longest: int) -> dict[str, Any]:
    """Return what tables show of an act: its id, days, parties, type, status and words, `longest` characters of them."""
    from multipolar.cli.output import SHORT, one_line

    return {
        "short": row["id"][:SHORT],
        "when": when(row),
        "parties": parties(row),
        "act": f"{row['type']}, {row['status']}",
        "words": one_line(row["quote"], longest),
    }


def when(row: dict[str, Any]) -> str | None:
    """Return the days of an act, which a narrow column may break after the dash."""
    from multipolar.show.words import days

    told = days(row["date_low"], row["date_high"])
    return told and told.replace("–", "– ")


def parties(row: dict[str, Any]) -> str:
    """Return who acts on whom, in codes."""
    actors, recipients = ([code or "?" for code in row[side] or []] for side in ("actors", "recipients"))
    if not recipients:
        return (" ↔ " if row["mutual"] else " + ").join(actors)
    return f"{' + '.join(actors)} {'↔' if row['mutual'] else '→'} {' + '.join(recipients)}"
