"""Names of people: a parse in, every person that it names out, also those whom the recogniser missed.

To the persons of `persons` come proper nouns that speak ("Haverty said") or stand beside an office ("a retired judge,
Shyamal Roy"), and the rest of names that were cut. What is the name of a state or city is no person.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from multipolar.read.persons import Person, persons
from multipolar.read.roles import role as office
from multipolar.read.speech import is_title, speech_verb, titles

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from multipolar.read.statements_country import Allegiance

PLACES = frozenset({"GPE", "LOC", "NORP", "DATE"})
HYPHENS = frozenset({"-", "‑"})
LONGEST = 6  # tokens of a name
LEAD = 9  # tokens in which the office stands before a name that commas set off


def named(doc: Doc, allegiance: Allegiance) -> list[Person]:
    """Return the persons of a parse in order, none overlapping another."""
    found = [_whole(person) for person in persons(doc)]
    found = [person for person in found if not _state(person, allegiance)]
    taken = {token.i for person in found for token in person.span}
    surnames = {person.surname for person in found}
    for token in doc:
        if token.i not in taken and _placed(token, allegiance, surnames):
            person = _run(token, taken, surnames)
            if person is not None:
                found.append(person)
                taken.update(each.i for each in person.span)
    return sorted(found, key=lambda person: person.span.start)


def _state(person: Person, allegiance: Allegiance) -> bool:
    """Tell whether what looks like a person is the name of a state or city."""
    over = allegiance.over(person.span.root)
    return over is not None and over.kind != "person" and over.end - over.start >= len(person.span.text)


def _placed(token: Token, allegiance: Allegiance, surnames: set[str]) -> bool:
    """Tell whether a proper noun names a person by its place: as who speaks, or beside an office."""
    if (
        token.pos_ != "PROPN"
        or token.ent_type_ in PLACES
        or allegiance.over(token) is not None
        or office(token)
    ):
        return False
    if token.text in surnames or (token.dep_ == "nsubj" and speech_verb(token.head) is not None):
        return True
    known = office(token.head) if token.dep_ == "appos" else None
    return (known is not None and known.kind == "person") or _set_off(token)


def _set_off(token: Token) -> bool:
    """Tell whether a name of several words stands between commas behind an office: "a spokesman for X, Ann Lee, said"."""
    doc, first = token.doc, token.i
    if first + 1 >= len(doc) or doc[first + 1].text != "," or token.ent_type_ not in {"", "PERSON"}:
        return False
    while first > 0 and doc[first - 1].pos_ == "PROPN":
        first -= 1
    if first == token.i or first < 2 or doc[first - 1].text != ",":
        return False
    for before in reversed(doc[max(0, first - LEAD) : first - 1]):
        if before.is_punct or before.pos_ in {"VERB", "AUX"} or before.is_space:
            return False
        known = office(before)
        if known is not None and known.kind == "person":
            return True
    return False


def _run(token: Token, taken: set[int], surnames: set[str]) -> Person | None:
    """Return the name that ends in a token, without the titles before it, None where it is a body's."""
    doc, first = token.doc, token.i
    while first > token.sent.start and first - 1 not in taken and _joined(doc[first - 1], doc[first]):
        first -= 1
    while first < token.i and (is_title(doc[first].text) or doc[first].text == "-"):
        first += 1
    span = doc[first : token.i + 1]
    lone = len(span) == 1 and token.ent_type_ not in {"", "PERSON"} and token.text not in surnames
    if lone or any(office(word) for word in span):
        return None
    return Person(span, span.text, span[-1].text, styled=False, gender=None)


def _joined(before: Token, token: Token) -> bool:
    """Tell whether a token belongs to the name that goes on with the next one."""
    if "-" in {before.text, token.text}:
        return not before.whitespace_
    return (
        before.pos_ == "PROPN" and before.text[:1].isupper() and before.dep_ in {"compound", "nmod", "flat"}
    )


def _tied(before: Token, hyphen: Token) -> bool:
    return not before.whitespace_ and not hyphen.whitespace_ and before.text[:1].isupper()


def _whole(person: Person) -> Person:
    """Return a person with the rest of a name that was cut ("Jean-Bosco" of "Jean-Bosco Habineza") and without titles."""
    doc, first, last = person.span.doc, person.span.start, person.span.end
    while first > 1 and doc[first - 1].text in HYPHENS and _tied(doc[first - 2], doc[first - 1]):
        first -= 2  # "Roy" of "Thériault-Roy"
    while first < last - 1 and doc[first].lower_ in titles():
        first += 1
    while (
        last < len(doc)
        and last - person.span.start < 6
        and doc[last - 1].dep_ == "compound"
        and doc[last].pos_ == "PROPN"
    ):
        if doc[last - 1].head.i < last or not doc[last].text[:1].isupper() or not doc[last - 1].whitespace_:
            break
        last += 1
    if (first, last) == (person.span.start, person.span.end):
        return person
    span = doc[first:last]
    return replace(person, span=span, name=" ".join(span.text.split()), surname=span[-1].text)
