"""Voices: whose words a place of the text belongs to, so that "we" and "our" get the speaker's state.

In: a parse and its mentions. Out: for a token index the states that "we" stands for there: inside a
quotation those of its speaker, elsewhere those of the page's own country where the page has a dateline or
masthead to tell it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from multipolar.read.clauses import within
from multipolar.read.referents import modifier
from multipolar.read.roles import NOUNS, role
from multipolar.read.spans import Spans
from multipolar.read.speech import speech_verb
from multipolar.read.speech_quotes import Quotation, quotations
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc, Token

    from multipolar.read.layers import Mention

HEAD = 600  # characters in which a masthead or dateline stands
FAR_MORE = 1.5
DATELINE = re.compile(
    r"(?:, [A-Z][a-z.]{1,20})?(?:,? (?:\d{1,2}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]{0,8}\b)|:| \(| [-–—]|—)"
)
PAPERS = words("thing_said") | {"it"}
NEAR = 160  # characters around a quotation in which its verb of saying stands


class Voices:
    """The quotations of a text with their speakers' states, found when asked for."""

    def __init__(self, doc: Doc, found: Sequence[Mention]) -> None:
        self.doc = doc
        self.spans = Spans(doc)
        self.quotations = quotations(doc.text)
        self.opens = [each.start for each in self.quotations]
        self.begins = [token.i for token in doc if token.is_sent_start]
        self.subjects: dict[int, Token | None] = {}
        self.home = home(doc, found)

    def around(self, token: Token) -> Quotation | None:
        """Return the quotation that a token stands in."""
        index = bisect_right(self.opens, token.idx) - 1
        found = self.quotations[index] if index >= 0 else None
        return found if found and token.idx < found.close else None

    def speaker(self, token: Token, at: Mapping[int, Mention]) -> tuple[tuple[str, ...], str] | None:
        """Return the codes and the name of whom "we" means at a token, null where the text does not tell."""
        quotation = self.around(token)
        if quotation is None:
            return self.home
        for verb in self._verbs(quotation):
            who = next((child for child in verb.children if child.dep_ == "nsubj"), None)
            if who is None or who.lower_ == "it":
                continue
            mention = _stands_for(who, at)
            if mention is None and _private(who):
                return None
            if mention is not None and mention.codes:
                return mention.codes, mention.name
        return self._author(token, at)

    def told(self, token: Token, at: Mapping[int, Mention]) -> bool:
        """Tell whether the speaker of a quotation is known by now, and not only further on."""
        quotation = self.around(token)
        verb = next(iter(self._verbs(quotation)), None) if quotation else None
        who = next((child for child in verb.children if child.dep_ == "nsubj"), None) if verb else None
        return who is not None and _stands_for(who, at) is not None

    def about(self, token: Token, at: Mapping[int, Mention]) -> tuple[str, ...]:
        """Return the states that a quotation is said to be about: "the minister said of Berlin and Paris"."""
        quotation = self.around(token)
        for verb in self._verbs(quotation) if quotation else ():
            for child in verb.children:
                if child.dep_ == "prep" and child.lower_ in {"of", "about"}:
                    words = list(within(child))
                    return tuple(dict.fromkeys(code for t in words if t.i in at for code in at[t.i].codes))
        return ()

    def _author(self, token: Token, at: Mapping[int, Mention]) -> tuple[tuple[str, ...], str] | None:
        """Return who gave out the paper of '"We cannot come," it read': the subject of the sentence before."""
        number = bisect_right(self.begins, token.i) - 1
        subject = self._subject(number)
        if subject is None or subject.lower_ not in PAPERS or not number:
            return None
        who = self._subject(number - 1)
        mention = _stands_for(who, at) if who is not None else None
        return (mention.codes, mention.name) if mention is not None and mention.codes else None

    def _subject(self, number: int) -> Token | None:
        """Return the subject of a sentence, found once."""
        if number not in self.subjects:
            start = self.begins[number]
            end = self.begins[number + 1] if number + 1 < len(self.begins) else len(self.doc)
            found = (t for t in self.doc[start:end] if t.dep_ == "nsubj" and t.head.dep_ == "ROOT")
            self.subjects[number] = next(found, None)
        return self.subjects[number]

    def _verbs(self, quotation: Quotation) -> list[Token]:
        """Return the verbs of saying beside a quotation, the nearest first."""
        after = self.spans.covering(quotation.close, quotation.close + NEAR)
        before = self.spans.covering(max(quotation.open - NEAR, 0), quotation.open)
        near = [*after, *reversed(list(before))]
        return [token for token in near if token.pos_ == "VERB" and speech_verb(token)]


def _stands_for(who: Token, at: Mapping[int, Mention]) -> Mention | None:
    if who.i in at:
        return at[who.i]
    if (role(who) is None and who.pos_ not in NOUNS) or _private(who):
        return None
    if role(who) is None and who.pos_ == "NOUN":
        return modifier(who, at)
    return next((at[token.i] for token in within(who) if token.i in at), None)


def _private(who: Token) -> bool:
    """Tell whether a speaker speaks for himself: "the owner of a factory near Tirana"."""
    known = role(who)
    return known is not None and known.acts == "own" and known.kind == "person"


def home(doc: Doc, found: Sequence[Mention]) -> tuple[tuple[str, ...], str] | None:
    """Return the page's own country: that of its dateline, else the one it names far more than others."""
    for mention in found:
        if mention.start > HEAD:
            break
        if mention.kind == "capital" and _dateline(doc.text, mention):
            return mention.codes, mention.name
    first = Counter(code for mention in found for code in mention.codes).most_common(2)
    if not first or (len(first) > 1 and first[0][1] < FAR_MORE * first[1][1]):
        return None
    return (first[0][0],), first[0][0]


def _dateline(text: str, mention: Mention) -> bool:
    """Tell whether a city begins a line and is followed by a date or a dash: "KIEV, Dec 6 (Reuters) -"."""
    before = text[max(mention.start - 40, 0) : mention.start].rpartition("\n")[2].strip()
    after = text[mention.end : mention.end + 60].partition("\n")[0]
    return not before and DATELINE.match(after) is not None
