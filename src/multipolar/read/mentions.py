"""Mentions: a parsed text in, all words that stand for a state, a body or an armed group out.

A mention is the words of the name alone. Its sector is that of the phrase it stands in: "Pakistani" of
"Pakistani generals" is MIL, "Kenya" of "the president of Kenya" GOV, "Chinese" of "a Chinese company" BUS.
Where that phrase acts on its own account (a company, an expert, a crowd, a team) the sector is one of `OWN`
and the kind is not "sector"; a firm that the page calls the state's is BUS of kind "sector". A capital as a
place, and any other city, is of kind "capital" without a sector; a capital used for its government has GOV.
Sectors after the PLOVER codebook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read import bearers as bearing
from multipolar.read.homonyms import genuine
from multipolar.read.layers import Decided, Mention
from multipolar.read.officers import officers
from multipolar.read.persons import persons
from multipolar.read.places import acts_as_government, stands_as_place
from multipolar.read.roles import NOUNS, phrase_head, role
from multipolar.read.spans import head_of
from multipolar.read.sport import is_club, sporting
from multipolar.read.vocabulary import words
from multipolar.world.names import find_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from spacy.tokens import Doc, Span

    from multipolar.read.bearers import Bearer
    from multipolar.read.persons import Person
    from multipolar.read.roles import Role
    from multipolar.world.names import Name

OWN = frozenset({"BUS", "CVL", "EDU", "JRN", "OPP", "PTY"})
KINDS: dict[str, Decided] = {
    "name": "name", "former": "name", "body": "name", "adjective": "adjective", "people": "people",
    "capital": "capital", "city": "capital", "metonym": "metonym", "group": "group",
}  # fmt: skip
Named = tuple["Span", "Name"]
SEATS = words("seat")  # metonyms that are towns and quarters, too
ASIDE = frozenset({"on", "from", "to", "along", "across", "at", "of"})


def mentions(doc: Doc, day: date | None) -> tuple[Mention, ...]:
    """Return the mentions of a text by start, none overlapping another, `text == doc.text[start:end]`.

    `day` is the day of publication: names and offices are read as of then (null: as of any day).
    """
    spans = genuine(doc, find_names(doc.text, day))
    covering = {token.i: (span, name) for span, name in spans for token in span}
    people = [person for person in persons(doc) if not _is_place(person, covering)]
    bound = _bound(doc, people, covering, day=day)
    inside = {token.i for person, _ in bound for token in person.span}
    games = [tells for sentence in doc.sents for tells in [sporting(sentence)] * len(sentence)]
    free = [(span, name) for span, name in spans if span.start not in inside]
    named = [
        _named(span, name, games) for span, name in free if not (games[span.start] and is_club(span, name))
    ]
    return apart([*(_borne(person, bearer) for person, bearer in bound), *named])


def apart(found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return mentions by start, the longer of two that overlap."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _is_place(person: Person, covering: dict[int, Named]) -> bool:
    """Tell whether what looks like a person is the name of a state or a city alone: "Kiev"."""
    inside = [token.i in covering for token in person.span]
    return all(inside) or (inside[0] and not person.styled)


def _bound(
    doc: Doc, people: Sequence[Person], covering: dict[int, Named], *, day: date | None
) -> list[tuple[Person, Bearer]]:
    """Return the persons that act for a state, each with the state that the page or an office gives him."""
    told = {person.span.start: bearing.presented(person, covering) for person in people}
    known = bearing.unambiguous([bearer for bearer in told.values() if bearer and bearer.code])
    roles = {start for start, own in told.items() if own and own.role}
    held = {p.span.start: (p, b) for p, b in officers(doc, people, day=day, named=covering, presented=roles)}
    found = []
    for person in people:
        own = told[person.span.start]
        holder = held.pop(person.span.start, (person, None))[1]
        bearer = own if own and own.code else known.get(person.name) or bearing.merged(own, holder)
        if bearer and bearer.code:
            found.append((person, bearer))
    return [*found, *held.values()]


def _borne(person: Person, bearer: Bearer) -> Mention:
    span = person.span
    code = bearer.code or ""
    return Mention(span.start_char, span.end_char, span.text, (code,), bearer.sector, "person", bearer.name)


def _named(span: Span, name: Name, games: Sequence[bool]) -> Mention:
    sector, kind = _decided(span, name, games)
    start, end = _exact(span, name)
    text = span.text[start - span.start_char : end - span.start_char]
    return Mention(start, end, text, (name.code,), sector, kind, text)


def _exact(span: Span, name: Name) -> tuple[int, int]:
    """Leave out what shares a token with the name: "anti-" of "anti-Russian"."""
    at = span.text.find(name.text)
    if at < 0 or len(span.text) == len(name.text):
        return span.start_char, span.end_char
    return span.start_char + at, span.start_char + at + len(name.text)


def _decided(span: Span, name: Name, games: Sequence[bool]) -> tuple[str | None, Decided]:
    """Decide the sector of the phrase that a name stands in, and the kind of mention."""
    kind = KINDS[name.kind]
    if name.kind in {"body", "group", "metonym"}:
        return (None, "capital") if name.text in SEATS and stands_as_place(span) else (name.sector, kind)
    known = None if _acting(span, name) else _role(span, town=kind == "capital")
    if known and known.sector:
        stately = known.sector == "BUS" and known.acts == "state"
        return known.sector, "sector" if stately else _group(known.sector, kind)
    if games[span.start] and not (kind == "capital" and stands_as_place(span)):
        return "CVL", kind
    if kind == "capital":
        return ("GOV" if name.kind == "capital" and acts_as_government(span) else None), kind
    return name.sector, kind


def _role(span: Span, *, town: bool) -> Role | None:
    """Return the role of the phrase that a name stands in; "the Hungarian side" of a border is a place."""
    head = phrase_head(head_of(span))
    if head.lower_ == "side" and head.dep_ == "pobj" and head.head.lower_ in ASIDE:
        return None
    known = role(head) if head.i not in range(span.start, span.end) and head.pos_ in NOUNS else None
    if known and town and known.acts == "own" and head.i < span.start:
        return None  # "the friars of Kraków" live there
    return known or _title(span)


def _acting(span: Span, name: Name) -> bool:
    """Tell whether a state's name is the subject of what the parser took for a participle: "X sheltered refugees"."""
    after = span.doc[span.end] if span.end < len(span.doc) else None
    return (
        after is not None
        and name.kind in {"name", "former", "capital"}
        and after.tag_ in {"VBN", "VBD"}
        and after.dep_ == "amod"
        and after.head.i > after.i
    )


def _title(span: Span) -> Role | None:
    """Return the role right after a state's name where a person's name follows: "Russian minister X"."""
    words = span.doc[span.end : span.end + 4]
    found = None
    for token in words:
        if token.pos_ not in NOUNS and token.pos_ != "ADJ":
            break
        found = role(token) or found
        if found and found.kind == "person" and found.title:
            return found
    return None


def _group(sector: str, kind: Decided) -> Decided:
    return "group" if sector == "REB" and kind == "adjective" else kind
