"""multipolar show: one dyad, its series, acts, statements and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from multipolar.cli.options import LEDGER, Format, LedgerFolder, Period, Printed, Reviewed, Step, opened, two

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

SERIES = {"period": "from", "value": "level", "low": "low", "high": "high", "n": "happenings"}
SHIFTS = {
    "direction": "direction", "since": "since", "between": "90 % between", "probability": "probability", "size": "size",
    "n_happening": "happenings", "n_source": "sources",
}  # fmt: skip
STATEMENTS = {"published": "published", "who": "speaker", "words": "words", "outlet": "told by"}
LONGEST = 240  # characters of a statement in the table; the other formats give all


def show(  # noqa: PLR0913 : each is a choice of the user's
    a: Annotated[str, typer.Argument(metavar="PAK", help="A state, by code or name.")],
    b: Annotated[str, typer.Argument(metavar="RUS", help="Another state.")],
    *,
    period: Step = Period.year,
    most: Annotated[
        int, typer.Option(metavar="N", min=0, help="Pieces of evidence and statements in the table; 0: all.")
    ] = 10,
    reviews: Reviewed = True,
    ledger: LedgerFolder = LEDGER,
    format: Printed = Format.table,  # noqa: A002
) -> None:
    """Show two states: the level of their relations over time, its shifts, acts, statements and evidence."""
    from multipolar.measure.evidence import evidence, said
    from multipolar.measure.series import series
    from multipolar.measure.shifts import shifts

    one, other = two(a, b)
    with opened(ledger, reviews=reviews) as book:
        parts = {
            "series": series(book, one, other, period=period.value),
            "shifts": shifts(book, dyad=(one, other)),
            "evidence": evidence(book, one, other),
            "statements": said(book, one, other),
        }
        if format is Format.table and parts["shifts"].is_empty():
            parts["shifts"] = shifts(book, dyad=(one, other), probability=0)
    if format is Format.table:
        _tables(parts, f"{one}–{other}", most)
    else:
        _rows(parts, format)


def _rows(parts: dict[str, pl.DataFrame], shape: Format) -> None:
    """Print every part; CSV has one header, so it gives the evidence."""
    from multipolar.cli.output import emit

    if shape is Format.csv:
        emit(parts["evidence"].to_dicts(), shape, fields=parts["evidence"].columns)
    else:
        emit(({"part": name, **row} for name, frame in parts.items() for row in frame.to_dicts()), shape)


def _tables(parts: dict[str, pl.DataFrame], pair: str, most: int) -> None:
    from multipolar.cli.output import say, show_table
    from multipolar.cli.quotation import piece
    from multipolar.cli.shifts import told

    rows = {name: frame.to_dicts() for name, frame in parts.items()}
    levels = [row for row in rows["series"] if row["n"]]
    show_table(levels, SERIES, f"{pair}: level of relations (PLOVER score, −10 to 10), periods with acts")
    sure = any(row["probability"] >= 0.5 for row in rows["shifts"])
    title = "Shifts" if sure else "Shifts: none is likelier than not; the likeliest change"
    show_table([told(row) for row in rows["shifts"]], SHIFTS, title)
    say(f"Evidence: {_of(rows['evidence'], most, 'happening')}, the weightiest first\n", style="bold")
    for row in rows["evidence"][: most or None]:
        piece(row)
    words = [_said(row) for row in rows["statements"][: most or None]]
    say("")
    show_table(words, STATEMENTS, f"Statements: {_of(rows['statements'], most, 'statement')}")
    if most and max(len(rows["evidence"]), len(rows["statements"])) > most:
        say("All of them: add --most 0, or --format jsonl for programs.")


def _of(rows: Sequence[object], most: int, noun: str) -> str:
    from multipolar.show.words import count

    return f"{most} of {count(len(rows), noun)}" if most and len(rows) > most else count(len(rows), noun)


def _said(row: dict[str, Any]) -> dict[str, Any]:
    from multipolar.cli.output import one_line
    from multipolar.cli.quotation import publishers, speaker

    who = speaker(row["speaker"], row["role"], row["country"])
    return {
        "published": row["published"],
        "who": who + (" (not named)" if row["anonymous"] else ""),
        "words": one_line(row["quote"], LONGEST),
        "outlet": publishers(row),
    }
