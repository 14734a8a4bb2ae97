"""Stories: which documents tell one text, and which of them is the origin.

In: documents (who published them, when, through whom) and how alike their texts are. Out: the origin of
every document, itself where it is no copy. A copy may have another headline, other furniture, words
replaced, paragraphs dropped or added. The outcome depends on the documents alone, not on the order of
reading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multipolar.ledger.commonplaces import Commonplaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_alike = 0.3  # share of the shorter text's shingles that the longer has, furniture aside
_furniture = 40  # shingles of furniture or background that strangers may share, at most …
_furnished = 0.35  # … this share of the shorter text
_swapped = 0.25  # of the names in the same places: texts from one template differ in whom they name
_like_length = 0.5
_within = 0.55  # share of a much shorter text that stands in the longer
_akin = 0.3  # two extracts of one text share this much; two items of one digest do not
_few = 12  # shingles: below, only the same text is the same story


@dataclass(frozen=True, slots=True)
class Copy:
    """What of a document says where its text came from."""

    document: str
    size: int  # distinct shingles
    published: str | None  # ISO day
    outlet: str | None
    chain: tuple[str, ...]
    keys: bytes = b""  # sampled runs of words, as in its sketch


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two documents share."""

    document: str
    other: str
    shared: int  # distinct shingles
    swapped: float  # share of the names in the same places that differ


class Groups:
    """Sets that grow together (union-find); the name of a set is its smallest member."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def find(self, member: str) -> str:
        """Return the name of the member's set."""
        parents = self._parents
        while (parent := parents.get(member, member)) != member:
            parents[member] = parents.get(parent, parent)
            member = parent
        return member

    def join(self, one: str, other: str) -> None:
        """Make the sets of both one."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parents[high] = low


def origins(copies: Sequence[Copy], likenesses: Iterable[Likeness]) -> dict[str, str]:
    """Return for every document the document that its text first appeared in."""
    known = {copy.document: copy for copy in copies}
    alike = [likeness for likeness in likenesses if _alike_enough(known, likeness)]
    guess = _groups(known, alike)
    asked = [name for likeness in alike for name in (likeness.document, likeness.other)]
    keys = {copy.document: copy.keys for copy in copies}
    common = Commonplaces(keys, {name: guess.find(name) for name in known}, asked=asked)
    firm = [pair for pair in alike if common.share_own(*(c.document for c in _by_size(known, pair)))]
    return _named(copies, _groups(known, firm))


def _by_size(known: Mapping[str, Copy], pair: Likeness) -> list[Copy]:
    return sorted((known[pair.document], known[pair.other]), key=lambda copy: (copy.size, copy.document))


def _alike_enough(known: Mapping[str, Copy], pair: Likeness) -> bool:
    short, long = _by_size(known, pair)
    return _twins(short, long, pair) or _extract(short, pair)


def _groups(known: Mapping[str, Copy], alike: Sequence[Likeness]) -> Groups:
    groups = Groups()
    extracts: dict[str, list[Copy]] = defaultdict(list)
    for pair in alike:
        short, long = _by_size(known, pair)
        if _twins(short, long, pair):
            groups.join(short.document, long.document)
        else:
            extracts[long.document].append(short)
    pairs = {(pair.document, pair.other): pair for pair in alike}
    for name in sorted(extracts):
        _gather(known[name], extracts[name], pairs, groups)
    return groups


def _twins(short: Copy, long: Copy, pair: Likeness) -> bool:
    if short.size < _few:
        return short.size == long.size == pair.shared
    return _same_words(short, pair) and short.size >= _like_length * long.size


def _extract(short: Copy, pair: Likeness) -> bool:
    return short.size >= _few and _same_words(short, pair) and pair.shared >= _within * short.size


def _same_words(short: Copy, pair: Likeness) -> bool:
    furniture = min(_furniture, _furnished * short.size)
    enough = pair.shared >= furniture + _alike * (short.size - furniture)
    return enough and pair.swapped < _swapped


def _gather(
    long: Copy, shorts: list[Copy], pairs: Mapping[tuple[str, str], Likeness], groups: Groups
) -> None:
    """Join a text with its extracts, but do not join through a digest the articles it was made of."""
    largest = max(shorts, key=lambda copy: (copy.size, copy.document))
    for short in shorts:
        later = bool(short.published and long.published and short.published > long.published)
        if later or short is largest or _related(short, largest, pairs):
            groups.join(short.document, long.document)


def _related(one: Copy, other: Copy, pairs: Mapping[tuple[str, str], Likeness]) -> bool:
    low, high = sorted((one.document, other.document))
    pair = pairs.get((low, high))
    return pair is not None and pair.shared >= _akin * min(one.size, other.size)


def _named(copies: Iterable[Copy], groups: Groups) -> dict[str, str]:
    members: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        members[groups.find(copy.document)].append(copy)
    return {
        copy.document: origin for group in members.values() for origin in [_origin(group)] for copy in group
    }


def _origin(group: Sequence[Copy]) -> str:
    """Return the one that the chains of others name, else the earliest, else the one nearest its source."""
    named = Counter(_folded(copy.chain[0]) for copy in group if len(copy.chain) > 1)

    def rank(copy: Copy) -> tuple[int, str, int, int, str]:
        votes = named[_folded(copy.outlet)] if copy.outlet and len(copy.chain) < 2 else 0
        return (-votes, copy.published or "9999", len(copy.chain), -copy.size, copy.document)

    return min(_first_hand(group), key=rank).document


def _first_hand(group: Sequence[Copy]) -> Sequence[Copy]:
    """Return those that do not say themselves that they are copies, unless all of them came later."""
    first = min((copy.published for copy in group if len(copy.chain) > 1 and copy.published), default="9999")
    own = [copy for copy in group if len(copy.chain) < 2]
    return own if any(copy.published is None or copy.published <= first for copy in own) else group


def _folded(outlet: str) -> str:
    return " ".join(outlet.casefold().removeprefix("the ").split())
