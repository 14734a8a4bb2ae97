"""A report: one HTML file with the answer and its proof, which asks nothing of any network.

In: a ledger, and a dyad or none. Out: a file. All text of pages is hostile and escaped; the file forbids
itself scripts, fonts, frames and requests by a Content-Security-Policy.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multipolar.show.headline import certainty
from multipolar.show.marks import blocks
from multipolar.show.page import check, rendered, write
from multipolar.show.section import Section, publishers, section
from multipolar.show.words import count, country, day, direction

if TYPE_CHECKING:
    import polars as pl

    from multipolar.ledger.store import Ledger

most = 10  # dyads of a report on a whole ledger


def report(ledger: Ledger, *, dyad: tuple[str, str] | None, target: Path) -> Path:
    """Write the report on a dyad, or on the strongest shifts of the ledger, and return its path.

    An existing file is replaced whole or not at all. `ShowError` where it cannot be written.
    """
    from multipolar.measure.dyads import dyad as known
    from multipolar.measure.shifts import shifts

    target = Path(target)
    check(target)
    pair = known(ledger, *dyad) if dyad else None
    found = shifts(ledger, dyad=pair)
    page = _dyad_page(ledger, pair, found) if pair else _ledger_page(ledger, found)
    return write(target, rendered("report", "style", page=page))


def _dyad_page(ledger: Ledger, pair: tuple[str, str], found: pl.DataFrame) -> dict[str, Any]:
    one = section(ledger, *pair, found, alone=True)
    rows = list(found.iter_rows(named=True))
    lead = certainty(rows[0]) if rows else "The acts below, taken together, speak neither for nor against."
    return _page(ledger, f"{country(pair[0])} and {country(pair[1])}", one.headline, lead, [one])


def _ledger_page(ledger: Ledger, found: pl.DataFrame) -> dict[str, Any]:
    """The surest shifts; where there are none, the pairs that the pages tell most of."""
    from multipolar.measure.dyads import dyads

    moved = list(dict.fromkeys(found.select("a", "b").iter_rows()))
    pairs = moved or list(dyads(ledger).select("a", "b").iter_rows())
    sections = [section(ledger, a, b, found, alone=False) for a, b in pairs[:most]]
    first = sections[0].headline if moved else "No shift between any two states is likelier than not."
    what = f"{count(len(found), 'shift')} found, of {count(len(moved), 'pair')} of states"
    lead = what if moved else f"The pages tell of {count(len(pairs), 'pair')} of states"
    which = "surest" if moved else "most told"
    rest = f"; the {which} {most} are shown." if len(pairs) > most else "."
    return _page(ledger, "Who moves toward or away from whom", first, lead + rest, sections)


def _page(ledger: Ledger, title: str, headline: str, lead: str, sections: list[Section]) -> dict[str, Any]:
    from multipolar import __version__

    counts = ledger.counts()
    cited = dict.fromkeys(key for one in sections for key in one.documents)
    return {
        "title": title,
        "headline": headline,
        "lead": lead,
        "sections": sections,
        "documents": [found for key in cited if (found := _document(ledger, key))],
        "made": day(datetime.now(UTC).date()),
        "version": __version__,
        "counts": ", ".join(
            (
                count(counts.documents, "document"),
                f"{counts.stories:,} {'story' if counts.stories == 1 else 'stories'}",
                count(counts.events, "event"),
                count(counts.happenings, "happening"),
                count(counts.statements, "statement"),
            )
        ),
    }


def _document(ledger: Ledger, key: str) -> dict[str, Any] | None:
    reading = ledger.reading(key)
    if reading is None:
        return None
    document = reading.document
    return {
        "key": key,
        "title": document.title or "Without title",
        "byline": ", ".join(document.byline),
        "chain": publishers(list(document.chain), document.outlet),
        "published": day(document.published) if document.published else None,
        "source": document.source,
        "language": document.language,
        "direction": direction(document.language),
        "blocks": blocks(reading),
    }
