"""Page: the bytes of a page in, its documents out, each with its chain of publishers, day, language and passages.

A plug-in of the group `multipolar.sources` takes the bytes apart (`read/sources/`); what the bytes are is decided by
the bytes, the file's suffix only where they leave it open.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date  # noqa: TC003 : dataclass fields are read at run time
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from multipolar.ledger.records import Document, Passage, Problem, Role, identified
from multipolar.read.encoding import BOMS
from multipolar.read.language import ENGLISH, language, passages
from multipolar.world.tongues import find_named

if TYPE_CHECKING:
    from multipolar.read.intake import Raw


@dataclass(frozen=True, slots=True)
class Page:
    """One document as a source gives it: what the page says of itself, nothing added."""

    text: str
    title: str | None = None
    byline: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    outlet: str | None = None  # the publisher of the page at hand, where it is not the last of the chain
    days: tuple[date, ...] = ()  # of publication, in data meant for machines
    day: date | None = None  # of publication, as printed
    language: str | None = None  # as declared for this document alone
    role: Role = "article"
    truncated: bool = False
    notes: tuple[str, ...] = ()  # what is wrong with it, what was repaired


Source = Callable[["Raw"], list[Page | Problem]]

SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "markdown",
    ".markdown": "markdown",
}
LOOKED = 100_000  # characters of a passage that are searched for names of states
HTML = re.compile(
    rb"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--.{0,2000}?-->\s{0,200}){0,5}<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
TAGS = re.compile(
    rb"</?(?:html|head|body|div|p|span|a|h[1-6]|article|section|table|ul|br|meta|title)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
JSON_OBJECT = re.compile(rb'\s{0,200}\{\s{0,200}"[^"\n]{1,60}"\s{0,20}:')


def documents(raw: Raw, *, published: date | None = None) -> tuple[list[Document], list[Problem]]:
    """Return the documents of a page and what could not be read of it; `published` wins over the page's own day."""
    found: list[Document] = []
    problems: list[Problem] = []
    for page in _pages(raw):
        if isinstance(page, Problem):
            problems.append(page)
            continue
        document, notes = _document(raw, page, published)
        if not document.text.strip() or any(other.id == document.id for other in found):
            problems += [Problem("read", raw.name, note) for note in notes]
            continue
        found.append(document)
        problems += [Problem("read", raw.name, note, document.id) for note in notes]
    if not found and not problems:
        problems.append(Problem("read", raw.name, f"{raw.name} has no text to read in it."))
    return found, problems


def kind(raw: Raw) -> str:
    """Return the name of the source plug-in that reads the page."""
    if raw.data.startswith(tuple(mark for mark, _ in BOMS[1:])):  # two or four bytes a character: no sniffing
        return SUFFIXES.get(raw.suffix, "text")
    head = raw.data[:8192].removeprefix(BOMS[0][0])
    named = raw.suffix.removeprefix(".")
    if HTML.match(head) or (head.lstrip()[:1] == b"<" and len(TAGS.findall(head)) >= 3):
        return "html"
    if named in _sources() and named not in {"html", "text", "jsonl", "markdown"}:
        return named
    if SUFFIXES.get(raw.suffix) == "html":
        return "html" if TAGS.search(head) else "text"
    return "jsonl" if JSON_OBJECT.match(head) else SUFFIXES.get(raw.suffix, "text")


@cache
def _sources() -> dict[str, Source]:
    return {entry.name: entry.load() for entry in entry_points(group="multipolar.sources")}


def _pages(raw: Raw) -> list[Page | Problem]:
    name = kind(raw)
    try:
        return _sources()[name](raw)
    except Exception as error:  # noqa: BLE001 : one page or plug-in that fails must not stop ten thousand others
        reason = f"{type(error).__name__}: {error}"[:300]
        return [Problem("read", raw.name, f"The source {name!r} failed on {raw.name} ({reason}).")]


def _document(raw: Raw, page: Page, published: date | None) -> tuple[Document, tuple[str, ...]]:
    day, notes = _published(page, published)
    tongue = page.language or language(page.text)
    document = Document(
        id="",
        source=raw.name,
        role=page.role,
        title=page.title,
        byline=page.byline,
        chain=page.chain,
        outlet=page.outlet or (page.chain[-1] if page.chain else None),
        published=day,
        language=tongue,
        text=page.text,
        passages=_foreign(page.text, tongue),
        truncated=page.truncated,
        blob=hashlib.sha256(raw.data).hexdigest(),
    )
    return identified(document), (*page.notes, *notes)


def _foreign(text: str, tongue: str) -> tuple[Passage, ...]:
    """Return the passages that are not English with the states named in them; the whole of a text in another language."""
    found = passages(text, tongue) if tongue in ENGLISH or not text else (Passage(0, len(text), tongue),)
    return tuple(replace(each, about=_about(text, each)) for each in found)


def _about(text: str, passage: Passage) -> tuple[str, ...]:
    named = find_named(text[passage.start : min(passage.end, passage.start + LOOKED)], passage.language)
    return tuple(dict.fromkeys(each.code for each in named))


def _published(page: Page, given: date | None) -> tuple[date | None, tuple[str, ...]]:
    """Return the day of publication: as given, else as the page says; a teaser's own day is not told."""
    if page.role == "teaser":
        return page.days[0] if page.days else page.day, ()
    own = min(page.days, default=page.day)
    notes: list[str] = []
    if page.days and (max(page.days) - min(page.days)).days > 1:
        said = ", ".join(str(day) for day in sorted(set(page.days)))
        notes.append(f"The page gives several days of publication ({said}); the first is taken.")
    if given and page.days and own and abs((own - given).days) > 1:
        notes.append(f"The page says that it was published on {own}; the day given, {given}, is taken.")
    return given or own, tuple(notes)
