"""The layers of one document in memory: what the reader sees before it decides who did what.

Every layer carries spans of `document.text`. Coders take `Layers` and give events (`read/coders/`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from multipolar.ledger.records import Amount, Document, Interval, Reading, Statement

Decided = Literal[
    "name",
    "adjective",
    "people",
    "capital",
    "metonym",
    "person",
    "office",
    "sector",
    "pronoun",
    "nominal",
    "group",
]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for states, bodies or armed groups, and the rule that decided which."""

    start: int
    end: int
    text: str
    codes: tuple[str, ...]  # one, or several for "the two countries", "both", "they"
    sector: str | None
    kind: Decided
    name: str  # the fullest name known for it: "Barack Obama" for "he"


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that say when, with the interval they mean on the day of publication (null: unsupported)."""

    start: int
    end: int
    interval: Interval | None
    open_start: bool = False  # "since 2006": from then on, until now


@dataclass(frozen=True, slots=True)
class AmountMention:
    """Words that say how much."""

    start: int
    end: int
    amount: Amount


@dataclass(frozen=True, slots=True)
class Layers:
    """A document with its parse and everything found on it but the acts."""

    document: Document
    doc: Doc
    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    amounts: tuple[AmountMention, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A document as the program sees it: its records, and the layers that they rest on.

    Without the parse, which is many times as large. A text in another language than English has no layers.
    """

    reading: Reading
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    amounts: tuple[AmountMention, ...] = ()
