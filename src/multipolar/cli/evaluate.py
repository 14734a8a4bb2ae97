"""multipolar evaluate: a coder against annotated pages."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 : Typer reads it at run time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from multipolar.cli.options import CoderName, Format, MinConfidence, Printed
from multipolar.read.extract import CODER

if TYPE_CHECKING:
    from multipolar.read.evaluation.evaluation import Evaluation
    from multipolar.read.evaluation.tally import Score

TOTALS = {
    "measure": "measure", "precision": "precision", "recall": "recall", "f1": "F1 or share", "interval": "95 %",
    "right": "right", "false": "false", "missed": "missed",
}  # fmt: skip
PAGES = {"page": "page", "precision": "precision", "recall": "recall", "f1": "F1", "parties": "parties F1",
         "type": "type F1", "statements": "statements F1"}  # fmt: skip
CURVE = {"least": "confidence", "precision": "precision", "recall": "recall", "f1": "F1"}
RECORDS = (
    "events",
    "parties",
    "type",
    "statements",
)  # measures with precision and recall; the others are shares


def evaluate(  # noqa: PLR0913 : each is a choice of the user's
    folder: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="Folder with NAME.gold.json beside each page.")
    ],
    *,
    coder: CoderName = CODER,
    min_confidence: MinConfidence = 0.0,
    pages: Annotated[
        bool, typer.Option("--pages", help="A row for each page instead of the totals.")
    ] = False,
    curve: Annotated[
        bool, typer.Option("--curve", help="Precision and recall by the least confidence instead.")
    ] = False,
    format: Printed = Format.table,  # noqa: A002
) -> None:
    """Read annotated pages and say how much of the gold is found: events, their fields, statements.

    Intervals are of a bootstrap over pages. Optional gold records count neither way.
    """
    from multipolar.cli.output import emit, say, tell, tell_spent
    from multipolar.cli.read import progress
    from multipolar.read.evaluation.evaluation import judge
    from multipolar.read.evaluation.gold import gold_pages
    from multipolar.read.extract import coder as known
    from multipolar.show.words import count

    known(coder)
    golds = gold_pages(folder)
    with progress(shown=format is Format.table, total=len(golds)) as seen:
        found = judge(golds, coder=coder, least=min_confidence, seen=seen)
    rows, columns = _rows(found, pages=pages, curve=curve)
    if format is Format.table:
        rows = [{name: _shown(value) for name, value in row.items()} for row in rows]
    emit(rows, format, title=f"{coder} on {count(len(golds), 'page')} of {folder}", columns=columns)
    tell(found.problems)
    tell_spent(coder)
    if format is Format.table and found.calibration_error is not None:
        say(f"Confidence is {found.calibration_error:.3f} away from the share of right events, on average.")


def _rows(found: Evaluation, *, pages: bool, curve: bool) -> tuple[list[dict[str, Any]], dict[str, str]]:
    if pages:
        return [_page(each) for each in found.scores], PAGES
    if curve:
        return [point._asdict() for point in found.curve], CURVE
    return [_total(found, name) for name in found.total], TOTALS


def _total(found: Evaluation, name: str) -> dict[str, Any]:
    tally, record = found.total[name], name in RECORDS
    return {
        "measure": name,
        "precision": tally.precision if record else None,
        "recall": tally.recall if record else None,
        "f1": tally.f1,
        "interval": found.interval(name),
        "right": tally.right,
        "false": tally.false,
        "missed": tally.missed if record else None,
    }


def _page(one: Score) -> dict[str, Any]:
    events = one.tally["events"]
    others = {name: one.tally[name].f1 for name in ("parties", "type", "statements")}
    own = {"precision": events.precision, "recall": events.recall, "f1": events.f1}
    return {"page": one.page, **own, **others}


def _shown(value: object) -> object:
    """Return a figure as a table shows it."""
    if isinstance(value, tuple):
        return "–".join(f"{each:.3f}" for each in value)
    return f"{value:.3f}" if isinstance(value, float) else "-" if value is None else value
