"""Indirect speech: a verb of speech in its parse in, the words that it gives to its subject out.

Covers "X said (that) …", "…, X said, …", "X denied having …", "X called it …", "X spoke of …", "according to X, …".
The parse decides who speaks and where the words begin; commas and semicolons decide where they end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.roles import role as office
from multipolar.read.speech import Verb, speech_verb, verbs
from multipolar.read.statements_tellings import Page, Telling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

RELATIVE = frozenset({"who", "which", "that"})
FIRST_AND_SECOND = frozenset({"i", "we", "you"})
MODALS = frozenset(
    {"would", "could", "may", "might", "should", "must", "can", "will", "shall", "to", "’ll", "'ll"}
)
VIEWS = frozenset({"view", "opinion", "telling", "count", "reckoning", "estimate", "account", "version"})
KNOWN = frozenset({"know", "known", "slip", "transpire"})  # "let it be known that"
NOBODY = frozenset({"nobody", "none", "noone", "some", "many", "neither"})
DASHES = frozenset({"—", "–", "-", "--"})
ADDRESSED = frozenset({"tell", "inform", "assure", "reassure", "remind", "warn", "notify", "advise"})
PARENTHESIS = 10  # tokens that "X said on Monday" between two commas may have
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Return the head of the words for who speaks, None where the sentence does not say."""
    agent = next((child for child in verb.children if child.dep_ == "agent"), None)
    if agent is not None and verb.lemma_ != "quote":
        return next((child for child in agent.children if child.dep_ == "pobj"), None)
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return _antecedent(child, verb)
    if verb.dep_ in {"acl", "relcl"} and verb.head.pos_ in {"NOUN", "PROPN"}:
        return verb.head
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.i and verb.doc[verb.i - 1].text == ",":
        return _main_subject(verb, depth)
    if depth < 5 and verb.dep_ in {"conj", "xcomp", "advcl", "pcomp"} and verb.head is not verb:
        return subject(verb.head, depth + 1)
    return subject(verb.head, depth + 1) if depth < 5 and verb.dep_ == "prep" else None


def past_dateline(page: Page, speaker: Token, verb: Token) -> Token:
    """Return the noun behind the dash where the parse took the dateline for the subject: "LAGOS — The minister said"."""
    if not speaker.text.isupper() or speaker.i > verb.i:
        return speaker
    dash = next(
        (token.i for token in page.doc[speaker.i + 1 : min(speaker.i + 14, verb.i)] if token.text in DASHES),
        None,
    )
    nouns = page.doc[dash + 1 : verb.i] if dash is not None else ()
    near = (
        token
        for token in nouns
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ not in {"compound", "poss", "nmod"}
    )
    return next(near, speaker)


def _antecedent(noun: Token, verb: Token) -> Token | None:
    """Return what a relative pronoun stands for, else the noun itself."""
    if noun.lower_ in RELATIVE and noun.tag_ in {"WDT", "WP", "IN"}:
        return verb.head if verb.dep_ == "relcl" else None
    return noun


def aside(page: Page, verb: Token) -> Token | None:
    """Return the subject of "…, a minister stressed, …": the noun between the comma and the verb."""
    at, floor = verb.i - 1, max(page.sentence(verb)[0], verb.i - PARENTHESIS)
    while at > floor and page.doc[at].pos_ in {
        "NOUN",
        "PROPN",
        "ADJ",
        "DET",
        "NUM",
        "ADV",
        "PRON",
        "PART",
        "ADP",
    }:
        at -= 1
    nouns = [token for token in page.doc[at + 1 : verb.i] if token.pos_ in {"NOUN", "PROPN", "PRON"}]
    if page.doc[at].text != "," or not nouns or any(token.lower_ in RELATIVE for token in nouns):
        return None
    end = _attribution_end(page, verb, nouns[0], page.sentence(verb)[1])
    if end >= len(page.doc) or page.doc[end].text != "," or end - verb.i > PARENTHESIS:
        return None
    place = next((token.i for token in page.doc[at + 1 : verb.i] if token.pos_ == "ADP"), verb.i)
    return next((token for token in reversed(nouns) if token.i < place), nouns[0])


def inverted(page: Page, verb: Token) -> Token | None:
    """Return the subject of "…, quipped a trader, …": the noun right behind a verb that follows a comma."""
    if (
        verb.i < 2
        or page.doc[verb.i - 1].text != ","
        or verb.i + 1 >= len(page.doc)
        or verb.tag_ in {"VBG", "VB"}
    ):
        return None
    following = page.doc[verb.i + 1]
    if following.pos_ not in {"DET", "PROPN", "ADJ", "NUM", "NOUN"} or following.lower_ in {"that", "what"}:
        return None
    for token in page.doc[verb.i + 1 : verb.i + 8]:
        if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "poss", "nmod"}:
            return (
                token if token.ent_type_ in {"PERSON", "GPE", "NORP"} or office(token) is not None else None
            )
    return None


def _main_subject(verb: Token, depth: int) -> Token | None:
    """Return the subject of ", adding that …": that of the verb of saying above, not of what it says."""
    head = verb.head
    for _ in range(3):
        if head.dep_ != "ccomp" or speech_verb(head.head) is None:
            break
        head = head.head
    return subject(head, depth + 1) if depth < 5 and head is not verb else None


def _headless(verb: Token) -> bool:
    """Tell whether the clause after the verb has no subject of its own: it goes on with the one before the aside."""
    clauses = [child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i]
    return not clauses or not any(child.dep_ in SUBJECTS for child in clauses[0].children)


def told(verb: Token) -> bool:
    """Tell whether the verb says that the words were said: not denied, not merely possible, not done to someone."""
    children = list(verb.children)
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return False
    passive = any(child.dep_ == "auxpass" for child in children)
    if passive and not any(child.dep_ == "agent" for child in children) and verb.lemma_ != "quote":
        return False
    only = any(child.lower_ == "only" for child in children)  # "would only say that"
    if any(child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in MODALS) for child in children):
        return only
    return verb.tag_ != "VB" or any(
        child.lower_ in {"do", "does", "did"} for child in children if child.dep_ == "aux"
    )


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
        elif token.lower_ in VIEWS or token.lower_ == "words":
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
    if speaker is not None and _fit(speaker) and not (between is not None and _headless(token)):
        span = _complement(page, token, verb)
    if span is None:
        speaker = between or speaker
        span = _before(page, token, speaker, verb) if speaker is not None and _fit(speaker) else None
        span = span or _as_told(page, token)
    if span is None or speaker is None:
        return
    start, end = page.trim(*span)
    if start < end:
        yield Telling(start, end, token, speaker, direct=False)


def _as_told(page: Page, token: Token) -> tuple[int, int] | None:
    """Return the clause behind "As X says, …"."""
    start, end = page.sentence(token)
    lead = next((word for word in page.doc[start:end] if not word.is_punct and not word.is_space), None)
    if lead is None or lead.lower_ != "as" or token.dep_ != "advcl" or token.i - lead.i > PARENTHESIS:
        return None
    comma = next(
        (word for word in page.doc[token.i : min(token.i + PARENTHESIS, end)] if word.text == ","), None
    )
    return _cut(page, token, comma.i + 1, end) if comma is not None and comma.i + 1 < end else None


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
    known = next((word for word in words if word.lower_ in KNOWN), None)
    if (
        speaker is None
        or known is None
        or known.i + 2 >= len(page.doc)
        or page.doc[known.i + 1].lower_ != "that"
    ):
        return
    _, end = page.sentence(token)
    start, stop = page.trim(*_cut(page, token, known.i + 2, end))
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
    if number is None or speaker is None or not _fit(speaker) or (passive and agent is None):
        return
    start, end = page.sentence(token)
    span = (start, agent.i) if agent is not None and agent.i > token.i else (token.i + 1, end)
    begin, stop = page.trim(*_cut(page, token, *span))
    if begin < stop:
        yield Telling(begin, stop, token, speaker, direct=False)


def _fit(speaker: Token) -> bool:
    """Tell whether a subject can speak: "what", "there" and "this" cannot."""
    if speaker.lower_ in FIRST_AND_SECOND | NOBODY:
        return False
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
    """Return the tokens of "the levy lopsided", "a fable", "the deal as a blow"."""
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
    return _cut(page, token, first, naming[0].right_edge.i + 1)


def _of(page: Page, token: Token, children: list[Token]) -> tuple[int, int] | None:
    """Return the tokens after "of", "about" or "against" that say what was spoken of."""
    for child in children:
        objects = (
            list(child.children) if child.dep_ == "prep" and child.lower_ in {"of", "against", "for"} else []
        )
        if objects and not (child.lower_ == "for" and token.lemma_ not in {"blame", "fault"}):
            return _cut(page, token, objects[0].left_edge.i, child.right_edge.i + 1)
    return None


def _cut(page: Page, token: Token, first: int, last: int) -> tuple[int, int]:
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


def _before(page: Page, token: Token, speaker: Token, verb: Verb) -> tuple[int, int] | None:
    """Return the clause that "X said" stands after or inside of, set off by commas."""
    if token.dep_ == "relcl":
        return None
    taken = {"xcomp"} if token.lemma_ in ADDRESSED else {"xcomp", "dobj"}
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
    start = _clause_start(page, start, first - 1)
    stop = _attribution_end(page, token, speaker, end)
    if not _ends(page, stop, end):
        return _cut(page, token, start, end) if page.doc[stop].text in {",", "—", "–"} else None
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
    last = speaker.right_edge.i if token.i < speaker.i < speaker.right_edge.i < token.i + 30 else speaker.i
    at = max(token.i, last) + 1
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
        span = page.doc[_clause_start(page, start, first)].idx, page.doc[first].idx
    else:
        span = _cut(page, token, _clause_start(page, start, first), end)
    begin, stop = page.trim(*span)
    if begin < stop:
        yield Telling(begin, stop, token, speaker, direct=False)
