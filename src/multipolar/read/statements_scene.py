"""Scene: a speaker whom the page does not present in, the state that the page has him in out.

Every state of the page, and none, is weighed by what tells for it: dateline, publisher, what it names most, the
paragraph so far, the place of the sentence. The weights are `scene.csv`: a conditional logit (McFadden 1974) fitted on the
corpus's train part. Null wins where nothing tells enough.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from multipolar.read.speech import lexicon
from multipolar.read.statements_country import (
    abroad,
    dated,
    institutions_in,
    plain,
)
from multipolar.read.tables import rows
from multipolar.world.names import find_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Token

    from multipolar.read.layers import Mention
    from multipolar.read.statements_country import Allegiance

Clues = dict[str | None, dict[str, float]]  # by state, None for nobody's: what tells for it, how much

NOUNS = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PARAGRAPH = 3000  # characters of a long paragraph before a speaker
HEAD = 120  # characters of a page in which masthead and headline stand
NEAR = 300  # characters of a quotation beside a speaker
FAR = 400  # tokens before a speaker in which "the ministry" was presented


class Scene:
    """Where a page has those whom it does not present."""

    def __init__(
        self, allegiance: Allegiance, quoted: Callable[[int], bool], *, publishers: str = ""
    ) -> None:
        self.allegiance = allegiance
        self.doc = allegiance.doc
        self.quoted = quoted
        self.named = [each for each in allegiance.mentions if plain(each)]
        self.places = [each.start for each in self.named]
        self.page = self._page(publishers)
        self.home = chosen(self._of_all({}))

    def of(self, head: Token, role: str | None, *, person: bool) -> str | None:
        """Return the state of a speaker whom the page does not present."""
        own = institutions_in(self.allegiance.described(head).text, self.allegiance.codes)
        return own or chosen(self.clues(head, role, person=person))

    def clues(self, head: Token, role: str | None, *, person: bool) -> Clues:
        """Return what tells for each state."""
        here: Clues = {None: self._nobody(head, role, person=person)}
        self._in_paragraph(head, here)
        self._beside(head, here)
        return self._of_all(here)

    def _of_all(self, here: Clues) -> Clues:
        """Return the clues of the place with those of the page, for each state that the page names."""
        named = sorted({code for code in (*self.page, *here) if code})
        return {code: {**self.page.get(code, {}), **here.get(code, {})} for code in (None, *named)}

    def _page(self, publishers: str) -> Clues:
        """Return what the whole page tells: dateline, publisher, what it names most."""
        found: Clues = {}
        _share(
            found, "publisher", [m.name.code for m in find_names(publishers, None) if m.name.sector != "IGO"]
        )
        others = [each for each in self.named if each.kind not in {"pronoun", "person"}]
        _share(found, "named", (each.codes[0] for each in others))
        _share(found, "town", (each.codes[0] for each in others if each.kind == "capital"))
        _share(found, "head", (each.codes[0] for each in others if each.start < HEAD))
        for each in others:
            if dated(self.allegiance.text, each):
                found[each.codes[0]]["dateline"] = 1
        for each in others[:1]:
            found[each.codes[0]]["first"] = 1
        return found

    def _nobody(self, head: Token, role: str | None, *, person: bool) -> dict[str, float]:
        """Return what tells that a speaker is nobody's."""
        words = self.allegiance.described(head)
        several = any(
            len(each.codes) > 1 for each in self.allegiance.within(words.start_char, words.end_char)
        )
        plural = not person and head.tag_ in {"NNS", "NNPS"}
        determiner = self.doc[head.left_edge.i].lower_
        return {
            "nobody": 1,
            "nobody_several": several,
            "nobody_abroad": abroad(words.text) or abroad(role or ""),
            "nobody_plural": plural,
            "nobody_anywhere": words.start == head.i and head.lower_ in lexicon("anywhere"),
            "nobody_person": person,
            "nobody_presented": person and bool(role),
            "nobody_indefinite": determiner in {"a", "an", "one"} and not person,
            "nobody_definite": determiner in {"the", "its", "their"} and not person,
        }

    def _in_paragraph(self, head: Token, here: Clues) -> None:
        """Note what the paragraph tells until it comes to the speaker, and the one before it."""
        start, own = self._start(head.idx), range(head.left_edge.idx, head.idx)
        near = [each for each in self._within(start, head.idx) if each.start not in own]
        told = [each for each in near if each.kind != "pronoun" and not self.quoted(each.start)]
        _share(here, "paragraph", (each.codes[0] for each in told))
        _mark(here, "paragraph_first", told[:1])
        _mark(here, "paragraph_last", told[-1:])
        _mark(here, "paragraph_place", [each for each in told if self.allegiance.in_place(each)][-1:])
        _mark(here, "paragraph_subject", [each for each in near if self._subject(each)][-1:])
        above = [each for each in self._within(self._start(start - 2), start) if each.kind != "pronoun"]
        if not told:
            _share(here, "above_alone", (each.codes[0] for each in above))

    def _beside(self, head: Token, here: Clues) -> None:
        """Note what stands beside the speaker: the place of his sentence and those whom he speaks of."""
        words = self.allegiance.described(head)
        sentence = head.sent
        if code := self.allegiance.stage(head):
            _at(here, code)["stage"] = 1
        own = self.allegiance.over(head)
        if own is not None and own.kind == "nominal" and len(own.codes) == 1:
            _at(here, own.codes[0])["nominal"] = 1
        inside = self._within(words.start_char, words.end_char)
        _mark(here, "guessed", [each for each in inside if each.kind == "nominal"])
        for token in words:
            if code := self._presented(token):
                _at(here, code)["presented"] = 1
        beside = [
            each for each in self._within(sentence.start_char, sentence.end_char) if each.kind != "pronoun"
        ]
        _mark(here, "sentence", [each for each in beside if not self.quoted(each.start)])
        around = self._within(head.idx - NEAR, head.idx + NEAR)
        _mark(here, "spoken_of", [e for e in around if self.quoted(e.start) and e.kind != "pronoun"])
        after = [e for e in self._within(words.end_char, words.end_char + NEAR) if not self.quoted(e.start)]
        _mark(here, "after", after[:1])

    def _presented(self, head: Token) -> str | None:
        """Return whose "the ministry" was where the page last presented it."""
        if head.pos_ not in NOUNS or self.doc[head.left_edge.i].lower_ != "the":
            return None
        for token in reversed(self.doc[max(0, head.i - FAR) : head.i]):
            if token.lower_ == head.lower_ and (code := self.allegiance.of(token)):
                return code
        return None

    def _subject(self, mention: Mention) -> bool:
        at = bisect_right(self.allegiance.tokens, mention.end - 1) - 1
        token = self.doc[max(0, at)]
        return token.dep_ in SUBJECTS or token.head.dep_ in SUBJECTS

    def _start(self, place: int) -> int:
        """Return where the paragraph of a place begins."""
        low = max(0, place - PARAGRAPH)
        return max(low, self.allegiance.text.rfind("\n", low, max(place, 0)) + 1)

    def _within(self, start: int, end: int) -> list[Mention]:
        return self.named[bisect_left(self.places, start) : bisect_left(self.places, end)]


@cache
def weights() -> dict[str, float]:
    """Return the weight of each clue."""
    return {row["clue"]: float(row["weight"]) for row in rows("scene")}


def chosen(clues: Clues) -> str | None:
    """Return the state for which most tells."""
    table = weights()
    worth = {code: sum(table.get(clue, 0.0) * n for clue, n in told.items()) for code, told in clues.items()}
    return max(worth, key=lambda code: (worth[code], code or ""), default=None)


def _share(found: Clues, clue: str, codes: Iterable[str]) -> None:
    counts = Counter(codes)
    for code, count in counts.items():
        _at(found, code)[clue] = count / counts.total()


def _mark(found: Clues, clue: str, mentions: Iterable[Mention]) -> None:
    for each in mentions:
        _at(found, each.codes[0])[clue] = 1


def _at(found: Clues, code: str | None) -> dict[str, float]:
    return found.setdefault(code, {})
