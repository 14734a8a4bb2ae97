"""What the program sees on a page, drawn over its text: one HTML file.

In: an `Inspection` of the reader. Out: a file. Each layer can be hidden by its switch, without any script.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multipolar.show.findings import LAYERS, findings
from multipolar.show.page import check, rendered, write
from multipolar.show.section import publishers
from multipolar.show.weave import paragraphs
from multipolar.show.words import count, day, direction, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multipolar.ledger.records import Document
    from multipolar.read.inspection import Inspection
    from multipolar.read.layers import Seen
    from multipolar.show.findings import Finding

COUNTED = frozenset({"event", "statement", "date", "amount", "mention", "coreference"})


def draw(inspection: Inspection, *, target: Path) -> Path:
    """Write what the program sees on a page as one HTML file that asks nothing of the network, and return its path.

    An existing file is replaced whole or not at all. `ShowError` where it cannot be written.
    """
    target = Path(target)
    check(target)
    return write(target, rendered("inspection", "style", "inspection", page=_page(inspection)))


def particulars(seen: Seen, found: Sequence[Finding]) -> list[tuple[str, str]]:
    """Return what is known of a document as a whole: what, and which."""
    document = seen.reading.document
    rows = [
        ("title", document.title or "not told"),
        ("byline", ", ".join(document.byline) or "not told"),
        ("chain", " → ".join(publishers(list(document.chain), document.outlet))),
        ("published", day(document.published)),
        ("language", _languages(document)),
        ("role", document.role + (", broken off" if document.truncated else "")),
        ("source", document.source),
        ("id", document.id),
    ]
    return [*rows, ("found", _counted(found))]


def _languages(document: Document) -> str:
    """Return the language of a document and of its passages, with the states that each foreign one names."""
    about: dict[str, dict[str, None]] = {}
    for passage in document.passages:
        about.setdefault(passage.language, {}).update(dict.fromkeys(passage.about))
    told = {
        tongue: f"{tongue} (names {', '.join(codes)})" if codes else tongue for tongue, codes in about.items()
    }
    own = told.pop(document.language, document.language)
    return own + (f", with passages in {', '.join(told[tongue] for tongue in sorted(told))}" if told else "")


def _counted(found: Sequence[Finding]) -> str:
    numbers = Counter(each.layer for each in found)
    told = [count(numbers[layer], layer) for layer in LAYERS if numbers[layer] and layer in COUNTED]
    return ", ".join(told) or "nothing"


def _page(inspection: Inspection) -> dict[str, Any]:
    from multipolar import __version__

    return {
        "name": inspection.name,
        "layers": [(layer, word("layer", layer)) for layer in LAYERS],
        "problems": [problem.what for problem in inspection.problems],
        "documents": [_document(seen) for seen in inspection.documents],
        "version": __version__,
    }


def _document(seen: Seen) -> dict[str, Any]:
    document, found = seen.reading.document, findings(seen)
    return {
        "title": document.title or "Without title",
        "language": document.language,
        "direction": direction(document.language),
        "particulars": particulars(seen, found),
        "paragraphs": paragraphs(document, found),
    }
