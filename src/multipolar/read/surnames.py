"""Surnames: the later namings of persons whom a page has presented: "Aslam" after "Captain Rashid Aslam".

In: a parse and its mentions. Out: the mentions with one more for every surname that means a person of the
page, and for every person presented by an office alone ("Prime Minister Jozsef Antall"), whose state is the
one in mind there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from multipolar.read.bearers import FAMILY_FIRST, Bearer, presented
from multipolar.read.clauses import within
from multipolar.read.layers import Mention
from multipolar.read.officers import office_of
from multipolar.read.persons import Person, persons
from multipolar.read.seats import SENDING
from multipolar.read.spans import Spans, head_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc, Token

    from multipolar.read.memory import Memory
    from multipolar.read.referents import Referent


def later_names(doc: Doc, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions by start with those of surnames added."""
    people = persons(doc)
    known = known_names(found, people)
    taken = sorted((mention.start, mention.end) for mention in found)
    covered = {
        index
        for person in people
        if len(person.span) > 1
        for index in range(person.span.start, person.span.end)
    }
    spans = {(m.start, m.end) for m in found}
    inside = _inside(doc, taken)
    added = []
    for token in doc:
        owner = known.get(token.text)
        if owner is None or token.i in inside or (token.idx, token.idx + len(token.text)) in spans:
            continue
        if (
            token.i in covered
            or not token.text[0].isupper()
            or token.pos_ not in {"PROPN", "NOUN", "ADJ", "VERB"}
        ):
            continue
        added.append(
            Mention(
                token.idx,
                token.idx + len(token.text),
                token.text,
                owner.codes,
                owner.sector,
                "person",
                owner.name,
            )
        )
    return tuple(sorted((*found, *added), key=lambda mention: mention.start))


def known_names(found: Sequence[Mention], people: Sequence[Person]) -> dict[str, Mention]:
    """Return surname → the mention of the person in full, where only one person of the page bears it."""
    full = {mention.name: mention for mention in found if mention.kind == "person" and mention.codes}
    known: dict[str, Mention] = {}
    shared: set[str] = set()
    for name, mention in full.items():
        for word in _called(name, mention):
            other = known.setdefault(word, mention)
            if other.codes != mention.codes:
                shared.add(word)
    strangers = {person.surname for person in people if " " in person.name and person.name not in full}
    return {word: mention for word, mention in known.items() if word not in shared | strangers}


def _called(name: str, mention: Mention) -> set[str]:
    """Return the words by which a person is called again."""
    words = name.split()
    if len(words) == 1:
        return set(words)
    return {words[0], words[-1]} if FAMILY_FIRST & set(mention.codes) else {words[-1]}


def _inside(doc: Doc, taken: Sequence[tuple[int, int]]) -> set[int]:
    spans = Spans(doc)
    return {token.i for start, end in taken for token in spans.covering(start, end)}


# Titles that only one man of a state bears at a time.
SINGLE = frozenset(
    {"president", "prime minister", "foreign minister", "king", "queen", "chancellor", "premier"}
)
APPOINTING = frozenset({"appoint", "nominate", "accredit", "dispatch", "send", "recall"})
IN_MIND = 0.3  # a state less in mind than this is not that of "President X"


def _as_its(verb: Token) -> bool:
    """Tell whether a verb goes on "as its candidate"."""
    roles = (last for c in within(verb) if c.lower_ == "as" and c.dep_ == "prep" for last in c.children)
    return any(c.dep_ == "poss" for last in roles for c in last.lefts)


class People:
    """The persons of a text with their titles; those presented by a title alone get the state in mind."""

    def __init__(self, doc: Doc, named: Sequence[Mention]) -> None:
        self.at = {token.i: person for person in persons(doc) for token in person.span}
        self.given: dict[str, Mention] = {}  # name and surname → the person whose state was found on the way
        self.titles: dict[str, set[str]] = defaultdict(set)  # title → the states whose bearer is known
        self.bearers: dict[int, Bearer | None] = {}
        for person in {person.span.start: person for person in self.at.values()}.values():
            self.bearers[person.span.start] = presented(person, {})
        for mention in named:
            if mention.kind == "person":
                self.titles[office_of(mention.name)].update(mention.codes)

    def untold(
        self, token: Token, memory: Memory, at: Mapping[int, Mention]
    ) -> tuple[Token, Token, Mention] | None:
        """Return the mention of a person whom no state's name stands beside, where a state is in mind."""
        person = self.at.get(token.i)
        if person is None:
            known = self.given.get(token.text) if token.text[:1].isupper() else None
            return (token, token, known) if known else None
        if person.span.start != token.i:
            return None
        mention = self.given.get(person.name) or self._by_title(person, memory) or self._chosen(person, at)
        if mention is None:
            mention = self.given.get(person.surname) if " " not in person.name else None
        return (person.span[0], person.span[-1], mention) if mention else None

    def _by_title(self, person: Person, memory: Memory) -> Mention | None:
        bearer = self.bearers[person.span.start]
        if bearer is None or bearer.own or bearer.role is None:
            return None
        if not bearer.former and bearer.sector not in {"GOV", "MIL", "LEG"}:
            return None
        known = self.titles[bearer.role] if bearer.role in SINGLE else set()
        ranked = memory.states() if bearer.role in SINGLE else memory.matter()
        code = next((code for code, value in ranked if code not in known and value > IN_MIND), None)
        if code is None:
            return None
        self.titles[bearer.role].add(code)
        mention = Mention(0, 0, "", (code,), bearer.sector, "person", person.name)
        self.given.update({person.name: mention, person.surname: mention})
        return mention

    def _chosen(self, person: Person, at: Mapping[int, Mention]) -> Mention | None:
        """Return the mention of a man whom a state names or sends: "Ghana named Kofi Assi as its candidate"."""
        bearer = self.bearers[person.span.start]
        head = head_of(person.span)
        if head.dep_ != "dobj" or (bearer is not None and bearer.own) or " " not in person.name:
            return None
        verb = head.head
        state = next((at[c.i] for c in verb.children if c.dep_ == "nsubj" and c.i in at), None)
        lemma = verb.lemma_.lower()
        if state is None or not (lemma in APPOINTING or (lemma in SENDING and _as_its(verb))):
            return None
        mention = Mention(0, 0, "", state.codes, bearer.sector if bearer else None, "person", person.name)
        self.given.update({person.name: mention, person.surname: mention})
        return mention

    def described(self, token: Token, found: Referent) -> Referent:
        """Return a referent with what is known of the person that it is."""
        person = self.at.get(token.i)
        if person is None or (found.codes and found.sort != "person"):
            return found
        bearer = self.bearers[person.span.start]
        noun = (bearer.role if bearer and bearer.role else "") or office_of(found.name)
        return replace(found, sort="person", plural=False, gender=found.gender or person.gender, noun=noun)
