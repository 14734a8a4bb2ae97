"""Things counted: the words after a number in, what is counted and of what kind out.

"three dozen Russian Mi-35 helicopters" counts helicopters, of the kind Mi-35. The noun is the last of a
run of plurals of `amounts_things.csv` before the first word that ends a noun phrase; without one, a
weapon named in the plural counts as what it is ("two dozen retired F-16s").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from multipolar.read.amounts_tables import measures, plurals, singulars, uncounted, weapon, words_of

HARM = re.compile(
    r"\b(?:kill(?:ed|ing|s)|wound(?:ed|ing)|injur(?:ed|ing)|arrest(?:ed|ing|s)|detain(?:ed|ing|s)|captur(?:ed|ing)|"
    r"abduct(?:ed|ing)|kidnapp(?:ed|ing)|shot dead|leaving|left|execut(?:ed|ing)|murder(?:ed|ing)|massacred|"
    r"claimed the lives of|deaths? of)\s(?:[\w-]{1,14}\s){0,4}$",
    re.IGNORECASE,
)
HARMED = re.compile(
    r"(?:\s(?:more|others|people|of them))?\s"
    r"(?:(?:were|was|had been|have been|been|are|confirmed|reported|feared|be)\s){0,2}"
    r"(?:shot\s)?(killed|dead|wounded|injured|arrested|detained|captured|missing|drowned|abducted|kidnapped|hurt)\b",
    re.IGNORECASE,
)
DEMONYM = re.compile(r"[A-Z][a-zé]{2,14}(?:ians|eans|ans|is|ese|ais|ards|ders)$")
PLURAL = frozenset(("ns", "is", "ds", "rs", "ks", "ts", "bs", "es"))
# Words stand next to each other over a line break, not over an empty line.
TOKEN = re.compile(
    r"(?P<gap>[ \t\u00a0]{0,2}(?:\r?\n[ \t]{0,2})?)(?!\s)(?P<word>[^\W_][\w.'’/é-]{0,29}|[^\s\w])"
)
MEASURED = re.compile(r"(?:[ \t\u00a0-]{0,2}|\n)([\w%²³/.-]{1,16}(?:[\s-][\w/]{1,12}){0,2})")
IRREGULAR = {
    "calves": "calf",
    "wolves": "wolf",
    "knives": "knife",
    "loaves": "loaf",
    "cookies": "cookie",
    "movies": "movie",
    "axes": "axe",
}
LOOK = 7  # words after the number that its noun may stand within


@dataclass(frozen=True, slots=True)
class Thing:
    """What is counted, where the words for it end, and its kind."""

    end: int
    unit: str
    factor: float = 1.0
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A word after a number."""

    start: int
    end: int
    word: str


def tokens(text: str, at: int) -> list[Token]:
    """Return the words after a place up to the first that ends a noun phrase."""
    found: list[Token] = []
    while len(found) < LOOK and (match := TOKEN.match(text, at)):
        word, start = match["word"].rstrip(".'’"), match.start("word")
        glued = start == at and not found
        if not word or not word[0].isalnum() or word.lower() in words_of("closed") or glued:
            break
        found.append(Token(start, start + len(word), word))
        if len(word) != len(match["word"]):
            break
        at = match.end()
    return found


def measure(text: str, at: int) -> Thing | None:
    """Return the unit of measure that stands at a place: "tonnes of wheat", "MW", "%"."""
    match = MEASURED.match(text, at)
    if match is None:
        return None
    words = re.split(r"(?<=[\s-])|(?=[\s-])", match[1])
    for count in range(len(words), 0, -1):
        name = "".join(words[:count]).rstrip(".- ")
        found = measures().get(" ".join(name.lower().split())) or measures().get(
            name.lower().replace("-", " ")
        )
        after = match.start(1) + len(name)
        if re.match(r"-?\w", text[after : after + 2]):
            continue
        if found and not (
            len(name) < 3 and name.islower() and name not in {"t", "km", "kg", "pc", "ha", "%"}
        ):
            return Thing(after, found.unit, found.factor)
    return None


def thing(text: str, at: int, *, single: bool) -> Thing | None:
    """Return what the words after a number count; `single` where the number is one."""
    words = tokens(text, _past_of(text, at))[: 3 if single else LOOK]
    names = singulars() if single else plurals()
    head, kind = _head(words, names), _weapon(words)
    if head is None:
        return _alone(words, kind, text) or (None if single else _any(text, words))
    end, unit, first = head
    item = kind[0] if kind and kind[2] < end else _kind(text, words, first, end)
    return Thing(end, unit, item=item)


def _past_of(text: str, at: int) -> int:
    """Step over "of its", "of the", "more", "such": "the first ten of its boats"."""
    match = re.compile(
        r"\s(?:of\s(?:the|its|their|his|her|our|these|those|them)\b)(?:\s\d[\d,.]{0,12}(?=\s))?",
        re.IGNORECASE,
    ).match(text, at)
    return match.end() if match else at


def _head(words: list[Token], names: dict[str, str]) -> tuple[int, str, int] | None:
    """Return the end and unit of the noun, and where its first word is among the words."""
    best: tuple[int, str, int] | None = None
    at = 0
    while at < len(words):
        hit = next((size for size in (3, 2, 1) if _name(words, at, size) in names), 0)
        if not hit and best:
            break
        if hit:
            best = (words[min(at + hit, len(words)) - 1].end, names[_name(words, at, hit)], at)
        at += hit or 1
    return best


def _name(words: list[Token], at: int, size: int) -> str:
    """Return some words as a table writes them."""
    return " ".join(token.word.lower() for token in words[at : at + size])


def _any(text: str, words: list[Token]) -> Thing | None:
    """Return a plural that no table knows, unless it is one of those that tell no amount."""
    for at, token in enumerate(words[:4]):
        if not _is_plural(token.word):
            continue
        after = words[at + 1].word if at + 1 < len(words) else ""
        last = words[at + 1] if _is_plural(after) else token
        if last.word in uncounted() or token.word in uncounted():
            return None
        return Thing(last.end, _singular(last.word), item=_kind(text, words, at, last.end))
    return None


def _is_plural(word: str) -> bool:
    """Tell whether a word looks like the plural of a common noun."""
    return bool(re.fullmatch(r"[a-z][a-z-]{2,}s", word)) and not re.search(r"(?:ss|us|is)$", word)


def _singular(word: str) -> str:
    """Return the singular of a regular plural."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if re.search(r"(?:ch|sh|x|ss|zz)es$", word) else word[:-1]


def _weapon(words: list[Token]) -> tuple[str, str, int, bool] | None:
    """Return the first weapon named among words: its name, unit, end, and whether it is in the plural."""
    for at, first in enumerate(words):
        for size in (3, 2, 1) if first.word[0].isupper() else ():
            some = words[at : at + size]
            name = " ".join(token.word for token in some)
            single = re.sub(r"(?<=[\w)])['’]?s$", "", name)
            for form in dict.fromkeys((single, name)):
                unit = weapon(form)
                if len(some) == size and unit:
                    return form, unit, some[-1].end, form != name
    return None


def _alone(words: list[Token], kind: tuple[str, str, int, bool] | None, text: str) -> Thing | None:
    """Return a weapon or a people counted without a noun: "eight Apaches", "seven Thais"."""
    if kind and (kind[3] or _ends(text, kind[2])):
        return Thing(kind[2], kind[1], item=kind[0])
    for token in words[:3]:
        if (
            _people(token.word)
            and token.word not in words_of("no people")
            and (token.word[-2:] in PLURAL or _ends(text, token.end))
        ):
            return Thing(token.end, "person", item=token.word)
    return None


def _people(word: str) -> bool:
    """Tell whether a word names the people of a country."""
    return word in words_of("people") or bool(DEMONYM.match(word))


def _ends(text: str, at: int) -> bool:
    """Tell whether a noun phrase ends at a place: a closed word, a verb or no word follows."""
    after = TOKEN.match(text, at)
    if after is None or not after["word"][0].isalnum() or "\n" in after["gap"]:
        return True
    word = after["word"].lower()
    return word in words_of("closed") or word.endswith(("ed", "ing"))


def _kind(text: str, words: list[Token], first: int, end: int) -> str | None:
    """Return the words that tell the kind: those before the noun, or those after "of"."""
    of = re.compile(r"\sof\s((?:[a-z][a-z-]{1,15}\s?){1,3})").match(text, end)
    if of:
        named = [word for word in of[1].split() if word not in words_of("closed")]
        return " ".join(named[:1]) or None
    before = [token for token in words[:first] if token.word.lower() not in words_of("loose")]
    return text[before[0].start : end] if before else None


def material(text: str, end: int) -> str | None:
    """Return what a measure is of: "wheat" in "tonnes of wheat"."""
    match = re.compile(r"\s(?:worth\s)?of\s((?:[A-Za-z][a-z-]{1,15})(?:\s[a-z][a-z-]{1,15})?)").match(
        text, end
    )
    if match is None:
        return None
    words = match[1].split()
    kept = (
        words[:1] if len(words) > 1 and (words[1] in words_of("closed") or words[1].endswith("ed")) else words
    )
    return None if kept[0].lower() in words_of("closed") else " ".join(kept)
