"""Names: text in, the words that stand for a state, a body, an armed group or a place out.

The tables are `names.csv` (states and places), `bodies.csv`, `groups.csv` and `traps.csv` (phrases that hold
a name and mean no state: "New Mexico", "French fries"). Kinds:

- `name`, `former`, `adjective` ("Dutch", also the people as a whole), `people` ("Danes"): the state;
- `capital` (GOV) and `metonym` ("the Kremlin", "Rawalpindi"): its government, army, parliament or service;
- `city`: a city, province or base inside the state. It says where, not who;
- `body`: an international body with a code of its own (sector IGO);
- `group`: an armed group under its host state (sector REB, or GOV while it governed).

A name whose days are over still counts where no other has its words, since a page of 2015 tells of the Soviet
Union; no name counts before its first day. Matching walks a trie of lower-case tokens once, so it is linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date  # noqa: TC003 : dataclass fields are read at run time
from functools import cache
from typing import Any, Literal

from multipolar.world import table

Kind = Literal["name", "adjective", "people", "capital", "metonym", "former", "body", "city", "group"]

# A link is one token, so that no name is found in an address; else a word or one sign. The gap before it may
# hold one line break: a wrapped line goes on, a blank line does not.
TOKEN = re.compile(r"(?:https?://|www\.)\S+|[^\W_]+|[^\w\s]|_")
FOLLOWING = re.compile(rf"[^\S\n]*\n?[^\S\n]*({TOKEN.pattern})")
ALIKE = str.maketrans("’‘ʼ`‐‑–—−", "''''-----")
WORDS = frozenset({"US"})  # states' names that are words too: kept, but doubted, in a headline in capitals
HEADLINE = 60  # characters looked at on each side to tell whether a line is all capitals
LEAF = ""  # no token is empty, so this key of a node holds the names that end there

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Name:
    """A surface form and whom it stands for on the days from start to end (both included, null: open)."""

    text: str
    code: str
    kind: Kind
    sector: str | None
    start: date | None
    end: date | None
    ambiguous: bool = False  # has another common meaning: a person, a US state, a language, another state


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name found at `text[start:end]`; `others` are further states it may stand for ("Congo")."""

    start: int
    end: int
    name: Name
    others: tuple[Name, ...] = ()


@cache
def names() -> tuple[Name, ...]:
    """Return every name, those of states first, then bodies and groups, in the order of the tables."""
    return (*map(_name, table.rows("names")), *_body_names(), *_group_names())


def find_names(text: str, day: date | None = None) -> list[NameMatch]:
    """Return the names in a text, leftmost and longest, never overlapping, as they hold on a day.

    Without a day every name counts, the newest first.
    """
    found, position = [], 0
    while token := TOKEN.search(text, position):
        end, candidates = _longest(text, token, day)
        if candidates:
            found.append(NameMatch(token.start(), end, candidates[0], candidates[1:]))
        position = end
    return found


def _longest(text: str, token: re.Match[str], day: date | None) -> tuple[int, tuple[Name, ...]]:
    """Return where the longest phrase from a token ends and its names (none for a trap or no phrase)."""
    node: Node | None = _trie().get(_key(token.group()))
    start, after = token.span()
    longest: tuple[int, tuple[Name, ...]] = (after, ())
    while node is not None:
        if LEAF in node:
            longest = _read(node[LEAF], text, slice(start, after), day=day) or longest
        following = FOLLOWING.match(text, after)
        if following is None:
            break
        node = node.get((" " if following.start(1) > after else "") + _key(following.group(1)))
        after = following.end()
    return longest


def _read(
    leaf: list[Name | str], text: str, span: slice, *, day: date | None
) -> tuple[int, tuple[Name, ...]] | None:
    """Return the end and the names of a phrase as written and dated, None where no entry fits it."""
    words = text[span]
    fitting = [entry for entry in leaf if _spelt(entry if isinstance(entry, str) else entry.text, words)]
    named = _holding([entry for entry in fitting if isinstance(entry, Name)], day)
    if not named:
        return (span.stop, ()) if any(isinstance(entry, str) for entry in fitting) else None
    end = span.stop - named[0].text.endswith("-")
    return end, tuple(_in_capitals(named, text, span))


def _spelt(name: str, words: str) -> bool:
    """Tell whether words are a name as it is written: capitals matter, but for headlines and small words."""
    if (plain := words.translate(ALIKE)) == name:
        return True
    if words.isupper():
        return not name.isupper() and len(words) > 3
    pairs = zip(TOKEN.findall(name), TOKEN.findall(plain), strict=False)
    return all(a == b or ((a.islower() or a == "The") and a.lower() == b.lower()) for a, b in pairs)


def _holding(candidates: list[Name], day: date | None) -> list[Name]:
    """Return the names that hold on a day, else those that once did, the newest first, each code once."""
    newest = sorted(candidates, key=lambda name: name.start.toordinal() if name.start else 0, reverse=True)
    if day is not None:
        begun = [name for name in newest if name.start is None or name.start <= day]
        newest = [name for name in begun if table.during(name.start, name.end, day)] or begun
    first: dict[str, Name] = {}
    for name in newest:
        first.setdefault(name.code, name)
    return list(first.values())


def _in_capitals(named: list[Name], text: str, span: slice) -> list[Name]:
    """Doubt abbreviations that are words too where the whole line is in capitals: "TELL US", "WHO WON"."""
    words = text[span]
    doubtful = words in WORDS or (named[0].ambiguous and named[0].text.isupper())
    if not doubtful or not _headline(text, span):
        return named
    return [replace(name, ambiguous=True) for name in named] if words in WORDS else []


def _headline(text: str, span: slice) -> bool:
    """Tell whether the line around a span is in capitals and has words besides."""
    before = text[max(0, span.start - HEADLINE) : span.start].rpartition("\n")[2]
    after = text[span.stop : span.stop + HEADLINE].partition("\n")[0]
    around = before + after
    return around.isupper() and sum(letter.isalpha() for letter in around) > 3


@cache
def _trie() -> Node:
    """Names, and phrases that mean no state, by their tokens in lower case."""
    root: Node = {}
    for name in names():
        _plant(root, name.text, name)
    for text in _traps():
        _plant(root, text, text)
    return root


def _plant(root: Node, text: str, entry: Name | str) -> None:
    node, after = root, 0
    for token in TOKEN.finditer(text):
        gap = " " if token.start() > after else ""
        node = node.setdefault(gap + _key(token.group()), {})
        after = token.end()
    node.setdefault(LEAF, []).append(entry)


def _key(token: str) -> str:
    return token.translate(ALIKE).lower()


def _name(row: table.Row) -> Name:
    start, end = table.day(row["start"]), table.day(row["end"])
    kind: Kind = row["kind"]  # type: ignore[assignment]
    return Name(row["text"], row["code"], kind, row["sector"] or None, start, end, row["ambiguous"] == "true")


def _body_names() -> list[Name]:
    """Names of coded bodies. Their days are left open: the EU answers for the EC, the AU for the OAU."""
    return [
        Name(text.rstrip(table.DOUBT), row["code"], "body", "IGO", None, None, text.endswith(table.DOUBT))
        for row in table.rows("bodies")
        if row["coded"] == "true"
        for text in _body_texts(row)
    ]


def _group_names() -> list[Name]:
    return [
        Name(
            text.rstrip(table.DOUBT),
            row["code"],
            "group",
            row["sector"],
            start,
            end,
            text.endswith(table.DOUBT),
        )
        for row in table.rows("groups")
        for start, end in [(table.day(row["start"]), table.day(row["end"]))]
        for text in table.parts(row["text"])
    ]


def _traps() -> list[str]:
    """Phrases that hold a name and mean no state, and bodies whose acts are left out."""
    uncoded = [row for row in table.rows("bodies") if row["coded"] != "true"]
    others = [text.rstrip(table.DOUBT) for row in uncoded for text in _body_texts(row)]
    return [row["text"] for row in table.rows("traps")] + others


def _body_texts(row: table.Row) -> tuple[str, ...]:
    return (row["name"], *table.parts(row["alias"]), *table.parts(row["organ"]))
