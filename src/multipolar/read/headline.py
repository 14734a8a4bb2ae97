"""Headline: the first lines of a plain page and their kinds in, the line of the headline out, and the title in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from multipolar.read.byline import bare_byline, byline
from multipolar.read.furniture import is_label
from multipolar.read.kind import KEYED, NUMBERED, SLUG, sentence_like
from multipolar.read.masthead import signed_below, trailing_publisher
from multipolar.read.published import day_of
from multipolar.read.publisher import is_publisher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multipolar.read.byline import Byline
    from multipolar.read.kind import Kind
    from multipolar.read.lines import Line

PLACE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30}(?:\s?/\s?[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30}){0,3}")
TRAILING_BYLINE = re.compile(r"\s+(?:[-–—|]\s+)?(?:by|BY|By)\s+\S")
ANNOUNCED = re.compile(
    r"(?:ANNOUNCER|HOST|PRESENTER|NEWSREADER)\s?:.{10,600}\bwith [\"“](?P<title>[A-ZÀ-Þ][^\"“”]{4,90}?)[.,]?[\"”]\.?$"
)
BEFORE_DAY = re.compile(
    r"(?P<title>[A-ZÀ-Þ][\w'’-]+(?:\s[\w'’-]+){1,5}),?\s+(?:on\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\d{1,2}\s[A-Z])"
)
DATED = 80  # letters in which such a line gives its day
DEEPER = 1.0  # what every candidate above costs a line
TOP = 1.2  # what it costs to stand in the first block of the page while others stand below it


def headline(found: Sequence[Line], kinds: Sequence[Kind], block: range) -> int | None:
    """Return the line of the headline: mostly the first that is left under the name of the paper."""
    candidates = [number for number, kind in enumerate(kinds) if kind == "candidate" and number not in block]
    if not candidates:
        return None
    first = next((number for number in range(1, len(kinds)) if found[number].gap), len(kinds))
    top = first > 1 and any(number >= first for number in candidates)
    worth = {
        number: _score(found, kinds, number) - DEEPER * place - TOP * (top and number < first)
        for place, number in enumerate(candidates)
    }
    best = max(candidates, key=lambda number: worth[number])
    return best - 1 if best - 1 in candidates and _subtitle(found, kinds, best, block) else best


def title_of(text: str) -> tuple[str, Byline | None]:
    """Return the headline without its number, label, publisher and byline, and that byline."""
    text = NUMBERED.sub("", text.strip().lstrip("^*#= "), count=1).strip(" =*<")
    outlet = trailing_publisher(text)
    if outlet:
        return text[: text.rfind(outlet)].rstrip(" |–—-"), None
    label, _, rest = text.partition("|")
    text = rest.strip() if rest.strip() and is_label(label) else text
    for found in list(TRAILING_BYLINE.finditer(text))[-1:]:
        by = byline(text[found.start() :].lstrip(" -–—|"))
        if by and by.names and found.start() > 15:
            return text[: found.start()].strip(), by
    return text, None


def told_title(found: Sequence[Line], body: int) -> str | None:
    """Return the title that a line calls so ("HEADLINE: …"), or that a broadcast's announcer reads out."""
    keys = (KEYED.fullmatch(line.text) for line in found[:body])
    keyed = [key["value"] for key in keys if key and key["key"].lower() in {"title", "headline"}]
    announced = (ANNOUNCED.match(line.text) for line in found[body : body + 2])
    return next(iter([*keyed, *(said["title"] for said in announced if said)]), None)


def dated_title(found: Sequence[Line]) -> str | None:
    """Return what a line says before its day where nothing else is a headline: "Evening bulletin, 3 May 1999"."""
    leads = (BEFORE_DAY.match(line.text) for line in found if day_of(line.text[:DATED]))
    return next((lead["title"] for lead in leads if lead and not is_publisher(lead["title"])), None)


def decked(found: Sequence[Line], number: int, title: str) -> str:
    """Return a headline with the line below where it ends in a semicolon, as papers set them in decks."""
    below = found[number + 1].text if number + 1 < len(found) and not found[number + 1].gap else ""
    whole = title.endswith(";") and below and not byline(below) and len(below) < 120
    return f"{title} {below}" if whole else title


def _subtitle(found: Sequence[Line], kinds: Sequence[Kind], number: int, block: range) -> bool:
    """Tell whether a line is the subtitle of the one right above, which begins its block and is not longer."""
    above, text = number - 1, found[number].text
    if found[number].gap or not _heads(found[above].text, said="byline" in kinds):
        return False
    begins = found[above].gap or above - 1 in block or (above > 0 and kinds[above - 1] != "candidate")
    return begins and len(found[above].text.split()) <= len(text.split()) + 2


def _heads(text: str, *, said: bool) -> bool:
    """Tell whether a line may be the headline of the subtitle below; three words in title case may be a name."""
    kicker = text.isupper() and len(text.split()) <= 3 and not text.endswith(("?", "!"))
    named = is_publisher(text) or SLUG.fullmatch(text) or (not said and bare_byline(text))
    return not (kicker or named) and len(text.split()) > 1


def _score(found: Sequence[Line], kinds: Sequence[Kind], number: int) -> float:
    """Weigh how much a line stands and reads like a headline."""
    text, said = found[number].text, "byline" in kinds
    count = len(text.split())
    points = 2.5 * signed_below(found, kinds, number, reach=2) + 0.5 * signed_below(found, kinds, number)
    points += (
        1.5 * (sentence_like(text) or count > 4) + 1.0 * found[number].gap + 0.5 * text.endswith(("?", "!"))
    )
    points += 1.0 * (len(text) > 20) - 2.0 * (count < 3) + 4.0 * (not said and title_of(text)[1] is not None)
    points -= 3.0 * bool(SLUG.fullmatch(text)) + 2.0 * bool(count < 4 and PLACE.fullmatch(text))
    return points - 3.0 * (not said and bare_byline(text) is not None) - 3.0 * is_publisher(text)
