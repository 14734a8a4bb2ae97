"""Acts with their weight: what a series, a shift and a list of evidence count alike.

In: the view `act`, `status.csv`, `settings.toml`. Out: one row a happening and pair: its value (the PLOVER
score, or what a denial of it is worth) and its weight, which is status x independent sources x confidence.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from multipolar.errors import MeasureError, UsageError
from multipolar.measure.query import query, settings

if TYPE_CHECKING:
    import polars as pl

    from multipolar.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Window:
    """The ledger's own time: acts outside it are told from memory."""

    first: date  # publication
    last: date
    low: date
    high: date


def window(ledger: Ledger) -> Window:
    """Return the days of publication and the days between which an act is news."""
    row = ledger.sql(query("window")).row(0, named=True)
    if row["n_document"] == 0:
        raise MeasureError("The ledger is empty. Read pages into it first (multipolar read).")
    if row["first"] is None:
        raise MeasureError(
            "No page of the ledger has a day of publication. Read them again with --published DATE."
        )
    span = settings()["window"]
    low = row["first"] - timedelta(days=round(365.25 * span["before_years"]))
    high = row["last"] + timedelta(days=round(365.25 * span["after_years"]))
    return Window(row["first"], row["last"], low, high)


def acts(ledger: Ledger, *, pair: tuple[str, str] | None = None, directed: bool = False) -> pl.DataFrame:
    """Return weighted acts: happening, a, b, type, mode, quad, score, status, day, …, kind, value, weight.

    One row a happening and undirected pair (a < b), or actor and recipient where *directed*; of one *pair* or
    of all. Acts whose status leaves them without weight stay, with weight 0.
    """
    a, b = pair or (None, None)
    found = ledger.sql(query("acts"), a=a, b=b, directed=directed)
    return weigh(found)


def weigh(found: pl.DataFrame) -> pl.DataFrame:
    """Add value, weight and kind to rows with type, quad, score, status, n_source and confidence."""
    import polars as pl

    half = settings()["source"]["half"]
    sources = (1 - pl.lit(half).pow(pl.col("n_source").clip(lower_bound=1))) / (1 - half)
    kind = pl.when(pl.col("quad") <= 2).then(pl.lit("cooperation")).otherwise(pl.lit("conflict"))
    table = _status()
    general = table.filter(pl.col("of_type").is_null()).drop("of_type")
    special = table.filter(pl.col("of_type").is_not_null()).rename({"of_type": "type"})
    return (
        found.with_columns(kind.alias("kind"))
        .join(general, on=["status", "kind"], how="left", maintain_order="left")
        .join(special, on=["status", "kind", "type"], how="left", suffix="_special", maintain_order="left")
        .with_columns(
            pl.coalesce("status_weight_special", "status_weight").alias("status_weight"),
            pl.when(pl.col("status_weight_special").is_null()).then("status_score").alias("status_score"),
        )
        .with_columns(
            pl.coalesce("status_score", "score").cast(pl.Float64).alias("value"),
            (pl.col("status_weight") * sources * pl.col("confidence")).alias("weight"),
        )
        .drop("status_weight", "status_score", "status_weight_special", "status_score_special")
    )


@cache
def _status() -> pl.DataFrame:
    import polars as pl

    rows = []
    table = files(__package__).joinpath("status.csv").read_text("utf-8")
    for row in csv.DictReader(table.splitlines()):
        for kind in [row["kind"]] if row["kind"] else ["cooperation", "conflict"]:
            score = float(row["score"]) if row["score"] else None
            rows.append((row["status"], kind, row["type"] or None, float(row["weight"]), score))
    columns = {"status": pl.String, "kind": pl.String, "of_type": pl.String}
    return pl.DataFrame(
        rows, schema={**columns, "status_weight": pl.Float64, "status_score": pl.Float64}, orient="row"
    )


def between(rows: pl.DataFrame, since: date, until: date) -> pl.DataFrame:
    """Return the acts that have a day from *since* to *until* and weight above 0."""
    import polars as pl

    if since > until:
        raise UsageError(f"The range ends before it begins: {since} to {until}.")
    return rows.filter(pl.col("day").is_between(since, until), pl.col("weight") > 0)
