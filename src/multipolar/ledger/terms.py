"""Terms: what is typed into a search in, what it asks of a sentence out.

Words are all required. "Quoted words" stand side by side; so do the parts of one word ("Mi-35"). OR between two terms
asks for one of them, - before a term leaves out the sentences that have it, * after one asks for words that begin so.
Everything else is only a space between words, so that no typed text is an error of syntax.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multipolar.errors import UsageError
from multipolar.ledger.folding import places, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multipolar.ledger.folding import Place

longest = 2_000  # characters
_most = 60  # terms; a pasted sentence has fewer, and FTS5 takes no more than 256 in a row
_either = "OR"
_quotes = str.maketrans("“”„‟«»＂", '"' * 7)
_part = re.compile(r'(-?)"([^"]*)"(\*?)|(\S+)')
_say = "Write words, or “quoted words” that stand side by side, such as: Mi-35 Pakistan"


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that stand side by side; with `prefix`, the last is only the beginning of a word."""

    words: tuple[str, ...]
    prefix: bool = False

    @property
    def fts(self) -> str:
        """The term as FTS5 reads it: folded words hold no sign that means anything to it."""
        return f'"{" ".join(self.words)}"{" *" if self.prefix else ""}'

    def found(self, among: Sequence[Place]) -> Iterator[tuple[int, int]]:
        """Yield where the term stands among the words of a text, from its first to its last word."""
        size = len(self.words)
        for place in range(len(among) - size + 1):
            if self._fits([each.word for each in among[place : place + size]]):
                yield among[place].start, among[place + size - 1].end

    def _fits(self, here: list[str]) -> bool:
        *before, last = self.words
        return here[:-1] == before and (here[-1].startswith(last) if self.prefix else here[-1] == last)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a sentence must have, one term of each group, and what it must not have."""

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()

    def fts(self, language: str | None = None) -> str:
        """Return the whole as FTS5 reads it, over the columns `text` and `language`."""
        wanted = " AND ".join(f"({' OR '.join(term.fts for term in group)})" for group in self.groups)
        if self.without:
            wanted = f"({wanted}) NOT ({' OR '.join(term.fts for term in self.without)})"
        return f"{{text}} : ({wanted})" + (f' AND {{language}} : "{language}"' if language else "")

    def parts(self) -> list[Terms]:
        """Return the same once for each term that is one of several, with it alone in the place of its group.

        Together they fit what the whole fits, and each tells how rare its term is.
        """
        found = [
            Terms((*self.groups[:place], (term,), *self.groups[place + 1 :]), self.without)
            for place, group in enumerate(self.groups)
            if len(group) > 1
            for term in group
        ]
        return found or [self]

    def found(self, text: str) -> list[tuple[int, int]]:
        """Return the spans of a text that made it fit, in order, none within another."""
        among = places(text)
        spans = sorted({span for group in self.groups for term in group for span in term.found(among)})
        joined: list[tuple[int, int]] = []
        for start, end in spans:
            if joined and start < joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined


def terms(query: str) -> Terms:
    """Return what a query asks for; one that asks for nothing, or for too much, raises `UsageError`."""
    if len(query) > longest:
        raise UsageError(f"The query has {len(query):,} characters; {longest:,} are the most. {_say}")
    items = list(_items(query))
    groups = _groups(items)
    without = tuple(item.term for item in items if item and item.left_out)
    if not groups:
        what = "only says what to leave out" if without else "has no word in it"
        raise UsageError(f"The query {query.strip()[:80]!r} {what}. {_say}")
    if sum(map(len, groups)) + len(without) > _most:
        raise UsageError(
            f"The query has more than {_most} terms. Quote what stands side by side, or ask for less."
        )
    return Terms(groups, without)


@dataclass(frozen=True, slots=True)
class _Item:
    term: Term
    left_out: bool


def _items(query: str) -> Iterator[_Item | None]:
    """Yield the terms of a query in order; None for OR."""
    for minus, quoted, star, word in _part.findall(query.translate(_quotes)):
        if word == _either:
            yield None
            continue
        left_out = bool(minus) or word.startswith("-")
        if found := tuple(words(quoted or word)):
            yield _Item(Term(found, bool(star) or word.endswith("*")), left_out)


def _groups(items: Sequence[_Item | None]) -> tuple[tuple[Term, ...], ...]:
    groups: list[list[Term]] = []
    joined = False
    for place, item in enumerate(items):
        if item is None and _wanted(items, place - 1) and _wanted(items, place + 1):
            joined = True
        elif item is None or not item.left_out:
            term = (
                item.term if item else Term((_either.lower(),))
            )  # an OR that stands between no two terms is a word
            groups = [*groups[:-1], [*groups[-1], term]] if joined else [*groups, [term]]
            joined = False
    return tuple(map(tuple, groups))


def _wanted(items: Sequence[_Item | None], place: int) -> bool:
    item = items[place] if 0 <= place < len(items) else None
    return item is not None and not item.left_out
