"""Allegiance: the head of a description in, the state whose citizen or servant it makes its bearer out.

"A Russian foreign policy expert based in the United Arab Emirates" is Russia's; "Germany's ambassador to Nigeria" is
Germany's; "two diplomats in Santiago" are nobody's, since their post is abroad; "a baker in Senafe" is Eritrea's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from multipolar.read.speech import lexicon
from multipolar.world.names import find_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from multipolar.read.layers import Mention

SPEAKERS = frozenset({"name", "capital", "metonym", "people", "group", "adjective", "nominal", "sector"})
STEPS = 8  # from a name up to the head of its description
PARAGRAPH = 3000  # characters of a long paragraph on either side of a speaker
HEAD = 120  # characters of a page in which masthead and headline stand
TOP = 900  # characters of a page in which a dateline may stand
DATELINE = re.compile(r"(?:, [A-Z][a-z]+,?)? ?(?:[,(:/.]|—|–|-)")
BYLINE = re.compile(r"(?:\bin|[|·•])$")
DATED = re.compile(
    r", (?:\w+,? )?(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b)"
)


class Allegiance:
    """The states that a page names, by place, and whose the bearers of its descriptions are."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], *, masthead: str = "") -> None:
        self.doc = doc
        self.text = doc.text  # spaCy joins it anew at every call
        self.mentions = sorted(mentions, key=lambda each: each.start)
        self.places = [each.start for each in self.mentions]
        self.tokens = [token.idx for token in doc]
        self.home = home(self.text, self.mentions, masthead=masthead)

    def over(self, token: Token) -> Mention | None:
        """Return the mention that covers a token."""
        at = bisect_right(self.places, token.idx) - 1
        found = self.mentions[at] if at >= 0 else None
        return found if found is not None and token.idx < found.end else None

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that start in a span."""
        return self.mentions[bisect_left(self.places, start) : bisect_left(self.places, end)]

    def state(self, token: Token) -> Mention | None:
        """Return the state or body that a token names and that may speak as such."""
        found = self.over(token)
        return found if found is not None and found.kind in SPEAKERS and found.codes else None

    def of(self, head: Token) -> str | None:
        """Return whose the bearer of a description is, null where its words do not tell."""
        code = self.best(self.doc[head.left_edge.i].idx, _stop(self.doc[head.right_edge.i]), head)
        return code or self._beside(head)

    def _beside(self, head: Token) -> str | None:
        """Return the state of "officials in Delhi" where the parse gave the place to the verb."""
        link = self.doc[head.i + 1] if head.i + 1 < len(self.doc) else None
        if (
            link is None
            or link.lower_ not in {"in", "of", "from"}
            or (link.lower_ == "in" and head.lower_ in lexicon("posted"))
        ):
            return None
        near = self.within(link.idx, link.idx + 30)
        at = bisect_left(self.tokens, near[0].start) if near else 0
        return near[0].codes[0] if near and near[0].codes and at - link.i <= 2 else None

    def best(self, start: int, end: int, head: Token) -> str | None:
        """Return the state with the closest link to a head among those that a span names."""
        ranked = [
            (rank, each.start, each.codes[0])
            for each in self.within(start, end)
            if each.codes and (rank := self._rank(each, head)) is not None
        ]
        return min(ranked)[2] if ranked else None

    def _rank(self, mention: Mention, head: Token) -> int | None:
        """Return how far a name is from a head: 0 its adjective or owner, 2 its place, 3 in a clause; null: not at all."""
        if mention.kind == "nominal" and mention.start <= head.idx < mention.end:
            return None  # what coreference guessed for these very words
        token = self.doc[max(0, bisect_right(self.tokens, mention.end - 1) - 1)]
        if mention.sector == "IGO" and mention.codes[0] != "EUU" and head.tag_ not in {"NNS", "NNPS"}:
            return None
        rank = 4 if mention.sector == "IGO" and mention.codes[0] != "EUU" else 0
        for _ in range(STEPS):
            if token.i == head.i or (token.head is token):
                break
            token = token.head
            step = _step(token, head)
            if step is None:
                return None
            rank = max(rank, step)
        return rank

    def scene(self, head: Token, role: str | None = None) -> str | None:
        """Return the state of the scene for those whom the page does not present: its paragraph's only one, else the page's."""
        around = {token.lower_ for token in self.doc[head.left_edge.i : head.right_edge.i + 1]}
        around |= set((role or "").lower().split())
        if around & (lexicon("foreign") | lexicon("posted")):
            return None
        low, high = max(0, head.idx - PARAGRAPH), head.idx + PARAGRAPH
        end = self.text.find("\n", head.idx, high)
        near = self.within(max(low, self.text.rfind("\n", low, head.idx) + 1), end if end >= 0 else high)
        own = range(
            head.left_edge.idx, head.right_edge.idx + 1
        )  # "who trained in Arizona" was looked at before
        codes = {
            each.codes[0]
            for each in near
            if _plain(each) and each.kind != "pronoun" and each.start not in own
        }
        return codes.pop() if len(codes) == 1 else self.home


def home(text: str, mentions: Sequence[Mention], *, masthead: str = "") -> str | None:
    """Return the state where a page is at home: by its dateline, its title and publisher, and what it names most."""
    weights: dict[str, float] = {}
    for match in find_names(masthead, None):
        if match.name.sector != "IGO":
            weights[match.name.code] = weights.get(match.name.code, 0.0) + 1.0
    for each in mentions:
        if _plain(each) and each.kind not in {"pronoun", "person"}:
            weights[each.codes[0]] = weights.get(each.codes[0], 0.0) + _weight(text, each)
    return max(weights, key=lambda code: weights[code]) if weights else None


def _weight(text: str, mention: Mention) -> float:
    """Return what a name tells of the home of its page: 8 in a dateline, 2 more in the head, 1 a city, 0.5 others."""
    weight = 2.0 if mention.start < HEAD else 0.0
    if mention.kind != "capital":
        return weight + 0.5
    lead = text[max(0, mention.start - 60) : mention.start].rpartition("\n")[2].strip(' *-"“')
    opens = not lead or lead.isupper() or lead.endswith(",")
    follows = text[mention.end : mention.end + 40]
    placed = (
        mention.start < TOP
        and len(lead) < 60
        and BYLINE.search(lead)
        and not follows.partition("\n")[0].strip(" |")
    )
    dated = placed or (mention.start < TOP and (DATED.match(follows) or (opens and DATELINE.match(follows))))
    return weight + (8.0 if dated else 1.0)


def _plain(mention: Mention) -> bool:
    return len(mention.codes) == 1 and mention.sector not in {"IGO", "REB"}


def _step(token: Token, head: Token) -> int | None:
    """Return what a step from a name up through a word does to the link."""
    if token.pos_ == "ADP" or token.dep_ in {"prep", "agent"}:
        word = token.lower_
        if word in lexicon("away"):
            return None
        if word in lexicon("place"):
            return None if head.lower_ in lexicon("posted") or token.head.lower_ in lexicon("posted") else 2
        return 1
    if token.dep_ in {"relcl", "acl"}:
        return 3 if token.lemma_.lower() in lexicon("work") else None
    return 0


def _stop(token: Token) -> int:
    return int(token.idx + len(token))
