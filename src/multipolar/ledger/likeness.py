"""How alike two texts are: sketches that find the pairs, and the comparison that decides.

In: texts. Out: a sketch of each (`candidates.py` finds the pairs worth comparing by them); of a pair, how many
of the names in the same places differ. Texts are alike by their shingles (runs of words), sketched by MinHash
(Broder 1997) and, where a short text stands in a long one, by sampled longer shingles (Manber 1994). Every
step looks at the texts alone, so the outcome does not depend on the order of reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from multipolar.ledger.shingles import number, runs, word, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    Names = dict[
        int, tuple[int, ...]
    ]  # words of names and figures, by the words before and after them, all as numbers

scheme = "words 4, minhash 128, keys 8/16, all shingles"  # a change makes every text be sketched again
permutations = 128
_shingle = 4  # words
_seed = 20150210
_key = 8  # words
_sampling = 16  # one key in so many is kept
_stops = ".!?:\n"
_token = re.compile(f"{word.pattern}|[{_stops}]")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to find texts like it; numbers are of 32 bits."""

    digest: bytes  # 128 numbers
    keys: bytes  # numbers of sampled longer runs of words
    shingles: bytes  # numbers of all distinct runs of four words, sorted


def sketch(texts: Sequence[str]) -> list[Sketch]:
    """Return the sketch of each text."""
    import numpy as np
    from rensa import RMinHash

    found = [words(text) for text in texts]
    shingles = [runs(each, _shingle) for each in found]
    digests = RMinHash.digests_from_token_sets(
        [list(map(str, numbers.tolist())) for numbers in shingles], permutations, _seed
    )
    return [
        Sketch(np.asarray(digest, dtype="<u4").tobytes(), _keys(each), numbers.astype("<u4").tobytes())
        for digest, each, numbers in zip(digests, found, shingles, strict=True)
    ]


def _keys(words: Sequence[str]) -> bytes:
    keys = runs(words, _key)
    kept: bytes = keys[keys % _sampling == 0].astype("<u4").tobytes()
    return kept


def names(text: str) -> Names:
    """Return the names and figures of a text by the two words before and the word after them."""
    found, named = _named(text)
    words = [0, 0, *map(number, found), 0]
    places: Names = {}
    start = 0
    for is_name, run in groupby(named):
        end = start + sum(1 for _ in run)
        if is_name:
            place = words[start] << 64 | words[start + 1] << 32 | words[end + 2]
            places[place] = places.get(place, ()) + tuple(words[start + 2 : end + 2])
        start = end
    return places


def _named(text: str) -> tuple[list[str], list[bool]]:
    """Return the words, and of each whether it is a figure or has a capital that does not merely begin a sentence."""
    found: list[str] = []
    named: list[bool] = []
    begins = True
    for token in _token.findall(text):
        if token in _stops:
            # after "Mr." or "Gen." no sentence begins
            begins = begins or not (named[-1] and len(found[-1]) < 5)
        else:
            first = token[0]
            named.append(first.isdigit() or (not begins and first.isupper()))
            found.append(token.casefold())
            begins = False
    return found, named


def swapped(one: Names, other: Names) -> float:
    """Return how many (0–1) of the names in the same places differ."""
    places = one.keys() & other.keys()
    found = sum(_differ(one[place], other[place]) for place in places)
    return found / len(places) if found > 1 else 0.0


def _differ(names: tuple[int, ...], others: tuple[int, ...]) -> bool:
    if names == others:
        return False
    some, more = set(names), set(others)
    return not (some <= more or more <= some)  # "Obama" for "Barack Obama" is no other name
