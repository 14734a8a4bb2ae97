"""multipolar restore: a backup put into place."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 : Typer reads annotations at run time
from typing import Annotated

import typer

from multipolar.cli.options import LEDGER, LedgerFolder


def restore(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="A backup, or any whole ledger.")],
    *,
    ledger: LedgerFolder = LEDGER,
    replace: Annotated[
        bool, typer.Option("--replace", help="Move aside the ledger that is there; it is never deleted.")
    ] = False,
) -> None:
    """Put a backup where a ledger is to be. It is checked first; SOURCE stays as it is.

    Damage is listed, with exit code 1, and nothing is changed.
    """
    from multipolar.cli.keeping import listed, meter
    from multipolar.cli.output import say
    from multipolar.ledger.restore import restore as put
    from multipolar.show.words import count

    with listed(), meter() as step:
        done = put(source, ledger, replace=replace, progress=step)
    if done.aside:
        say(f"The ledger that was there is now {done.aside}.")
    held = f"{count(done.documents, 'document')}, {count(done.blobs, 'page')} as fetched"
    say(f"Restored to {done.folder}: {held}.")
