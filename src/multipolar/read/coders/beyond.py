"""Acts beyond the guide: inside a state, or by and against private persons. `multipolar code` tells them, a ledger holds none.

In: what the model reads in the words of a sentence. Out: acts with whoever stands about the word in the parse: a party with the
state that it belongs to, or with no code where the sentence does not tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.ledger.records import Party
from multipolar.read.coders.clause import slots
from multipolar.read.coders.entry import Entry
from multipolar.read.coders.model import mode_of
from multipolar.read.coders.status import likeliest
from multipolar.read.roles import NOUNS, role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from multipolar.read.coders.model import Card, Reading
    from multipolar.read.coders.scene import Scene

ACTING = ("subj", "by", "poss", "mod", "from")
SUFFERING = (
    "obj", "iobj", "against", "to", "with", "on", "of", "at", "for", "in", "over", "toward", "into", "between", "among",
)  # fmt: skip
# Whoever stands there acts, be he called what he may; elsewhere "tear gas" stands as often as a man.
DOING = ("subj", "by")
NEAR = 3  # tokens within which two words tell one act


def beyond(scene: Scene, read: Iterable[Reading], told: Card, taken: Iterable[int]) -> list[Entry]:
    """Return the acts that no two states do: the likeliest words first, none beside a word that tells one already."""
    kept: dict[int, Entry] = {}
    closed = set(taken)
    for each in sorted(read, key=lambda one: -one.any):
        alike = (other for other, act in kept.items() if act.type == next(iter(each.type)))
        near = any(abs(each.token - other) <= NEAR for other in (*closed, *alike))
        if each.any >= told.least_any and not near:
            kept[each.token] = entry(scene, each, told)
    return list(kept.values())


def entry(scene: Scene, read: Reading, told: Card) -> Entry:
    """Return what a word tells as a decided act."""
    trigger, kind = scene.doc[read.token], next(iter(read.type))
    sides = [side(scene, trigger, names) for names in (ACTING, SUFFERING)]
    return Entry(
        trigger=trigger,
        type=kind,
        mode=mode_of(read, told, kind),
        status=likeliest(trigger, read.status, told.ruled),
        actors=sides[0],
        recipients=tuple(each for each in sides[1] if each not in sides[0]),
        mutual=False,
        confidence=read.any,
        coder="encoder",
        rule=f"encoder: {trigger.lemma_.lower()}, beyond states",
    )


def side(scene: Scene, trigger: Token, names: tuple[str, ...]) -> tuple[Party, ...]:
    """Return the parties in the first of the slots that someone stands in."""
    standing = slots(trigger)
    for name in names:
        heads = [head for slot, head in standing if slot == name and head.pos_ in NOUNS | {"PRON"}]
        found = [each for head in heads for each in parties(scene, head, named=name not in DOING)]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def parties(scene: Scene, head: Token, *, named: bool) -> list[Party]:
    """Return whom a noun phrase stands for; where only a name or a role will do (`named`), none for other nouns."""
    known = role(head) if head.pos_ in NOUNS else None
    held = list(scene.held(head))
    if held:
        return [
            Party(each.code.split("/")[0], known.sector if known else each.mention.sector, *_words(head))
            for each in held[:1]
        ]
    if known or not named or head.ent_type_ in {"PERSON", "ORG", "NORP"}:
        return [Party(None, known.sector if known else None, *_words(head))]
    return []


def _words(head: Token) -> tuple[str, int, int]:
    """Return a noun with the words before it that belong to it, and where they stand."""
    span = head.doc[head.left_edge.i : head.i + 1]
    return span.text, span.start_char, span.end_char
