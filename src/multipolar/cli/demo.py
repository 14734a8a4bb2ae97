"""multipolar demo: the bundled pages in, the strongest shifts and a report out."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.resources import as_file
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from multipolar.cli.options import LedgerFolder, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from multipolar.ledger.store import Ledger
    from multipolar.read.reader import Page, Summary

FOLDER = Path("multipolar-demo")
SHOWN = 8  # shifts printed; the report has all
UNSURE, SOURCES = 0.25, 4  # changes that are only named: how likely, and told by how many sources, at least


def demo(*, ledger: LedgerFolder = FOLDER) -> None:
    """Read the bundled pages into a ledger, print the strongest shifts with their proof, write a report."""
    from multipolar.cli.output import say, tell
    from multipolar.cli.read import progress, resumable
    from multipolar.samples import pages
    from multipolar.show.report import report

    say("multipolar demo: news pages of 2001–2023, written for this project, about documented acts.\n")
    with opened(ledger, create=True) as book:
        with resumable(), progress(shown=True, total=len(pages())) as seen:
            summary = make_demo(book, seen=seen)
        tell(summary.problems, most=3)
        if not summary.pages:
            raise typer.Exit(4)
        _read(book, summary)
        _strongest(book)
        written = report(book, dyad=None, target=ledger / "report.html")
    say(f"The report: {written} (open it in a browser)\n")
    _next(ledger)


def make_demo(ledger: Ledger, *, seen: Callable[[Page], None] | None = None) -> Summary:
    """Read the bundled pages into a ledger and return what was read."""
    from multipolar.read.reader import read
    from multipolar.samples import pages

    with ExitStack() as stack:
        paths = [str(stack.enter_context(as_file(page))) for page in pages()]
        return read(paths, ledger, seen=seen)


def _read(book: Ledger, summary: Summary) -> None:
    from multipolar.cli.output import say

    counts = book.counts()
    known = f" ({summary.known} were there already)" if summary.known else ""
    say(
        f"Read {summary.pages} pages: {counts.documents} documents{known} in {counts.stories} stories\n"
        f"(a copy is no new story), {counts.events} events telling {counts.happenings} happenings, "
        f"{counts.statements} statements.\n"
    )


def _strongest(book: Ledger) -> None:
    """Print the strongest shifts, each with its best quotation and its chain of publishers."""
    from multipolar.cli.output import say
    from multipolar.measure.shifts import shifts

    every = shifts(book, probability=UNSURE).to_dicts()
    found = [row for row in every if row["probability"] >= 0.5]
    most = f", the {SHOWN} surest of {len(found)} shifts" if len(found) > SHOWN else ""
    say(f"Who is moving toward or away from whom{most}\n", style="bold")
    for row in found[:SHOWN]:
        _shift(book, row)
    unsure = [row for row in every if row not in found and row["n_source"] >= SOURCES]
    if unsure:
        listed = (f"{row['a']}–{row['b']} {row['direction']} {row['probability']:.2f}" for row in unsure)
        say(f"Less likely than not, by {SOURCES} sources or more: {', '.join(listed)}.", indented=2)
        say("")


def _shift(book: Ledger, row: dict[str, Any]) -> None:
    from multipolar.cli.output import say
    from multipolar.cli.quotation import best, piece
    from multipolar.cli.shifts import span
    from multipolar.measure.evidence import evidence
    from multipolar.show.headline import headline
    from multipolar.show.words import count

    arrow, colour = {"toward": ("→←", "bold green"), "away": ("←→", "bold red")}[row["direction"]]
    say(headline(row), style=colour, mark=f"{row['a']} {arrow} {row['b']}")
    sure = f"probability {row['probability']:.2f}, began {span(row)} (9 chances of 10)"
    happenings, sources = (
        count(row["n_happening"], "happening"),
        count(row["n_source"], "independent source"),
    )
    say(f"{row['direction']}, {sure}, {happenings} from {sources}", indented=2)
    quoted = best(book, row, evidence(book, row["a"], row["b"]).to_dicts())
    if quoted:
        piece(quoted, act=False)
    say("")


def _next(ledger: Path) -> None:
    from multipolar.cli.output import say

    commands = {
        f"multipolar show PAK RUS --ledger {ledger}": "two states, with the evidence",
        f"multipolar records --dyad IND,USA --ledger {ledger}": "every act between two",
        "multipolar read YOUR/PAGES && multipolar shifts": "your own pages, in ./ledger",
    }
    width = max(map(len, commands))
    say("\n".join(["Next:", *(f"  {command:{width}}  {what}" for command, what in commands.items())]))
