"""multipolar shifts: who is moving toward or away from whom."""

from __future__ import annotations

from typing import Annotated

import typer

from multipolar.cli.options import LEDGER, Format, LedgerFolder, Period, Printed, Reviewed, Step, dyad, opened

COLUMNS = {
    "dyad": "dyad", "direction": "direction", "since": "since", "between": "90 % between", "probability": "probability",
    "size": "size", "n_happening": "happenings", "n_source": "sources",
}  # fmt: skip


def shifts(  # noqa: PLR0913 : each is a choice of the user's
    *,
    dyad_: Annotated[str | None, typer.Option("--dyad", metavar="PAK,RUS", help="Only these two.")] = None,
    probability: Annotated[float, typer.Option(metavar="0…1", min=0, max=1, help="Least probability.")] = 0.5,
    period: Step = Period.quarter,
    reviews: Reviewed = True,
    ledger: LedgerFolder = LEDGER,
    format: Printed = Format.table,  # noqa: A002
) -> None:
    """List dated, signed changes of the alignment of two states, the surest first."""
    from multipolar.cli.output import emit
    from multipolar.measure.shifts import shifts as measure
    from multipolar.show.words import count

    pair = dyad(dyad_)
    with opened(ledger, reviews=reviews) as book:
        found = measure(book, dyad=pair, period=period.value, probability=probability)
    rows = found.to_dicts()
    if format is Format.table:
        rows = [told(row) for row in rows]
    emit(rows, format, title=count(len(rows), "shift"), columns=COLUMNS, fields=found.columns)


def told(row: dict[str, object]) -> dict[str, object]:
    """Return a row of the table."""
    return {**row, "dyad": f"{row['a']}–{row['b']}", "since": str(row["since"])[:7], "between": span(row)}


def span(row: dict[str, object]) -> str:
    """Return the interval in which a shift began, in words."""
    low, high = str(row["since_low"])[:7], str(row["since_high"])[:7]
    return low if low == high else f"{low} … {high}"
