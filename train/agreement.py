"""Agreement: how far two annotations of the same pages are the same: `python -m train.agreement`.

In: `corpus/second/NAME.gold.json`, pages of the corpus annotated blind by another hand. Out: the figures of the corpus card,
counted as a coder's are: what either holds for optional counts neither where the other has it nor where it has not.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from multipolar.ledger.records import Amount, Event, Interval, Party, Speaker, Statement
from multipolar.read.evaluation import agree
from multipolar.read.evaluation.evaluation import Evaluation
from multipolar.read.evaluation.folded import Folded
from multipolar.read.evaluation.gold import gold_page
from multipolar.read.evaluation.match import match
from multipolar.read.evaluation.tally import Score, Tally
from train.corpus import CORPUS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from multipolar.read.evaluation.gold import GoldEvent, GoldPage, GoldStatement

SECOND = CORPUS / "second"
TEXT = "page"  # the one document of a page: its words as they stand in the file


def agreement(first: GoldPage, second: GoldPage) -> Score:
    """Return how much of the first annotation of a page the second has."""
    texts = {TEXT: Folded(text_of(first))}
    events, statements = _events(second, texts[TEXT]), _statements(second, texts[TEXT])
    firm = {each.id for each in (*second.events, *second.statements) if not each.optional}
    said = {each.id: each for each in second.statements}
    told = {each.id: each for each in first.statements}
    tally = {}
    for name, fits in (
        ("parties", agree.same_parties),
        ("type", agree.same_type),
        ("events", agree.same_act),
    ):
        acts = match(first.events, events, texts, fits=fits)
        tally[name] = _counted(acts.pairs, [each.id for each in acts.false], acts.missed, firm)
    fields: dict[str, Any] = {
        "status": agree.same_status,
        "date": agree.same_date,
        "amount": agree.same_amount,
    }
    fields["voice"] = lambda one, other: _same_voice(one.voice, other.voice, told, said)
    for name, same in fields.items():
        right = [same(*pair) for pair in acts.pairs]
        tally[name] = Tally(right.count(True), right.count(False), right.count(False))
    spoken = match(first.statements, statements, texts, fits=agree.same_speaker)
    tally["statements"] = _counted(spoken.pairs, [each.id for each in spoken.false], spoken.missed, firm)
    right = [agree.same_country(*pair) for pair in spoken.pairs]
    tally["country"] = Tally(right.count(True), right.count(False), right.count(False))
    return Score(first.name, tally, (), 0)


def text_of(page: GoldPage) -> str:
    """Return the words of a page: of HTML those between its marks, joined or spaced, whichever holds more quotations."""
    told = page.path.read_text(encoding="utf-8", errors="replace")
    if page.path.suffix != ".html":
        return told
    bare, spaced = (html.unescape(re.sub(r"<[^<>]*>", between, told)) for between in ("", " "))
    return max(
        bare, spaced, key=lambda text: sum(Folded(text).find(each.quote) is not None for each in page.events)
    )


def _counted(
    pairs: Sequence[object], false: Sequence[str], missed: Sequence[object], firm: set[str]
) -> Tally:
    return Tally(len(pairs), sum(each in firm for each in false), len(missed))


def _same_voice(
    one: str | None, other: str | None, told: dict[str, GoldStatement], said: dict[str, GoldStatement]
) -> bool:
    if one is None or other is None:
        return one is other is None or (told[one].optional if one else said[other or ""].optional)
    return told[one].speaker.split()[-1] == said[other].speaker.split()[-1]


def _events(page: GoldPage, text: Folded) -> list[Event]:
    """Return the events of an annotation as a coder would give them, its best type first."""
    found = []
    for each in page.events:
        place = text.find(each.quote) or (0, 0)
        found += [_event(each, place)]
    return found


def _event(gold: GoldEvent, place: tuple[int, int]) -> Event:
    sides = [
        tuple(Party(code.split("/")[0], "REB" if "/" in code else None, code, 0, 1) for code in sorted(side))
        for side in (gold.actors, gold.recipients)
    ]
    amounts = (Amount(*gold.amount, quote=""),) if gold.amount else ()
    return Event(
        id=gold.id, document=TEXT, start=place[0], end=place[1], quote=gold.quote, actors=sides[0], recipients=sides[1],
        mutual=gold.mutual, type=gold.types[0], mode=None, contexts=(), cameo=None, status=gold.status,  # type: ignore[arg-type]
        date=Interval(*gold.date) if gold.date else None, amounts=amounts, voice=gold.voice, confidence=1.0, coder="second",
    )  # fmt: skip


def _statements(page: GoldPage, text: Folded) -> list[Statement]:
    found = []
    for each in page.statements:
        place = text.find(each.quote) or (0, 0)
        speaker = Speaker(each.speaker, None, each.country, None, 0, 1)
        found.append(Statement(each.id, TEXT, *place, each.quote, speaker, each.anonymous, None, direct=True))
    return found


def main(folder: Path = SECOND) -> None:
    """Print the agreement on all pages that were annotated twice."""
    seconds = [gold_page(path) for path in sorted(folder.glob("*.gold.json"))]
    found = Evaluation(
        "second", tuple(agreement(gold_page(CORPUS / f"{each.name}.gold.json"), each) for each in seconds), ()
    )
    print(f"{len(seconds)} pages annotated twice")
    for name, tally in found.total.items():
        low, high = found.interval(name) or (0.0, 0.0)
        print(f"{name:11} {tally.f1 or 0:.3f}  ({low:.3f}–{high:.3f})  {tally}")


if __name__ == "__main__":
    main()
