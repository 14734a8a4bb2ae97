"""What the choice of dates sees of each candidate (`dating.py`): how it is worded, where it stands, what the act is."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING

from multipolar.read.coders.attach import APART

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multipolar.read.coders.dating import Asked, Dated
    from multipolar.read.coders.scene import Scene

FAR, GONE = 8, 4  # steps of the tree, sentences: all beyond are alike
LENGTHS = ((1, "day"), (7, "week"), (31, "month"), (100, "season"), (366, "year"))
CLAUSES = frozenset({"relcl", "acl", "ccomp", "xcomp", "advcl", "conj", "parataxis", "pcomp"})


def features(scene: Scene, asked: Asked, found: Sequence[Dated]) -> Iterator[list[str]]:
    """Yield the features of each candidate, last those of having no days at all.

    All are of the candidate's kind, so that "since then" has weights of its own.
    """
    told = {each.days.low for each in found if each.kind == "on" and not each.back}
    for place, each in enumerate(found):
        seen = [
            *_words(each),
            *_times(scene, asked, each),
            *_act(asked, each),
            f"rank={min(place, 5)}",
            f"n={min(len(told), 3)}",
        ]
        seen += _places(scene, asked, each) if each.back else _paths(asked, each)
        seen.append(
            f"as last={asked.days is not None and each.days == asked.days} back={min(each.back, GONE)}"
        )
        yield list(starmap("{} {}".format, ((each.kind, name) for name in ("bias", *seen))))
    yield [f"none {name}" for name in ("bias", *_undated(asked, found))]


def _undated(asked: Asked, found: Sequence[Dated]) -> Iterator[str]:
    """Yield what speaks for an act without days: what it is, and whether a date is near."""
    backs = sorted({min(each.back, GONE) for each in found})
    yield from (f"has={back}" for back in backs)
    for name in (asked.status, asked.type, asked.trigger.tag_, asked.trigger.dep_, *_manner(asked)):
        yield from (name, f"near={0 in backs} {name}")


def _words(each: Dated) -> Iterator[str]:
    """Yield how a date is worded."""
    head = each.anchor.head
    before = head.lower_ if head.pos_ in {"ADP", "SCONJ"} else "-"
    size = (each.days.high - each.days.low).days + 1
    length = next((name for most, name in LENGTHS if size <= most), "years")
    quote = (each.days.quote or "").lower()
    yield from (f"prep={before}", f"length={length}", f"prep={before} length={length}", f"open={each.open}")
    yield from (f"word={word}" for word in quote.split() if word.isalpha())
    yield f"digits={sum(letter.isdigit() for letter in quote)}"


def _times(scene: Scene, asked: Asked, each: Dated) -> Iterator[str]:
    """Yield how the days stand to the day of publication."""
    published = scene.layers.document.published
    stands = "over"
    if published is None or each.days.high < published:
        stands = "past" if published else "unknown"
    elif each.days.low > published:
        stands = "future"
    yield from (
        f"stands={stands}",
        f"stands={stands} {asked.status}",
        f"stands={stands} {asked.trigger.tag_}",
    )


def _act(asked: Asked, each: Dated) -> Iterator[str]:
    """Yield what the act is, by how far back the date stands."""
    back = f"back={min(each.back, GONE)}"
    yield back
    for name in (asked.status, asked.type, asked.trigger.tag_, asked.trigger.dep_):
        yield f"{back} {name}"
    yield from (f"{back} {word}" for word in _manner(asked))


def _manner(asked: Asked) -> list[str]:
    """Return the auxiliaries and adverbs of an act: "has", "will", "since", "again"."""
    return [child.lower_ for child in asked.trigger.children if child.dep_ in {"aux", "advmod"}]


def _places(scene: Scene, asked: Asked, each: Dated) -> Iterator[str]:
    """Yield how a date of an earlier sentence stands to an act."""
    number = scene.number.get(asked.trigger.i, 0)
    parts = min(scene.doc.text[each.anchor.idx : asked.trigger.idx].count("\n\n"), 2)
    opens = each.anchor.i - each.anchor.sent.start < 5
    own = min(len(scene.dated.get(number, ())), 2)
    yield from (
        f"parts={parts}",
        f"back={min(each.back, GONE)} parts={parts}",
        f"opens={opens} parts={parts}",
    )
    yield from (
        f"own={own} parts={parts}",
        f"head={number - each.back < 2} parts={parts}",
        f"own={own} back={min(each.back, GONE)}",
    )


def _paths(asked: Asked, each: Dated) -> Iterator[str]:
    """Yield how a date of the act's own sentence hangs together with it in the parse."""
    trigger, anchor, rival = asked.trigger, each.anchor, each.rival
    side = "after" if anchor.i > trigger.i else "before"
    nearer = "nearer" if each.far < rival else "equal" if each.far == rival else "farther"
    nearer = "alone" if rival == APART else nearer
    reach = f"steps={min(each.far, FAR)}"
    yield from (reach, f"{reach} {nearer}", f"{reach} {side}", f"{nearer} {side}", f"{reach} {trigger.pos_}")
    yield f"tokens={min(abs(anchor.i - trigger.i) // 4, 6)} {side}"
    above, below = ({token.i for token in (end, *end.ancestors)} for end in (anchor, trigger))
    for name, start, other in (("over", trigger, above), ("under", anchor, below)):
        yield from (
            f"{name} {up.dep_}"
            for up in (start, *start.ancestors)
            if up.i not in other and up.dep_ in CLAUSES
        )
