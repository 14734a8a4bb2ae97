"""Tongues: names of states and bodies in other languages than English.

In: a text and its language (ISO 639-1). Out: the words that name a state or body, with its code. Names are those of the
Unicode CLDR, through babel, and common ones that it lacks (`tongues.csv`). Letters are compared without case, accents,
vowel signs and the variants of Arabic letters; Arabic takes its prefixes, Russian its cases, German its genitive.
A name in an alphabet with capitals counts only where it is written with one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from multipolar.world import table
from multipolar.world.states import states, successor

LANGUAGES = ("ar", "de", "es", "fa", "fr", "hi", "ru", "tr", "ur", "zh")
BODIES = {"EU": "EUU", "UN": "UNO"}  # the bodies that CLDR lists among territories
# the letters that Arabic, Persian and Urdu keyboards write in two ways
PLAIN = str.maketrans("يىكةهٱ", "ییکہہا")
CAPITALS = frozenset({"de", "es", "fr", "ru", "tr"})
CASES = "(?:а|я|у|ю|е|ы|и|й|ь|ой|ей|ом|ем|ью|ам|ям|ах|ях|ами|ями)?"  # endings of Russian nouns
ENDINGS = "(?:ая|ой|ую|ые|ых|ый|ого|ому|ым|ом)"  # of Russian adjectives
SHORT = 3  # letters: a shorter name takes no prefix and no ending
PREFIXES = "(?:[وف]?[بلک]?)"  # and, so; in, for, like


class Named(NamedTuple):
    """Words of a text that name a state or body."""

    start: int
    end: int
    code: str


def find_named(text: str, language: str) -> list[Named]:
    """Return the states and bodies named in a text of one language, in order; none in a language without names."""
    if language not in LANGUAGES:
        return []
    folded, origin = folding(text)
    found = []
    for match in _pattern(language).finditer(folded):
        group = match.lastgroup or ""
        start, end = origin[match.start(group)], origin[match.end(group) - 1] + 1
        if language not in CAPITALS or text[start].isupper():
            found.append(Named(start, end, group[:3]))
    return found


@cache
def names(language: str) -> dict[str, str]:
    """Return folded name → code, as CLDR and the table have them."""
    from babel import Locale
    from babel.core import get_global

    alike = get_global("territory_aliases").items()  # "PAK" → ["PK"]
    ours = {one.code for one in states(None)}
    short = {codes[0]: successor(code) for code, codes in alike if code in ours and len(codes) == 1}
    known = short | {"XK": "XKX"} | BODIES
    told = Locale.parse(language).territories
    found = {fold(told[two]): code for two, code in known.items() if two in told}
    extra = {fold(row["name"]): row["code"] for row in table.rows("tongues") if row["language"] == language}
    return found | extra


def fold(text: str) -> str:
    """Return a text as names are compared."""
    return folding(text)[0]


def folding(text: str) -> tuple[str, list[int]]:
    """Return a text as names are compared, and the place in the text of each of its characters."""
    kept = [(sign, place) for place, each in enumerate(text) for sign in _plain(each)]
    return "".join(sign for sign, _ in kept), [place for _, place in kept]


@cache
def _plain(sign: str) -> str:
    if sign in "йЙ":  # a letter of its own
        return "й"
    apart = unicodedata.normalize("NFKD", sign).translate(PLAIN)
    return "".join(each for each in apart if unicodedata.category(each) not in {"Mn", "Cf", "Lm"}).lower()


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return one pattern for all names of a language, the longest first; each group is a code and a number."""
    ordered = sorted(names(language).items(), key=lambda pair: (-len(pair[0]), pair))
    parts = (_form(name, f"{code}{number}", language) for number, (name, code) in enumerate(ordered) if name)
    return re.compile("|".join(parts))


def _form(name: str, group: str, language: str) -> str:
    """Return the pattern of one name with what its language adds to it."""
    words = re.escape(name)
    if language == "zh":
        return f"(?P<{group}>{words})"
    if language == "hi":  # vowel signs are no word characters
        return rf"(?<![\w\u0900-\u097f])(?P<{group}>{words})(?![\w\u0900-\u097f])"
    before, after = r"(?<!\w)", r"(?!\w)"
    if language == "ar" and len(name) > SHORT:
        joined = f"(?:{words}|لل{re.escape(name[2:])})" if name.startswith("ال") else words
        return f"{before}{PREFIXES}(?P<{group}>{joined}){after}"
    if language == "ru":
        words = r"\s+".join(_declined(word) for word in name.split())
    if language == "de":
        words += "s?"
    return f"{before}(?P<{group}>{words}){after}"


def _declined(word: str) -> str:
    """Return a Russian word with its endings."""
    if len(word) <= SHORT or word[-1] in "иоуеэ":
        return re.escape(word)
    if word.endswith(("ая", "ие", "ые")):
        return re.escape(word[:-2]) + ENDINGS
    return re.escape(word[:-1] if word[-1] in "аяйьы" else word) + CASES
