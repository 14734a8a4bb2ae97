"""Conflicts: what the tellings of one happening say differently, side by side.

In: tellings of a happening, as rows of `account.py`. Out: differences, each with its values and who tells which. A
status that only moved with time (planned, then done) is a course, not a conflict; it is undecided where a page
without a day may have told it before or after. Figures within a tenth of each other are one figure; days that
overlap are one time, told more or less exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

from multipolar.ledger.figures import near
from multipolar.ledger.imprint import imprint
from multipolar.ledger.plover import quad
from multipolar.ledger.telling import one_kind
from multipolar.ledger.wording import item_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Row = dict[str, Any]
Kind = Literal["conflict", "course", "undecided"]
_kinds: tuple[Kind, Kind] = ("conflict", "undecided")
_firmness = {"possible": 0, "planned": 1, "denied": 2, "ongoing": 3, "done": 4}
_ahead = ("planned", "possible")
_happened = ("done", "ongoing")
_force = 4  # quad of PLOVER: material conflict


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values that are told, with the events that tell it, and the first day on which it was told."""

    value: str
    events: tuple[str, ...]
    tellers: tuple[str, ...]
    first: date | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that tellings of a happening fill differently."""

    field: str  # status, date, amount:<unit>, type, mode, sides
    kind: Kind
    values: tuple[Value, ...]


def differences(rows: Sequence[Row]) -> list[Difference]:
    """Return what the tellings of one happening say differently: status, date, amounts, type, mode, sides.

    A row has event, story, speaker_name, teller, told (day of the first publication of its story), status, type,
    mode, mutual, actors, recipients, date_low, date_high and amounts.
    """
    ordered = sorted(rows, key=_order_told)
    voices = _voices(ordered)
    found = [
        _status(voices),
        _dates(ordered),
        *_amounts(ordered),
        _types(voices),
        _modes(voices),
        _sides(voices),
    ]
    return [difference for difference in found if difference]


def _order_told(row: Row) -> tuple[date, str]:
    return (row["told"] or date.max, row["event"])


def _voices(rows: Sequence[Row]) -> list[Row]:
    """Return of each text, and each person in it, what is told most firmly: how a copy was coded is no other opinion.

    Days and figures are compared for all, because copies change them.
    """
    voices: dict[tuple[str, str | None], Row] = {}
    for row in rows:
        known = voices.setdefault(_voice(row), row)
        if _firmness[row["status"]] > _firmness[known["status"]]:
            voices[_voice(row)] = row
    return [row for row in rows if _act(row) == _act(voices[_voice(row)])]


def _voice(row: Row) -> tuple[str, str | None]:
    return row["story"], row["speaker_name"]


def _act(row: Row) -> tuple[str, str, str | None]:
    return row["status"], row["type"], row["mode"]


def course(rows: Sequence[Row]) -> list[Value]:
    """Return the statuses of a happening in the order in which they were first told."""
    return _values(sorted(rows, key=_order_told), lambda row: row["status"])


def _status(rows: Sequence[Row]) -> Difference | None:
    stood = [{**row, "status": _standing(row)} for row in rows]
    values = {row["status"] for row in stood}
    if len(values) < 2 or values <= set(_happened):
        return None  # what goes on and what is done differ by the day of the page alone
    for kind in _kinds:  # at odds is what differs the most
        apart = _apart(stood, lambda a, b: kind not in (_relation(a, b), _relation(b, a)))  # noqa: B023 : called at once
        if apart:
            return Difference("status", kind, tuple(_values(apart, lambda row: row["status"])))
    return Difference("status", "course", tuple(_values(stood, lambda row: row["status"])))


def _standing(row: Row) -> str:
    """Return the status; a refusal is told as done, or as the refused act denied, and either way it was one."""
    happened = row["type"] == "REJECT" and row["status"] in _happened
    return "denied" if happened else str(row["status"])


def _relation(one: Row, other: Row) -> Kind:
    """Tell whether a course of things lets both be true: no denial of what happened, and no plan told after the deed."""
    denied, happened = one["status"] == "denied", other["status"] in _happened
    if denied and happened:
        return "conflict"
    if denied and other["status"] in _ahead:
        return _order(other, one)
    if one["status"] in _ahead and happened:
        return "course" if _still_to_come(one) else _order(one, other)
    return "course"


def _order(one: Row, other: Row) -> Kind:
    """Return "course" where one was told before the other, "undecided" where nobody knows."""
    if not (one["told"] and other["told"]):
        return "undecided"
    return "course" if one["told"] < other["told"] else "conflict"


def _still_to_come(row: Row) -> bool:
    return bool(row["told"] and row["date_high"] and row["told"] <= row["date_high"])


def _dates(rows: Sequence[Row]) -> Difference | None:
    dated = [row for row in rows if row["date_low"]]
    apart = _apart(dated, lambda a, b: a["date_low"] <= b["date_high"] and b["date_low"] <= a["date_high"])
    return _conflict("date", apart, lambda row: _span(row["date_low"], row["date_high"]))


def _span(low: object, high: object) -> str:
    return f"{low}" if high is None or low == high else f"{low}/{high}"


def _amounts(rows: Sequence[Row]) -> list[Difference | None]:
    told = [
        {**row, **amount, "teller": amount["source"] or row["teller"]}
        for row in rows
        for amount in row["amounts"]
    ]
    units = dict.fromkeys(amount["unit"] for amount in told)
    return [_amount(unit, [one for one in told if one["unit"] == unit]) for unit in units]


def _amount(unit: str, told: Sequence[Row]) -> Difference | None:
    """Return the figures of a unit that differ; two events that have one figure in common do not."""
    agreed = {
        frozenset((one["event"], other["event"]))
        for one, other in combinations(told, 2)
        if _of_one_thing(one, other) and near(_ends(one), _ends(other))
    }
    apart = _apart(
        told, lambda a, b: not _of_one_thing(a, b) or frozenset((a["event"], b["event"])) in agreed
    )
    return _conflict(f"amount:{unit}", apart, _leading(apart))


def _of_one_thing(one: Row, other: Row) -> bool:
    """Tell whether figures of one unit can be compared: of two events, not of other things or other years."""
    items = [item_words(amount["item"]) for amount in (one, other) if amount["item"]]
    periods = {
        (amount["period_low"], amount["period_high"]) for amount in (one, other) if amount["period_low"]
    }
    same_item = len(items) < 2 or bool(items[0] & items[1])
    return one["event"] != other["event"] and same_item and len(periods) < 2


def _ends(amount: Row) -> tuple[float, float]:
    return amount["value"], amount["value"] if amount["high"] is None else amount["high"]


def _leading(told: Sequence[Row]) -> Callable[[Row], str]:
    """Return what names a figure by the first told figure that it agrees with."""
    leaders: list[Row] = []
    for amount in told:
        if not any(near(_ends(amount), _ends(leader)) for leader in leaders):
            leaders.append(amount)
    return lambda row: next(_figure(leader) for leader in leaders if near(_ends(row), _ends(leader)))


def _figure(amount: Row) -> str:
    high = None if amount["high"] is None else f"{amount['high']:.15g}"
    return _span(f"{amount['value']:.15g}", high)


def _types(rows: Sequence[Row]) -> Difference | None:
    firm = [row for row in rows if row["status"] in _happened]  # a plan or a refusal has a type of its own
    apart = _apart(firm, lambda a, b: one_kind(a["type"], b["type"]))
    return _conflict("type", apart, lambda row: row["type"])


def _modes(rows: Sequence[Row]) -> Difference | None:
    """Return how force was used, where pages differ; modes of talks and words are a matter of coding."""
    told = [row for row in rows if row["mode"] and quad(row["type"]) == _force]
    apart = _apart(told, lambda a, b: a["type"] != b["type"] or a["mode"] == b["mode"])
    return _conflict("mode", apart, lambda row: row["mode"])


def _sides(rows: Sequence[Row]) -> Difference | None:
    told = [row for row in rows if not row["mutual"] and row["actors"] and row["recipients"]]
    apart = _apart(told, lambda a, b: _sided(a) == _sided(b))
    return _conflict("sides", apart, _sided)


def _sided(row: Row) -> str:
    return " > ".join(
        "+".join(sorted(code or "?" for code in row[side])) for side in ("actors", "recipients")
    )


def _apart(rows: Sequence[Row], fit: Callable[[Row, Row], bool]) -> list[Row]:
    """Return the rows that do not fit one of the others."""
    return [row for row in rows if any(other is not row and not fit(row, other) for other in rows)]


def _conflict(field: str, rows: Sequence[Row], name: Callable[[Row], str]) -> Difference | None:
    values = tuple(_values(rows, name))
    return Difference(field, "conflict", values) if len(values) > 1 else None


def _values(rows: Iterable[Row], name: Callable[[Row], str]) -> list[Value]:
    """Return the values of a field in the order in which they were first told."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(name(row), []).append(row)
    return [
        Value(value, tuple(dict.fromkeys(row["event"] for row in group)), _tellers(group), group[0]["told"])
        for value, group in groups.items()
    ]


def _tellers(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return who tells it, each publisher once however it is written."""
    names: dict[str, str] = {}
    for row in rows:
        names.setdefault(imprint(row["teller"]) or row["teller"], row["teller"])
    return tuple(names.values())
