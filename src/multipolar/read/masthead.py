"""Masthead: the first lines of a plain page and their kinds in, the name of the paper out, and the lines it takes.

"THE OBSERVER - the voice of the coast", "Sunday Herald of Patna | e-Paper | Jobs", a name alone over the headline.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from multipolar.read.byline import bare_byline
from multipolar.read.furniture import is_label
from multipolar.read.kind import FILING, SLUG, menu_name, name_like, segment_name
from multipolar.read.published import is_date_line
from multipolar.read.publisher import EDITION, is_publisher, leading_publisher, without_edition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multipolar.read.kind import Kind
    from multipolar.read.lines import Line

ENOUGH = 2.0  # weight from which a first line is the name of the paper
FOOT = 6  # lines at the end where a paper names itself again
SHORT = 60  # letters of a name that stands alone
FIRST = 3  # lines at the head in which a name may stand before a motto


def masthead(found: Sequence[Line], kinds: Sequence[Kind]) -> tuple[str | None, range]:
    """Return the name of the paper at the head, and the lines of its block: name, motto, date, menu."""
    for number, kind in enumerate(kinds):
        name = without_edition(_name(found, kinds, number) or "")
        if name:
            whole = kind != "date" and not trailing_publisher(found[number].text)
            return name, _block(found, kinds, number) if whole else range(0)
        if kind in {"candidate", "byline", "masthead"}:
            break
    return _below(found, kinds), range(0)


def _below(found: Sequence[Line], kinds: Sequence[Kind]) -> str | None:
    """Return the paper that lines under the headline name: alone, or before the day, as archives have it."""
    for line, kind in zip(found[1:], kinds[1:], strict=False):
        if kind == "date" and (name := _dated_name(line.text, first=False)):
            return name
        alone = kind == "candidate" and len(line.text) < SHORT and not line.text.endswith(".")
        if alone and is_publisher(line.text):
            return without_edition(line.text)
    return None


def signed_below(found: Sequence[Line], kinds: Sequence[Kind], number: int, *, reach: int = 1) -> bool:
    """Tell whether a byline stands below: at once, or within reach, under a subtitle."""
    said = "byline" in kinds
    for below in range(number + 1, min(number + 1 + reach, len(kinds))):
        if kinds[below] == "byline" or (not said and bare_byline(found[below].text) is not None):
            return True
        if kinds[below] not in {"candidate", "note", "date"}:
            return False
    return False


def trailing_publisher(text: str) -> str | None:
    """Return the publisher behind a headline, as browsers save it: "A port for two - Harbour Post"."""
    parts = re.split(r"\s+[|–—-]\s+", text)
    return parts[-1] if len(parts) > 1 and is_publisher(parts[-1]) and not name_like(parts[0]) else None


def _name(found: Sequence[Line], kinds: Sequence[Kind], number: int) -> str | None:
    """Return the name of the paper that a line gives, None where it gives none."""
    text, kind = found[number].text, kinds[number]
    if kind == "masthead":
        return _brand(segment_name(text) or menu_name(text) or "") or None
    if kind == "date":
        return _dated_name(text, first=number == 0)
    if kind not in {"candidate", "meta", "label", "note"} or (kind == "meta" and FILING.fullmatch(text)):
        return None
    below = any(other == "candidate" for other in kinds[number + 1 :])
    prefix = _prefix_name(found, number) if number < FIRST and kind != "label" else None
    prefix = prefix if prefix and (below or is_publisher(prefix)) else None
    said = kinds[number + 1 : number + 2] == ["byline"]
    if prefix and not (said if number == 0 and is_publisher(prefix) else signed_below(found, kinds, number)):
        return prefix
    if trailing_publisher(text) or kind == "note":
        return trailing_publisher(text)
    return text if (below or is_publisher(text)) and _weight(found, kinds, number) >= ENOUGH else None


def _prefix_name(found: Sequence[Line], number: int) -> str | None:
    """Return the publisher at the head of a line with more in it."""
    text = found[number].text.strip("[]")
    parts = re.split(r"\s+[-–—_/]+\s*|\s*[/:(]\s*|,\s+", text, maxsplit=1)
    if text != found[number].text and number == 0 and not is_label(text) and name_like(text):
        return text
    if len(parts) < 2:
        leads = text == found[number].text and number < 2 and name_like(text) and not is_publisher(text)
        return leading_publisher(text) if leads else None
    return _before_motto(found, number, parts)


def _before_motto(found: Sequence[Line], number: int, parts: list[str]) -> str | None:
    name, rest = without_edition(parts[0].strip()), parts[1].strip()
    if without_edition(found[number].text) == name and name_like(name):
        return name
    several = len(name.split()) > 1
    if not name_like(name):
        return None
    if is_publisher(name) or (several and _named_again(found, name)):
        return name
    loud = name.isupper() and several and not rest.isupper() and bare_byline(name) is None
    short = number == 0 and bool(rest) and len(name.split()) <= 4
    motto = short and (rest[0].islower() or " / " in found[number].text or (several and is_label(rest)))
    return name if loud or motto else None


def _weight(found: Sequence[Line], kinds: Sequence[Kind], number: int) -> float:
    """Weigh how much a first line looks like the name of the paper, and not like the headline."""
    text = found[number].text
    count = len(text.split())
    if is_publisher(text):
        return 2 * ENOUGH
    if not name_like(text) or SLUG.fullmatch(text) or is_label(text):
        return 0.0
    dated = bool({"date", "meta", "masthead", "furniture"} & set(kinds[number + 1 : number + 2]))
    points = (
        2.0 * (count <= 3) + 0.5 * (count <= 6) + 1.5 * text.isupper() + 1.5 * text.lower().startswith("the ")
    )
    points += 1.5 * dated + 3.0 * _named_again(found, text)
    return points - 3.0 * signed_below(found, kinds, number) - 1.0 * bool(re.search(r"[\d?!\"“‘]", text))


def _named_again(found: Sequence[Line], text: str) -> bool:
    """Tell whether the foot of the page names it again, or a dateline does."""
    name = text.casefold()
    foot = found[-FOOT:] if len(found) > 2 * FOOT else ()
    again = any(name in line.text.casefold() for line in foot if len(line.text) < 200)
    return again or any(f"({name})" in line.text[:160].casefold() for line in found[:25])


def _dated_name(text: str, *, first: bool) -> str | None:
    """Return the publisher before the day of a line: "Evening Argus, 5 May 1999", "THE PICKET       16 May 1980"."""
    whole = re.split(r"\s*[,|·•–—-]\s|\s{2,}", text, maxsplit=1)[0]
    name = without_edition(re.split(r"\s*\(\s", whole, maxsplit=1)[0])
    if name != whole and name_like(name) and EDITION.search(whole):
        return name  # "El Faro del Caribe (English edition), 8 March 2008"
    apart = first and re.match(r"\s{3,}\S|\s+[|·•–—-]\s", text[len(name) :])
    paper = apart and len(name.split()) > 1 and name_like(name) and not is_date_line(name)
    return name if (paper or is_publisher(name)) and not is_label(name) else None


def _block(found: Sequence[Line], kinds: Sequence[Kind], number: int) -> range:
    """Return the lines from the name of the paper to the next empty line, if a headline can stand below it."""
    end = number + 1
    while end < len(kinds) and not found[end].gap:
        if kinds[end] == "candidate" and signed_below(found, kinds, end):
            break
        end += 1
    below = any(kind == "candidate" for kind in kinds[end:])
    return range(number, end) if below else range(number, number + 1)


def _brand(name: str) -> str:
    """Return the part in capitals of a name that goes on in others: "OSTKURIER International"."""
    parts = name.strip().split()
    loud = [part for part in parts if part.isupper() and len(part) > 3]
    return " ".join(loud) if loud and parts[: len(loud)] == loud else name.strip()
