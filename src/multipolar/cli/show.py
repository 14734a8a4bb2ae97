"""multipolar show: one dyad, its series, acts, statements and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from multipolar.cli.options import LEDGER, Format, LedgerFolder, Period, Printed, Step, opened, state
from multipolar.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

SERIES = {"period": "from", "value": "level", "low": "low", "high": "high", "n": "happenings"}
SHIFTS = {
    "direction": "direction",
    "since_low": "from",
    "since_high": "to",
    "probability": "probability",
    "n_happening": "happenings",
    "n_source": "sources",
}
STATEMENTS = {
    "published": "published",
    "speaker": "speaker",
    "country": "of",
    "quote": "words",
    "outlet": "outlet",
}


def show(
    a: Annotated[str, typer.Argument(metavar="PAK", help="A state, by code or name.")],
    b: Annotated[str, typer.Argument(metavar="RUS", help="Another state.")],
    *,
    period: Step = Period.year,
    ledger: LedgerFolder = LEDGER,
    format: Printed = Format.table,  # noqa: A002
) -> None:
    """Show two states: the level of their relations over time, its shifts, acts, statements and evidence."""
    from multipolar.measure.evidence import evidence, said
    from multipolar.measure.series import series
    from multipolar.measure.shifts import shifts

    one, other = state(a), state(b)
    if one == other:
        raise UsageError(f"{a} and {b} are the same state: name two.")
    with opened(ledger) as book:
        parts = {
            "series": series(book, one, other, period=period.value),
            "shifts": shifts(book, dyad=(one, other)),
            "evidence": evidence(book, one, other),
            "statements": said(book, one, other),
        }
    _tables(parts, one, other) if format is Format.table else _rows(parts, format)


def _rows(parts: dict[str, pl.DataFrame], shape: Format) -> None:
    """Print every part; CSV has one header, so it gives the evidence."""
    from multipolar.cli.output import emit

    if shape is Format.csv:
        emit(parts["evidence"].to_dicts(), shape)
    else:
        emit([{"part": name, **row} for name, frame in parts.items() for row in frame.to_dicts()], shape)


def _tables(parts: dict[str, pl.DataFrame], a: str, b: str) -> None:
    from multipolar.cli.output import console, show_table

    told = [row for row in parts["series"].to_dicts() if row["n"]]
    show_table(_dated(told), SERIES, f"{a}–{b}: level of relations (PLOVER score, −10 to 10)")
    show_table(parts["shifts"].to_dicts(), SHIFTS, "Shifts")
    out = console()
    out.print(f"[bold]Evidence[/bold] ({parts['evidence'].height} happenings, in order of weight)")
    for row in parts["evidence"].to_dicts():
        piece(row)
    show_table(_dated(parts["statements"].to_dicts()), STATEMENTS, "Statements")


def _dated(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: str(v) if hasattr(v, "isoformat") else v for name, v in row.items()} for row in rows]


def piece(row: dict[str, Any]) -> None:
    """Print one piece of evidence: what, when, the words in their sentence, who says it, where it came from."""
    from rich.text import Text

    from multipolar.cli.output import console

    out = console()
    when = (
        str(row["date_low"])
        if row["date_low"] == row["date_high"]
        else f"{row['date_low']} … {row['date_high']}"
    )
    out.print(
        Text(f"• {row['type']} {row['status']}, {when if row['date_low'] else 'no date told'}", style="bold")
    )
    out.print(Text("  “" + " ".join(row["sentence"].split()) + "”"), soft_wrap=True)
    chain = " → ".join(row["chain"] or [row["outlet"] or row["source"]])
    out.print(
        Text(
            f"  {row['voice'] or 'the page itself'} · {chain} · {row['published'] or 'no date'}", style="dim"
        )
    )
