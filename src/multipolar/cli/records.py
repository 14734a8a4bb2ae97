"""multipolar records: the events of the book."""

from __future__ import annotations

from typing import Annotated

import typer

from multipolar.cli.options import LEDGER, Format, LedgerFolder, Printed, day, dyad, opened

COLUMNS = {
    "date_low": "from", "date_high": "to", "actors": "who", "recipients": "whom", "type": "type", "status": "status",
    "quote": "words", "speaker_name": "says", "outlet": "outlet", "n_source": "sources",
}  # fmt: skip


def records(  # noqa: PLR0913 : each is a filter
    *,
    dyad_: Annotated[
        str | None, typer.Option("--dyad", metavar="PAK,RUS", help="Acts between these two.")
    ] = None,
    type: Annotated[str | None, typer.Option(help="PLOVER type, such as COOPERATE.")] = None,  # noqa: A002
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Acts from that day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Acts up to that day.")] = None,
    status: Annotated[str | None, typer.Option(help="done, ongoing, planned, possible or denied.")] = None,
    says: Annotated[str | None, typer.Option(help="Words of the name of the speaker who tells it.")] = None,
    ledger: LedgerFolder = LEDGER,
    format: Printed = Format.table,  # noqa: A002
) -> None:
    """List events of the ledger with their words, dates, status and sources."""
    from multipolar.cli.output import emit
    from multipolar.ledger.query import records as query

    with opened(ledger) as book:
        found = query(
            book, dyad=dyad(dyad_), type=type, since=day(since, "--since"), until=day(until, "--until"), status=status,
            says=says,
        )  # fmt: skip
    emit(found.to_dicts(), format, title=f"{found.height} events", columns=COLUMNS)
