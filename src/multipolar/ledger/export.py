"""Export: a whole ledger as a folder that any program can read, and that another ledger takes in.

In: an open ledger. Out: a folder with one file of JSON lines a table, in the order of its key, with the names and
values of its columns; the bytes as fetched, plain, each named by its SHA-256; and `about.json`, which says what
there is and gives the digest of every table. The bytes are not compressed: then `sha256sum` and every browser
can read them, and the same ledger gives the same export whatever the release of zstd.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from multipolar.errors import LedgerError
from multipolar.ledger import blobs, draft, duplicate, schema
from multipolar.ledger.check import DamageError
from multipolar.ledger.layout import layout, quoted

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from multipolar.ledger.duplicate import Step
    from multipolar.ledger.layout import Table
    from multipolar.ledger.store import Ledger

about, form = "about.json", 1  # the number of the form changes where a program of today could not read it
largest = 2**28  # bytes of a line, or of a page as fetched: what an import holds in memory at once
_breaks = {
    ord(each): f"\\u{ord(each):04x}" for each in "\x85\u2028\u2029"
}  # some programs end lines at them too
_often = 1000  # rows between two steps of progress


@dataclass(frozen=True, slots=True)
class Exported:
    """An export: where it is, and how much is in it."""

    folder: Path
    documents: int
    blobs: int
    size: int  # bytes


def export(ledger: Ledger, dest: Path | str, *, progress: Step | None = None) -> Exported:
    """Write the ledger, as it is at this moment, to a folder that is not there yet; others go on writing.

    Stories and happenings are left out: an import makes them again. A damaged ledger raises `DamageError`.
    """
    target, tell = draft.free(dest), progress or duplicate.silent
    with draft.told(target), draft.beside(target) as made, duplicate.moment(ledger.folder) as record:
        with duplicate.legible(ledger.folder):
            tables = {name: _table(record, table, made.path, tell) for name, table in layout(record).items()}
            number, size = _bytes(record, ledger.folder, made.path, tell)
        (made.path / about).write_text(_about(record, tables, number, size), encoding="utf-8")
        size = duplicate.size(made.path)
        made.settle()
    return Exported(target, tables["document"]["rows"], number, size)


def _about(record: sqlite3.Connection, tables: dict[str, Any], number: int, size: int) -> str:
    from multipolar import __version__

    said = {
        "form": form,
        "program": f"multipolar {__version__}",
        "version": schema.number(record, "user_version"),
        "tables": dict(sorted(tables.items())),
        "blobs": {"files": number, "bytes": size},
    }
    return json.dumps(said, indent=2) + "\n"


def _table(record: sqlite3.Connection, table: Table, folder: Path, tell: Step) -> dict[str, Any]:
    """Write the rows of a table; return how many there are, and the digest of the file."""
    total = record.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]  # noqa: S608 : our own names
    query = f"SELECT {quoted(*table.names)} FROM {table.name} ORDER BY {quoted(*table.key)}"  # noqa: S608
    digest = hashlib.sha256()
    with (folder / f"{table.name}.jsonl").open("wb") as file:
        for done, row in enumerate(record.execute(query)):
            if done % _often == 0:
                tell(f"writing {table.name}", done, total)
            line = _line(table, row)
            digest.update(line)
            file.write(line)
    return {"rows": total, "sha256": digest.hexdigest()}


def _line(table: Table, row: tuple[Any, ...]) -> bytes:
    values = dict(zip(table.names, row, strict=True))
    words = json.dumps(values, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    line = words.translate(_breaks).encode() + b"\n"
    if len(line) > largest:
        raise LedgerError(_too_large(f"A row of {table.name}", len(line)))
    return line


def _bytes(record: sqlite3.Connection, source: Path, folder: Path, tell: Step) -> tuple[int, int]:
    """Write the bytes that documents name; return how many files there are, and their size."""
    (folder / "blobs").mkdir()
    work = partial(_plain, source / "blobs", folder / "blobs")
    number, size, damage = duplicate.pages(
        record, source, work, partial(tell, "writing the pages as fetched")
    )
    if damage:
        raise DamageError(f"“{source}” was not exported: not all of its pages can be.", damage)
    return number, size


def _plain(source: Path, target: Path, name: str) -> int:
    data = blobs.fetch(source, name)
    if len(data) > largest:
        raise LedgerError(_too_large(f"The blob {name}", len(data)))
    final = page(target, name)
    final.parent.mkdir(exist_ok=True)
    return final.write_bytes(data)


def page(folder: Path, sha256: str) -> Path:
    """Return where the bytes of that name lie in the `blobs` folder of an export."""
    return blobs.path(folder, sha256).with_name(sha256)


def _too_large(what: str, size: int) -> str:
    return f"{what} has {size:,} bytes, and an export takes {largest:,} at most. Make a backup instead."
