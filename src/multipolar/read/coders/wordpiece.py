"""Wordpieces: words cut into the pieces that the encoder knows (BERT, uncased).

In: a word of a page. Out: ids of pieces in `wordpiece.txt` (one piece a line; "##" goes on a word). Lower case, accents
dropped, signs and ideographs apart, then the longest known piece first (Devlin et al. 2019; Schuster & Nakajima 2012).
It is written out here since the library for it brings a client of a model hub and seven packages more.

>>> pieces("Islamabad's")
(26905, 1005, 1055)
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

WORD = 100  # characters: a longer word is unknown, as to BERT
UNKNOWN = 100
DROPPED = frozenset({"Mn", "Cc", "Cf", "Co", "Cs"})  # accents, control characters
IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2EBEF), (0x2F800, 0x2FA1F))


@cache
def vocabulary() -> dict[str, int]:
    """Return piece → id."""
    lines = files(__package__).joinpath("wordpiece.txt").read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


@lru_cache(maxsize=50_000)
def pieces(word: str) -> tuple[int, ...]:
    """Return the ids of a word's pieces."""
    return tuple(number for part in parts(plain(word)) for number in cut(part))


def plain(word: str) -> str:
    """Return a word in lower case without accents, marks and control characters."""
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(sign for sign in apart if unicodedata.category(sign) not in DROPPED and sign != "\ufffd")


def parts(text: str) -> list[str]:
    """Return the runs of a text that are cut on their own: each sign of punctuation, each ideograph, and the rest."""
    return "".join(f" {sign} " if alone(sign) else sign for sign in text).split()


@cache
def alone(sign: str) -> bool:
    """Tell whether a character is a part of its own."""
    ascii_sign = sign.isascii() and not sign.isalnum() and not sign.isspace()
    ideograph = any(first <= ord(sign) <= last for first, last in IDEOGRAPHS)
    return ascii_sign or ideograph or unicodedata.category(sign).startswith("P")


def cut(part: str) -> tuple[int, ...]:
    """Return the longest known pieces of a run of letters, from its start."""
    known, found, start = vocabulary(), [], 0
    while start < len(part) <= WORD:
        lead = "##" if start else ""
        end = next((end for end in range(len(part), start, -1) if lead + part[start:end] in known), None)
        if end is None:
            return (UNKNOWN,)
        found.append(known[lead + part[start:end]])
        start = end
    return tuple(found) if len(part) <= WORD else (UNKNOWN,)
