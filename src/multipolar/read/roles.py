"""Roles: what part of a state, or what private person, the head noun of a phrase stands for.

In: a noun in its parse. Out: a row of `roles.csv`: PLOVER sector, person or organ or crowd, and whether it
acts for its state ("generals", "foreign ministry") or on its own account ("professor", "company", "team").
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from multipolar.read.spans import opening
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

LAST = 4  # letters
WORDS = 5  # the longest role of the table: "chief of the general staff"
MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})
# A firm, bank or team that the page calls the state's acts for its state.
OF_STATE = frozenset(
    {"state", "state-owned", "state-run", "state-controlled", "nationalised", "nationalized", "owned"}
)
NOUNS = frozenset({"NOUN", "PROPN"})
FLYING = words("flying")
# Adverbs that the parser takes for the noun of a phrase: "flew the delegates of Botswana home".
STRAY = frozenset({"home", "today", "yesterday", "tomorrow", "tonight", "abroad", "back", "again"})


@dataclass(frozen=True, slots=True)
class Role:
    """One row of `roles.csv`."""

    noun: str
    sector: str | None
    kind: Literal["person", "organ", "crowd"]
    acts: Literal["state", "own"]
    title: bool  # stands before a name: "President", "General"
    generic: bool  # takes its sector from the words before it: "army chief", "rebel leader"
    gender: str | None


@cache
def roles() -> dict[str, Role]:
    """Return the table by noun, in lower case."""
    text = (files("multipolar.read") / "roles.csv").read_text("utf-8")
    return {row["noun"].lower(): _role(row) for row in csv.DictReader(text.splitlines())}


@cache
def _endings() -> frozenset[str]:
    """Return the last letters of the roles: most nouns are ruled out by them."""
    return frozenset(noun[-LAST:] for noun in roles())


def _role(row: dict[str, str]) -> Role:
    marks = row["title"].split()
    return Role(
        noun=row["noun"].lower(),
        sector=row["sector"] or None,
        kind=row["kind"],  # type: ignore[arg-type]
        acts=row["acts"],  # type: ignore[arg-type]
        title="title" in marks,
        generic="generic" in marks,
        gender=row["gender"] or None,
    )


def role(head: Token) -> Role | None:
    """Return the role that a noun phrase stands for, by the longest run of words that ends in its head."""
    own = _listed(head)
    if own is not None and own.noun == "fighters" and _flown(head):
        own = roles()["fighter"]
    return None if own is None else _state_firm(_narrowed(own, head), head)


def _flown(head: Token) -> bool:
    """Tell whether "fighters" are aircraft: bought and flown, or of a model ("F-16 fighters")."""
    model = any(any(sign.isdigit() for sign in child.text) for child in _modifiers(head))
    return model or head.head.lemma_.lower() in FLYING


def _listed(head: Token) -> Role | None:
    """Return the row of the longest run of words that ends in a noun."""
    doc, last, forms = head.doc, head.i, (head.lower_, head.lemma_.lower())
    if not any(stem[-LAST:] in _endings() for form in forms for stem in _stems(form)):
        return None
    for first in range(opening(head, WORDS - 1), last + 1):
        own = _row(doc[first : last + 1].text.lower(), head.lemma_.lower(), first == last)
        if own:
            return own
    return None


def _row(text: str, lemma: str, single: bool) -> Role | None:  # noqa: FBT001 : private, called once
    table = roles()
    text, stem = _stems(text)
    return table.get(text) or table.get(stem) or (table.get(lemma) if single else None)


def _stems(text: str) -> tuple[str, str]:
    """Return words as they stand and with their last one in the singular."""
    return text, text[:-3] + "y" if text.endswith("ies") else text.removesuffix("s")


def _narrowed(own: Role, head: Token) -> Role:
    """Give "army chief", "opposition leader" and "chief of the army" the sector of the narrower noun."""
    if not own.generic:
        return own
    for child in (*_modifiers(head), *_of(head)):
        narrower = (
            _listed(child)
            if child.i > head.i
            else _row(child.text.lower(), child.lemma_.lower(), single=True)
        )
        if narrower and narrower.sector and narrower.sector not in {"GOV", "CVL"}:
            return replace(own, sector=narrower.sector, acts=narrower.acts)
    return own


def _state_firm(own: Role, head: Token) -> Role:
    if own.acts == "own" and own.sector == "BUS" and any(t.lower_ in OF_STATE for t in _modifiers(head)):
        return replace(own, acts="state")
    return own


def _modifiers(head: Token) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ in MODIFIERS and child.i < head.i:
            yield from _modifiers(child)
            yield child


def _of(head: Token) -> Iterator[Token]:
    for child in head.children:
        if child.lower_ in {"of", "at", "for", "in"} and child.i > head.i:
            yield from (last for last in child.children if last.dep_ == "pobj")


def phrase_head(token: Token) -> Token:
    """Return the noun that a state's name modifies: "generals" for "Pakistani", else the name itself."""
    head = _first_modifier(token)
    for _ in range(WORDS):
        above = head.head
        if above is head or above.pos_ not in NOUNS:
            break
        if head.dep_ not in MODIFIERS and not (head.dep_ == "npadvmod" and above.i > head.i):
            break
        head = above
    if head.lower_ not in STRAY:
        return _governed(head, token)
    governed = _governed(head, head)
    return token if governed is head else governed


def _first_modifier(token: Token) -> Token:
    """Return the modifier that a later one is joined to, "British" of "British and American jets", else the token."""
    first = token
    for _ in range(4):
        if first.dep_ != "conj" or first.pos_ != "ADJ":
            break
        first = first.head
    return first if first.dep_ in MODIFIERS and first.head.i > token.i else token


def _governed(head: Token, token: Token) -> Token:
    """Return "president" for "the president of Kenya", where that noun is a role."""
    if head is token and head.dep_ in {"pobj", "conj"}:
        first = head
        for _ in range(4):
            if first.dep_ != "conj":
                break
            first = first.head
        above = first.head
        if above.lower_ in {"of", "for", "to", "from", "in"} and above.head.pos_ in NOUNS:
            noun = above.head
            known = role(noun)
            if known and (above.lower_ == "of" or (known.title and above.lower_ in {"to", "for"})):
                return noun
    return head
