"""Persons: the names of people in a parsed text, with the role that stands before or after the name.

In: a parse. Out: `Person` records in order of the text: the span of the name alone ("Sergei Shoigu"), what
the page calls him ("defence minister") and whatever tells his gender. Which state he acts for is decided in
`bearers`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from multipolar.read.given import given_gender
from multipolar.read.roles import Role, roles
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

BEFORE = frozenset({"the", "a", "an", "former", "late", "ex", "then", "by", "and"})
AFTER = frozenset({"'s", "’s", "'", "’", ",", "(", "/", ":", "—", "–"})
SURNAMES = words("titular_surname")
WHERE = frozenset(
    {"of", "in", "from", "near", "across"}
)  # a lone name after it is a place: "governor of Georgia"
LONGEST = 6  # tokens of a name: "Hamad bin Isa bin Salman Al"
PARTICLES = words("particle")


@dataclass(frozen=True, slots=True)
class Style:
    """One row of `styles.csv`: a title of courtesy or an abbreviated rank."""

    gender: str | None
    rank: str


@cache
def styles() -> dict[str, Style]:
    """Return the table by title as written."""
    text = (files("multipolar.read") / "styles.csv").read_text("utf-8")
    return {
        row["style"]: Style(row["gender"] or None, row["rank"]) for row in csv.DictReader(text.splitlines())
    }


@dataclass(frozen=True, slots=True)
class Person:
    """A name of a person where it stands, without titles."""

    span: Span
    name: str
    surname: str
    styled: bool  # "Mr", "President", "General" stands before
    gender: str | None


@lru_cache(maxsize=2)  # several layers ask it of the same parse
def persons(doc: Doc) -> tuple[Person, ...]:
    """Return the names of people in a parse, by start, none overlapping another."""
    spans = {_trimmed(doc, start, end) for start, end in (*_entities(doc), *_titled(doc), *_apposed(doc))}
    longest = sorted((span for span in spans if span[0] < span[1]), key=lambda span: (span[0], -span[1]))
    return tuple(_person(doc[first:last]) for first, last in _apart(longest))


def _apart(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    reached = 0
    for first, last in spans:
        if first >= reached:
            yield first, last
            reached = last


def _entities(doc: Doc) -> Iterator[tuple[int, int]]:
    yield from ((e.start, e.end) for e in doc.ents if e.label_ == "PERSON" and e.end - e.start <= LONGEST + 4)


def _titled(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield names that a title or a given name begins, which the recogniser may have missed."""
    for token in doc:
        if token.text[:1].isupper() and (
            given_gender(token.text) is not None and not _is_name(doc, token.i - 1)
        ):
            end = _reach(doc, token.i)
            if end > token.i + 1 or token.i == 0 or doc[token.i - 1].lower_ not in WHERE:
                yield token.i, end
        elif _title_at(doc, token.i) and token.i + 1 < len(doc) and _is_name(doc, token.i + 1):
            yield token.i + 1, _reach(doc, token.i + 1)


def _apposed(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield names that a role beside them tells: "Elif Karaca, a journalist", "the minister, Azlan Rahim,"."""
    for token in doc:
        if token.dep_ != "appos" or token.head.i >= token.i:
            continue
        for name, said in ((token.head, token), (token, token.head)):
            known = roles().get(said.lower_)
            if (
                known
                and known.kind == "person"
                and _is_name(doc, name.i)
                and doc[name.i + 1 : name.i + 2].text == ","
            ):
                first = _opening(doc, name.i)
                if first < name.i:
                    yield first, name.i + 1


def _opening(doc: Doc, last: int) -> int:
    """Return where the run of capitalised names that ends at a token begins."""
    first = last
    while first > max(last - LONGEST, 0) and _is_name(doc, first - 1) and doc[first - 1].whitespace_:
        first -= 1
    return first


def _title_at(doc: Doc, index: int) -> bool:
    """Tell whether a token ends a title that stands before names: "Mr", "President", "foreign minister"."""
    if index < 0:
        return False
    token = doc[index]
    if token.text in styles():
        return True
    row = roles().get(token.lower_)
    return row is not None and row.title


def _is_name(doc: Doc, index: int) -> bool:
    if not 0 <= index < len(doc):
        return False
    token = doc[index]
    word = token.text
    return (
        word[:1].isupper() and token.tag_ in {"NNP", "NNPS"} and not _title_at(doc, index) and len(word) > 1
    )


def _reach(doc: Doc, start: int) -> int:
    """Return where a run of capitalised words and particles that begins a name ends."""
    end = start
    for index in range(start, min(start + LONGEST, len(doc))):
        token = doc[index]
        initial = len(token.text) <= 2 and token.text[:1].isupper() and token.text[1:] in {"", "."}
        if _is_name(doc, index) or initial or (index > start and token.text in SURNAMES):
            end = index + 1
        elif token.lower_ not in PARTICLES or index == start:
            break
        if not token.whitespace_:
            break
    return _hyphenated(doc, end)


def _hyphenated(doc: Doc, end: int) -> int:
    """Take in what hyphens join to a name: "Moon Jae-in"."""
    while (
        0 < end < len(doc) - 1
        and doc[end].text == "-"
        and not doc[end - 1].whitespace_ + doc[end].whitespace_
    ):
        end += 2
    return end


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Drop titles before a name, and possessives, commas and line breaks after it."""
    if given_gender(doc[start].text) is None:
        titles = (index for index in range(start, end) if _title_at(doc, index))
        start = max(titles, default=start - 1) + 1
    while start < end and (doc[start].is_punct or doc[start].lower_ in BEFORE):
        start += 1
    for index in range(start, end):
        if doc[index].text in AFTER or doc[index].is_space or doc[index].is_digit:
            end = index
            break
    while end > start and not doc[end - 1].text[:1].isalpha():
        end -= 1
    if start < end and not doc[start].text[:1].isupper() and doc[start].lower_ not in PARTICLES:
        return end, end
    return start, max(_hyphenated(doc, end), end) if end > start else end


def _styled(doc: Doc, first: int) -> bool:
    return _title_at(doc, first - 1)


def _person(span: Span) -> Person:
    before = span.doc[span.start - 1].text if span.start else ""
    words = span.text.split()
    style = styles().get(before)
    gender = (style.gender if style else None) or given_gender(words[0]) or title_gender(before)
    return Person(
        span,
        " ".join(words),
        words[-1],
        _styled(span.doc, span.start),
        None if gender == "either" else gender,
    )


def person_at(span: Span) -> Person:
    """Return the person whose name a span is."""
    return _person(span)


def named_by_title(doc: Doc, first: int) -> bool:
    """Tell whether a title stands right before a token: "President", "Mr"."""
    return _title_at(doc, first - 1)


def title_gender(word: str) -> str | None:
    """Return the gender that a title tells: "Queen", "King"."""
    row: Role | None = roles().get(word.lower())
    return row.gender if row else None


def rank(token: Token) -> Role | None:
    """Return the role of an abbreviated title: "Gen.", "Sen."."""
    style = styles().get(token.text)
    return roles().get(style.rank) if style else None
