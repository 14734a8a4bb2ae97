"""Weighing: the weights by which the proposals of the model and of the frames are judged, fitted to held-out pages.

In: the proposals of each held-out page, with their features. Out: the weights of a logistic function and the threshold
for the coder's card, and the figures of a cross-validation: each document is judged by weights fitted to all others.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from multipolar.read.coders.beyond import beyond
from multipolar.read.coders.encoder import distinct
from multipolar.read.coders.status import reading
from multipolar.read.coders.weighing import confidence, logistic, odds
from multipolar.read.evaluation.agree import accepted_statuses
from train.scoring import judge, matched
from train.targets import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from multipolar.read.coders.encoder import Candidate
    from multipolar.read.coders.model import Card, Reading
    from train.corpus import Page
    from train.scoring import Figures

    Rows = Sequence[tuple[Page, Sequence[Candidate]]]

LEASTS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
RULED = tuple(number / 10 for number in range(31))  # weights of the rule's voice that are tried
STRENGTH = 1.0  # inverse regularisation, of standardised features


def weighed(rows: Rows, told: Card) -> tuple[Card, Figures]:
    """Return the card with weights and threshold, and the figures on pages that the weights were not fitted to."""
    known = [right(page, given) for page, given in rows]
    unseen = []
    for number, (page, given) in enumerate(rows):
        others = [
            (each, right_)
            for n, ((_, each), right_) in enumerate(zip(rows, known, strict=True))
            if n != number
        ]
        unseen.append((page, judged(page, given, fitted(others, told))))
    slope, shift = calibration(unseen)
    unseen = [(page, [_calibrated(each, slope, shift) for each in given]) for page, given in unseen]
    least, figures = max(((t, judge(unseen, t)) for t in LEASTS), key=lambda pair: pair[1].f1)
    card = fitted(zip((given for _, given in rows), known, strict=True), told)
    weights = tuple(round(slope * each, 4) for each in card.weights)
    return replace(card, weights=weights, bias=round(slope * card.bias + shift, 4), least=least), figures


def calibration(unseen: Sequence[tuple[Page, Sequence[Candidate]]]) -> tuple[float, float]:
    """Return slope and shift of the log odds by which the proposals that are told are right as often as they say.

    Of many proposals the surest is told, so that its confidence is too high (Platt 1999, on what is kept).
    """
    seen, right_ = [], []
    for page, given in unseen:
        kept = [each for each in given if each.confidence >= LEASTS[0]]
        told = matched(page, kept)
        for number, each in enumerate(kept):
            if number not in told or not told[number].gold["optional"]:
                seen.append([odds(each.confidence)])
                right_.append(number in told)
    model = LogisticRegression(C=1e3).fit(seen, right_)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def _calibrated(each: Candidate, slope: float, shift: float) -> Candidate:
    return replace(each, confidence=logistic(slope * odds(each.confidence) + shift))


def ruled(rows: Sequence[tuple[Page, Sequence[Reading]]]) -> float:
    """Return what the status by rule counts beside the model's: the weight that makes the gold ones likeliest."""
    chances, own, gold = [], [], []
    for page, read in rows:
        firm = {each.trigger: each.gold for each in page.told if not each.gold["optional"]}
        for each in read:
            if each.token in firm:
                rule = reading(page.scene.doc[each.token])
                chances.append([each.status[name] for name in STATUSES])
                own.append([name == rule for name in STATUSES])
                right_ = accepted_statuses(firm[each.token]["type"], firm[each.token]["status"])
                gold.append([name in right_ for name in STATUSES])

    def likelihood(weight: float) -> float:
        score = np.asarray(chances) + weight * np.asarray(own)
        score -= np.logaddexp.reduce(score, axis=1, keepdims=True)
        return float(np.log((np.exp(score) * np.asarray(gold)).sum(axis=1)).mean())

    return max(RULED, key=likelihood)


def least_any(rows: Sequence[tuple[Page, Sequence[Reading]]], told: Card) -> tuple[float, float]:
    """Return the threshold at which most acts of briefs, events or not, are found with their type, and their F1 there."""
    return max(
        ((least, _any(rows, replace(told, least_any=least))) for least in LEASTS), key=lambda pair: pair[1]
    )


def _any(rows: Sequence[tuple[Page, Sequence[Reading]]], told: Card) -> float:
    found = right_ = wanted = 0
    for page, read in rows:
        acts = beyond(page.scene, read, told, ())
        left = [each for each in page.told if not each.gold["optional"]]
        optional = {token for each in page.told if each.gold["optional"] for token in each.inside}
        for act in acts:
            hit = next(
                (n for n, t in enumerate(left) if act.trigger.i in t.inside and act.type in t.gold["type"]),
                None,
            )
            found += hit is not None or act.trigger.i not in optional
            right_ += hit is not None
            if hit is not None:
                left.pop(hit)
        wanted += sum(not each.gold["optional"] for each in page.told)
    return 2 * right_ / max(found + wanted, 1)


def right(page: Page, given: Sequence[Candidate]) -> list[bool | None]:
    """Return whether each proposal tells a gold event; null where the event is optional."""
    firm = [matched(page, [each]).get(0) for each in given]
    return [None if told and told.gold["optional"] else told is not None for told in firm]


def fitted(rows: Iterable[tuple[Sequence[Candidate], Sequence[bool | None]]], told: Card) -> Card:
    """Return the card with weights fitted to proposals (Platt 1999)."""
    pairs = [(each.seen, known) for given, rights in rows for each, known in zip(given, rights, strict=True)]
    seen = np.asarray([each for each, known in pairs if known is not None])
    mean, spread = seen.mean(axis=0), seen.std(axis=0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit((seen - mean) / spread, [known for _, known in pairs if known is not None])
    weights = model.coef_[0] / spread
    bias = float(model.intercept_[0] - weights @ mean)
    return replace(told, weights=tuple(round(float(each), 4) for each in weights), bias=round(bias, 4))


def judged(page: Page, given: Sequence[Candidate], told: Card) -> list[Candidate]:
    """Return the distinct proposals of a page with their confidence."""
    sure = (replace(each, confidence=confidence(each.seen, told)) for each in given)
    return distinct(page.scene, sure)
