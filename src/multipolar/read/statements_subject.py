"""Who speaks: a verb of speech in its parse in, the head of the words for its subject out.

The parse decides, but for three places where it often errs: asides between commas ("…, a minister stressed, …"),
inversion ("…, quipped a trader, …") and datelines ("LAGOS — The minister said").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.roles import role as office
from multipolar.read.speech import lexicon, speech_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from multipolar.read.statements_tellings import Page

RELATIVE = frozenset({"who", "which", "that"})
FIRST_AND_SECOND = frozenset({"i", "we", "you"})
DASHES = frozenset({"—", "–", "-", "--"})
DEEP = 3  # steps from "Bangkok" up to "a spokeswoman for the embassy in Bangkok"
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
        return bearer(verb.head) if verb.dep_ == "relcl" else None
    return noun


def bearer(noun: Token) -> Token:
    """Return the person to whom words behind a place or a body belong: "a diplomat in Canberra, who …" is about him."""
    for _ in range(DEEP):
        link = noun.head
        if (
            noun.dep_ != "pobj"
            or link.pos_ != "ADP"
            or link.head.pos_ not in {"NOUN", "PROPN"}
            or _person(noun)
        ):
            break
        if _person(link.head):
            return link.head
        noun = link.head
    return noun


def _person(noun: Token) -> bool:
    known = office(noun)
    return noun.ent_type_ == "PERSON" or (known is not None and known.kind == "person")


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
    end = attribution_end(page, verb, nouns[0], page.sentence(verb)[1])
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


def headless(verb: Token) -> bool:
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
    if any(
        child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in lexicon("modal"))
        for child in children
    ):
        return only
    return verb.tag_ != "VB" or any(
        child.lower_ in {"do", "does", "did"} for child in children if child.dep_ == "aux"
    )


def can_speak(speaker: Token) -> bool:
    """Tell whether a subject can speak: "what", "there" and "this" cannot."""
    if speaker.lower_ in FIRST_AND_SECOND | lexicon("nobody"):
        return False
    if any(child.lower_ in {"no", "few"} and child.dep_ in {"det", "amod"} for child in speaker.children):
        return False
    nominal = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"}
    return speaker.pos_ in nominal and speaker.lower_ not in lexicon("mute")


def attribution_end(page: Page, token: Token, speaker: Token, end: int) -> int:
    """Return the token after "X said on Monday": the first comma or stop after both the subject and the verb."""
    last = speaker.right_edge.i if token.i < speaker.i < speaker.right_edge.i < token.i + 30 else speaker.i
    at = max(token.i, last) + 1
    while at < end and page.doc[at].text not in {",", ";", ".", "?", "!", "—", "–", "\n"}:
        at += 1
    return at
