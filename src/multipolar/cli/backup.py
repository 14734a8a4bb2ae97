"""multipolar backup: a whole copy of the ledger, made while others go on."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 : Typer reads annotations at run time
from typing import Annotated

import typer

from multipolar.cli.options import LEDGER, LedgerFolder, opened


def backup(
    dest: Annotated[Path, typer.Argument(metavar="DEST", help="A folder that is not there yet.")],
    *,
    ledger: LedgerFolder = LEDGER,
) -> None:
    """Copy the ledger, as it is at this moment, to a new folder that is a whole ledger; others go on reading and writing.

    The copy is checked. Where anything goes wrong there is no copy; damage of the ledger is listed, with exit code 1.
    """
    from multipolar.cli.keeping import listed, megabytes, meter
    from multipolar.cli.output import say
    from multipolar.ledger.backup import backup as copy
    from multipolar.show.words import count

    with opened(ledger) as book, listed(), meter() as step:
        made = copy(book, dest, progress=step)
    held = (
        f"{count(made.documents, 'document')}, {count(made.blobs, 'page')} as fetched, {megabytes(made.size)}"
    )
    say(f"Backed up to {made.folder}: {held}.")
    say(f"To put it back: multipolar restore {made.folder} --ledger {ledger.as_posix()} --replace")
