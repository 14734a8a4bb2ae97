"""Publisher: which names are those of newspapers, agencies, ministries and other publishers, and where names end.

The vocabulary is `publisher.csv`. Names are given as printed.
"""

from __future__ import annotations

import re

from multipolar.read.tables import words

_WORD = r"(?:(?:St|Mt|U\.S|U\.K|U\.N)\.|[A-ZÀ-ÞŁŚŠŽČ0-9][\w&'’-]*(?:\.\w[\w&'’-]*)*|d['’][A-ZÀ-Þ][\w'’-]*|l['’][A-ZÀ-Þ][\w'’-]*)"
_JOINT = r"(?:of|the|de|du|des|la|le|les|del|der|di|da|al|el|and|&|y|et|for|und|on(?=[ \xa0]Sunday))"
OUTLET = re.compile(rf"(?:the\s+)?{_WORD}(?:(?:[ \xa0]{_JOINT}){{0,3}}[ \xa0]{_WORD}){{0,8}}")


SERVICE = re.compile(r"\b(?:news|press|wire|broadcasting|information|media)\s+service$", re.IGNORECASE)
EDITION = re.compile(
    r"\s*[-–—,(|·]?\s*\(?\b(?:english|international|weekly|sunday|weekend|late|early|city|final|online|print|digital|national)"
    r"[ -](?:language\s)?(?:edition|service)\)?$"
    r"|(?-i:\s(?:online|magazine))$",
    re.IGNORECASE,
)


def is_agency(name: str) -> bool:
    """Tell whether a name is that of a known news agency or broadcaster."""
    return plain(name) in words("publisher", "agency")


def is_publisher(name: str) -> bool:
    """Tell whether a name is a publisher's by one of its words: "Klang Valley Star", "Ministry of External Affairs"."""
    name = name.strip()
    if is_agency(name):
        return True
    parts = re.findall(r"[\w'’-]+", name)
    if not parts or len(parts) > 12 or not OUTLET.fullmatch(name.rstrip(".")):
        return False
    if SERVICE.search(name):
        return True
    lowered = [_title_word(word.lower()) for word in parts]
    if len(lowered) > 2 and lowered[-1] in {"online", "today", "live", "international"}:
        lowered.pop()
    start = 1 if lowered[0] == "the" and len(parts) > 1 else 0
    if lowered[start] in words("publisher", "institution") and "of" in lowered:
        return True
    if any(word in words("publisher", "institution") for word in lowered[start:]) and len(parts) > 1:
        return True
    titled = "of" in lowered[1:] and any(
        word in words("publisher", "noun") for word in lowered[: lowered.index("of", 1)]
    )
    ends = lowered[-1] in words("publisher", "noun") or lowered[start] in words("publisher", "noun")
    return len(parts) - start >= 2 and (titled or ends)


def _title_word(word: str) -> str:
    """Return the part of a double title that newspapers are called by: "sun-democrat" is a sun."""
    known = words("publisher", "noun")
    return word if word in known else next((part for part in word.split("-") if part in known), word)


def without_edition(name: str) -> str:
    """Return the name of a publisher without the edition or service at hand.

    >>> without_edition("Musashi Shimbun - English Edition")
    'Musashi Shimbun'
    """
    return EDITION.sub("", name).strip() or name


def initials(name: str) -> str:
    """Return the letters by which a name is called in short: "Southern Press Agency" is SPA."""
    small = words("byline", "small")
    return "".join(word[0] for word in re.findall(r"\w+", name) if word.lower() not in small).upper()


def signs_for_itself(name: str) -> bool:
    """Tell whether what follows "by" is a publisher and not a person called Post or Sun."""
    parts = plain(name).split()
    if is_agency(name) or not parts:
        return bool(parts)
    return parts[-1] in words("publisher", "byline") or (len(parts) > 2 and is_publisher(name))


def leading_publisher(text: str) -> str | None:
    """Return the publisher with which a line of names begins: "The Lagos Mail Weekend Edition"."""
    parts = text.split()
    ends = [end for end in range(2, len(parts)) if is_publisher(" ".join(parts[:end]))]
    return " ".join(parts[: ends[0]]) if ends else None


def outlet_at(text: str, start: int = 0) -> str | None:
    """Return the name of a publisher that begins at a place in a text, None where no name does."""
    found = OUTLET.match(text, start)
    if found is None:
        return None
    name = found.group().rstrip(" .,;:-'’")
    return re.sub(r"^the\s+", "", name) or None


def plain(name: str) -> str:
    """Return the name in the form that tells publishers apart: no case, no leading article, plain white space."""
    return re.sub(r"^the\s+", "", " ".join(name.replace("’", "'").split()).casefold())


def chained(names: list[str]) -> tuple[str, ...]:
    """Return publishers in their order, each once, where it stands first."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(plain(name), name)
    return tuple(kept.values())
