"""Memory: the referents of a text so far, and which of them is most in mind at a place.

Salience is prominence in the clause, worn down with every sentence and a little more with every paragraph,
summed over the times a state was named; after Lappin and Leass (1994) and Centering (Grosz, Joshi and
Weinstein 1995).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from multipolar.read.referents import Referent

WORN = 0.55  # what a sentence leaves of a referent's weight
BREAK = 0.7  # what a paragraph leaves of it besides
SENTENCES = 5  # how far back a pronoun may point
FAR = 12  # how far back "the two countries" may look
SIDE_BY_SIDE = 0  # how far back two states named side by side are the two
DYAD_WORN = 0.6  # what a sentence leaves of a state that is party to the matter of the page
MATTER = 4.0  # how much more the page as a whole counts for the parties to its matter
LEAST = 0.2
MOST = 400  # referents looked at from one place: keeps a text of one endless sentence linear
PRIOR = 0.12  # weight of a state that the page names most
PLACE = 0.3  # a city says where, seldom who
BODIES = frozenset(
    {"EUU", "NAT", "UNO", "AUN", "ARL", "ASN", "SCO", "BRI", "IMF", "WBK", "IAE", "GCC", "OPC"}
)


class Memory:
    """What a reader has in mind, in order of the text."""

    def __init__(self, counts: Counter[str]) -> None:
        self.referents: list[Referent] = []
        self.sentence = 0
        self.paragraph = 0
        total = max(counts.values(), default=1)
        self.prior = {code: PRIOR * number / total for code, number in counts.items() if code not in BODIES}

    def add(self, found: Referent) -> None:
        """Bring a referent to mind."""
        self.referents.append(found)

    def recent(self, sentences: int) -> Iterator[tuple[Referent, float]]:
        """Yield referents with what is left of their weight, the nearest first."""
        for found in self.referents[: -MOST - 1 : -1]:
            back = self.sentence - found.sentence
            if back > sentences:
                return
            paragraphs = min(self.paragraph - found.paragraph, 2)
            yield found, found.weight * WORN**back * BREAK**paragraphs

    def best(self, fits: Callable[[Referent], float]) -> Referent | None:
        """Return the referent most in mind among those that fit (0: does not; else a factor)."""
        scored: list[tuple[float, int, Referent]] = []
        seen: dict[tuple[str, tuple[str, ...]], float] = defaultdict(float)
        for found, weight in self.recent(SENTENCES):
            factor = fits(found)
            if factor > 0:
                key = (found.name, found.codes)
                seen[key] += 0.15 * weight
                scored.append((weight * factor + (seen[key] if found.codes else 0.0), found.index, found))
        return max(scored, default=(0.0, 0, None), key=lambda row: row[:2])[2]

    def states(self, *, bodies: bool = False) -> list[tuple[str, float]]:
        """Return the states in mind with their salience, the highest first."""
        score: dict[str, float] = defaultdict(float)
        for found, weight in self.recent(FAR):
            factor = (PLACE if found.place else 1.0) * (0.4 if found.own else 1.0)
            for code in found.codes:
                if bodies or code not in BODIES:
                    score[code] += weight * factor
        ranked = {code: score.get(code, 0.0) + self.prior.get(code, 0.0) for code in {*score, *self.prior}}
        return sorted(ranked.items(), key=lambda pair: (-pair[1], pair[0]))

    def matter(self) -> list[tuple[str, float]]:
        """Return the states that the page is about, seen from here, with a score, the highest first.

        They fade more slowly than the one state just spoken of, and the page as a whole counts for more.
        """
        score: dict[str, float] = {code: value * MATTER for code, value in self.prior.items()}
        for found, weight in self.recent(FAR):
            slower = (DYAD_WORN / WORN) ** (self.sentence - found.sentence)
            factor = slower * (PLACE if found.place else 1.0) * (0.4 if found.own else 1.0)
            for code in found.codes:
                if code not in BODIES:
                    score[code] = score.get(code, 0.0) + weight * factor
        return sorted(score.items(), key=lambda pair: (-pair[1], pair[0]))

    def together(self, number: int, *, apart: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Return the states under discussion: those just named side by side, else the foremost; or ()."""
        for found, _ in self.recent(SIDE_BY_SIDE):
            if len(found.codes) == number and not (BODIES | apart).intersection(found.codes):
                return found.codes
        ranked = [code for code, value in self.matter() if value > LEAST and code not in apart]
        return tuple(ranked[:number]) if len(ranked) >= number else ()
