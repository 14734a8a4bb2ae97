"""The corpus as training material: each document of a page with its scene, and each gold event laid on its words.

In: `corpus/NAME.gold.json` with its page. Out: `Page`s. A gold event is told by one word, its trigger: the word of its
quotation that the others hang on in the parse, or the next one where two events share it.
"""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multipolar.read.coders.scene import Scene
from multipolar.read.evaluation.folded import Folded
from multipolar.read.evaluation.gold import gold_page
from multipolar.read.extract import ENGLISH, layers_of
from multipolar.read.intake import Raw
from multipolar.read.page import documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Span, Token

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
SPLIT = CORPUS / "split.csv"
# How much farther from the root a word counts by its kind: acts are told by verbs and nouns.
KINDS = {
    "VERB": 0.0,
    "NOUN": 0.0,
    "ADJ": 0.0,
    "AUX": 1.5,
    "PROPN": 1.5,
    "ADV": 1.5,
    "NUM": 1.5,
    "INTJ": 1.5,
    "X": 1.5,
}
NAMED = 3.0  # the same for a word of a party's name
Gold = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """A gold event on its document: where its quotation stands, and the word that tells it (null: none left)."""

    gold: Gold
    start: int
    end: int
    inside: tuple[int, ...]  # tokens of the quotation
    trigger: int | None


@dataclass(frozen=True)
class Page:
    """A document of the corpus."""

    name: str
    scene: Scene
    told: tuple[Told, ...]
    lost: int  # events of the page that stand in no document of it: they can only be missed


def part(name: str) -> list[Path]:
    """Return the gold files of a part of the corpus: "dev" and "test" are listed, all others are "train"."""
    with SPLIT.open(encoding="utf-8") as lines:
        listed = {row["page"]: row["part"] for row in csv.DictReader(lines)}
    found = sorted(CORPUS.glob("*.gold.json"))
    return [path for path in found if listed.get(path.name.removesuffix(".gold.json"), "train") == name]


def digest(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of gold files and their pages, in the order given."""
    found = hashlib.sha256()
    for path in paths:
        found.update(path.read_bytes())
        found.update(gold_page(path).path.read_bytes())
    return found.hexdigest()


def pages(path: Path) -> list[Page]:
    """Return the documents of a page with the events that they tell."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    source = path.parent / gold["file"]
    published = date.fromisoformat(gold["published"]) if gold["published"] else None
    found, _ = documents(Raw(source.name, source.read_bytes(), source.suffix), published=published)
    scenes = [Scene(layers_of(document)) for document in found if document.language in ENGLISH]
    told, lost = _laid(scenes, sorted(gold["events"], key=lambda event: event["optional"]))
    name = path.name.removesuffix(".gold.json")
    return [
        Page(name, scene, tuple(told[number]), lost if number == 0 else 0)
        for number, scene in enumerate(scenes)
    ]


def _laid(scenes: list[Scene], events: list[Gold]) -> tuple[list[list[Told]], int]:
    """Lay events on the first document that has their words; count those that none has."""
    texts = [Folded(scene.doc.text) for scene in scenes]
    told: list[list[Told]] = [[] for _ in scenes]
    lost = 0
    for event in events:
        places = ((number, text.find(event["quote"])) for number, text in enumerate(texts))
        number, place = next(((n, place) for n, place in places if place), (0, None))
        if place is None:
            lost += not event["optional"]
            continue
        span = scenes[number].spans.covering(*place)
        taken = {each.trigger for each in told[number]}
        trigger = next((t.i for t in tellers(scenes[number], span) if t.i not in taken), None)
        told[number].append(Told(event, *place, tuple(token.i for token in span), trigger))
    return told, lost


def tellers(scene: Scene, span: Span) -> Iterator[Token]:
    """Yield the words of a quotation that may tell its event, likeliest first."""

    def rank(token: Token) -> tuple[float, int]:
        depth = sum(1 for _ in token.ancestors)
        return depth + KINDS[token.pos_] + NAMED * (token.i in scene.at), token.i

    yield from sorted((t for t in span if t.pos_ in KINDS and t.i in scene.number), key=rank)
