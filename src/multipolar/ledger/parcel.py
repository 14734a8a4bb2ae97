"""A parcel: the folder of an export as it was found, which may be cut short, changed, or made to do harm.

In: a folder. Out: what its `about.json` says, the lines of its tables, and its bytes by their hash; or a `LedgerError`
that says what is wrong. Only ordinary files with expected names are opened, links are not followed, and
nothing longer than an export writes is held in memory.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from multipolar.errors import LedgerError
from multipolar.ledger import place, schema
from multipolar.ledger.export import about, form, largest, page

if TYPE_CHECKING:
    from collections.abc import Iterator

_short = 2**20  # bytes of about.json at most; a real one has two thousand
_again = "Copy it again from where it was made, or export anew."


@dataclass(frozen=True, slots=True)
class Parcel:
    """What an export says of itself: the version of its tables, and of each its rows and its digest."""

    folder: Path
    version: int
    tables: dict[str, tuple[int, str]]

    def lines(self, name: str) -> Iterator[tuple[int, bytes | None]]:
        """Yield the lines of a table with their numbers from 1, None where one is too long; refuse another digest."""
        digest, number = hashlib.sha256(), 0
        with self._opened(self.folder / f"{name}.jsonl") as file:
            while part := file.readline(largest):
                digest.update(part)
                whole, number = part, number + 1
                while len(part) == largest and not part.endswith(b"\n"):
                    part, whole = file.readline(largest), b""
                    digest.update(part)
                yield number, whole or None
        if (number, digest.hexdigest()) != self.tables[name]:
            raise self.broken(f"{name}.jsonl is not what {about} says: it was cut short or changed")

    def blob(self, sha256: str) -> bytes:
        """Return the bytes of that hash; others, or none, raise `LedgerError`."""
        with self._opened(page(self.folder / "blobs", sha256)) as file:
            data = file.read(largest + 1)
        if len(data) > largest:
            raise self.broken(f"the page {sha256} has more than {largest:,} bytes")
        if hashlib.sha256(data).hexdigest() != sha256:
            raise self.broken(f"the page {sha256} holds other bytes than its name says")
        return data

    def expect(self, names: set[str]) -> None:
        """Refuse a parcel that has not the tables of its version."""
        for name in sorted(self.tables.keys() ^ names):
            says = (
                f"lists the table “{printable(name)}”" if name in self.tables else f"lacks the table “{name}”"
            )
            raise self.broken(f"{about} {says}, and version {self.version} has {', '.join(sorted(names))}")

    def broken(self, what: str) -> LedgerError:
        """Return an error that says what is wrong with the parcel."""
        return LedgerError(f"The export “{self.folder}” cannot be taken in: {what}. {_again}")

    @contextmanager
    def _opened(self, path: Path) -> Iterator[IO[bytes]]:
        name = path.relative_to(self.folder)
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            with os.fdopen(handle, "rb") as file:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    raise self.broken(f"{name} is no ordinary file")
                yield file
        except OSError as error:
            linked = "it is a link" if error.errno == errno.ELOOP else error.strerror
            raise self.broken(f"{name} cannot be read ({linked})") from error


def unpack(source: Path | str) -> Parcel:
    """Return what the export in a folder says of itself; refuse what is none, or of a newer form or version."""
    folder = Path(source).expanduser().resolve()
    bare = Parcel(folder, 0, {})
    if not (folder / about).exists():
        raise LedgerError(f"“{folder}” holds no export: there is no {about} in it.{_hint(folder)}")
    with bare._opened(folder / about) as file:  # noqa: SLF001 : of its own class
        said = _json(file.read(_short), bare)
    for what, known in (("form", form), ("version", len(schema.steps()))):
        if _number(said, what, bare) > known:
            raise LedgerError(
                f"The export “{folder}” is of {what} {said[what]}, and this program reads up to {known}: it was "
                "written by a newer multipolar. Update multipolar."
            )
    return Parcel(folder, said["version"], dict(_tables(said.get("tables"), bare)))


def printable(name: str) -> str:
    """Return the beginning of a name without what would be an order to the terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in name[:80])


def _hint(folder: Path) -> str:
    return " It is a ledger: use `multipolar restore`." if (folder / place.record).exists() else ""


def _json(data: bytes, bare: Parcel) -> dict[str, Any]:
    try:
        said = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise bare.broken(f"{about} is no JSON") from error
    if not isinstance(said, dict):
        raise bare.broken(f"{about} is no JSON object")
    return said


def _number(said: dict[str, Any], what: str, bare: Parcel) -> int:
    found = said.get(what)
    if type(found) is not int or found < 1:
        raise bare.broken(f"{about} does not say its {what} as a number")
    return found


def _tables(said: object, bare: Parcel) -> Iterator[tuple[str, tuple[int, str]]]:
    for name, each in said.items() if isinstance(said, dict) else ():
        rows, digest = (each.get("rows"), each.get("sha256")) if isinstance(each, dict) else (None, None)
        if type(rows) is not int or not isinstance(digest, str):
            raise bare.broken(f"{about} does not say the rows and the digest of “{printable(name)}”")
        yield name, (rows, digest)
