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

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from spacy.tokens import Doc, Span, Token

    from multipolar.read.layers import Mention

SPEAKERS = frozenset({"name", "capital", "metonym", "people", "group", "adjective", "nominal", "sector"})
PLACES = frozenset({"name", "capital"})
SEATED = frozenset({"in", "at", "of", "from", "near"})
WHERE = frozenset({"in", "at", "from", "near"})
CLAUSE = 3  # rank of what stands in a clause about someone
GUESSED = 3  # what coreference made of "the Ministry" comes after what the page names beside it
NEAR = 40  # tokens on either side of a speaker in which his description and the place of his sentence stand
STEPS = 8  # from a name up to the head of its description
TOP = 900  # characters of a page in which a dateline may stand
DATELINE = re.compile(r"(?:, [A-Z][a-z]+,?)? ?(?:[,(:/.]|—|–|-)")
BYLINE = re.compile(r"(?:\bin|[|·•])$")
DATED = re.compile(
    r", (?:\w+,? )?(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b)"
)


class Allegiance:
    """The states that a page names, by place, and whose the bearers of its descriptions are."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.text = doc.text  # spaCy joins it anew at every call
        self.mentions = sorted(mentions, key=lambda each: each.start)
        self.places = [each.start for each in self.mentions]
        self.codes = {code for each in self.mentions for code in each.codes}
        self.tokens = [token.idx for token in doc]

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
        words = self.described(head)
        code = self.best(words.start_char, words.end_char, head)
        return code or self._beside(head) or self._town(words)

    def described(self, head: Token) -> Span:
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

    def _town(self, words: Span) -> str | None:
        """Return the state of a lesser town in which someone works: "of the University of Aix"."""
        for token in words[1:]:
            link = self.doc[token.i - 1]
            placed = token.text[:1].isupper() and link.lower_ in SEATED
            if placed and link.head.lower_ not in lexicon("posted"):
                following = self.doc[token.i : token.i + 2].text
                code = towns().get(following) or towns().get(token.text)
                if code:
                    return code
        return None

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
        token = self.doc[max(0, bisect_right(self.tokens, mention.end - 1) - 1)]
        if mention.kind == "nominal" and (
            mention.start <= head.idx < mention.end or office(token) is not None
        ):
            return (
                None  # what coreference guessed for these very words, or for "the Ministry": a clue, no more
            )
        if mention.sector == "IGO" and mention.codes[0] != "EUU" and head.tag_ not in {"NNS", "NNPS"}:
            return None
        rank = 4 if mention.sector == "IGO" and mention.codes[0] != "EUU" else 0
        if mention.kind == "pronoun" and head.lower_ in lexicon("opposite"):
            return None  # "his counterpart in Ouagadougou"
        for _ in range(STEPS):
            if token.i == head.i or (token.head is token):
                break
            token = token.head
            step = _step(token)
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
            if each.kind in PLACES and plain(each) and _located(token, head):
                return each.codes[0]
        return None

    def in_place(self, mention: Mention) -> bool:
        """Tell whether a name says where: "in Lagos"."""
        at = bisect_left(self.tokens, mention.start)
        return mention.kind in PLACES and at > 0 and self.doc[at - 1].lower_ in WHERE


@cache
def towns() -> dict[str, str]:
    """Return the towns that are no seats of power, with the code of their state."""
    return {row["town"]: row["code"] for row in rows("towns")}


@cache
def institutions() -> tuple[tuple[str, str], ...]:
    """Return the words for institutions of one state that are no names of it, with its code."""
    return tuple((row["words"], row["code"]) for row in rows("institutions"))


def abroad(words: str) -> bool:
    """Tell whether words present someone as not from here: "a Western diplomat", but not "the foreign ministry".

    >>> abroad("a foreign diplomat"), abroad("a deputy foreign minister"), abroad("a retired diplomat")
    (True, False, False)
    """
    found = re.findall(r"[^\W\d_]+", words.lower())
    around = zip(["", *found], found, [*found[1:], ""], strict=False)
    return any(
        (word in lexicon("posted") and ahead not in lexicon("retired"))
        or (word in lexicon("foreign") and behind not in lexicon("domestic"))
        for ahead, word, behind in around
    )


def institutions_in(words: str, codes: Collection[str]) -> str | None:
    """Return the state that has what words name, if the page speaks of it: "a congressional aide"."""
    named = (code for word, code in institutions() if re.search(rf"\b{word}\b", words))
    return next((code for code in named if code in codes), None)


def dated(text: str, mention: Mention) -> bool:
    """Tell whether a town stands in a dateline, or behind the names of who wrote from there."""
    if mention.kind != "capital" or mention.start >= TOP:
        return False
    lead = text[max(0, mention.start - 60) : mention.start].rpartition("\n")[2].strip(' *-"“')
    opens = not lead or lead.isupper() or lead.endswith(",")
    follows = text[mention.end : mention.end + 40]
    ends = not follows.partition("\n")[0].strip(" |")
    placed = len(lead) < 60 and BYLINE.search(lead) is not None and ends
    return placed or DATED.match(follows) is not None or (opens and DATELINE.match(follows) is not None)


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


def plain(mention: Mention) -> bool:
    """Tell whether a name stands for one state."""
    return len(mention.codes) == 1 and mention.sector not in {"IGO", "REB"}


def _step(token: Token) -> int | None:
    """Return what a step from a name up through a word does to the link."""
    if token.pos_ == "ADP" or token.dep_ in {"prep", "agent"}:
        word = token.lower_
        if word in lexicon("away") and not (word == "on" and any(map(_organ, token.children))):
            return None
        if word in lexicon("place"):
            return (
                None if token.head.lower_ in lexicon("posted") else 2
            )  # "a negotiator who lectures in Zurich"
        return 1
    if token.dep_ in {"relcl", "acl"}:
        return CLAUSE if token.lemma_.lower() in lexicon("work") else None
    return 0
