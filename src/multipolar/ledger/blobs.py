"""The bytes as fetched, each under its SHA-256, compressed with zstd.

In: bytes. Out: `blobs/ab/cd….zst`, written to a temporary name, brought to the disk, then renamed: a blob
is there whole or not at all, and a blob that is there and sound is never written again.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from uuid import uuid4

from multipolar.errors import LedgerError
from multipolar.ledger.disk import sync

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_sha256 = re.compile(r"[0-9a-f]{64}")
_advice = "Read its page again, or restore the file from a copy."


def path(folder: Path, sha256: str) -> Path:
    """Return where the blob lies; the name is checked, so that it never leads out of the folder."""
    if not _sha256.fullmatch(sha256):
        raise LedgerError(f"“{sha256[:80]}” is no SHA-256 in lower-case hexadecimal digits.")
    return folder / sha256[:2] / f"{sha256[2:]}.zst"


def keep(folder: Path, blobs: Mapping[str, bytes]) -> None:
    """Bring the blobs to the disk; those that are there already and sound stay as they are."""
    import zstandard

    compressor = zstandard.ZstdCompressor(level=6, write_checksum=True)
    places = {name: _place(folder, name, data) for name, data in blobs.items()}
    new = {places[name]: data for name, data in blobs.items() if not _sound(folder, name)}
    drafts: list[tuple[Path, Path]] = []
    try:
        for final, data in new.items():
            final.parent.mkdir(exist_ok=True)
            drafts.append((_draft(final), final))
            drafts[-1][0].write_bytes(compressor.compress(data))
        _settle(drafts)
    finally:
        for draft, _ in drafts:
            draft.unlink(missing_ok=True)
    # also of those that were there: who renamed them may have been killed before it came to this
    for parent in {folder, *(final.parent for final in places.values())}:
        sync(parent)


def _place(folder: Path, name: str, data: bytes) -> Path:
    if hashlib.sha256(data).hexdigest() != name:
        raise LedgerError(f"A blob of {len(data)} bytes was given as {name[:80]}, which is not its SHA-256.")
    return path(folder, name)


def _sound(folder: Path, name: str) -> bool:
    if not path(folder, name).exists():
        return False
    try:
        fetch(folder, name)
    except LedgerError:
        return False
    return True


def _draft(final: Path) -> Path:
    return final.with_name(f".{uuid4().hex}.draft")


def _settle(drafts: list[tuple[Path, Path]]) -> None:
    for draft, final in drafts:
        sync(draft)
        draft.replace(final)


def fetch(folder: Path, sha256: str) -> bytes:
    """Return the bytes of the blob, checked against its name."""
    import zstandard

    place = path(folder, sha256)
    try:
        # a frame that lies about its size must not fill the memory: read it as a stream
        with place.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:
            data = stream.read()
    except FileNotFoundError:
        raise LedgerError(f"The blob {sha256} is not in the ledger ({place} is missing). {_advice}") from None
    except (OSError, zstandard.ZstdError) as error:
        raise LedgerError(f"The blob {sha256} cannot be read ({place}: {error}). {_advice}") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise LedgerError(f"The blob {sha256} is damaged ({place} holds other bytes). {_advice}")
    return data


def names(folder: Path) -> Iterator[str]:
    """Yield the SHA-256 of every blob in the folder, sorted."""
    for place in sorted(folder.glob("[0-9a-f][0-9a-f]/*.zst")):
        yield place.parent.name + place.stem


def drafts(folder: Path) -> list[Path]:
    """Return what interrupted writers left behind."""
    return sorted(folder.glob("[0-9a-f][0-9a-f]/.*.draft"))
