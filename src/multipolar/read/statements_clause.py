"""Indirect speech: a verb of speech in its parse in, the words that it gives to its subject out.

Covers "X said (that) …", "…, X said, …", "X denied having …", "X called it …", "X spoke of …", "according to X, …".
The parse decides who speaks and where the words begin; commas and semicolons decide where they end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.speech import Verb, speech_verb
from multipolar.read.statements_tellings import Page, Telling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

RELATIVE = frozenset({"who", "which", "that"})
FIRST_AND_SECOND = frozenset({"i", "we", "you"})
MODALS = frozenset({"would", "could", "may", "might", "should", "must", "can", "will", "shall", "to", "’ll", "'ll"})
VIEWS = frozenset({"view", "opinion", "words", "account", "telling", "count", "reckoning", "estimate", "figures", "version"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Return the head of the words for who speaks, None where the sentence does not say."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return _antecedent(child, verb)
    agent = next((child for child in verb.children if child.dep_ == "agent"), None)
    if agent is not None:
        return next((child for child in agent.children if child.dep_ == "pobj"), None)
    if verb.dep_ in {"acl", "relcl"} and verb.head.pos_ in {"NOUN", "PROPN"}:
        return verb.head
    if depth < 5 and verb.dep_ in {"conj", "xcomp", "advcl", "pcomp"} and verb.head is not verb:
        return subject(verb.head, depth + 1)
    return subject(verb.head, depth + 1) if depth < 5 and verb.dep_ == "prep" else None


def _antecedent(noun: Token, verb: Token) -> Token | None:
    """Return what a relative pronoun stands for, else the noun itself."""
    if noun.lower_ in RELATIVE and noun.tag_ in {"WDT", "WP", "IN"}:
        return verb.head if verb.dep_ == "relcl" else None
    return noun


def told(verb: Token) -> bool:
    """Tell whether the verb says that the words were said: not denied, not merely possible, not done to someone."""
    children = list(verb.children)
    passive = any(child.dep_ == "auxpass" for child in children)
    if passive and not any(child.dep_ == "agent" for child in children) and verb.lemma_ != "quote":
        return False
    if any(child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in MODALS) for child in children):
        return False
    return verb.tag_ != "VB" or any(child.lower_ in {"do", "does", "did"} for child in children if child.dep_ == "aux")


def indirect(page: Page, taken: frozenset[int]) -> Iterator[Telling]:
    """Give the tellings of every verb of speech that is not taken (token numbers) by a quotation."""
    for token in page.doc:
        if token.lower_ in {"according", "per"}:
            yield from _according(page, token)
        elif token.lower_ in VIEWS:
            yield from _view(page, token)
        elif token.i not in taken:
            yield from _telling(page, token)


def _telling(page: Page, token: Token) -> Iterator[Telling]:
    """Give the telling of one verb, if it is one."""
    verb = speech_verb(token)
    if verb is None or not told(token):
        return
    speaker = subject(token)
    if speaker is None or speaker.lower_ in FIRST_AND_SECOND or not _fit(speaker):
        return
    span = _complement(page, token, verb) or _before(page, token, speaker, verb)
    if span is None:
        return
    start, end = page.trim(*span)
    if start < end and not start <= speaker.idx < end or span == _before(page, token, speaker, verb):
        yield Telling(start, end, token, speaker, direct=False)


def _fit(speaker: Token) -> bool:
    """Tell whether a subject can speak: "what", "there" and "this" cannot."""
    return speaker.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"} and speaker.lower_ not in {
        "what", "this", "that", "which", "there", "these", "such", "nothing", "everything", "something",
    }  # fmt: skip


def _complement(page: Page, token: Token, verb: Verb) -> tuple[int, int] | None:
    """Return the span of the words after the verb."""
    children = [child for child in token.children if child.i > token.i]
    clause = _clause(page, token, verb, children)
    if clause is not None:
        return _cut(page, token, *clause)
    if "n" in verb.frame:
        return _labelled(page, token, children)
    return _of(page, token, children) if "o" in verb.frame else None


def _clause(page: Page, token: Token, verb: Verb, children: list[Token]) -> tuple[int, int] | None:
    """Return the tokens of a "that" clause, a bare clause, an infinitive or a gerund after the verb."""
    for child in children:
        if child.dep_ in {"ccomp", "xcomp"} and _allowed(child, verb):
            first, last = child.left_edge.i, child.right_edge.i + 1
            lead = page.doc[first]
            return (first + 1 if lead.lower_ == "that" and lead.dep_ == "mark" else first), last
    return _after_that(page, token) if "c" in verb.frame and verb.kind != "think" else None


def _allowed(clause: Token, verb: Verb) -> bool:
    """Tell whether a verb takes that kind of clause as its words."""
    words = list(clause.children)
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in words):
        return "t" in verb.frame
    if clause.tag_ == "VBG" and not any(child.dep_ in SUBJECTS for child in words):
        return "g" in verb.frame
    return "c" in verb.frame and clause.dep_ == "ccomp"


def _after_that(page: Page, token: Token) -> tuple[int, int] | None:
    """Return what follows "that" where the parse lost the clause."""
    _, last = page.sentence(token)
    for at in range(token.i + 1, min(token.i + 9, last)):
        word = page.doc[at]
        if word.lower_ == "that" and word.tag_ == "IN" and at + 1 < last:
            return at + 1, last
        if word.pos_ == "VERB":
            return None
    return None


def _labelled(page: Page, token: Token, children: list[Token]) -> tuple[int, int] | None:
    """Return the tokens of "the levy lopsided", "a fable", "the deal as a blow"."""
    parts = [child for child in children if child.dep_ in {"oprd", "ccomp", "xcomp", "dobj", "prep", "attr", "acomp"}]
    naming = [child for child in parts if child.dep_ in {"oprd", "ccomp", "xcomp"} or child.lower_ == "as"]
    if not naming:
        return None
    first = naming[0].i + 1 if naming[0].lower_ == "as" else naming[0].left_edge.i
    return _cut(page, token, first, naming[0].right_edge.i + 1)


def _of(page: Page, token: Token, children: list[Token]) -> tuple[int, int] | None:
    """Return the tokens after "of", "about" or "against" that say what was spoken of."""
    for child in children:
        objects = list(child.children) if child.dep_ == "prep" and child.lower_ in {"of", "against", "for"} else []
        if objects and not (child.lower_ == "for" and token.lemma_ not in {"blame", "fault"}):
            return _cut(page, token, objects[0].left_edge.i, child.right_edge.i + 1)
    return None


def _cut(page: Page, token: Token, first: int, last: int) -> tuple[int, int]:
    """Return the characters from a token to another, at most to a semicolon; quotations are kept whole."""
    _, end = page.sentence(token)
    last = min(last, end)
    for at in range(first, last):
        if page.doc[at].text == ";" and page.quotation_over(page.doc[at].idx) is None:
            last = at
            break
    if first >= last:
        return page.doc[token.i].idx, page.doc[token.i].idx
    start, stop = page.doc[first].idx, page.doc[last - 1].idx + len(page.doc[last - 1])
    within = page.quotation_over(stop - 1)
    return start, max(stop, within.close if within is not None and within.open >= start else stop)


def _before(page: Page, token: Token, speaker: Token, verb: Verb) -> tuple[int, int] | None:
    """Return the clause that "X said" stands after or inside of, set off by commas."""
    if "c" not in verb.frame:
        return None
    first = min(speaker.left_edge.i, token.i)
    comma = page.doc[first - 1] if first else None
    if comma is None or comma.text not in {",", "—", "–", "-", "?", "!"} or first < 2:
        return None
    start, end = page.sentence(token)
    if comma.i <= start or _main(page, start, first) is False:
        return None
    start = _clause_start(page, start, first - 1)
    stop = _attribution_end(page, token, speaker, end)
    if _ends(page, stop, end):
        return page.doc[start].idx, comma.idx
    return _cut(page, token, start, end) if page.doc[stop].text in {",", "—", "–"} else None


def _main(page: Page, start: int, first: int) -> bool:
    """Tell whether something is said before the comma: a verb, or three words at least."""
    words = [token for token in page.doc[start : first - 1] if not token.is_punct]
    return len(words) >= 3 or any(token.pos_ in {"VERB", "AUX"} for token in words)


def _clause_start(page: Page, start: int, end: int) -> int:
    """Return the first token of the clause: after a semicolon or colon, past a leading "and" or "but"."""
    for at in range(end - 1, start, -1):
        if page.doc[at].text in {";", ":"} and page.quotation_over(page.doc[at].idx) is None:
            start = at + 1
            break
    while start < end and (page.doc[start].lower_ in {"and", "but", "or"} or page.doc[start].is_space):
        start += 1
    return start


def _attribution_end(page: Page, token: Token, speaker: Token, end: int) -> int:
    """Return the token after "X said on Monday": the first comma or stop after both the subject and the verb."""
    at = max(token.i, speaker.i) + 1
    while at < end and page.doc[at].text not in {",", ";", ".", "?", "!", "—", "–", "\n"}:
        at += 1
    return at


def _ends(page: Page, stop: int, end: int) -> bool:
    """Tell whether nothing but a stop, a conjunct or an aside follows."""
    if stop >= end or page.doc[stop].text in {".", ";", "?", "!"} or page.doc[stop].is_space:
        return True
    after = page.doc[stop + 1] if stop + 1 < end else None
    return after is None or after.tag_ in {"VBG", "WP", "WDT", "CC", "IN"} or after.is_quote


def _according(page: Page, token: Token) -> Iterator[Telling]:
    """Give the telling of "according to X" and "as per X"."""
    after = page.doc[token.i + 1] if token.i + 1 < len(page.doc) else None
    pair = token.lower_ == "according" and after is not None and after.lower_ == "to"
    lead = after if pair else token
    if lead is None or (token.lower_ == "per" and (token.i == 0 or page.doc[token.i - 1].lower_ != "as")):
        return
    speaker = next((child for child in lead.children if child.dep_ == "pobj"), None) or next(
        (child for child in token.children if child.dep_ == "pobj"), None
    )
    if speaker is not None:
        first = token.i if pair else token.i - 1
        yield from _framed(page, token, speaker, (first, speaker.right_edge.i + 1))


def _view(page: Page, token: Token) -> Iterator[Telling]:
    """Give the telling of "in X's view" and "by X's count"."""
    owner = next((child for child in token.children if child.dep_ == "poss"), None)
    lead = page.doc[owner.left_edge.i - 1] if owner is not None and owner.left_edge.i else None
    if owner is None or lead is None or lead.lower_ not in {"in", "by", "on"} or owner.lower_ in {"my", "our", "your"}:
        return
    yield from _framed(page, token, owner, (lead.i, token.i + 1))


def _framed(page: Page, token: Token, speaker: Token, frame: tuple[int, int]) -> Iterator[Telling]:
    """Give the sentence around a frame such as "according to X", without the frame at its start or end."""
    start, end = page.sentence(token)
    first, last = frame[0], min(frame[1], end)
    lead = [word for word in page.doc[start:first] if not word.is_punct and not word.is_space]
    if len(lead) <= 1:
        span = page.doc[min(last, end - 1)].idx, page.doc[end - 1].idx + len(page.doc[end - 1])
    elif all(word.is_punct or word.is_space for word in page.doc[last:end]):
        span = page.doc[_clause_start(page, start, first)].idx, page.doc[first].idx
    else:
        span = _cut(page, token, _clause_start(page, start, first), end)
    begin, stop = page.trim(*span)
    if begin < stop:
        yield Telling(begin, stop, token, speaker, direct=False)
