"""A dyad period by period: how warm its acts are.

In: weighted acts. Out: one row a period with the mean PLOVER score, shrunk to the dyad's own mean by
empirical Bayes (Efron & Morris 1975), and its 90 % interval. The dyad's mean is itself shrunk to the
ledger's, and the ledger's to 2.2 (`settings.toml`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.measure.acts import acts, between, window
from multipolar.measure.dyads import dyad
from multipolar.measure.period import first_day, months, number, numbers
from multipolar.measure.query import query, settings

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from multipolar.ledger.store import Ledger

ninety = 1.6449  # standard deviations on either side of a 90 % interval


def series(  # noqa: PLR0913 : each is a choice of the analyst's
    ledger: Ledger,
    a: str,
    b: str,
    *,
    period: str = "quarter",
    directed: bool = False,
    since: date | None = None,
    until: date | None = None,
) -> pl.DataFrame:
    """Return a, b, period (first day), value, low, high (PLOVER scores, -10 … 10), n (happenings), n_source.

    From the period of the first act to that of the last within the ledger's time, or from *since* to *until*.
    A period without an act has n 0 and a null value: missing is not zero. *directed* keeps acts by a toward
    b. `n_source` adds up over periods only where no source told of both.
    """
    import polars as pl

    span = months(period)
    a, b = dyad(ledger, a, b)
    news = window(ledger)
    everything = between(acts(ledger), news.low, news.high)
    found = acts(ledger, pair=(a, b), directed=directed)
    found = between(found, since or news.low, until or news.high)
    found = found.with_columns(numbers(pl.col("day"), period).alias("at"))
    grid = _grid(found, since, until, period)
    means = _shrink(found, ledger_mean(everything), settings()["level"]["pseudo_events"] * span / 12)
    return (
        grid.join(means, on="at", how="left", maintain_order="left")
        .join(_sources(ledger, found), on="at", how="left", maintain_order="left")
        .with_columns(
            pl.lit(a).alias("a"), pl.lit(b).alias("b"), pl.col("n", "n_source").cast(pl.Int64).fill_null(0)
        )
        .select("a", "b", "period", "value", "low", "high", "n", "n_source")
    )


def _grid(found: pl.DataFrame, since: date | None, until: date | None, period: str) -> pl.DataFrame:
    import polars as pl

    ends = [number(day, period) for day in (since, until) if day]
    at = [*found["at"].to_list(), *ends]
    places = range(min(at), max(at) + 1) if at else range(0)
    rows = [(place, first_day(place, period)) for place in places]
    return pl.DataFrame(rows, schema={"at": pl.Int64, "period": pl.Date}, orient="row")


def ledger_mean(found: pl.DataFrame) -> float:
    """Return the weighted mean score of all acts, shrunk to the documented prior."""
    level = settings()["level"]
    total, weight = float((found["value"] * found["weight"]).sum()), float(found["weight"].sum())
    return float((total + level["mean"] * level["mean_weight"]) / (weight + level["mean_weight"]))


def _shrink(found: pl.DataFrame, mean: float, pseudo: float) -> pl.DataFrame:
    """Return at, value, low, high, n by period: posterior mean and interval of a normal level."""
    import polars as pl

    w, y = pl.col("weight"), pl.col("value")
    total, weight = float((found["value"] * found["weight"]).sum()), float(found["weight"].sum())
    own = (total + mean * pseudo) / (weight + pseudo)
    width = ninety * (_variance(found) / (pl.col("w") + pseudo)).sqrt()
    return (
        found.group_by("at")
        .agg(w.sum().alias("w"), (w * y).sum().alias("wy"), pl.len().alias("n"))
        .with_columns(((pl.col("wy") + own * pseudo) / (pl.col("w") + pseudo)).alias("value"))
        .with_columns(
            (pl.col("value") - width).clip(-10, 10).alias("low"),
            (pl.col("value") + width).clip(-10, 10).alias("high"),
        )
    )


def _variance(found: pl.DataFrame) -> float:
    level = settings()["level"]
    weight = float(found["weight"].sum())
    if weight == 0:
        return float(level["deviation"] ** 2)
    mean = float((found["value"] * found["weight"]).sum()) / weight
    spread = float((found["weight"] * (found["value"] - mean) ** 2).sum())
    return float(
        (spread + level["deviation_weight"] * level["deviation"] ** 2) / (weight + level["deviation_weight"])
    )


def _sources(ledger: Ledger, found: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    told = ledger.sql(query("sources"))
    return (
        found.select("happening", "at")
        .join(told, on="happening")
        .group_by("at")
        .agg(pl.col("source").n_unique().alias("n_source"))
    )
