"""The part of a report that is about one dyad: all its words, ready to print.

In: frames of `measure`. Out: plain values, lists and texts for the template, which decides nothing.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from multipolar.show.differences import heading, in_words
from multipolar.show.figures import Theme, svg, timeline
from multipolar.show.headline import certainty, headline, quiet
from multipolar.show.words import amount, count, country, day, direction, interval, month, percent, word

if TYPE_CHECKING:
    import polars as pl

    from multipolar.ledger.store import Ledger

shown = 20  # acts before the rest is folded away
wide, narrow = 820, 330  # pixels of a figure; narrow: on a phone


@dataclass(frozen=True, slots=True)
class Section:
    """One dyad: everything the template prints of it."""

    key: str
    name: str
    headline: str
    lines: list[str]
    best: dict[str, Any] | None
    figure: dict[str, str] | None
    shifts: list[dict[str, Any]]
    evidence: list[dict[str, Any]]
    more: list[dict[str, Any]]
    evidence_note: str
    more_note: str
    said: list[dict[str, Any]]
    documents: list[str]  # ids, in order of first citation


def section(ledger: Ledger, a: str, b: str, shifts: pl.DataFrame, *, alone: bool) -> Section:
    """Gather what is known of the dyad; *alone*: the report has no other, and its headline stands above."""
    import polars as pl

    from multipolar.ledger.account import differing
    from multipolar.measure.evidence import evidence, said
    from multipolar.measure.series import series

    acts, words = evidence(ledger, a, b), said(ledger, a, b)
    own = shifts.filter(pl.col("a") == min(a, b), pl.col("b") == max(a, b))
    rows = list(own.iter_rows(named=True))
    told = differing(ledger, acts["happening"].to_list())
    differs = {each["happening"]: _differently(each["differences"]) for each in told}
    items = [
        {**_act(row, _moved(rows, row["happening"])), "differs": differs.get(row["happening"])}
        for row in _ordered(acts, rows)
    ]
    spoken = [_said(row) for row in words.iter_rows(named=True)]
    cited = dict.fromkeys(item["document"] for item in (*items, *spoken))
    return Section(
        key=f"{a}-{b}",
        name="Acts and shifts" if alone else f"{country(a)} and {country(b)}",
        headline=headline(rows[0]) if rows else quiet(a, b),
        lines=[]
        if alone
        else [text for row in rows for text in (headline(row), certainty(row))] or [quiet(a, b)],
        best=None if alone or not items else items[0],
        figure=_figure(series(ledger, a, b), own, acts),
        shifts=[_shift(row) for row in rows],
        evidence=items[:shown],
        more=items[shown:],
        evidence_note=_note(items, rows),
        more_note=f"{count(len(items) - shown, 'more act')}",
        said=spoken,
        documents=list(cited),
    )


def _ordered(acts: pl.DataFrame, shifts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What moved a shift comes first, the weightiest first; the rest by weight."""
    places = {key: place for row in reversed(shifts) for place, key in enumerate(row["happenings"])}
    rows = list(acts.iter_rows(named=True))
    return sorted(rows, key=lambda row: places.get(row["happening"], len(places)))


def _moved(shifts: list[dict[str, Any]], happening: str) -> str | None:
    for row in shifts:
        if happening in row["happenings"]:
            push = row["contributions"][row["happenings"].index(happening)]
            return f"{'▲' if push > 0 else '▼'} moved the shift {row['direction']} by {abs(push):.1f}"
        if happening in row["against"]:
            return f"points against the shift {row['direction']}"
    return None


def _note(items: list[dict[str, Any]], shifts: list[dict[str, Any]]) -> str:
    order = "those that moved a shift first, then by weight" if shifts else "in order of weight"
    weight = "status, independent sources and certainty of reading, times the score"
    return f"{count(len(items), 'act')}, {order}: {weight}."


def _shift(row: dict[str, Any]) -> dict[str, Any]:
    size = f"{row['size']:+.1f}".replace("-", "−")
    return {
        "direction": row["direction"],
        "since": month(row["since"]),
        "range": f"{month(row['since_low'])} – {month(row['since_high'])}",
        "probability": percent(row["probability"]),
        "size": size,
        "n_happening": row["n_happening"],
        "n_source": row["n_source"],
    }


def _figure(values: pl.DataFrame, shifts: pl.DataFrame, acts: pl.DataFrame) -> dict[str, str] | None:
    if values.is_empty():
        return None
    themes: tuple[tuple[str, Theme, int], ...] = (
        ("light", "light", wide),
        ("dark", "dark", wide),
        ("narrow", "light", narrow),
        ("dark_narrow", "dark", narrow),
    )
    drawn = {
        name: _address(svg(timeline(values, shifts, acts, theme=theme, width=width)))
        for name, theme, width in themes
    }
    first, last = values["period"][0], values["period"][-1]
    text = f"Mean score by quarter, {month(first)} to {month(last)}, with acts and shifts."
    early = sum(value is not None and value < first for value in acts["day"])
    hidden = f" Told from memory, listed below but not drawn: {count(early, 'earlier act')}." if early else ""
    words = f"Timeline. {text} The table and the list below tell the same in words."
    return {**drawn, "caption": text + hidden, "alt": words}


def _address(picture: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(picture.encode()).decode()}"


def _act(row: dict[str, Any], moved: str | None) -> dict[str, Any]:
    return {
        **_cited(row),
        "event": row["event"],
        "kind": "cooperation" if row["quad"] <= 2 else "conflict",
        "what": _what(row),
        "moved": moved,
        "status": word("status", row["status"]),
        "voice": _voice(row),
        "when": _when(row),
        "amounts": [amount(value) for value in row["amounts"]],
        "told": _told(row),
    }


def _differently(differences: list[dict[str, Any]]) -> list[str]:
    """Return in words what the tellings of an act say differently; what only time moved is left to the status."""
    return [f"{heading(each)}: {in_words(each)}" for each in differences if each["kind"] == "conflict"]


def _told(row: dict[str, Any]) -> str:
    sources, documents = count(row["n_source"], "independent source"), count(row["n_document"], "document")
    return f"told by {sources} in {documents}"


def _said(row: dict[str, Any]) -> dict[str, Any]:
    home = [country(row["country"])] if row["country"] else []
    parts = [row["speaker"], *([row["role"]] if row["role"] else []), *home]
    return {
        **_cited(row),
        "event": row["statement"],
        "voice": ", ".join(parts) + (" (not named)" if row["anonymous"] else ""),
        "about": ", ".join(country(code) for code in row["about"]),
    }


def _cited(row: dict[str, Any]) -> dict[str, Any]:
    """The quotation in its sentence, and where it stands."""
    start, end = row["start"] - row["sentence_start"], row["end"] - row["sentence_start"]
    return {
        "document": row["document"],
        "before": row["sentence"][:start],
        "quote": row["quote"],
        "after": row["sentence"][end:],
        "language": row["language"],
        "direction": direction(row["language"]),
        "chain": publishers(row["chain"], row["outlet"]),
        "published": day(row["published"]) if row["published"] else None,
        "title": row["title"] or "The document",
    }


def publishers(chain: list[str], outlet: str | None) -> list[str]:
    """Return the publishers a text came through, the page's own last."""
    return [*chain, *([outlet] if outlet and (not chain or chain[-1] != outlet) else [])] or [
        "Publisher not told"
    ]


def _what(row: dict[str, Any]) -> str:
    text = word("type", row["type"]) + (f" ({row['mode']})" if row["mode"] else "")
    if row["actor"] is None:
        return f"{country(row['a'])} ↔ {country(row['b'])}: {text}"
    other = row["b"] if row["actor"] == row["a"] else row["a"]
    return f"{country(row['actor'])} → {country(other)}: {text}"


def _voice(row: dict[str, Any]) -> str:
    if row["voice_name"] is None:
        return "The page itself"
    parts = [row["voice_name"], row["voice_role"], country(row["voice_code"]) if row["voice_code"] else None]
    return ", ".join(part for part in parts if part) + (" (not named)" if row["voice_anonymous"] else "")


def _when(row: dict[str, Any]) -> str:
    if row["date_low"] is not None:
        said = f" (“{row['date_quote']}”)" if row["date_quote"] else ""
        return interval(row["date_low"], row["date_high"]) + said
    if row["day_kind"] == "published" and row["day"]:
        return f"Day not told; published on {day(row['day'])}"
    return "Day not told"
