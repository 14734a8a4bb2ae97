"""Front: the first lines of a plain page in; its headline, byline, day and publisher out.

Scraped pages begin with menus, the name of the paper, dates and labels, in any order. Every line down to the first
running text gets a kind; the headline is the line that is left and stands where a headline stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 : dataclass fields are read at run time
from typing import TYPE_CHECKING

from multipolar.read.byline import Byline, bare_byline, byline
from multipolar.read.credits import dateline_agency
from multipolar.read.headline import dated_title, decked, headline, title_of, told_title
from multipolar.read.kind import FILING, kind_of, sentence_like
from multipolar.read.masthead import masthead
from multipolar.read.published import date_line, dateline_day, day_of
from multipolar.read.publisher import is_publisher, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multipolar.read.kind import Kind
    from multipolar.read.lines import Line

PAGE_ONLY = frozenset({"furniture", "byline", "date", "label"})
HEAD_ONLY = frozenset({"masthead", "meta"})  # under the headline they may be rows of a table
DEEPEST = 25  # lines; a front is never longer
SIGNING = 5  # lines under the headline where a bare name signs


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
    kinds = [kind_of(line.text) for line in found[:body]]
    paper, block = masthead(found, kinds)
    top = _declared(found[:body], declared) if declared else headline(found, kinds, block)
    title, inner = title_of(found[top].text) if top is not None else (None, None)
    if top is None:
        title = dated_title(found[: body + 1]) if paper else None
    elif title:
        title = decked(found[:body], top, title)
    signed = _signed(found, kinds, top)
    bylines = [*([inner] if inner else []), *signed.values()]
    chosen = max(bylines, key=lambda by: (bool(by.names), by.strength), default=Byline(()))
    above = range(top if top is not None else body)
    gone = _gone(found, kinds, above) | set(signed) | {number for number in block if not found[number].prose}
    return Front(
        title=declared or told_title(found, body) or title,
        names=chosen.names,
        masthead=paper,
        origins=tuple(by.outlet for by in bylines if by.outlet),
        day=_day(found[:body], kinds) or _dated(found[body : body + 1]),
        headline=top,
        body=body,
        left_out=frozenset(gone - {top}),
    )


def _body(found: Sequence[Line]) -> int:
    """Return the first line of running text: prose that is no byline, notice or credit."""
    for number, line in enumerate(found[:DEEPEST]):
        if len(line.text) > 60 and dateline_agency(line.text):
            return number
        heading = number < 3 and len(line.text) < 160 and not line.text.endswith((".", "…", '."', ".”"))
        if line.prose and not heading and _runs(line.text):
            return number
    return min(len(found), DEEPEST)


def _runs(text: str) -> bool:
    """Tell whether prose is running text: no byline, notice or credit, and no word of the wire to its desks."""
    return kind_of(text) in {"candidate", "meta"} and not FILING.fullmatch(text)


def _declared(found: Sequence[Line], title: str) -> int | None:
    same = (number for number, line in enumerate(found) if plain(line.text) == plain(title))
    return next(same, None)


def _signed(found: Sequence[Line], kinds: Sequence[Kind], top: int | None) -> dict[int, Byline]:
    """Return the bylines by their line: those that say "by", else a bare name under the headline."""
    signed = {
        number: by
        for number, kind in enumerate(kinds)
        if kind == "byline" and (by := byline(found[number].text))
    }
    if top is None or any(by.strength for by in signed.values()):
        return signed
    under = range(top + 1, min(top + 1 + SIGNING, len(kinds)))
    may = [number for number in under if kinds[number] not in {"furniture", "label", "note", "byline"}]
    bare = [(number, by) for number in may if (by := _signer(found[number].text))]
    return signed | dict(bare[:1])


def _signer(text: str) -> Byline | None:
    """Return who signs with no more than a name: people, or a publisher."""
    if len(text) < 80 and is_publisher(text) and not text.endswith("."):
        return Byline((), text, certain=False)
    return bare_byline(text)


def _gone(found: Sequence[Line], kinds: Sequence[Kind], above: range) -> set[int]:
    """Return the lines that say nothing of the world."""
    gone = {number for number, kind in enumerate(kinds) if kind in PAGE_ONLY}
    gone |= {number for number in above if number < len(kinds) and kinds[number] in HEAD_ONLY}
    return gone | {number for number in above if not _tells(found[number].text, kinds[number])}


def _tells(text: str, kind: Kind) -> bool:
    """Tell whether a line above the headline says something: a kicker does, a name or a motto does not."""
    return kind in {"candidate", "note", "credit"} and len(text.split()) > 4 and sentence_like(text)


def _dated(first: Sequence[Line]) -> date | None:
    """Return the day of the dateline that the running text begins with."""
    return next((dateline_day(line.text) for line in first), None)


def _day(found: Sequence[Line], kinds: Sequence[Kind]) -> date | None:
    """Return the first day that a line of the front says, lines that say nothing else first."""
    whole = (day for line in found if (day := date_line(line.text)))
    rows = zip(found, kinds, strict=False)
    short = (
        line.text for line, kind in rows if kind not in {"date", "label", "credit"} and len(line.text) < 160
    )
    return next(whole, None) or next((day for text in short if (day := day_of(text))), None)
