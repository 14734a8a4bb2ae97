"""multipolar verify: is the book whole?"""

from __future__ import annotations

import typer

from multipolar.cli.options import LEDGER, LedgerFolder, opened


def verify(*, ledger: LedgerFolder = LEDGER) -> None:
    """Check the database, every blob's hash and every quotation; exit 1 and list the damage where there is any."""
    from multipolar.cli.keeping import meter
    from multipolar.cli.output import say, tell
    from multipolar.show.words import count

    with opened(ledger) as book, meter() as step:
        damage = book.verify(progress=lambda done, total: step("verifying", done, total))
        counts = book.counts()
    tell(damage, most=100)
    if damage:
        raise typer.Exit(1)
    parts = (counts.documents, "document"), (counts.events, "event"), (counts.statements, "statement")
    held = ", ".join(count(*part) for part in parts)
    say(f"Whole: {held}; every quotation stands where it should be.")
