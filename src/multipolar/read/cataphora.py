"""Cataphora: "In its first note, Ghana …": a pronoun before the subject of its sentence, which it stands for.

In: a pronoun that nothing said before explains. Out: the subject of the main clause, where the pronoun stands in
a phrase or clause in front of it, and what that subject stands for, where number and gender agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.lists import last_of
from multipolar.read.pronouns import empty
from multipolar.read.slots import bodily

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from multipolar.read.pronouns import Pronoun
    from multipolar.read.referents import Referent

DEEP = 8  # levels from a pronoun up to the main clause
IN_FRONT = frozenset({"prep", "advcl"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OWNING = frozenset({"poss", *SUBJECTS})


def subject_ahead(token: Token, word: Pronoun) -> Token | None:
    """Return the subject of the main clause that the phrase of a pronoun stands before, null where it does not."""
    if token.dep_ not in OWNING:  # "behind him stood the general" is of two men
        return None
    if word.gender == "n" and (empty(token) or bodily(token)):  # "as it happens", "before it sank"
        return None
    node = token
    for _ in range(DEEP):
        if node.head is node:
            return None
        if node.dep_ in IN_FRONT and node.left_edge.is_sent_start and node.head.pos_ in {"VERB", "AUX"}:
            return next((c for c in node.head.children if c.dep_ in SUBJECTS and c.i > token.i), None)
        node = node.head
    return None


def meant_ahead(subject: Token, word: Pronoun, known: Mapping[int, Referent]) -> Referent | None:
    """Return what a subject stands for where it can be what a pronoun before it means."""
    found = known.get((last_of(subject) if word.plural else subject).i)
    if found is None or found.own:
        return None
    many = len(found.codes) > 1
    if word.plural:
        return found if many or (found.sort == "people" and found.plural) else None
    if found.plural or many or last_of(subject) is not subject:
        return None
    if word.gender == "n":
        return found if found.sort in {"state", "group"} else None
    return found if found.sort == "person" and found.gender in {None, word.gender} else None
