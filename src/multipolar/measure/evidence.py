"""Evidence: every act of a dyad with its best quotation, and what was said of the dyad.

In: happenings and statements of the ledger. Out: one row a happening, the weightiest first, with the words
that tell it, the sentence around them, whose words they are, and the publishers they came through; one row a
statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from multipolar.errors import UsageError
from multipolar.measure.acts import weigh
from multipolar.measure.dyads import dyad
from multipolar.measure.passage import sentence
from multipolar.measure.query import query

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from multipolar.ledger.store import Ledger


def evidence(
    ledger: Ledger, a: str, b: str, *, since: date | None = None, until: date | None = None
) -> pl.DataFrame:
    """Return the happenings between two states in order of weight, acts told from memory among them.

    Columns: a, b, happening, actor (null where mutual), type, mode, quad, score, value, weight, status,
    mutual, day, day_kind, date_low, date_high, quote, start, end, sentence, sentence_start, sentence_end,
    voice (statement id; null: the page itself), voice_name, voice_role, voice_code, voice_anonymous, chain,
    outlet, title, published, document, source, amounts (list), n_source, …. *since* and *until* leave out
    acts whose day is null.
    """
    import polars as pl

    if since and until and since > until:
        raise UsageError(f"The range ends before it begins: {since} to {until}.")
    a, b = dyad(ledger, a, b)
    found = weigh(ledger.sql(query("tellings"), a=a, b=b))
    found = found.with_columns(pl.lit(a).alias("a"), pl.lit(b).alias("b"))
    if since or until:
        found = found.filter(
            pl.lit(since).is_null() | (pl.col("day") >= since) if since else pl.col("day").is_not_null()
        )
        found = found.filter(pl.col("day") <= until) if until else found
    found = _sentences(ledger, found)
    found = _joined(found, _chains(ledger, found["document"].to_list()), "document")
    found = _joined(found, _amounts(ledger, found["event"].to_list()), "event")
    return found.sort(
        [pl.col("weight") * pl.col("value").abs(), "day", "happening"],
        descending=[True, False, False],
        nulls_last=True,
        maintain_order=True,
    )


def said(ledger: Ledger, a: str, b: str) -> pl.DataFrame:
    """Return statements about the two states, in order of publication.

    Columns: statement, speaker, role, country, sector, anonymous, verb, direct, quote, about (codes), start,
    end, sentence, sentence_start, sentence_end, document, title, outlet, published, chain.
    """
    a, b = dyad(ledger, a, b)
    found = _sentences(ledger, ledger.sql(query("said"), a=a, b=b))
    return _joined(found, _chains(ledger, found["document"].to_list()), "document")


def _sentences(ledger: Ledger, found: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    documents = found["document"].unique().to_list()
    texts = dict(ledger.sql(query("texts"), documents=documents).iter_rows()) if documents else {}
    spans = [_sentence(texts, *row) for row in found.select("document", "start", "end").iter_rows()]
    schema = {"sentence": pl.String, "sentence_start": pl.Int64, "sentence_end": pl.Int64}
    return found.hstack(pl.DataFrame(spans, schema=schema, orient="row"))


def _sentence(texts: dict[str, str], document: str, start: int, end: int) -> tuple[str, int, int]:
    low, high = sentence(texts[document], start, end)
    return texts[document][low:high], low, high


def _chains(ledger: Ledger, documents: list[str]) -> dict[str, list[str]]:
    wanted = sorted(set(documents))
    return dict(ledger.sql(query("chains"), documents=wanted).iter_rows()) if wanted else {}


def _amounts(ledger: Ledger, events: list[str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    rows = ledger.sql(query("amounts"), events=events).iter_rows(named=True) if events else iter(())
    for row in rows:
        found.setdefault(row.pop("event"), []).append(row)
    return found


def _joined(found: pl.DataFrame, values: dict[str, list[Any]], key: str) -> pl.DataFrame:
    import polars as pl

    amount = pl.Struct(
        {
            "value": pl.Float64(),
            "high": pl.Float64(),
            "unit": pl.String(),
            "item": pl.String(),
            "approximate": pl.Boolean(),
            "period_low": pl.Date(),
            "period_high": pl.Date(),
            "source": pl.String(),
            "quote": pl.String(),
        }
    )
    name, inner = ("chain", pl.String()) if key == "document" else ("amounts", amount)
    column = pl.Series(name, [values.get(one, []) for one in found[key]], dtype=pl.List(inner))
    return found.with_columns(column)
