"""Extract: one document in, everything it says out. A pure function: same document, same records.

`layers_of` finds all but the acts (mentions, dates, amounts, statements); a coder then finds the acts. Coders are the
entry points of the group `multipolar.coders`; whatever they return is checked against the page, and an event whose
quote is not there verbatim becomes a problem.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol

from multipolar.errors import UsageError
from multipolar.ledger.records import Event, Problem, Reading
from multipolar.read.language import ENGLISH
from multipolar.read.layers import Layers, Seen

if TYPE_CHECKING:
    from multipolar.ledger.records import Document

# What finds the acts where nobody names another: the rules where the model was left out of the package.
CODER = "encoder" if files("multipolar.read.coders").joinpath("encoder.onnx").is_file() else "rules"


class Coder(Protocol):
    """What finds the acts of a page."""

    def __call__(self, layers: Layers, /) -> tuple[Event | Problem, ...]:
        """Return the events of a page, and what could not be coded."""


@cache
def coder(name: str) -> Coder:
    """Return the coder of that name; UsageError where none is installed, or where it lacks what it needs."""
    found = {point.name: point for point in entry_points(group="multipolar.coders")}
    if name not in found:
        raise UsageError(f"There is no coder {name!r}; installed: {', '.join(sorted(found)) or 'none'}.")
    loaded: Coder = found[name].load()
    if (ready := getattr(loaded, "ready", None)) is not None:
        ready()
    return loaded


def spent(name: str) -> str | None:
    """Return in words what a coder has spent so far, null where it costs nothing but time."""
    told = getattr(coder(name), "spent", None)
    return None if told is None else str(told())


def edition(name: str, least: float = 0.0) -> str:
    """Return by what a reading is known: the coder, the program's version, what else decides, and the least confidence.

    A coder says what else decides (its model) by a function `edition`. Another edition's records supersede these.
    """
    from multipolar import __version__

    own = getattr(coder(name), "edition", None)
    parts = [name, __version__, *([str(own())] if own else []), *([f"from {least}"] if least else [])]
    return " ".join(parts)


def layers_of(document: Document) -> Layers:
    """Return a document with its parse, mentions, dates, amounts and statements."""
    from multipolar.read.amounts import amounts
    from multipolar.read.coreference import corefer
    from multipolar.read.dates import dates
    from multipolar.read.mentions import mentions
    from multipolar.read.parse import parse
    from multipolar.read.statements import statements

    doc = parse(document.text)
    found = corefer(doc, mentions(doc, document.published))
    return Layers(
        document=document,
        doc=doc,
        mentions=found,
        dates=dates(document.text, document.published),
        amounts=amounts(document.text, document.published),
        statements=statements(document, doc, found),
    )


def extract(document: Document, *, code: str = CODER, least: float = 0.0) -> Reading:
    """Return a document with its events and statements; passages in other languages give none and say so.

    Events with a confidence (0–1) below `least` are left out.
    """
    return examine(document, code=code, least=least).reading


def examine(document: Document, *, code: str = CODER, least: float = 0.0) -> Seen:
    """Return what `extract` returns together with the layers that it rests on."""
    if document.language not in ENGLISH:
        what = f"The text is in {document.language!r}: kept and searchable, but only English gives events so far."
        problem = Problem("code", document.source, what, document.id)
        return Seen(Reading(document, problems=(problem,), coder=edition(code, least)))
    layers = layers_of(document)
    events, problems = checked(layers, coder(code)(layers), least)
    foreign = [(passage.start, passage.end) for passage in document.passages]
    reading = Reading(
        document=document,
        events=tuple(e for e in events if not any(start <= e.start < end for start, end in foreign)),
        statements=tuple(s for s in layers.statements if not any(a <= s.start < b for a, b in foreign)),
        problems=problems,
        coder=edition(code, least),
    )
    return Seen(reading, layers.mentions, layers.dates, layers.amounts)


def checked(
    layers: Layers, found: tuple[Event | Problem, ...], least: float = 0.0
) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """Return the sure events whose words stand in the text as they say, and the problems."""
    text, document = layers.document.text, layers.document
    what = "An event was dropped: its quotation does not stand in the text. Report it with the page."
    good, problems = [], [each for each in found if isinstance(each, Problem)]
    for event in (each for each in found if isinstance(each, Event)):
        if event.quote and text[event.start : event.end] == event.quote:
            good.append(event)
        else:
            said = f"{what} ({event.coder}: {event.quote[:60]!r})"
            problems.append(Problem("code", document.source, said, document.id))
    return tuple(event for event in good if event.confidence >= least), tuple(problems)
