"""Organs and offices: "the president", "the ministry in La Paz", "the embassy" → the state they belong to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from multipolar.read.clauses import within
from multipolar.read.guests import as_met
from multipolar.read.missions import POSTS, mission
from multipolar.read.phrases import Reading, definite, private
from multipolar.read.roles import Role, role
from multipolar.read.seats import VISITORS, seat
from multipolar.read.thrones import can_have
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from spacy.tokens import Token

    from multipolar.read.layers import Mention
    from multipolar.read.memory import Memory
    from multipolar.read.referents import Referent

# Definite or not, these speak for a state that the page has named: "a spokesman said".
INDEFINITE = words("indefinite")
BARE = words("bare")
# What stands in another state, so that the state in mind is as likely its host.
ABROAD = words("abroad")
POSTED = words("posted")
MATERIEL = words("materiel")
SOLDIERS = frozenset({"MIL", "SPY"})
# By sector: "the general" can be a spy chief, "the envoy" a minister that was sent.
LOOSE = defaultdict(frozenset, {"MIL": words("rank"), "GOV": words("envoy")})
SEIZED = frozenset({"junta", "putschists"})  # those who were soldiers before
CREW = words("served_thing")
VESSELS = words("vessel")
DEPUTY = frozenset({"vice", "deputy", "first", "assistant", "acting"})
NEAR_WORDS = 40  # words between a ship and its captain
NEAR_BASE = 0.25  # a state less in mind than this is not meant by "the ministry"


def organ(head: Token, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Read "the president", "the ministry", "the army" with no state beside them."""
    known = role(head)
    if known is None or known.acts != "state" or not known.sector or private(head):
        return None
    if there := _placed(head, known, at, memory) or mission(head, known, at, memory):
        return there
    if known.noun in CREW and _aboard(head):
        return None
    if not (definite(head) or _bare(head, known)) or any(child.dep_ == "poss" for child in head.lefts):
        return None
    return _spoken_of(head, known, at, memory)


def _spoken_of(head: Token, known: Role, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Read "the president" as the one spoken of, else as that of the state in mind."""
    if met := as_met(head, known, memory):
        return met
    if known.kind == "person":
        person = memory.best(_office(known, plural=head.tag_ == "NNS"))
        if person is not None:
            return Reading(person.codes, known.sector, person.name) if person.codes else None
    found = _organ(known, memory, apart=_giver(head, at)) or _there(head, known, at)
    return None if known.noun in VISITORS else found


def again(head: Token, memory: Memory) -> Reading | None:
    """Read "the bank" where a central bank was just spoken of, and no other bank since."""
    if not definite(head):
        return None
    last = memory.best(lambda found: float(found.sort != "person" and _last(found.noun) == head.lower_))
    if last is None or not last.codes or last.own:
        return None
    return Reading(last.codes, last.sector, last.name)


def _placed(head: Token, known: Role, at: Mapping[int, Mention], memory: Memory) -> Reading | None:
    """Read "the government there", "the ministry in Oslo": the state of the place."""
    if any(child.lower_ == "there" for child in head.rights) and (codes := memory.last()):
        return Reading(codes, known.sector, head.text)
    place = seat(head, known, at)
    if place is None or place.kind != "capital":
        return None
    return Reading(place.codes, known.sector, place.name)


def officers(head: Token, memory: Memory) -> Reading | None:
    """Read "the ministers" where ministers of one state were spoken of before."""
    known = role(head)
    if known is None or known.kind != "person" or known.acts != "state" or not definite(head):
        return None
    same = memory.best(
        lambda found: float(
            found.sort == "people" and len(found.codes) == 1 and _last(found.noun) == _last(known.noun)
        )
    )
    return Reading(same.codes, known.sector, same.name) if same else None


def _aboard(head: Token) -> bool:
    """Tell whether a ship or an aeroplane was spoken of just before, whose captain is no officer."""
    return any(token.lemma_.lower() in VESSELS for token in head.doc[max(head.i - NEAR_WORDS, 0) : head.i])


def _bare(head: Token, known: Role) -> bool:
    articles = [child.lower_ for child in head.lefts if child.dep_ == "det"]
    if "a" in articles or "an" in articles:
        return known.noun in INDEFINITE
    return not articles and head.lower_ in BARE


def _office(known: Role, *, plural: bool) -> Callable[[Referent], float]:
    """Return how well a referent fits a title: the same title best, no other title at all."""

    def fits(found: Referent) -> float:
        if found.sort != "person" or plural:
            return 0.0
        same = bool(found.noun) and _one_title(known.noun, found.noun)
        if found.codes and not all(can_have(known.noun, code) for code in found.codes):
            return 0.0
        if not found.codes:  # the minister of a chapel goes on to be none of a state's
            return 2.0 if same and found.own else 0.0
        if same:
            return 2.0
        if known.noun in LOOSE[known.sector or ""] and found.sector in SOLDIERS | {"GOV"}:
            return 0.4 if known.sector == "GOV" or found.sector in SOLDIERS else 0.0
        return 0.0 if found.noun or found.sector not in {None, known.sector} else 0.5

    return fits


def _one_title(one: str, other: str) -> bool:
    """Tell whether a man can bear both titles: "minister" and "foreign minister", not "vice-president"."""
    (ranked, one), (below, other) = _ranked(one), _ranked(other)
    return ranked == below and (f" {one}".endswith(f" {other}") or f" {other}".endswith(f" {one}"))


def _ranked(title: str) -> tuple[bool, str]:
    """Return whether a title is that of a deputy, and the title without it."""
    words = title.replace("-", " ").replace("defense", "defence").split()
    kept = [word for word in words if word not in DEPUTY]
    return len(kept) < len(words) and bool(kept), " ".join(kept or words)


def _last(title: str) -> str:
    """Return the noun of a title: "president" for "vice-president"."""
    return title.replace("-", " ").rpartition(" ")[2]


def _giver(head: Token, at: Mapping[int, Mention]) -> frozenset[str]:
    """Return the state that lends "the government" money, which is another's."""
    if head.dep_ != "dative":
        return frozenset()
    giver = next((at[c.i] for c in head.head.children if c.dep_ == "nsubj" and c.i in at), None)
    return frozenset(giver.codes) if giver and giver.kind in {"name", "capital", "metonym"} else frozenset()


def _there(head: Token, known: Role, at: Mapping[int, Mention]) -> Reading | None:
    """Read "the prime minister told reporters in Athens" where no other state is in mind."""
    if known.noun in ABROAD | POSTED | MATERIEL or known.sector == "REB" or head.dep_ != "nsubj":
        return None
    for token in within(head.head):
        place = at.get(token.i)
        if place and place.kind == "capital" and token.dep_ == "pobj" and token.head.lower_ == "in":
            return Reading(place.codes, known.sector, place.name)
    return None


def _organ(known: Role, memory: Memory, *, apart: frozenset[str]) -> Reading | None:
    """Read "the army": that of the state whose army was spoken of, else of the state in mind."""
    same = memory.best(lambda found: 1.0 if found.codes and _alike(found, known) else 0.0)
    if same is not None:
        return Reading(same.codes, known.sector, same.name)
    if known.noun in POSTS and (visit := memory.visit()):
        return Reading((visit[0],), known.sector, known.noun)
    if known.sector == "REB" or known.noun in ABROAD | MATERIEL:
        return None
    ranked = [(c, value) for c, value in memory.states() if c not in apart and can_have(known.noun, c)]
    if not ranked or ranked[0][1] <= NEAR_BASE:
        return None
    return Reading((ranked[0][0],), known.sector, known.noun)


def _alike(found: Referent, known: Role) -> bool:
    """Tell whether a referent is the organ or the rebels that a role names again."""
    if known.sector == "REB":
        return found.sector == "REB"
    if _last(known.noun) in SEIZED and found.sector == "MIL":
        return found.sort in {"person", "people", "group"} and len(found.codes) == 1
    return found.noun != "" and found.noun.split()[-1] == known.noun.split()[-1] and found.sort != "person"
