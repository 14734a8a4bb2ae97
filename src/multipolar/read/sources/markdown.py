"""Markdown: a text in Markdown in, its article out.

Front matter between `---` lines gives title, author, date and publisher; headings lose their marks, links and
pictures are reduced to their words, tables to rows with tabulators. CommonMark 0.31 says what a mark is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from multipolar.read.encoding import decode
from multipolar.read.lines import lines
from multipolar.read.manuscript import article, split_off
from multipolar.read.published import machine_day
from multipolar.read.publisher import chained

if TYPE_CHECKING:
    from multipolar.ledger.records import Problem
    from multipolar.read.intake import Raw
    from multipolar.read.page import Page

FRONT = re.compile(r"\s*---[ \t]*\n(?P<keys>(?:[^\n]{0,2000}\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
KEY = re.compile(r"(?P<key>[A-Za-z_][\w-]{0,40})[ \t]*:[ \t]*(?P<value>.*)")
HEADING = re.compile(r"(?m)^ {0,3}#{1,6}[ \t]+([^\n]*?)[ \t]*#*[ \t]*$")
UNDERLINED = re.compile(r"(?m)^(\S[^\n]{0,300})\n(?:={3,}|-{3,})[ \t]*$")
IMAGE = re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)")
LINK = re.compile(r"\[([^\[\]\n]{1,1000})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
ADDRESS = re.compile(r"<(https?://[^<>\s]{1,2000})>")
EMPHASIS = re.compile(
    r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,1000}?)(?<=\S)\1(?![\w*])|(?<!\w)(_{1,3})(?=\S)([^_\n]{1,1000}?)(?<=\S)\3(?!\w)"
)
QUOTE = re.compile(r"(?m)^ {0,3}>[ \t]?")
REFERENCE = re.compile(r"(?m)^ {0,3}\[[^\]\n]{1,200}\]:[ \t][^\n]*$")
TABLE_RULE = re.compile(r"(?m)^[ \t]*\|?[ \t:|-]*-{3}[ \t:|-]*\|?[ \t]*$\n?")
TABLE_ROW = re.compile(r"(?m)^[ \t]*\|(.*)\|[ \t]*$")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def markdown(raw: Raw) -> list[Page | Problem]:
    """Return the documents of a text in Markdown."""
    text, notes = decode(raw.data, raw.charset)
    front = FRONT.match(text)
    keys = _keys(front["keys"]) if front else {}
    body = text[front.end() :] if front else text
    heading = HEADING.search(body)
    title = next(iter(keys.get("title", ())), None) or (_plain(heading[1]).strip() if heading else None)
    found, teasers = split_off(lines(_plain(body)))
    page = replace(_declared(article(found, title=title), keys), notes=notes)
    return [page, *teasers]


def _keys(block: str) -> dict[str, list[str]]:
    """Return the keys of front matter, each with its values; only flat YAML is read."""
    keys: dict[str, list[str]] = {}
    last = ""
    for line in block.split("\n"):
        found = KEY.match(line)
        if found:
            last = found["key"].lower()
            keys[last] = [value for part in _values(found["value"]) if (value := part)]
        elif line.lstrip().startswith("- ") and last:
            keys[last] += _values(line.lstrip()[2:])
    return keys


def _values(text: str) -> list[str]:
    text = text.strip()
    parts = text[1:-1].split(",") if text.startswith("[") and text.endswith("]") else [text]
    return [value for part in parts if (value := part.strip().strip("\"'").strip())]


def _plain(text: str) -> str:
    """Return the text without its marks; the words stay in their order."""
    text = TABLE_RULE.sub("", REFERENCE.sub("", UNDERLINED.sub(r"\n\1\n\n", text)))
    text = TABLE_ROW.sub(lambda row: "\t".join(cell.strip() for cell in row[1].split("|")), text)
    text = QUOTE.sub("", HEADING.sub(r"\n\1\n", text))
    text = ADDRESS.sub(r"\1", LINK.sub(r"\1", IMAGE.sub(r"\1", text)))
    text = EMPHASIS.sub(lambda found: found[2] or found[4], text)
    return ESCAPED.sub(r"\1", text)


def _declared(page: Page, keys: dict[str, list[str]]) -> Page:
    """Return the page with what the front matter declares, which outweighs what is printed."""

    def values(*names: str) -> list[str]:
        return next((keys[name] for name in names if keys.get(name)), [])

    outlet = next(iter(values("publisher", "outlet", "site", "publication", "source")), None)
    day = next((day for value in values("date", "published", "pubdate") if (day := machine_day(value))), None)
    return replace(
        page,
        byline=tuple(values("author", "authors", "byline")) or page.byline,
        chain=chained([*page.chain, outlet]) if outlet else page.chain,
        outlet=outlet or page.outlet,
        days=(day,) if day else page.days,
    )
