"""Coreference: pronouns, later names and titles are given the states they stand for.

In: a parse and the mentions found on it by name. Out: those and the ones added: "he", "its", "they", "we"
inside a quotation (kind "pronoun"), "Aslam" after Captain Rashid Aslam (kind "person"), "the kingdom", "the
two neighbours", "his counterpart" (kind "nominal"). One walk from left to right; `memory` holds what is in
mind, `referents` what nouns stand for. Where a thing or an unknown person is more in mind than any state,
nothing is added.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from multipolar.read.bonds import Bonds
from multipolar.read.cataphora import meant_ahead, subject_ahead
from multipolar.read.clauses import prominence, verb_of
from multipolar.read.layers import Mention
from multipolar.read.lists import chain as listed
from multipolar.read.memory import Memory
from multipolar.read.nominals import first_token, read_nominal
from multipolar.read.plurals import number_alone, numbered
from multipolar.read.pronouns import Pronoun, pronoun, resolved
from multipolar.read.referents import Referent, referent
from multipolar.read.roles import NOUNS, role
from multipolar.read.shares import ORDER, every_one, everyone, in_turn, one_of_two
from multipolar.read.slots import SAYING
from multipolar.read.spans import Spans
from multipolar.read.surnames import People, later_names
from multipolar.read.voices import Voices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

FEW = 6  # states in mind that "they" of a quotation may mean
PARTS = frozenset({"compound", "nmod"})


def corefer(doc: Doc, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return all mentions by start, with those added that pronouns, surnames and titles stand for."""
    named = later_names(doc, found)
    walk = _Walk(doc, named)
    for token in doc:
        walk.step(token)
    walk.settle()
    added = [mention for mention in walk.added if mention.codes]
    return tuple(sorted((*named, *added), key=lambda mention: mention.start))


class _Walk:
    """Where the reader stands: what is in mind, and what was added so far."""

    def __init__(self, doc: Doc, named: Sequence[Mention]) -> None:
        self.text = doc.text
        self.added: list[Mention] = []
        self.at: dict[int, Mention] = {}
        spans = Spans(doc)
        for mention in named:
            self.at.update((token.i, mention) for token in spans.covering(mention.start, mention.end))
        self.memory = Memory(Counter(code for mention in named for code in mention.codes), Bonds(doc, named))
        self.voices = Voices(doc, named)
        self.people = People(doc, named)
        self.later: list[tuple[Token, Pronoun, list[str]]] = []
        self.ahead: list[tuple[Token, Pronoun, Token]] = []

    def step(self, token: Token) -> None:
        """Read one token."""
        if token.is_sent_start:
            self.memory.sentence += 1
        if token.text.count("\n") > 1:
            self.memory.paragraph += 1
        if token.i not in self.at and (presented := self.people.untold(token, self.memory, self.at)):
            self._add(*presented)
        if token.i in self.at:
            self._remember(token)
        elif (
            token.dep_ in {"nsubj", "nsubjpass"}
            and token.tag_ in {"WP", "WDT"}
            and token.head.dep_ == "relcl"
        ):
            self._relative(token)
        elif word := pronoun(token):
            self._pronoun(token, word)
        elif _heads(token):
            self._noun(token)
        else:
            self._count(token)

    def _count(self, token: Token) -> None:
        """Read "both", "each", "the former" and "the two", where no noun follows."""
        if everyone(token):
            self._everyone(token)
        elif in_turn(token):
            codes = one_of_two(token, self.memory)
            self._add(token, token, Mention(0, 0, "", codes, None, "nominal", token.text))
        elif number := number_alone(token):
            codes = numbered(token, number, self.at, self.memory)
            self._add(token.nbor(-1), token, Mention(0, 0, "", codes, None, "nominal", token.text))
            self._bring(token)

    def _remember(self, token: Token) -> None:
        """Bring a mention to mind at its last token, with those it is joined to by "and"."""
        mention = self.at[token.i]
        following = self.at.get(token.i + 1)
        if following is mention:
            return
        self._bring(token)
        self._join(token)

    def _join(self, token: Token) -> None:
        """Bring the states that "and" joins to mind together, at the last of them."""
        joined_by = listed(token, self.at)
        if len(joined_by) > 1 and not any(child.dep_ == "conj" for child in token.children):
            codes = tuple(dict.fromkeys(code for each in joined_by for code in each.codes))
            joined = referent(token, self.at, (self.memory.sentence, self.memory.paragraph))
            if joined and len(codes) > 1:
                name = " and ".join(each.name for each in joined_by)
                self.memory.add(replace(joined, codes=codes, plural=True, sort="people", name=name))

    def _relative(self, token: Token) -> None:
        """Let "who" and "which" carry on the noun that they follow, as the subject of their clause."""
        noun = beside(token, self.at) or token.head.head
        if noun.dep_ == "appos" and noun.head.i in self.at:
            noun = noun.head
        for found, _ in self.memory.recent(0):
            if found.index == noun.i:
                self.memory.add(replace(found, index=token.i, weight=prominence(token), verb=token.head.i))
                return

    def _bring(self, token: Token) -> None:
        if token.i not in self.at and token.dep_ == "appos" and token.head.i in self.at:
            return  # "Rwanda, a Belgian trust territory" is one
        known = referent(token, self.at, (self.memory.sentence, self.memory.paragraph))
        here = self.at.get(token.i)
        names = (c for c in token.rights if c.dep_ == "appos" and (here is None or here.kind == "nominal"))
        beside = next(names, None)
        if beside is not None and beside.i in self.people.at:
            if known and known.codes and known.sort == "person" and not known.own:
                self._named(beside, known)
            return  # the name beside it is the same person
        if known:
            self.memory.add(self.people.described(token, known))

    def _named(self, token: Token, office: Referent) -> None:
        """Give a name the state of the office before it: "the Peruvian consul in Arica, Marta Solis"."""
        person = self.people.at[token.i]
        mention = Mention(0, 0, "", office.codes, office.sector, "person", person.name)
        if not any(word.i in self.at for word in person.span):
            self.people.given.update({person.name: mention, person.surname: mention})

    def _pronoun(self, token: Token, word: Pronoun) -> None:
        if word.person == 1:
            self._first_person(token, word)
            return
        about = self.voices.about(token, self.at) if word.plural else ()
        meant = about or resolved(token, word, self.at, self.memory)
        if isinstance(meant, tuple):
            end = token.nbor(1) if word.person == 0 else token
            self._add(token, end, Mention(0, 0, "", meant, None, "pronoun", token.text))
        elif meant is not None:
            self._point(token, meant, word)
        elif word.plural and self.voices.around(token):
            self.later.append((token, word, [code for code, _ in self.memory.states()[:FEW]]))
        elif subject := subject_ahead(token, word):
            self.ahead.append((token, word, subject))

    def _first_person(self, token: Token, word: Pronoun) -> None:
        quoted = self.voices.around(token) is not None
        if word.plural is False and not quoted:
            return
        if quoted and not self.voices.told(token, self.at):
            self.later.append((token, word, []))
            return
        self._speaker(token)

    def _speaker(self, token: Token) -> None:
        speaker = self.voices.speaker(token, self.at)
        if speaker:
            self._add(token, token, Mention(0, 0, "", speaker[0], None, "pronoun", speaker[1]))

    def settle(self) -> None:
        """Read what only words further on can tell: "we" before "he said", "they" against the speaker."""
        self._look_back()
        for token, word, states in self.later:
            if word.person == 1:
                self._speaker(token)
                continue
            speaker = self.voices.speaker(token, self.at)
            other = next((code for code in states if speaker and code not in speaker[0]), None)
            if other:
                self._add(token, token, Mention(0, 0, "", (other,), None, "pronoun", token.text))

    def _look_back(self) -> None:
        """Give a pronoun before its noun what the subject of the main clause turned out to stand for."""
        known = {found.index: found for found in self.memory.referents} if self.ahead else {}
        for token, word, subject in self.ahead:
            found = meant_ahead(subject, word, known)
            if found is not None and found.codes:
                sector = found.sector or _possessed(token)
                self._add(token, token, Mention(0, 0, "", found.codes, sector, "pronoun", found.name))

    def _point(self, token: Token, meant: Referent, word: Pronoun) -> None:
        """Let a pronoun carry on what it stands for, a thing as well as a state."""
        if word.gender in {"m", "f"}:
            self.memory.genders[meant.who] = word.gender
        self.memory.add(
            replace(
                meant,
                index=token.i,
                sentence=self.memory.sentence,
                paragraph=self.memory.paragraph,
                weight=prominence(token),
                verb=verb_of(token),
            )
        )
        if meant.codes and not meant.place and not (meant.own and meant.noun and meant.sort == "thing"):
            sector = meant.sector or _possessed(token)
            self._add(token, token, Mention(0, 0, "", meant.codes, sector, "pronoun", meant.name))

    def _everyone(self, token: Token) -> None:
        if token.i and token.i - 1 in self.at:  # "Berlin and Paris each signed"
            return
        codes = every_one(token, self.at, self.memory)
        self._add(token, token, Mention(0, 0, "", codes, None, "pronoun", token.text))

    def _noun(self, head: Token) -> None:
        reading = read_nominal(head, self.at, self.memory)
        if reading is None:
            self._bring(head)
            return
        first = first_token(head, self.at)
        self._add(first, head, Mention(0, 0, "", reading.codes, reading.sector, "nominal", reading.name))
        self._bring(head)
        if head.dep_ == "conj":
            self._join(head)

    def _add(self, first: Token, last: Token, mention: Mention) -> None:
        start, end = first.idx, last.idx + len(last.text)
        if mention.codes and not any(index in self.at for index in range(first.i, last.i + 1)):
            placed = replace(mention, start=start, end=end, text=self.text[start:end])
            self.at.update((index, placed) for index in range(first.i, last.i + 1))
            self.added.append(placed)


def _heads(token: Token) -> bool:
    """Tell whether a noun heads a phrase: no "vice" of "vice-president", nor a hyphen that passes for one."""
    if token.pos_ not in NOUNS or token.dep_ in PARTS or token.lower_ in ORDER or token.text == "-":
        return False
    after = token.doc[token.i + 1 : token.i + 3]
    joined = len(after) > 1 and after[0].text == "-" and not token.whitespace_ + after[0].whitespace_
    return not (joined and after[1].pos_ in NOUNS and after[1].dep_ not in PARTS)


def _possessed(token: Token) -> str | None:
    """Return the sector of what is possessed: "its army" is MIL."""
    known = role(token.head) if token.dep_ == "poss" else None
    return known.sector if known and known.acts == "state" else None


def beside(token: Token, at: dict[int, Mention]) -> Token | None:
    """Return the state named just before ", which says": what is said is said by no village near it."""
    told = token.tag_ == "WDT" and token.head.lemma_.lower() in SAYING and token.i > 1
    return token.nbor(-2) if told and token.nbor(-1).text == "," and token.i - 2 in at else None
