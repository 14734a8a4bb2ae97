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
from multipolar.read.sentences import sentence
from train.briefs import briefs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Span, Token

    from train.briefs import Brief

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
    beyond: bool = (
        False  # an act of PLOVER that is no event by the guide: inside a state, or by private persons
    )


@dataclass(frozen=True)
class Page:
    """A document of the corpus. Of a brief all acts are told, of a page only those that are events by the guide."""

    name: str
    scene: Scene
    told: tuple[Told, ...]
    lost: int = 0  # events of the page that stand in no document of it: they can only be missed
    brief: bool = False


def part(name: str) -> list[Path]:
    """Return the gold files and the briefs of a part of the corpus: "dev" and "test" are listed, all others are "train"."""
    with SPLIT.open(encoding="utf-8") as lines:
        listed = {row["page"]: row["part"] for row in csv.DictReader(lines)}
    found = sorted(CORPUS.glob("*.gold.json")) + sorted(CORPUS.glob("briefs/*.txt"))
    return [path for path in found if listed.get(called(path), "train") == name]


def called(path: Path) -> str:
    """Return the name of a page or of a file of briefs: `ba01-tashkent-turns`, `briefs/ca01`."""
    name = path.relative_to(CORPUS).as_posix()
    return name.removesuffix(".gold.json" if name.endswith(".json") else ".txt")


def digest(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of gold files and their pages, in the order given."""
    found = hashlib.sha256()
    for path in paths:
        found.update(path.read_bytes())
        if path.suffix == ".json":
            found.update(gold_page(path).path.read_bytes())
    return found.hexdigest()


def described(paths: Sequence[Path]) -> str:
    """Return in words what gold files and briefs hold: how many pages and items, and their digest."""
    golds = sum(path.suffix == ".json" for path in paths)
    items = sum(len(briefs(path)) for path in paths if path.suffix == ".txt")
    held = f"{golds} pages" + (f" and {items:,} briefs" if items else "")
    return f"{held}, SHA-256 `{digest(paths)[:16]}…`"


def pages(path: Path) -> list[Page]:
    """Return the documents of a page, or the items of a file of briefs, with what they tell."""
    if path.suffix == ".txt":
        return [_brief(each) for each in briefs(path)]
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


def _brief(item: Brief) -> Page:
    """Lay the acts of a brief on its words, the longer marks after those inside them."""
    scene = Scene(layers_of(sentence(item.text, item.published)))
    told: list[Told] = []
    for act in sorted(item.acts, key=lambda each: (each["optional"], each["end"] - each["start"])):
        span = scene.spans.covering(act["start"], act["end"])
        taken = {each.trigger for each in told}
        words = tellers(scene, span) if act["type"] else ()  # what was told before is neither an act nor none
        trigger = next((t.i for t in words if t.i not in taken), None)
        inside = tuple(token.i for token in span)
        told.append(Told(act, act["start"], act["end"], inside, trigger, act["beyond"]))
    return Page(item.name, scene, tuple(told), brief=True)


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
