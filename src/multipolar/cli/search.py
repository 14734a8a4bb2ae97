"""multipolar search: sentences of the book by their words."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from multipolar.cli.options import LEDGER, Format, LedgerFolder, Printed, dyad, opened, range_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from multipolar.ledger.search import Found

LONGEST = 300  # characters of a sentence that are printed; the other formats give all
BEFORE = 120  # of them before the first word found
MANY = 2_000  # documents: to index fewer takes no time worth a word
# a sentence written from right to left keeps its marks on its own side; what is beside it keeps its order
TO_LEFT, TO_RIGHT = "\u200f", "\u200e"


class Order(StrEnum):
    """What comes first."""

    relevance = "relevance"
    date = "date"


def search(  # noqa: PLR0913 : each is a filter
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="QUERY", help='Words that a sentence must have; "side by side", OR, -without, beginning*.'
        ),
    ],
    *,
    dyad_: Annotated[
        str | None,
        typer.Option("--dyad", metavar="PAK,RUS", help="In documents that tell an act between these two."),
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Published from then on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Published up to then.")] = None,
    says: Annotated[
        str | None, typer.Option(metavar="NAME", help="In words of a speaker whose name has this in it.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="In sentences of this language, such as en, ar or ur.")
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=0, help="Sentences to print; 0: all.")] = 20,
    order: Annotated[
        Order, typer.Option(help="What comes first: the most relevant or the newest.")
    ] = Order.relevance,
    ledger: LedgerFolder = LEDGER,
    format: Printed = Format.table,  # noqa: A002
) -> None:
    """Search the sentences and titles of the ledger, in any language, whatever the case and the accents.

    A sentence that copies of a story share is printed once.
    """
    from multipolar.cli.output import emit, say
    from multipolar.ledger.search import asked
    from multipolar.show.words import count

    first, last = range_of(since, until)
    given = asked(
        " ".join(query),
        dyad=dyad(dyad_),
        since=first,
        until=last,
        says=says or None,
        language=language or None,
        limit=limit,
        order=order.value,
    )
    with opened(ledger) as book:
        found = book.search(given, progress=_tell_indexing)
    if found.missing:
        lag = "that another program is bringing into the ledger are not searched yet; search again later."
        say(f"{count(found.missing, 'document')} {lag}", error=True)
    if format is Format.table:
        _print(found)
    else:
        emit(found.frame.to_dicts(), format, fields=found.frame.columns)


def _tell_indexing(done: int, total: int) -> None:
    from multipolar.cli.output import say
    from multipolar.show.words import count

    if total > MANY and not done:
        say(f"Indexing {count(total, 'document')} first, once …", error=True)


def _print(found: Found) -> None:
    from multipolar.cli.output import say

    say(_title(found), style="bold")
    for row in found.frame.iter_rows(named=True):
        _print_row(row)


def _title(found: Found) -> str:
    """Return how many sentences were found, and how many of them are printed."""
    from multipolar.show.words import count

    if not found.sentences:
        return "0 sentences: nothing found."
    copies = int(found.frame["copies"].sum())
    words = (
        f"more than {count(found.sentences, 'sentence')}"
        if found.older
        else count(found.sentences, "sentence")
    )
    shown = found.frame.height
    return " · ".join(
        [
            words if shown + copies >= found.sentences else f"{shown:,} of {words}",
            *([f"{copies:,} {_copies(copies)} not printed"] if copies else []),
            *(["the newest were ranked; narrow the search for older ones"] if found.older else []),
        ]
    )


def _print_row(row: dict[str, Any]) -> None:
    from rich.table import Table
    from rich.text import Text

    from multipolar.cli.output import console

    grid = Table.grid(padding=(0, 1))
    grid.add_row("•", Text.assemble(_quote(row), "\n", (_about(row), "dim")))
    console().print(grid)


def _quote(row: dict[str, Any]) -> Text:
    """Return the sentence on one line, the words found in bold, cut where it is long."""
    from rich.text import Text

    from multipolar.show.words import direction

    turned = TO_LEFT if direction(row["language"]) == "rtl" else ""
    return Text.assemble(turned, *((words, "bold" if found else "") for words, found in _pieces(row)), turned)


def _pieces(row: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield the sentence in pieces, and of each whether it was looked for."""
    quote, matches = str(row["quote"]), [(each["start"], each["end"]) for each in row["matches"]]
    low, high = _window(quote, matches[0][0] if matches else 0)
    if low:
        yield "… ", False
    place = low
    for start, end in matches:
        if low <= start and end <= high:
            yield from ((_clean(quote[place:start]), False), (_clean(quote[start:end]), True))
            place = end
    yield _clean(quote[place:high]), False
    if high < len(quote):
        yield " …", False


def _window(quote: str, first: int) -> tuple[int, int]:
    """Return which part of a sentence is printed: whole words around the first that was found."""
    if len(quote) <= LONGEST:
        return 0, len(quote)
    low = 0 if first <= BEFORE else quote.find(" ", first - BEFORE, first) + 1 or first
    high = low + LONGEST
    return low, len(quote) if high >= len(quote) else max(quote.rfind(" ", low, high), first + 1)


def _clean(words: str) -> str:
    from multipolar.cli.output import CONTROL

    return re.sub(r"\s+", " ", CONTROL.sub(" ", words))


def _about(row: dict[str, Any]) -> str:
    """Return where a sentence comes from: day, publisher, title, speaker, copies."""
    from multipolar.cli.output import one_line
    from multipolar.show.words import direction

    parts = [
        str(row["published"] or "no date"),
        row["outlet"] or str(row["source"]).rsplit("/", 1)[-1],
        row["title"] if row["title"] != row["quote"] else None,
        f"speaker: {row['speaker']}" if row["speaker"] else None,
        f"and {row['copies']:,} {_copies(row['copies'])}" if row["copies"] else None,
    ]
    between = f"{TO_RIGHT} · {TO_RIGHT}" if direction(row["language"]) == "rtl" else " · "
    return between.join(one_line(part) for part in parts if part)


def _copies(number: int) -> str:
    return "copy" if number == 1 else "copies"
