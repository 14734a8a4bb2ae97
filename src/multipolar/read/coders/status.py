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
    from collections.abc import Mapping
    from datetime import date

    from spacy.tokens import Token

    from multipolar.ledger.records import Interval, Status

# Acts which, as long as they are only planned, are promises (PLOVER: future cooperation is AGREE).
PROMISED = frozenset({"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
KEPT = frozenset({"invite", "invitation", "propose", "proposal"})  # acts of AGREE that are done in being said
SAID_NO = frozenset({"no", "never", "neither", "nobody", "none"})
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
        if head is None and token.dep_ in {"xcomp", "ccomp", "acl", "pcomp", "prep", "pobj", "dobj"}:
            head = token.head
        if head is None or head is token or (token.dep_ == "ccomp" and head.i > token.i):
            break  # "the pact was signed; Rome never ratified it" is two sentences to the parser's one
        if head.pos_ in {"VERB", "AUX", "NOUN", "ADJ"} or head.lower_ == "without":
            found.append(head)
        token = head
    return found


def likeliest(trigger: Token, chance: Mapping[Status, float], ruled: float) -> Status:
    """Return the likeliest status of an act: the rule's counts `ruled` more than its chance (a natural logarithm)."""
    own = reading(trigger)
    return max(chance, key=lambda each: chance[each] + ruled * (each == own))


def reading(trigger: Token) -> Status:
    """Return the status of an act by rule alone."""
    links = chain(trigger)
    if any(_negated(token) for token in links):
        return "denied"
    if ending(trigger).endswith("?"):
        return "possible"
    found = [mood for number, token in enumerate(links) if (mood := _mood(token, governing=number > 0))]
    if found:
        doubted = found[0] == "planned" and moods().get(links[-1].lemma_.lower()) == "possible"
        return "possible" if doubted else found[0]  # "fear that X will attack"
    return _tense(next((t for t in links if t.pos_ in {"VERB", "AUX"}), trigger))


def _negated(token: Token) -> bool:
    """Tell whether a word is denied: "did not", "no longer", "no troops were", "neither side", "have yet to"."""
    for child in token.children:
        if child.dep_ == "neg" or child.lower_ in SAID_NO:
            return True
        below = child.children if child.dep_ in {"nsubj", "nsubjpass", "advmod"} else ()
        if any(word.lower_ in {"no", "neither"} for word in below):
            return True
        if child.lower_ == "yet" and token.lemma_ == "have":
            return any(word.dep_ == "xcomp" for word in token.children)
    return False


def _mood(token: Token, *, governing: bool) -> Status | None:
    """Return the status that a word or its auxiliaries give."""
    to_do = any(child.dep_ == "xcomp" and _infinitive(child) for child in token.children)
    if governing and to_do and (token.lemma_ == "be" or (token.lemma_ == "go" and token.tag_ == "VBG")):
        return "planned"  # "is to visit", "is going to visit"
    for child in token.children:
        if child.lower_ == "would" and _told(token):
            return "planned"  # "said that it would sell": the future of the past
        if child.dep_ in {"aux", "mark", "advmod"} and child.lower_ in moods():
            return moods()[child.lower_]
    if not governing:
        return None
    ruled_out = token.lemma_ == "rule" and any(child.lower_ == "out" for child in token.children)
    return "denied" if ruled_out else moods().get(token.lemma_.lower())


def _infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _told(verb: Token) -> bool:
    """Tell whether a verb stands in what somebody said."""
    return verb.dep_ == "ccomp" and verb.head.tag_ in {"VBD", "VBN"}


def _tense(verb: Token) -> Status:
    """Return what goes on and what is past, by tense."""
    aux = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if verb.tag_ == "VBG" and aux & {"is", "are", "am", "'s", "’s", "been", "'re"}:
        return "ongoing"
    if "to" in aux and (aux & {"is", "are", "was", "were"} or verb.dep_ == "ROOT"):
        return "planned"  # also the headline's "Belgium to give Chad two aircraft"
    if verb.tag_ in {"VBZ", "VBP"} and not aux & {"has", "have"}:
        return "ongoing" if closed(ending(verb)) else "done"  # a headline tells the past in the present tense
    return "done"


def ending(token: Token) -> str:
    """Return the last words of a token's sentence: all of it, once for each act, takes long in a long one."""
    return "".join(word.text_with_ws for word in token.sent[-4:]).rstrip()


def closed(sentence: str) -> bool:
    """Tell whether a sentence ends like one of running text, not like a headline."""
    return sentence.rstrip().rstrip("\"'”’»)]").endswith((".", "!", "?", ":", ";", ",", "…"))


def status_of(trigger: Token, kind: str) -> tuple[str, Status]:
    """Return the type and status of an act: a planned, promised or hoped-for act of cooperation is AGREE, planned."""
    status = reading(trigger)
    if kind == "AGREE" and status in {"done", "ongoing"} and trigger.lemma_.lower() not in KEPT:
        status = "planned"  # a promise is given, what it promises is to come
    return ("AGREE" if status == "planned" and kind in PROMISED else kind), status


def ahead(kind: str, status: Status, day: Interval | None, published: date | None) -> Status:
    """Return the status in view of the day told: "Kofi flies to Accra on Saturday" is planned on the Thursday before."""
    later = day is not None and published is not None and day.low > published
    return "planned" if later and kind in PROMISED and status in {"done", "ongoing"} else status
