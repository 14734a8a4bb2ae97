"""multipolar happenings: the acts of the book, each with how often and how differently it is told."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from multipolar.cli.options import (
    LEDGER,
    Between,
    Format,
    LedgerFolder,
    OfType,
    Printed,
    Since,
    Until,
    among,
    dyad,
    opened,
    range_of,
)

COLUMNS = {
    "short": "id", "when": "when", "parties": "who → whom", "act": "act", "words": "words", "n_telling": "told",
    "n_source": "sources", "conflicts": "told differently",
}  # fmt: skip
LONGEST = 120  # characters of a quotation in the table; the other formats give all


def happenings(  # noqa: PLR0913 : each is a filter
    *,
    dyad_: Between = None,
    type: OfType = None,  # noqa: A002
    since: Since = None,
    until: Until = None,
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Only those of which the tellings differ.")
    ] = False,
    ledger: LedgerFolder = LEDGER,
    format: Printed = Format.table,  # noqa: A002
) -> None:
    """List happenings with how often they are told, by how many independent sources, and what is told differently."""
    from multipolar.cli.output import emit
    from multipolar.ledger.account import happenings as query
    from multipolar.ledger.plover import types
    from multipolar.show.words import count

    first, last = range_of(since, until)
    kind, pair = among(type, types(), "--type"), dyad(dyad_)
    with opened(ledger) as book:
        found = query(book, dyad=pair, type=kind, since=first, until=last, conflicts=conflicts)
    rows = found.to_dicts()
    if format is Format.table:
        rows = [_told(row) for row in rows]
    emit(rows, format, title=count(len(rows), "happening"), columns=COLUMNS, fields=found.columns)


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of the table."""
    from multipolar.cli.records import act

    return {
        **act(row, LONGEST),
        "n_telling": row["n_telling"],
        "n_source": row["n_source"],
        "conflicts": ", ".join(field.removeprefix("amount:") for field in row["conflicts"]),
    }
