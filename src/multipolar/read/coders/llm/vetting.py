"""Vetting: what a model answered, record by record against the page; nothing is taken on trust.

In: the answer, the layers of the page, the passage asked about. Out: `Event`s, and a `Problem` for each record dropped. An
event stays where its quotation stands in the passage, its type is PLOVER's, both sides are states or bodies that the page
names, and nothing in its words is an order to a machine. Dates and amounts whose words the page lacks are left out.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast, get_args

from multipolar.errors import WorldError
from multipolar.ledger.plover import cameo, modes, types
from multipolar.ledger.records import Amount, Event, Interval, Party, Problem, Status, signed
from multipolar.read.coders.attach import voice_of
from multipolar.read.coders.contexts import contexts
from multipolar.read.coders.llm.passages import orders
from multipolar.read.evaluation.folded import Folded
from multipolar.world.bodies import body
from multipolar.world.states import state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multipolar.read.coders.llm.passages import Passage
    from multipolar.read.layers import Layers

FENCE = re.compile(r"^\s*```(?:json)?\s*|\s*```\s*$")
SECTOR = re.compile(r"[A-Z]{3}")
MOST = 200  # records of one answer; more is a model that turns in circles
CODER = "llm"
YEARS = (1500, 2200)


class Refused(Exception):  # noqa: N818 : a verdict, not an error of the program
    """A record that does not stand up against the page; the message says why."""


@dataclass(frozen=True)
class Vetting:
    """A page and a passage of it, against which answers are checked."""

    layers: Layers
    passage: Passage
    model: str

    @cached_property
    def page(self) -> Folded:
        """The text of the page, in which words are found again."""
        return Folded(self.layers.document.text)

    @cached_property
    def part(self) -> Folded:
        """The passage, likewise."""
        return Folded(self.passage.text)

    @cached_property
    def orders(self) -> list[tuple[int, int]]:
        """Where the page gives orders to a machine."""
        return orders(self.layers.document.text)

    def records(self, answer: str) -> Iterator[Event | Problem]:
        """Yield the records of an answer that stand, and a problem for each that does not."""
        told = parsed(answer)
        if told is None:
            yield self._problem(
                f"The language model's answer is no list of acts by the schema: {answer[:80]!r}"
            )
            return
        for each in told[:MOST]:
            try:
                yield self.event(each)
            except Refused as why:
                yield self._problem(f"An act that the language model told was dropped: {why}")
        if len(told) > MOST:
            yield self._problem(
                f"The language model told {len(told)} acts of one passage; the first {MOST} were looked at."
            )

    def _problem(self, what: str) -> Problem:
        document = self.layers.document
        return Problem("code", document.source, " ".join(what.split()), document.id)

    def event(self, told: object) -> Event:
        """Return one record as an event; Refused where it does not stand."""
        if not isinstance(told, dict):
            raise Refused("it is no object")
        start, end = self.place(told.get("quote"))
        kind, status = _one_of(told, "type", types()), _one_of(told, "status", get_args(Status))
        actors, recipients = (tuple(map(self.party, _list(told, side))) for side in ("actors", "recipients"))
        _two_sides(actors, recipients, mutual=told.get("mutual") is True)
        mode = told.get("mode") if told.get("mode") in modes(kind) else None
        document = self.layers.document
        made = Event(
            id="",
            document=document.id,
            start=start,
            end=end,
            quote=document.text[start:end],
            actors=actors,
            recipients=recipients,
            mutual=told.get("mutual") is True,
            type=kind,
            mode=mode,
            contexts=contexts(document.text[start:end]),
            cameo=cameo(kind, mode),
            status=cast("Status", status),
            date=self.interval(told.get("date")),
            amounts=tuple(filter(None, map(self.amount, _list(told, "amounts")))),
            voice=voice_of(self.layers.statements, start, end) if told.get("speaker") else None,
            confidence=_confidence(told.get("confidence")),
            coder=CODER,
            rule=f"{CODER}: {self.model}",
        )
        return signed(made)

    def place(self, quote: object) -> tuple[int, int]:
        """Return where a quotation stands in the document."""
        found = self.within(quote)
        if found is None:
            raise Refused(f"its words do not stand in the passage: {str(quote)[:60]!r}")
        if any(start < found[1] and found[0] < end for start, end in self.orders):
            raise Refused(f"its words are an order to a machine, no news: {str(quote)[:60]!r}")
        return found

    def within(self, quote: object) -> tuple[int, int] | None:
        """Return where words stand in the passage, white space and quotation marks apart, as offsets of the document."""
        if not isinstance(quote, str):
            return None
        found = self.part.find(quote)
        return found and (found[0] + self.passage.start, found[1] + self.passage.start)

    def party(self, told: object) -> Party:
        """Return a party that the page names."""
        code, name = (told.get("code"), told.get("name")) if isinstance(told, dict) else (None, None)
        if not isinstance(code, str) or not known(code):
            raise Refused(f"{str(code)[:20]!r} is the code of no state or body")
        sector = cast("dict[str, Any]", told).get("sector")
        mention = next((each for each in self.layers.mentions if code in each.codes), None)
        named = self.within(name) or (self.page.find(name) if isinstance(name, str) else None)
        if mention is None or named is None:
            raise Refused(f"the page names no {code} as {str(name)[:40]!r}")
        legal = sector if isinstance(sector, str) and SECTOR.fullmatch(sector) else None
        return Party(code, legal, self.layers.document.text[named[0] : named[1]], *named)

    def interval(self, told: object) -> Interval | None:
        """Return the days of an act; null where they are none, or rest on words that the page lacks."""
        if not isinstance(told, dict):
            return None
        try:
            low, high = (date.fromisoformat(told[name]) for name in ("low", "high"))
        except (KeyError, TypeError, ValueError):
            return None
        words = told.get("quote")
        legal = low <= high and YEARS[0] <= low.year and high.year <= YEARS[1]
        found = self.page.find(words) if isinstance(words, str) and words.strip() else None
        if not legal or found is None:
            return None
        return Interval(low, high, self.layers.document.text[found[0] : found[1]])

    def amount(self, told: object) -> Amount | None:
        """Return an amount whose words the passage has, else null."""
        if not isinstance(told, dict) or not (place := self.within(told.get("quote"))):
            return None
        value, high, unit = told.get("value"), told.get("high"), told.get("unit")
        if not _number(value) or not isinstance(unit, str) or not unit.strip():
            return None
        item, source = (
            each if isinstance(each, str) and each else None
            for each in (told.get("item"), told.get("source"))
        )
        words = self.layers.document.text[place[0] : place[1]]
        top = float(cast("float", high)) if _number(high) else None
        rough = told.get("approximate") is True
        return Amount(float(cast("float", value)), unit.strip(), words, top, item, rough, source=source)


def parsed(answer: str) -> list[object] | None:
    """Return the acts of an answer, null where it holds none by the schema."""
    try:
        told = json.loads(FENCE.sub("", answer))
    except (ValueError, RecursionError):
        return None
    found = told.get("events") if isinstance(told, dict) else told
    return found if isinstance(found, list) else None


def known(code: str) -> bool:
    """Tell whether a code is one of a state or of a body whose acts are recorded."""
    try:
        return state(code).code == code
    except WorldError:
        pass
    try:
        found = body(code)
    except WorldError:
        return False
    return found.code == code and found.coded


def _one_of(told: dict[str, Any], name: str, legal: tuple[str, ...]) -> str:
    value = told.get(name)
    if value not in legal:
        raise Refused(f"{str(value)[:20]!r} is no {name}")
    return str(value)


def _list(told: dict[str, Any], name: str) -> list[object]:
    value = told.get(name)
    return value[:20] if isinstance(value, list) else []


def _two_sides(actors: tuple[Party, ...], recipients: tuple[Party, ...], *, mutual: bool) -> None:
    sides = [{(party.code, party.sector == "REB") for party in side} for side in (actors, recipients)]
    if not sides[0] or not (sides[1] or (mutual and len(sides[0]) > 1)) or sides[0] & sides[1]:
        raise Refused("it has not two sides")


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _confidence(value: object) -> float:
    return min(max(float(cast("float", value)), 0.0), 1.0) if _number(value) else 0.5
