"""Speakers: the head of the words for a speaker in, name, role, country and sector out.

A `Cast` knows every person that the page names, by last name, with what its appositions and titles say of them; it
gives pronouns and "the minister" to the one before, and surnames their fullest form.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from multipolar.ledger.records import Speaker
from multipolar.read.roles import role as office
from multipolar.read.roles import roles
from multipolar.read.speech import is_title, titles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from multipolar.read.layers import Mention

PARTICLES = frozenset("al el bin ibn ben abu de del della di da dos la le van von der den zu ter y e".split())
STATES = frozenset({"name", "capital", "metonym", "people", "group"})
HE = frozenset({"he", "him", "his"})
SHE = frozenset({"she", "her", "hers"})
THEY = frozenset({"they", "them", "their"})
AWAY = frozenset({"to", "on", "against", "with", "about", "over", "toward", "towards", "into", "between", "like", "than", "as"})
PLACE = frozenset({"in", "at", "near", "outside", "inside", "across", "through", "around", "off"})
# Those whose post is abroad: where they are says nothing of whom they serve.
POSTED = frozenset({
    "diplomat", "diplomats", "ambassador", "ambassadors", "envoy", "envoys", "attaché", "attache", "correspondent",
    "reporter", "journalist", "banker", "consul", "delegate", "delegates", "negotiator", "negotiators", "staff",
})  # fmt: skip
DEEP = 3  # how far "his" may lead to the subject of another "his"
WIDTH = 90  # characters of a description


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


def speaker_of(figure: Figure) -> Speaker:
    """Return the record of a figure."""
    return Speaker(figure.name, figure.role, figure.code, figure.sector, figure.start, figure.end)


class Cast:
    """The people, states and bodies of one page."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.mentions = sorted(mentions, key=lambda each: each.start)
        self.places = [each.start for each in self.mentions]
        self.people: dict[str, list[Figure]] = {}
        self.firsts: dict[str, list[Figure]] = {}
        self.heads: list[tuple[int, Figure]] = []  # people in the order of the page
        self.spoken: list[Figure] = []
        self.asked: set[int] = set()  # tokens whose figure is being looked for: descriptions may point in circles
        self._meet()

    # -- people ----------------------------------------------------------------------------------------------------

    def _meet(self) -> None:
        """Note every person that the page names, in order."""
        for entity in self.doc.ents:
            if entity.label_ == "PERSON" and _nameable(entity.text):
                self._note(self.doc[entity.end - 1])
        for token in self.doc:
            if token.dep_ in {"nsubj", "appos"} and token.pos_ == "PROPN" and not token.ent_type_:
                self._note(token)

    def _note(self, token: Token) -> None:
        """Add what the page says here of a person."""
        first, last = _name(token)
        name = self.doc[first:last].text
        if not _nameable(name) or self._state(token) is not None:
            return
        here = self._named(token, first, last)
        known = self._known(here.name)
        merged = _merged(known, here) if known is not None else here
        for word, table in ((_words(merged.name)[-1], self.people), (_words(merged.name)[0], self.firsts)):
            table[word] = [each for each in table.get(word, []) if each is not known]
            table[word].append(merged)
        self.heads.append((first, merged))

    def _known(self, name: str) -> Figure | None:
        """Return the fullest person of that name: by the last word, or by a first one that only one has."""
        words = _words(name)
        if not words:
            return None
        same = [each for each in self.people.get(words[-1], []) if set(words) <= set(_words(each.name)) or set(_words(each.name)) <= set(words)]
        if not same and len(words) == 1:
            same = self.firsts.get(words[0], [])
        return max(same, key=lambda each: len(_words(each.name)), default=None)

    def _named(self, token: Token, first: int, last: int) -> Figure:
        """Return the person named by some tokens, with the titles, appositions and clauses around them."""
        heads = self._describing(token, first)
        lead = self._lead(token, first)
        role = self._role_text(heads, lead)
        code = self._person_code(token, first, last, heads, lead)
        sector = self._sector(heads, lead)
        name = self.doc[first:last].text
        gender = next((titles()[word.lower_] for word in self.doc[max(0, first - 3) : first] if titles().get(word.lower_)), None)
        return Figure(name, role, code, sector, False, self.doc[first].idx, _stop(self.doc[last - 1]), gender=gender)

    def _lead(self, token: Token, first: int) -> tuple[int, int]:
        """Return the tokens of the title before a name: "US President", "Power Ministry joint secretary"."""
        at = first
        while at > token.sent.start and first - at < 9:
            word = self.doc[at - 1]
            if not (word.pos_ in {"PROPN", "NOUN", "ADJ"} or word.lower_ in {"'s", "’s", "the", "a", "an", "of", "for", "-"} or word.text == "."):
                break
            if word.pos_ == "NOUN" and at == first and not is_title(word.text):
                break
            at -= 1
        while at < first and self.doc[at].lower_ in {"of", "for", "'s", "’s", "-", "."}:
            at += 1
        return at, first

    def _describing(self, token: Token, first: int) -> list[Token]:
        """Return the nouns that stand in apposition to a name, before or behind it."""
        found = [child for child in token.children if child.dep_ == "appos" and child.pos_ == "NOUN"]
        if token.dep_ == "appos" and token.head.pos_ in {"NOUN", "PROPN"}:
            found.append(token.head)
        if not found:
            found = [child for child in token.children if child.dep_ in {"relcl", "acl"}]
        if not found:
            found = [child for child in token.children if child.dep_ == "prep" and child.i > first and child.lower_ in {"of", "from", "at"}]
        return found

    def _role_text(self, heads: list[Token], lead: tuple[int, int]) -> str | None:
        """Return the words for what a person is."""
        for head in heads:
            if head.pos_ in {"NOUN", "PROPN"} and head.dep_ != "prep":
                return self._phrase(head)[0]
        text = self.doc[lead[0] : lead[1]].text.strip()
        if text and any(word.isalpha() for word in text.split()):
            return re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE) or None
        return self.doc[heads[0].left_edge.i : heads[0].right_edge.i + 1].text[:200] if heads else None

    def _person_code(self, token: Token, first: int, last: int, heads: list[Token], lead: tuple[int, int]) -> str | None:
        """Return whose citizen or servant a named person is presented as."""
        own = self._mention_in(self.doc[first].idx, _stop(self.doc[last - 1]))
        if own is not None and own.kind in {"person", "office"}:
            return own.codes[0] if own.codes else None
        code = self._span_code(lead[0], lead[1], token) if lead[1] > lead[0] else None
        for head in heads:
            code = code or self._code(head)
        after = self.doc[last : min(last + 4, len(self.doc))].text
        bracket = re.match(r"\s*\(([^()]{2,40})\)", after)
        if code is None and bracket:
            found = self._mention_in(_stop(self.doc[last - 1]), _stop(self.doc[last - 1]) + bracket.end())
            return found.codes[0] if found is not None and found.codes else None
        return code

    # -- countries -------------------------------------------------------------------------------------------------

    def _mention_in(self, start: int, end: int) -> Mention | None:
        """Return the first mention that lies within a span."""
        at = bisect_left(self.places, start)
        found = self.mentions[at] if at < len(self.mentions) else None
        return found if found is not None and found.end <= end else None

    def _over(self, token: Token) -> Mention | None:
        """Return the mention that covers a token."""
        at = bisect_right(self.places, token.idx) - 1
        found = self.mentions[at] if at >= 0 else None
        return found if found is not None and token.idx < found.end else None

    def _state(self, token: Token) -> Mention | None:
        """Return the state that a token names, unless it is part of a person's name."""
        found = self._over(token)
        if found is None or found.kind not in STATES | {"adjective", "nominal"} or not found.codes:
            return None
        person = token.ent_type_ == "PERSON" and any(
            near.ent_type_ == "PERSON" and not found.start <= near.idx < found.end
            for near in self.doc[max(0, token.i - 1) : token.i + 2]
        )
        return None if person else found

    def _span_code(self, first: int, last: int, head: Token) -> str | None:
        """Return the state that some tokens before a name speak of, the strongest link first."""
        if first >= last:
            return None
        return self._best(self.doc[first].idx, _stop(self.doc[last - 1]), head)

    def _code(self, head: Token) -> str | None:
        """Return the state that a described person or body belongs to, from the words of the description."""
        first, last = head.left_edge.i, head.right_edge.i + 1
        code = self._best(self.doc[first].idx, _stop(self.doc[last - 1]), head)
        return code or self._owner(head)

    def _best(self, start: int, end: int, head: Token) -> str | None:
        """Return the state with the closest link to a head among the mentions of a span."""
        ranked: list[tuple[int, int, str]] = []
        for at in range(bisect_left(self.places, start), bisect_left(self.places, end)):
            mention = self.mentions[at]
            rank = self._rank(mention, head) if mention.codes and mention.sector != "IGO" else None
            if rank is not None:
                ranked.append((rank, mention.start, mention.codes[0]))
        return min(ranked)[2] if ranked else None

    def _rank(self, mention: Mention, head: Token) -> int | None:
        """Return how far a mention is from saying whose the head is: 0 its adjective, 2 its place, None not at all."""
        if mention.kind in {"person", "pronoun"} and not mention.codes:
            return None
        token = self.doc[bisect_left_token(self.doc, mention.start)]
        rank = 0
        for _ in range(8):
            if token.i == head.i or token.head is token:
                break
            token = token.head
            if token.pos_ == "ADP" and token.lower_ in AWAY and not (token.lower_ == "to" and rank):
                return None
            if token.pos_ == "ADP" and token.lower_ in PLACE:
                rank = max(rank, 2)
                if token.head.lower_ in POSTED:
                    return None
            if token.dep_ in {"relcl", "acl"}:
                rank = max(rank, 3)
            if token.dep_ == "appos" or token.pos_ == "ADP":
                rank = max(rank, 1)
        return rank

    def _owner(self, head: Token) -> str | None:
        """Return the state of "his", "their" or a person's own: "Kravchuk's aides"."""
        for child in head.children:
            if child.dep_ == "poss":
                figure = self.figure(child) if child.pos_ in {"PRON", "PROPN"} else None
                return figure.code if figure is not None else self._code(child)
            if child.dep_ in {"compound", "nmod"} and child.i < head.i and child.pos_ == "PROPN":
                known = self._known(child.text)
                if known is not None and known.code:
                    return known.code
        return None

    def _sector(self, heads: list[Token], lead: tuple[int, int]) -> str | None:
        """Return the sector of the first word that has one."""
        for head in heads:
            known = office(head) if head.pos_ in {"NOUN", "PROPN"} else None
            if known is not None and known.sector:
                return known.sector
        for at in range(lead[1] - 1, lead[0] - 1, -1):
            known = office(self.doc[at])
            if known is not None and known.sector:
                return known.sector
        return None

    # -- who speaks ------------------------------------------------------------------------------------------------

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
        if head.pos_ == "PRON" or head.lower_ in HE | SHE | THEY | {"it", "its"}:
            return self._pronoun(head)
        state = self._state(head)
        if state is not None and state.kind != "adjective":
            return self._named_state(head, state)
        if head.pos_ == "PROPN" or head.ent_type_ == "PERSON":
            return self._proper(head)
        return self._common(head)

    def labelled(self, label: str, start: int) -> Figure | None:
        """Return who a bare label means: "MR. YOON", "Anna Berg"."""
        words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", label) if not is_title(word)]
        name = " ".join(words) or label
        known = self._known(name)
        known = known or next((each for word in reversed(words) if (each := self._known(word)) is not None), None)
        if known is not None:
            full = known.name if not known.name.isupper() else known.name.title()
            return replace(known, name=full, start=start, end=start + len(label))
        shown = name.title() if name.isupper() and len(words) > 1 else name
        return Figure(shown, None, None, None, False, start, start + len(label))

    def said(self, figure: Figure) -> None:
        """Note who spoke last."""
        self.spoken.append(figure)

    def _named_state(self, head: Token, state: Mention) -> Figure:
        """Return a state or body that speaks."""
        plural = state.kind == "people"
        return Figure(state.text, None, state.codes[0], state.sector or "GOV", False, state.start, state.end, person=False, plural=plural)

    def _proper(self, head: Token) -> Figure | None:
        """Return a named person, or a body with a name: "the Ministry of Defence"."""
        appositive = next((child for child in head.children if child.dep_ == "appos" and child.ent_type_ == "PERSON"), None)
        known_office = office(head)
        if appositive is not None and (known_office is not None or head.ent_type_ != "PERSON"):
            return self._proper(appositive)
        if known_office is not None and head.ent_type_ != "PERSON" or head.ent_type_ in {"ORG", "FAC", "PRODUCT", "WORK_OF_ART"}:
            whole = self._known(self.doc[slice(*_name(head))].text)
            if whole is None:
                return self._common(head)
        first, last = _name(head)
        here = self._named(head, first, last)
        known = self._known(here.name)
        return replace(_merged(known, here), start=here.start, end=here.end) if known is not None else here

    def _common(self, head: Token) -> Figure | None:
        """Return someone described, by the name beside the description where there is one."""
        for child in head.children:
            if child.dep_ == "appos" and (child.ent_type_ == "PERSON" or (child.pos_ == "PROPN" and self._state(child) is None)):
                return self._proper(child)
        text, start, end = self._phrase(head)
        known = office(head)
        same = self._same(head, text)
        if same is not None:
            return replace(same, start=start, end=end)
        organ = known is not None and known.kind == "organ"
        sector = known.sector if known is not None else None
        plural = head.tag_ in {"NNS", "NNPS"} or head.lower_ in {"people", "police", "staff"}
        gender = known.gender if known is not None else None
        return Figure(text, text, self._code(head), sector, not organ, start, end, person=not organ, plural=plural, gender=gender)

    def _phrase(self, head: Token) -> tuple[str, int, int]:
        """Return the words of a description: from its article to its first comma or dash behind the head."""
        first, last = head.left_edge.i, head.right_edge.i + 1
        while first < head.i and (self.doc[first].is_punct or self.doc[first].is_space or self.doc[first].dep_ in {"cc", "advmod"}):
            first += 1
        for at in range(head.i + 1, last):
            if self.doc[at].text in {",", ";", ":", "—", "–", "(", "\n"} or self.doc[at].is_quote or self.doc[at].is_space:
                last = at
                break
        start, end = self.doc[first].idx, _stop(self.doc[last - 1])
        if end - start > WIDTH:
            start, end = self.doc[max(first, head.i - 6)].idx, _stop(head)
        return " ".join(self.doc.text[start:end].split()), start, end

    def _same(self, head: Token, text: str) -> Figure | None:
        """Return the person that "the minister" or "the spokeswoman" means: the last one with that role."""
        article = self.doc[head.left_edge.i].lower_
        if article not in {"the", "this", "that"} or head.i - head.left_edge.i > 3 or any(child.dep_ in {"prep", "relcl"} for child in head.children):
            return None
        if any(self._state(word) for word in self.doc[head.left_edge.i : head.i]):
            return None
        before = [figure for start, figure in self.heads[: bisect_left(self.heads, head.i, key=lambda pair: pair[0])]]
        wanted = head.lower_
        for figure in [*reversed(self.spoken[-6:]), *reversed(before[-40:])]:
            if figure.person and figure.role and figure.end <= head.idx and wanted in figure.role.lower().split() and figure.role != text:
                return figure
        return None

    def _pronoun(self, head: Token) -> Figure | None:
        """Return who a pronoun means: the last that spoke or was spoken of and fits."""
        word = head.lower_
        start, end = head.idx, _stop(head)
        found = self._over(head)
        if word in {"it", "its"}:
            return self._last_body(head, found)
        if word in THEY:
            return self._last_plural(head, found)
        if word in HE | SHE:
            figure = self._last_person(head, "m" if word in HE else "f")
            return replace(figure, start=start, end=end) if figure is not None else None
        if word in {"one", "some", "many", "others", "both", "another", "everyone", "somebody", "someone", "who", "all", "none", "few", "several"}:
            return self._common(head)
        return None

    def _last_person(self, head: Token, gender: str) -> Figure | None:
        """Return the last person before a pronoun whose gender is not the other one."""
        other = {"m": "f", "f": "m"}[gender]
        place = head.idx
        named = [figure for _, figure in self.heads[: bisect_left(self.heads, head.i, key=lambda pair: pair[0])]]
        found = [each for each in self.spoken[-8:] + self._subjects(head) if each.person and not each.plural and each.end <= place and each.gender != other]
        if not found:
            found = [each for each in named if each.gender != other]
        return max(found, key=lambda each: each.start, default=None)

    def _subjects(self, head: Token) -> list[Figure]:
        """Return the people who are subjects in the sentences just before."""
        found = []
        first = max(0, head.i - 120)
        for token in self.doc[first : head.i]:
            if token.dep_ in {"nsubj", "nsubjpass", "agent"} and token.pos_ in {"PROPN", "NOUN"} and token.i != head.i and self._state(token) is None:
                known = office(token) if token.pos_ == "NOUN" else None
                if token.pos_ == "PROPN" and token.ent_type_ in {"PERSON", ""} or (known is not None and known.kind == "person"):
                    figure = self.figure(token)
                    if figure is not None:
                        found.append(figure)
        return found

    def _last_body(self, head: Token, found: Mention | None) -> Figure | None:
        """Return the state or body that "it" means."""
        if found is not None and found.codes and found.kind in {"pronoun", "nominal"}:
            return Figure(found.name, None, found.codes[0], found.sector or "GOV", False, head.idx, _stop(head), person=False)
        for token in reversed(self.doc[max(0, head.i - 80) : head.i]):
            if token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ in {"PROPN", "NOUN"}:
                state = self._state(token)
                known = office(token)
                if state is not None and state.kind != "adjective":
                    return replace(self._named_state(token, state), start=head.idx, end=_stop(head))
                if known is not None and known.kind == "organ":
                    figure = self._common(token)
                    return replace(figure, start=head.idx, end=_stop(head)) if figure is not None else None
        return None

    def _last_plural(self, head: Token, found: Mention | None) -> Figure | None:
        """Return the group that "they" means."""
        for token in reversed(self.doc[max(0, head.i - 80) : head.i]):
            if token.dep_ in {"nsubj", "nsubjpass"} and token.tag_ in {"NNS", "NNPS"}:
                figure = self.figure(token)
                return replace(figure, start=head.idx, end=_stop(head)) if figure is not None else None
        if found is not None and found.codes:
            return Figure(found.name, None, found.codes[0], found.sector or "GOV", False, head.idx, _stop(head), person=False, plural=True)
        return None


def bisect_left_token(doc: Doc, place: int) -> int:
    """Return the number of the token at a place."""
    low, high = 0, len(doc) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if doc[middle].idx <= place:
            low = middle
        else:
            high = middle - 1
    return low


def _stop(token: Token) -> int:
    return int(token.idx + len(token))


def _words(name: str) -> list[str]:
    """Return the words of a name in lower case, without possessives."""
    return [word.lower() for word in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", re.sub(r"['’]s$", "", name))]


def _nameable(text: str) -> bool:
    """Tell whether some words look like a person's name."""
    words = text.split()
    return 0 < len(words) <= 6 and "\n" not in text and words[-1][:1].isupper() and any(char.isalpha() for char in text) and not any(char in text for char in "“”\"«»:;@/")


def _name(head: Token) -> tuple[int, int]:
    """Return the tokens of the name that a proper noun heads, without the titles before it."""
    doc = head.doc
    first, last = head.i, head.i + 1
    while first > head.sent.start and head.i - first < 7 and _joins(doc[first - 1], doc[first]):
        first -= 1
    while last < head.sent.end and last - head.i < 5 and _joins_on(doc[last - 1], doc[last]):
        last += 1
    while first < last - 1 and (is_title(doc[first].text) or not doc[first].text[:1].isalpha() or doc[first].lower_ in PARTICLES - {"al", "el", "bin", "ibn", "abu", "de", "van", "von"}):
        first += 1
    return first, last


def _joins(before: Token, token: Token) -> bool:
    """Tell whether the token before belongs to the same name."""
    if before.text in {"-", "‑"} or token.text in {"-", "‑"}:
        return not before.whitespace_ or before.text not in {"-", "‑"}
    if before.text in {"'s", "’s"} or before.is_punct:
        return False
    return (before.pos_ == "PROPN" and before.text[:1].isupper()) or before.lower_ in PARTICLES


def _joins_on(token: Token, after: Token) -> bool:
    """Tell whether the token behind belongs to the same name."""
    if after.text in {"-", "‑"} or token.text in {"-", "‑"}:
        return not token.whitespace_ and after.text[:1] not in {"s"}
    return after.pos_ == "PROPN" and after.text[:1].isupper() and token.dep_ in {"compound", "flat"} and after.text not in {"'s", "’s"}


def _merged(known: Figure, here: Figure) -> Figure:
    """Return what is known of a person before and here, the fuller name and the first of everything else."""
    name = known.name if len(_words(known.name)) >= len(_words(here.name)) else here.name
    return replace(
        known,
        name=re.sub(r"['’]s$", "", name),
        role=known.role or here.role,
        code=known.code or here.code,
        sector=known.sector or here.sector,
        gender=known.gender or here.gender,
        start=here.start,
        end=here.end,
    )


_ = roles
