"""Indirect speech: a parsed page in, the tellings of its verbs of speech and frames of attribution out.

Verbs: "X said that …", "…, X said". Frames: "according to X", "in X's view", "X let it be known that", "X puts it at".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.speech import Verb, lexicon, speech_verb, verbs
from multipolar.read.statements_clause import as_told, before, clause_start, complement, cut
from multipolar.read.statements_subject import (
    aside,
    can_speak,
    headless,
    inverted,
    past_dateline,
    subject,
    told,
)
from multipolar.read.statements_tellings import Page, Telling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token


def indirect(page: Page, taken: frozenset[int]) -> Iterator[Telling]:
    """Give the tellings of every verb of speech that is not taken (token numbers) by a quotation."""
    for token in page.doc:
        if token.lemma_ == "let":
            yield from _let(page, token)
        elif token.i in taken:
            continue
        elif token.lower_ in {"according", "per"}:
            yield from _according(page, token)
        elif token.lemma_ in {"put", "place", "count", "estimate", "reckon"} and token.pos_ == "VERB":
            yield from _put(page, token)
            yield from _telling(page, token)
        elif token.lower_ in lexicon("view") or token.lower_ == "words":
            yield from _view(page, token)
        else:
            yield from _telling(page, token)


def _telling(page: Page, token: Token) -> Iterator[Telling]:
    """Give the telling of one verb, if it is one."""
    verb = speech_verb(token) or _phrasal(token)
    if verb is None or not told(token):
        return
    speaker, span, between = subject(token), None, aside(page, token) or inverted(page, token)
    speaker = past_dateline(page, speaker, token) if speaker is not None else None
    if speaker is not None and can_speak(speaker) and not (between is not None and headless(token)):
        span = complement(page, token, verb)
    if span is None:
        speaker = between or speaker
        span = before(page, token, speaker, verb) if speaker is not None and can_speak(speaker) else None
        span = span or as_told(page, token)
    if span is None or speaker is None:
        return
    if speaker.pos_ == "PRON" and page.quotation_over(speaker.idx) is not None:
        return  # "he" in someone else's mouth may be anyone
    start, end = page.trim(*span)
    if start < end:
        yield Telling(start, end, token, speaker, direct=False)


def _phrasal(token: Token) -> Verb | None:
    """Return "say" for "point out" and "make clear"."""
    part = {"point": "out", "make": "clear", "spell": "out", "give": "understand"}.get(token.lemma_)
    if part is None or not any(word.lower_ == part for word in token.doc[token.i + 1 : token.i + 5]):
        return None
    return verbs()["say"]


def _let(page: Page, token: Token) -> Iterator[Telling]:
    """Give the telling of "let it be known that" and "let slip that"."""
    speaker = subject(token)
    words = page.doc[token.i + 1 : token.i + 9]
    known = next((word for word in words if word.lower_ in lexicon("known")), None)
    if (
        speaker is None
        or known is None
        or known.i + 2 >= len(page.doc)
        or page.doc[known.i + 1].lower_ != "that"
    ):
        return
    _, end = page.sentence(token)
    start, stop = page.trim(*cut(page, token, known.i + 2, end))
    if start < stop:
        yield Telling(start, stop, token, speaker, direct=False)


def _put(page: Page, token: Token) -> Iterator[Telling]:
    """Give the telling of "X puts the total at a billion" and "the total is put at a billion by X"."""
    figures = [child for child in token.children if child.dep_ == "prep" and child.lower_ == "at"]
    number = next(
        (word for link in figures for word in link.subtree if word.like_num or word.pos_ == "NUM"), None
    )
    speaker = subject(token)
    agent = next((child for child in token.children if child.dep_ == "agent"), None)
    passive = any(child.dep_ == "auxpass" for child in token.children)
    if agent is not None:
        speaker = next((child for child in agent.children if child.dep_ == "pobj"), None)
    if number is None or speaker is None or not can_speak(speaker) or (passive and agent is None):
        return
    start, end = page.sentence(token)
    span = (start, agent.i) if agent is not None and agent.i > token.i else (token.i + 1, end)
    begin, stop = page.trim(*cut(page, token, *span))
    if begin < stop:
        yield Telling(begin, stop, token, speaker, direct=False)


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
    if token.lower_ == "words" or owner is None:
        yield from _view_of(page, token)
        return
    lead = page.doc[owner.left_edge.i - 1] if owner is not None and owner.left_edge.i else None
    if (
        owner is None
        or lead is None
        or lead.lower_ not in {"in", "by"}
        or owner.lower_ in {"my", "our", "your"}
    ):
        return
    yield from _framed(page, token, owner, (lead.i, token.i + 1))


def _view_of(page: Page, token: Token) -> Iterator[Telling]:
    """Give the telling of "in the words of X" and "in the view of X"."""
    if token.i < 2 or page.doc[token.i - 1].lower_ != "the" or page.doc[token.i - 2].lower_ != "in":
        return
    link = next((child for child in token.children if child.lower_ == "of"), None)
    speaker = (
        next((child for child in link.children if child.dep_ == "pobj"), None) if link is not None else None
    )
    if speaker is not None:
        yield from _framed(page, token, speaker, (token.i - 2, speaker.right_edge.i + 1))


def _framed(page: Page, token: Token, speaker: Token, frame: tuple[int, int]) -> Iterator[Telling]:
    """Give the sentence around a frame such as "according to X", without the frame at its start or end."""
    start, end = page.sentence(token)
    first, last = frame[0], min(frame[1], end)
    lead = [word for word in page.doc[start:first] if not word.is_punct and not word.is_space]
    if len(lead) <= 1:
        span = page.doc[min(last, end - 1)].idx, page.doc[end - 1].idx + len(page.doc[end - 1])
    elif all(word.is_punct or word.is_space for word in page.doc[last:end]):
        span = page.doc[clause_start(page, start, first)].idx, page.doc[first].idx
    else:
        span = cut(page, token, clause_start(page, start, first), end)
    begin, stop = page.trim(*span)
    if begin < stop:
        yield Telling(begin, stop, token, speaker, direct=False)
