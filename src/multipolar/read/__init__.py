"""From a page to its records: sources, layout, language, names, dates, amounts, statements, acts.

The package can be called: `multipolar.read` is its function `read` whether or not the package is loaded already,
which would otherwise stand in the function's place.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multipolar.read.reader import Summary


class _Read(ModuleType):
    def __call__(self, *args: Any, **options: Any) -> Summary:  # noqa: ANN401 : as `read` takes them
        """Read sources into a ledger: see `multipolar.read.reader.read`."""
        from multipolar.read.reader import read

        return read(*args, **options)


sys.modules[__name__].__class__ = _Read
