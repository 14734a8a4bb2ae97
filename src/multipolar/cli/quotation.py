"""Pieces of evidence in words: what was done, the sentence that tells it, who says so, where it came from.

In: rows of `measure.evidence`. Out: lines on standard output, and which piece speaks best for a shift.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from multipolar.cli.output import one_line, say
from multipolar.show.words import days

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multipolar.ledger.store import Ledger

Row = dict[str, Any]
LONGEST = 240  # characters of a sentence that are shown
WHOLE = re.compile(r"[\"“‘'«(]?[A-Z0-9].*[.!?][\"”’'»)]?", re.DOTALL)
# "MOSCOW, 17 June (Wire) - …", "OTTAWA -- …", "(Wire) - …": where a wire's story begins
DATELINE = re.compile(r"(?:[A-Z][A-Z .,'’/-]{2,40}\b[^.!?]{0,60}?|\([A-Z][^()]{2,40}\))\s(?:-{1,2}|–|—)\s")
# sentences that lean on the one before say little alone
LEANING = re.compile(
    r"(?:He|She|It|They|This|That|These|Those|Both|But|And|Or|So|Yet|Then|Some|One|Such|Another|Others?|His|Her|Their|Its"
    r"|The (?:two|other|same|latter|former))\b"
)


def piece(row: Row, *, act: bool = True) -> None:
    """Print one piece of evidence: what, when, the words in their sentence, sums, who says it, where it came from."""
    from multipolar.show.words import amount

    if act:
        say(f"• {_act(row)}", style="bold")
    say(f"“{one_line(told(row), LONGEST)}”", indented=2, style="" if act else "italic")
    if act and row["amounts"]:
        say("; ".join(amount(each) for each in row["amounts"]), indented=2)
    said = [voice(row)] if row["voice_name"] else []
    say(" · ".join([*said, publishers(row), str(row["published"] or "no date")]), indented=2, style="dim")


def told(row: Row) -> str:
    """Return the sentence that tells an act, without the place and agency that a wire begins with."""
    sentence = str(row["sentence"])
    return DATELINE.sub("", sentence, count=1) if DATELINE.match(sentence) else sentence


def _act(row: Row) -> str:
    from multipolar.show.words import count, word

    other = row["b"] if row["actor"] == row["a"] else row["a"]
    who = f"{row['actor']} → {other}" if row["actor"] else f"{row['a']} ↔ {row['b']}"
    mode = f", {row['mode']}" if row["mode"] else ""
    what = f"{word('type', row['type'])} ({row['type']}{mode})"
    when = days(row["date_low"], row["date_high"]) or "day not told"
    sources = count(row["n_source"], "independent source")
    return f"{when}  {who}  {what}, {word('status', row['status'])}, {sources}"


def voice(row: Row) -> str:
    """Return whose words they are."""
    return speaker(row["voice_name"], row["voice_role"], row["voice_code"]) + (
        " (not named)" if row["voice_anonymous"] else ""
    )


def speaker(name: str, role: str | None, code: str | None) -> str:
    """Return a speaker with role and state; one without a name is called by the role alone."""
    return ", ".join(part for part in (name, role if role != name else None, code) if part)


def publishers(row: Row) -> str:
    """Return the publishers a text came through, the page's own last; the file where none is told."""
    chain, outlet = list(row["chain"] or []), row["outlet"]
    chain += [outlet] if outlet and outlet not in chain[-1:] else []
    return " → ".join(chain) or str(row["source"]).rsplit("/", 1)[-1]


def best(ledger: Ledger, shift: Row, rows: Sequence[Row]) -> Row | None:
    """Return the piece that speaks best for a shift: a whole sentence of an article that names both states.

    Among those, the one that moved the shift most and was read most surely.
    """
    pushes = dict(zip(shift["happenings"], shift["contributions"], strict=True))
    moved = [row for row in rows if row["happening"] in pushes]
    ranked = sorted(
        moved, key=lambda row: (_reads_well(row), abs(pushes[row["happening"]]) * row["confidence"])
    )
    return next(_in_articles(ledger, ranked[::-1]), ranked[-1] if ranked else None)


def _in_articles(ledger: Ledger, rows: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        document = ledger.document(row["document"])
        if document and document.role == "article":
            yield row


def _reads_well(row: Row) -> int:
    """Count what speaks for a sentence that stands alone."""
    sentence = " ".join(told(row).split())
    quotes = sentence.count("“") == sentence.count("”") and sentence.count('"') % 2 == 0
    return sum(
        (
            3 * bool(WHOLE.fullmatch(sentence) and quotes and 40 <= len(sentence) <= LONGEST),
            2 * _names_both(row),
            "\n" not in row["sentence"].strip() and not DATELINE.match(row["sentence"]),
            not LEANING.match(sentence),
            row["status"] in {"done", "ongoing"},
        )
    )


def _names_both(row: Row) -> bool:
    from multipolar.world.names import find_names

    found = {match.name.code for match in find_names(row["sentence"], row["published"])}
    return {row["a"], row["b"]} <= found
