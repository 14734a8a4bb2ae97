"""multipolar reread: the book coded again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.cli.options import LEDGER, CoderName, LedgerFolder, MinConfidence, opened
from multipolar.read.extract import CODER

if TYPE_CHECKING:
    from multipolar.ledger.records import Document


def reread(
    *, coder: CoderName = CODER, min_confidence: MinConfidence = 0.0, ledger: LedgerFolder = LEDGER
) -> None:
    """Code every document of the ledger again that another edition of the coder has read.

    The new records supersede the old ones, which are kept; what persons have reviewed stands.

    An interrupted run goes on where it stopped.
    """
    from multipolar.cli.output import say, tell, tell_spent
    from multipolar.cli.read import bar, resumable
    from multipolar.read.extract import coder as known
    from multipolar.read.reread import reread as again
    from multipolar.show.words import count

    known(coder)
    with opened(ledger) as book, resumable(), bar("coding again", total=book.counts().documents) as step:

        def seen(document: Document) -> None:
            step(document.source)

        done = again(book, coder=coder, least=min_confidence, seen=seen)
    tell(done.problems)
    tell_spent(coder)
    said = f"{count(done.documents, 'document')} {done.recoded} were coded again"
    say(f"Of {said}, {count(len(done.problems), 'problem')}.")
