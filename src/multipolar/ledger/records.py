"""The nouns of the book: flat, frozen, dated records that say where they came from.

Offsets count Unicode code points of the text of the document, and `text[start:end] == quote` always. Codes of
actors are ISO 3166 alpha-3 (bodies: `world/bodies.csv`); null means that the page does not say. Field names are
the columns of the database, of exports and of the output contract alike.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass, field, replace
from datetime import date  # noqa: TC003 : dataclass fields are read at run time
from typing import Literal, TypeVar

Role = Literal["article", "teaser"]
Status = Literal["done", "ongoing", "planned", "possible", "denied"]
Side = Literal["actor", "recipient"]


def content_id(*parts: object) -> str:
    """Return 24 hexadecimal digits of the SHA-256 of the parts as JSON: the same parts, the same id."""
    text = json.dumps(parts, ensure_ascii=False, default=str, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of a document in a language other than English, or than the document's."""

    start: int
    end: int
    language: str
    about: tuple[str, ...] = ()  # codes of the states and bodies named in it


@dataclass(frozen=True, slots=True)
class Document:
    """One text as published, with its chain: the publishers it came through, the first first."""

    id: str
    source: str  # file name or address it was read from
    role: Role
    title: str | None
    byline: tuple[str, ...]
    chain: tuple[str, ...]  # where it first appeared … where it was found
    outlet: str | None  # the publisher of the page at hand (the last of the chain)
    published: date | None
    language: str  # ISO 639-1, "und" where undecided
    text: str
    passages: tuple[Passage, ...] = ()  # in other languages: they give no events
    truncated: bool = False  # the text at hand breaks off ("…", "[…]")
    blob: str | None = None  # SHA-256 of the bytes as fetched


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from low to high, both included, and the words that say so (null: the page's own day)."""

    low: date
    high: date
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of what: money by ISO 4217 code, else the thing counted in the singular ("helicopter", "t")."""

    value: float
    unit: str
    quote: str
    high: float | None = None  # end of a range
    item: str | None = None
    approximate: bool = False
    period: tuple[date, date] | None = None
    source: str | None = None  # who gives the figure ("SIPRI")


@dataclass(frozen=True, slots=True)
class Party:
    """An actor named in a document: the state or body on that day, the part of it, and the words."""

    code: str | None  # "PAK", "NAT"; an armed group has its host state and sector REB
    sector: str | None  # PLOVER sector: GOV MIL LEG JUD …
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it: a name or, where anonymous, the words that describe him."""

    name: str
    role: str | None
    code: str | None
    sector: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """Words given to a speaker, direct or indirect."""

    id: str
    document: str
    start: int
    end: int
    quote: str
    speaker: Speaker
    anonymous: bool
    verb: str | None  # as written: "said"
    direct: bool
    about: tuple[str, ...] = ()  # codes of the states named in it


@dataclass(frozen=True, slots=True)
class Event:
    """An act between parties: PLOVER type and mode, when, whether done, how much, in whose voice."""

    id: str
    document: str
    start: int
    end: int
    quote: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    mutual: bool
    type: str  # PLOVER: AGREE … ASSAULT
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None  # text: leading zeros matter
    status: Status
    date: Interval | None
    amounts: tuple[Amount, ...]
    voice: str | None  # id of a statement of the same document
    confidence: float  # 0–1
    coder: str
    rule: str | None = None  # the rule or model that decided


Record = TypeVar("Record", Event, Statement)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or does not fit: data, never an exception."""

    stage: str  # read, page, code, ledger, measure
    source: str  # file name or address
    what: str  # what is wrong and what to do
    document: str | None = None
    since: str | None = field(
        default=None, compare=False
    )  # when the run began that first met it: UTC, ISO 8601


@dataclass(frozen=True, slots=True)
class Reading:
    """One document with all that belongs to it: what a transaction admits whole or not at all."""

    document: Document
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    problems: tuple[Problem, ...] = ()
    coder: str = ""  # what read it, by name and edition: another reading supersedes this one


def identified(document: Document) -> Document:
    """Return the document with the id of its content: same words, same publishers, same day, same id."""
    parts = (
        document.role,
        document.title,
        document.byline,
        document.chain,
        document.published,
        document.text,
    )
    return replace(document, id=content_id("document", *parts))


def signed(record: Record) -> Record:
    """Return an event or statement with the id of all that it says: the same record, the same id."""
    noun = type(record).__name__.lower()
    return replace(record, id=content_id(noun, *astuple(replace(record, id=""))))
