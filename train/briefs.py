"""Briefs: short items written for training alone, with the acts marked in the text itself.

In: `corpus/briefs/NAME.txt`, items with a blank line between them. Out: `Brief`s: the bare text, and each act where it
stands. An item may open with its day in square brackets; ¶ opens a new paragraph. An act is a run of words in braces, then
who, whom and what:

    [2014-11-20] {Shoigu visited Islamabad|RUS>PAK CONSULT-visit}. The two sides {signed an accord|RUS=PAK SUPPORT/AGREE}.

`A,B>C` is directed, `A=B` mutual; further accepted types follow a slash; a mode follows its type after a hyphen; then, where
it is not `done`, the status; `opt` marks what experts would differ on, `{…|same}` what was told before. A party with a sector
(`FRA:OPP`) or an unknown one (`?`) is none by the guide: such acts are of PLOVER, yet no event between states.
`python -m train.briefs FILE…` says what is wrong in a file.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from multipolar.errors import MultipolarError
from multipolar.ledger.plover import modes, types
from multipolar.ledger.records import Status
from multipolar.world.bodies import body
from multipolar.world.states import state

Gold = dict[str, Any]
DAY = re.compile(r"\[(\d{4}-\d\d-\d\d)\]\s*")
MARK = re.compile(r"[{}]|\|([^{}|]*)\}")
PARAGRAPH, AGAIN = "¶", "same"
PARTY = re.compile(r"\?|\?:[A-Z]{3}|[A-Z]{3}(?::[A-Z]{3}|/REB)?")


@dataclass(frozen=True)
class Brief:
    """A short item: its text, its day, and its acts, each with `start`, `end` and whether it is `beyond` the guide."""

    name: str
    text: str
    published: date | None
    acts: tuple[Gold, ...]


def briefs(path: Path) -> list[Brief]:
    """Return the items of a file; ValueError names the item and what is wrong."""
    items = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
    return [brief(f"{path.stem}.{number}", item) for number, item in enumerate(items, 1)]


def brief(name: str, item: str) -> Brief:
    """Return an item without its marks."""
    day = DAY.match(item)
    try:
        words = " ".join(item[day.end() if day else 0 :].split())
        text, acts = _unmarked(re.sub(rf" ?{PARAGRAPH} ?", "\n\n", words))
        return Brief(name, text, date.fromisoformat(day[1]) if day else None, acts)
    except (ValueError, MultipolarError) as error:
        raise ValueError(f"{name}: {error}") from error


def _unmarked(marked: str) -> tuple[str, tuple[Gold, ...]]:
    text, place, opened, acts = "", 0, [], []
    for mark in MARK.finditer(marked):
        text += marked[place : mark.start()]
        place = mark.end()
        if mark[0] == "{":
            opened.append(len(text))
        elif mark[1] is None or not opened:
            raise ValueError(f"a brace without its pair near “…{marked[max(0, place - 40) : place]}”")
        else:
            acts.append(act(mark[1]) | {"start": opened.pop(), "end": len(text)})
    if opened:
        raise ValueError(f"“{text[opened[-1] :][:40]}” is opened and not closed")
    return text + marked[place:], tuple(sorted(acts, key=lambda each: each["start"]))


def act(told: str) -> Gold:
    """Return what a mark says: "RUS>PAK CONSULT-visit planned"."""
    if told == AGAIN:
        return {
            "actors": [], "recipients": [], "mutual": False, "type": [], "mode": [], "status": "done", "optional": True,
            "beyond": False,
        }  # fmt: skip
    sides, kinds, *flags = told.split() if len(told.split()) > 1 else (told, "")
    mutual = "=" in sides
    actors, recipients = (sides.split("="), []) if mutual else (each.split(",") for each in _two(sides, told))
    named = [party(each) for each in actors + recipients]
    pairs = [tuple(each.split("-", maxsplit=1)) for each in kinds.split("/")]
    for kind, *mode in pairs:
        if kind not in types() or any(each not in modes(kind) for each in mode):
            raise ValueError(f"“{'-'.join((kind, *mode))}” is no type with a mode of its own, in “{told}”")
    status = next((each for each in flags if each != "opt"), "done")
    if status not in get_args(Status) or set(flags) - {status, "opt"}:
        raise ValueError(f"“{' '.join(flags)}” is no status, in “{told}”")
    return {
        "actors": actors, "recipients": recipients, "mutual": mutual, "type": [kind for kind, *_ in pairs],
        "mode": [mode for _, *rest in pairs for mode in rest], "status": status, "optional": "opt" in flags,
        "beyond": any("?" in each or ":" in each for each in named),
    }  # fmt: skip


def _two(sides: str, told: str) -> list[str]:
    found = sides.split(">")
    if len(found) != 2:
        raise ValueError(f"“{told}” has not two sides: A>B or A=B")
    return found


def party(code: str) -> str:
    """Return a party's code; ValueError where there is none such."""
    if not PARTY.fullmatch(code):
        raise ValueError(f"“{code}” is no party: PAK, AFG/REB, FRA:OPP or ?")
    name = re.split("[:/]", code)[0]
    if name != "?":
        try:
            state(name)
        except MultipolarError:
            body(name)
    return code


def main() -> None:
    """Check files and tell what they hold."""
    for path in map(Path, sys.argv[1:]):
        try:
            found = briefs(path)
        except ValueError as error:
            sys.exit(f"{path}: {error}")
        acts = [each for item in found for each in item.acts]
        beyond, words = sum(each["beyond"] for each in acts), sum(len(item.text.split()) for item in found)
        print(f"{path}: {len(found)} items, {words} words, {len(acts) - beyond} events, {beyond} other acts")


if __name__ == "__main__":
    main()
