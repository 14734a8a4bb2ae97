"""Accounts: happenings with all their tellings side by side, and what these say differently.

In: a ledger and what to look for. Out: happenings, one row each with their conflicts; or one happening with the
course of its status, every telling, and the differences in full. `conflicts.py` says what is a conflict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from multipolar.errors import UsageError
from multipolar.ledger.conflicts import course, differences
from multipolar.ledger.query import two
from multipolar.ledger.reviews import shortest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import polars as pl

    from multipolar.ledger.conflicts import Row
    from multipolar.ledger.store import Ledger

_happenings = """
  SELECT h.id, h.type, h.mode, h.status, h.mutual,
    coalesce((SELECT list(code ORDER BY position) FROM party WHERE event = h.lead AND side = 'actor'), []) AS actors,
    coalesce((SELECT list(code ORDER BY position) FROM party WHERE event = h.lead AND side = 'recipient'), [])
      AS recipients,
    h.date_low, h.date_high, h.first_published, h.n_telling, h.n_document, h.n_story, h.n_source, e.quote
  FROM happening h JOIN event e ON e.id = h.lead
"""
_order = " ORDER BY coalesce(h.date_low, h.first_published) NULLS LAST, h.first_published NULLS LAST, h.id"
_takes_part = (
    "EXISTS (FROM event e JOIN party p ON p.event = e.id"
    " WHERE e.happening = h.id AND p.sector IS DISTINCT FROM 'REB' AND p.code = $"
)
_conditions = {
    "one": f"{_takes_part}one)",
    "other": f"{_takes_part}other)",
    "type": "h.type = $type",
    "since": "coalesce(h.date_high, h.first_published) >= $since",
    "until": "coalesce(h.date_low, h.first_published) <= $until",
    "id": "h.id = $id",
}
_tellings = """
  WITH first AS (SELECT story, min(published) AS told FROM document GROUP BY story)
  SELECT e.happening, e.id AS event, e.document, d.story, d.id <> d.story AS copy, f.told, d.published, d.outlet,
    coalesce((SELECT list(c.outlet ORDER BY c.position) FROM chain c WHERE c.document = e.document), []) AS chain,
    e.type, e.mode, e.status, e.mutual,
    coalesce((SELECT list(code ORDER BY position) FROM party WHERE event = e.id AND side = 'actor'), []) AS actors,
    coalesce((SELECT list(code ORDER BY position) FROM party WHERE event = e.id AND side = 'recipient'), [])
      AS recipients,
    e.date_low, e.date_high, e.date_quote,
    coalesce((SELECT list({'value': a.value, 'high': a.high, 'unit': a.unit, 'item': a.item, 'approximate': a.approximate,
      'period_low': a.period_low, 'period_high': a.period_high, 'source': a.source, 'quote': a.quote}
      ORDER BY a.position) FROM amount a WHERE a.event = e.id), []) AS amounts,
    e.voice, s.speaker_name, s.speaker_role, s.speaker_code, s.anonymous,
    coalesce(s.speaker_name, p.publisher, regexp_extract(d.source, '[^/]+/*$')) AS teller,
    e.start, e."end", e.quote, e.confidence, e.coder, e.rule, d.title, d.source
  FROM event e
  JOIN document d ON d.id = e.document
  JOIN first f ON f.story = d.story
  JOIN publisher p ON p.document = d.id
  LEFT JOIN statement s ON s.id = e.voice
  WHERE e.happening IN (SELECT unnest($happenings))
  ORDER BY e.happening, f.told NULLS LAST, copy, d.published NULLS LAST, e.document, e.start, e.id
"""


@dataclass(frozen=True, slots=True)
class Account:
    """One happening with all that is told of it."""

    happening: Row  # as a row of `happenings`
    course: tuple[Row, ...]  # its statuses in the order in which they were first told
    tellings: tuple[Row, ...]  # the first told first
    conflicts: tuple[Row, ...]  # what they say differently; kind "course" where only time moved it


def happenings(  # noqa: PLR0913 : one filter each, all of them by name
    ledger: Ledger,
    *,
    dyad: tuple[str, str] | None = None,
    type: str | None = None,  # noqa: A002 : the column is called type
    since: date | None = None,
    until: date | None = None,
    conflicts: bool = False,
) -> pl.DataFrame:
    """Return the happenings that fit all that is given, the earliest first, with the fields told in conflict.

    `dyad`: codes of two who both take part, on whatever side. `since`, `until`: days, both included; a happening fits
    where its days reach into them, or without any its first publication. `conflicts`: only those of which tellings
    differ. Columns: id, type, mode, status, mutual, actors, recipients, date_low, date_high, first_published,
    n_telling, n_document, n_story, n_source, quote, conflicts (a list of fields).
    """
    import polars as pl

    one, other = two(dyad)
    wanted = {"one": one, "other": other, "type": type and type.upper(), "since": since, "until": until}
    given = {name: value for name, value in wanted.items() if value is not None}
    where = " AND ".join(_conditions[name] for name in given)
    found = ledger.sql(_happenings + (f" WHERE {where}" if where else "") + _order, **given)
    several = found.filter(pl.col("n_telling") > 1)["id"].to_list()
    fields = {row["happening"]: row for row in differing(ledger, several)}
    named = [
        [each["field"] for each in fields[key]["differences"] if each["kind"] == "conflict"]
        if key in fields
        else []
        for key in found["id"]
    ]
    found = found.with_columns(pl.Series("conflicts", named, dtype=pl.List(pl.String)))
    return found.filter(pl.col("conflicts").list.len() > 0) if conflicts else found


def differing(ledger: Ledger, happenings: Sequence[str]) -> list[Row]:
    """Return of those happenings that are told differently: happening, and differences (field, kind, values)."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in _told(ledger, happenings):
        groups[row["happening"]].append(row)
    found = ((key, differences(rows)) for key, rows in groups.items())
    return [{"happening": key, "differences": [asdict(each) for each in some]} for key, some in found if some]


def happening(ledger: Ledger, id: str) -> Account:  # noqa: A002 : the field is called id
    """Return one happening by its id, that of any event that tells it, or their first digits (6 or more).

    `UsageError` where no happening or more than one has it.
    """
    key = _key(ledger, id)
    (row,) = ledger.sql(_happenings + f" WHERE {_conditions['id']}", id=key).to_dicts()
    tellings = _told(ledger, [key])
    found = differences(tellings)
    row["conflicts"] = [each.field for each in found if each.kind == "conflict"]
    return Account(row, _rows(course(tellings)), tuple(tellings), _rows(found))


def _rows(found: Sequence[Any]) -> tuple[Row, ...]:
    return tuple(asdict(each) for each in found)


def _told(ledger: Ledger, happenings: Sequence[str]) -> list[Row]:
    return ledger.sql(_tellings, happenings=list(happenings)).to_dicts() if happenings else []


def _key(ledger: Ledger, id_: str) -> str:
    digits = id_.strip().casefold()
    if not re.fullmatch(rf"[0-9a-z-]{{{shortest},}}", digits):
        raise UsageError(
            f"{id_!r} is no id: give that of a happening or event, or at least its first {shortest} digits."
        )
    found = ledger.sql(
        "SELECT DISTINCT happening FROM event WHERE starts_with(id, $digits) OR starts_with(happening, $digits)"
        " ORDER BY happening NULLS LAST",
        digits=digits,
    )["happening"].to_list()
    if len(found) == 1 and found[0] is not None:
        return str(found[0])
    raise UsageError(_trouble(id_, [key for key in found if key], unlinked=None in found))


def _trouble(id_: str, found: list[str], *, unlinked: bool) -> str:
    if len(found) > 1:
        some = ", ".join(found[:3]) + (" …" if len(found) > 3 else "")
        return f"{id_!r} begins the ids of {len(found)} happenings ({some}): give more digits."
    if unlinked:
        return f"The event {id_!r} is of no happening yet: read any page, or call link(), to bring them up to date."
    return f"No happening and no event of this ledger has an id that begins with {id_!r}: see `multipolar happenings`."
