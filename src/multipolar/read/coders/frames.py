"""Frames: who acts on whom, as hypotheses about a trigger.

In: a trigger with its act and the scene. Out: hypotheses, each with the features that say how its parties were found
(`gate.py` judges them). The frame of the lexicon says where parties stand: subject → object is the rule; visitors go to
places, buyers come second, receivers are acted on. Where the clause names too few, the nearest other states of this and the
two sentences before are tried, and those that the page is about, one hypothesis each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multipolar.read.coders.clause import governor, passive, slots
from multipolar.read.coders.lexicon import acts_of, by_noun, effects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from multipolar.read.coders.lexicon import Act
    from multipolar.read.coders.scene import Held, Scene

# Prepositions in the order in which they name the one acted on.
ACTED_ON = ("iobj", "to", "against", "on", "with", "toward", "towards", "upon", "at", "between", "among", "over", "from",
            "into", "for", "in", "of", "about", "via")  # fmt: skip
PLACES = ("obj", "to", "in", "at", "for", "into", "with", "from")
NAMING = ("is", "own", "of", "with", "between", "to")  # how a phrase may name a party, surest first
TRIES = 3  # other states tried where the clause names too few
THEMES = 2  # and of those that the page names most often
HARD = frozenset({"SANCTION", "ASSAULT", "COERCE", "MOBILIZE", "THREATEN", "PROTEST"})
MEETING = frozenset({"CONSULT", "AGREE", "CONCEDE", "RETREAT"})
RECIPROCAL = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AGREE", "ASSAULT"})  # "Oslo and Rome agreed"
ASKED = frozenset({"REQUEST", "AGREE", "ACCUSE", "THREATEN"})  # "turned down a request by the United States"
WORDS = frozenset({"REQUEST", "ACCUSE", "REJECT"})


@dataclass(frozen=True, slots=True)
class Side:
    """Parties of one side and how they were found ("subj.is", "near.0.people")."""

    held: tuple[Held, ...]
    how: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The party codes."""
        return tuple(dict.fromkeys(each.code for each in self.held))


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An act that a trigger may tell."""

    trigger: Token
    act: Act
    kind: str  # PLOVER type after what the governing verb does to it
    actors: Side
    recipients: Side
    mutual: bool

    @property
    def codes(self) -> frozenset[str]:
        """All parties."""
        return frozenset(self.actors.codes + self.recipients.codes)


def hypotheses(scene: Scene, trigger: Token, acts: Sequence[Act]) -> Iterator[Hypothesis]:
    """Yield what a trigger may tell: for each act that it may be, each way to fill its two sides."""
    for act in acts:
        kind = act.type if _is_verb(trigger) else under(trigger, act)
        stand = _stands(scene, trigger)
        first, second = _sides(trigger, act, stand)
        for actors in first or list(_others(scene, trigger, second[:1])):
            for recipients in second or list(_others(scene, trigger, [actors])):
                left = tuple(each for each in recipients.held if each.code not in actors.codes)
                if left and actors.held:
                    yield Hypothesis(
                        trigger, act, kind, actors, Side(left, recipients.how), act.frame == "with"
                    )


def operates(trigger: Token) -> bool:
    """Tell whether a verb only does something to a noun that tells the act ("hold talks"): the noun is the trigger."""
    if not effects(trigger) or by_noun(trigger, trigger.lemma_.lower()):
        return False
    objects = [head for slot, head in slots(trigger) if slot == "obj"]
    return any(head.pos_ == "NOUN" and acts_of(head) for head in objects)


def under(noun: Token, act: Act) -> str:
    """Return the type of an act told by a noun under its verb: "seek aid" requests, "suspend aid" sanctions."""
    verb = governor(noun)
    done = effects(verb) if verb is not None else ()
    if act.type in HARD:
        lifted = {"SANCTION": "CONCEDE", "COERCE": "CONCEDE"}.get(act.type, "RETREAT")
        return lifted if "LIFT" in done else act.type
    if act.type in WORDS:
        return "REJECT" if "REJECT" in done else act.type
    changed = [effect for effect in ("AGREE", "REQUEST", "REJECT", "SANCTION") if effect in done]
    if not changed or (changed[0] == "SANCTION" and act.type in MEETING):
        return act.type  # a visit that ends was a visit
    return changed[0]


def _is_verb(trigger: Token) -> bool:
    return trigger.pos_ in {"VERB", "AUX"}


def _stands(scene: Scene, trigger: Token) -> dict[str, list[Held]]:
    """Return slot → the parties that stand in it."""
    found: dict[str, list[Held]] = {}
    for slot, head in slots(trigger):
        held = list(scene.held(head))
        surest = min((NAMING.index(each.manner) for each in held if each.manner in NAMING), default=None)
        if surest is not None:
            held = [each for each in held if each.manner == NAMING[surest]]
        found.setdefault(slot, []).extend(held)
    return found


def _sides(trigger: Token, act: Act, stand: dict[str, list[Held]]) -> tuple[list[Side], list[Side]]:
    """Return the ways in which the clause itself fills the two sides, likeliest first."""
    if _is_verb(trigger):
        firsts = _named(stand, ("by",) if passive(trigger) else ("subj",))
    else:
        firsts = _named(stand, ("by", "subj", "poss", "mod", "from", "of"))
    order: tuple[str, ...] = PLACES if act.frame == "visit" else ("obj", *ACTED_ON)
    if not _is_verb(trigger):
        whose = ("by", "from", "poss", "mod") if act.type in ASKED and "subj" in stand else ()
        order = ("between", *whose, *ACTED_ON, "poss", "mod", "obj")
    if act.frame == "receive":
        return _named(stand, ("from", "by", "obj", "of")), firsts
    verb = None if _is_verb(trigger) else governor(trigger)
    if verb is not None and "TAKE" in effects(verb):  # "received a gift from Rome": who takes it is acted on
        return _named(stand, ("from", "by", "poss", "mod", "of")), _named(stand, ("subj",))
    alike = act.frame == "with" or (act.type in RECIPROCAL and not any(stand.get(slot) for slot in order))
    first = _split(firsts[:1]) if alike else firsts
    taken = {code for side in first[:1] for code in side.codes}
    seconds = [side for side in _named(stand, order) if set(side.codes) - taken]
    if len(first) == 2 and alike and not seconds:
        return first[:1], first[1:]
    both = _split([side for side in seconds if side.how.startswith("between") and len(side.codes) > 1][:1])
    if len(both) == 2:
        return both[:1], both[1:]
    return (seconds[:2], first[:1]) if act.frame == "buy" and seconds and first else (first[:2], seconds[:2])


def _named(stand: dict[str, list[Held]], order: tuple[str, ...]) -> list[Side]:
    """Return a side for each slot that names parties, in order, by its surest manner."""
    sides = []
    for slot in order:
        manners = (*NAMING, "in", "at") if order == PLACES else NAMING
        held = tuple(each for each in stand.get(slot, ()) if each.manner in manners)
        if held:
            sides.append(Side(held, f"{slot}.{held[0].manner}"))
    return sides


def _split(sides: list[Side]) -> list[Side]:
    """Part a side of two and more states into the first and the others: "Oslo and Rome met"."""
    if not sides or len(sides[0].codes) < 2:
        return sides
    side, lead = sides[0], sides[0].codes[0]
    ahead = tuple(each for each in side.held if each.code == lead)
    return [
        Side(ahead, f"{side.how}.first"),
        Side(tuple(e for e in side.held if e.code != lead), f"{side.how}.rest"),
    ]


def _others(scene: Scene, trigger: Token, known: list[Side]) -> Iterator[Side]:
    """Yield other states, one a side: the nearest first, then those that the page is about."""
    taken = {code for side in known for code in side.codes}
    for number, (back, head, held) in zip(range(TRIES), scene.near(trigger, taken), strict=False):
        where = "after" if head.i > trigger.i else "before"
        yield Side((held,), f"near.{back}.{where if back == 0 else number}")
    for rank, held in enumerate(scene.themes[:THEMES]):
        if held.code not in taken:
            yield Side((held,), f"near.page.{rank}")
