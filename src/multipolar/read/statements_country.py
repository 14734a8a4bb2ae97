"""Allegiance: the head of a description in, the state whose citizen or servant it makes its bearer out.

"A Russian foreign policy expert based in the United Arab Emirates" is Russia's; "Germany's ambassador to Nigeria" is
Germany's; "two diplomats in Santiago" are nobody's, since their post is abroad; "a baker in Senafe" is Eritrea's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

from multipolar.read.roles import role as office
from multipolar.read.speech import lexicon
from multipolar.read.tables import rows
from multipolar.world.names import find_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span, Token

    from multipolar.read.layers import Mention

SPEAKERS = frozenset({"name", "capital", "metonym", "people", "group", "adjective", "nominal", "sector"})
PLACES = frozenset({"name", "capital"})
WHERE = frozenset({"in", "at", "from", "near"})
CLAUSE = 3  # rank of what stands in a clause about someone
GUESSED = 3  # what coreference made of "the Ministry" comes after what the page names beside it
NEAR = 40  # tokens on either side of a speaker in which his description and the place of his sentence stand
STEPS = 8  # from a name up to the head of its description
PARAGRAPH = 3000  # characters of a long paragraph before a speaker
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
        self.codes = {code for each in self.mentions for code in each.codes}
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
        words = self._description(head)
        code = self.best(words.start_char, words.end_char, head)
        return code or self._beside(head)

    def _description(self, head: Token) -> Span:
        """Return the words that belong to a head, as far as they stand near it: a hostile text nests them without end."""
        first, last = max(head.left_edge.i, head.i - NEAR), min(head.right_edge.i, head.i + NEAR)
        return self.doc[first : last + 1]

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
        return near[0].codes[0] if near and len(near[0].codes) == 1 and at - link.i <= 2 else None

    def best(self, start: int, end: int, head: Token) -> str | None:
        """Return the state with the closest link to a head among those that a span names."""
        ranked = [
            (rank, each.start, each.codes[0])
            for each in self.within(start, end)
            if len(each.codes) == 1 and (rank := self._rank(each, head)) is not None
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
        if mention.kind == "pronoun" and head.lower_ in lexicon("opposite"):
            return None  # "his counterpart in Ouagadougou"
        for _ in range(STEPS):
            if token.i == head.i or (token.head is token):
                break
            token = token.head
            step = _step(token, head)
            if step is None:
                return None
            rank = max(rank, step)
        if mention.kind == "nominal":
            return rank + GUESSED
        return rank + (rank == CLAUSE and mention.kind == "adjective")  # "teaches Turkish history in Haifa"

    def stage(self, head: Token) -> str | None:
        """Return the state in which the sentence of a speaker takes place: "In Damascus an official said"."""
        low, high = self.doc[max(0, head.i - NEAR)], self.doc[min(len(self.doc) - 1, head.i + NEAR)]
        for each in self.within(low.idx, high.idx):
            token = self.doc[max(0, bisect_right(self.tokens, each.end - 1) - 1)]
            if each.kind in PLACES and _plain(each) and _located(token, head):
                return each.codes[0]
        return None

    def scene(self, head: Token, role: str | None = None) -> str | None:
        """Return the state of the scene for those whom the page does not present.

        The place of their sentence; the page's home where their paragraph has named it; else where the paragraph is.
        """
        words = self._description(head)
        several = any(len(each.codes) > 1 for each in self.within(words.start_char, words.end_char))
        if several or abroad(words.text) or abroad(role or ""):
            return None
        code = self._institution(words.text) or self.stage(head)
        if code is None and words.start == head.i and head.lower_ in lexicon("anywhere"):
            return None  # "Economists warn", wherever they are
        return code or self._paragraph(head)

    def _institution(self, words: str) -> str | None:
        """Return the state that has what the words name, if the page speaks of it: "a congressional aide"."""
        named = (code for word, code in institutions() if re.search(rf"\b{word}\b", words))
        return next((code for code in named if code in self.codes), None)

    def _paragraph(self, head: Token) -> str | None:
        """Return the state in which a paragraph is when it comes to a speaker: what follows is mostly about others."""
        low = max(0, head.idx - PARAGRAPH)
        start = max(low, self.text.rfind("\n", low, head.idx) + 1)
        own = range(head.left_edge.idx, head.idx)  # "who trained in Arizona" was looked at before
        near = [
            each
            for each in self.within(start, head.idx)
            if _plain(each) and each.kind != "pronoun" and each.start not in own
        ]
        if not near or any(each.codes[0] == self.home for each in near):
            return self.home
        return next((each for each in reversed(near) if self._place(each)), near[0]).codes[0]

    def _place(self, mention: Mention) -> bool:
        """Tell whether a name says where: "in Lagos"."""
        at = bisect_left(self.tokens, mention.start)
        return mention.kind in PLACES and at > 0 and self.doc[at - 1].lower_ in WHERE


@cache
def institutions() -> tuple[tuple[str, str], ...]:
    """Return the words for institutions of one state that are no names of it, with its code."""
    return tuple((row["words"], row["code"]) for row in rows("institutions"))


def abroad(words: str) -> bool:
    """Tell whether words present someone as not from here: "a Western diplomat", but not "the foreign ministry".

    >>> abroad("a foreign diplomat"), abroad("a deputy foreign minister")
    (True, False)
    """
    found = re.findall(r"[^\W\d_]+", words.lower())
    after = [*found[1:], ""]
    return any(
        word in lexicon("posted") or (word in lexicon("foreign") and behind not in lexicon("domestic"))
        for word, behind in zip(found, after, strict=False)
    )


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


def _organ(noun: Token) -> bool:
    """Tell whether a noun is a body on which one sits: "a member on the defence committee"."""
    known = office(noun)
    return known is not None and known.kind == "organ"


def _located(token: Token, head: Token) -> bool:
    """Tell whether a name is the place where a speaker's sentence is: "In Damascus an official said", not his road's."""
    link = token.head
    verb = link.head
    place = link.lower_ in {"in", "at"} and link.pos_ == "ADP" and verb.pos_ in {"VERB", "AUX"}
    return place and (head.head.i == verb.i or (verb.dep_ == "ROOT" and _under(head, verb)))


def _under(token: Token, verb: Token) -> bool:
    """Tell whether a word stands in the clause of a verb or in one that depends on it."""
    for _ in range(STEPS):
        if token.i in {verb.i, token.head.i}:
            break
        token = token.head
    return token.i == verb.i


def _plain(mention: Mention) -> bool:
    return len(mention.codes) == 1 and mention.sector not in {"IGO", "REB"}


def _step(token: Token, head: Token) -> int | None:
    """Return what a step from a name up through a word does to the link."""
    if token.pos_ == "ADP" or token.dep_ in {"prep", "agent"}:
        word = token.lower_
        if word in lexicon("away") and not (word == "on" and any(map(_organ, token.children))):
            return None
        if word in lexicon("place"):
            return None if head.lower_ in lexicon("posted") or token.head.lower_ in lexicon("posted") else 2
        return 1
    if token.dep_ in {"relcl", "acl"}:
        return CLAUSE if token.lemma_.lower() in lexicon("work") else None
    return 0
