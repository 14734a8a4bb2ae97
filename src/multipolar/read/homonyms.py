"""Homonyms: whether a name of a state or place is a person, a street, a ship or a newspaper here.

In: the matches of `world.names` in a parsed text. Out: those that stand for a state, each with one name.
The table `homonyms.csv` holds the words before and after that decide, and the words of a page that tell
Georgia from Georgia. What `world` knows as a fixed phrase ("Washington Post", "French fries") never comes
here.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from multipolar.read.given import given_gender
from multipolar.read.places import acts_as_government
from multipolar.read.spans import Spans, head_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span

    from multipolar.world.names import Name, NameMatch

RUN = 6  # capitalised words after a name that may make it part of a longer one
PLACES = frozenset({"name", "former", "capital", "city"})
LINKS = frozenset({"of", "for", "and", "&", "the"})
OWN_STATE = frozenset({"state", "press"})


@cache
def table() -> dict[str, dict[str, str]]:
    """Return place → word → verdict; words keep their case, since "Turkey" and "turkey" differ."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    text = (files("multipolar.read") / "homonyms.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        found[row["place"]][row["words"]] = row["verdict"]
    return dict(found)


def genuine(doc: Doc, matches: Sequence[NameMatch]) -> list[tuple[Span, Name]]:
    """Return the spans that stand for a state, a place in it, a body or a group, with the name they bear."""
    laid = Spans(doc)
    spans = [(laid.covering(match.start, match.end), match) for match in matches]
    known = [(span, match) for span, match in spans if _fits(span, match)]
    surnames = {span.text for span, _ in known if _person(span)}
    kept = [(s, m) for s, m in known if not homonym(s, m.name) and not _namesake(s, m.name, surnames)]
    support = Counter(match.name.code for _, match in kept if not match.others)
    doubted = {s.text: _doubted(s, m.name, support) for s, m in {s.text: (s, m) for s, m in kept}.values()}
    return [(span, _named(span, match, support)) for span, match in kept if not doubted[span.text]]


def homonym(span: Span, name: Name) -> bool:
    """Tell whether the words around make a name that of another thing."""
    if name.kind in {"body", "group", "metonym"}:
        return False
    if name.kind in PLACES and (_person(span) or _before(span) or _region(span)):
        return True
    return _after(span, name)


def _fits(span: Span, match: NameMatch) -> bool:
    """Tell whether the tokens hold little more than the match ("anti-Russian" is one token)."""
    return span.end_char - span.start_char <= match.end - match.start + 12


def _named(span: Span, match: NameMatch, support: Counter[str]) -> Name:
    """Choose among states of one name ("Congo") the one that the page names otherwise.

    Brussels is the Union where it acts, unless the page speaks more of Belgium.
    """
    every = (match.name, *match.others)
    metonym = next((name for name in every if name.kind == "metonym"), None)
    if metonym and match.name.kind == "capital":
        acting = acts_as_government(span) and support[metonym.code] >= support[match.name.code]
        return metonym if acting else next(name for name in every if name.kind == "capital")
    return max(every, key=lambda name: support[name.code])


def _before(span: Span) -> bool:
    words = span.doc[max(span.start - 2, 0) : span.start]
    before = table()["before"]
    if not words or "\n" in words.text_with_ws:
        return False
    verdict = before.get(words[-1].text) or before.get(words.text)
    return verdict is not None and (verdict != "person" or not span.doc[span.start - 1].text.islower())


def _after(span: Span, name: Name) -> bool:
    """Look at the word right after, then at the end of the capitalised run the name begins."""
    after = table()["after"]
    doc, limit = span.doc, min(span.end + RUN, len(span.doc))
    if span.end < limit and after.get(doc[span.end].text) in ("thing", None) and _follows(span):
        if after.get(doc[span.end].text) == "thing":
            return not (name.kind == "adjective" and doc[span.end].text[0].isupper())
    elif span.end >= limit or not _follows(span):
        return False
    if name.kind in {"adjective", "people"} and name.code:
        return _ends_in(span, after, frozenset({"press", "institute", "firm"}), least=1)
    return _ends_in(span, after, frozenset({"place", "press", "institute", "firm", "team"}), least=1)


def _follows(span: Span) -> bool:
    return span.doc[span.end - 1].whitespace_ != "" and span.end < len(span.doc)


def _ends_in(span: Span, after: dict[str, str], verdicts: frozenset[str], *, least: int) -> bool:
    """Tell whether the capitalised run after a name ends in a word such as Institute or Airlines."""
    doc, end = span.doc, span.end
    while end < min(span.end + RUN, len(doc)) and (doc[end].text[:1].isupper() or doc[end].text in LINKS):
        end += 1
    run = [token.text for token in doc[span.end : end]]
    while run and run[-1] in LINKS:
        run.pop()
    if len(run) < least:
        return False
    return any(after.get(word) in verdicts for word in (run[-1], " ".join(run[-2:])))


def _region(span: Span) -> bool:
    """Tell whether a place lies in a region of another state: "Paris, Texas", "Washington state"."""
    following = span.doc[span.end : span.end + 4]
    texts = [token.text for token in following]
    if texts[:1] == ["state"] and span.text == "Washington":
        return True
    if len(texts) < 2 or texts[0] != ",":
        return False
    region = table()["region"]
    return any(" ".join(texts[1 : 1 + n]) in region or "".join(texts[1 : 1 + n]) in region for n in (1, 2, 3))


def _person(span: Span) -> bool:
    """Tell whether a name of a place is the first name or the surname of a person: "Chad Smith"."""
    doc = span.doc
    if span.start > 0 and _given(doc[span.start - 1].text) and _joined(doc, span.start - 1):
        return True
    initial = (
        span.start > 1 and doc[span.start - 1].text[1:] == "." and doc[span.start - 1].text[:1].isupper()
    )
    if initial and _given(doc[span.start - 2].text):
        return True
    if span.end >= len(doc) or not _joined(doc, span.end - 1) or not doc[span.end].text.istitle():
        return False
    same = (
        doc[span.end].ent_type_ == "PERSON"
        and span[0].ent_type_ == "PERSON"
        and doc[span.end].ent_iob_ == "I"
    )
    return same and _given(span.text)


def _given(word: str) -> bool:
    return given_gender(word) is not None


def _joined(doc: Doc, index: int) -> bool:
    """Tell whether one space and nothing else stands between a token and the next."""
    return doc[index].whitespace_ == " " and index + 1 < len(doc) and not doc[index + 1].is_space


def _namesake(span: Span, name: Name, surnames: set[str]) -> bool:
    """Tell whether a lone "Jordan" is the person whom the page names in full elsewhere."""
    if span.text not in surnames or name.kind not in PLACES:
        return False
    return span[-1].dep_ in {"nsubj", "nsubjpass", "poss"} or head_of(span).head.lower_ in {"by", "with"}


def _doubted(span: Span, name: Name, support: Counter[str]) -> bool:
    """Weigh the words of the page for a state against those for its namesake."""
    pro, con = table().get(f"for:{span.text}"), table().get(f"against:{span.text}")
    if not name.ambiguous or not pro or not con:
        return False
    text = span.doc.text
    against = sum(word in text for word in con)
    return against > sum(word in text for word in pro) and support[name.code] <= text.count(span.text)
