"""Options that several verbs share, and how their words become days, dyads and ledgers."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from multipolar.errors import UsageError

if TYPE_CHECKING:
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


LedgerFolder = Annotated[Path, typer.Option("--ledger", metavar="DIR", help="The folder of the book.")]
Printed = Annotated[Format, typer.Option("--format", help="How to print what is found.")]
Step = Annotated[Period, typer.Option("--period", help="The length of a step.")]
LEDGER = Path("ledger")


def opened(folder: Path) -> Ledger:
    """Open the ledger that a verb looks into; a clear sentence where there is none."""
    from multipolar.ledger.store import open_ledger

    return open_ledger(folder)


def day(words: str | None, option: str) -> date | None:
    """Return the day that an option gives; none where it is empty."""
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise UsageError(f"{option} {words!r} is not a day: write it as 2015-02-10.") from error


def state(words: str) -> str:
    """Return the code of a state given by code or name."""
    from multipolar.world.states import state as known

    found = known(words)
    return found.successor or found.code


def dyad(words: str | None) -> tuple[str, str] | None:
    """Return the two states of "PAK,RUS"."""
    if not words:
        return None
    codes = [state(part.strip()) for part in words.split(",") if part.strip()]
    if len(codes) != 2 or codes[0] == codes[1]:
        raise UsageError(f"--dyad {words!r} needs two different states, such as PAK,RUS.")
    return codes[0], codes[1]
