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

from multipolar.ledger.commonplaces import Own
from multipolar.ledger.shingles import shared

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    Choice = Callable[[Sequence["_Link"], "Groups"], Sequence["_Link"]]

least = 0.2  # share of the shorter text's shingles that the longer has, below which nothing else matters
_alike = 0.3  # the same, furniture aside
_furniture = 40  # shingles of furniture or background that strangers may share, at most …
_furnished = 0.35  # … this share of the shorter text
_own = 0.3  # the same, of its own shingles alone; a paragraph of the day before leaves 0.2
_both = 0.9  # the share of its own and the share of all together, less the names that are swapped: a text with a tenth
# of its words replaced has 1.3, a report of the next day 0.7
_swapped = 0.25  # of the names in the same places: texts from one template differ in whom they name
_like_length = 0.5
_few = 12  # shingles: below, only the same text is the same story
_mostly = 0.6  # share of a text with so few shingles of its own, and of those
_all = 0.9  # the same, where it is the same text
_hardly = 4  # shingles of its own: a cut of a template with fewer may be of any text made from it


@dataclass(frozen=True, slots=True)
class Copy:
    """What of a document says where its text came from."""

    document: str
    shingles: bytes  # as in its sketch
    published: str | None  # ISO day
    outlet: str | None
    chain: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many distinct shingles it has."""
        return len(self.shingles) // 4


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


@dataclass(frozen=True, slots=True)
class _Link:
    """Two documents that tell one text."""

    short: Copy
    long: Copy
    twins: bool  # else the short one is an extract
    shared: int


def origins(copies: Sequence[Copy], likenesses: Iterable[Likeness]) -> dict[str, str]:
    """Return for every document the document that its text first appeared in."""
    known = {copy.document: copy for copy in copies}
    near = [pair for pair in likenesses if _near(pair, known)]
    guess = _groups((link for pair in near if (link := _guessed(pair, known))), choose=_only)
    own = Own({copy.document: copy.shingles for copy in copies}, {name: guess.find(name) for name in known})
    firm = (link for pair in near if (link := _found(pair, known, own)))
    return _named(copies, _groups(firm, choose=_best))


def _near(pair: Likeness, known: Mapping[str, Copy]) -> bool:
    one, other = known[pair.document], known[pair.other]
    return pair.swapped < _swapped and pair.shared >= least * min(one.size, other.size)


def _guessed(pair: Likeness, known: Mapping[str, Copy]) -> _Link | None:
    """Return the link of texts that are alike by all of their words."""
    link = _link(pair, known)
    if link.short.size < _few:
        return link if link.short.size == link.long.size == pair.shared else None
    return link if pair.shared >= _needed(link.short.size, 0) else None


def _found(pair: Likeness, known: Mapping[str, Copy], own: Own) -> _Link | None:
    """Return the link of texts that are alike by the words that are their own."""
    link = _link(pair, known)
    if link.short.size < _few:
        return _guessed(pair, known)
    ones, others = own.of(pair.document), own.of(pair.other)
    size, common = min(len(ones), len(others)), shared(ones, others)
    if size >= _few:
        needed = max(_own * size, _needed(link.short.size, link.short.size - size))
        score = common / size + pair.shared / link.short.size - pair.swapped
        return link if common >= needed and score >= _both else None
    # so few words of their own say little: the others must be the same as well, and all names
    return link if not pair.swapped and _same(link, pair.shared, size, common) else None


def _same(link: _Link, shared: int, own: int, common: int) -> bool:
    if shared >= _all * link.long.size:
        return common >= _all * own
    return shared >= _mostly * link.short.size and common >= max(_hardly, _mostly * own)


def _link(pair: Likeness, known: Mapping[str, Copy]) -> _Link:
    sides = (known[pair.document], known[pair.other])
    short, long = sorted(sides, key=lambda copy: (copy.size, copy.document))
    twins = short.size >= _like_length * long.size or short.size < _few
    return _Link(short, long, twins, pair.shared)


def _needed(size: int, common: int) -> float:
    """Return how many shingles must be shared, where so many are known to be commonplaces."""
    furniture = max(0.0, min(_furniture, _furnished * size) - common)  # what there may be beside
    return furniture + _alike * (size - common - furniture)


def _groups(links: Iterable[_Link], *, choose: Choice) -> Groups:
    """Return the sets that the links make; `choose` says which of its long texts an extract belongs to."""
    groups, pairs = Groups(), set()
    longs: dict[str, list[_Link]] = defaultdict(list)
    for link in links:
        pairs.add(frozenset((link.short.document, link.long.document)))
        if link.twins:
            groups.join(link.short.document, link.long.document)
        else:
            longs[link.short.document].append(link)
    extracts: dict[str, list[_Link]] = defaultdict(list)
    for link in [link for name in sorted(longs) for link in choose(longs[name], groups)]:
        extracts[link.long.document].append(link)
    for name in sorted(extracts):
        _gather(extracts[name], pairs, groups)
    return groups


def _only(links: Sequence[_Link], groups: Groups) -> Sequence[_Link]:
    """Return the links of an extract, none where it stands in several stories: it may be furniture."""
    return links if len({groups.find(link.long.document) for link in links}) == 1 else ()


def _best(links: Sequence[_Link], groups: Groups) -> Sequence[_Link]:
    """Return the links of an extract to the story that has most of it; of equals, the earliest."""
    first = min(links, key=lambda link: (-link.shared, link.long.published or "9999", link.long.document))
    story = groups.find(first.long.document)
    return [link for link in links if groups.find(link.long.document) == story]


def _gather(links: Sequence[_Link], pairs: Collection[frozenset[str]], groups: Groups) -> None:
    """Join a text with its extracts, but do not join through a digest the articles it was made of."""
    largest = max((link.short for link in links), key=lambda copy: (copy.size, copy.document))
    for link in links:
        short, long = link.short, link.long
        later = bool(short.published and long.published and short.published > long.published)
        if later or short is largest or {short.document, largest.document} in pairs:
            groups.join(short.document, long.document)


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
