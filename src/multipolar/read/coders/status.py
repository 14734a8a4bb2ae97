"""Status: whether an act is done, goes on, is planned, may happen, or did not happen.

In: a trigger in its parse. Out: its status, by negation, modal verbs, tense, and the verb
that the act hangs on ("hopes to buy" is planned, "refused to sell" denied). Words and their
readings stand in `moods.csv` (word, status, source).
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from multipolar.read.coders.clause import governor

if TYPE_CHECKING:
    from spacy.tokens import Token

    from multipolar.ledger.records import Status

# Acts which, as long as they are only planned, are promises (PLOVER: future cooperation is AGREE).
PROMISED = frozenset({"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
CHAIN = 4  # verbs up the tree that may govern an act


@cache
def moods() -> dict[str, Status]:
    """Return the words that give an act a status: modal verbs, governing verbs and nouns, adverbs."""
    with files(__package__).joinpath("moods.csv").open(encoding="utf-8") as lines:
        return {row["word"]: cast("Status", row["status"]) for row in csv.DictReader(lines)}


def chain(trigger: Token) -> list[Token]:
    """Return the trigger and the verbs, nouns and adjectives that it hangs on, nearest first."""
    found, token = [trigger], trigger
    for _ in range(CHAIN):
        head = governor(token) if token.pos_ in {"NOUN", "PROPN"} else None
        if head is None and token.dep_ in {"xcomp", "ccomp", "acl", "pcomp", "prep", "pobj", "dobj", "advcl"}:
            head = token.head
        if head is None or head is token:
            break
        if head.pos_ in {"VERB", "AUX", "NOUN", "ADJ"}:
            found.append(head)
        token = head
    return found


def reading(trigger: Token) -> Status:
    """Return the status of an act by rule alone."""
    links = chain(trigger)
    if any(child.dep_ == "neg" or child.lower_ in {"no", "never", "neither"} for t in links for child in t.children):
        return "denied"
    if trigger.sent.text.rstrip().endswith("?"):
        return "possible"
    for number, token in enumerate(links):
        mood = _mood(token, governing=number > 0)
        if mood:
            return mood
    return _tense(next((t for t in links if t.pos_ in {"VERB", "AUX"}), trigger))


def _mood(token: Token, *, governing: bool) -> Status | None:
    """Return the status that a word or its auxiliaries give."""
    for child in token.children:
        if child.dep_ in {"aux", "mark", "advmod"} and child.lower_ in moods():
            return moods()[child.lower_]
    return moods().get(token.lemma_.lower()) if governing else None


def _tense(verb: Token) -> Status:
    """Return what goes on and what is past, by tense."""
    aux = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if verb.tag_ == "VBG" and aux & {"is", "are", "am", "'s", "’s", "been", "'re"}:
        return "ongoing"
    if "to" in aux and aux & {"is", "are", "was", "were"}:
        return "planned"
    if verb.tag_ in {"VBZ", "VBP"} and "has" not in aux and not verb.sent.text.strip().istitle():
        return "ongoing"
    return "done"


def status_of(trigger: Token, kind: str) -> tuple[str, Status]:
    """Return the type and status of an act: a planned, promised or hoped-for act of cooperation is AGREE, planned."""
    status = reading(trigger)
    return ("AGREE" if status == "planned" and kind in PROMISED else kind), status
