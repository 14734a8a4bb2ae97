"""Front: the first lines of a plain page in; its headline, byline, day and publisher out.

Scraped pages begin with menus, the name of the paper, dates and labels, in any order. Every line down to the first
running text gets a kind; the headline is the line that is left and stands where a headline stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date  # noqa: TC003 : dataclass fields are read at run time
from typing import TYPE_CHECKING, Literal

from multipolar.read.byline import Byline, bare_byline, byline
from multipolar.read.credits import credited, dateline_agency
from multipolar.read.furniture import is_furniture, is_label, menu_part
from multipolar.read.lines import BULLET
from multipolar.read.published import date_line, day_of, is_date_line
from multipolar.read.publisher import is_publisher, leading_publisher, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multipolar.read.lines import Line

Kind = Literal["furniture", "label", "byline", "date", "masthead", "meta", "credit", "note", "candidate"]
PAGE_ONLY = frozenset({"furniture", "byline", "date", "label"})
HEAD_ONLY = frozenset({"masthead", "meta"})  # under the headline they may be rows of a table
DEEPEST = 25  # lines; a front is never longer
SEGMENTS = re.compile(r"\s+[|•·»*/]\s+|\s*\|\s*|\s{2,}[-–—]*\s*|\s+--\s+|\t+")
META = re.compile(
    r"(?i:(?:issue|volume|vol|number|case|reference|ref|bulletin|edition|pages?|weekly|daily|monthly|late|early|city|sunday|final)\b"
    r".{0,60}(?:\b(?:no|nr|vol)\.|\b(?:number|page|edition|bulletin|week)\b|№|#).{0,60}\d.{0,60}"
    r"|(?:issue|no\.?|vol\.?|nr\.?|page|case no\.?)\s*\d.{0,80})"
    r"|[A-Z]{2,12}-[A-Z]{2,20}(?:[ -][\d-]{2,10}){1,3}|\W*(?:\w+\W+){0,3}(?:Rs\.?|\$|£|€|Sh|[Pp]rice)\s?[\d.]{1,7}p?"
)
# The keys of scripts, databases of newspapers and mails.
KEYED = re.compile(
    r"(?P<key>tx|writer(?:/presenter)?|presenter|producer|duration|slug(?:line)?|date|ref|length|section|category|topic|country|to|subject|title"
    r"|headline|publication|newspaper|embargo(?:ed)?|classification|language|keywords?|edition|page)\s?:\s(?P<value>.{1,200})",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"\(.{5,200}\)|\[.{2,120}\]|\*\s?.{3,150}|(?:adds|recasts|corrects|refiles|updates with)\b.{0,120}",
    re.IGNORECASE,
)
WEEKDAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow)\W*", re.IGNORECASE
)
SLUG = re.compile(r"[A-Z][A-Z0-9]+(?:[-/][A-Z0-9]+)+(?:\s.{0,40})?")
PLACE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30}(?:\s?/\s?[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30}){0,3}")
NUMBERED = re.compile(r"\d{1,2}[.)]\s+")
TRAILING_BYLINE = re.compile(r"\s+(?:[-–—|]\s+)?(?:by|BY|By)\s+\S")
ANNOUNCED = re.compile(
    r"(?:ANNOUNCER|HOST|PRESENTER|NEWSREADER)\s?:.{10,600}\bwith [\"“](?P<title>[A-ZÀ-Þ][^\"“”]{4,90}?)[.,]?[\"”]\.?$"
)
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "de",
        "del",
        "der",
        "di",
        "du",
        "for",
        "from",
        "in",
        "la",
        "le",
        "of",
        "on",
        "or",
        "the",
        "to",
        "und",
        "von",
        "with",
        "et",
        "y",
    ]
)


@dataclass(frozen=True, slots=True)
class Front:
    """What the first lines say, and which of them are no part of the text."""

    title: str | None = None
    names: tuple[str, ...] = ()
    masthead: str | None = None
    origins: tuple[str, ...] = ()  # agencies and publishers that signed instead of or beside people
    day: date | None = None
    headline: int | None = None  # its line
    body: int = 0  # the first line of running text
    left_out: frozenset[int] = frozenset()


def front(found: Sequence[Line], *, declared: str | None = None) -> Front:
    """Return what the lines above the running text say; `declared` is the title where it is known."""
    body = _body(found)
    kinds = [_kind(line.text) for line in found[:body]]
    masthead, block = _masthead(found, kinds)
    known = [number for number in range(body) if declared and plain(found[number].text) == plain(declared)]
    headline = known[0] if known else None if declared else _headline(found, kinds, block)
    above = range(headline if headline is not None else body)
    title, inner = _title(found[headline].text) if headline is not None else (None, None)
    title = _keyed(found[:body]) or _announced(found[body : body + 2]) or title
    signed, by_lines = _signed(found, kinds, headline)
    bylines = [inner, *signed] if inner else signed
    chosen = max(bylines, key=lambda by: (bool(by.names), by.strength), default=Byline(()))
    origins = [by.outlet for by in bylines if by.outlet]
    gone = {number for number, kind in enumerate(kinds) if kind in PAGE_ONLY} | by_lines
    gone |= {number for number in above if kinds[number] in HEAD_ONLY}
    gone |= {number for number in block if not found[number].prose}
    gone |= {number for number in above if not _tells(found[number].text, kinds[number])}
    return Front(
        title=declared or title,
        names=chosen.names,
        masthead=masthead,
        origins=tuple(origins),
        day=_day(found[:body], kinds),
        headline=headline,
        body=body,
        left_out=frozenset(gone - {headline}),
    )


def _body(found: Sequence[Line]) -> int:
    """Return the first line of running text: prose that is no byline, notice or credit."""
    for number, line in enumerate(found[:DEEPEST]):
        if dateline_agency(line.text) and len(line.text) > 60:
            return number
        if (
            line.prose
            and _kind(line.text) in {"candidate", "meta"}
            and not (number < 3 and _headlike(line.text))
        ):
            return number
    return min(len(found), DEEPEST)


def _headlike(text: str) -> bool:
    return len(text) < 160 and not text.endswith((".", "…", '."', ".”"))


def _kind(text: str) -> Kind:
    if is_furniture(text):
        return "masthead" if _menu_name(text) else "furniture"
    if is_label(text):
        return "label"
    if is_date_line(text):
        return "date"
    if KEYED.fullmatch(text) and not byline(text):
        return "meta"
    if text[0] != "[" and byline(text):
        return "byline"
    if credited(text):
        return "credit"
    if WEEKDAY.fullmatch(text):
        return "note"
    if BULLET.match(text) and not NUMBERED.match(text):
        return "note"
    if _segmented(text):
        return "masthead"
    if len(text) < 130 and META.fullmatch(text):
        return "meta"
    return "note" if NOTE.fullmatch(text) else "candidate"


def _menu_name(text: str) -> str | None:
    """Return the publisher at the head of a menu: "Sunday Herald of Patna | e-Paper | Jobs"."""
    parts = [part for part in SEGMENTS.split(text.strip()) if part]
    name = parts[0].strip() if len(parts) > 1 else ""
    known = not name or menu_part(name) or re.search(r"[\[\]>©:]", name)
    return None if known or not _name_like(name) or (bare_byline(name) and not is_publisher(name)) else name


def _segmented(text: str) -> str | None:
    """Return the publisher at the head of a line of segments, one of them a day, an edition or a place."""
    parts = [part.strip() for part in SEGMENTS.split(text) if part.strip(" -–—|")]
    if len(parts) < 2 or len(text) > 200 or text.rstrip().endswith("."):
        return None
    name = parts[0]
    if not _name_like(name) or day_of(name) or (bare_byline(name) and not is_publisher(name)):
        return None
    return (
        name
        if any(day_of(part) or re.search(r"\d", part) for part in parts[1:])
        or is_publisher(name)
        or name.isupper()
        else None
    )


def _name_like(text: str) -> bool:
    """Tell whether words may be a publisher's name: few, each with a capital but the small ones."""
    words = text.split()
    if not 1 <= len(words) <= 8 or text[-1:] in ".?!:;,":
        return False
    return all(word[0].isupper() or word[0] in "&'’" or word.lower() in SMALL for word in words)


def _headline(found: Sequence[Line], kinds: Sequence[Kind], block: range) -> int | None:
    """Return the line of the headline: mostly the first that is left under the name of the paper."""
    candidates = [number for number, kind in enumerate(kinds) if kind == "candidate" and number not in block]
    if not candidates:
        return None
    first = next((number for number in range(1, len(kinds)) if found[number].gap), len(kinds))
    below = any(number >= first for number in candidates)
    # Where a block of lines stands at the very top, the headline is rather under it.
    worth = {
        number: _score(found, kinds, number) - 0.7 * place - 1.2 * (below and number < first and first > 1)
        for place, number in enumerate(candidates)
    }
    best = max(candidates, key=lambda number: worth[number])
    above = best - 1
    subtitle = (
        not found[best].gap and above in candidates and _heads(found[above].text, said="byline" in kinds)
    )
    top = above >= 0 and (
        found[above].gap or above - 1 in block or (above > 0 and kinds[above - 1] != "candidate")
    )
    shorter = subtitle and len(found[above].text.split()) <= len(found[best].text.split()) + 2
    return above if shorter and top else best


def _heads(text: str, *, said: bool) -> bool:
    """Tell whether a line may be the headline of the subtitle below; three words in title case may be a name."""
    kicker = text.isupper() and len(text.split()) <= 3 and not text.endswith(("?", "!"))
    named = is_publisher(text) or SLUG.fullmatch(text) or (not said and bare_byline(text))
    return not (kicker or named) and len(text.split()) > 1


def _score(found: Sequence[Line], kinds: Sequence[Kind], number: int) -> float:
    """Weigh how much a line stands and reads like a headline."""
    text = found[number].text
    words = len(text.split())
    points = (
        2.5 * _signed_below(found, kinds, number, reach=2)
        + 0.5 * _signed_below(found, kinds, number)
        + 1.5 * (_sentence_like(text) or words > 4)
        + 1.0 * found[number].gap
    )
    points += (
        0.5 * text.endswith(("?", "!"))
        + 1.0 * (len(text) > 20)
        + 4.0 * bool("byline" not in kinds and _title(text)[1])
        - 2.0 * (words < 3)
    )
    points -= 3.0 * bool(SLUG.fullmatch(text)) + 2.0 * bool(PLACE.fullmatch(text) and len(text.split()) < 4)
    return points - 3.0 * ("byline" not in kinds and bare_byline(text) is not None) - 3.0 * is_publisher(text)


def _signed_below(found: Sequence[Line], kinds: Sequence[Kind], number: int, *, reach: int = 1) -> bool:
    """Tell whether a byline stands below: at once, or within reach, under a subtitle."""
    said = "byline" in kinds
    for below in range(number + 1, min(number + 1 + reach, len(kinds))):
        if kinds[below] == "byline" or (not said and bare_byline(found[below].text) is not None):
            return True
        if kinds[below] not in {"candidate", "note", "date"}:
            return False
    return False


def _sentence_like(text: str) -> bool:
    """Tell whether a line has a word in lower case that names rarely have."""
    return any(word.islower() and word.strip(".,'’") not in SMALL and len(word) > 2 for word in text.split())


def _title(text: str) -> tuple[str, Byline | None]:
    """Return the headline without its number and byline, and that byline."""
    text = NUMBERED.sub("", text.strip().lstrip("^*#= "), count=1).strip(" =*")
    pieces = re.split(r"\s+[|–—-]\s+", text)
    if len(pieces) > 1 and is_publisher(pieces[-1]) and _sentence_like(pieces[0]):
        return text[: text.rfind(pieces[-1])].rstrip(" |–—-"), None
    label, mark, rest = text.partition("|")
    if mark and rest.strip() and is_label(label):
        text = rest.strip()
    for found in list(TRAILING_BYLINE.finditer(text))[-1:]:
        by = byline(text[found.start() :].lstrip(" -–—|"))
        if by and by.names and found.start() > 15:
            return text[: found.start()].strip(), by
    return text, None


def _keyed(found: Sequence[Line]) -> str | None:
    """Return the title that a line calls so: "HEADLINE: …"."""
    keys = (KEYED.fullmatch(line.text) for line in found)
    return next((key["value"] for key in keys if key and key["key"].lower() in {"title", "headline"}), None)


def _announced(found: Sequence[Line]) -> str | None:
    """Return the title that a broadcast's announcer reads out: 'ANNOUNCER: … here is A. Name with "The Title".'."""
    announced = (ANNOUNCED.match(line.text) for line in found)
    return next((said["title"] for said in announced if said), None)


def _signed(
    found: Sequence[Line], kinds: Sequence[Kind], headline: int | None
) -> tuple[list[Byline], set[int]]:
    """Return the bylines of the front: those that say "by", and bare names under the headline."""
    said = [
        (number, by)
        for number, kind in enumerate(kinds)
        if kind == "byline" and (by := byline(found[number].text))
    ]
    start = -1 if headline is None else headline + 1
    for number in range(start, min(start + 5, len(kinds))) if start > 0 else ():
        if kinds[number] not in {"candidate", "masthead", "meta", "date", "credit"}:
            continue
        text = found[number].text
        signer = _signer(text)
        if signer and not any(by.strength for _, by in said):
            said.append((number, signer))
    return [by for _, by in said], {number for number, _ in said}


def _signer(text: str) -> Byline | None:
    """Return who signs with no more than a name: people, or a publisher."""
    if len(text) < 80 and is_publisher(text) and not text.endswith("."):
        return Byline((), text, certain=False)
    return bare_byline(text)


def _masthead(found: Sequence[Line], kinds: Sequence[Kind]) -> tuple[str | None, range]:
    """Return the name of the paper at the head, and the lines of its block: name, motto, date, menu."""
    for number, kind in enumerate(kinds):
        text = found[number].text
        if kind == "masthead":
            name = _segmented(text) or _menu_name(text)
            return (_brand(name.strip()) if name else None), _block(found, kinds, number)
        if kind == "date" and (dated := _dated_name(text)):
            return dated, range(number, number + 1)
        prefix = _prefix_name(found, number) if number < 3 and kind in {"candidate", "meta", "note"} else None
        if (
            prefix
            and any(other == "candidate" for other in kinds[number + 1 :])
            and not _signed_below(found, kinds, number)
        ):
            return prefix, _block(found, kinds, number)
        if kind in {"candidate", "meta", "label"}:
            weight = _weight(found, kinds, number)
            others = any(other == "candidate" for other in kinds[number + 1 :])
            tail = re.split(r"\s+[|–—-]\s+", text)[-1]
            if tail != text and is_publisher(tail) and _title(text)[0] != text:
                return tail, range(0)
            if weight >= 2 and (others or is_publisher(text)):
                return text, _block(found, kinds, number)
        if kind in {"candidate", "byline"}:
            break
    return None, range(0)


def _prefix_name(found: Sequence[Line], number: int) -> str | None:
    """Return the publisher at the head of a line: "THE OBSERVER - the voice of the coast", "[Radio Kigali, in French]"."""
    text = found[number].text.strip("[]")
    parts = re.split(r"\s+[-–—_/]+\s*|\s*[/:(]\s*|,\s+", text, maxsplit=1)
    name = parts[0].strip()
    if len(parts) < 2 and text == found[number].text:
        return leading_publisher(text) if number < 2 and _name_like(text) and not is_publisher(text) else None
    if (
        text != found[number].text
        and number == 0
        and (is_publisher(text) or (_name_like(text) and not is_label(text)))
    ):
        return text
    if not _name_like(name):
        return None
    if is_publisher(name) or (len(name.split()) > 1 and _named_again(found, name)):
        return name
    rest = "".join(parts[1:]).strip()
    loud = name.isupper() and len(name) > 3 and not rest.isupper() and len(name.split()) > 1
    loud = loud and bare_byline(name) is None
    motto = number == 0 and bool(rest) and len(name.split()) <= 4 and (rest[0].islower() or " / " in text)
    return name if loud or motto else None


def _weight(found: Sequence[Line], kinds: Sequence[Kind], number: int) -> float:
    """Weigh how much a first line looks like the name of the paper, and not like the headline."""
    text = found[number].text
    words = text.split()
    if is_publisher(text):
        return 4.0
    if not _name_like(text) or SLUG.fullmatch(text) or is_label(text):
        return 0.0
    below = kinds[number + 1 : number + 3]
    points = (
        2.0 * (len(words) <= 3)
        + 0.5 * (len(words) <= 6)
        + 1.5 * text.isupper()
        + 1.5 * (words[0].lower() == "the")
    )
    points += 1.5 * bool({"date", "meta", "masthead", "furniture"} & set(below[:1])) + 3.0 * _named_again(
        found, text
    )
    return points - 3.0 * _signed_below(found, kinds, number) - 1.0 * bool(re.search(r"[\d?!\"“‘]", text))


def _named_again(found: Sequence[Line], text: str) -> bool:
    """Tell whether the foot of the page names it again, or a dateline does."""
    name = text.casefold()
    foot = any(
        name in line.text.casefold() for line in found[-6:] if len(found) > 12 and len(line.text) < 200
    )
    return foot or any(f"({name})" in line.text[:160].casefold() for line in found[:DEEPEST])


def _dated_name(text: str) -> str | None:
    """Return the publisher before the day of a line: "Evening Argus, 5 May 1999"."""
    name = re.split(r"\s*[,|·•(–—-]\s|\s{2,}", text, maxsplit=1)[0]
    return name if is_publisher(name) else None


def _block(found: Sequence[Line], kinds: Sequence[Kind], number: int) -> range:
    """Return the lines from the name of the paper to the next empty line, if a headline can stand below it."""
    end = number + 1
    while (
        end < len(kinds)
        and not found[end].gap
        and not (kinds[end] == "candidate" and _signed_below(found, kinds, end))
    ):
        end += 1
    below = any(kind == "candidate" for kind in kinds[end:])
    return range(number, end) if below else range(number, number + 1)


def _brand(name: str) -> str:
    """Return the part in capitals of a name that goes on in others: "OSTKURIER International"."""
    words = name.split()
    loud = [word for word in words if word.isupper() and len(word) > 3]
    return " ".join(loud) if loud and words[: len(loud)] == loud else name


def _tells(text: str, kind: Kind) -> bool:
    """Tell whether a line above the headline says something of the world: a kicker does, a motto does not matter."""
    return kind in {"candidate", "note", "credit"} and len(text.split()) > 4 and _sentence_like(text)


def _day(found: Sequence[Line], kinds: Sequence[Kind]) -> date | None:
    """Return the first day that a line of the front says, lines that say nothing else first."""
    whole = [day for line in found if (day := date_line(line.text))]
    named = {"masthead", "byline", "meta", "furniture", "note", "candidate"}
    inside = [
        day
        for line, kind in zip(found, kinds, strict=False)
        if kind in named and len(line.text) < 160 and (day := day_of(line.text))
    ]
    return (whole or inside or [None])[0]
