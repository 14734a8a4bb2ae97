"""multipolar read: pages into the book."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from multipolar.cli.options import LEDGER, Format, LedgerFolder, Printed, day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from multipolar.read.reader import Page, Summary

MEGABYTE = 1_000_000


def read(  # noqa: PLR0913 : each is a choice of the user's
    source: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE…", help="Files, folders, addresses, or - for standard input."),
    ],
    *,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication, where a page does not say it.")
    ] = None,
    coder: Annotated[str, typer.Option(help="What finds the acts.")] = "rules",
    limit: Annotated[int, typer.Option(metavar="MB", min=1, help="Largest page, in megabytes.")] = 20,
    ledger: LedgerFolder = LEDGER,
    format: Printed = Format.table,  # noqa: A002 : the option's name
) -> None:
    """Read news pages (.txt .html .md .jsonl) into the ledger.

    Prints a summary, or with --format jsonl every document, event and statement. Pages that cannot be read become
    problems; the rest is read. Reading a page again changes nothing.
    """
    from multipolar.cli.output import tell
    from multipolar.ledger.store import open_ledger
    from multipolar.read.reader import read as read_pages

    when = day(published, "--published")
    with open_ledger(ledger, create=True) as book, progress(shown=format is Format.table) as seen:
        out = _printer(format, seen)
        summary = read_pages(source, book, published=when, coder=coder, limit=limit * MEGABYTE, seen=out)
    tell(summary.problems)
    if format is Format.table:
        _sum_up(summary, ledger.as_posix())
    if not summary.pages:
        raise typer.Exit(4)


def _printer(shape: Format, seen: Callable[[Page], None]) -> Callable[[Page], None]:
    """Return what is done with each page: its records printed by the contract, or a step of the progress bar."""
    if shape is Format.table:
        return seen
    from multipolar.read.contract import lines

    def out(page: Page) -> None:
        for reading in page.readings:
            sys.stdout.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines(reading))
        seen(page)

    return out


@contextmanager
def progress(*, shown: bool, total: int | None = None) -> Iterator[Callable[[Page], None]]:
    """Show a bar on standard error that each page moves on."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from multipolar.cli.output import console

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(error=True), disable=not shown, transient=True) as bar:
        task = bar.add_task("reading", total=total)

        def seen(page: Page) -> None:
            bar.update(task, advance=1, description=f"reading {page.name.rsplit('/', 1)[-1][:40]:40}")

        yield seen


def _sum_up(summary: Summary, folder: str) -> None:
    from multipolar.cli.output import console

    out = console()
    out.print(
        f"Read {summary.pages} pages: {summary.new} new documents ({summary.known} known already), {summary.events} events, "
        f"{summary.statements} statements, {len(summary.problems)} problems."
    )
    out.print(f"The ledger is in {folder}. Next: multipolar shifts --ledger {folder}")
