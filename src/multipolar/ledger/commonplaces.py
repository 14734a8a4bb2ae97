"""Commonplaces: runs of words that stand in several stories, such as furniture and background.

In: sampled runs of words (keys) of each document, and a first guess at which documents are one story. Out:
whether two texts share words that are their own. A text copied a hundred times is no commonplace: its copies
are one story.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Keys = NDArray[np.uint32]

_several = 3  # stories
_few = 4  # keys; with fewer there is no telling
_own = 0.12  # share of the shorter text's own keys that the longer has; a tenth of words replaced leaves 0.4


class Commonplaces:
    """The keys that stand in several stories, of those that are asked for."""

    def __init__(
        self, keys: Mapping[str, bytes], stories: Mapping[str, str], *, asked: Iterable[str]
    ) -> None:
        self._keys = keys
        self._common = _common(keys, stories, asked=sorted(set(asked)))

    def share_own(self, short: str, long: str) -> bool:
        """Tell whether the texts share words of their own; true where there are too few words to tell."""
        import numpy as np

        own = np.setdiff1d(_numbers(self._keys[short]), self._common, assume_unique=True)
        if len(_numbers(self._keys[short])) < _few:
            return True
        shared = len(np.intersect1d(own, _numbers(self._keys[long]), assume_unique=True))
        return shared >= max(2, _own * len(own))


def _numbers(keys: bytes) -> Keys:
    import numpy as np

    return np.frombuffer(keys, dtype="<u4")


def _common(keys: Mapping[str, bytes], stories: Mapping[str, str], *, asked: Sequence[str]) -> Keys:
    """Return the keys of the documents asked for that stand in several stories, sorted."""
    import numpy as np

    wanted = np.unique(np.concatenate([_numbers(keys[name]) for name in asked] or [_numbers(b"")]))
    numbers = {story: number for number, story in enumerate(sorted(set(stories.values())))}
    met = [_met(_numbers(found), wanted, numbers[stories[name]]) for name, found in keys.items()]
    pairs = np.unique(np.concatenate(met or [_met(wanted[:0], wanted, 0)]))
    counts = np.bincount((pairs >> 32).astype(np.int64), minlength=len(wanted))
    return wanted[counts >= _several]


def _met(found: Keys, wanted: Keys, story: int) -> NDArray[np.uint64]:
    """Return where each key stands in the wanted ones (high 32 bits), with the story (low 32 bits)."""
    import numpy as np

    places = np.searchsorted(wanted, found)
    inside = places < len(wanted)
    places = places[inside][wanted[places[inside]] == found[inside]]
    return np.asarray((places.astype(np.uint64) << np.uint64(32)) | np.uint64(story))
