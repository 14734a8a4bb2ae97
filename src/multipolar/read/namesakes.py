"""Namesakes: whether a name is borne by a person, a state of the Union, a province or a river here.

In: a name in its parse. "Kenya Moore", "Dawn French" and a lone "Jordan" whom the page names in full are
persons; "Paris, Texas", "the governor of Georgia" and "the region of Macedonia" lie in other states; "the
Niger" is a river. The words are those of `homonyms.csv`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.given import given_gender
from multipolar.read.roles import NOUNS, roles
from multipolar.read.spans import head_of
from multipolar.read.verdicts import listed
from multipolar.read.vocabulary import words

if TYPE_CHECKING:
    from collections import Counter

    from spacy.tokens import Doc, Span

    from multipolar.world.names import Name

PLACES = frozenset({"name", "former", "capital", "city"})
IN = frozenset({"in", "across", "from", "of", "near"})
PARTS = frozenset({"region", "province", "county", "district", "parish"})
# Words that tell the river of a name that also is a state's with an article ("the Congo").
WATER = words("water")


def surname(span: Span, name: Name) -> bool:
    """Tell whether a name is the surname of a person: "Kathy Ireland", "Booker T. Washington"."""
    doc = span.doc
    if span.start == 0 or not _joined(doc, span.start - 1):
        return False
    before = doc[span.start - 1]
    if name.kind in {"adjective", "people"}:
        return _given(before.text) and before.dep_ == "compound" and before.head.i == span[-1].i
    if _given(before.text):
        return True
    return span.start > 1 and _initial(before.text) and _given(doc[span.start - 2].text)


def forename(span: Span) -> bool:
    """Tell whether a name of a place is the first name of a person: "Chad Smith", "India Cartwright"."""
    doc = span.doc
    if span.end >= len(doc) or not _joined(doc, span.end - 1) or not _family(span):
        return False
    if doc[span.end].ent_type_ == "PERSON" and span[0].ent_type_ == "PERSON":
        return doc[span.end].ent_iob_ == "I"
    return _called_a_person(doc, span.end + 1)


def _family(span: Span) -> bool:
    """Tell whether a first name and what can be a family name stand together."""
    after = span.doc[span.end]
    if not after.text.istitle() or after.text in listed("after") or after.lower_ in roles():
        return False
    return _given(span.text) or span.text in listed("forename")


def _called_a_person(doc: Doc, end: int) -> bool:
    """Tell whether ", a tailor" or " and her sister" comes after a name."""
    after = [token.lower_ for token in doc[end : end + 4]]
    if after[:1] == ["and"] and after[1:2] in (["her"], ["his"]):
        return True
    if after[:1] != [","] or after[1:2] not in (["a"], ["an"], ["the"]):
        return False
    known = [roles().get(word) for word in after[2:]]
    return any(row is not None and row.kind == "person" for row in known)


def lone(span: Span, name: Name, surnames: set[str]) -> bool:
    """Tell whether a lone "Jordan" is the person whom the page names in full elsewhere."""
    if span.text not in surnames or name.kind not in PLACES:
        return False
    return span[-1].dep_ in {"nsubj", "nsubjpass", "poss"} or head_of(span).head.lower_ in {"by", "with"}


def elsewhere(span: Span, name: Name) -> bool:
    """Tell whether a place lies in a region of another state: "Paris, Texas", "Langley, British Columbia"."""
    doc, texts = span.doc, [token.text for token in span.doc[span.end : span.end + 4]]
    if len(texts) < 2 or texts[0] != ",":
        return False
    if texts[1] == "Georgia":
        return (
            name.kind in {"capital", "city"}
            and span.start > 0
            and doc[span.start - 1].lower_ in IN
            and texts[2:3] in ([","], ["."])
        )
    region = listed("region")
    owner = next((region[found] for n in (3, 2, 1) if (found := " ".join(texts[1 : 1 + n])) in region), None)
    owner = owner or region.get("".join(texts[1:3]))
    return owner is not None and owner != name.code


def american(span: Span) -> bool:
    """Tell whether Georgia or Washington is a state of the Union: "senator from Georgia", "Washington and Oregon"."""
    kin = listed(f"kin:{span.text}")
    if not kin:
        return False
    doc = span.doc
    before = [token.lower_ for token in doc[max(span.start - 2, 0) : span.start]]
    after = [token.lower_ for token in doc[span.end : span.end + 2]]
    if before[-1:] and before[-1] in {"of", "from"} and len(before) > 1 and before[0] in kin:
        return True
    if after[:1] and (after[0] in kin or (after[0] in {"'s", "’s"} and after[1:] and after[1] in kin)):
        return True
    return _town_before(span) or _listed_with_states(span)


def _town_before(span: Span) -> bool:
    """Tell whether a town of that state stands before: "Savannah, Georgia"."""
    doc = span.doc
    return (
        span.start > 1
        and doc[span.start - 1].text == ","
        and doc[span.start - 2].text in listed(f"town:{span.text}")
    )


def _listed_with_states(span: Span) -> bool:
    """Tell whether the name stands beside one of its sister states in a list."""
    doc, sisters = span.doc, listed(f"sister:{span.text}")
    after = [t.text for t in doc[span.end : span.end + 4] if t.text not in {",", "and", "or"}]
    linked = span.end < len(doc) and doc[span.end].text in {",", "and", "or"}
    if linked and (after[:1] and (after[0] in sisters or " ".join(after[:2]) in sisters)):
        return True
    before = [t.text for t in doc[max(span.start - 4, 0) : span.start]]
    if not before or before[-1] not in {",", "and", "or"}:
        return False
    names = [word for word in before if word not in {",", "and", "or"}]
    return bool(names) and (names[-1] in sisters or " ".join(names[-2:]) in sisters)


def part(span: Span, name: Name) -> bool:
    """Tell whether a doubtful name is that of a region alone: "the (Greek) region of Macedonia"."""
    doc, of = span.doc, span.start - 1
    if not name.ambiguous or of < 2 or doc[of].text != "of" or doc[of - 1].lower_ not in PARTS:
        return False
    before = doc[of - 2]
    return before.lower_ == "the" or (
        before.tag_ in {"JJ", "NNP"} and before.text[:1].isupper() and _the(before.i, doc)
    )


def _the(index: int, doc: Doc) -> bool:
    return index > 0 and doc[index - 1].lower_ == "the" and doc[index].ent_type_ == "NORP"


def river(span: Span) -> bool:
    """Tell whether a name with an article is a river: "the Niger"; of the Congo, words of water must tell it."""
    doc = span.doc
    kind = listed("river").get(span.text)
    if kind is None or span.start == 0 or doc[span.start - 1].lower_ != "the":
        return False
    token = span[-1]
    if (
        token.dep_ in {"compound", "nmod", "poss", "amod"}
        and token.head.pos_ in NOUNS
        and token.head.i > token.i
    ):
        return False
    near = {t.lower_ for t in doc[max(span.start - 4, 0) : span.start - 1]}
    return kind == "river" or bool(near & WATER)


def doubted(span: Span, name: Name, support: Counter[str]) -> bool:
    """Weigh the words of the page for a state against those for its namesake."""
    pro, con = listed(f"for:{span.text}"), listed(f"against:{span.text}")
    if not name.ambiguous or not pro or not con:
        return False
    text = span.doc.text
    against = sum(word in text for word in con)
    return against > sum(word in text for word in pro) and support[name.code] <= text.count(span.text)


def _given(word: str) -> bool:
    return given_gender(word) is not None


def _initial(word: str) -> bool:
    return word[1:] == "." and word[:1].isupper()


def _joined(doc: Doc, index: int) -> bool:
    """Tell whether one space and nothing else stands between a token and the next."""
    return doc[index].whitespace_ == " " and index + 1 < len(doc) and not doc[index + 1].is_space
