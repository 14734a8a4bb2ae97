"""Options that several verbs share, and how their words become days, dyads and ledgers."""

from __future__ import annotations

import re
import sys
from calendar import monthrange
from contextlib import suppress
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from multipolar.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from multipolar.ledger.store import Ledger


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class Period(StrEnum):
    """The length of a step of a series."""

    month = "month"
    quarter = "quarter"
    year = "year"


Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Day of publication, where a page does not say it."),
]
Megabytes = Annotated[int, typer.Option("--limit", metavar="MB", min=1, help="Largest page, in megabytes.")]
MinConfidence = Annotated[
    float,
    typer.Option("--min-confidence", metavar="0…1", min=0, max=1, help="Leave out acts that are less sure."),
]
CoderName = Annotated[str, typer.Option("--coder", metavar="NAME", help="What finds the acts.")]
LedgerFolder = Annotated[Path, typer.Option("--ledger", metavar="DIR", help="The folder of the book.")]
Printed = Annotated[Format, typer.Option("--format", help="How to print what is found.")]
Step = Annotated[Period, typer.Option("--period", help="The length of a step.")]
Between = Annotated[str | None, typer.Option("--dyad", metavar="PAK,RUS", help="Acts between these two.")]
OfType = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="PLOVER type, such as COOPERATE.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Acts from that day on.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Acts up to that day.")]
Reviewed = Annotated[
    bool,
    typer.Option("--reviews/--no-reviews", help="As persons have reviewed it, or as the coders left it."),
]
LEDGER = Path("ledger")
LONGEST = 400  # characters of a command that the ledger keeps
MEGABYTE = 1_000_000
MONTH = re.compile(r"(\d{4})(?:-(\d\d))?", re.ASCII)  # or a year


def opened(folder: Path, *, create: bool = False, reviews: bool = True) -> Ledger:
    """Open the ledger that a verb works on; a clear sentence where there is none. What it writes is noted as the command's."""
    from multipolar.ledger.store import open_ledger

    return open_ledger(folder, create=create, reviews=reviews, command=" ".join(sys.argv[1:])[:LONGEST])


def day(words: str | None, option: str, forms: str = "2015-02-10") -> date | None:
    """Return the day that an option gives; none where it is empty. An error shows the `forms` to write it in."""
    if not words or not words.strip():
        return None
    try:
        return date.fromisoformat(words.strip())
    except ValueError as error:
        raise UsageError(f"{option} {words!r} is not a day: write one as {forms}.") from error


def among(words: str | None, known: Iterable[str], option: str) -> str | None:
    """Return one of the known words, whatever the case; none where the option is empty."""
    if not words:
        return None
    found = {word.casefold(): word for word in known}
    if words.casefold() not in found:
        raise UsageError(f"{option} {words!r} is not known: it is one of {', '.join(found.values())}.")
    return found[words.casefold()]


def range_of(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """Return the days of --since and --until; a month or a year begins with its first day and ends with its last."""
    first, last = _bound(since, "--since", last=False), _bound(until, "--until", last=True)
    if first and last and first > last:
        raise UsageError(f"--since {first} is later than --until {last}: change them round.")
    return first, last


def _bound(words: str | None, option: str, *, last: bool) -> date | None:
    found = MONTH.fullmatch((words or "").strip())
    if not found:
        return day(words, option, "2015-02-10, a month as 2015-02, a year as 2015")
    year, month = int(found[1]), int(found[2] or (12 if last else 1))
    try:
        return date(year, month, monthrange(year, month)[1] if last else 1)
    except ValueError as error:  # the thirteenth month, the year 0; of the calendar, an error of its own
        raise UsageError(f"{option} {words!r} is no month or year: write one as 2015-02 or 2015.") from error


def party(words: str) -> str:
    """Return the code of a state or body given by code or name; acts of a former state are its successor's."""
    from multipolar.errors import WorldError
    from multipolar.world.bodies import body
    from multipolar.world.states import state

    try:
        found = state(words)
    except WorldError:
        for name in (words.strip(), words.strip().upper()):
            with suppress(WorldError):
                return body(name).code
        raise
    return found.successor or found.code


def two(a: str, b: str) -> tuple[str, str]:
    """Return the codes of two different states."""
    codes = party(a), party(b)
    if codes[0] == codes[1]:
        raise UsageError(f"{a} and {b} are the same state: name two.")
    return codes


def dyad(words: str | None) -> tuple[str, str] | None:
    """Return the two states of "PAK,RUS"."""
    if not words:
        return None
    parts = [part for part in words.split(",") if part.strip()]
    if len(parts) != 2:
        raise UsageError(f"--dyad {words!r} does not name two states: write them as PAK,RUS.")
    return two(*parts)
