"""Attach: which date, which amounts and whose voice belong to an act.

In: a trigger and the layers of its page. Out: the interval, the amounts, the id of the statement it is told in.
Nearness is counted in steps of the parse tree, so "In May, Rome sold …, Oslo bought … in June" gives each its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.coders.clause import coordinated
from multipolar.read.coders.status import reading
from multipolar.read.dates import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span, Token

    from multipolar.ledger.records import Amount, Interval, Statement, Status
    from multipolar.read.layers import AmountMention, DateMention, Layers

# Which way a weekday or a month without a year looks.
TURNED: dict[Status, bool] = {"planned": True, "possible": True, "done": False}
APART = 99  # steps between words of two sentences
FAR = 6  # steps of the tree between an act and what belongs to it
COUNTED = frozenset(
    {"COOPERATE", "AID", "AGREE", "ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "SANCTION", "REQUEST"}
)


def steps(start: Token, end: Token) -> int:
    """Return the number of steps between two tokens in the parse tree, `APART` in different sentences."""
    ups = [start, *start.ancestors]
    downs = {token.i: number for number, token in enumerate([end, *end.ancestors])}
    return next((up + downs[token.i] for up, token in enumerate(ups) if token.i in downs), APART)


def turned(layers: Layers, mention: DateMention, trigger: Token, status: Status) -> Interval | None:
    """Return the days of a date as an act turns them: a planned Monday is the next, a past March the last.

    Dates that are counted from another one of the page stay.
    """
    words, day = layers.document.text[mention.start : mention.end], layers.document.published
    future = _to_come(trigger, status)
    if future is None or resolve(words, day) != mention.interval:
        return mention.interval
    return resolve(words, day, future=future) or mention.interval


def _to_come(trigger: Token, status: Status) -> bool | None:
    """Tell whether an act is to come, by its status and by its words; null where they differ or neither tells."""
    found = {TURNED.get(status), TURNED.get(reading(trigger))}
    return found.pop() if len(found) == 1 else None


def amounts_of(
    layers: Layers, trigger: Token, kind: str, *, triggers: Sequence[Token] = ()
) -> tuple[Amount, ...]:
    """Return the amounts of an act: money first, then counts, each given to the nearest act only."""
    if kind not in COUNTED:
        return ()
    near: list[tuple[bool, int, AmountMention]] = []
    for mention in layers.amounts:
        if not trigger.sent.start_char <= mention.start < trigger.sent.end_char:
            continue
        anchor = anchor_of(layers.doc, mention.start, mention.end)
        far = steps(trigger, anchor)
        rival = min((steps(other, anchor) for other in triggers if other is not trigger), default=APART)
        if far <= FAR and far <= rival:
            near.append((not mention.amount.unit.isupper(), mention.start, mention))
    return tuple(mention.amount for *_, mention in sorted(near, key=lambda row: row[:2]))


def voice_of(statements: Sequence[Statement], start: int, end: int) -> str | None:
    """Return the id of the innermost statement that holds a span, null where the page itself says it."""
    holding = [s for s in statements if s.start <= start and end <= s.end]
    return min(holding, key=lambda s: s.end - s.start).id if holding else None


def clause(trigger: Token) -> Span:
    """Return the run of words that tells an act: the trigger with what hangs on it, without other clauses."""
    inside = [trigger]
    for child in trigger.children:
        if child.dep_ in {"punct", "cc", "conj", "advcl", "parataxis", "mark"}:
            continue
        if child.dep_ in {"nsubj", "nsubjpass"}:
            inside += [token for head in coordinated(child) for token in _phrase(head)]
        else:
            inside += list(child.subtree)
    places = sorted({token.i for token in inside if not token.is_space})
    return trigger.doc[places[0] : places[-1] + 1]


def _phrase(head: Token) -> list[Token]:
    """Return a noun phrase without its relative clauses."""
    skip = {t.i for child in head.children if child.dep_ in {"relcl", "appos"} for t in child.subtree}
    return [token for token in head.subtree if token.i not in skip]


def anchor_of(doc: Doc, start: int, end: int) -> Token:
    """Return the head token of a span of characters."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else doc[0]
