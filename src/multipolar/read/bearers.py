"""Bearers: which state or body a named person acts for, as the page presents him.

In: the persons of a parse and the names of states on it. Out: one `Bearer` for every person presented with
a state ("Russian defence minister Sergei Shoigu", "Uganda's Museveni", "Maria Sultan, chairwoman of the
Islamabad-based …") or known to hold an office on the day (`world.offices`). An expert or a businessman
keeps his own sector, so that a coder can tell that he does not act for his state.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from multipolar.read.persons import rank, styles
from multipolar.read.roles import Role, role, roles
from multipolar.read.spans import opening
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc, Span, Token

    from multipolar.read.persons import Person
    from multipolar.world.names import Name

BEFORE = 12  # tokens that a title before a name may have
AFTER = 16  # tokens of "…, chairwoman of the Islamabad-based South Asian Strategic Institute,"
APPOSED = 6  # tokens of "of Kenya's southern neighbour Uganda"
NEIGHBOURS = words("neighbour")
# Family names stand first there.
FAMILY_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR", "VNM", "KHM", "HUN"})
SMALL = words("small")
ENVOYS = words("abroad")
FORMER = words("former")  # adjectives of those who have left an office: "former", "ousted"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person with the state he is presented with; `code` is null where only his role is told."""

    name: str
    surname: str
    code: str | None
    sector: str | None
    own: bool  # speaks and acts on his own account
    role: str | None
    former: bool = False  # has left the office by which he is presented


def presented(person: Person, states: Mapping[int, tuple[Span, Name]]) -> Bearer | None:
    """Return how the page presents a person where this name stands, null where it does not.

    `states` maps token indices to the state names that cover them.
    """
    before, named_before = _left(person, states)
    after, named_after = _right(person, states)
    known = before or after
    name = named_before or (named_after if known or named_after else None)
    if known is None and name is None:
        return None
    left = known is not None and _former(person)
    return Bearer(
        name=person.name,
        surname=surname(person, name.code if name else None),
        code=name.code if name else None,
        sector=known.sector if known and not left else None,
        own=known is not None and known.acts == "own",
        role=known.noun if known else None,
        former=left,
    )


def merged(own: Bearer | None, holder: Bearer | None) -> Bearer | None:
    """Return a known holder of an office as the page presents him: a former one has no sector."""
    if own is None or holder is None or own.role is None:
        return holder
    if own.former:
        return replace(holder, sector=None, former=True)
    return replace(holder, sector=own.sector) if holder.former and own.sector else holder


def surname(person: Person, code: str | None) -> str:
    """Return the name by which a page calls a person the second time."""
    return person.name.split()[0] if code in FAMILY_FIRST else person.surname


def _former(person: Person) -> bool:
    """Tell whether a title beside a name is that of an office left: "former president X", "X, president until 2001"."""
    doc, span = person.span.doc, person.span
    for index in range(span.start - 1, max(span.start - 1 - BEFORE, opening(span[0], BEFORE) - 1, -1), -1):
        token = doc[index]
        if token.ent_type_ in {"DATE", "TIME"}:  # "late on Monday", "last week"
            break
        if token.lower_ in FORMER:
            return True
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"} and token.text not in {",", "-", "'s", "’s", "of"}:
            break
        if token.text == "," and index != span.start - 1:
            break
    if span.end >= len(doc) or doc[span.end].text not in {",", "—", "–"}:
        return False
    after = doc[span.end + 1 : _end(doc, span.end + 1)]
    return any(
        t.lower_ in FORMER or (t.lower_ == "until" and doc[t.i + 1 : t.i + 2].text.isdigit()) for t in after
    )


def _left(person: Person, states: Mapping[int, tuple[Span, Name]]) -> tuple[Role | None, Name | None]:
    """Read "Russian defence minister", "Uganda's", "the president of Kenya," right before a name."""
    doc, last = person.span.doc, person.span.start - 1
    if last >= 0 and doc[last].text == ",":
        last -= 1
        if role(doc[last]) is None and last not in states:
            return None, None
    first = _first(doc, last, states)
    known = _role_in(doc[first : last + 1]) if first <= last else None
    named = _own_state(doc, first, last, states)
    if named is None or (known is None and not _adjoins(named[0], person.span)):
        return known, None
    return known, named[1]


def _own_state(
    doc: Doc, first: int, last: int, states: Mapping[int, tuple[Span, Name]]
) -> tuple[Span, Name] | None:
    """Return the nearest state of a title, that of "the Bolivian ambassador to Japan" before the host."""
    found = [states[i] for i in range(last, first - 1, -1) if i in states]
    before = {one[0].start: doc[one[0].start - 1].lower_ if one[0].start else "" for one in found}
    own = [one for one in found if before[one[0].start] not in {"to", "in"}]
    # "The shop owner in Lima" is nobody's, and "the ambassador to Japan" not Japan's, but it is all that one learns.
    rest = [one for one in found if before[one[0].start] == "to"]
    return next(iter((*own, *rest)), None)


def _first(doc: Doc, last: int, states: Mapping[int, tuple[Span, Name]]) -> int:
    """Return where the run of title words that ends at a token begins."""
    index, low = last, max(opening(doc[last], BEFORE) if last >= 0 else 0, last - BEFORE)
    while index >= low and _belongs(doc[index], states) and not _another(doc[index], last):
        index -= 1
    index += 1
    while index < last and doc[index].lower_ in SMALL and index not in states:
        index += 1
    return index


def _another(token: Token, last: int) -> bool:
    """Tell whether "and" begins the next man: "… of Cape Verde and Ambassador Rocha", not "foreign and trade minister"."""
    if token.lower_ != "and" or token.i >= last:
        return False
    following = role(token.nbor(1))
    return following is not None and following.kind == "person" and token.nbor(1).text[:1].isupper()


def _belongs(token: Token, states: Mapping[int, tuple[Span, Name]]) -> bool:
    if token.is_space or token.tag_ in {"VBD", "VBZ", "VBP", "MD", "PRP", "IN"}:
        return token.lower_ in {"of", "for", "to", "in"} and not token.is_space
    if token.i in states or token.lower_ in SMALL or token.text in styles():
        return True
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.text == "-"


def _adjoins(name: Span, person: Span) -> bool:
    """Tell whether a state stands right before a person: "Uganda's Museveni", "Russian Sergei Shoigu"."""
    between = name.doc[name.end : person.start].text
    return between in {"'s", "’s", "'", "’", ""} and (between != "" or name.text[-1:] in "nhiesk")


def _role_in(span: Span) -> Role | None:
    """Return the last role of a title, that of the army before that of the man."""
    for token in reversed(list(span)):
        found = rank(token) or (role(token) if token.pos_ in {"NOUN", "PROPN", "ADJ"} else None)
        if found and found.kind == "person":
            return found
    return None


def _right(person: Person, states: Mapping[int, tuple[Span, Name]]) -> tuple[Role | None, Name | None]:
    """Read ", chairwoman of the Islamabad-based …", " of Somalia" and " (Latvia)" right after a name."""
    doc, start = person.span.doc, person.span.end
    if start >= len(doc):
        return None, None
    sign = doc[start].text
    if sign in {"of", "("} and start + 1 < len(doc):
        return None, _of(doc, start + 1, states)
    if sign not in {",", "—", "–"}:
        return None, None
    end = _end(doc, start + 1)
    known = _first_role(doc[start + 1 : end])
    if known is None:
        return None, None
    return known, _told(known, doc, next((i for i in range(start + 1, end) if i in states), None), states)


def _told(known: Role, doc: Doc, at: int | None, states: Mapping[int, tuple[Span, Name]]) -> Name | None:
    """Return the state that a role beside a name tells, which is not that of "the ambassador in Ankara".

    "A carpenter from Leeds" is presented with his town and no state.
    """
    if at is None:
        return None
    named, before = states[at][1], doc[at - 1 - (doc[at - 1].lower_ == "the")].lower_
    if known.noun in ENVOYS and before in {"to", "in", "at"}:
        return None
    private = known.acts == "own" and known.sector == "CVL"
    return None if private and named.kind == "city" else named


def _of(doc: Doc, start: int, states: Mapping[int, tuple[Span, Name]]) -> Name | None:
    """Return the state of "of Somalia", "of the Comoros", "of Kenya's neighbour Uganda"."""
    for index in range(start, min(start + APPOSED, len(doc))):
        token = doc[index]
        owns = index + 1 < len(doc) and doc[index + 1].text in {"'s", "’s"}
        if index in states and not owns:
            return states[index][1]
        if index not in states and not owns and token.lower_ not in SMALL and token.lower_ not in NEIGHBOURS:
            return None
    return None


def _end(doc: Doc, start: int) -> int:
    """Return where a phrase beside a name ends: at a verb, a stop or a second comma."""
    for index in range(start, min(start + AFTER, len(doc))):
        token = doc[index]
        if token.is_space or token.is_sent_start or token.text in {",", ";", ".", ":", "”", '"', "(", ")"}:
            return index
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD", "WP", "WDT", "WP$", "PRP"}:
            return index
    return min(start + AFTER, len(doc))


def _first_role(span: Span) -> Role | None:
    """Return the role that heads a phrase: "chairwoman of the … institute", "the Russian minister"."""
    for token in span:
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"} and token.lower_ not in roles():
            continue
        following = span.doc[token.i + 1] if token.i + 1 < len(span.doc) else None
        found = role(token)
        if (
            found
            and found.kind == "person"
            and not (following is not None and following.pos_ in {"NOUN", "PROPN"})
        ):
            return _at_work(found, span, token)
    return None


def _at_work(found: Role, span: Span, token: Token) -> Role:
    """Take the sector of the place of work: "director of the Institute of …" is a scholar."""
    if not found.generic:
        return found
    for later in span.doc[token.i + 1 : span.end]:
        place = roles().get(later.lower_)
        if place and place.kind == "organ" and place.acts == "own":
            return place
    return found


def unambiguous(bearers: Sequence[Bearer]) -> dict[str, Bearer]:
    """Return surname and full name → bearer, without the surnames that two bearers of two states share."""
    found: dict[str, Bearer] = {}
    shared: set[str] = set()
    for bearer in bearers:
        for key in {bearer.name, bearer.surname}:
            other = found.setdefault(key, bearer)
            if other.code != bearer.code:
                shared.add(key)
    return {key: bearer for key, bearer in found.items() if key not in shared}
