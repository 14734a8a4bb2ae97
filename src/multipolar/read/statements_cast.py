"""The cast of a page: every person that it names, with the fullest name, the role and the state that it gives them.

In: a parse and the mentions of states. Out: `Figure`s, looked up by any part of the name, or the last before a place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from multipolar.read.roles import Role
from multipolar.read.roles import role as office
from multipolar.read.speech import speech_verb, titles
from multipolar.read.statements_country import Allegiance
from multipolar.read.statements_names import named
from multipolar.read.statements_subject import bearer
from multipolar.world.offices import holders_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span, Token

    from multipolar.read.layers import Mention
    from multipolar.read.persons import Person

SMALL = frozenset(
    {"the", "a", "an", "of", "for", "and", "'s", "’s", "'", "’", "-", "to", "&", "ret", "(", ")"}
)
LEAD = 12  # tokens of a title before a name
WIDTH = 110  # characters of a description


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody on the page: what is known of whom the words mean."""

    name: str
    role: str | None
    code: str | None
    sector: str | None
    anonymous: bool
    start: int
    end: int
    person: bool = True
    plural: bool = False
    gender: str | None = None


class Cast:
    """The people of one page."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.allegiance = Allegiance(doc, mentions)
        self.people: dict[str, list[Figure]] = {}  # by each word of the name
        self.appearances: list[tuple[int, str]] = []  # first token, name
        self.at: dict[int, Person] = {}
        people = named(doc, self.allegiance)
        for person in people:
            self.at.update((token.i, person) for token in person.span)
        for person in people:
            self._meet(person)

    def _meet(self, person: Person) -> None:
        """Note a person where the page names one."""
        here = self.present(person)
        known = self.known(here.name)
        merged = merge(known, here) if known is not None else here
        for word in {*name_words(merged.name), *(name_words(known.name) if known is not None else [])}:
            table = self.people.setdefault(word, [])
            table[:] = [each for each in table if each is not known]
            table.append(merged)
        self.appearances.append((person.span.start, merged.name))

    def known(self, name: str) -> Figure | None:
        """Return the fullest person of a name: one whose name has all its words, or whose words it has all."""
        wanted = name_words(name)
        if not wanted:
            return None
        near = [*self.people.get(wanted[-1], []), *self.people.get(wanted[0], [])]
        same = [each for each in near if _same(wanted, name_words(each.name))]
        return max(same, key=lambda each: len(name_words(each.name)), default=None)

    def before(self, place: int, *, most: int) -> list[Figure]:
        """Return the people named before a token, the last first."""
        at = bisect_left(self.appearances, (place, ""))
        found = [self.known(name) for _, name in reversed(self.appearances[max(0, at - most) : at])]
        return [each for each in found if each is not None]

    def present(self, person: Person) -> Figure:
        """Return a person with what the page says right here of role, state and sector."""
        span = person.span
        nouns = self._nouns(span.root, span.start, span.end)
        lead = self._lead(span.start)
        code = self._code(span, nouns, lead)
        role = self._role(nouns, lead, span.start)
        sector = self._sector(nouns, lead, span.start)
        return Figure(
            person.name,
            role,
            code,
            sector,
            False,
            span.start_char,
            span.end_char,
            gender=self._gender(person),
        )

    def _code(self, span: Span, nouns: list[Token], lead: int) -> str | None:
        """Return whose a person is presented as: by the words beside the name, else by the office that he holds."""
        code = (
            self.allegiance.best(self.doc[lead].idx, span.start_char, span.root)
            if lead < span.start
            else None
        )
        code = code or next((code for noun in nouns if (code := self.allegiance.of(noun))), None)
        return code or self._bracket(span.end) or self._office(span)

    def _office(self, span: Span) -> str | None:
        """Return the state of someone known to hold an office of it: "Nicolás Maduro"."""
        own = self.allegiance.over(span.root)
        code = own.codes[0] if own is not None and own.kind == "person" and own.codes else None
        held = {
            holder.code
            for token in span
            if token.text[:1].isupper()
            for holder in holders_named(token.text, None)
        }
        return code if code in held else None

    def _gender(self, person: Person) -> str | None:
        """Return the gender that a title or the given name tells."""
        first = person.span.start
        told = [titles().get(token.lower_) for token in self.doc[max(0, first - 2) : first]]
        return next((gender for gender in told if gender), person.gender)

    def _nouns(self, root: Token, first: int, last: int) -> list[Token]:
        """Return the heads of the words that describe a name: appositions, else clauses, else "of the UNHCR"."""
        found = [
            child for child in root.children if child.dep_ == "appos" and child.pos_ in {"NOUN", "PROPN"}
        ]
        found = [
            child
            for child in found
            if not first <= child.i < last and child.i not in self.at and self._near(child, last)
        ]
        if root.dep_ == "appos" and root.head.pos_ in {"NOUN", "PROPN"} and root.head.i not in self.at:
            found.insert(0, bearer(root.head))
        found += [child for child in root.children if child.dep_ in {"relcl", "acl"} and child.i >= last]
        return found or [
            child
            for child in root.children
            if child.dep_ == "prep" and child.i >= last and child.lower_ in {"of", "from", "at"}
        ]

    def _near(self, noun: Token, last: int) -> bool:
        """Tell whether only a comma or bracket stands between a name and its apposition: no colon, no stop."""
        return not any(
            token.text in {":", ".", ";", "\n"} or token.is_quote for token in self.doc[last : noun.i]
        )

    def _lead(self, first: int) -> int:
        """Return where the title right before a name begins: "Power Ministry joint secretary"."""
        at, floor = first, max(0, first - LEAD)
        while at > floor and self._titular(self.doc[at - 1]):
            at -= 1
        while at < first and self.doc[at].lower_ in SMALL:
            at += 1
        return at

    def _titular(self, token: Token) -> bool:
        if token.is_space or token.i in self.at or (token.text in {"-", "(", ")"} and token.whitespace_):
            return False
        if token.lower_ in SMALL or token.lower_ in titles():
            return True
        return token.pos_ in {"NOUN", "PROPN", "ADJ"}

    def _role(self, nouns: list[Token], lead: int, first: int) -> str | None:
        """Return the words for what a person is."""
        for noun in nouns:
            if noun.pos_ in {"NOUN", "PROPN"} and noun.dep_ != "prep":
                return phrase(noun)[0]
        text = " ".join(self.doc[lead:first].text.split()).strip(" ,(")
        if len(text) > 1 and text.lower() not in titles():
            return text
        return (
            " ".join(self.doc[nouns[0].left_edge.i : nouns[0].right_edge.i + 1].text.split())[:WIDTH]
            if nouns
            else None
        )

    def _sector(self, nouns: list[Token], lead: int, first: int) -> str | None:
        """Return the sector of the first describing noun, else of the title, that has one."""
        offices: list[Role | None] = [office(noun) for noun in nouns if noun.pos_ in {"NOUN", "PROPN"}]
        offices += [office(self.doc[at]) for at in range(first - 1, lead - 1, -1)]
        return next((each.sector for each in offices if each is not None and each.sector), None)

    def _bracket(self, last: int) -> str | None:
        """Return the state in brackets after a name: "Ms. HOAREAU (Seychelles)"."""
        behind = self.doc[last : min(last + 6, len(self.doc))]
        match = re.match(r"\(([^()\n]{2,40})\)", behind.text) if len(behind) else None
        if match is None:
            return None
        found = self.allegiance.within(behind.start_char, behind.start_char + match.end())
        return found[0].codes[0] if found and found[0].codes else None


def name_words(name: str) -> list[str]:
    """Return the words of a name in lower case, without possessives and titles.

    >>> name_words("Mr. Yoon Tae-sik's")
    ['yoon', 'tae-sik']
    """
    found = [
        word.lower() for word in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", re.sub(r"['’]s\b", "", name))
    ]
    return [word for word in found if word not in titles()] or found


def _same(wanted: list[str], given: list[str]) -> bool:
    """Tell whether two names may be one person's: the words of one are among the other's, the last or first shared."""
    if not set(wanted) <= set(given) and not set(given) <= set(wanted):
        return False
    return wanted[-1] == given[-1] or wanted[0] == given[0] or len(wanted) == 1


def merge(known: Figure, here: Figure) -> Figure:
    """Return what is known of a person before and here: the fuller name and the first told of everything else."""
    fuller = max(known, here, key=lambda each: len(name_words(each.name)))
    return replace(
        here,
        name=re.sub(r"['’]s$", "", fuller.name),
        role=known.role or here.role,
        code=known.code or here.code,
        sector=known.sector or here.sector,
        gender=known.gender or here.gender,
    )


def _says(token: Token) -> bool:
    """Tell whether a token behind a noun is the verb of the sentence, which the parse took for a participle."""
    return token.tag_ in {"VBD", "VBZ", "VBP"} and speech_verb(token) is not None and token.dep_ != "relcl"


def phrase(head: Token) -> tuple[str, int, int]:
    """Return the words of a description, from its article to the first comma behind its head, and their span."""
    doc = head.doc
    first, last = head.left_edge.i, head.right_edge.i + 1
    while first < head.i and (
        doc[first].is_punct or doc[first].is_space or doc[first].dep_ in {"cc", "advmod", "prep"}
    ):
        first = first + 1 if doc[first].dep_ != "prep" else min(doc[first].right_edge.i + 1, head.i)
    for at in range(head.i + 1, last):
        token = doc[at]
        if token.text in {",", ";", ":", "—", "–", "("} or token.is_quote or token.is_space or _says(token):
            last = at
            break
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    if end - start > WIDTH:
        start, end = doc[max(first, head.i - 6)].idx, head.idx + len(head)
    words = doc.char_span(start, end, alignment_mode="expand")
    return " ".join(words.text.split()) if words is not None else "", start, end
