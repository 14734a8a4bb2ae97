"""Byline: a line of a page in, the people who wrote it out, and the publisher they wrote it for.

Names are given as printed. Places, posts and publishers after the names are no names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from multipolar.read.published import day_of
from multipolar.read.publisher import is_publisher, signs_for_itself
from multipolar.read.tables import words

LONGEST = 160
_UPPER = (char for char in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))) if char.isupper())
_CAPITAL = "A-Z" + "".join(_UPPER)
_TOKEN = (
    rf"(?:(?:[{_CAPITAL}]\.){{1,3}}|(?:Jr|Sr|St)\.|(?:[dDlLO]['’])?[{_CAPITAL}][\w'’]*(?:[-‐‑]\w[\w'’]*)*)"
)
_PARTICLE = rf"(?:{'|'.join(sorted(words('byline', 'particle')))})"
NAME = re.compile(rf"{_TOKEN}(?:(?:[ \xa0]{_PARTICLE}){{0,2}}[ \xa0]{_TOKEN}){{0,4}}")
AND = re.compile(r"\s*(?:,?\s+(?:and|AND|und|et|y|with|&)\s+|,\s+|;\s*|\s+/\s+)")
SEGMENTS = re.compile(
    r"\s+(?:[|·•—–]|-{2})\s+|\n+"
    r"|\s+(?=(?:pictures?|photos?|photographs?|photography|illustrations?|graphics?|video)(?:\s?:|\s+by\b))",
    re.IGNORECASE,
)
PREFIX = re.compile(
    r"(?:(?:\w+\s+){0,3}?(?:in\s+[A-Z]\w+(?:\s[A-Z]\w+)?\s+)?by|from|words|text|story|report|author|authors|writer"
    r"|writer/presenter|reporter|byline|interview(?=\s?:)|par|von|por)(?:\s*:\s*|\s+)",
    re.IGNORECASE,
)
REVIEWER = re.compile(r"(?:reviewed|compiled|reported|interview|written)\b", re.IGNORECASE)
BESIDE = re.compile(
    r"(?:\w+\s+){0,2}(?:edited|editing|photo\w*|pictures?|translated|translation|illustrat\w+|graphics?|produced"
    r"|additional)\b",
    re.IGNORECASE,
)
HONORIFIC = re.compile(r"(?:Prof|Dr|Mr|Mrs|Ms|Professor|Sir|Dame)\.?\s+")
POST = re.compile(
    r"\b(?:correspondents?|editors?|writers?|reporters?|staff|bureau|columnists?|analysts?|contributors?|special"
    r"|associated|desk|chief|professor|producer|presenter|fellow|director|ambassador|minister|photographer|freelance"
    r"|agencies|agency)\b",
    re.IGNORECASE,
)
DAYS = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:January|February|March|April|June|July|August|September|October|November|December)\b"
)
# What may follow the names on a line of its own.
REST = re.compile(
    r"\s*(?:$|[|·•—–/(]|\s-{1,2}\s|,|\s{2,}|[;:]?\s*$|\.\s|\.$"
    r"|(?:in|at|for|from|reports?\s+from|reporting\s+from|on|of|with)\s)"
)
BARE_REST = re.compile(r"\s*|\s*[,|·•–—(/].{0,70}|\s+(?:in|at|for|reports?\s+from)\s.{1,50}")
OUTLET = re.compile(
    r"\s*,?\s*(?:for|special\s+to|of|with)\s+(?:the\s+)?(?P<outlet>(?:The\s+)?[A-ZÀ-Þ].{1,60}?)"
    r"\s*(?:$|[|·•(),;]|\.\s|\.$)",
    re.IGNORECASE,
)
AFTER_COMMA = re.compile(r"\s*,\s*(?P<outlet>[^|·•(),;]{3,60}?)\s*(?:$|[|·•(),;])")
FOR = re.compile(r"\s*(?:,?\s*special\s+to|for)\b", re.IGNORECASE)
OURS = re.compile(
    r"(?P<names>(?:our|an?|the)\s(?:[\w-]+\s){0,3}(?:correspondent|reporter|staff|bureau|desk))s?\b[^.]{0,40}$",
    re.IGNORECASE,
)
# "our correspondent Ann Lee", "our Port Said agent, Ann Lee"
POSTED = re.compile(
    r"(?:our|the|an?)\s(?:[\w'’-]+\s){0,5}?(?:correspondent|reporter|agent|writer|editor|envoy|contributor)s?,?\s+"
    rf"(?=(?-i:{NAME.pattern}))",
    re.IGNORECASE,
)
OURS_ALONE = re.compile(
    r"(?:by\s+|from\s+)?(?P<names>(?:our|a)\s(?:[\w-]+\s){0,3}(?:correspondent|reporter)s?)", re.IGNORECASE
)
# "Ann Lee Diplomatic correspondent"
POST_BEHIND = re.compile(
    rf"(?<=\w)\s+(?:(?:{'|'.join(sorted(words('byline', 'post')))})\s+){{1,3}}"
    r"(?:correspondent|editor|reporter|writer|columnist|analyst)$",
    re.IGNORECASE,
)
# Between the names of two: "in Oslo and", ", Asia editor, and".
STAFF = re.compile(
    r"\w\s(?:reporters?|correspondents?|staff|writers?)$", re.IGNORECASE
)  # "Daily Post Reporter"
BETWEEN = re.compile(
    rf"(?:\s+(?:in|at|from)\s+{NAME.pattern}|,\s+[^,;|]{{2,40}}?(?:correspondent|editor|reporter|writer|bureau),?)"
    r"(?:,?\s+(?:and|AND|und|et|y)\s+|[,;]\s+)"
)
REPORTS_FROM = re.compile(
    rf"(?P<names>{NAME.pattern}(?:\s+and\s+{NAME.pattern})?)\s+(?:reports?|reporting)\s+from\s+[A-ZÀ-Þ]"
)
SIGNATURE = re.compile(r"(?:[-–—*(\[]\s?){1,3}(?P<names>[^()\[\]]{4,70}?)[)\]*]{0,2}\.?")


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
    line = _without_post(line.strip(" \t*_-–—/()[]"))
    if not line or len(line) > LONGEST:
        return None
    parts = [part for part in SEGMENTS.split(line) if part]
    if len(parts) > 1:
        return next((by for part in parts if (by := byline(part))), None)
    reports = REPORTS_FROM.match(line)
    return Byline(_names(reports["names"])[0]) if reports else _said(line)


def bare_byline(line: str) -> Byline | None:
    """Return the byline of a line that is only names: "K. V. Ramanujam", "Ann Lee and Bo Ek at the UN"."""
    line = _without_post(line.strip())
    if not line or len(line) > 100 or line[-1] in "?!:;" or is_publisher(line):
        return None
    parts = [part for part in SEGMENTS.split(line) if part]
    if len(parts) > 2 or (len(parts) == 2 and any(map(day_of, parts))):
        return next((by for part in parts if (by := bare_byline(part))), None)
    ours = OURS_ALONE.fullmatch(line)
    if ours:
        return Byline((ours["names"],), certain=False)
    found, end = _names(line)
    people = bool(found) and all(map(is_person, found)) and not any(map(_place, found))
    if not people or not BARE_REST.fullmatch(line[end:]) or not _after_names(line[end:]):
        return None
    return Byline(found, _outlet(line[end:]), certain=False)


def signature(line: str) -> Byline | None:
    """Return who signs under a text: a line of only a name, in brackets or after a dash."""
    marked = SIGNATURE.fullmatch(line.strip())
    by = bare_byline(marked["names"] if marked else line)
    return by if by and len(line) < 80 else None


def is_person(name: str) -> bool:
    """Tell whether a name may be a person's: two to six words, no weekday, no publisher, no words of headlines."""
    parts = name.split()
    if not 2 <= len(parts) <= 6 or all(re.fullmatch(r"(?:\w\.)+", part) for part in parts):
        return False
    if any(part.lower() in words("byline", "headline") and part[0].isupper() for part in parts[1:-1]):
        return False
    if parts[0] in {"The", "A", "An", "In", "On", "At"} or (_loud(parts[0]) and not parts[-1].isupper()):
        return False
    return not (DAYS.search(name) or POST.search(name) or signs_for_itself(name))


def without_honorific(name: str) -> str:
    """Return the name without "Prof.", "Dr"."""
    return HONORIFIC.sub("", name.strip(), count=1) if HONORIFIC.match(name.strip()) else name.strip()


def _without_post(line: str) -> str:
    """Return a line without the post that stands right behind the name: "Ann Lee Diplomatic correspondent"."""
    found = POST_BEHIND.search(line) if len(line) <= LONGEST else None
    before = line[: found.start()].split()[-2:] if found else []
    named = len(before) == 2 and all(word[0].isupper() and len(word) > 1 for word in before)
    ours = any(word.lower() in {"by", "our", "from", "the", "a", "an"} for word in before)
    return line[: found.start()] if found and named and not ours else line


def _said(line: str) -> Byline | None:
    """Return the byline of a line that begins with "by" and its like."""
    prefix = PREFIX.match(line)
    if prefix is None:
        return None
    posted = POSTED.match(line, prefix.end())
    ours = OURS.match(line, prefix.end()) if posted is None else None
    if ours:
        return Byline((ours["names"],))
    start = posted.end() if posted else prefix.end()
    found, end = _names(line[start:])
    rest = line[start + end :]
    strength = 2 if REVIEWER.match(line) else 0 if BESIDE.match(line) else 1
    if len(found) == 1 and STAFF.search(found[0]):
        return Byline(found, strength=strength)
    if len(found) == 1 and signs_for_itself(found[0]):
        return Byline((), found[0], strength=strength)
    if not found or not REST.match(rest) or not all(map(is_person, found)):
        return None
    return Byline(found, _outlet(rest), strength=strength)


def _after_names(rest: str) -> bool:
    """Tell whether what follows bare names is a place, a post or a day, and not the rest of a sentence."""
    told = (
        POST.search(rest)
        or re.search(r"\d", rest)
        or re.match(r",\s(?:back|now|just back)\s(?:in|from)\s", rest)
    )
    return not rest.lstrip().startswith(",") or len(rest.split()) <= 4 or bool(told)


def _names(text: str) -> tuple[tuple[str, ...], int]:
    """Return the names at the beginning of a text, and where they end.

    After a single comma stands a place or a publisher; only a list with an "and", or of three and more, is of people.
    """
    found: list[str] = []
    ends: list[int] = []
    joints: list[str] = []
    at = 0
    while len(found) < 12:
        honorific = HONORIFIC.match(text, at)
        match = NAME.match(text, honorific.end() if honorific else at)
        if match is None or (found and (_place(match.group()) or not is_person(match.group()))):
            break
        found.append(match.group())
        ends.append(match.end())
        joint = BETWEEN.match(text, match.end()) or AND.match(text, match.end())
        if joint is None:
            break
        joints.append(joint.group().strip())
        at = joint.end()
    if len(found) == 2 and joints[0] == ",":
        del found[1:], ends[1:]
    return tuple(found), (ends or [0])[-1]


def _place(name: str) -> bool:
    """Tell whether a name is a town's, or begins like one: "New York"."""
    first = name.split(maxsplit=1)[0].lower().strip(".")
    return first in words("byline", "place") or name.lower() in words("byline", "town")


def _loud(word: str) -> bool:
    return len(word) > 3 and word.isupper()


def _outlet(rest: str) -> str | None:
    """Return the publisher that follows the names: ", Special to the Sentinel", "for Courrier du Sahel"."""
    after = AFTER_COMMA.match(rest)
    if after and is_publisher(after["outlet"].strip()):
        return re.sub(r"^the\s+", "", after["outlet"].strip())
    found = OUTLET.match(rest)
    if found is None or not (is_publisher(found["outlet"]) or FOR.match(rest)):
        return None
    return found["outlet"].strip()
