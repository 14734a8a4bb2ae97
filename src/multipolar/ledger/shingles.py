"""Shingles: the words of a text and the runs of words by which texts are compared, as numbers.

In: a text. Out: its words; the numbers of its distinct runs of words, sorted. Equal runs have equal numbers;
different ones have the same in one of four thousand million cases. Of two texts: how many they share.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint32]

# a word, or one character of a script that writes without spaces
word = re.compile(r"[぀-ヿ㐀-䶿一-鿿]|[^\W_]+")
_factor, _stir = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9  # odd, so that no bit is lost (SplitMix64)


def words(text: str) -> list[str]:
    """Return the words of a text, whatever their case."""
    found: list[str] = word.findall(text.casefold())
    return found


def runs(words: Sequence[str], length: int) -> Numbers:
    """Return the numbers of the distinct runs of `length` words; a shorter text is one run."""
    import numpy as np

    numbers = np.fromiter(map(number, words), dtype=np.uint64, count=len(words))
    length = min(length, len(words))
    found = np.zeros(len(words) - length + 1, dtype=np.uint64)
    for i in range(length):
        found = found * np.uint64(_factor) + numbers[i : i + len(found)]
    found ^= found >> np.uint64(31)
    found *= np.uint64(_stir)
    return np.unique((found >> np.uint64(32)).astype(np.uint32))


def shared(one: Numbers, other: Numbers) -> int:
    """Return how many runs are in both."""
    import numpy as np

    return len(np.intersect1d(one, other, assume_unique=True))


@lru_cache(maxsize=1 << 16)
def number(word: str) -> int:
    """Return the number of a word."""
    return crc32(word.encode("utf-8", "replace"))
