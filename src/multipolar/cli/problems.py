"""multipolar problems: what could not be read, and why."""

from __future__ import annotations

from dataclasses import asdict

from multipolar.cli.options import LEDGER, Format, LedgerFolder, Printed, opened


def problems(*, ledger: LedgerFolder = LEDGER, format: Printed = Format.table) -> None:  # noqa: A002
    """List what could not be read or does not fit."""
    from multipolar.cli.output import emit

    with opened(ledger) as book:
        found = [asdict(problem) for problem in book.problems()]
    columns = {"stage": "stage", "source": "where", "what": "what, and what to do"}
    emit(found, format, title=f"{len(found)} problems", columns=columns)
