"""Folding: a text in, its words out as searching compares them.

Case, accents, Arabic vowel signs and stretching, the width of letters and what writers vary (Arabic, Persian and
Urdu forms of one letter, ß and ss, ı and i, digits of other scripts) make no difference. Figures are words of
their own ("Mi-35M" is mi 35 m, and so is "Mi 35M"), and so is each character of a script that writes without
spaces, so that a query in it is a run of characters. Signs of Indian and Thai vowels make a difference, and stay.
The table of other letters is `folding.csv`.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, combining, decimal, name, normalize

scheme = "folding 1"  # a change makes every text be indexed again

# blocks of scripts that write without spaces, or join endings to words (Hangul): Thai and Lao, Myanmar, Khmer; kana
# and ideographs
_blocks = (
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3000, 0x31FF), (0x3400, 0x4DBF)),
    *((0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0x1B000, 0x1B16F), (0x20000, 0x3FFFF)),
)
_dense = "".join(f"{chr(low)}-{chr(high)}" for low, high in _blocks)
# with the signs of vowels and tones that stand on a letter of these
_signs = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u109d\u17b4-\u17d3\u3099\u309a"
_word = re.compile(rf"[0-9]+|[{_dense}][{_signs}]*|[^\s0-9{_dense}]+")
_latin = re.compile(r"[0-9]+|[a-z]+")  # the same, for a text in plain Latin letters
_accents = range(200, 241)  # combining classes of signs above, below and around a letter
_points = range(10, 37)  # those of Hebrew and Arabic vowels
_joining = range(0x1160, 0x1200)  # vowels and finals of Hangul, which belong to the syllable before them
_apostrophes = range(0x02B0, 0x0300)  # ʼ and ʿ, for which others write ' and ’
_kept = {"L", "M", "N"}  # letters, signs, numbers: what words are made of


class Place(NamedTuple):
    """A word and where it stands in the text."""

    word: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """Return the folded words of a text, in order.

    >>> words("Köln buys Mi-35s"), words("٣٥ طائرة")
    (['koln', 'buys', 'mi', '35', 's'], ['35', 'طایره'])
    """
    if text.isascii():
        return _latin.findall(text.lower())
    return _word.findall(fold(text))


def fold(text: str) -> str:
    """Return a text folded, with a space for whatever is no part of a word; folding again changes nothing."""
    # letters and their signs apart, each letter made plain, what is left together again (Hangul, kana)
    return normalize("NFC", normalize("NFKD", text).translate(_table))


def places(text: str) -> list[Place]:
    """Return the folded words of a text with their places: the same words, found more slowly."""
    folded, origin = "", list[tuple[int, int]]()
    for start, end in _pieces(text):
        piece = _folded(text[start:end])
        folded += piece
        origin += [(start, end)] * len(piece)
    found = _word.finditer(folded)
    return [Place(match[0], origin[match.start()][0], origin[match.end() - 1][1]) for match in found]


def _pieces(text: str) -> list[tuple[int, int]]:
    """Return the parts of a text that fold each for itself: a letter with the signs that belong to it."""
    starts = [place for place, each in enumerate(text) if place == 0 or not _follows(each)]
    return list(pairwise([*starts, len(text)]))


@lru_cache(maxsize=4096)
def _folded(piece: str) -> str:
    return fold(piece)


@lru_cache(maxsize=4096)
def _follows(sign: str) -> bool:
    """Tell whether a sign belongs to the letter before it."""
    first = normalize("NFKD", sign)[0]
    return category(first)[0] == "M" or ord(first) in _joining or not fold(sign)


class _Table(dict[int, str]):
    """What each character becomes, filled as they are met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _plain(chr(code))
        return found


_table = _Table()


def _plain(sign: str) -> str:
    """Return what a character without its accents becomes: letters, a space, or nothing."""
    if sign in _letters():
        return _letters()[sign]
    kind = category(sign)
    if kind == "Nd":
        return str(decimal(sign))
    if kind[0] == "M":
        return "" if _optional(sign, kind) else sign
    if kind == "Cf":
        return ""  # joiners, marks of direction, soft hyphens
    if kind[0] not in _kept or ord(sign) in _apostrophes:
        return " "
    lower = normalize("NFKD", sign.casefold())
    return lower if lower == sign else "".join(map(_plain, lower))


def _optional(sign: str, kind: str) -> bool:
    """Tell whether a sign on a letter is one that writers leave out."""
    marks = combining(sign)
    return kind == "Me" or marks == 1 or marks in _accents or marks in _points or _named_optional(sign)


def _named_optional(sign: str) -> bool:
    called = name(sign, "")
    return "NUKTA" in called or "VARIATION SELECTOR" in called or called == "COMBINING GRAPHEME JOINER"


@cache
def _letters() -> dict[str, str]:
    with files(__package__).joinpath("folding.csv").open(encoding="utf-8") as table:
        return {chr(int(row["code"], 16)): row["folded"] for row in csv.DictReader(table)}
