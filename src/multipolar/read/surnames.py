"""Surnames: the later namings of persons whom a page has presented: "Aslam" after "Captain Rashid Aslam".

In: a parse and its mentions. Out: the mentions with one more for every surname that means a person of the page, and for
every person presented by an office alone ("Prime Minister Jozsef Antall"), whose state is the one in mind there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.bearers import FAMILY_FIRST
from multipolar.read.layers import Mention
from multipolar.read.persons import Person, persons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc


def later_names(doc: Doc, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions by start with those of surnames added."""
    people = persons(doc)
    known = known_names(found, people)
    taken = sorted((mention.start, mention.end) for mention in found)
    covered = {index for person in people if len(person.span) > 1 for index in range(person.span.start, person.span.end)}
    spans = {(m.start, m.end) for m in found}
    inside = _inside(doc, taken)
    added = []
    for token in doc:
        owner = known.get(token.text)
        if owner is None or token.i in inside or (token.idx, token.idx + len(token.text)) in spans:
            continue
        if token.i in covered or not token.text[0].isupper() or token.pos_ not in {"PROPN", "NOUN", "ADJ", "VERB"}:
            continue
        added.append(Mention(token.idx, token.idx + len(token.text), token.text, owner.codes, owner.sector, "person", owner.name))
    return tuple(sorted((*found, *added), key=lambda mention: mention.start))


def known_names(found: Sequence[Mention], people: Sequence[Person]) -> dict[str, Mention]:
    """Return surname → the mention of the person in full, where only one person of the page bears it."""
    full = {mention.name: mention for mention in found if mention.kind == "person" and mention.codes}
    known: dict[str, Mention] = {}
    shared: set[str] = set()
    for name, mention in full.items():
        for word in _called(name, mention):
            other = known.setdefault(word, mention)
            if other.codes != mention.codes:
                shared.add(word)
    strangers = {person.surname for person in people if " " in person.name and person.name not in full}
    return {word: mention for word, mention in known.items() if word not in shared | strangers}


def _called(name: str, mention: Mention) -> set[str]:
    """Return the words by which a person is called again."""
    words = name.split()
    if len(words) == 1:
        return set(words)
    return {words[0], words[-1]} if FAMILY_FIRST & set(mention.codes) else {words[-1]}


def _inside(doc: Doc, taken: Sequence[tuple[int, int]]) -> set[int]:
    spans = (doc.char_span(start, end, alignment_mode="expand") for start, end in taken)
    return {token.i for span in spans if span is not None for token in span}
