"""Findings: everything seen on a document, each with its words, a tag, and what it means in words.

In: a `Seen` of the reader. Out: findings by place, the wider first. Nothing is decided here: codes, rules and
confidences are those of the layers and records.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from multipolar.show.words import amount, country, days, interval, percent, word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from multipolar.ledger.records import Amount, Event, Interval, Party, Passage, Statement
    from multipolar.read.layers import AmountMention, DateMention, Mention, Seen

Layer = Literal["event", "statement", "speaker", "date", "amount", "mention", "coreference", "language"]
LAYERS: tuple[Layer, ...] = get_args(Layer)  # in the order of a list
ELSEWHERE = frozenset({"pronoun", "nominal"})  # kinds of mention that only another mention explains
Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of a document and what the program takes them for."""

    layer: Layer
    start: int
    end: int
    words: str
    tag: str  # stands beside the words: "RUS", "2014-11", "e2"
    brief: str  # what it means, in codes
    facts: tuple[Fact, ...]  # what it means, in words: what, and which


def findings(seen: Seen) -> list[Finding]:
    """Return everything seen on a document, by place, the wider first."""
    reading, text = seen.reading, seen.reading.document.text
    said = {statement.id: f"s{number}" for number, statement in enumerate(_placed(reading.statements), 1)}
    found = [_event(event, f"e{n}", said) for n, event in enumerate(_placed(reading.events), 1)]
    for statement in reading.statements:
        found += [_statement(statement, said[statement.id]), _speaker(text, statement, said[statement.id])]
    found += [_date(text, mention) for mention in seen.dates]
    found += [_amount(text, mention) for mention in seen.amounts]
    found += [_mention(mention) for mention in seen.mentions]
    found += [_passage(text, passage) for passage in reading.document.passages]
    return sorted(found, key=lambda each: (each.start, -each.end, LAYERS.index(each.layer)))


def _placed(records: Sequence[Any]) -> list[Any]:
    return sorted(records, key=lambda record: (record.start, record.end))


def _event(event: Event, tag: str, said: dict[str, str]) -> Finding:
    voice = said.get(event.voice or "")
    act = event.type + (f" {event.mode}" if event.mode else "")
    when = _days(event.date)
    sums = [_sum(each) for each in event.amounts]
    rule = f"{event.coder}: {event.rule}" if event.rule else event.coder
    brief = [
        f"{_sides(event, _coded)} {act}", event.status, when, *sums, *event.contexts, voice, f"{event.confidence:.2f}", rule,
    ]  # fmt: skip
    facts = (
        ("who", _sides(event, _called)),
        ("act", f"{word('type', event.type)} ({act})"),
        ("status", word("status", event.status)),
        ("when", _told(event.date) if event.date else "not told"),
        ("how much", "; ".join(sums)),
        ("about", ", ".join(event.contexts)),
        ("CAMEO", event.cameo or ""),
        ("told by", voice or "the page itself"),
        ("confidence", percent(event.confidence)),
        ("decided by", rule),
    )
    return Finding("event", event.start, event.end, event.quote, tag, _line(*brief), _known(*facts))


def _sides(event: Event, named: Callable[[Party], str]) -> str:
    actors, recipients = (" + ".join(map(named, side)) for side in (event.actors, event.recipients))
    arrow = "↔" if event.mutual else "→"
    return f"{actors} {arrow} {recipients}" if recipients else actors


def _coded(party: Party) -> str:
    return "/".join(part for part in (party.code or "?", party.sector) if part)


def _called(party: Party) -> str:
    home = country(party.code) if party.code else "unknown"
    part = f", {word('sector', party.sector).lower()}" if party.sector else ""
    return f"{home}{part}" + (f" (“{party.name}”)" if party.name not in {home, ""} else "")


def _statement(statement: Statement, tag: str) -> Finding:
    way = "direct" if statement.direct else "indirect"
    name = statement.speaker.name + (" (not named)" if statement.anonymous else "")
    about = f"about {' '.join(statement.about)}" if statement.about else ""
    facts = (
        ("speaker", name),
        ("how", f"{way}, “{statement.verb}”" if statement.verb else way),
        ("about", ", ".join(map(country, statement.about))),
    )
    brief = _line(name, statement.verb, way, about)
    return Finding("statement", statement.start, statement.end, statement.quote, tag, brief, _known(*facts))


def _speaker(text: str, statement: Statement, tag: str) -> Finding:
    speaker = statement.speaker
    part = " ".join(each for each in (speaker.code, speaker.sector) if each)
    facts = (
        ("says", tag),
        ("name", speaker.name + (" (not named)" if statement.anonymous else "")),
        ("role", speaker.role or ""),
        ("for", country(speaker.code) if speaker.code else ""),
        ("part", _sector(speaker.sector)),
    )
    words = text[speaker.start : speaker.end]
    brief = _line(f"says {tag}", speaker.name if speaker.name != words else "", speaker.role, part)
    return Finding("speaker", speaker.start, speaker.end, words, f"→{tag}", brief, _known(*facts))


def _date(text: str, mention: DateMention) -> Finding:
    found = mention.interval
    brief = _line(_days(found) or "no day", "from then on" if mention.open_start else "")
    facts = (
        ("days", interval(found.low, found.high) if found else "not told: the text does not support any"),
        ("open", "from then on, until the day of publication" if mention.open_start else ""),
    )
    words = text[mention.start : mention.end]
    return Finding("date", mention.start, mention.end, words, _days(found) or "?", brief, _known(*facts))


def _days(found: Interval | None) -> str | None:
    return days(found.low, found.high) if found else None


def _told(found: Interval) -> str:
    return interval(found.low, found.high) + (f" (“{found.quote}”)" if found.quote else "")


def _amount(text: str, mention: AmountMention) -> Finding:
    told = _sum(mention.amount)
    words = text[mention.start : mention.end]
    return Finding("amount", mention.start, mention.end, words, "", told, (("how much", told),))


def _sum(value: Amount) -> str:
    low, high = value.period or (None, None)
    return amount({**asdict(value), "period_low": low, "period_high": high})


def _mention(mention: Mention) -> Finding:
    layer: Layer = "coreference" if mention.kind in ELSEWHERE else "mention"
    codes = "+".join(mention.codes)
    name = mention.name if mention.name != mention.text else ""
    facts = (
        ("stands for", " and ".join(map(country, mention.codes)) + f" ({codes})"),
        ("as named", name),
        ("part", _sector(mention.sector)),
        ("decided by", f"{word('decided', mention.kind)} ({mention.kind})"),
    )
    brief = _line(f"= {name}" if name else "", " ".join(filter(None, (codes, mention.sector))), mention.kind)
    return Finding(layer, mention.start, mention.end, mention.text, codes, brief, _known(*facts))


def _sector(sector: str | None) -> str:
    return f"{word('sector', sector)} ({sector})" if sector else ""


def _passage(text: str, passage: Passage) -> Finding:
    facts = (("language", passage.language), ("read", "kept and searchable; gives no events"))
    words = text[passage.start : passage.end]
    return Finding("language", passage.start, passage.end, words, passage.language, passage.language, facts)


def _line(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _known(*facts: Fact) -> tuple[Fact, ...]:
    return tuple((what, which) for what, which in facts if which)
