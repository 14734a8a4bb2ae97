"""The pages of `multipolar demo`: news in the project's own words, about documented acts of 2001-2023.

In: nothing. Out: the sample files as they stand in the package. `README.md` says what each page is and where
its facts can be checked; `manifest.csv` is the same for programs.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

PAGE_SUFFIXES = (".html", ".jsonl", ".md", ".txt")
NOTES = frozenset({"README.md"})


def pages() -> list[Traversable]:
    """Return the sample pages, sorted by file name; the notes beside them are left out."""
    found = (entry for entry in files(__name__).iterdir() if is_page(entry))
    return sorted(found, key=lambda entry: entry.name)


def is_page(entry: Traversable) -> bool:
    """Tell whether an entry of the folder is a page to read, an empty one included."""
    return entry.is_file() and entry.name.endswith(PAGE_SUFFIXES) and entry.name not in NOTES
