"""Encoding: the bytes of a page in, its text out, and what had to be repaired.

In the order of trust: byte order mark, the charset that the server or the page declares, UTF-8, then a guess
(charset-normalizer, else windows-1252 as the WHATWG Encoding Standard maps it).
"""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "an executable"),
    (b"MZ\x90\x00", "an executable"),
    (b"\xca\xfe\xba\xbe", "an executable"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"{\\rtf", "a rich text document"),
)
SAMPLE = 65_536
FEWEST = 64  # bytes beyond ASCII: a guess from fewer is a game of dice
# windows-1252 as browsers read it: the five bytes without a character stand for the control of that number.
CP1252 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
CP1252_BYTE = {ord(char): byte for byte, char in CP1252.items()}
LATIN = frozenset({"ascii", "iso8859-1", "cp1252", "iso8859-15", "latin-1"})
# Encodings of main frames and mails, in which ASCII is not ASCII: pages never have them, guesses often.
NO_ASCII = ("cp037", "cp273", "cp424", "cp500", "cp864", "cp875", "cp1026", "cp1140", "hz", "utf_7")
DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,3}=\s{0,3}["']?([\w.:-]{2,40})""", re.IGNORECASE
)
MOJIBAKE = re.compile("Ã[\x80-\xbf]|â€|Â[\xa0-\xbf]|Ã[\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u2122]")
CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
SURROGATES = re.compile("[\ud800-\udfff]")


def binary(data: bytes) -> str | None:
    """Return what the bytes are where they are no text, None where they are."""
    if any(data.startswith(mark) for mark, _ in BOMS):
        return None
    kind = next((kind for magic, kind in MAGIC if data.startswith(magic)), None)
    if kind is not None:
        return kind
    sample = data[:SAMPLE]
    control = sum(sample.count(byte) for byte in b"\x00\x01\x02\x03\x04\x05\x06\x0e\x0f\x10\x11\x12\x13\x14")
    # A stray NUL is damage to a text; one byte in fifty is a format of its own.
    return "binary data" if control * 50 > len(sample) and not _wide(sample) else None


def decode(data: bytes, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text, with line feeds only and without control characters, and the repairs made."""
    text, notes = _decoded(data, charset)
    text, repaired = _repaired(text)
    return clean(text), (*notes, *repaired)


def clean(text: str) -> str:
    """Return the text without what does not show: controls, invisible marks, halves of surrogate pairs."""
    return CONTROLS.sub("", BREAKS.sub("\n", SURROGATES.sub("\ufffd", text)))


def _decoded(data: bytes, charset: str | None) -> tuple[str, tuple[str, ...]]:
    for mark, name in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), ()
    utf8 = _strict(data, "utf-8")
    declared = _declared(data, charset)
    if declared and not (utf8 is not None and declared in LATIN):
        text = _strict(data, declared)
        if text is not None:
            return text, ()
    if utf8 is not None:
        return utf8, ()
    return _guessed(data, declared)


def _strict(data: bytes, name: str) -> str | None:
    if name in LATIN:
        return data.decode("latin-1").translate(CP1252) if name != "ascii" or data.isascii() else None
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(data: bytes, charset: str | None) -> str | None:
    """Return the codec that the server, else the page declares, None where there is none of that name."""
    found = DECLARED.search(data[:4096])
    name = charset or (found.group(1).decode("ascii", "ignore") if found else None)
    try:
        info = codecs.lookup(name) if name else None
    except (LookupError, ValueError):
        return None
    # Codecs such as "hex" or "zip" turn bytes into bytes.
    return info.name if info and getattr(info, "_is_text_encoding", True) else None


def _guessed(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    wide = _wide(data[:SAMPLE])
    name = wide or _likely(data) or "cp1252"
    said = f"declared as {declared}" if declared else "not declared"
    note = f"The encoding is {said} and not UTF-8; read as {name}. Check accents and quotation marks."
    text = data.decode(name, "replace") if name != "cp1252" else data.decode("latin-1").translate(CP1252)
    return text, (note,)


def _likely(data: bytes) -> str | None:
    """Return a guess for scripts other than Latin, where one byte in five and more is not ASCII."""
    sample = data[:SAMPLE]
    high = sum(byte > 0x7F for byte in sample)
    if 5 * high < len(sample) or high < FEWEST:
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_exclusion=list(NO_ASCII)).best()
    return best.encoding if best else None


def _wide(sample: bytes) -> str | None:
    """Return UTF-16 of either order where every second byte is nearly always zero."""
    even, odd = sample[::2], sample[1::2]
    if len(odd) < 4:
        return None
    if odd.count(0) * 10 > len(odd) * 7 and even.count(0) * 10 < len(even):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) * 10 > len(even) * 7 and odd.count(0) * 10 < len(odd) else None


def _repaired(text: str) -> tuple[str, tuple[str, ...]]:
    """Undo UTF-8 read as windows-1252, where the whole text goes back without a loss."""
    if not MOJIBAKE.search(text):
        return text, ()
    try:
        back = text.translate(CP1252_BYTE).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text, (
            "Some characters are damaged (UTF-8 read as windows-1252, in parts); they are left as they are.",
        )
    return back, ("UTF-8 had been read as windows-1252 throughout; the text is repaired.",)
