"""The lexicon of acts: verbs and nouns that may tell one, with the PLOVER type and mode they usually mean.

`acts.csv` (lemma, pos, type, mode, frame, source) was written for multipolar from the PLOVER codebook. `frame` says
how an act takes its parties where that is not subject → object: `with` (mutual), `visit` (visitor → host), `buy`
(mutual, seller first), `receive` (giver → subject), `mutual`. A phrase without a type tells no act ("cold war").
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


PARTICLES = frozenset({"prt", "prep", "advmod", "dobj"})  # "pull out", "call for", "send home", "open fire"
# Words that make a phrase as particles only: "fly in" relief, but not "fly in the evening".
LOOSE = frozenset({"in", "over", "up", "back", "into", "around"})


@dataclass(frozen=True, slots=True)
class Act:
    """What a lemma usually tells."""

    type: str
    mode: str | None
    frame: str


@cache
def acts() -> dict[tuple[str, str], tuple[Act, ...]]:
    """Return the acts by part of speech ("verb", "noun") and lemma, with "pull out" for particle verbs."""
    found: dict[tuple[str, str], tuple[Act, ...]] = {}
    with files(__package__).joinpath("acts.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            key = row["pos"], row["lemma"]
            found[key] = (*found.get(key, ()), Act(row["type"], row["mode"] or None, row["frame"]))
    return found


def acts_of(token: Token) -> tuple[Act, ...]:
    """Return what a token may tell by its lemma, its particle first ("pull out" before "pull")."""
    pos = "verb" if token.pos_ in {"VERB", "AUX"} else "noun"
    lemma = token.lemma_.lower()
    known = acts()
    special = by_noun(token, lemma) if pos == "verb" else None
    if special:
        return (special,) if special.type else ()
    for child in token.children:
        before = child.dep_ in {"compound", "amod"}  # "phone call", "cold war"
        phrase = f"{child.lower_} {lemma}" if before else f"{lemma} {child.lower_}"
        if (before or _particle(child)) and (pos, phrase) in known:
            return tuple(act for act in known[pos, phrase] if act.type)
    return known.get((pos, lemma), ())


def _particle(word: Token) -> bool:
    return word.dep_ in PARTICLES and not (word.dep_ == "prep" and word.lower_ in LOOSE)


@cache
def frames_by_noun() -> dict[tuple[str, str, str], Act]:
    """Return what a verb tells with a noun as object or subject: "send" an envoy, troops, or aid; troops that "leave"."""
    with files(__package__).joinpath("objects.csv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines)
        return {
            (row["slot"], row["verb"], row["noun"]): Act(row["type"], row["mode"] or None, row["frame"])
            for row in rows
        }


def by_noun(verb: Token, lemma: str) -> Act | None:
    """Return the act that a verb tells by its object, else by its subject, if the table has it."""
    for slot, labels in (("obj", {"dobj", "nsubjpass"}), ("subj", {"nsubj"})):
        for child in (each for each in verb.children if each.dep_ in labels):
            names = (child.lemma_.lower(), "PERSON" if child.ent_type_ == "PERSON" else "")
            found = (frames_by_noun().get((slot, lemma, name)) for name in names)
            if act := next((each for each in found if each), None):
                return act
    return None


@cache
def operators() -> dict[str, tuple[str, ...]]:
    """Return what verbs do to an act told by their object: keep or TAKE it, or make it AGREE, REQUEST … LIFT."""
    with files(__package__).joinpath("operators.csv").open(encoding="utf-8") as lines:
        return {row["verb"]: tuple(row["effect"].split("|")) for row in csv.DictReader(lines)}


def effects(verb: Token) -> tuple[str, ...]:
    """Return what a verb does to an act told by its object; nothing where it is no operator."""
    lemma, known = verb.lemma_.lower(), operators()
    phrases = (f"{lemma} {child.lower_}" for child in verb.children if _particle(child))
    return next((known[phrase] for phrase in phrases if phrase in known), known.get(lemma, ()))
