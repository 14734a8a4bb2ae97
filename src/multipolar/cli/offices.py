"""multipolar offices: the table of office-holders, refreshed from a query of Wikidata."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from multipolar.cli.options import day
from multipolar.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multipolar.world.terms import Remark


class Action(StrEnum):
    """What is done with the table."""

    import_ = "import"


def offices(
    action: Annotated[Action, typer.Argument(metavar="ACTION", help="What to do with the table.")],  # noqa: ARG001
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The result of the query, as CSV or JSON.")],
    *,
    table: Annotated[
        Path | None,
        typer.Option(
            metavar="OUT.csv",
            help="Where the refreshed table goes; else to the table in use, else offices.csv.",
        ),
    ] = None,
    retrieved: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Day of the query; else that of the file's last change."),
    ] = None,
) -> None:
    """Merge a query of Wikidata into the table of office-holders, and write the table anew.

    Holders found get their exact days, new ones are added; conflicts and rows out of shape are listed.

    The program reads the new table where MULTIPOLAR_OFFICES names it.
    """
    from multipolar.cli.output import say
    from multipolar.show.words import count
    from multipolar.world.offices import PLACE, place, rows
    from multipolar.world.roster import refreshed, write
    from multipolar.world.terms import terms

    out = table or place() or Path("offices.csv")
    _free(out)
    found, odd = terms(file)
    when = day(retrieved, "--retrieved") or date.fromtimestamp(file.stat().st_mtime)  # noqa: DTZ012 : the user's day
    new = refreshed(rows(), found, retrieved=when)
    _list("out of shape", odd)
    _list("repeated", new.repeated)
    _list("conflict", new.conflicts)
    if not new.matched + new.added:
        raise typer.Exit(1)
    write(new.rows, out)
    parts = (new.matched, "holder"), (new.added, "new holder"), (len(new.conflicts), "conflict")
    held, added, clashes = (count(*part) for part in parts)
    odd_rows = count(len(odd), "row")
    say(
        f"{held} confirmed or corrected, {added}, {clashes}, {odd_rows} out of shape; {len(new.rows)} rows in {out}."
    )
    if place() is None or place() != out:
        say(f"To read with it: export {PLACE}={out.resolve()}")


def _free(out: Path) -> None:
    """Refuse to write over a table that is not the one in use: what was refreshed in it would be lost."""
    from multipolar.world.offices import PLACE, place

    own = place()
    if out.exists() and (own is None or not own.exists() or not own.samefile(out)):
        raise UsageError(
            f"{out} is there already and not the table in use. Set {PLACE}={out} to refresh it, "
            "or name another with --table."
        )


def _list(kind: str, remarks: Sequence[Remark]) -> None:
    from multipolar.cli.output import one_line, say

    for remark in remarks:
        say(one_line(f"{kind}: {remark.place}: {remark.what}"), error=True)
