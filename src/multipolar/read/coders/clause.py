"""Clauses: who stands where about a trigger, read off the dependency parse.

In: a token that may tell an act (a verb or a noun) and the parse it stands in (ClearNLP labels of spaCy's English
models). Out: slots, such as ("subj", head of "Pakistani generals") or ("to", head of "Moscow"), with passives
turned round, subjects carried through control, coordination and relative clauses, and the arguments of
"hold talks with" given to the noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj"})
OBJECTS = frozenset({"dobj", "attr", "oprd"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
# Verbs that put what they command into a noun: "hold talks", "pay a visit", "sign an agreement".
REACH = 6  # steps up the tree for a subject; longer chains are parse errors more often than sentences


def slots(trigger: Token) -> list[tuple[str, Token]]:
    """Return (slot, head token) pairs about a trigger: subj, obj, iobj, by, poss, mod and prepositions."""
    own = list(_noun_slots(trigger) if trigger.pos_ in {"NOUN", "PROPN", "ADJ"} else _verb_slots(trigger))
    return list(dict.fromkeys((slot, each) for slot, head in own for each in coordinated(head)))


def coordinated(head: Token) -> Iterator[Token]:
    """Yield a noun and those joined to it by "and"."""
    yield head
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}:
            yield from coordinated(child)


def passive(verb: Token) -> bool:
    """Tell whether a verb stands in the passive or as a bare participle after its noun."""
    if any(child.dep_ in {"nsubjpass", "auxpass", "agent"} for child in verb.children):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def _verb_slots(verb: Token) -> Iterator[tuple[str, Token]]:
    turned = passive(verb)
    for child in verb.children:
        if child.dep_ == "nsubjpass":
            yield "obj", antecedent(child)
        elif child.dep_ in SUBJECTS:
            yield "obj" if turned else "subj", antecedent(child)
        elif child.dep_ in OBJECTS:
            yield "obj", antecedent(child)
            yield from _phrases(child)
        elif child.dep_ == "dative" and child.pos_ != "ADP":
            yield "iobj", child
    if not any(child.dep_ in SUBJECTS | {"nsubjpass"} for child in verb.children):
        yield from (("obj" if turned else "subj", head) for head in _carried(verb))
    yield from _phrases(verb)


def _noun_slots(noun: Token) -> Iterator[tuple[str, Token]]:
    for child in noun.children:
        if child.dep_ == "poss":
            yield "poss", antecedent(child)
        elif child.dep_ in {"amod", "compound", "nmod", "nummod"}:
            yield "mod", child
        elif child.dep_ in {"relcl", "acl"} and child.pos_ == "VERB":
            yield from _participle(child)
    yield from _phrases(noun)
    verb = governor(noun)
    if verb is not None:
        yield from ((slot, head) for slot, head in _verb_slots(verb) if head is not noun)


def _participle(verb: Token) -> Iterator[tuple[str, Token]]:
    """Yield who stands about the verb of a relative clause: "the pact signed by Rome with Tunis"."""
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.lower_ not in RELATIVE:
            yield "subj", child
    yield from _phrases(verb)


def _phrases(head: Token) -> Iterator[tuple[str, Token]]:
    """Yield the objects of prepositions that hang on a word, and on those prepositions."""
    for child in head.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.pos_ in {"ADP", "SCONJ", "VERB"}:
            name = "by" if child.dep_ == "agent" else child.lower_
            for grandchild in child.children:
                if grandchild.dep_ in {"pobj", "pcomp"}:
                    yield name, antecedent(grandchild)
                    yield from ((inner, each) for inner, each in _phrases(grandchild) if inner != "of")
                elif grandchild.dep_ == "prep":
                    yield from (
                        (grandchild.lower_, last) for last in grandchild.children if last.dep_ == "pobj"
                    )


def governor(noun: Token) -> Token | None:
    """Return the verb whose object (or prepositional object) a noun is, if any."""
    head = noun
    for _ in range(3):
        if head.dep_ in {"conj", "appos"}:
            head = head.head
        elif head.dep_ in {"dobj", "nsubjpass", "attr"}:
            return head.head if head.head.pos_ in {"VERB", "AUX"} else None
        elif head.dep_ == "pobj" and head.head.head.pos_ == "VERB" and head.head.head is not head.head:
            return head.head.head
        else:
            return None
    return None


def _carried(verb: Token) -> Iterator[Token]:
    """Yield the subject that a verb without one takes from the clause it hangs in."""
    for _ in range(REACH):
        head, bound = verb.head, verb.dep_ == "xcomp"
        if head is verb:
            return
        if verb.dep_ == "acl" and verb.tag_ == "VB" and head.pos_ == "NOUN":
            yield from (child for child in head.children if child.dep_ == "poss")
            verb = governor(head) or head  # "hopes to finalise plans to buy": the hoper buys
        elif verb.dep_ in {"relcl", "acl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
            yield head
            return
        elif verb.dep_ not in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep"}:
            return
        else:
            verb = head
        found = [antecedent(c) for c in verb.children if c.dep_ in SUBJECTS | {"nsubjpass"}]
        command = [c for c in verb.children if c.dep_ in {"dobj", "dative"}] if bound else []
        if command or found:
            yield from command or found
            return


def antecedent(token: Token) -> Token:
    """Return the noun for which a relative pronoun stands, else the token."""
    if token.lower_ not in RELATIVE:
        return token
    for ancestor in token.ancestors:
        if ancestor.dep_ == "relcl":
            return ancestor.head
    return token
