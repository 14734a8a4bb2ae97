"""Shifts: which states move toward or away from each other, since when, how sure, by what acts.

In: weighted acts of the ledger's own time (what is told from memory, decades later, would fake a shift at the
edge). Out: one row a shift with the happenings that made it. The model stands in `steps.py`, its constants in
`settings.toml`. A dyad's silence counts as far as others were written of: rates are per story about anyone
else, with a story a year taken for granted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from multipolar.errors import UsageError
from multipolar.measure.acts import Window, acts, between, window
from multipolar.measure.dyads import dyad as known_dyad
from multipolar.measure.level import Told
from multipolar.measure.period import first_day, last_day, months, number, numbers
from multipolar.measure.query import query, settings
from multipolar.measure.series import ledger_mean
from multipolar.measure.steps import Course, Step, find_steps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import polars as pl
    from numpy.typing import NDArray

    from multipolar.ledger.store import Ledger


def shifts(
    ledger: Ledger,
    *,
    dyad: tuple[str, str] | None = None,
    period: str = "quarter",
    probability: float = 0.5,
) -> pl.DataFrame:
    """Return the shifts of one dyad or of all, the surest first; below one half only the likeliest of a dyad.

    Columns: a, b, direction ("toward" or "away"), since (the likeliest period), since_low, since_high (90 %),
    size (change of the mean PLOVER score), probability (of a step with this direction), kind (level,
    cooperation, conflict, level_cooperation, level_conflict: what changed, the tone, the number of acts, or
    both), n_happening, n_source (independent), happenings (ids, the weightiest first) and contributions
    (score points, parallel to them), against (ids of acts since then that point the other
    way), mover (the state whose own acts make two thirds of it; null where both do).
    """
    if not 0 <= probability <= 1:
        raise UsageError(f"A probability lies between 0 and 1, and {probability} does not.")
    months(period)
    news = window(ledger)
    pair = known_dyad(ledger, *dyad) if dyad else None
    found = _placed(between(acts(ledger), news.low, news.high), period)
    rows = [
        row
        for course, own in _courses(found, news, period, pair)
        for row in _rows(course, own, period, probability)
    ]
    return _frame(rows, ledger)


def _placed(found: pl.DataFrame, period: str) -> pl.DataFrame:
    import polars as pl

    codes = pl.col("story").rank("dense").cast(pl.Int64).alias("told_by")
    return found.with_columns(numbers(pl.col("day"), period).alias("at"), codes)


def _courses(
    found: pl.DataFrame, news: Window, period: str, pair: tuple[str, str] | None
) -> Iterator[tuple[Course, pl.DataFrame]]:
    """Yield every dyad that has two acts or more."""
    import polars as pl

    if found.is_empty():
        return
    first = min(number(news.first, period), int(found["at"].min()))  # type: ignore[arg-type]
    last = max(number(news.last, period), int(found["at"].max()))  # type: ignore[arg-type]
    exposure = _Exposure(found, first, last)
    wanted = found.filter(pl.col("a") == min(pair), pl.col("b") == max(pair)) if pair else found
    mean, span = ledger_mean(found), months(period)
    for (a, b), own in wanted.group_by(["a", "b"], maintain_order=True):
        if len(own) < 2:
            continue
        start = min(number(news.first, period), int(own["at"].min()))  # type: ignore[arg-type]
        room = exposure.others(str(a), str(b))[start - first :] + settings()["burst"]["pad"] * span / 12
        yield Course(_told(own), start, last, room, span, mean), own


def _told(own: pl.DataFrame) -> Told:
    columns = (own[name].to_numpy() for name in ("at", "value", "weight", "told_by"))
    at, value, weight, story = columns
    return Told(at.astype(np.int64), value.astype(float), weight.astype(float), story.astype(np.int64))


class _Exposure:
    """How many stories told of other dyads in each period."""

    def __init__(self, found: pl.DataFrame, first: int, last: int) -> None:
        import polars as pl

        self._first, self._n = first, last - first + 1
        told = found.select("told_by", "at", "a", "b").unique()
        alone = pl.len().over("told_by", "at") == 1
        only = told.filter(alone).group_by("a", "b", maintain_order=True).agg("at")
        self._only = {(a, b): np.asarray(at) for a, b, at in only.iter_rows()}
        self._all = self._count(told.select("told_by", "at").unique()["at"].to_numpy())

    def others(self, a: str, b: str) -> NDArray[np.float64]:
        """Return stories about anyone but the dyad, one entry a period."""
        return self._all - self._count(self._only.get((a, b), np.empty(0, dtype=np.int64)))

    def _count(self, at: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.bincount(at.astype(np.int64) - self._first, minlength=self._n).astype(float)


def _rows(course: Course, own: pl.DataFrame, period: str, probability: float) -> Iterator[dict[str, Any]]:
    before = course.first
    for step in find_steps(course, probability):
        toward = step.toward >= step.away
        pushes = _pushes(course, own, step, before)
        with_it = [(key, push) for key, push in pushes if (push > 0) == toward]
        yield {
            "a": own["a"][0],
            "b": own["b"][0],
            "direction": "toward" if toward else "away",
            "since": first_day(step.at, period),
            "since_low": first_day(step.low, period),
            "since_high": last_day(step.high, period),
            "size": step.size,
            "probability": step.probability,
            "kind": step.kind,
            "happenings": [key for key, _ in with_it],
            "contributions": [push for _, push in with_it],
            "against": [key for key, push in pushes if (push > 0) != toward],
            "mover": _mover(own, dict(with_it)),
        }
        before = step.at


def _pushes(course: Course, own: pl.DataFrame, step: Step, start: int) -> list[tuple[str, float]]:
    """Return the acts of the new level and by how much each moved it from the old one, the largest first."""
    import polars as pl

    after = own.filter(pl.col("at").is_between(step.at, step.end))
    old = own.filter(pl.col("at").is_between(start, step.at - 1))
    base = _mean(old, course.mean) if step.kind.startswith("level") else 0.0
    push = after["weight"] * (after["value"] - base) / after["weight"].sum()
    pairs = zip(after["happening"].to_list(), push.to_list(), strict=True)
    return sorted(pairs, key=lambda pair: (-abs(pair[1]), pair[0]))


def _mover(own: pl.DataFrame, pushes: dict[str, float]) -> str | None:
    """Return the state whose own acts make most of the shift; null where both make it."""
    actors = dict(own.select("happening", "actor").iter_rows())
    shares: dict[str | None, float] = {}
    for key, push in pushes.items():
        shares[actors[key]] = shares.get(actors[key], 0.0) + abs(push)
    most = max(shares, key=lambda actor: shares[actor], default=None)
    return most if most and shares[most] >= 2 / 3 * sum(shares.values()) else None


def _mean(old: pl.DataFrame, mean: float) -> float:
    """Mean score of the old level; the prior counts as one act."""
    total, weight = float((old["value"] * old["weight"]).sum()), float(old["weight"].sum())
    return (total + mean) / (weight + 1)


def _frame(rows: list[dict[str, Any]], ledger: Ledger) -> pl.DataFrame:
    import polars as pl

    schema = pl.Schema(
        {
            "a": pl.String(),
            "b": pl.String(),
            "direction": pl.String(),
            "since": pl.Date(),
            "since_low": pl.Date(),
            "since_high": pl.Date(),
            "size": pl.Float64(),
            "probability": pl.Float64(),
            "kind": pl.String(),
            "happenings": pl.List(pl.String()),
            "contributions": pl.List(pl.Float64()),
            "against": pl.List(pl.String()),
            "mover": pl.String(),
        }
    )
    frame = pl.DataFrame(rows, schema=schema).with_row_index("row")
    names = list(schema)
    return (
        frame.join(_sources(ledger, frame), on="row", how="left", maintain_order="left")
        .with_columns(
            pl.col("happenings").list.len().cast(pl.Int64).alias("n_happening"),
            pl.col("n_source").fill_null(0),
        )
        .sort(pl.col("probability"), pl.col("size").abs(), descending=True, maintain_order=True)
        .select(*names[:9], "n_happening", "n_source", *names[9:])
    )


def _sources(ledger: Ledger, frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    told = ledger.sql(query("sources")).select("happening", "source")
    moved = frame.select("row", pl.col("happenings").alias("happening")).explode(
        "happening", empty_as_null=False
    )
    counts = (
        moved.join(told, on="happening")
        .group_by("row")
        .agg(pl.col("source").n_unique().cast(pl.Int64).alias("n_source"))
    )
    return counts if len(counts) else counts.cast({"n_source": pl.Int64})


def since(rows: pl.DataFrame, day: date) -> pl.DataFrame:
    """Return the shifts that may have begun on *day* or later."""
    import polars as pl

    return rows.filter(pl.col("since_high") >= day)
