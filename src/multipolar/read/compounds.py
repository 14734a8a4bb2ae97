"""Compounds: whether a name of a state or place is part of a longer name or phrase that means another thing.

In: a name in its parse. What comes after it decides ("Oman Air", "Canada geese", "Uruguay Round", "Ottawa
Senators"), what comes before it ("HMS London", "Operation Iraqi Freedom") and what it is called beside its
name ("Iceland, the frozen-food chain"). The words are those of `homonyms.csv`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from multipolar.read.roles import NOUNS, role
from multipolar.read.verdicts import listed
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from multipolar.world.names import Name

RUN = 6  # capitalised words after a name that may make it part of a longer one
LED = 3  # words of a code name: "Operation Enduring Iraqi Freedom"
APPOSED = 7  # words of "the popular frozen-food chain"
LINKS = frozenset({"of", "for", "and", "&", "the"})
TOWNS = frozenset({"capital", "city"})
PEOPLES = frozenset({"adjective", "people"})
TRADE = words("trade")
# What the end of a capitalised run may be for a name of each kind to be part of it.
ALWAYS = frozenset({"press", "institute", "firm"})
OF_STATES = ALWAYS | {"place", "team", "land"}
OF_TOWNS = ALWAYS | {"place", "team", "club", "pact"}
OF_SEATS = frozenset({"place", "institute", "firm", "team"})


def preceded(span: Span) -> bool:
    """Tell whether a word before a place makes it a ship, a person, a hotel: "HMS London", "Mr Jordan"."""
    before = span.doc[max(span.start - 2, 0) : span.start]
    if not before or "\n" in before.text_with_ws:
        return False
    verdict = listed("before").get(before[-1].text) or listed("before").get(before.text)
    return verdict is not None and (verdict != "person" or not before[-1].text.islower())


def code_named(span: Span) -> bool:
    """Tell whether a name is part of that of an operation or an exercise."""
    doc, leading = span.doc, listed("leading")
    for index in range(span.start - 1, max(span.start - 1 - LED, -1), -1):
        if not doc[index].text[:1].isupper():
            return False
        if doc[index].text in leading:
            return True
    return False


def followed(span: Span, name: Name) -> bool:
    """Look at the words right after a name, then at the end of the capitalised run that it begins."""
    doc = span.doc
    if span.end >= len(doc) or not doc[span.end - 1].whitespace_:
        return False
    verdict = _verdict_after(span)
    if verdict == "thing" or (verdict == "goods" and not _traded(span)):
        return not (name.kind in PEOPLES and doc[span.end].text[0].isupper())
    if name.kind in TOWNS and _plays(span):
        return True
    return _ends_in(span, _ends(name))


def apposed(span: Span, name: Name) -> bool:
    """Tell whether a lone name is told to be a shop, a ship, a song: "Iceland, the frozen-food chain"."""
    doc, start = span.doc, span.end + 1
    if (
        name.kind != "name"
        or start + 1 >= len(doc)
        or doc[start - 1].text != ","
        or doc[start].lower_ not in {"a", "an", "the"}
    ):
        return False
    for token in doc[start + 1 : start + 1 + APPOSED]:
        if not (token.pos_ in NOUNS or token.pos_ in {"ADJ", "NUM", "ADV"} or token.text == "-"):
            break
        if token.pos_ in NOUNS and token.head.i not in range(token.i + 1, token.i + 3):
            return token.lower_ in listed("apposed") or (span.text in listed("forename") and _private(token))
    return False


def _private(token: Token) -> bool:
    known = role(token)
    return known is not None and known.kind == "person" and known.acts == "own"


def _verdict_after(span: Span) -> str | None:
    """Return the verdict of the one or two words after a name; a verb there is none ("the Dutch rose")."""
    after, doc = listed("after"), span.doc
    pair = doc[span.end : span.end + 2].text
    token = doc[span.end]
    if token.pos_ in {"VERB", "AUX"}:
        return None
    # "a Filipino biscuit maker" is no biscuit
    modifies = token.dep_ == "compound" and token.head.i > token.i and role(token.head) is not None
    return after.get(pair) or (None if modifies else after.get(token.text))


def _traded(span: Span) -> bool:
    """Tell whether the sentence is of trade, where Australian wine is no drink but an export."""
    nearby = span.doc[max(span.start - 20, 0) : span.end + 20]
    return any(token.lower_ in TRADE or token.lemma_.lower() in TRADE for token in nearby)


def _plays(span: Span) -> bool:
    """Tell whether a town is that of a club: "the Washington football team"."""
    pair = [token.lower_ for token in span.doc[span.end : span.end + 2]]
    return len(pair) == 2 and pair[0] in words("sport") and pair[1] in {"team", "club", "side", "franchise"}


def _ends(name: Name) -> frozenset[str]:
    if name.kind in PEOPLES:
        return ALWAYS
    if name.kind == "metonym":
        return OF_SEATS
    return OF_TOWNS if name.kind in TOWNS else OF_STATES


def _ends_in(span: Span, verdicts: frozenset[str]) -> bool:
    """Tell whether the capitalised run after a name ends in a word such as Institute or Airlines."""
    run, after = _run(span), listed("after")
    if not run:
        return False
    if any(after.get(word) in verdicts for word in (run[-1], " ".join(run[-2:]))):
        return True
    heads = {word for word, link in pairwise(run) if link in LINKS}  # "Geneva Centre for Security Policy"
    return any(after.get(word) == "institute" for word in heads)


def _run(span: Span) -> list[str]:
    """Return the capitalised words that follow a name, with the small words between them."""
    doc, end = span.doc, span.end
    while end < min(span.end + RUN, len(doc)) and (doc[end].text[:1].isupper() or _inside(doc[end], span)):
        end += 1
    run = [token.text for token in doc[span.end : end]]
    while run and not run[-1][:1].isupper():
        run.pop()
    return run


def _inside(token: Token, span: Span) -> bool:
    return token.text in LINKS or (token.i > span.end and token.text in {"'", "’", "'s", "’s"})
