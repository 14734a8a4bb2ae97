"""Officers: persons named without a state who held an office on the page's day (`world.offices`).

A full name is enough; a surname alone needs the day, one state that it can mean, and nothing on the page
against it: no other first name before it, and for a surname that is a word or a first name as well ("May",
"Ali") a title.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from multipolar.read.bearers import Bearer
from multipolar.read.given import given_gender
from multipolar.read.persons import named_by_title, person_at
from multipolar.read.spans import opening
from multipolar.read.verdicts import table
from multipolar.world.offices import holders_named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from spacy.tokens import Doc, Span

    from multipolar.read.persons import Person
    from multipolar.world.names import Name
    from multipolar.world.offices import Holder

LONGEST = 5  # tokens of a holder's name
NEARBY = 40  # tokens in which a year tells of which days a sentence is
# A page of today tells of last month's minister by his surname.
GRACE = timedelta(days=400)
HEADS = frozenset({"head_of_state", "head_of_government"})
GOVERNMENTS = frozenset({"administration", "cabinet", "government", "presidency", "regime"})
ROLES = {
    "head_of_state": "president",
    "head_of_government": "prime minister",
    "foreign_minister": "foreign minister",
    "defence_minister": "defence minister",
    "vice_president": "vice president",
    "un_secretary_general": "secretary-general",
    "nato_secretary_general": "secretary-general",
    "eu_commission_president": "president",
    "eu_council_president": "president",
}


def officers(
    doc: Doc,
    people: Sequence[Person],
    *,
    day: date | None,
    named: Mapping[int, tuple[Span, Name]],
    presented: Collection[int] = (),
) -> list[tuple[Person, Bearer]]:
    """Return the holders named; `named` are the tokens of state names.

    `presented` are the first tokens of persons with a role of their own: he who will hold an office later is known,
    too, where the page tells what he is today ("opposition leader Aung San Suu Kyi").
    """
    codes = {name.code for _, name in named.values()}
    spans = {index: person for person in people for index in range(person.span.start, person.span.end)}
    found = []
    for span, held in _spans(doc):
        if any(token.i in named for token in span):
            continue
        holder = _holder(span, held, day=day, person=spans.get(span.end - 1), codes=codes)
        later = holder is None and span.start in presented
        holder = _later(span, held) if later else holder
        if holder:
            person = spans.get(span.end - 1) or person_at(span)
            left = later or not (_governing(span) or _in_his_days(span, holder, held, day))
            found.append((person, _bearer(person, holder, left=left)))
    return _each_once(found)


def _spans(doc: Doc) -> Iterator[tuple[Span, tuple[Holder, ...]]]:
    """Yield the longest runs of capitalised words that name a holder, from left to right."""
    index = 0
    while index < len(doc):
        span, held = _longest(doc, index)
        if held:
            yield span, held
        index = span.end


def _longest(doc: Doc, index: int) -> tuple[Span, tuple[Holder, ...]]:
    if doc[index].text[:1].isupper() or doc[index].lower_ in {"al", "van", "de"}:
        for end in range(min(index + LONGEST, len(doc)), index, -1):
            if doc[end - 1].text[:1].isalpha() and (held := holders_named(doc[index:end].text, None)):
                return doc[index:end], held
    return doc[index : index + 1], ()


def _holder(
    span: Span, held: tuple[Holder, ...], *, day: date | None, person: Person | None, codes: Collection[str]
) -> Holder | None:
    """Return the holder whom a span names, null where it does not tell or the page says otherwise."""
    begun = [one for one in held if day is None or one.start <= day]
    full = [one for one in begun if " " in span.text and span.text != one.surname]
    if full:
        return _named_whole(full, day, codes)
    complete = (
        person is not None and " " in person.name and person.name != span.text
    )  # "Suu Kyi" is a surname
    if person is not None and complete and not _agrees(span, person, begun):
        return None
    governing = _governing(span)
    if governing:  # "the Carter administration" is of one time, whenever it is told of
        begun = [one for one in begun if one.office in HEADS]
    serving = begun if complete or governing else [one for one in begun if _serving(one, day)]
    if not complete and not _surname_alone(span):
        return None
    return _supported(serving, codes)


def _named_whole(full: Sequence[Holder], day: date | None, codes: Collection[str]) -> Holder | None:
    """Return the holder whom a whole name means: heads at any time, ministers of old where their state is named."""
    known = [one for one in full if one.office in HEADS or _serving(one, day) or one.code in codes]
    return next((one for one in known if day and _in_office(one, day)), known[0] if known else None)


def _later(span: Span, held: Sequence[Holder]) -> Holder | None:
    """Return the holder of an office to come whom a full name names."""
    full = [one for one in held if " " in span.text and span.text != one.surname]
    return full[0] if len({one.code for one in full}) == 1 else None


def _in_his_days(span: Span, holder: Holder, held: Sequence[Holder], day: date | None) -> bool:
    """Tell whether a holder serves on the day, or the sentence is of a year when he did."""
    if day is None or any(
        one.code == holder.code and _serving(one, day) and one.start <= day for one in held
    ):
        return True
    nearby = span.doc[opening(span[0], NEARBY) : span.end + NEARBY]
    years = [int(token.text) for token in nearby if len(token.text) == 4 and token.text.isdecimal()]
    last = (holder.end or day).year  # of the year of leaving, "who left office in 2007" may be said
    return any(holder.start.year <= year < max(last, holder.start.year + 1) for year in years)


def _agrees(span: Span, person: Person, held: Sequence[Holder]) -> bool:
    """Tell whether a longer name can be the holder's: "Yoweri K. Museveni" is, "James Putin" is not."""
    first = tuple(name.split()[0] for one in held for name in (one.name, *one.alias))
    return (
        span.end == person.span.end and person.name.startswith(first) and span.text != person.name.split()[0]
    )


def _in_office(one: Holder, day: date) -> bool:
    return one.start <= day and (one.end is None or day <= one.end)


def _serving(one: Holder, day: date | None) -> bool:
    return day is None or one.end is None or one.end >= day - GRACE


def _supported(held: Sequence[Holder], codes: Collection[str]) -> Holder | None:
    """Return the holder of the one state that a name can mean, or that the page speaks of."""
    if len({one.code for one in held}) > 1:
        held = [one for one in held if one.code in codes]
    return held[0] if held and len({one.code for one in held}) == 1 else None


def _governing(span: Span) -> bool:
    """Tell whether a surname is followed by what its bearer heads: "the Bush administration"."""
    following = span.doc[span.end].lower_ if span.end < len(span.doc) else ""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return following in GOVERNMENTS and before in {"the", "a"}


def _surname_alone(span: Span) -> bool:
    """Tell whether a surname without a first name can be taken for a person's."""
    token = span[-1]
    if named_by_title(span.doc, span.start) or _governing(span):
        return True
    common = span.text in table().get("surname", {}) or given_gender(span.text) is not None
    following = span.doc[span.end].text if span.end < len(span.doc) else ""
    if (
        common
        or token.tag_ not in {"NNP", "NNPS"}
        or (token.dep_ in {"compound", "nmod"} and following[:1].isupper())
    ):
        return False
    before = span.doc[span.start - 1] if span.start else None
    return before is None or given_gender(before.text) is None


def office_of(name: str) -> str:
    """Return the title that goes with a holder's name, newest office first; "" for anyone else."""
    return next((ROLES.get(one.office, "") for one in holders_named(name, None)), "")


def _bearer(person: Person, holder: Holder, *, left: bool) -> Bearer:
    return Bearer(
        name=holder.name if person.span.text in {holder.surname, *holder.alias} else person.name,
        surname=holder.surname,
        code=holder.code,
        sector=None if left else holder.sector,
        own=False,
        role=ROLES.get(holder.office),
        former=left,
    )


def _each_once(found: list[tuple[Person, Bearer]]) -> list[tuple[Person, Bearer]]:
    seen = {person.span.start: (person, bearer) for person, bearer in reversed(found)}
    return [seen[start] for start in sorted(seen)]
