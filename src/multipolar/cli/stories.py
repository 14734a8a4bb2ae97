"""multipolar stories: the texts that several documents tell."""

from __future__ import annotations

from typing import Any

from multipolar.cli.options import LEDGER, Format, LedgerFolder, Printed, opened

COLUMNS = {
    "n_document": "n", "first_published": "from", "last_published": "to", "title": "title", "outlet": "first told by",
    "outlets": "told by", "id": "id",
}  # fmt: skip
TOLD = 3  # outlets in a cell of the table; the other formats give all
LONGEST = 80  # characters of a title in the table


def stories(*, ledger: LedgerFolder = LEDGER, format: Printed = Format.table) -> None:  # noqa: A002
    """List the stories that several documents tell, those with the most copies first."""
    from multipolar.cli.output import emit
    from multipolar.ledger.copies import stories as query

    with opened(ledger) as book:
        found = query(book)
    rows = found.to_dicts()
    title = "1 story" if len(rows) == 1 else f"{len(rows):,} stories"
    if format is Format.table:
        rows = [_told(row) for row in rows]
    emit(rows, format, title=f"{title} of several documents", columns=COLUMNS, fields=found.columns)


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of the table."""
    from multipolar.cli.output import one_line
    from multipolar.cli.story import SHORT

    outlets = row["outlets"] or []
    more = f" and {len(outlets) - TOLD} more" if len(outlets) > TOLD else ""
    return {
        **row,
        "title": one_line(row["title"] or row["source"], LONGEST),
        "outlets": (", ".join(outlets[:TOLD]) + more) or None,
        "id": row["id"][:SHORT],
    }
