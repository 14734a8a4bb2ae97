"""Relations: how a party stands to a word of the page: by the parse where it says so, else by distance.

In: a scene and a word that may tell an act. Out: party → the number of its relation. A party stands in a slot about the
word ("subj", "to" …), where it is the phrase, owns it, or hangs on it; or it is named near, before or after, in an
earlier sentence, or only in a later one: then it counts, too, whether the page is about it, for an act that leaves a
party out leaves out the one that everyone has in mind.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from multipolar.read.coders.clause import slots
from multipolar.read.coders.scene import key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from multipolar.read.coders.scene import Scene

SLOTS = (
    "subj", "obj", "iobj", "by", "poss", "mod", "to", "with", "from", "in", "of", "between", "against", "on", "at", "for",
    "into", "over", "about", "among", "toward", "other",
)  # fmt: skip
ALIKE = {"towards": "toward", "upon": "on", "onto": "into", "amongst": "among"}
MANNERS = ("is", "own", "other")
NEAR = (3, 10)  # tokens: next to, near, far
BACK = 3  # sentences back; all before are alike
UNSEEN = 0  # not in the window
BEFORE, AFTER = 1, 1 + len(NEAR) + 1
EARLIER = AFTER + len(NEAR) + 1
LATER = EARLIER + BACK
PLACES = LATER + 1
RANKS = 4  # the page's first, second and third party by number of mentions, and all others
STANDING = PLACES * RANKS
RELATIONS = STANDING + len(SLOTS) * len(MANNERS)

Places = dict[str, list[int]]


def places(scene: Scene) -> Places:
    """Return party → the tokens at which it is named, in order."""
    found: Places = {}
    for head, mention in sorted(scene.heads, key=lambda pair: pair[0].i):
        for code in mention.codes:
            found.setdefault(key(mention, code), []).append(head.i)
    return found


def relations(scene: Scene, word: Token, parties: Sequence[str], named: Mapping[str, list[int]]) -> list[int]:
    """Return the relation of each party to a word."""
    stand = standing(scene, word)
    return [stand.get(code) or elsewhere(scene, word, code, named) for code in parties]


def elsewhere(scene: Scene, word: Token, code: str, named: Mapping[str, list[int]]) -> int:
    """Return the relation of a party that stands in no slot: where it is named, and how much the page is about it."""
    rank = min(scene.rank.get(code, RANKS), RANKS - 1)
    return distance(scene, word, named.get(code, ())) + PLACES * rank


def standing(scene: Scene, word: Token) -> dict[str, int]:
    """Return party → its slot about a word and the manner in which it fills it, the first of several."""
    found: dict[str, int] = {}
    for slot, head in slots(word):
        name = ALIKE.get(slot, slot)
        place = SLOTS.index(name) if name in SLOTS else len(SLOTS) - 1
        for held in scene.held(head):
            manner = MANNERS.index(held.manner) if held.manner in MANNERS else len(MANNERS) - 1
            found.setdefault(held.code, STANDING + place * len(MANNERS) + manner)
    return found


def distance(scene: Scene, word: Token, named: Sequence[int]) -> int:
    """Return how far from a word a party is named: in its sentence, before it, or only after it."""
    if not named:
        return UNSEEN
    place = bisect_left(named, word.i)
    before, after = named[:place][-1:], named[place:][:1]
    number = scene.number[word.i]
    same = [at for at in (*before, *after) if scene.number.get(at) == number]
    if same:
        at = min(same, key=lambda each: abs(each - word.i))
        step = sum(abs(at - word.i) > reach for reach in NEAR)
        return (BEFORE if at < word.i else AFTER) + step
    if before:
        back = number - scene.number.get(before[0], number - BACK)
        return EARLIER + min(max(back, 1), BACK) - 1
    return LATER
