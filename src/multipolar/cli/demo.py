"""multipolar demo: the bundled pages in, the strongest shifts and a report out."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.resources import as_file
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multipolar.cli.options import LedgerFolder

if TYPE_CHECKING:
    from collections.abc import Callable

    from multipolar.ledger.store import Ledger
    from multipolar.read.reader import Page, Summary

FOLDER = Path("multipolar-demo")
SHOWN = 8  # shifts printed; the report has all


def demo(*, ledger: LedgerFolder = FOLDER) -> None:
    """Read the bundled pages into a ledger, print the strongest shifts with their proof, write a report."""
    from multipolar.cli.output import console, tell
    from multipolar.cli.read import progress
    from multipolar.ledger.store import open_ledger
    from multipolar.samples import pages
    from multipolar.show.report import report

    out = console()
    out.print(
        "[bold]multipolar demo[/bold]: news pages of 2001–2023, written for this project, about documented acts.\n"
    )
    with open_ledger(ledger, create=True) as book:
        with progress(shown=True, total=len(pages())) as seen:
            summary = make_demo(book, seen=seen)
        _read(book, summary)
        _strongest(book)
        written = report(book, dyad=None, target=ledger / "report.html")
    tell(summary.problems, most=3)
    out.print(f"\nThe report: [bold]{written}[/bold] (open it in a browser)", soft_wrap=True)
    _next(ledger)


def make_demo(ledger: Ledger, *, seen: Callable[[Page], None] | None = None) -> Summary:
    """Read the bundled pages into a ledger and return what was read."""
    from multipolar.read.reader import read
    from multipolar.samples import pages

    with ExitStack() as stack:
        paths = [str(stack.enter_context(as_file(page))) for page in pages()]
        return read(paths, ledger, seen=seen)


def _read(book: Ledger, summary: Summary) -> None:
    from multipolar.cli.output import console

    counts = book.counts()
    known = f" ({summary.known} were there already)" if summary.known else ""
    console().print(
        f"Read {summary.pages} pages: {counts.documents} documents{known} in {counts.stories} stories (a copy is no new story), "
        f"{counts.events} events telling {counts.happenings} happenings, {counts.statements} statements."
    )


def _strongest(book: Ledger) -> None:
    """Print the strongest shifts, each with its best quotation and its chain of publishers."""
    from rich.text import Text

    from multipolar.cli.output import console
    from multipolar.cli.shifts import span
    from multipolar.measure.shifts import shifts

    found = shifts(book).to_dicts()[:SHOWN]
    out = console()
    out.print(f"\n[bold]Who is moving toward or away from whom[/bold] (the {len(found)} surest shifts)\n")
    for row in found:
        arrow = {"toward": "→←", "away": "←→"}[row["direction"]]
        head = f"{row['a']} {arrow} {row['b']}  {row['direction']}, since {span(row)}, probability {row['probability']:.2f}"
        out.print(Text(head, style="bold green" if row["direction"] == "toward" else "bold red"))
        out.print(f"   {row['n_happening']} happenings from {row['n_source']} independent sources")
        _best(book, row)


def _best(book: Ledger, shift: dict[str, Any]) -> None:
    """Print the best quotation among the happenings that moved a shift."""
    from rich.text import Text

    from multipolar.cli.output import console
    from multipolar.measure.evidence import evidence

    moved = {each: place for place, each in enumerate(shift["happenings"])}
    rows = [row for row in evidence(book, shift["a"], shift["b"]).to_dicts() if row["happening"] in moved]
    if not rows:
        return
    row = min(rows, key=lambda each: moved[each["happening"]])
    chain = " → ".join(row["chain"] or [row["outlet"] or row["source"]])
    console().print(Text("   “" + " ".join(row["sentence"].split()) + "”", style="italic"), soft_wrap=True)
    console().print(Text(f"   {chain}, {row['published'] or 'no date'}\n", style="dim"), soft_wrap=True)


def _next(ledger: Path) -> None:
    from multipolar.cli.output import console

    console().print(
        f"Next:\n  multipolar show PAK RUS --ledger {ledger}      one dyad with every piece of evidence\n"
        f"  multipolar records --dyad IND,USA --ledger {ledger}\n"
        "  multipolar read YOUR/PAGES && multipolar shifts     your own pages, in ./ledger",
        soft_wrap=True,
    )
