"""Intake: what the user names in, the bytes of pages out.

A source is a file, a folder (recursive, sorted, hidden files left out), `-` (standard input) or an http(s) address.
What cannot be taken in becomes a `Problem` of stage "read". No file is read beyond the limit of bytes.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar.ledger.records import Problem
from multipolar.read.encoding import binary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LIMIT = 20_000_000  # bytes; a news page has a hundredth of it
SUFFIXES = frozenset(
    {".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".markdown", ".jsonl", ".ndjson", ""}
)


@dataclass(frozen=True, slots=True)
class Raw:
    """A page as fetched: where from, its bytes, what its name and the server say of them."""

    name: str  # file name or address
    data: bytes
    suffix: str = ""  # lower case, with its dot
    folder: str | None = None  # the folder the user named, where it was found in one
    charset: str | None = None  # as declared by the server


def intake(sources: Iterable[str], *, limit: int = LIMIT) -> Iterator[Raw | Problem]:
    """Yield the pages that the sources name, in order, each with its bytes, or what is wrong with it."""
    for source in sources:
        if source == "-":
            yield _standard_input(limit)
        elif source.lower().startswith(("http://", "https://")):
            from multipolar.read.address import fetch

            yield checked(fetch(source, limit=limit))
        else:
            yield from _path(Path(source), limit)


def checked(raw: Raw | Problem) -> Raw | Problem:
    """Return the page, or a Problem where its bytes are empty or no text."""
    if isinstance(raw, Problem):
        return raw
    if not raw.data.strip():
        return Problem("read", raw.name, f"{raw.name} is empty: there is nothing to read in it.")
    kind = binary(raw.data)
    if kind is None:
        return raw
    advice = "Save its text as .txt or .html and read that."
    return Problem("read", raw.name, f"{raw.name} is no text but {kind}. {advice}")


def too_large(name: str, limit: int) -> Problem:
    """Return the Problem of a page beyond the limit."""
    what = f"{name} has more than {limit:,} bytes. Split it, or read it with a higher limit."
    return Problem("read", name, what)


def _standard_input(limit: int) -> Raw | Problem:
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        return too_large("-", limit)
    return checked(Raw("-", data))


def _path(path: Path, limit: int) -> Iterator[Raw | Problem]:
    try:
        found = path.is_dir()
    except (OSError, ValueError):  # a name too long, or with a NUL in it
        found = False
    if found:
        yield from _folder(path, limit)
    else:
        yield _file(path, limit)


def _folder(folder: Path, limit: int) -> Iterator[Raw | Problem]:
    """Yield the pages of a folder; files that are no pages by their suffix are passed over."""
    refused: list[OSError] = []
    paths = sorted(_pages(folder, refused), key=lambda path: path.parts)
    for error in refused:
        yield Problem("read", str(error.filename), f"{error.filename} cannot be opened: {error.strerror}.")
    if not paths and not refused:
        kinds = ", ".join(sorted(SUFFIXES - {""}))
        yield Problem("read", str(folder), f"The folder {folder} has no pages in it (looked for {kinds}).")
    for path in paths:
        yield _file(path, limit, folder=str(folder))


def _pages(folder: Path, refused: list[OSError]) -> Iterator[Path]:
    for root, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(root) / name


def _file(path: Path, limit: int, *, folder: str | None = None) -> Raw | Problem:
    name = str(path)
    try:
        if not path.exists():
            return Problem("read", name, f"There is no file {name}. Check the name and the folder.")
        if not path.is_file():  # reading a pipe or a device could wait for ever
            return Problem("read", name, f"{name} is no ordinary file. Read it through standard input (-).")
        data = _at_most(path, limit)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Problem("read", name, f"{name} cannot be read: {reason}.")
    if data is None:
        return too_large(name, limit)
    return checked(Raw(name, data, path.suffix.lower(), folder))


def _at_most(path: Path, limit: int) -> bytes | None:
    """Return the bytes of a file, None where there are more than the limit."""
    if path.stat().st_size > limit:
        return None
    with path.open("rb") as file:
        data = file.read(limit + 1)  # the file may have grown since
    return data if len(data) <= limit else None
