"""multipolar read: pages into the book."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from multipolar.cli.options import (
    LEDGER,
    MEGABYTE,
    CoderName,
    Format,
    LedgerFolder,
    Megabytes,
    MinConfidence,
    Printed,
    Published,
    day,
    opened,
)
from multipolar.errors import MultipolarError
from multipolar.read.extract import CODER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from multipolar.read.reader import Page, Summary


class Stopped(MultipolarError):  # noqa: N818 : the user's wish, no error
    """The user stopped the reading."""

    exit_code = 130


def read(  # noqa: PLR0913 : each is a choice of the user's
    source: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="Files, folders, addresses, or - for standard input."),
    ],
    *,
    published: Published = None,
    coder: CoderName = CODER,
    min_confidence: MinConfidence = 0.0,
    limit: Megabytes = 20,
    ledger: LedgerFolder = LEDGER,
    format: Printed = Format.table,  # noqa: A002 : the option's name
) -> None:
    """Read news pages (.txt .html .md .jsonl) into the ledger.

    Prints a summary, or every document, event and statement (CSV: every event).

    Pages that cannot be read become problems; the rest is read.

    Reading a page again changes nothing; another coder's records supersede the earlier ones, which are kept.
    """
    from multipolar.cli.output import tell, tell_spent
    from multipolar.read.extract import coder as known
    from multipolar.read.reader import read as read_pages

    when = day(published, "--published")
    known(coder)  # a wrong name is said before the first page, not once a page
    with (
        opened(ledger, create=True) as book,
        resumable(),
        progress(shown=format is Format.table) as seen,
        _printed(format, seen) as out,
    ):
        summary = read_pages(
            source, book, published=when, coder=coder, least=min_confidence, limit=limit * MEGABYTE, seen=out
        )
    tell(summary.problems)
    tell_spent(coder)
    if not summary.pages:
        raise typer.Exit(4)
    if format is Format.table:
        _sum_up(summary, ledger.as_posix())


@contextmanager
def _printed(shape: Format, seen: Callable[[Page], None]) -> Iterator[Callable[[Page], None]]:
    """Give what is done with each page: its records printed by the contract, or a step of the progress bar."""
    if shape is Format.table:
        yield seen
        return
    from multipolar.cli.output import stream
    from multipolar.read.contract import lines

    with stream(shape) as out:

        def printed(page: Page) -> None:
            for reading in page.readings:
                for line in lines(reading):
                    if shape is not Format.csv or line["kind"] == "event":  # CSV has one header
                        out(line)

        yield printed


@contextmanager
def resumable() -> Iterator[None]:
    """Say that nothing is lost where the user stops the reading."""
    try:
        yield
    except KeyboardInterrupt as stop:
        said = "interrupted. What was read so far is in the ledger; run the same command again to go on."
        raise Stopped(said) from stop


@contextmanager
def progress(*, shown: bool, total: int | None = None) -> Iterator[Callable[[Page], None]]:
    """Show a bar that each page moves on."""
    with bar("reading", shown=shown, total=total) as step:
        yield lambda page: step(page.name)


@contextmanager
def bar(verb: str, *, shown: bool = True, total: int | None = None) -> Iterator[Callable[[str], None]]:
    """Show a bar on standard error that each name moves on; nothing where that is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from multipolar.cli.output import console, one_line

    columns = (
        TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
    )  # fmt: skip
    hidden = not (shown and sys.stderr.isatty())
    with Progress(*columns, console=console(error=True), disable=hidden, transient=True) as made:
        task = made.add_task(verb, total=total)

        def step(name: str) -> None:
            short = one_line(name.rsplit("/", 1)[-1])[:40]
            made.update(task, advance=1, description=f"{verb} {short:40}")

        yield step


def _sum_up(summary: Summary, folder: str) -> None:
    from multipolar.cli.output import say
    from multipolar.show.words import count

    again = f", {summary.recoded} coded anew" if summary.recoded else ""
    say(
        f"Read {count(summary.pages, 'page')}: {count(summary.new, 'new document')} ({summary.known} known already{again}), "
        f"{count(summary.events, 'event')}, {count(summary.statements, 'statement')}, "
        f"{count(len(summary.problems), 'problem')}."
    )
    say(f"The ledger is in {folder}. Next: multipolar shifts --ledger {folder}")
