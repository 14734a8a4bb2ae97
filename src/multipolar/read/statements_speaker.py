"""Speakers: the head of the words for a speaker in, who is meant out: name, role, country and sector.

"He" is the person before, "the minister" the last one with that role, a surname has its fullest form, "it" is the
state before. Someone without a name is called by the words that describe him.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from multipolar.read.roles import role as office
from multipolar.read.speech import is_title, lexicon
from multipolar.read.statements_cast import Cast, Figure, merge, phrase
from multipolar.read.statements_scene import Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from multipolar.read.layers import Mention

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs"})
IT = frozenset({"it", "its", "itself"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
BACK = 140  # tokens before a pronoun in which the one that it means stands
NAMING = 20  # tokens behind a noun in which its bearer is named
DEEP = 3  # how far "his" may lead to the subject of another "his"


class Speakers:
    """Whom the words for speakers on one page mean, in the order of the page."""

    def __init__(self, cast: Cast, quoted: Callable[[int], bool], *, publishers: str = "") -> None:
        self.cast = cast
        self.doc = cast.doc
        self.allegiance = cast.allegiance
        self.quoted = quoted  # whether a place lies in a quotation
        self.scene = Scene(cast.allegiance, quoted, publishers=publishers)
        self.spoken: list[Figure] = []
        self.genders: dict[str, str] = {}  # as pronouns told
        self.sentences = [sentence.start for sentence in cast.doc.sents]
        self.scenes: dict[
            str, str | None
        ] = {}  # of those whom the page does not present, where it first has them
        self.asked: set[int] = set()  # tokens being looked at: descriptions may point in circles

    def figure(self, head: Token) -> Figure | None:
        """Return who is meant by the noun or pronoun that heads some words."""
        if head.i in self.asked or len(self.asked) > DEEP:
            return None
        self.asked.add(head.i)
        try:
            return self._figure(head)
        finally:
            self.asked.discard(head.i)

    def _figure(self, head: Token) -> Figure | None:
        head = _counted(head)
        if head.pos_ == "PRON" or head.lower_ in HE | SHE | THEY | IT:
            return self._pronoun(head)
        state = self.allegiance.state(head)
        person = self.cast.at.get(head.i)
        if person is not None and (state is None or state.end - state.start < len(person.span.text)):
            return self._named(head)
        if state is not None and (state.kind != "nominal" or office(head) is None):
            figure = self._state(state)
            return replace(figure, code=None) if self._together(head, state) else figure
        return self._described(head)

    def _together(self, head: Token, state: Mention) -> bool:
        """Tell whether a state speaks with another one: "Canada and Britain told"."""
        others = (self.allegiance.state(child) for child in head.children if child.dep_ == "conj")
        return any(other is not None and other.codes != state.codes for other in others)

    def _named(self, head: Token) -> Figure:
        """Return a person whom the page calls by name here."""
        here = self.cast.present(self.cast.at[head.i])
        known = self.cast.known(here.name)
        figure = replace(merge(known, here), start=here.start, end=here.end) if known is not None else here
        if figure.code:
            return figure
        if figure.name not in self.scenes:
            self.scenes[figure.name] = self.scene.of(head, figure.role, person=True)
        return replace(figure, code=self.scenes[figure.name])

    def _state(self, state: Mention) -> Figure:
        """Return a state or body that speaks as such."""
        plural = state.kind in {"people", "adjective"}
        code = None if state.sector == "IGO" else state.codes[0]  # a body of states is of no country
        return Figure(
            state.text,
            None,
            code,
            state.sector or "GOV",
            False,
            state.start,
            state.end,
            person=False,
            plural=plural,
        )

    def _described(self, head: Token) -> Figure | None:
        """Return someone described, by the name beside the description where there is one."""
        for child in head.children:
            if child.dep_ == "appos" and child.i in self.cast.at:
                return self._named(child)
        source = _issuer(head)
        if source is not None:
            return self.figure(source)
        named = self._called(head) or self._beside(head)
        if named is not None:
            return named
        text, start, end = phrase(head)
        if _thing(head) and not self.allegiance.within(start, end):
            return None
        same = self._same(head)
        if same is not None:
            return replace(same, start=start, end=end)
        known = office(head)
        organ = (
            known.kind == "organ" if known is not None else head.pos_ == "PROPN"
        ) and head.lower_ not in lexicon("human")
        return Figure(
            text,
            text,
            self._code(head),
            known.sector if known is not None else None,
            anonymous=not organ,
            start=start,
            end=end,
            person=not organ,
            plural=head.tag_ in {"NNS", "NNPS"},
            gender=known.gender if known is not None else None,
        )

    def _called(self, head: Token) -> Figure | None:
        """Return the person of "a commander named Ivo Petrov" and "a man, who gave his name as Ivo"."""
        for at in range(head.i + 1, min(head.right_edge.i + 1, head.i + NAMING)):
            named = self.doc[at].lower_ in {"named", "called"} or self.doc[at - 1 : at + 1].text == "name as"
            if named and at + 1 in self.cast.at:
                return self._named(self.cast.at[at + 1].span.root)
        return None

    def _beside(self, head: Token) -> Figure | None:
        """Return the person named right behind a description: "Gen. (ret.) Ivo Petrov", "a member of the court, Ana Ruiz"."""
        at = bisect_left(self.allegiance.tokens, phrase(head)[2])
        end, comma = min(at + 5, len(self.doc)), False
        while at < end and at not in self.cast.at:
            token = self.doc[at]
            comma = comma or token.text == ","
            if token.text not in {",", "(", ")", "."} and not is_title(token.text):
                return None
            at += 1
        if at >= end or not (comma or is_title(head.text)) or head.tag_ in {"NNS", "NNPS"}:
            return None
        person = self.cast.at[at]
        behind = self.doc[person.span.end] if person.span.end < len(self.doc) else None
        alone = behind is None or behind.is_punct or behind.is_space or behind.pos_ == "VERB" or not comma
        known = office(head) is not None or head.lower_ in lexicon("member")
        return self._named(person.span.root) if alone and known else None

    def _code(self, head: Token) -> str | None:
        """Return whose a described speaker is: by the description, its owner, else the scene."""
        code = self.allegiance.of(head) or self._owner(head)
        own = self.allegiance.over(head)
        definite = self.doc[head.left_edge.i].lower_ in {"the", "its", "their", "his", "her", "this"}
        code = code or self.scene.of(head, None, person=False)
        if code is None and own is not None and len(own.codes) == 1 and own.kind == "nominal" and definite:
            return own.codes[0]
        return code

    def _owner(self, head: Token) -> str | None:
        """Return the state of "his", "one of them" or of a person: "Kravchuk's aides"."""
        links = [child for child in head.children if child.dep_ == "poss" or child.lower_ in {"of", "for"}]
        near = [*head.children, *(grand for child in links for grand in child.children)]
        for child in near:
            if child.dep_ in {"poss", "pobj"} and (
                child.pos_ in {"PRON", "PROPN"} or child.i in self.cast.at
            ):
                figure = self.figure(child)
                if figure is not None and figure.code:
                    return figure.code
        return None

    def _same(self, head: Token) -> Figure | None:
        """Return the person that "the minister" or "the spokeswoman" means: the last one with that role."""
        first = head.left_edge.i
        if (
            self.doc[first].lower_ != "the"
            or head.i - first > 2
            or any(child.lower_ in {"of", "for"} for child in head.children)
        ):
            return None
        if any(each.kind != "nominal" for each in self.allegiance.within(self.doc[first].idx, head.idx)):
            return None
        wanted = head.lower_
        for figure in [*reversed(self.spoken[-6:]), *self.cast.before(first, most=40)]:
            text = (figure.role or "").lower().replace(",", " ").split()
            if figure.person and not figure.plural and wanted in text and figure.start < head.idx:
                return figure
        return None

    # Pronouns

    def _pronoun(self, head: Token) -> Figure | None:
        """Return who a pronoun means: the last that spoke or was spoken of and fits."""
        word, start, end = head.lower_, head.idx, head.idx + len(head)
        if word in HE | SHE:
            figure = self._person(head, "m" if word in HE else "f")
        elif word in IT:
            figure = self._body(head)
        elif word in THEY:
            figure = self._group(head) or self._mentioned(head)
        else:
            return (
                self._described(head)
                if word in lexicon("people") and any(True for _ in head.children)
                else None
            )
        return replace(figure, start=start, end=end) if figure is not None else None

    def _person(self, head: Token, gender: str) -> Figure | None:
        """Return the person before whose gender is not the other one: a subject, then anyone, of the last sentences."""
        other = {"m": "f", "f": "m"}[gender]
        here = self.quoted(head.idx)
        ranked = []
        for token in self.doc[max(0, head.i - BACK) : head.i]:
            if not self._human(token) or self.quoted(token.idx) != here:
                continue
            figure = self.figure(token)
            known = self.genders.get(figure.name, figure.gender) if figure is not None else None
            if figure is not None and figure.person and not figure.plural and known != other:
                sure = (known == gender) + (figure.name == (self.spoken[-1].name if self.spoken else None))
                ranked.append((float(token.dep_ in SUBJECTS) * 1.5 + sure, token.i, figure))
        last = self.spoken[-1] if self.spoken else None
        if not ranked:
            fit = [each for each in self.cast.before(head.i, most=30) if each.gender != other]
            return (
                last if last is not None and last.person and last.gender != other else next(iter(fit), None)
            )
        found = max(ranked, key=lambda each: self._weight(each[1], each[0], head.i))[2]
        self.genders.setdefault(found.name, gender)
        return found

    def _weight(self, at: int, likely: float, head: int) -> tuple[float, int]:
        """Return how much in mind a person is: less by every sentence and paragraph back."""
        back = bisect_right(self.sentences, head) - bisect_right(self.sentences, at)
        paragraphs = self.allegiance.text.count("\n\n", self.doc[at].idx, self.doc[head].idx)
        return likely - min(back, 8) - 0.5 * min(paragraphs, 4), at

    def _human(self, token: Token) -> bool:
        """Tell whether a noun heads words for one person."""
        if token.dep_ in {"compound", "nmod", "poss"} or token.pos_ not in {"NOUN", "PROPN"}:
            return False
        if token.i in self.cast.at:
            return token.i == self.cast.at[token.i].span.root.i
        known = office(token) if token.tag_ == "NN" or is_title(token.text) else None
        return known is not None and known.kind == "person" and token.tag_ not in {"NNS", "NNPS"}

    def _body(self, head: Token) -> Figure | None:
        """Return the state or body that "it" means; nobody where the subject before and coreference disagree."""
        told, found = self._mentioned(head), None
        for token in reversed(self.doc[max(0, head.i - 80) : head.i]):
            if token.dep_ in SUBJECTS and token.pos_ in {"PROPN", "NOUN"} and token.i not in self.cast.at:
                state, known = self.allegiance.state(token), office(token)
                if state is not None or (known is not None and known.kind == "organ"):
                    found = self._state(state) if state is not None else self.figure(token)
                    break
        if found is None or told is None:
            return found or told
        return found if found.code == told.code else None

    def _group(self, head: Token) -> Figure | None:
        """Return the people that "they" means."""
        for token in reversed(self.doc[max(0, head.i - 80) : head.i]):
            if token.dep_ in SUBJECTS and (
                token.tag_ in {"NNS", "NNPS"} or self.allegiance.state(token) is not None
            ):
                known = office(token)
                if self.allegiance.state(token) is not None or (known is not None and known.kind == "person"):
                    return self.figure(token)
        return None

    def _mentioned(self, head: Token) -> Figure | None:
        """Return the state that coreference gave a pronoun."""
        found = self.allegiance.over(head)
        if found is None or not found.codes:
            return None
        return Figure(
            found.name,
            None,
            found.codes[0],
            found.sector or "GOV",
            False,
            found.start,
            found.end,
            person=False,
        )

    # Transcripts

    def labelled(self, label: str, start: int) -> Figure:
        """Return who a bare label means: "MR. YOON", "Anna Berg"."""
        bare = [word for word in label.replace("(", " ").replace(")", " ").split() if not is_title(word)]
        name = " ".join(bare) or label
        known = self.cast.known(name)
        for word in reversed(bare):
            known = known or self.cast.known(word)
        end = start + len(label)
        if known is None:
            shown = name.title() if name.isupper() and len(bare) > 1 else name
            return Figure(shown, None, self.scene.home, None, False, start, end)
        full = known.name.title() if known.name.isupper() else known.name
        return replace(known, name=full, code=known.code or self.scene.home, start=start, end=end)


def _issuer(head: Token) -> Token | None:
    """Return the ministry of "a statement from the ministry"."""
    if head.lower_ not in lexicon("issue"):
        return None
    links = (child for child in head.children if child.lower_ in {"from", "by", "of"})
    behind = next((child for link in links for child in link.children if child.dep_ == "pobj"), None)
    return behind or next((child for child in head.children if child.dep_ in {"poss", "compound"}), None)


def _counted(head: Token) -> Token:
    """Return the noun of "a number of diplomats"."""
    if head.lower_ not in lexicon("quantity"):
        return head
    link = next((child for child in head.children if child.lower_ == "of"), None)
    return (
        next((child for child in link.children if child.dep_ == "pobj"), head) if link is not None else head
    )


def _thing(head: Token) -> bool:
    return head.lower_ in lexicon("thing")
