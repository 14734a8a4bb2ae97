"""Kind: one line from the head of a plain page in, what sort of line it is out.

Menus, labels of sections, dates, bylines, credits, names of papers, data of scripts and databases; what is left is
a candidate for the headline.
"""

from __future__ import annotations

import re
from typing import Literal

from multipolar.read.byline import bare_byline, byline
from multipolar.read.credits import credited
from multipolar.read.furniture import is_furniture, is_label, menu_part
from multipolar.read.lines import BULLET
from multipolar.read.published import day_of, is_date_line
from multipolar.read.publisher import is_publisher
from multipolar.read.tables import words

Kind = Literal["furniture", "label", "byline", "date", "masthead", "meta", "credit", "note", "candidate"]
SEGMENTS = re.compile(r"\s+[|•·»*/]\s+|\s*\|\s*|\s{2,}[-–—]*\s*|\s+--\s+|\t+")
META = re.compile(
    r"(?i:(?:issue|volume|vol|number|case|reference|ref|bulletin|edition|pages?|weekly|daily|monthly|late|early|city"
    r"|sunday|final)\b.{0,60}(?:\b(?:no|nr|vol)\.|\b(?:number|page|edition|bulletin|week)\b|№|#).{0,60}\d.{0,60}"
    r"|(?:issue|no\.?|vol\.?|nr\.?|page|case no\.?)\s*\d.{0,80})"
    r"|[A-Z]{2,12}-[A-Z]{2,20}(?:[ -][\d-]{2,10}){1,3}"
    r"|\W*(?:\w+\W+){0,3}(?:Rs\.?|\$|£|€|Sh|[Pp]rice)\s?[\d.]{1,7}p?"
)
# The keys of scripts, databases of newspapers and mails.
KEYED = re.compile(
    r"(?P<key>tx|writer(?:/presenter)?|presenter|producer|duration|slug(?:line)?|date|ref|length|section|category|topic"
    r"|country|to|subject|title|headline|publication|newspaper|embargo(?:ed)?|classification|language|keywords?|edition"
    r"|page)\s?:\s(?P<value>.{1,200})",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"\(.{5,200}\)|\[.{2,120}\]|\*\s?.{3,150}|(?:adds|recasts|corrects|refiles|updates with)\b.{0,120}",
    re.IGNORECASE,
)
WEEKDAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow)\W*", re.IGNORECASE
)
# What wires write above a headline for the desks: "AM-Gulf, 1st Ld-Writethru, a0512", "ZAIRE 4th lead", "Eds: CORRECTS".
FILING = re.compile(
    r"[^.?!]{0,60}\b\d{0,2}(?:st|nd|rd|th)[ -]?(?:ld|lead|take|add)s?\b(?:[- ]?writethr[ou]{1,2}gh?u?)?(?:,.{0,40}|\s?\(.{0,60})?"
    r"|(?:[a-z] ){0,3}(?:am|pm|bc)-[\w][^.?!]{2,70}"
    r"|[A-Z][A-Z0-9/-]{2,40}\s?\((?:scheduled|urgent|lead|(?:\w+\s)?(?:lead|take)\b.{0,60}|(?:with\s)?pictures?)\)"
    r"|eds?(?:itors)?\s?:\s.{3,200}"
    r"|urgent(?:[-–:]\s?.{2,40})?|zczc\b.{0,40}|nnnn|[A-Z]{2,5}(?:/[\w-]{1,12}){2,4}(?:\s\d{3,6})?",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"\d{1,2}[.)]\s+")
SLUG = re.compile(r"[A-Z][A-Z0-9]+(?:[-/][A-Z0-9]+)+(?:\s.{0,40})?")


def kind_of(text: str) -> Kind:
    """Return the kind of a line."""
    if is_furniture(text):
        return "masthead" if menu_name(text) else "furniture"
    if is_label(text):
        return "label"
    return _told(text) or _shaped(text)


def segment_name(text: str) -> str | None:
    """Return the publisher at the head of a line of segments, one of them a day, an edition or a place."""
    parts = [part.strip() for part in SEGMENTS.split(text) if part.strip(" -–—|")]
    if len(parts) < 2 or len(text) > 200 or text.rstrip().endswith("."):
        return None
    parts = parts[next((number for number, part in enumerate(parts) if not is_label(part)), 0) :]
    name = parts[0] if len(parts) > 1 else re.split(r",\s", parts[0])[0]
    edition = any(re.search(r"\bedition\b", part, re.IGNORECASE) for part in parts[1:])
    person = not edition and bare_byline(name) is not None and not is_publisher(name)
    if is_label(name) or not name_like(name) or day_of(name) or person:
        return None
    numbered = edition or any(re.search(r"\d", part) for part in parts[1:]) or len(name) < len(parts[0])
    return name if numbered or is_publisher(name) or name.isupper() else None


def menu_name(text: str) -> str | None:
    """Return the publisher at the head of a menu: "Sunday Herald of Patna | e-Paper | Jobs"."""
    parts = [part for part in SEGMENTS.split(text.strip()) if part]
    name = parts[0].strip() if len(parts) > 1 else ""
    if not name or menu_part(name) or re.search(r"[\[\]>©:]", name) or not name_like(name):
        return None
    return None if bare_byline(name) and not is_publisher(name) else name


def name_like(text: str) -> bool:
    """Tell whether words may be a publisher's name: few, each with a capital but the small ones."""
    parts = text.split()
    if not 1 <= len(parts) <= 8 or text[-1:] in ".?!:;,":
        return False
    small = words("byline", "small")
    return all(part[0].isupper() or part[0] in "&'’" or part.lower() in small for part in parts)


def sentence_like(text: str) -> bool:
    """Tell whether a line has a word in lower case that names rarely have."""
    small = words("byline", "small")
    return any(part.islower() and part.strip(".,'’") not in small and len(part) > 2 for part in text.split())


def _told(text: str) -> Kind | None:
    """Return the kind of a line that says what it is."""
    if is_date_line(text):
        return "date"
    said = byline(text)
    if KEYED.fullmatch(text) and not said:
        return "meta"
    if said and text[0] != "[":
        return "byline"
    return "credit" if credited(text) else None


def _shaped(text: str) -> Kind:
    """Return the kind of a line by its form."""
    if WEEKDAY.fullmatch(text) or (BULLET.match(text) and not NUMBERED.match(text)):
        return "note"
    if segment_name(text):
        return "masthead"
    if len(text) < 200 and FILING.fullmatch(text):
        return "meta"
    if len(text) < 130 and META.fullmatch(text):
        return "meta"
    return "note" if NOTE.fullmatch(text) else "candidate"
