"""multipolar compact: the ledger in less space."""

from __future__ import annotations

from multipolar.cli.options import LEDGER, LedgerFolder, opened


def compact(*, ledger: LedgerFolder = LEDGER) -> None:
    """Take away what interrupted programs left and what no document needs, and close the gaps in the record.

    No document, event or statement is lost. Others may go on reading and writing.
    """
    from multipolar.cli.keeping import listed, megabytes, meter
    from multipolar.cli.output import say
    from multipolar.ledger.compact import compact as shrink
    from multipolar.show.words import count

    with opened(ledger) as book, listed(), meter() as step:
        done = shrink(book, progress=step)
    left = f"{count(done.drafts, 'unfinished file')} and {count(done.blobs, 'page')} without a document"
    say(f"{megabytes(done.before)} before, {megabytes(done.after)} after; {left} taken away.")
    if not done.cleared:
        say("Others wrote all the time: unneeded pages were left. Repeat when nobody writes.")
    if not done.truncated:
        say("Others were reading: the log of the record shrinks when they have done.")
