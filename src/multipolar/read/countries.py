"""Countries: "the kingdom", "the Himalayan republic", "the former colonial power" → the state most in mind that fits.

Which states an adjective of place or a form of government can mean stands in `epithets.csv` and
`nominals.csv`, which state ruled which in `colonies.csv`.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from multipolar.read.memory import body_codes
from multipolar.read.phrases import Reading
from multipolar.read.plurals import subjects
from multipolar.world.states import states

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from multipolar.read.layers import Mention
    from multipolar.read.memory import Memory
    from multipolar.read.nominals import Nominal

NEAR_BASE = 0.25  # a state less in mind than this is not meant by "the country"
NOT_THIS = frozenset({"other", "same", "whole", "entire", "third", "rest", "neighbouring", "neighboring"})
GOES_ON = frozenset({"of", "that", "which", "where"})
NEWEST = frozenset({"newest", "youngest"})
# Whose "largest exporter" is a state: "the world's".
RANKED_AMONG = frozenset({"world", "region", "continent", "globe", "planet"})
# After these a state in the object's place is another than the subject's.
OPPOSED = frozenset({"against", "from", "to", "toward", "towards", "with"})


def _codes(name: str, column: str) -> dict[str, frozenset[str]]:
    text = (files("multipolar.read") / name).read_text("utf-8")
    return {row[column]: frozenset(row["codes"].split()) for row in csv.DictReader(text.splitlines())}


@cache
def epithets() -> dict[str, frozenset[str]]:
    """Return adjective of place → the states it can mean."""
    return _codes("epithets.csv", "word")


@cache
def colonies() -> dict[str, frozenset[str]]:
    """Return state → the states that were its colonies, protectorates or mandates."""
    return _codes("colonies.csv", "ruler")


def epithet(child: Token) -> frozenset[str] | None:
    """Return the states that an adjective of place, of one to three words, can mean."""
    doc, i = child.doc, child.i
    two = doc[i - 1 : i + 1].text.lower() if i else ""
    three = doc[max(i - 2, 0) : i + 1].text.lower()
    return epithets().get(three) or epithets().get(two) or epithets().get(child.lower_)


def epithets_of(head: Token) -> list[frozenset[str]]:
    """Return for each adjective of place before a noun the states that it can mean."""
    return [codes for child in head.lefts if (codes := epithet(child))]


def ranked_among(head: Token) -> bool:
    """Tell whether it is one of all: "the world's largest cocoa grower"."""
    owners = [child for child in head.lefts if child.dep_ == "poss"]
    return any(child.lower_ in RANKED_AMONG or epithet(child) for child in owners)


def country(
    head: Token, row: Nominal, limits: Sequence[frozenset[str]], *, at: Mapping[int, Mention], memory: Memory
) -> Reading | None:
    """Read "the kingdom", "the Himalayan republic": the state most in mind that can be meant."""
    if any(child.lower_ in NOT_THIS for child in head.lefts) or _goes_on(head):
        return None
    apart = _apart(head, at)
    ranked = [
        (c, v) for c, v in memory.states(bodies=not row.codes.isdisjoint(body_codes())) if c not in apart
    ]
    ranked = [(code, value) for code, value in ranked if all(code in limit for limit in limits)]
    typical = [(code, value) for code, value in ranked if not row.codes or code in row.codes]
    fitting = typical or [(code, value) for code, value in ranked if code in row.also]
    if not fitting:
        return None
    code, salience = _newest(fitting) if any(c.lower_ in NEWEST for c in head.lefts) else fitting[0]
    told = bool(limits) or bool(row.codes) or ranked_among(head) or len(ranked) == 1
    return Reading((code,), None, head.text) if told or salience > NEAR_BASE else None


def coloniser(head: Token, memory: Memory) -> Reading | None:
    """Read "the former colonial power": the state in mind that ruled another one in mind, else that one's ruler."""
    ranked = [code for code, _ in memory.matter()]
    ruled = {ruler: colonies()[ruler] & set(ranked) for ruler in colonies()}
    rulers = [*(code for code in ranked if ruled.get(code)), *_rulers(ranked)]
    return Reading((rulers[0],), None, head.text) if rulers else None


def _rulers(ranked: Sequence[str]) -> list[str]:
    return [ruler for code in ranked for ruler, ruled in colonies().items() if code in ruled]


def _goes_on(head: Token) -> bool:
    """Tell whether the phrase goes on to say which it is: "the country that", not "a republic of four million"."""
    if head.i + 1 >= len(head.doc) or head.nbor(1).lower_ not in GOES_ON:
        return False
    return not (head.nbor(1).lower_ == "of" and head.i + 2 < len(head.doc) and head.nbor(2).pos_ == "NUM")


def _apart(head: Token, at: Mapping[int, Mention]) -> frozenset[str]:
    """Return the states of the subject, which would say "itself" of an object that it is."""
    phrase = head.head if head.dep_ == "poss" else head  # "broke with the island's masters"
    opposed = phrase.dep_ == "pobj" and phrase.head.lower_ in OPPOSED
    return subjects(phrase, at) if opposed or head.dep_ in {"dobj", "dative"} else frozenset()


def _newest(fitting: Sequence[tuple[str, float]]) -> tuple[str, float]:
    begun = {one.code: one.start for one in states(None) if one.start}
    return max(fitting, key=lambda pair: (str(begun.get(pair[0], "")), pair[1]))
