"""Metadata: what the head of an HTML page declares for machines, as the page's own days, people and publisher.

Schema.org JSON-LD, Open Graph, Dublin Core and citation tags. Days that are guessed from addresses are never taken.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from multipolar.read.byline import AND, is_person, without_honorific
from multipolar.read.encoding import clean
from multipolar.read.kind import name_like
from multipolar.read.published import machine_day
from multipolar.read.publisher import is_publisher, plain, without_edition

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lxml.html import HtmlElement

TITLES = (
    "og:title",
    "twitter:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
)
AUTHORS = (
    "author",
    "article:author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "parsely-author",
    "sailthru.author",
)
SITES = (
    "og:site_name",
    "citation_publisher",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
    "article:publisher",
)
DAYS = (
    "article:published_time", "citation_publication_date", "citation_date", "dc.date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "datepublished", "pubdate", "publishdate", "publish-date", "date", "parsely-pub-date", "sailthru.date",
    "originalpublicationdate", "og:published_time", "article.published", "published_at", "cxenseparse:recs:publishtime",
)  # fmt: skip
ARTICLE_TYPES = ("article", "posting", "report", "newsarticle", "webpage", "review", "creativework")
BRACKETS = re.compile(r"\s+(?:\||[-–—·•:»])\s+")
BEHIND = re.compile(r"\s*(?:\||[-–—·•:»])\s+(?P<site>[^|]{2,60})")
BEFORE = re.compile(r"(?P<site>[^|]{2,60}?)\s*(?:\||[-–—·•:»])\s+")
ISSUE = re.compile(r"(?P<site>[^,|#]{3,60}?),?\s+(?:no\.|nr\.|issue|#|vol\.)\s?\d", re.IGNORECASE)
SUFFIXES_OF_STAFF = re.compile(
    r"(?:^|\s)(?:staff|admin|editor|editors|desk|newsroom|reporter|correspondent|webmaster|team)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page declares: each null or empty where it does not."""

    titles: tuple[str, ...] = ()  # the most trusted first
    people: tuple[str, ...] = ()  # of JSON-LD
    authors: tuple[str, ...] = ()  # of meta tags, people only
    publisher: str | None = None
    site: str | None = None
    suffix: str | None = None  # the last part of the title tag
    days: tuple[date, ...] = ()
    blog: bool = False


def metadata(root: HtmlElement) -> Metadata:
    """Return what the page declares of itself."""
    tags = _tags(root)
    linked = list(_linked(root))
    window = _text(root.findtext(".//title"))
    site = _first(tags, SITES)
    headline, suffix = _window(window, site, _headings(root))
    titles = [_text(item.get("headline")) for item in linked]
    titles += [_text(tags[name][0]) for name in TITLES if name in tags] + [headline]
    people = [name for item in linked for name in _people(item.get("author"))]
    authors = [
        without_honorific(name) for tag in AUTHORS for value in tags.get(tag, ()) for name in AND.split(value)
    ]
    publisher = next((name for item in linked for name in _names(item.get("publisher"))), None)
    generator = " ".join(tags.get("generator", ())).lower()
    return Metadata(
        titles=tuple(dict.fromkeys(title for title in titles if title)),
        people=tuple(dict.fromkeys(without_honorific(name) for name in people if _signs(name))),
        authors=tuple(dict.fromkeys(name for name in authors if _signs(name))),
        publisher=publisher,
        site=site,
        suffix=suffix,
        days=_days(linked, tags),
        blog="blogger" in generator or "wordpress.com" in generator,
    )


def untitled(title: str, sites: tuple[str | None, ...]) -> str:
    """Return a title without the name of its site before or behind it."""
    for site in (site for site in sites if site):
        for mark in (" | ", " - ", " – ", " — ", " · ", ": ", " » "):
            if plain(title).endswith(plain(f"x{mark}{site}")[1:]):
                return title[: -len(mark + site)].strip()
            if title.startswith(site + mark):
                return title[len(site + mark) :].strip()
    return title


def _text(value: object) -> str:
    return " ".join(clean(value).split())[:500] if isinstance(value, str) else ""


def _tags(root: HtmlElement) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = _text(meta.get("content"))
        if name and content:
            tags.setdefault(name, []).append(content)
    return tags


def _first(tags: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    values = [tags[name][0] for name in names if name in tags]
    return next((value for value in values if not value.startswith(("http:", "https:", "@"))), None)


def _linked(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the articles that the JSON-LD blocks describe."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            value = json.loads(
                script.text.strip().removeprefix("<![CDATA[").removesuffix("]]>"), strict=False
            )
        except (ValueError, RecursionError):
            continue
        yield from (item for item in _objects(value) if _is_article(item))


def _objects(value: object) -> Iterator[dict[str, Any]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else ()


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    names = [str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]
    return "headline" in item or any(name.endswith(ARTICLE_TYPES) for name in names)


def _names(value: object) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and _text(name) and not name.startswith("http"):
            yield _text(name)


def _people(value: object) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if not (isinstance(item, dict) and "organization" in str(item.get("@type")).lower()):
            for name in _names(item):
                yield from re.split(r"\s+and\s+|\s*;\s*", name)


def _signs(name: str) -> bool:
    return is_person(name) and not SUFFIXES_OF_STAFF.search(name)


def _headings(root: HtmlElement) -> tuple[str, ...]:
    """Return the first headings of the body."""
    found = (element for tag in ("h1", "h2") for element in root.iter(tag))
    texts = (" ".join(element.text_content().split())[:500] for element in islice(found, 6))
    return tuple(text for text in texts if len(text) > 8)


def _window(title: str, site: str | None, headings: tuple[str, ...]) -> tuple[str, str | None]:
    """Return the headline in the title tag, and the name of the site that stands before or behind it."""
    if site and untitled(title, (site,)) != title:
        return untitled(title, (site,)), site
    known = next((pair for heading in headings if (pair := _beside(title, heading))), None)
    if known:
        return known
    parts = BRACKETS.split(title)
    if len(parts) < 2:
        issue = ISSUE.match(title)
        return title, issue["site"] if issue and name_like(issue["site"]) else None
    first, last = without_edition(parts[0].strip()), parts[-1].strip()
    if not is_publisher(last) and not name_like(last) and name_like(first):
        return title[len(parts[0]) :].lstrip(" |-–—·•:»"), first
    if is_publisher(last) or (len(last.split()) <= 6 and last[:1].isupper()):
        return title[: title.rfind(last)].rstrip(" |-–—·•:»"), last
    return title, None


def _beside(title: str, heading: str) -> tuple[str, str] | None:
    """Return a heading of the page and what stands before or behind it in the title tag: the name of the site."""
    if title.startswith(heading) and (behind := BEHIND.fullmatch(title[len(heading) :])):
        return heading, behind["site"]
    before = BEFORE.fullmatch(title[: -len(heading)]) if title.endswith(heading) else None
    return (heading, before["site"]) if before else None


def _days(linked: list[dict[str, Any]], tags: dict[str, list[str]]) -> tuple[date, ...]:
    declared = [
        str(item[key]) for item in linked for key in ("datePublished", "dateCreated") if item.get(key)
    ][:1]
    declared += [tags[name][0] for name in DAYS if name in tags]
    return tuple(dict.fromkeys(day for text in declared if (day := machine_day(text))))
