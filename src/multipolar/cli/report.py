"""multipolar report: one HTML file with the timeline and every piece of evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from multipolar.cli.options import LEDGER, LedgerFolder, Reviewed, opened, two
from multipolar.errors import UsageError


def report(
    a: Annotated[
        str | None, typer.Argument(metavar="PAK", help="A state; without states, the strongest shifts.")
    ] = None,
    b: Annotated[str | None, typer.Argument(metavar="RUS", help="Another state.")] = None,
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE.html", help="Where to write.")
    ] = Path("report.html"),
    reviews: Reviewed = True,
    ledger: LedgerFolder = LEDGER,
) -> None:
    """Write a report that opens in any browser and asks nothing of the network."""
    from multipolar.cli.output import say
    from multipolar.show.report import report as write

    if (a is None) != (b is None):
        raise UsageError("A report is about two states or about none: name both or neither.")
    dyad = two(a, b) if a and b else None
    with opened(ledger, reviews=reviews) as book:
        written = write(book, dyad=dyad, target=output)
    say(f"Wrote {written}. Open it in a browser.")
