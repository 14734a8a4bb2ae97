"""Tape: a page as the encoder reads it: wordpieces, with a mark before each mention of a party.

In: a `Scene` and the wordpiece vocabulary. Out: windows of at most `LONGEST` pieces. A window opens with the parties of
the page, each in a slot with a mark of its own; the same mark stands in the text before every mention of that party,
so that the model sees that "Islamabad", "its neighbour" and "they" are the third party of the list, and chooses
parties by slot, never by name. The middle of a window is judged; before and after it stands what the page says around.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from multipolar.errors import WorldError
from multipolar.read.coders.relations import Places, places, relations
from multipolar.read.coders.scene import key
from multipolar.read.coders.wordpiece import pieces
from multipolar.world.bodies import body
from multipolar.world.states import state

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from numpy.typing import NDArray

    from multipolar.read.coders.scene import Scene

SLOTS = 16  # parties a window can choose among
MARKS = 32  # marks in the vocabulary: training shuffles them, so that no slot means more than another
JUDGED, BEFORE, AFTER = 192, 72, 16  # pieces judged in one window, and read around them
LONGEST = 384  # pieces of a window in all, its list of parties and marks included
WORD, LETTERS, NAME = (
    6,
    100,
    4,
)  # pieces and letters of one word, pieces of a party's name; the rest is not read
TELLING = frozenset({"VERB", "NOUN", "ADJ", "AUX", "PROPN", "ADV", "INTJ", "X", "NUM"})
CLS, SEP, MASK, FIRST_MARK = (
    101,
    102,
    103,
    1,
)  # ids of BERT's uncased vocabulary; marks are [unused0], [unused1] …


class Word(NamedTuple):
    """A token of the page with its pieces and the parties whose mention begins at it."""

    token: int
    sentence: int
    pieces: tuple[int, ...]
    parties: tuple[str, ...]
    telling: bool  # it may tell an act: no sign, no article


@dataclass(frozen=True, slots=True)
class Tape:
    """A page: its words in order, and its parties, the most often mentioned first."""

    scene: Scene
    words: tuple[Word, ...]
    parties: tuple[str, ...]
    named: Places


@dataclass(frozen=True, slots=True)
class Window:
    """What the model reads at once. Arrays have one entry a piece, `heads` one a judged word."""

    pieces: NDArray[np.int64]
    sentence: NDArray[np.int64]  # number of the sentence, 0 in the list of parties
    slot: NDArray[np.int64]  # slot + 1 where the piece is a mark in the text, else 0
    party: NDArray[np.int64]  # positions of the marks in the list of parties, one a slot
    parties: tuple[str, ...]  # the code in each slot
    heads: NDArray[np.int64]  # positions of the first pieces of the judged words
    tokens: NDArray[np.int64]  # their tokens on the page
    relation: NDArray[np.int64]  # judged words × slots: how each party stands to the word (`relations.py`)


def called(code: str) -> str:
    """Return the name of a state or body."""
    try:
        return state(code).name
    except WorldError:
        return body(code).name


@cache
def named(party: str) -> tuple[int, ...]:
    """Return the pieces of a party's name: "pakistan", "rebels, mali"."""
    code, _, rebels = party.partition("/")
    name = called(code)
    return pieces(f"rebels {name}" if rebels else name)[:NAME]


def tape(scene: Scene, *, kept: Container[int] | None = None) -> Tape:
    """Return the tape of a page, or of those of its sentences whose numbers are `kept`."""
    begins: dict[int, tuple[str, ...]] = {}
    for mention in sorted(scene.layers.mentions, key=lambda each: each.start):
        span = scene.spans.covering(mention.start, mention.end)
        if mention.codes and len(span):
            codes = tuple(key(mention, code) for code in mention.codes)
            begins[span.start] = begins.get(span.start, ()) + codes
    tokens = [token for token in scene.doc if token.i in scene.number and not token.is_space]
    if kept is not None:
        tokens = [token for token in tokens if scene.number[token.i] in kept]
    words = (
        Word(
            token.i,
            scene.number[token.i] + 1,
            pieces(token.text[:LETTERS])[:WORD] or (MASK,),
            begins.get(token.i, ()),
            token.pos_ in TELLING,
        )
        for token in tokens
    )
    return Tape(scene, tuple(words), tuple(scene.rank), places(scene))


def cost(word: Word) -> int:
    """Return how many places a word takes on the tape."""
    return len(word.pieces) + len(word.parties)


def windows(page: Tape, *, judged: int = JUDGED) -> Iterator[tuple[slice, slice]]:
    """Yield the words read and those judged, window by window: whole sentences where they fit."""
    words, start = page.words, 0
    while start < len(words):
        end, full = start, 0
        while end < len(words) and (end == start or full + cost(words[end]) <= judged):
            full += cost(words[end])
            end += 1
        if end < len(words):  # do not cut a sentence unless it is longer than a window
            whole = end
            while whole > start and words[whole - 1].sentence == words[end].sentence:
                whole -= 1
            end = whole if whole > start else end
        yield slice(_reach(words, start, BEFORE, -1), _reach(words, end, AFTER, 1)), slice(start, end)
        start = end


def _reach(words: Sequence[Word], place: int, room: int, step: int) -> int:
    """Return how far back (step -1) or on (1) from a place one can read within so many pieces."""
    while place > 0 if step < 0 else place < len(words):
        room -= cost(words[place - 1 if step < 0 else place])
        if room < 0:
            break
        place += step
    return place


def chosen(page: Tape, read: slice, judged: slice) -> tuple[str, ...]:
    """Return the parties of a window's slots: those judged first, then those about them, then the page's."""
    near = [code for part in (judged, read) for word in page.words[part] for code in word.parties]
    return tuple(dict.fromkeys([*near, *page.parties]))[:SLOTS]


def window(page: Tape, read: slice, judged: slice) -> Window:
    """Return one window as arrays."""
    parties = chosen(page, read, judged)
    opening, listed = _opening(parties)
    text = _text(page, read, {party: number for number, party in enumerate(parties)}, LONGEST - len(opening))
    rows = [(piece, 0, 0) for piece in opening]  # piece, sentence, slot + 1
    heads, tokens = [], []
    for place, word, marks in text:
        rows += [(FIRST_MARK + mark, word.sentence, mark + 1) for mark in marks]
        if judged.start <= place < judged.stop and word.telling:
            heads.append(len(rows))
            tokens.append(word.token)
        rows += [(piece, word.sentence, 0) for piece in word.pieces]
    related = [relations(page.scene, page.scene.doc[token], parties, page.named) for token in tokens]
    pieces_, sentence, slot = np.asarray(rows, np.int64).T
    return Window(
        pieces=pieces_,
        sentence=sentence,
        slot=slot,
        party=np.asarray(listed, np.int64),
        parties=parties,
        heads=np.asarray(heads, np.int64),
        tokens=np.asarray(tokens, np.int64),
        relation=np.asarray(related, np.int64).reshape(len(tokens), len(parties)),
    )


def _opening(parties: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the pieces of the list of parties, and where in it their marks stand."""
    found, listed = [CLS], []
    for number, party in enumerate(parties):
        listed.append(len(found))
        found += [FIRST_MARK + number, *named(party)]
    return [*found, SEP], listed


def _text(page: Tape, read: slice, slot: dict[str, int], room: int) -> Iterator[tuple[int, Word, list[int]]]:
    """Yield the words of a window with their places and the slots marked before each, while there is room."""
    for place, word in enumerate(page.words[read], read.start):
        marks = [slot[party] for party in word.parties if party in slot][: max(room - WORD, 0)]
        room -= len(marks) + len(word.pieces)
        if room < 0:
            return
        yield place, word, marks
