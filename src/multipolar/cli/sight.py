"""Sight: a page as the program sees it, printed: its text in colours, and under each paragraph what was found on it.

In: an `Inspection` of the reader. Out: lines on standard output. Where there are no colours (a pipe, `NO_COLOR`) the
lists under the paragraphs say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.cli.output import CONTROL, console, one_line, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from multipolar.read.inspection import Inspection
    from multipolar.read.layers import Seen
    from multipolar.show.findings import Finding, Layer
    from multipolar.show.weave import Paragraph, Piece

# in the order of laying on: where two set a colour, that of the later stands
STYLES: dict[Layer, str] = {
    "language": "dim",
    "statement": "italic magenta",
    "event": "underline red",
    "speaker": "bold magenta",
    "amount": "green",
    "date": "yellow",
    "coreference": "cyan",
    "mention": "bold blue",
}
NUMBERED = frozenset({"event", "statement"})  # layers that have a line for each finding
LONGEST = 60  # characters of the words of a finding in a list; the text above has all


def sight(inspection: Inspection) -> None:
    """Print every document of a page."""
    screen = console()
    _legend(screen)
    for number, seen in enumerate(inspection.documents, 1):
        title = f"Document {number} of {len(inspection.documents)}"
        say(f"\n{title}", style="bold")
        _document(screen, seen)


def _legend(screen: Console) -> None:
    from multipolar.show.findings import LAYERS
    from multipolar.show.words import word

    rows = [(layer, word("layer", layer)) for layer in LAYERS]
    say("What the program sees", style="bold")
    screen.print(_grid([(_styled(layer, layer), _plain(meaning)) for layer, meaning in rows]))


def _document(screen: Console, seen: Seen) -> None:
    from multipolar.show.findings import findings
    from multipolar.show.inspection import particulars
    from multipolar.show.weave import paragraphs

    found = findings(seen)
    screen.print(_grid([(_plain(what), _plain(which)) for what, which in particulars(seen, found)]))
    for paragraph in paragraphs(seen.reading.document, found):
        screen.print()
        screen.print(_text(paragraph.pieces))
        if paragraph.findings:
            screen.print(_list(paragraph))


def _text(pieces: Sequence[Piece]) -> Text:
    from rich.style import Style
    from rich.text import Text

    text = Text()
    for piece in pieces:
        over = {each.layer for each, _ in piece.over}
        style = Style.combine([Style(), *(Style.parse(STYLES[layer]) for layer in STYLES if layer in over)])
        text.append(CONTROL.sub(" ", piece.text), style)
    return text


def _list(paragraph: Paragraph) -> Table:
    rows = []
    for layer, found in paragraph.listed():
        told = [_numbered(each) for each, _ in found] if layer in NUMBERED else [_together(layer, found)]
        rows += [(_styled(layer, layer if not number else ""), each) for number, each in enumerate(told)]
    return _grid(rows)


def _numbered(found: Finding) -> Text:
    text = _styled(found.layer, found.tag)
    text.append(f" “{one_line(found.words, LONGEST)}” ", "default not italic not underline")
    text.append(one_line(found.brief), "dim")
    return text


def _together(layer: Layer, found: Sequence[tuple[Finding, int]]) -> Text:
    text = _plain("")
    for number, (each, times) in enumerate(found):
        text.append(" · " if number else "", "dim")
        text.append(one_line(each.words, LONGEST), STYLES[layer])
        text.append(f" {one_line(each.brief)}" + (f" ×{times}" if times > 1 else ""), "dim")
    return text


def _grid(rows: Sequence[tuple[Text, Text]]) -> Table:
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(min_width=11, no_wrap=True)
    table.add_column(overflow="fold")
    for what, which in rows:
        what.pad_left(2)
        table.add_row(what, which)
    return table


def _plain(words: str) -> Text:
    from rich.text import Text

    return Text(one_line(words))


def _styled(layer: Layer, words: str) -> Text:
    from rich.text import Text

    return Text.assemble((words, STYLES[layer]))
