"""multipolar export: the whole ledger as a folder that any program can read."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 : Typer reads annotations at run time
from typing import Annotated

import typer

from multipolar.cli.options import LEDGER, LedgerFolder, opened
from multipolar.errors import UsageError


def export(
    dest: Annotated[Path, typer.Argument(metavar="DEST", help="A folder that is not there yet.")],
    *,
    all_: Annotated[
        bool, typer.Option("--all", help="The whole ledger: so far there is no other export.")
    ] = False,
    ledger: LedgerFolder = LEDGER,
) -> None:
    """Write the whole ledger as JSON lines, one file a table, with the pages as fetched; `multipolar import` reads it.

    Others go on reading and writing. Where anything goes wrong there is no export.
    """
    from multipolar.cli.keeping import listed, megabytes, meter
    from multipolar.cli.output import say
    from multipolar.ledger.export import export as write
    from multipolar.show.words import count

    if not all_:
        raise UsageError(
            "Say --all to export the whole ledger. Single records are printed by `multipolar records --format jsonl`."
        )
    with opened(ledger) as book, listed(), meter() as step:
        made = write(book, dest, progress=step)
    held = (
        f"{count(made.documents, 'document')}, {count(made.blobs, 'page')} as fetched, {megabytes(made.size)}"
    )
    say(f"Exported to {made.folder}: {held}.")
    say(f"To take it into another ledger: multipolar import {made.folder} --ledger OTHER")
