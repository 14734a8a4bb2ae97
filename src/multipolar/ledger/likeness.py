"""How alike two texts are: sketches that find the pairs, and the comparison that decides.

In: texts. Out: a sketch of each; from all sketches the pairs worth comparing; of a pair, what it shares.
Texts are alike by their shingles (runs of words), found by MinHash and bands (Broder 1997; Leskovec,
Rajaraman & Ullman, ch. 3) and, where a short text stands in a long one, by sampled longer shingles (Manber
1994). Every step looks at the texts alone, so the outcome does not depend on the order of reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

scheme = "words 4, minhash 128, keys 8/4"  # a change makes every text be sketched again
_shingle = 4  # words
_permutations = 128
_band = 2  # rows: texts with a quarter of their shingles in common meet in one band of 64 with 98 %
_seed = 20150210
_key = 8  # words
_sampling = 4  # one key in so many is kept …
_meeting = 16  # … and one in so many makes texts meet
_hubs = 12  # of a crowd that meets in one place only the first few are compared with: the work stays linear
_resemblance = 0.12  # estimated Jaccard index, below which a pair is not compared
_containment = 0.25  # the same for the share of the keys of the shorter
_stop = re.compile(r"[.!?:\n]")
# a word, or one character of a script that writes without spaces
_word = re.compile(r"[぀-ヿ㐀-䶿一-鿿]|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to find texts like it."""

    size: int  # distinct shingles
    digest: bytes  # 128 numbers of 32 bits
    keys: bytes  # numbers of 32 bits


@dataclass(frozen=True, slots=True)
class Content:
    """What is compared of a text."""

    shingles: frozenset[int]
    names: dict[tuple[str, str], set[str]]  # names and figures by the words before and after them


def content(text: str) -> Content:
    """Return the distinct shingles of a text, as numbers, and the names and figures in their places."""
    found = list(_word.finditer(text))
    words = [match[0].casefold() for match in found]
    return Content(frozenset(_runs(words, _shingle)), _names(words, _named(text, found)))


def _named(text: str, found: Sequence[re.Match[str]]) -> list[bool]:
    """Tell of each word whether it is a figure or has a capital that does not merely begin a sentence."""
    named: list[bool] = []
    before = 0
    for number, match in enumerate(found):
        begins = not named or _stop.search(text, before, match.start()) is not None
        # after "Mr." or "Gen." no sentence begins
        begins = begins and not (named and named[-1] and len(found[number - 1][0]) < 5)
        first = match[0][0]
        named.append(first.isdigit() or (first.isupper() and not begins))
        before = match.end()
    return named


def _runs(words: Sequence[str], length: int) -> Iterable[int]:
    last = max(1, len(words) - length + 1)
    return (crc32(" ".join(words[i : i + length]).encode("utf-8", "replace")) for i in range(last))


def _names(words: Sequence[str], named: Sequence[bool]) -> dict[tuple[str, str], set[str]]:
    names: dict[tuple[str, str], set[str]] = {}
    start = 0
    for is_name, run in groupby(named):
        end = start + len(list(run))
        if is_name:
            place = (" ".join(words[max(0, start - 2) : start]), " ".join(words[end : end + 1]))
            names.setdefault(place, set()).update(words[start:end])
        start = end
    return names


def sketch(texts: Sequence[str]) -> list[Sketch]:
    """Return the sketch of each text."""
    import numpy as np
    from rensa import RMinHash

    words = [[word.casefold() for word in _word.findall(text)] for text in texts]
    shingles = [sorted(set(_runs(found, _shingle))) for found in words]
    digests = RMinHash.digests_from_token_sets(
        [[str(number) for number in numbers] for numbers in shingles], _permutations, _seed
    )
    return [
        Sketch(len(numbers), np.asarray(digest, dtype="<u4").tobytes(), _keys(found))
        for numbers, digest, found in zip(shingles, digests, words, strict=True)
    ]


def _keys(words: Sequence[str]) -> bytes:
    import numpy as np

    kept = {number for number in _runs(words, _key) if number % _sampling == 0}
    return np.asarray(sorted(kept), dtype="<u4").tobytes()


def candidates(sketches: Sequence[Sketch]) -> NDArray[np.int64]:
    """Return the pairs (n × 2, smaller index first) that look alike by their sketches.

    Give them in an order that does not depend on the order of reading: of a crowd the first few count.
    """
    import numpy as np

    if len(sketches) < 2:
        return np.empty((0, 2), dtype=np.int64)
    return np.unique(np.concatenate((_resembling(sketches), _containing(sketches))), axis=0)


def _resembling(sketches: Sequence[Sketch]) -> NDArray[np.int64]:
    import numpy as np

    digests = np.frombuffer(b"".join(s.digest for s in sketches), dtype="<u4").reshape(len(sketches), -1)
    owners = np.arange(len(digests))
    met = [_crowds(_joined(digests[:, i : i + _band]), owners) for i in range(0, _permutations, _band)]
    pairs = np.unique(np.concatenate(met), axis=0)
    return pairs[_equal(digests, pairs) >= _resemblance]


def _equal(digests: NDArray[np.uint32], pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the share of equal numbers of the digests of each pair: an estimate of the Jaccard index."""
    import numpy as np

    parts = np.array_split(pairs, 1 + len(pairs) // 100_000)  # not all at once: 512 bytes a pair and side
    return np.concatenate([(digests[part[:, 0]] == digests[part[:, 1]]).mean(axis=1) for part in parts])


def _containing(sketches: Sequence[Sketch]) -> NDArray[np.int64]:
    import numpy as np

    kept = [np.frombuffer(s.keys, dtype="<u4") for s in sketches]
    keys = [numbers[numbers % _meeting == 0] for numbers in kept]
    sizes = np.array([len(found) for found in keys])
    owners = np.repeat(np.arange(len(keys)), sizes)
    met = _crowds(np.concatenate(keys).astype(np.uint64), owners)
    pairs, shared = np.unique(met, axis=0, return_counts=True)
    enough = _containment * np.minimum(sizes[pairs[:, 0]], sizes[pairs[:, 1]])
    return np.asarray(pairs[shared >= enough], dtype=np.int64)


def _joined(columns: NDArray[np.uint32]) -> NDArray[np.uint64]:
    import numpy as np

    return np.ascontiguousarray(columns).view("<u8").ravel().astype(np.uint64)


def _crowds(values: NDArray[np.uint64], owners: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return pairs of owners of equal values: each owner with the first few of its crowd."""
    import numpy as np

    order = np.lexsort((owners, values))
    values, owners = values[order], owners[order]
    first = np.searchsorted(values, values)  # where the crowd of each begins
    rank = np.arange(len(values)) - first
    pairs = [
        np.column_stack((owners[first[later] + hub], owners[later]))
        for hub in range(_hubs)
        if len(later := np.flatnonzero(rank > hub))
    ]
    return np.concatenate(pairs).astype(np.int64) if pairs else np.empty((0, 2), dtype=np.int64)


def compare(one: Content, other: Content) -> tuple[int, float]:
    """Return how many shingles two texts share, and how many (0–1) of the names in the same places differ."""
    places = one.names.keys() & other.names.keys()
    swapped = sum(_differ(one.names[place], other.names[place]) for place in places)
    return len(one.shingles & other.shingles), swapped / len(places) if swapped > 1 else 0.0


def _differ(names: set[str], others: set[str]) -> bool:
    return not (names <= others or others <= names)  # "Obama" for "Barack Obama" is no other name
