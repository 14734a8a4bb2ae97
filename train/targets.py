"""Targets: a page of the corpus as windows for the network, with what it should say about each word.

Training windows are made anew in every pass: cut elsewhere, marks shuffled, some names and words hidden, so that the
network learns constructions and not who usually does what.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from multipolar.ledger.plover import modes, types
from multipolar.read.coders.roles import ACTOR, MUTUAL, NONE, RECIPIENT
from multipolar.read.coders.tape import FIRST_MARK, JUDGED, MARKS, MASK, Tape, Window, tape, window, windows
from multipolar.read.evaluation.agree import accepted_statuses

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from train.corpus import Gold, Page, Told

TYPES = types()
MODES = ("-", *sorted({mode for kind in TYPES for mode in modes(kind)}))
STATUSES = ("done", "ongoing", "planned", "possible", "denied")
CUTS = (0.7, 0.85, 1.0, 1.15)  # lengths of what is judged, as shares of the usual one
# Chances that a name, another word, all names of the list are hidden.
HIDDEN_NAME, HIDDEN_WORD, HIDDEN_LIST = 0.3, 0.08, 0.4
BESIDE = 0.5  # weight of "no act" for the other words of a quotation: its trigger is a matter of convention


@dataclass(frozen=True)
class Act:
    """What the network should say about one word: accepted types, modes and statuses, best first, and roles."""

    position: int
    types: list[int]
    modes: list[int]
    statuses: list[int]
    roles: list[int] | None  # one a party of the window; null where the window lacks a party
    optional: bool


@dataclass(frozen=True)
class Example:
    """A window with its targets.

    For each judged word: whether it tells an event, whether any act of PLOVER, and how much each counts (2 × words).
    """

    window: Window
    tells: np.ndarray
    weight: np.ndarray
    acts: list[Act]
    page: Page


def example(page: Page, read: Window) -> Example:
    """Return a window with its targets."""
    events, every = ([told for told in page.told if beyond or not told.beyond] for beyond in (False, True))
    telling = (_telling(events, read), _telling(every, read))
    tells, weight = (np.stack(rows) for rows in zip(*telling, strict=True))
    weight[1] *= page.brief  # of a page nobody wrote down the acts beyond the guide
    at = {token: position for position, token in zip(read.heads.tolist(), read.tokens.tolist(), strict=True)}
    acts = [_act(told, at[told.trigger], read.parties) for told in page.told if told.trigger in at]
    return Example(read, tells, weight, acts, page)


def _telling(acts: list[Told], read: Window) -> tuple[np.ndarray, np.ndarray]:
    """Return for each judged word whether it tells one of the acts, and how much that counts."""
    by_trigger = {told.trigger: told for told in acts}
    optional = {token for told in acts if told.gold["optional"] for token in told.inside}
    inside = {token for told in acts if not told.gold["optional"] for token in told.inside}
    tells, weight = np.zeros(len(read.heads)), np.ones(len(read.heads))
    for number, token in enumerate(read.tokens.tolist()):
        if told := by_trigger.get(token):
            tells[number], weight[number] = 1, not told.gold["optional"]
        elif token in optional:
            weight[number] = 0  # experts differ: neither act nor none
        elif token in inside:
            weight[number] = BESIDE
    return tells, weight


def _act(told: Told, position: int, parties: tuple[str, ...]) -> Act:
    gold = told.gold
    return Act(
        position,
        [TYPES.index(kind) for kind in gold["type"]],
        [MODES.index(mode) for mode in gold["mode"] if mode in MODES] or [0],
        [STATUSES.index(status) for status in accepted_statuses(gold["type"], gold["status"])],
        None if told.beyond else _roles(gold, parties),
        gold["optional"],
    )


def _roles(gold: Gold, parties: tuple[str, ...]) -> list[int] | None:
    """Return the role of each party of a window in an event, null where the window lacks one of its parties."""
    if not set(gold["actors"] + gold["recipients"]) <= set(parties):
        return None
    sides = dict.fromkeys(gold["recipients"], RECIPIENT) | dict.fromkeys(gold["actors"], ACTOR)
    return [MUTUAL if gold["mutual"] and code in sides else sides.get(code, NONE) for code in parties]


def examples(page: Page, chance: random.Random | None = None) -> Iterator[Example]:
    """Yield the windows of a page with their targets; with `chance`, cut and disguised at random."""
    strip: Tape = tape(page.scene)
    judged = round(JUDGED * chance.choice(CUTS)) if chance else JUDGED
    for read, middle in windows(strip, judged=judged):
        found = window(strip, read, middle)
        yield example(page, disguised(found, chance) if chance else found)


def disguised(read: Window, chance: random.Random) -> Window:
    """Return a window with shuffled marks, and some names and words hidden."""
    pieces = read.pieces.copy()
    marks = (pieces >= FIRST_MARK) & (pieces < FIRST_MARK + MARKS)
    shuffled = np.asarray(chance.sample(range(MARKS), len(read.parties)))
    pieces[marks] = FIRST_MARK + shuffled[pieces[marks] - FIRST_MARK]
    text = read.sentence > 0
    named = np.zeros(len(pieces), bool)
    named[1:] = (read.slot[:-1] > 0) & (read.slot[1:] == 0)
    odds = np.where(named, HIDDEN_NAME, HIDDEN_WORD) * (text & ~marks)
    drawn = np.asarray([chance.random() for _ in pieces])
    pieces[drawn < odds] = MASK
    if chance.random() < HIDDEN_LIST:
        listed = ~text & ~marks
        listed[0] = listed[np.flatnonzero(~text)[-1]] = False  # the signs that open and close the list
        pieces[listed] = MASK
    return replace(read, pieces=pieces)
