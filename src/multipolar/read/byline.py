"""Byline: a line of a page in, the people who wrote it out, and the publisher they wrote it for.

Names are given as printed. Places, posts and publishers after the names are no names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from multipolar.read.publisher import is_publisher, signs_for_itself

LONGEST = 160
_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŔŘŚŞŠŢŤŪŮŰŹŻŽȘȚ"
_TOKEN = rf"(?:(?:[{_CAPITAL}]\.){{1,3}}|(?:Jr|Sr|St)\.|(?:[dDlLO]['’])?[{_CAPITAL}][\w'’]*(?:-\w[\w'’]*)*)"
_PARTICLE = r"(?:de|van|von|der|den|bin|bint|ibn|al|el|da|dos|das|di|del|la|le|du|ben|abu|ter|zu|af|av|y|e|der|ul|ur|ould)"
NAME = re.compile(rf"{_TOKEN}(?:(?:[ \xa0]{_PARTICLE}){{0,2}}[ \xa0]{_TOKEN}){{0,4}}")
AND = re.compile(r"\s*(?:,?\s+(?:and|AND|und|et|y|with|&)\s+|,\s+|;\s*|\s+/\s+)")
PREFIX = re.compile(
    r"(?:(?:an?|the)\s+)?(?:(?:compiled|written|reviewed|reported|posted|story|text|words|report|reporting|analysis|opinion|"
    r"interview|commentary|dispatch|photographs?\s+and\s+text|published|submitted)"
    r"(?:\s+in\s+[A-Z]\w+(?:\s[A-Z]\w+)?)?\s+by|by|from|words|author|authors|writer|writer/presenter|reporter|byline|par|von)"
    r"(?:\s*:\s*|\s+)",
    re.I,
)
REVIEWER = re.compile(r"(?:reviewed|compiled|reported|interview|written)\b", re.I)
HONORIFIC = re.compile(r"(?:Prof|Dr|Mr|Mrs|Ms|Professor|Sir|Dame)\.?\s+")
POST = re.compile(
    r"\b(?:correspondents?|editors?|writers?|reporters?|staff|bureau|columnists?|analysts?|contributors?|special|associated|desk|"
    r"chief|professor|producer|presenter|fellow|director|ambassador|minister|photographer|freelance|agencies|agency)\b",
    re.I,
)
PLACES = frozenset(
    """new hong los las san santo santa saint st tel abu addis buenos kuala phnom port cape rio sao dar ulan
    mexico washington united north south east west the fort la el johannesburg panama guatemala""".split()
)
MONTHS_AND_DAYS = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|June|July|August|September|October|November|December)\b"
)
# What may follow the names on a line of its own.
REST = re.compile(
    r"\s*(?:$|[|·•—–/(]|\s-{1,2}\s|,|\s{2,}|[;:]?\s*$|\.\s|\.$|(?:in|at|for|from|reports?\s+from|reporting\s+from|on|of|with)\s)"
)
OUTLET = re.compile(r"\s*,?\s*(?:for|special\s+to|of|with)\s+(?:the\s+)?(?P<outlet>(?:The\s+)?[A-ZÀ-Þ].{1,60}?)\s*(?:$|[|·•(),;]|\.\s|\.$)", re.I)
REPORTS_FROM = re.compile(rf"(?P<names>{NAME.pattern}(?:\s+and\s+{NAME.pattern})?)\s+(?:reports?|reporting)\s+from\s+[A-ZÀ-Þ]")


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote it, for whom; certain where the line says "by"."""

    names: tuple[str, ...]
    outlet: str | None = None
    certain: bool = True
    strength: int = 1  # "Reviewed by" outweighs "By", which on a review names the book's author


def byline(line: str) -> Byline | None:
    """Return the byline that a whole line is, None where it is none.

    >>> byline("By MELISSA ANTHONYSAMY and HAFIZ ROSLAN").names
    ('MELISSA ANTHONYSAMY', 'HAFIZ ROSLAN')
    >>> byline("By Tuesday the army had left") is None
    True
    """
    line = line.strip(" \t*_-–—/()[]")
    if not line or len(line) > LONGEST:
        return None
    reports = REPORTS_FROM.match(line)
    if reports:
        return Byline(_names(reports["names"])[0])
    prefix = PREFIX.match(line)
    if prefix is None:
        return None
    found, end = _names(line[prefix.end() :])
    rest = line[prefix.end() + end :]
    strength = 2 if REVIEWER.match(line) else 1
    if not found:
        return None
    if len(found) == 1 and signs_for_itself(found[0]):
        return Byline((), found[0], strength=strength)
    if not REST.match(rest) or not all(map(is_person, found)):
        return None
    return Byline(found, _outlet(rest), strength=strength)


def bare_byline(line: str) -> Byline | None:
    """Return the byline of a line that is only names: "K. V. Ramanujam", "Anneke Tolman and Desh Ramdin at the UN"."""
    line = line.strip()
    if not line or len(line) > 100 or line[-1] in "?!:;" or is_publisher(line):
        return None
    found, end = _names(line)
    rest = line[end:]
    clear = re.fullmatch(r"\s*|\s*[,|·•–—(/].{0,70}|\s+(?:in|at|for|reports?\s+from)\s.{1,50}", rest)
    if not found or not clear or not all(map(is_person, found)) or any(name.isupper() for name in found):
        return None
    if re.match(r"\s*,\s*[A-Z]", rest) and not POST.search(rest) and not re.search(r"\d", rest):
        return None
    return Byline(found, _outlet(rest), certain=False)


def is_person(name: str) -> bool:
    """Tell whether a name may be a person's: two to five words, no weekday, no place that two words name."""
    words = name.split()
    plain = [word for word in words if not re.fullmatch(r"(?:\w\.)+", word)]
    if not 2 <= len(words) <= 6 or not plain or words[0].lower().strip(".") in PLACES:
        return False
    return not MONTHS_AND_DAYS.search(name) and not POST.search(name) and not signs_for_itself(name)


def without_honorific(name: str) -> str:
    """Return the name without "Prof.", "Dr"."""
    return HONORIFIC.sub("", name.strip(), count=1) if HONORIFIC.match(name.strip()) else name.strip()


def _names(text: str) -> tuple[tuple[str, ...], int]:
    """Return the names at the beginning of a text, and where they end."""
    found: list[str] = []
    at = end = 0
    while len(found) < 12:
        honorific = HONORIFIC.match(text, at)
        match = NAME.match(text, honorific.end() if honorific else at)
        if match is None or (found and not is_person(match.group())):
            break
        found.append(match.group())
        end = match.end()
        joint = AND.match(text, end)
        if joint is None:
            break
        at = joint.end()
    return tuple(found), end


def _outlet(rest: str) -> str | None:
    found = OUTLET.match(rest)
    if found is None or not (is_publisher(found["outlet"]) or re.match(r"\s*(?:,?\s*special\s+to|for)\b", rest, re.I)):
        return None
    return found["outlet"].strip()
