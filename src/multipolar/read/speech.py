"""Words of speech: the verbs that give words to a speaker, and the titles that stand before a speaker's name.

In: `speech.csv` (verbs with the complements they take; classes after Levin, English Verb Classes and Alternations,
1993, sections 29 and 37) , `speech_titles.csv` (honorifics; the offices are in `roles.csv`) and
`speech_words.csv` (small classes of words that the rules on speech ask for).
Out: look-ups by lower-case word.

Frames of a verb: `c` a clause ("said that …"), `q` a quotation, `n` a thing and what it is called ("calls it a fable"),
`o` a preposition ("spoke of", "accused … of"), `t` an infinitive ("claims to have"), `g` a gerund ("denied having"),
`h` a hedge: thought rather than said, taken only with a clause.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from multipolar.read.roles import roles

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of speech and the complements that carry the words."""

    lemma: str
    kind: str
    frame: str


@cache
def verbs() -> dict[str, Verb]:
    """Return the verbs of speech by lemma."""
    return {row["lemma"]: Verb(row["lemma"], row["class"], row["frame"]) for row in _rows("speech.csv")}


@cache
def lexicon(kind: str) -> frozenset[str]:
    """Return the words of a class of `speech_words.csv`: "posted", "thing", "utterance" …"""
    return frozenset(row["word"] for row in _rows("speech_words.csv") if row["class"] == kind)


@cache
def titles() -> dict[str, str]:
    """Return the honorifics in lower case, with the gender that they tell ("" where they do not)."""
    return {row["title"]: row["gender"] for row in _rows("speech_titles.csv")}


def speech_verb(token: Token) -> Verb | None:
    """Return the verb of speech that a token is a form of."""
    if token.pos_ not in {"VERB", "AUX", "NOUN", "PROPN", "ADJ"}:
        return None
    if token.pos_ not in {"VERB", "AUX"}:  # the tagger takes "quipped" for a noun now and then
        return _past(token.lower_) if token.lower_.endswith("ed") and token.text.islower() else None
    return verbs().get(token.lemma_.lower()) or _past(token.lower_)


def is_title(word: str) -> bool:
    """Tell whether a word may stand before a name as a title."""
    plain = word.lower()
    known = roles().get(plain)
    return plain in titles() or (known is not None and known.kind == "person")


@cache
def _pasts() -> dict[str, Verb]:
    """Return the verbs by their regular past, which the tagger's lemma sometimes misses."""
    pasts = {}
    for lemma, verb in verbs().items():
        stem = lemma.removesuffix("e")
        pasts[f"{stem}ed"] = verb
        pasts[f"{stem}{stem[-1]}ed"] = verb
        pasts[f"{stem.removesuffix('y')}ied"] = verb
    return pasts


def _past(word: str) -> Verb | None:
    return _pasts().get(word)


def _rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table beside this module."""
    text = files("multipolar.read").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
