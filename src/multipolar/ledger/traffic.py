"""Who may take blobs away while others write: nobody, between the writing of a blob and that of its row.

In: the folder of a ledger. Out: a lock, held by as many writers as there are, or by one that clears alone. The
system frees the lock of a program that was killed.
"""

from __future__ import annotations

import fcntl
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

lock = "blobs.lock"
_pause = 0.02  # seconds between two tries; writers hold the lock for less than that, mostly


@contextmanager
def entering(place: Path) -> Iterator[None]:
    """Keep the blobs of a batch from being cleared before their rows are in; others may enter as well."""
    with (place / lock).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextmanager
def clearing(place: Path, *, patience: float) -> Iterator[bool]:
    """Wait until nobody enters, at most for `patience` seconds, and tell whether it came to that."""
    with (place / lock).open("ab") as file:
        yield _alone(file, time.monotonic() + patience)


def _alone(file: IO[bytes], until: float) -> bool:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                return False
            time.sleep(_pause)
        else:
            return True
