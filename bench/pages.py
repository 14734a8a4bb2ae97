"""Pages that benches read, and the reading of one in a process of its own."""

from __future__ import annotations

import resource
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multipolar.ledger.records import Document

WORDS, PAGES = (500, 700), 60  # of the pages that are read


def usual() -> list[Path]:
    """Return pages of the corpus of the usual length."""
    pages = sorted((Path(__file__).parents[1] / "corpus").glob("*.txt"))
    return [page for page in pages if WORDS[0] <= len(page.read_text("utf-8").split()) <= WORDS[1]][:PAGES]


def documents_of(page: Path) -> list[Document]:
    """Return the documents of a page."""
    from multipolar.read.intake import Raw
    from multipolar.read.page import documents

    found, _ = documents(Raw(page.name, page.read_bytes(), page.suffix), published=date(2020, 1, 1))
    return [document for document in found if document.language == "en"]


def coded(page: Path, name: str) -> tuple[int, float]:
    """Read a page; return the number of its documents and the most memory this process has held, in MB."""
    from multipolar.read.extract import coder, layers_of

    found = documents_of(page)
    for document in found:
        coder(name)(layers_of(document))
    return len(found), held()


def held() -> float:
    """Return the most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
