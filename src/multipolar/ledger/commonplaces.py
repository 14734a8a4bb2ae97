"""Commonplaces: runs of words that stand in several stories, such as furniture, background and turns of phrase.

In: the shingles of each document, and a first guess at which documents are one story. Out: the shingles that
are a document's own. What is copied a hundred times is no commonplace: its copies are one story.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from multipolar.ledger.shingles import Numbers

_several = 3  # stories
_parts = 16  # parts of the numbers that are counted one after the other: a sixteenth of the memory


class Own:
    """The shingles of each document that are no commonplaces."""

    def __init__(self, shingles: Mapping[str, bytes], stories: Mapping[str, str]) -> None:
        import numpy as np

        lengths = np.array([len(found) // 4 for found in shingles.values()], dtype=np.int64)
        ends = np.cumsum(lengths).tolist()
        self._places = dict(zip(shingles, zip([0, *ends], ends, strict=False), strict=True))
        self._numbers = np.frombuffer(b"".join(shingles.values()), dtype="<u4")
        known = {story: number for number, story in enumerate(sorted(set(stories.values())))}
        told = np.array([known[stories[document]] for document in shingles], dtype=np.uint32)
        self._own = ~_common(self._numbers, np.repeat(told, lengths))

    def of(self, document: str) -> Numbers:
        """Return the own shingles of a document, sorted."""
        start, end = self._places[document]
        return self._numbers[start:end][self._own[start:end]]


def _common(numbers: Numbers, stories: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Tell of each number whether it stands in several stories."""
    import numpy as np

    common = np.zeros(len(numbers), dtype=np.bool_)
    part = numbers // (2**32 // _parts)
    for each in range(_parts):
        places = np.flatnonzero(part == each)
        pairs = (numbers[places].astype(np.uint64) << np.uint64(32)) | stories[places]
        order = np.argsort(pairs)
        common[places[order]] = _often(pairs[order])
    return common


def _often(pairs: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell of each of the sorted pairs of number and story whether its number has several stories."""
    import numpy as np

    number = pairs >> np.uint64(32)
    starts = np.flatnonzero(_new(number))
    if not len(starts):
        return np.zeros(0, dtype=np.bool_)
    counts = np.add.reduceat(_new(pairs), starts, dtype=np.int64)
    return np.repeat(counts >= _several, np.diff(starts, append=len(pairs)))


def _new(values: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell of each value whether it is another than the one before."""
    import numpy as np

    return np.concatenate((np.ones(min(1, len(values)), dtype=np.bool_), values[1:] != values[:-1]))
