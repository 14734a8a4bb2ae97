"""Records by what they are about: the events of the book, each with where it stands and who says it.

In: a ledger and what to look for. Out: one row an event. `views.sql` says what the columns are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from multipolar.ledger.store import Ledger

_select = """
  SELECT e.id, e.document, e.happening, e.type, e.mode, e.status, e.mutual,
    (SELECT list(code ORDER BY position) FROM party WHERE event = e.id AND side = 'actor') AS actors,
    (SELECT list(code ORDER BY position) FROM party WHERE event = e.id AND side = 'recipient') AS recipients,
    e.date_low, e.date_high, e.date_quote, e.start, e."end", e.quote, e.cameo, e.contexts,
    e.voice, s.speaker_name, s.speaker_role, s.speaker_code, s.anonymous,
    d.title, d.outlet, d.published, d.source, d.story,
    (SELECT list(c.outlet ORDER BY c.position) FROM chain c WHERE c.document = e.document) AS chain,
    h.n_telling, h.n_source, e.confidence, e.coder, e.rule
  FROM event e
  JOIN document d ON d.id = e.document
  LEFT JOIN statement s ON s.id = e.voice
  LEFT JOIN happening h ON h.id = e.happening
"""
_order = " ORDER BY coalesce(e.date_low, d.published) NULLS LAST, d.published NULLS LAST, e.document, e.start"
_takes_part = "EXISTS (FROM party p WHERE p.event = e.id AND p.sector IS DISTINCT FROM 'REB' AND p.code = $"
_conditions = {
    "one": f"{_takes_part}one)",
    "other": f"{_takes_part}other)",
    "type": "e.type = $type",
    "since": "coalesce(e.date_high, d.published) >= $since",
    "until": "coalesce(e.date_low, d.published) <= $until",
    "status": "e.status = $status",
    "says": "contains(lower(s.speaker_name), $says)",
    "least": "e.confidence >= $least",
}


def records(  # noqa: PLR0913 : one filter each, all of them by name
    ledger: Ledger,
    *,
    dyad: tuple[str, str] | None = None,
    type: str | None = None,  # noqa: A002 : the column is called type
    since: date | None = None,
    until: date | None = None,
    status: str | None = None,
    says: str | None = None,
    least: float = 0.0,
) -> pl.DataFrame:
    """Return the events that fit all that is given, the earliest first.

    `dyad`: codes of two who both take part, on whatever side. `since`, `until`: days, both included; an event
    fits where its interval reaches into them, or without one its day of publication. `says`: a part of the
    name of the speaker in whose voice it is, whatever the case. `least`: the least confidence, 0–1.
    """
    one, other = two(dyad)
    wanted: dict[str, str | float | date | None] = {
        "one": one,
        "other": other,
        "since": since,
        "until": until,
    }
    wanted |= {
        "type": type and type.upper(),
        "status": status,
        "says": says and says.casefold(),
        "least": least or None,
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    conditions = [_conditions[name] for name in given]
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return ledger.sql(_select + where + _order, **given)


def two(dyad: tuple[str, str] | None) -> tuple[str, str] | tuple[None, None]:
    """Return the two codes of a dyad, none where there is none; UsageError where it is not two."""
    if dyad is None:
        return None, None
    if len(dyad) != 2:
        raise UsageError(f"A dyad is two codes, such as ('IND', 'USA'), not {dyad!r}.")
    return dyad[0].upper(), dyad[1].upper()
