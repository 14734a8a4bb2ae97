"""The words that a verb of speech gives to its subject: a verb in its parse in, the span of the words out.

Covers "said (that) …", "denied having …", "called it …", "spoke of …" behind the verb, and "…, X said, …" before and
around it. The parse decides where the words begin; commas and semicolons decide where they end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.speech import Verb, lexicon, speech_verb
from multipolar.read.statements_subject import PARENTHESIS, SUBJECTS, attribution_end

CALLED = frozenset({"on", "upon", "for", "at", "off", "in"})

if TYPE_CHECKING:
    from spacy.tokens import Token

    from multipolar.read.statements_tellings import Page


def complement(page: Page, token: Token, verb: Verb) -> tuple[int, int] | None:
    """Return the span of the words after the verb."""
    children = [child for child in token.children if child.i > token.i]
    clause = _clause(page, token, verb, children)
    if clause is not None:
        return cut(page, token, *clause)
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
    if "c" not in verb.frame or verb.kind == "think":
        return None
    return _after_that(page, token) or _after_colon(page, token) or _number(page, token)


def _allowed(clause: Token, verb: Verb) -> bool:
    """Tell whether a verb takes that kind of clause as its words."""
    words = list(clause.children)
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in words):
        return "t" in verb.frame
    gerund = clause.tag_ == "VBG" or any(
        child.dep_ in {"aux", "auxpass"} and child.tag_ == "VBG" for child in words
    )
    if gerund and not any(child.dep_ in SUBJECTS for child in words):
        return "g" in verb.frame
    if verb.kind == "admit" and _free(clause):
        return False
    return "c" in verb.frame and clause.dep_ == "ccomp"


def _free(clause: Token) -> bool:
    """Tell whether a clause is a free relative: "recognised what the soldiers did"."""
    return clause.doc[clause.left_edge.i].lower_ in {"what", "whom"}


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


def _after_colon(page: Page, token: Token) -> tuple[int, int] | None:
    """Return what follows a colon: "answered in kind: no visas"."""
    _, last = page.sentence(token)
    for at in range(token.i + 1, min(token.i + 9, last)):
        if page.doc[at].text == ":" and at + 2 < last and not page.doc[at + 1].is_quote:
            return at + 1, last
        if page.doc[at].pos_ == "VERB" or page.doc[at].text in {",", ";"}:
            return None
    return None


def _number(page: Page, token: Token) -> tuple[int, int] | None:
    """Return a bare number: "Iceland says 34"."""
    following = page.doc[token.i + 1] if token.i + 1 < len(page.doc) else None
    if token.lemma_ == "say" and following is not None and following.pos_ == "NUM":
        return following.left_edge.i, max(
            following.i + 1, following.head.right_edge.i + 1 if following.head.i > following.i else 0
        )
    return None


def _labelled(page: Page, token: Token, children: list[Token]) -> tuple[int, int] | None:
    """Return the tokens of "the levy lopsided", "a fable", "the deal as a blow"; "called on Delhi to" names nothing."""
    if token.lemma_ == "call" and any(child.lower_ in CALLED for child in children if child.i == token.i + 1):
        return None
    parts = [
        child
        for child in children
        if child.dep_ in {"oprd", "ccomp", "xcomp", "dobj", "prep", "attr", "acomp"}
    ]
    naming = [child for child in parts if child.dep_ in {"oprd", "ccomp", "xcomp"} or child.lower_ == "as"]
    naming = (
        naming
        or [word for child in parts if child.dep_ == "dobj" for word in child.subtree if word.lower_ == "as"][
            :1
        ]
    )
    fronted = {
        child.lower_
        for child in token.children
        if child.i < token.i and child.dep_ in {"dobj", "attr", "oprd"}
    }
    if not naming and "which" in fronted:
        naming = [child for child in parts if child.dep_ == "dobj"]
    if not naming or "what" in fronted:
        return None
    first = naming[0].i + 1 if naming[0].lower_ == "as" else naming[0].left_edge.i
    return cut(page, token, first, naming[0].right_edge.i + 1)


def _of(page: Page, token: Token, children: list[Token]) -> tuple[int, int] | None:
    """Return the tokens after "of", "about" or "against" that say what was spoken of."""
    for child in children:
        objects = (
            list(child.children) if child.dep_ == "prep" and child.lower_ in {"of", "against", "for"} else []
        )
        if objects and not (child.lower_ == "for" and token.lemma_ not in {"blame", "fault"}):
            return cut(page, token, objects[0].left_edge.i, child.right_edge.i + 1)
    return None


def cut(page: Page, token: Token, first: int, last: int) -> tuple[int, int]:
    """Return the characters from a token to another, at most to a semicolon; quotations are kept whole."""
    _, end = page.sentence(token)
    last = min(last, end)
    for at in range(first, last):
        if _parts(page, at) and at > first and page.quotation_over(page.doc[at].idx) is None:
            last = at
            break
    if first >= last:
        return page.doc[token.i].idx, page.doc[token.i].idx
    start, stop = page.doc[first].idx, page.doc[last - 1].idx + len(page.doc[last - 1])
    within = page.quotation_over(stop - 1)
    return start, max(stop, within.close if within is not None and within.open >= start else stop)


def _parts(page: Page, at: int) -> bool:
    """Tell whether the words of a speaker end here: at a semicolon, at ", while" and ", adding"."""
    token = page.doc[at]
    if token.text == ";":
        return True
    following = page.doc[at + 1] if token.text == "," and at + 1 < len(page.doc) else None
    if following is None:
        return False
    if following.lower_ in {"and", "but"} and at + 2 < len(page.doc):
        return page.doc[at + 2].tag_ in {"VBD", "VBZ", "VBP"} and speech_verb(page.doc[at + 2]) is not None
    return following.lower_ in {"while", "whereas"} or (
        following.tag_ == "VBG" and speech_verb(following) is not None
    )


def before(page: Page, token: Token, speaker: Token, verb: Verb) -> tuple[int, int] | None:
    """Return the clause that "X said" stands after or inside of, set off by commas."""
    if token.dep_ == "relcl":
        return None
    taken = {"xcomp"} if token.lemma_ in lexicon("addressed") else {"xcomp", "dobj"}
    if "c" not in verb.frame or any(
        child.i > token.i and child.dep_ in taken and child.i != speaker.i for child in token.children
    ):
        return None
    start, end = page.sentence(token)
    first = min(speaker.left_edge.i if speaker.left_edge.i > start else speaker.i, token.i)
    first -= first > start and page.doc[first - 1].lower_ == "as"
    comma = page.doc[first - 1] if first > start + 1 else None
    if comma is None or comma.text not in {",", "—", "–", "-", "?", "!"}:
        return None
    start = clause_start(page, start, first - 1)
    stop = attribution_end(page, token, speaker, end)
    if not _ends(page, stop, end):
        return cut(page, token, start, end) if page.doc[stop].text in {",", "—", "–"} else None
    return (
        (page.doc[start].idx, comma.idx) if start < comma.i and _main(page, start, comma.i, token) else None
    )


def _main(page: Page, start: int, end: int, verb: Token) -> bool:
    """Tell whether what stands before the comma is said: neither "Once the tanks had rolled" nor "On the 27th"."""
    lead = page.doc[start]
    clause = next(
        (child for child in verb.children if child.dep_ == "advcl" and start <= child.i < end), None
    )
    if clause is not None and lead.i == clause.left_edge.i and lead.dep_ in {"mark", "advmod"}:
        return False
    verbs = any(
        token.pos_ in {"VERB", "AUX"} and token.tag_ not in {"VBG", "VBN"} for token in page.doc[start:end]
    )
    return verbs or lead.pos_ not in {"ADP", "ADV", "SCONJ", "VERB"}


def clause_start(page: Page, start: int, end: int) -> int:
    """Return the first token of the clause: after a semicolon or colon, past a leading "and" or "but"."""
    for at in range(end - 1, start, -1):
        if page.doc[at].text in {";", ":"} and page.quotation_over(page.doc[at].idx) is None:
            start = at + 1
            break
    while start < end and (page.doc[start].lower_ in {"and", "but", "or"} or page.doc[start].is_space):
        start += 1
    return start


def _ends(page: Page, stop: int, end: int) -> bool:
    """Tell whether nothing but a stop, a conjunct or an aside follows."""
    if stop >= end or page.doc[stop].text in {".", ";", "?", "!"} or page.doc[stop].is_space:
        return True
    after = page.doc[stop + 1] if stop + 1 < end else None
    return after is None or after.tag_ in {"VBG", "WP", "WDT", "CC", "IN"} or after.is_quote


def as_told(page: Page, token: Token) -> tuple[int, int] | None:
    """Return the clause behind "As X says, …"."""
    start, end = page.sentence(token)
    lead = next((word for word in page.doc[start:end] if not word.is_punct and not word.is_space), None)
    if lead is None or lead.lower_ != "as" or token.dep_ != "advcl" or token.i - lead.i > PARENTHESIS:
        return None
    comma = next(
        (word for word in page.doc[token.i : min(token.i + PARENTHESIS, end)] if word.text == ","), None
    )
    return cut(page, token, comma.i + 1, end) if comma is not None and comma.i + 1 < end else None
