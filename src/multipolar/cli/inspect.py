"""multipolar inspect: one page as the program sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from multipolar.cli.options import MEGABYTE, CoderName, Megabytes, Published, day
from multipolar.read.extract import CODER


def inspect(  # noqa: PLR0913 : each is a choice of the user's
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="A file, an address, or - for standard input.")
    ],
    *,
    published: Published = None,
    coder: CoderName = CODER,
    limit: Megabytes = 20,
    html: Annotated[
        bool, typer.Option("--html", help="Write one HTML file instead: inspect.html, or what --output says.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="OUT.html", help="Write the HTML file there.")
    ] = None,
) -> None:
    """Show a page as the program sees it: every layer over the text, with the rules that decided.

    Nothing is written to any ledger. The HTML file opens in any browser and asks nothing of the network.
    """
    from multipolar.cli.output import say, tell
    from multipolar.cli.sight import sight
    from multipolar.read.inspection import inspect as look

    when = day(published, "--published")
    found = look(source, published=when, coder=coder, limit=limit * MEGABYTE)
    tell(found.problems)
    if not found.documents:
        raise typer.Exit(4)
    if not html and output is None:
        sight(found)
        return
    from multipolar.show.inspection import draw

    written = draw(found, target=output or Path("inspect.html"))
    say(f"Wrote {written}. Open it in a browser.")
