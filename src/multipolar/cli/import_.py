"""multipolar import: an export of another ledger taken into this one."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 : Typer reads annotations at run time
from typing import Annotated

import typer

from multipolar.cli.options import LEDGER, LONGEST, LedgerFolder


def import_(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="A folder that `multipolar export` wrote.")
    ],
    *,
    ledger: LedgerFolder = LEDGER,
) -> None:
    """Take an export into the ledger, which is made where there is none; doing it again changes nothing.

    Every quotation is proven as when a page is read. What does not fit is left out and becomes a problem.

    What the ledger shows of a document that it has stays as it is.
    """
    from multipolar.cli.keeping import meter
    from multipolar.cli.output import say, tell
    from multipolar.cli.read import resumable
    from multipolar.ledger.arrival import import_ as take
    from multipolar.show.words import count

    with resumable(), meter() as step:
        done = take(source, ledger, progress=step, command=" ".join(sys.argv[1:])[:LONGEST])
    tell(done.problems)
    again = f", {done.recoded} with codings that were not here" if done.recoded else ""
    say(
        f"Imported {count(done.new, 'new document')} ({done.known + done.recoded} known already{again}), "
        f"{count(done.refused, 'document')} left out, {count(len(done.problems), 'problem')}."
    )
    if done.refused and not done.new + done.known + done.recoded:
        raise typer.Exit(4)
    say(f"The ledger is in {ledger.as_posix()}. Next: multipolar shifts --ledger {ledger.as_posix()}")
