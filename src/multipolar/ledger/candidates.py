"""Candidates: which pairs of texts are worth comparing, found without looking at every pair.

In: digests and keys of sketches. Out: pairs that look alike. Texts meet where a band of their MinHash digests is the same
(Leskovec, Rajaraman & Ullman, ch. 3), or where they have sampled longer shingles in common. Of a crowd that
meets in one place only the first few are compared with, so that time and memory grow with the number of
texts and not with its square.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.ledger.likeness import permutations

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Pairs = NDArray[np.uint64]  # the smaller index × the number of texts + the larger

_band = 2  # rows: texts with a quarter of their shingles in common meet in one band of 64 with 98 %
_together = 8  # bands after which pairs that met twice are made one
_hubs = 12  # of a crowd only the first few are compared with
_resemblance = 0.12  # estimated Jaccard index, below which a pair is not compared
_containment = 0.25  # the same for the share of the keys of the shorter
_part = 100_000  # pairs looked at together: 512 bytes for each side of each


def candidates(digests: Sequence[bytes], keys: Sequence[bytes]) -> NDArray[np.int64]:
    """Return the pairs (n × 2, smaller index first) of texts that look alike by their digests and keys.

    Give them in an order that does not depend on the order of reading: of a crowd the first few count.
    """
    import numpy as np

    if len(digests) < 2:
        return np.empty((0, 2), dtype=np.int64)
    pairs = np.unique(np.concatenate((_resembling(digests), _containing(keys))))
    return np.column_stack(_sides(pairs, len(digests)))


def _sides(pairs: Pairs, count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    import numpy as np

    one, other = np.divmod(pairs, np.uint64(count))
    return one.astype(np.int64), other.astype(np.int64)


def _resembling(digests: Sequence[bytes]) -> Pairs:
    import numpy as np

    table = np.frombuffer(b"".join(digests), dtype="<u4").reshape(len(digests), -1)
    found = np.empty(0, dtype=np.uint64)
    for start in range(0, permutations, _band * _together):
        bands = range(start, start + _band * _together, _band)
        found = np.unique(np.concatenate([found, *(_in_band(table, band) for band in bands)]))
    return found


def _in_band(digests: NDArray[np.uint32], start: int) -> Pairs:
    import numpy as np

    band = np.ascontiguousarray(digests[:, start : start + _band]).view("<u8").ravel()
    met = _met(band, np.arange(len(digests)), len(digests))
    parts = [met[first : first + _part] for first in range(0, max(1, len(met)), _part)]
    return np.concatenate([part[_equal(digests, part) >= _resemblance] for part in parts])


def _equal(digests: NDArray[np.uint32], pairs: Pairs) -> NDArray[np.float64]:
    """Return the share of equal numbers of the digests of each pair: an estimate of the Jaccard index."""
    import numpy as np

    one, other = _sides(pairs, len(digests))
    return np.asarray((digests[one] == digests[other]).mean(axis=1))


def _containing(keys: Sequence[bytes]) -> Pairs:
    import numpy as np

    sizes = np.array([len(found) // 4 for found in keys])
    owners = np.repeat(np.arange(len(keys)), sizes)
    met = _met(np.frombuffer(b"".join(keys), dtype="<u4"), owners, len(keys))
    pairs, shared = np.unique(met, return_counts=True)
    one, other = _sides(pairs, len(keys))
    found: Pairs = pairs[shared >= _containment * np.minimum(sizes[one], sizes[other])]
    return found


def _met(values: NDArray[np.unsignedinteger], owners: NDArray[np.int64], count: int) -> Pairs:
    """Return the pairs of owners of equal values: each owner with the first few of its crowd."""
    import numpy as np

    order = np.lexsort((owners, values))
    values, owners = values[order], owners[order].astype(np.uint64)
    first = np.searchsorted(values, values)  # where the crowd of each begins
    rank = np.arange(len(values)) - first
    pairs = [
        owners[first[later] + hub] * np.uint64(count) + owners[later]
        for hub in range(_hubs)
        if len(later := np.flatnonzero(rank > hub))
    ]
    return np.concatenate(pairs) if pairs else np.empty(0, dtype=np.uint64)
