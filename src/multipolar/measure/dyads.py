"""Dyads: which pairs of states the ledger knows acts of.

In: the view `act`. Out: one row an undirected pair, or the codes of a pair that someone named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.errors import MeasureError, UsageError, WorldError
from multipolar.measure.query import query

if TYPE_CHECKING:
    import polars as pl

    from multipolar.ledger.store import Ledger


def dyads(ledger: Ledger) -> pl.DataFrame:
    """Return undirected dyads, the most told first: a, b, n_act, n_cooperation, n_conflict, first, last.

    `first` and `last` are days of acts and may lie long before the first page; null where no act of the dyad
    has a day.
    """
    return ledger.sql(query("dyads"))


def dyad(ledger: Ledger, a: str, b: str) -> tuple[str, str]:
    """Return the codes of two states or bodies given by code or name; raise where they never met."""
    known = dyads(ledger)
    if known.is_empty():
        raise MeasureError(
            "The ledger holds no act between two states. Read pages into it first (multipolar read)."
        )
    pairs = {(str(row[0]), str(row[1])) for row in known.select("a", "b").iter_rows()}
    codes = {code for pair in pairs for code in pair}
    first, second = _code(a, codes), _code(b, codes)
    if first == second:
        raise UsageError(f"A dyad is two different states, and “{a}” and “{b}” are both {first}.")
    if (min(first, second), max(first, second)) not in pairs:
        raise MeasureError(_never(first, second, pairs))
    return first, second


def _code(text: str, codes: set[str]) -> str:
    code = text.strip().upper()
    if code in codes:
        return code
    from multipolar.world.bodies import body
    from multipolar.world.states import state

    try:
        return body(text).code
    except WorldError:
        pass
    try:
        return state(text).code
    except WorldError as error:
        raise UsageError(f"“{text}” is neither a state nor a body of the ledger. {error}") from error


def _never(a: str, b: str, pairs: set[tuple[str, str]]) -> str:
    partners = sorted({other for pair in pairs if a in pair for other in pair} - {a})
    told = (
        f" It has acts of {a} with {', '.join(partners[:8])}."
        if partners
        else f" It has none of {a} with anyone."
    )
    return f"The ledger holds no act between {a} and {b}.{told}"
