"""Output: rows to standard output as a table people can read, JSON, JSON lines or CSV.

Progress and problems go to standard error, so what is printed can always be piped on. Cells of CSV that a spreadsheet
would run as a formula are led by an apostrophe; control characters of pages never reach a terminal.
"""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from multipolar.cli.options import Format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rich.console import Console

    from multipolar.ledger.records import Problem

Row = dict[str, Any]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
QUOTED = re.compile(r"[,\"\r\n]")  # what a cell of CSV needs quotation marks for
SHORT = 8  # digits of an id in a table, which do to name it to a command
WIDTH = 100  # columns, where the output is no terminal
# headings of long texts, with the most columns that each may take; 0: what the others leave
WRAPPED = {
    "when": 10,
    "who → whom": 14,
    "act": 11,
    "words": 0,
    "told by": 16,
    "how much": 16,
    "told differently": 16,
    "speaker": 24,
    "where": 40,
    "outlet": 20,
    "first told by": 16,
    "title": 0,
    "what, and what to do": 0,
}
CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)  # orders to the terminal, turned writing


def emit(
    rows: Iterable[Row],
    shape: Format,
    *,
    title: str = "",
    columns: Mapping[str, str] | None = None,
    fields: Sequence[str] = (),
) -> None:
    """Print rows. A table shows `columns` (field → heading) only; the other formats give every field.

    `fields` are the names of a CSV without rows.
    """
    if shape is Format.table:
        found = [{name: plain(value) for name, value in row.items()} for row in rows]
        show_table(found, columns or {name: name for name in (found[0] if found else {})}, title)
        return
    with stream(shape, fields) as out:
        for row in rows:
            out(row)


@contextmanager
def stream(shape: Format, fields: Sequence[str] = ()) -> Iterator[Callable[[Row], None]]:
    """Give what prints one row; the beginning and the end of the whole are printed around them."""
    if shape is Format.csv:
        yield _csv(fields)
    elif shape is Format.jsonl:
        yield lambda row: _write(json.dumps(plain(row), ensure_ascii=False) + "\n")
    else:
        between = iter(("[\n",))
        try:
            yield lambda row: _write(next(between, ",\n") + _indented(row))
        finally:
            _write("[]\n" if next(between, None) else "\n]\n")


def _write(text: str) -> None:
    sys.stdout.write(text)


def _indented(row: Row) -> str:
    return "  " + json.dumps(plain(row), ensure_ascii=False, indent=2).replace("\n", "\n  ")


def plain(value: Any) -> Any:  # noqa: ANN401 : any JSON value
    """Return a value that JSON can hold."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if hasattr(value, "to_list"):
        return [plain(each) for each in value.to_list()]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _csv(fields: Sequence[str]) -> Callable[[Row], None]:
    """Return what prints a row of CSV; the names come from `fields`, else from the first row."""
    names = list(fields)
    if names:
        _write(_line(names))

    def out(row: Row) -> None:
        if not names:
            names.extend(row)
            _write(_line(names))
        _write(_line([_cell(plain(row.get(name))) for name in names]))

    return out


def _line(cells: Sequence[str]) -> str:
    # Python's own writer before 3.13 leaves a carriage return bare, and what reads it ends the row there
    quoted = ('"' + cell.replace('"', '""') + '"' if QUOTED.search(cell) else cell for cell in cells)
    return ",".join(quoted) + "\n"


def _cell(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, (dict, list)):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return "" if value is None else str(value)


def console(*, error: bool = False) -> Console:
    """Return a Rich console on standard output or standard error."""
    from rich.console import Console

    known = (sys.stderr if error else sys.stdout).isatty() or "COLUMNS" in os.environ
    return Console(stderr=error, width=None if known else WIDTH, highlight=False)


def say(words: str, *, style: str = "", indented: int = 0, error: bool = False, mark: str = "") -> None:
    """Print a paragraph as it is, nothing in it read as markup; wrapped beside its `mark`, where it has one."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    text = Text("\n".join(CONTROL.sub(" ", line) for line in words.split("\n")), style=style)
    if mark:
        grid = Table.grid(padding=(0, 2))
        grid.add_row(Text(mark, style=style, no_wrap=True), text)
        console(error=error).print(grid)
    elif indented:
        console(error=error).print(Padding(text, (0, 0, 0, indented), expand=False))
    else:
        console(error=error).print(text, soft_wrap=True)


def show_table(rows: Sequence[Row], columns: Mapping[str, str], title: str) -> None:
    """Print rows as a table; say so where there are none."""
    from rich import box
    from rich.table import Table

    if not rows:
        say(f"{title}: nothing found." if title else "Nothing found.")
        return
    if title:
        say(title, style="bold")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for name, heading in columns.items():
        right = all(isinstance(row.get(name), (int, float, type(None))) for row in rows)
        table.add_column(
            heading,
            overflow="fold",
            no_wrap=heading not in WRAPPED,
            max_width=WRAPPED.get(heading) or None,
            justify="right" if right else "left",
        )
    for row in rows:
        table.add_row(*(_shown(row.get(name)) for name in columns))
    console().print(table)


def _shown(value: Any) -> Any:  # noqa: ANN401
    from rich.text import Text

    if value is None:
        return Text("–")
    if isinstance(value, float):
        return Text(f"{value:.2f}".replace("-", "−"))
    return Text(one_line(" ".join(map(str, value)) if isinstance(value, list) else str(value)))


def one_line(words: str, most: int | None = None) -> str:
    r"""Return words on one line, cut at a word where they are longer than `most`.

    >>> one_line("Two ministers\nmet in Oslo", 20)
    'Two ministers met …'
    """
    line = " ".join(CONTROL.sub(" ", words).split())
    if most is None or len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"


def tell(problems: Sequence[Problem], *, most: int = 10) -> None:
    """Print problems to standard error, the first few in full, and where the rest is."""
    for problem in problems[:most]:
        where = "" if problem.source in problem.what else f"{problem.source}: "
        say(one_line(f"problem: {where}{problem.what}"), error=True)
    if len(problems) > most:
        say(f"… and {len(problems) - most} more. `multipolar problems` lists them all.", error=True)


def tell_spent(coder: str) -> None:
    """Print to standard error what a coder has spent, where it counts."""
    from multipolar.read.extract import spent

    if words := spent(coder):
        say(one_line(words), error=True)
