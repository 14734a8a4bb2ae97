"""multipolar review: what a person says of a record."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from multipolar.cli.options import LEDGER, LedgerFolder, among, day, opened, party
from multipolar.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multipolar.ledger.records import Document, Event, Interval, Party
    from multipolar.ledger.store import Ledger

NONE = "none"


class Said(StrEnum):
    """What may be said of a record."""

    confirm = "confirm"
    reject = "reject"
    correct = "correct"
    undo = "undo"


def review(  # noqa: PLR0913 : what may be corrected, each by name
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="The id of an event, or its first six digits or more.")
    ],
    verdict: Annotated[Said, typer.Argument(metavar="VERDICT", help="What is to be said of it.")],
    *,
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", envvar="MULTIPOLAR_REVIEWER", help="Who says so.")
    ] = "",
    reason: Annotated[str, typer.Option(metavar="WORDS", help="Why.")] = "",
    type: Annotated[str | None, typer.Option(metavar="TYPE", help="The right PLOVER type.")] = None,  # noqa: A002
    mode: Annotated[str | None, typer.Option(metavar="MODE", help="The right mode, or none.")] = None,
    status: Annotated[str | None, typer.Option(metavar="STATUS", help="The right status.")] = None,
    date: Annotated[
        str | None, typer.Option(metavar="DAY[..DAY]", help="The right day or days, or none.")
    ] = None,
    actor: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE[=WORDS]", help="Who acts, and the words of the page for it; may be repeated."
        ),
    ] = None,
    recipient: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE[=WORDS]", help="Whom it is done to, or none; may be repeated."),
    ] = None,
    mutual: Annotated[
        bool | None, typer.Option("--mutual/--one-way", help="Whether both sides do it.")
    ] = None,
    ledger: LedgerFolder = LEDGER,
) -> None:
    """Confirm, reject or correct a record of the ledger, or undo its last review.

    A review is added to the book with its reviewer, time and reason and erases nothing; measures heed it.
    """
    from multipolar.cli.output import SHORT, say
    from multipolar.ledger.plover import types
    from multipolar.ledger.records import Status
    from multipolar.ledger.reviews import review as keep

    given = {
        "type": among(type, types(), "--type"), "status": among(status, get_args(Status), "--status"), "mutual": mutual,
    }  # fmt: skip
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    with opened(ledger) as book:
        changes |= _words(book, record, mode, date, {"actors": actor, "recipients": recipient})
        kept = keep(book, record, verdict.value, reviewer=by, reason=reason, **changes)
    said = {
        Said.confirm: "is confirmed", Said.reject: "is rejected and counts no longer",
        Said.undo: "is as it was before its last review", Said.correct: f"is corrected: {kept.correction} stands instead",
    }  # fmt: skip
    say(f"{kept.event} {said[verdict]}.")
    say(f"Next: multipolar history {kept.event[:SHORT]} --ledger {ledger.as_posix()}")


def _words(
    book: Ledger, record: str, mode: str | None, date: str | None, sides: dict[str, list[str] | None]
) -> dict[str, Any]:
    """Return the corrections that need a look at the page."""
    found: dict[str, Any] = {"mode": None if mode == NONE else mode} if mode else {}
    if date:
        found["date"] = _interval(date)
    event = book.event(record)
    document = book.document(event.document)
    for side, words in sides.items():
        if words and document:
            found[side] = _side(document, event, words)
    return found


def _interval(words: str) -> Interval | None:
    from multipolar.ledger.records import Interval

    if words == NONE:
        return None
    low, _, high = words.partition("..")
    first, last = day(low, "--date"), day(high or low, "--date")
    if first is None or last is None or first > last:
        raise UsageError(f"--date {words!r} is no interval: write 2014-11-20, or 2014-11-01..2014-11-30.")
    return Interval(first, last)


def _side(document: Document, event: Event, words: Sequence[str]) -> tuple[Party, ...]:
    return () if list(words) == [NONE] else tuple(_party(document, event, each) for each in words)


def _party(document: Document, event: Event, said: str) -> Party:
    """Return a party by its code, with the words of the page for it: those given, else those it has in the event."""
    from multipolar.ledger.records import Party

    name, _, words = said.partition("=")
    code = party(name)
    known = next((each for each in (*event.actors, *event.recipients) if each.code == code), None)
    if known and not words:
        return known
    if not words:
        raise UsageError(
            f"{said!r} is no party of this event: say which words of the page stand for it, as {said}=WORDS."
        )
    start = _nearest(document.text, words, event.start)
    return Party(code, None, words, start, start + len(words))


def _nearest(text: str, words: str, place: int) -> int:
    found, start = [], text.find(words)
    while start >= 0:
        found.append(start)
        start = text.find(words, start + 1)
    if not found:
        raise UsageError(f"The words {words!r} do not stand in the document.")
    return min(found, key=lambda each: abs(each - place))
