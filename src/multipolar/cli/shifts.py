"""multipolar shifts: who is moving toward or away from whom."""

from __future__ import annotations

from typing import Annotated

import typer

from multipolar.cli.options import LEDGER, Format, LedgerFolder, Period, Printed, Step, dyad, opened

COLUMNS = {
    "dyad": "dyad", "direction": "direction", "since": "since", "probability": "probability", "size": "size",
    "n_happening": "happenings", "n_source": "sources",
}  # fmt: skip


def shifts(
    *,
    dyad_: Annotated[str | None, typer.Option("--dyad", metavar="PAK,RUS", help="Only these two.")] = None,
    probability: Annotated[float, typer.Option(min=0, max=1, help="Least probability.")] = 0.5,
    period: Step = Period.quarter,
    ledger: LedgerFolder = LEDGER,
    format: Printed = Format.table,  # noqa: A002
) -> None:
    """List dated, signed changes of the alignment of two states, the surest first."""
    from multipolar.cli.output import emit
    from multipolar.measure.shifts import shifts as measure

    with opened(ledger) as book:
        found = measure(book, dyad=dyad(dyad_), period=period.value, probability=probability)
    rows = [{**row, "dyad": f"{row['a']}–{row['b']}", "since": span(row)} for row in found.to_dicts()]
    if format is not Format.table:
        rows = found.to_dicts()
    emit(rows, format, title=f"{found.height} shifts", columns=COLUMNS)


def span(row: dict[str, object]) -> str:
    """Return the interval in which a shift began, in words."""
    low, high = str(row["since_low"])[:7], str(row["since_high"])[:7]
    return low if low == high else f"{low} … {high}"
