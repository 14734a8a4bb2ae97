"""Homonyms: whether a name of a state or place is a person, a street, a ship or a newspaper here.

In: the matches of `world.names` in a parsed text. Out: those that stand for a state, each with one name.
Longer names are told by `compounds`, persons, provinces and rivers by `namesakes`, languages by `spoken`.
What `world` knows as a fixed phrase ("Washington Post", "French fries") never comes here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from multipolar.read.compounds import apposed, code_named, followed, preceded
from multipolar.read.namesakes import (
    PLACES,
    american,
    doubted,
    elsewhere,
    forename,
    lone,
    part,
    river,
    surname,
)
from multipolar.read.places import acts_as_government
from multipolar.read.spans import Spans
from multipolar.read.spoken import spoken
from multipolar.read.verdicts import listed, table
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc, Span

    from multipolar.world.names import Name, NameMatch

__all__ = ["genuine", "homonym", "table"]
SEATS = words("seat")  # towns and quarters that are metonyms
NEARBY = 25  # tokens around Brussels that tell which body speaks there
MUCH = 3  # names of one state make a page one of that state
SHARED = words("shared_organ")  # organs that several states call by one name: "House of Representatives"
UNSURE = words("unsure_organ")  # abbreviations of services that also are those of others: "MIT"


def genuine(doc: Doc, matches: Sequence[NameMatch]) -> list[tuple[Span, Name]]:
    """Return the spans that stand for a state, a place in it, a body or a group, with the name they bear."""
    laid = Spans(doc)
    spans = [(laid.covering(match.start, match.end), match) for match in matches]
    known = [(span, match) for span, match in spans if _fits(span, match)]
    surnames = {span.text for span, match in known if surname(span, match.name)}
    kept = [(s, m) for s, m in known if not homonym(s, m.name) and not lone(s, m.name, surnames)]
    support = Counter(match.name.code for _, match in kept if not match.others)
    unlike = {s.text: doubted(s, m.name, support) for s, m in {s.text: (s, m) for s, m in kept}.values()}
    named = [(span, _named(span, match, support)) for span, match in kept if not unlike[span.text]]
    doubtful = Counter(name.code for _, name in named if name.text in UNSURE | SHARED)
    sure = {code: count - doubtful[code] for code, count in support.items()}
    return [pair for index, pair in enumerate(named) if not _lent(named, index, sure)]


def homonym(span: Span, name: Name) -> bool:
    """Tell whether the words around make a name that of another thing."""
    if name.kind in {"body", "group"}:
        return False
    if name.kind == "metonym":
        return followed(span, name) or ((name.ambiguous or name.text in SEATS) and _elsewhere(span, name))
    if code_named(span) or followed(span, name) or spoken(span, name):
        return True
    if name.kind not in PLACES:
        return surname(span, name)
    return _elsewhere(span, name) or preceded(span) or river(span) or part(span, name) or apposed(span, name)


def _elsewhere(span: Span, name: Name) -> bool:
    """Tell whether a name is a person or lies in a region of another state."""
    return surname(span, name) or forename(span) or elsewhere(span, name) or american(span)


def _fits(span: Span, match: NameMatch) -> bool:
    """Tell whether the tokens hold little more than the match ("anti-Russian" is one token)."""
    return span.end_char - span.start_char <= match.end - match.start + 12


def _named(span: Span, match: NameMatch, support: Counter[str]) -> Name:
    """Choose among states of one name ("Congo") the one that the page names otherwise.

    Brussels is the Union (or the alliance) where it acts, unless the page speaks more of Belgium.
    """
    every = (match.name, *match.others)
    metonym = next((name for name in every if name.kind == "metonym"), None)
    if metonym and match.name.kind == "capital":
        acting = acts_as_government(span) and support[metonym.code] >= support[match.name.code]
        if not acting:
            return next(name for name in every if name.kind == "capital")
        return replace(metonym, code="NAT") if span.text in listed("seat") and _of_alliance(span) else metonym
    return max(every, key=lambda name: support[name.code])


def _of_alliance(span: Span) -> bool:
    """Tell whether the words around Brussels are of the alliance rather than of the Union."""
    nearby, housed = span.doc[max(span.start - NEARBY, 0) : span.end + NEARBY], listed("housed")
    found = Counter(housed.get(token.lower_) for token in nearby)
    return found["NAT"] > found["EUU"]


def _lent(named: Sequence[tuple[Span, Name]], index: int, sure: Mapping[str, int]) -> bool:
    """Tell whether a metonym is another state's here: "Japan's House of Representatives", "the Belarusian KGB".

    An abbreviation that is common elsewhere counts where the page names its state otherwise; a name that other
    states' organs bear ("State House") does not count on a page that is of another state.
    """
    span, name = named[index]
    if name.kind != "metonym":
        return False
    if (
        name.text in UNSURE | SHARED
        and not sure.get(name.code)
        and (name.text in UNSURE or max(sure.values(), default=0) >= MUCH)
    ):
        return True
    if index == 0:
        return False
    before, owner = named[index - 1]
    between = span.doc[before.end : span.start].text.strip()
    owned = between in {"'s", "’s"} or (between == "" and owner.kind == "adjective")
    return owned and owner.code != name.code and owner.kind not in {"metonym", "group"}
