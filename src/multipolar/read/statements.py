"""Statements: a document, its parse and the mentions of states in it in; all words given to a speaker out.

Direct speech ("…," said X), indirect speech (X said that …) and turns of transcripts, as PLOVER's and the gold
standard's coding rules have it: one statement a verb of saying, a quotation broken by "he said" is one, the innermost
speaker has the words. Speakers get their fullest name on the page, their role, and the state that they serve.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from multipolar.ledger.records import Speaker, Statement, signed
from multipolar.read.publisher import plain
from multipolar.read.speech import speech_verb
from multipolar.read.speech_turns import Turn, turns
from multipolar.read.statements_cast import Cast, Figure
from multipolar.read.statements_direct import direct
from multipolar.read.statements_indirect import indirect
from multipolar.read.statements_speaker import Speakers
from multipolar.read.statements_tellings import Telling, page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from multipolar.ledger.records import Document
    from multipolar.read.layers import Mention


def statements(document: Document, doc: Doc, mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """Return the statements of a document by start; `mentions` may be those of any part that finds them."""
    here = page(doc)
    quoted, used = direct(here)
    spoken = turns(document.text)
    quoted = [telling for telling in quoted if not _inside(telling, spoken)]
    told = [each for each in (*quoted, *_apart(list(indirect(here, used)), quoted)) if each.start < each.end]
    tellings = sorted(told, key=lambda each: (each.start, -each.end))
    publishers = "\n".join((document.outlet or "", *document.chain))
    speakers = Speakers(
        Cast(doc, mentions), lambda place: here.quotation_over(place) is not None, publishers=publishers
    )
    tellings = [each for each in tellings if not _headline(document, each) and not _thought(each, tellings)]
    found = [*_of_turns(document, spoken, speakers), *_of_tellings(document, tellings, speakers)]
    found = [each for each in found if not _own_voice(document, each)]
    return _numbered(found, mentions)


def _headline(document: Document, telling: Telling) -> bool:
    """Tell whether a telling is the headline's, which the report tells in full."""
    title = document.title or ""
    return telling.end <= len(title) < len(document.text) and document.text.startswith(title)


def _thought(telling: Telling, others: Sequence[Telling]) -> bool:
    """Tell whether what someone thinks is said by another one: "he said they think that …"."""
    verb = speech_verb(telling.verb) if telling.verb is not None else None
    if verb is None or "h" not in verb.frame:
        return False
    return any(other is not telling and other.start <= telling.start < other.end for other in others)


def _own_voice(document: Document, statement: Statement) -> bool:
    """Tell whether who speaks is the publisher of the page: "…, Bay Wire reports"."""
    return plain(statement.speaker.name) in {plain(name) for name in document.chain}


def _inside(telling: Telling, spoken: Sequence[Turn]) -> bool:
    """Tell whether a telling lies in a turn of a transcript."""
    at = bisect_right(spoken, telling.start, key=lambda turn: turn.start) - 1
    return at >= 0 and telling.start < spoken[at].end


def _apart(found: list[Telling], quoted: Sequence[Telling]) -> list[Telling]:
    """Return the indirect tellings that are not the words of a quotation once more, nor a quoter's "I"."""
    spans = {(each.start, each.end) for each in quoted}
    kept = []
    for telling in found:
        if (telling.start, telling.end) not in spans:
            spans.add((telling.start, telling.end))
            kept.append(telling)
    return kept


def _of_turns(document: Document, spoken: Sequence[Turn], speakers: Speakers) -> list[Statement]:
    """Return the statements of a transcript: an answer is given to the one who is interviewed."""
    found = []
    for turn in spoken:
        figure = _turn_figure(turn, spoken, speakers)
        if figure is not None:
            found.append(_statement(document, Telling(turn.start, turn.end, None, None, direct=True), figure))
    return found


def _turn_figure(turn: Turn, spoken: Sequence[Turn], speakers: Speakers) -> Figure | None:
    """Return who has the floor."""
    end = turn.label_start + len(turn.label)
    if turn.question:
        return Figure(turn.label, None, None, "JRN", True, turn.label_start, end)
    if turn.answer:
        return _interviewed(speakers, spoken[0].label_start)
    return speakers.labelled(turn.label, turn.label_start)


def _interviewed(speakers: Speakers, place: int) -> Figure | None:
    """Return who answers: the spokesperson named before the first question, else the last person named there."""
    cast = speakers.cast
    first = next((token.i for token in cast.doc if token.idx >= place), len(cast.doc))
    before = cast.before(first, most=60)
    spokesman = [figure for figure in before if "spokes" in (figure.role or "").lower()]
    figure = next(iter(spokesman or before), None)
    return replace(figure, code=figure.code or speakers.scene.home) if figure is not None else None


def _of_tellings(document: Document, tellings: Sequence[Telling], speakers: Speakers) -> list[Statement]:
    """Return the statements of tellings, each speaker known from those before."""
    found: list[Statement] = []
    last: Figure | None = None
    for telling in tellings:
        figure = speakers.figure(telling.speaker) if telling.speaker is not None else last
        if figure is None:
            continue
        speakers.spoken.append(figure)
        last = figure
        found.append(_statement(document, telling, figure))
    return found


def _statement(document: Document, telling: Telling, figure: Figure) -> Statement:
    """Return the record, its id still without the number of its like."""
    return Statement(
        id="",
        document=document.id,
        start=telling.start,
        end=telling.end,
        quote=document.text[telling.start : telling.end],
        speaker=Speaker(figure.name, figure.role, figure.code, figure.sector, figure.start, figure.end),
        anonymous=figure.anonymous,
        verb=telling.verb.text if telling.verb is not None else None,
        direct=telling.direct,
    )


def _numbered(found: list[Statement], mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """Return the statements by start with ids and the states they are about; the same words of one speaker once."""
    ordered = sorted(mentions, key=lambda each: each.start)
    places = [each.start for each in ordered]
    unique = {(each.start, each.end, each.speaker.name): each for each in reversed(found)}
    result = []
    for each in sorted(unique.values(), key=lambda one: (one.start, one.end, one.speaker.name)):
        inside = ordered[bisect_left(places, each.start) : bisect_left(places, each.end)]
        about = tuple(sorted({code for mention in inside for code in mention.codes}))
        result.append(signed(replace(each, about=about)))
    return tuple(result)
