"""Credits: the lines of a page that say whose text it is, as the publishers that they name, the first first.

"This article appeared in X, which incorporates material from the Y" gives Y, X; "(Reuters) -" gives Reuters. The
phrases are `credits.csv`, with rank 0 for who had it first and 1 for who took it over.
"""

from __future__ import annotations

import re
from functools import cache

from multipolar.read.publisher import chained, is_agency, is_publisher, outlet_at
from multipolar.read.tables import rows, words

SIGNATURE = 90  # letters of the longest signature under a text
MARKS = frozenset("([–—-")  # with which signatures begin
LONGEST = 400  # a credit is a line of its own, not a sentence of the report
SUBJECT = re.compile(
    r"\b(?:this|the)\s+(?:\w+\s+){0,2}(?:article|story|report|piece|post|text|column|essay|interview|item|dispatch|page"
    r"|version|commentary|analysis)\b"
    r"|^\W{0,3}(?:(?:first|originally|previously)\s+(?:published|appeared|printed|posted|aired)|(?:re)?published"
    r"|reprinted|reproduced|written\s+for|courtesy|cross-?posted|translated|adapted|excerpted|taken\s+from"
    r"|with\s+(?:inputs|material|permission))\b"
    r"|^\W{0,3}(?:text|story|copy|report|material|article|photo and text|words)\s+(?:from|courtesy\s+of)\s"
    r"|^\w+(?:\s\w+)?\s+of\s.{3,80}\bpublished\b|\bwith\s+(?:kind\s+)?permission\b|\bwith\s+thanks\b"
    r"|^\W{0,3}special(?:ly)?\s+(?:written\s+)?(?:to|for)\s"
    r"|^\W{0,3}(?:syndicated|distributed|read\s+the\s+original|original\s+(?:article|story|post|version))\b"
    r"|\b(?:licensed|supplied|distributed|syndicated|provided)\s+(?:to\s+.{3,60}?\s+)?by\b",
    re.IGNORECASE,
)
SOURCE = re.compile(
    r"\W{0,3}(?:source|sources|via|from|credit|courtesy|agency|origin)\s*:\s*(?P<outlet>.{2,60}?)\W{0,3}",
    re.IGNORECASE,
)
# "Mekong Affairs is published in Chiang Mai."
IMPRINT = re.compile(
    r"\W{0,3}(?P<outlet>[^.,;:]{2,60}?)\s+is\s+(?:a\s+[\w-]+\s+)?(?:published|produced|printed)\s.{2,90}",
    re.IGNORECASE,
)
SLASH = re.compile(r"\s*/\s*")  # "- HNN / African Eye Agency"
VIA = re.compile(r"\W{0,3}(?:via|from|source)\s+(?P<outlet>.{2,60}?)\W{0,3}", re.IGNORECASE)
MONITORED = re.compile(
    r"\[(?:[\w ]{2,30}:\s)?(?P<outlet>[A-ZÀ-Þ][^,\]:]{2,60}),\s(?:[\w ]{2,20},\s)?in\s[A-Z]\w+,?\s.{2,120}\]"
)
# LONDON, June 5 (Meridian) - Following …; CUCUTA, Tue Sep 27 2022 (Andean Wire); ISLAMABAD (Reuters) –;
# BEIJING, May 24, Xinhua —; MOSCOW, 3 May. /TASS/.
DATELINE = re.compile(
    r"(?:[^\s(].{0,80}?\s?)?\((?P<outlet>[A-ZÀ-Þ][^()\d]{1,40}?)\)\s?(?:-{1,3}|–|—|_|:|\.)\s?(?=\S)"
    r"|[A-ZÀ-Þ][\w .'/-]{2,40},\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,\s\d{4})?,?\s"
    r"(?P<plain>[A-ZÀ-Þ][\w.]+(?:\s[A-ZÀ-Þ][\w.]+){0,3})\s?(?:-{1,3}|–|—|_)\s"
    r"|[A-ZÀ-Þ][^()]{2,70}\d\s?\((?P<closing>[A-ZÀ-Þ][^()\d]{1,40})\)$"
    r"|(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ .'/-]{2,40}),?\s[^()]{0,24}?/(?P<slashed>[A-Z][\w .-]{1,30})/\s?(?:-{1,3}|–|—|\.)\s"
)
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\W*(?:©|\(c\))?\W*(?:(?:1[89]|20)\d\d(?:\s?[-–]\s?\d{2,4})?)?[\s,]*(?:by\s+)?(?P<outlet>.{2,80}?)"
    r"(?:[,.|·•]|\s+(?:1[89]|20)\d\d|\s+(?:all rights|inc\b|ltd\b|llc\b|plc\b|pvt\b|co\b|gmbh\b|-|–|—)|$)",
    re.IGNORECASE,
)
YEAR_LAST = re.compile(r"(?P<outlet>[^©|]{2,60}?)\s*(?:©|\(c\)|copyright)", re.IGNORECASE)


@cache
def _phrases() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple(
        (int(row["rank"]), re.compile(row["pattern"].replace("(?P<outlet>)", r"(?=\S)"), re.IGNORECASE))
        for row in rows("credits")
    )


def credited(line: str) -> tuple[str, ...]:
    """Return the publishers that a credit line names, who had the text first of all first."""
    line = line.strip()
    if len(line) > LONGEST:
        return ()
    for shape in (SOURCE, VIA):
        found = shape.fullmatch(line)
        if (
            found
            and line.lower().startswith(("source", "from "))
            and not is_publisher(found["outlet"].strip(" ."))
        ):
            continue  # of the figures of a table: "Source: SIPRI"
        if found and _named(found["outlet"]):
            return (str(_named(found["outlet"])),)
    imprint = IMPRINT.fullmatch(line) if len(line) <= SIGNATURE else None
    if imprint and _named(imprint["outlet"]):
        return (str(_named(imprint["outlet"])),)
    signed = _signed(line) or MONITORED.fullmatch(line)
    if signed:
        return signed if isinstance(signed, tuple) else (signed["outlet"].strip(),)
    if not SUBJECT.search(line):
        return ()
    hits = [
        (rank, found.end(), outlet)
        for rank, phrase in _phrases()
        for found in phrase.finditer(line)
        if (outlet := _named_at(line, found.end()))
    ]
    firsts = {place for rank, place, _ in hits if rank == 0}
    kept = sorted((rank, place, outlet) for rank, place, outlet in hits if rank == 0 or place not in firsts)
    return chained([outlet for _, _, outlet in kept])


def _signed(line: str) -> tuple[str, ...]:
    """Return who signs under a text: "Reuters", "(The Fjord Post)", "- HNN / Fjord News Agency"."""
    name = line.strip(" ()[].-–—")
    if len(line) > SIGNATURE or not (is_agency(name) or line[:1] in MARKS):
        return ()
    return (
        (name,) if is_publisher(name) else chained([part for part in SLASH.split(name) if is_publisher(part)])
    )


def dateline_agency(line: str) -> str | None:
    """Return the agency that a dateline names: "KIEV, Dec 6 (Danubia Press) - …"."""
    found = DATELINE.match(line[:160])
    if found is None:
        return None
    name = found["outlet"] or found["plain"] or found["slashed"] or found["closing"] or ""
    sure = found["outlet"] or found["plain"] or is_publisher(name)
    return _named(name) if sure else None


def copyright_holder(line: str) -> str | None:
    """Return who a copyright line names, None where it names nobody that is a publisher."""
    if len(line) > LONGEST:
        return None
    found = COPYRIGHT.search(line)
    name = _named(found["outlet"]) if found else None
    if name and len(name) > 2 and not name.isdigit():
        return name
    before = YEAR_LAST.match(line.strip())
    return _named(before["outlet"]) if before else None


def _named(text: str) -> str | None:
    name = text.strip(" .,;:-–—*'\"“”")
    outlet = outlet_at(name)
    if outlet is None or len(outlet) < len(name.removeprefix("the ").removeprefix("The ")) - 1:
        return None
    return None if outlet.lower() in words("byline", "nobody") else outlet


def _named_at(line: str, start: int) -> str | None:
    outlet = outlet_at(line, start)
    if outlet is None or outlet.lower() in words("byline", "nobody"):
        return None
    # "on 13 July", "in March": a day is no publisher.
    return (
        None
        if re.match(
            r"\d|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
            outlet,
        )
        else outlet
    )
