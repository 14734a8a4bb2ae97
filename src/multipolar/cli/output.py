"""Output: rows to standard output as a table people can read, JSON, JSON lines or CSV.

Progress and problems go to standard error, so what is printed can always be piped on. Cells of CSV that a spreadsheet
would run as a formula are led by an apostrophe.
"""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING, Any

from multipolar.cli.options import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import Console

    from multipolar.ledger.records import Problem

Row = dict[str, Any]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def emit(rows: Iterable[Row], shape: Format, *, title: str = "", columns: Mapping[str, str] | None = None) -> None:
    """Print rows. A table shows `columns` (field → heading) only; the other formats give every field."""
    found = [{name: plain(value) for name, value in row.items()} for row in rows]
    if shape is Format.table:
        show_table(found, columns or {name: name for name in (found[0] if found else {})}, title)
    elif shape is Format.json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    elif shape is Format.jsonl:
        sys.stdout.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
    else:
        _csv(found)


def plain(value: Any) -> Any:  # noqa: ANN401 : any JSON value
    """Return a value that JSON can hold."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if hasattr(value, "to_list"):
        return [plain(each) for each in value.to_list()]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _csv(rows: Sequence[Row]) -> None:
    if not rows:
        return
    writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})


def _cell(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, (dict, list)):
        value = json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def console(*, error: bool = False) -> Console:
    """Return a Rich console on standard output or standard error."""
    from rich.console import Console

    wide = None if (sys.stderr if error else sys.stdout).isatty() else 120
    return Console(stderr=error, width=wide, highlight=False)


def show_table(rows: Sequence[Row], columns: Mapping[str, str], title: str) -> None:
    """Print rows as a table; say so where there are none."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not rows:
        console().print(Text(f"{title or 'Nothing'}: nothing found."))
        return
    table = Table(title=title or None, box=box.SIMPLE_HEAD, title_justify="left")
    for heading in columns.values():
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_words(row.get(name))) for name in columns))
    console().print(table)


def _words(value: Any) -> str:  # noqa: ANN401
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.2f}"
    return " ".join(map(str, value)) if isinstance(value, list) else " ".join(str(value).split())


def tell(problems: Sequence[Problem], *, most: int = 10) -> None:
    """Print problems to standard error, the first few in full, and where the rest is."""
    from rich.text import Text

    out = console(error=True)
    for problem in problems[:most]:
        out.print(Text(f"problem: {problem.source}: {problem.what}"), soft_wrap=True)
    if len(problems) > most:
        out.print(f"… and {len(problems) - most} more. `multipolar problems` lists them all.")
