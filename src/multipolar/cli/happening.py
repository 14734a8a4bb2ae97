"""multipolar happening: one act with all its tellings side by side, and what they say differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from multipolar.cli.options import LEDGER, Format, LedgerFolder, Printed, opened

if TYPE_CHECKING:
    from multipolar.ledger.account import Account

COLUMNS = {
    "told": "told", "by": "told by", "status": "status", "when": "when", "amounts": "how much", "words": "words",
    "confidence": "sure",
}  # fmt: skip
LONGEST = 160  # characters of a quotation in the table; the other formats give all


def happening(
    id: Annotated[  # noqa: A002
        str,
        typer.Argument(
            metavar="ID", help="The id of a happening or of an event that tells it, or its first 6 digits."
        ),
    ],
    *,
    ledger: LedgerFolder = LEDGER,
    format: Printed = Format.table,  # noqa: A002
) -> None:
    """Show one act: how its status moved, every telling side by side, and what they say differently."""
    from multipolar.ledger.account import happening as query

    with opened(ledger) as book:
        found = query(book, id)
    if format is Format.table:
        _tables(found)
    else:
        _rows(found, format)


def _rows(found: Account, shape: Format) -> None:
    """Print every part; CSV has one header, so it gives the tellings."""
    from multipolar.cli.output import emit

    if shape is Format.csv:
        emit(found.tellings, shape, fields=list(found.tellings[0]))
        return
    parts = {
        "happening": [found.happening],
        "course": found.course,
        "telling": found.tellings,
        "conflict": found.conflicts,
    }
    emit(({"part": name, **row} for name, rows in parts.items() for row in rows), shape)


def _tables(found: Account) -> None:
    from multipolar.cli.output import say, show_table
    from multipolar.show.differences import course_in_words, heading, in_words
    from multipolar.show.words import count

    say(_act(found.happening), style="bold")
    say(f"id {found.happening['id']}", indented=2, style="dim")
    if len(found.course) > 1:
        say(f"Course: {course_in_words(found.course)}")
    show_table([_told(row) for row in found.tellings], COLUMNS, count(len(found.tellings), "telling"))
    conflicts = [row for row in found.conflicts if row["kind"] == "conflict"]
    for row in conflicts:
        say(f"{heading(row)}: {in_words(row)}.", mark="≠")
    for row in found.conflicts:
        if row["kind"] == "undecided":
            say(
                f"{heading(row)}: {in_words(row)}. Without a day nobody knows which was told first.", mark="?"
            )
    if not found.conflicts and len(found.tellings) > 1:
        say("Nothing is told differently.")


def _act(row: dict[str, Any]) -> str:
    from multipolar.cli.records import parties
    from multipolar.show.words import count, days, word

    mode = f", {row['mode']}" if row["mode"] else ""
    what = f"{word('type', row['type'])} ({row['type']}{mode})"
    when = days(row["date_low"], row["date_high"]) or "day not told"
    told = "told once" if row["n_telling"] == 1 else f"told {row['n_telling']} times"
    sources = count(row["n_source"], "independent source")
    return f"{when}  {parties(row)}  {what}, {word('status', row['status'])}, {told} by {sources}"


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of the table."""
    from multipolar.cli.output import one_line
    from multipolar.cli.quotation import publishers, speaker
    from multipolar.cli.records import when
    from multipolar.show.words import amount

    voice = speaker(row["speaker_name"], row["speaker_role"], row["speaker_code"]) if row["voice"] else None
    return {
        "told": row["published"],
        "by": publishers(row) + (" (copy)" if row["copy"] else ""),
        "status": row["status"],
        "when": when(row),
        "amounts": "; ".join(amount(each) for each in row["amounts"]) or None,
        "words": f"“{one_line(row['quote'], LONGEST)}”" + (f" – {voice}" if voice else ""),
        "confidence": row["confidence"],
    }
