"""Spoken: whether the adjective of a state is its language here: "in Turkish", "his Portuguese is fluent".

In: an adjective of a state in its parse. A language stands bare after "in" and "into", is spoken, learnt or
read, belongs to a speaker, or has "speaker", "-speaking" and the like after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.roles import NOUNS
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from multipolar.world.names import Name

SPEAKING = words("speaking")  # verbs: speak, learn, translate
FLUENT = words("fluent")  # adjectives of a language: fluent, broken
UTTERED = words("uttered")  # nouns that a language modifies: speaker, dialect, grammar


def spoken(span: Span, name: Name) -> bool:
    """Tell whether an adjective is a language."""
    doc = span.doc
    if name.kind != "adjective" or len(span) > 1:
        return False
    after = doc[span.end] if span.end < len(doc) else None
    if after is not None and after.lower_ in UTTERED and after.pos_ in NOUNS:
        return True
    if (
        after is not None
        and after.text == "-"
        and doc[span.end + 1 : span.end + 2].text in {"speaking", "language"}
    ):
        return True
    return not _modifies(span[-1]) and span.start > 0 and _bare(span)


def _bare(span: Span) -> bool:
    """Tell whether what stands before an adjective without a noun makes it a language."""
    before = span.doc[span.start - 1]
    return before.tag_ == "PRP$" or before.lower_ in FLUENT or _governed(span[-1], before)


def _modifies(token: Token) -> bool:
    """Tell whether a noun that the adjective belongs to comes after it."""
    return token.head.i > token.i and token.head.pos_ in NOUNS and token.dep_ in {"amod", "compound", "nmod"}


def _governed(token: Token, before: Token) -> bool:
    """Tell whether a bare adjective hangs on a preposition or a verb of speech."""
    if token.dep_ == "conj" and before.lower_ in {"and", "or", ","}:
        return token.head.i < token.i and _governed_first(token.head)
    return _governed_first(token)


def _governed_first(token: Token) -> bool:
    first = token.doc[token.i - 1] if token.i else None
    if first is None or token.head is token:
        return False
    if first.lower_ in {"in", "into"} and token.dep_ == "pobj":
        return token.text != token.text.upper()
    if first.lower_ in {"from", "to", "between"} and first.head.lemma_.lower() in SPEAKING:
        return True
    return token.dep_ in {"dobj", "attr"} and token.head.lemma_.lower() in SPEAKING and first.tag_ != "DT"
