"""Scene: a page with its mentions laid on its tokens.

In: `Layers`. Out: which states a noun phrase stands for or belongs to, and which others are near.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from multipolar.read.coders.clause import coordinated
from multipolar.read.coders.status import closed
from multipolar.read.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

    from multipolar.read.layers import DateMention, Layers, Mention

OWNING = frozenset({"poss", "amod", "compound", "nmod", "nummod"})
DEEP = 3  # levels of a noun phrase that are looked into
HEAD = 3  # lines at the top of a page that may be headline, subtitle and caption
BACK = 2  # sentences before an act that may name its parties


class Held(NamedTuple):
    """A party found in a noun phrase, and how it stands there: it "is" the phrase, or it is its "own", "of" …"""

    code: str
    manner: str
    mention: Mention


def key(mention: Mention, code: str) -> str:
    """Return the party code of a mention: an armed group is its host state's code and /REB."""
    return f"{code}/REB" if mention.sector == "REB" else code


class Scene:
    """A page as the coder sees it."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.doc = layers.doc
        self.at: dict[int, Mention] = {}
        self.heads: list[tuple[Token, Mention]] = []
        self.spans = Spans(self.doc)
        for mention in layers.mentions:
            span = self.spans.covering(mention.start, mention.end)
            if mention.codes and len(span):
                self.heads.append((span.root, mention))
                self.at.update((token.i, mention) for token in span)

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of the page, without blank ones."""
        return [sentence for sentence in self.doc.sents if sentence.text.strip()]

    @cached_property
    def number(self) -> dict[int, int]:
        """Token index → number of its sentence."""
        return {token.i: number for number, sentence in enumerate(self.sentences) for token in sentence}

    @cached_property
    def found(self) -> list[list[tuple[Token, Mention]]]:
        """The mentions of each sentence, with their head tokens."""
        rows: list[list[tuple[Token, Mention]]] = [[] for _ in self.sentences]
        for head, mention in self.heads:
            if head.i in self.number:
                rows[self.number[head.i]].append((head, mention))
        return rows

    @cached_property
    def dated(self) -> dict[int, list[tuple[DateMention, Token]]]:
        """Number of a sentence → its dates that mean days, with the words they hang on."""
        rows: dict[int, list[tuple[DateMention, Token]]] = {}
        for mention in self.layers.dates:
            span = self.spans.covering(mention.start, mention.end)
            if mention.interval is not None and len(span) and span.root.i in self.number:
                rows.setdefault(self.number[span.root.i], []).append((mention, span.root))
        return rows

    @cached_property
    def headed(self) -> frozenset[int]:
        """Numbers of the sentences that are headlines: the first lines of the page without a full stop."""
        opening = self.sentences[:HEAD]
        return frozenset(number for number, sentence in enumerate(opening) if not closed(sentence.text))

    @cached_property
    def rank(self) -> dict[str, int]:
        """Party → its place by number of mentions on the page, 0 first."""
        counts = Counter(key(mention, code) for _, mention in self.heads for code in mention.codes)
        return {code: place for place, (code, _) in enumerate(counts.most_common())}

    @cached_property
    def themes(self) -> list[Held]:
        """The parties of the page, the most often mentioned first, each with its first mention."""
        first = {key(mention, code): mention for _, mention in reversed(self.heads) for code in mention.codes}
        return [Held(code, "near", first[code]) for code in self.rank]

    def held(self, head: Token, depth: int = DEEP) -> Iterator[Held]:
        """Yield the parties that a noun phrase is or belongs to."""
        mention = self.at.get(head.i)
        if mention:
            yield from (Held(key(mention, code), "is", mention) for code in mention.codes)
            return
        for child in head.children if depth else ():
            if child.dep_ == "appos":
                yield from self.held(child, depth - 1)
            elif child.dep_ in OWNING:
                owners = (each for head in coordinated(child) for each in self.held(head, depth - 1))
                yield from (each._replace(manner="own") for each in owners)
            elif child.dep_ == "prep":
                yield from self._linked(child, depth - 1)

    def _linked(self, preposition: Token, depth: int) -> Iterator[Held]:
        manner = {"from": "of"}.get(preposition.lower_, preposition.lower_)
        if manner in {"of", "in", "at", "between", "with", "to"}:
            for child in preposition.children:
                for head in coordinated(child) if child.dep_ == "pobj" else ():
                    yield from (each._replace(manner=manner) for each in self.held(head, depth))

    def near(self, trigger: Token, known: set[str]) -> Iterator[tuple[int, Token, Held]]:
        """Yield other parties near an act, nearest first: (sentences back, head token, party)."""
        number = self.number.get(trigger.i, 0)
        for back in range(min(BACK, number) + 1):
            for head, mention in sorted(
                self.found[number - back], key=lambda pair: _distance(trigger, pair[0], back)
            ):
                for code in (key(mention, each) for each in mention.codes):
                    if code not in known:
                        known.add(code)
                        yield back, head, Held(code, "near", mention)


def _distance(trigger: Token, head: Token, back: int) -> tuple[int, int]:
    """Order parties of the trigger's own sentence by nearness, those of earlier ones by their last mention."""
    return (abs(head.i - trigger.i), 0) if back == 0 else (-head.i, 0)
