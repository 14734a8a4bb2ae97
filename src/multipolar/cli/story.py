"""multipolar story: one text and its copies, with what each of them has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from multipolar.cli.options import LEDGER, Format, LedgerFolder, Printed, opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from multipolar.ledger.differences import Comparison
    from multipolar.ledger.records import Document

COLUMNS = {
    "which": "which",
    "published": "day",
    "title": "title",
    "outlet": "outlet",
    "share": "same",
    "id": "id",
}
STYLES = {"dropped": "red strike", "added": "green underline"}
MARKS = {"dropped": ("[-", "-]"), "added": ("{+", "+}")}  # where there are no colours, as in wdiff
SHORT = 10  # characters of an id in a table: enough to give it on the command line
LONGEST = 80  # characters of a title in the table; the other formats give all


def story(
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENT", help="A document: its id, the beginning of it, or its source's name."
        ),
    ],
    *,
    most: Annotated[
        int, typer.Option(metavar="N", min=0, help="Copies that the table gives in full; 0: all.")
    ] = 10,
    ledger: LedgerFolder = LEDGER,
    format: Printed = Format.table,  # noqa: A002
) -> None:
    """Show a story: its origin, every copy, and each copy's text with what it has dropped and added.

    JSON and JSON lines give the documents and the differences with their places in both texts, CSV the differences.
    """
    from multipolar.ledger.copies import story as query
    from multipolar.ledger.copies import texts
    from multipolar.ledger.differences import compared, rows

    with opened(ledger) as book:
        found = query(book, document).to_dicts()
        origin, *copies = texts(book, document)
    beside = [compared(origin.text, copy.text) for copy in copies]
    for row, share in zip(found, [None, *(each.share for each in beside)], strict=True):
        row["share"] = share
    if format is Format.table:
        _table(found)
        _copies(copies, beside, most)
    else:
        changes = [row for copy, each in zip(copies, beside, strict=True) for row in rows(origin, copy, each)]
        _print(found, changes, format)


def _print(documents: list[dict[str, Any]], changes: list[dict[str, Any]], shape: Format) -> None:
    from multipolar.cli.output import emit
    from multipolar.ledger.differences import COLUMNS as FIELDS

    if shape is Format.csv:
        emit(changes, shape, fields=FIELDS)
        return
    parts = {"document": documents, "difference": changes}
    emit(({"part": name, **row} for name, rows in parts.items() for row in rows), shape)


def _table(rows: list[dict[str, Any]]) -> None:
    from multipolar.cli.output import one_line, say, show_table
    from multipolar.show.words import count

    told = [
        {
            **row,
            "which": f"copy {number}" if number else "origin",
            "title": one_line(row["title"] or row["source"].rsplit("/", 1)[-1], LONGEST),
            "share": _percent(row["share"]) if number else None,
            "id": row["id"][:SHORT],
        }
        for number, row in enumerate(rows)
    ]
    show_table(told, COLUMNS, f"Story of {count(len(rows), 'document')}")
    if len(rows) == 1:
        say("No other document of the ledger tells this text.")


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def _copies(copies: Sequence[Document], beside: Sequence[Comparison], most: int) -> None:
    from multipolar.cli.output import console, say

    screen = console()
    coloured = screen.color_system is not None and not screen.no_color
    for number, (copy, found) in enumerate(zip(copies, beside, strict=True), 1):
        if most and number > most:
            say(
                f"… and {len(copies) - most:,} more. All of them: add --most 0, or --format jsonl for programs."
            )
            return
        say(f"Copy {number} beside the origin: {_said(found)}", style="bold")
        if number == 1 and any(each.differences for each in beside):
            screen.print(
                _text([("dropped", "dropped"), (" and ", ""), ("added", "added")], coloured=coloured)
            )
        say("")
        if _words(found):
            screen.print(_text(_pieces(copy.text, found), coloured=coloured))
            say("")


def _words(found: Comparison) -> int:
    return sum(each.kind != "typography" for each in found.differences)


def _said(found: Comparison) -> str:
    from multipolar.show.words import count

    number = _words(found)
    if not number:
        return "the same words" + ("; blanks, line breaks or marks differ" if found.differences else "")
    return f"{_percent(found.share)} of its words stand there; {count(number, 'difference')}"


def _pieces(text: str, found: Comparison) -> Iterator[tuple[str, str]]:
    """Yield the copy's text in pieces, with what was dropped where it stood; each with "dropped", "added" or nothing."""
    last = 0
    for each in found.differences:
        yield text[last : each.start], ""
        if each.kind == "typography":
            yield each.quote, ""
        else:
            yield each.origin_quote, "dropped"
            yield each.quote, "added"
        last = each.end
    yield text[last:], ""


def _text(pieces: Iterator[tuple[str, str]] | Sequence[tuple[str, str]], *, coloured: bool) -> Text:
    """Return the pieces as one text, marked line by line where there are no colours."""
    from rich.text import Text

    from multipolar.cli.output import CONTROL

    text = Text()
    for words, kind in pieces:
        for number, line in enumerate(words.split("\n")):
            text.append("\n" if number else "")
            clean = CONTROL.sub(" ", line)
            begin, end = MARKS[kind] if kind and not coloured and clean.strip() else ("", "")
            text.append(f"{begin}{clean}{end}", STYLES.get(kind))
    return text
