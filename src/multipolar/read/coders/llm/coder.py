"""The LLM coder: passages of a page to a language model, its answers against the page, what stands into the ledger.

In: `Layers`. Out: events and problems. The question is the annotation guide (`guide.md`) with PLOVER's types; the page's words
stand between marks of their own and are data. Reached by `Settings` of the environment; see docs/plug-ins.md.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from multipolar.ledger.plover import acts
from multipolar.ledger.records import Event, Problem, content_id
from multipolar.read.coders.llm.client import Client
from multipolar.read.coders.llm.passages import orders, passages
from multipolar.read.coders.llm.schema import schema
from multipolar.read.coders.llm.settings import settings
from multipolar.read.coders.llm.vetting import Vetting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multipolar.read.coders.llm.passages import Passage
    from multipolar.read.layers import Layers


@cache
def client() -> Client:
    """Return the way to the model that the environment names; UsageError where it names none."""
    return Client(settings())


@cache
def guide() -> str:
    """Return the question's fixed part: how to annotate, and PLOVER's types with their modes."""
    told = files(__package__).joinpath("guide.md").read_text(encoding="utf-8")
    kinds = [act for act in acts() if act.mode is None]
    modes = {kind.type: [act.mode for act in acts() if act.type == kind.type and act.mode] for kind in kinds}
    lines = [
        f"- {kind.type}: {kind.meaning}. Modes: {', '.join(filter(None, modes[kind.type])) or 'none'}"
        for kind in kinds
    ]
    return told + "\n".join(lines) + "\n"


class LanguageModel:
    """The coder; a call reads one document."""

    def __call__(self, layers: Layers) -> tuple[Event | Problem, ...]:
        """Return the events that the language model tells and the page bears out, and a problem for each other one."""
        way = client()

        def read(part: Passage) -> list[Event | Problem]:
            answer = way.answer(guide(), question(layers, part), schema())
            return list(Vetting(layers, part, way.settings.model).records(answer))

        with ThreadPoolExecutor(way.settings.at_once) as pool:
            found = [each for part in pool.map(read, passages(layers.document.text)) for each in part]
        return (*distinct(found), *_spoken_to(layers))

    def ready(self) -> None:
        """Check the settings before the first page; UsageError where they do not do."""
        client()

    def edition(self) -> str:
        """Return the name of the language model."""
        return client().settings.model

    def spent(self) -> str:
        """Return in words how many questions and tokens the run took so far, and what they cost."""
        way = client()
        found = way.account
        kept = f" ({found.kept} more from the cache)" if found.kept else ""
        cost = f", {found.cost(way.settings.price):.4f} by the price given" if any(way.settings.price) else ""
        return f"{way.settings.model}: {found.asked} answers{kept}, {found.tokens_in:,} tokens in, {found.tokens_out:,} out{cost}."


llm = LanguageModel()


def question(layers: Layers, part: Passage) -> str:
    """Return what is asked about a passage.

    The mark around it is made of its own words, so that they cannot hold it: nothing in a page can end the passage early.
    """
    document, mark = layers.document, content_id("passage", part.text)
    named = {code: mention.name for mention in reversed(layers.mentions) for code in mention.codes}
    about = {
        "headline": document.title,
        "published": document.published and document.published.isoformat(),
        "parties": dict(sorted(named.items())),
    }
    told = json.dumps(about, ensure_ascii=False)
    return f"About the page (data as well): {told}\n\n<{mark}>\n{part.text}\n</{mark}>"


def distinct(found: list[Event | Problem]) -> Iterator[Event | Problem]:
    """Yield what was found, an act that is told twice in the same words once, the surest."""
    events = sorted((each for each in found if isinstance(each, Event)), key=lambda each: -each.confidence)
    kept: list[Event] = []
    for each in events:
        if not any(_same(each, other) for other in kept):
            kept.append(each)
    yield from sorted(kept, key=lambda each: (each.start, each.end))
    yield from (each for each in found if isinstance(each, Problem))


def _same(one: Event, other: Event) -> bool:
    overlap = one.start < other.end and other.start < one.end
    sides = [{party.code for party in (*each.actors, *each.recipients)} for each in (one, other)]
    return overlap and one.type == other.type and sides[0] == sides[1]


def _spoken_to(layers: Layers) -> Iterator[Problem]:
    """Say where a page gives orders to a machine."""
    document = layers.document
    for start, end in orders(document.text)[:1]:
        words = " ".join(document.text[start:end].split())[:80]
        what = f"The page gives orders to a machine ({words!r}); they were read as text, and no act rests on them."
        yield Problem("code", document.source, what, document.id)
