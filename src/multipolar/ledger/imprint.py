"""Imprint: the key of a publisher's name, one for every way of writing it.

In: a name as a page prints it ("© 2015 Reuters", "(Reuters) -", "The Associated Press", "dawn.com"). Out: letters and
digits without case ("reuters", "ap", "dawn"), or None where the name says nothing. Full names of agencies are in
`imprint.csv`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_rights = re.compile(
    r"©|\(c\)|℗|\bcopyright\b|\ball rights reserved\b|\b(?:19|20)\d\d\b(?:\s?[-–]\s?\d{2,4})?"
)
_led = re.compile(r"^\W*(?:(?:via|source|courtesy of|by)\b\W+)?(?:the\s+)?")
_domain = re.compile(
    r"^\W*(?:https?://)?(?:www\.)?(?:the(?=\w{4}))?([\w-]+)\.(?:com|org|net|info|news|tv|co|[a-z]{2})\b\S*$"
)
_firm = re.compile(r"\W+(?:inc|ltd|llc|plc|gmbh|pvt|corp)\b\.?")
_other = re.compile(r"[\W_]+")
_longest = 200  # characters; what goes on longer is no name, and its beginning tells it apart


@lru_cache(maxsize=1 << 12)
def imprint(name: str | None) -> str | None:
    """Return the key of a publisher's name.

    >>> imprint("(Reuters) -"), imprint("© 2015 Thomson Reuters"), imprint("www.dawn.com"), imprint("©")
    ('reuters', 'reuters', 'dawn', None)
    """
    if not name:
        return None
    plain = _rights.sub(" ", unicodedata.normalize("NFKC", name[:_longest]).casefold())
    domain = _domain.match(plain.strip())
    plain = domain.group(1) if domain else _firm.sub(" ", _led.sub("", plain))
    key = _other.sub("", plain)
    return _same().get(key, key) or None


@cache
def _same() -> dict[str, str]:
    with files(__package__).joinpath("imprint.csv").open(encoding="utf-8") as table:
        return {_other.sub("", row["name"].casefold()): row["key"] for row in csv.DictReader(table)}
