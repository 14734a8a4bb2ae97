"""The reader: sources in, readings out, and into the book.

`readings` yields one `Page` for each file, item or address: its documents with events and statements, and the
problems met on the way. `read` also admits them to a ledger: a page is in the book whole or not at all, so an
interrupted run loses at most the page at hand and can simply be run again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from multipolar.errors import MultipolarError, UsageError
from multipolar.ledger.records import Problem, Reading
from multipolar.read.extract import CODER, extract
from multipolar.read.intake import LIMIT, Raw, intake
from multipolar.read.page import documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from multipolar.ledger.records import Document
    from multipolar.ledger.store import Admitted, Ledger

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Page:
    """What one source gave."""

    name: str
    data: bytes
    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Summary:
    """What a run read: counts, and the problems in the order of their finding."""

    pages: int = 0
    new: int = 0
    known: int = 0
    recoded: int = 0
    events: int = 0
    statements: int = 0
    problems: list[Problem] = field(default_factory=list)

    def add(self, page: Page, admitted: Admitted) -> None:
        """Count a page and what the book took of it."""
        self.new, self.known = self.new + admitted.new, self.known + admitted.known
        self.recoded += admitted.recoded
        self.pages += bool(page.readings)
        self.events += sum(len(reading.events) for reading in page.readings)
        self.statements += sum(len(reading.statements) for reading in page.readings)
        self.problems += [*page.problems, *(p for reading in page.readings for p in reading.problems)]


def readings(
    sources: Iterable[str],
    *,
    published: date | None = None,
    coder: str = CODER,
    least: float = 0.0,
    limit: int = LIMIT,
) -> Iterator[Page]:
    """Yield a page for each source; events less sure than `least` (0–1) are left out.

    `limit` is the largest page in bytes.
    """
    for raw in intake(sources, limit=limit):
        if isinstance(raw, Problem):
            yield Page(raw.source, b"", (), (raw,))
        else:
            yield page_of(raw, published, coder, least)


def page_of(raw: Raw, published: date | None, coder: str, least: float = 0.0) -> Page:
    """Read one page."""
    found, problems = of_each(raw, published, partial(extract, code=coder, least=least))
    return Page(raw.name, raw.data, found, problems)


def of_each(
    raw: Raw, published: date | None, make: Callable[[Document], Made]
) -> tuple[tuple[Made, ...], tuple[Problem, ...]]:
    """Return what is made of each document of a page, and its problems.

    Whatever goes wrong in a page becomes its problem, and the next one is read.
    """
    try:
        found, problems = documents(raw, published=published)
        made = tuple(make(document) for document in found)
    except UsageError:
        raise  # the caller's mistake, not the page's
    except MultipolarError as error:
        return (), (Problem("read", raw.name, str(error)),)
    except Exception as error:  # noqa: BLE001 : one bad page must not end the run of ten thousand
        what = f"The page could not be read ({type(error).__name__}: {error}). Report it with the page."
        return (), (Problem("read", raw.name, what),)
    return made, tuple(problems)


def read(  # noqa: PLR0913 : each is a choice of the user's
    sources: Iterable[str],
    ledger: Ledger,
    *,
    published: date | None = None,
    coder: str = CODER,
    least: float = 0.0,
    limit: int = LIMIT,
    seen: Callable[[Page], None] | None = None,
) -> Summary:
    """Read sources into the book and return what was read; `seen` is called after each page is in.

    A page without a date takes `published`; without both its relative dates stay null. Events less sure than `least`
    (0–1) are left out. Problems are data: they are in the summary and in the book.
    """
    summary = Summary()
    try:
        for page in readings(sources, published=published, coder=coder, least=least, limit=limit):
            admitted = ledger.admit(page.readings, blobs={sha256(page.data).hexdigest(): page.data})
            ledger.note(page.problems)
            summary.add(page, admitted)
            if seen:
                seen(page)
    finally:
        ledger.link()
    return summary
