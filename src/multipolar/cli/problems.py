"""multipolar problems: what could not be read, and why."""

from __future__ import annotations

from dataclasses import asdict, fields

from multipolar.cli.options import LEDGER, Format, LedgerFolder, Printed, opened


def problems(*, ledger: LedgerFolder = LEDGER, format: Printed = Format.table) -> None:  # noqa: A002
    """List what could not be read or does not fit."""
    from multipolar.cli.output import emit
    from multipolar.ledger.records import Problem
    from multipolar.show.words import count

    with opened(ledger) as book:
        found = [asdict(problem) for problem in book.problems()]
    if format is Format.table:  # the place has a column of its own
        found = [
            {**row, "what": row["what"].removeprefix(f"{row['source']} "), "since": (row["since"] or "")[:10]}
            for row in found
        ]
    columns = {"stage": "stage", "source": "where", "what": "what, and what to do", "since": "since"}
    names = [field.name for field in fields(Problem)]
    emit(found, format, title=count(len(found), "problem"), columns=columns, fields=names)
