"""Memory: the referents of a text so far, and which of them is most in mind at a place.

Salience is prominence in the clause, worn down with every sentence and a little more with every paragraph,
summed over the times a state was named; after Lappin and Leass (1994) and Centering (Grosz, Joshi and
Weinstein 1995).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from multipolar.world.bodies import bodies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from multipolar.read.bonds import Bonds
    from multipolar.read.referents import Referent

WORN = 0.55  # what a sentence leaves of a referent's weight
BREAK = 0.7  # what a paragraph leaves of it besides
SENTENCES = 5  # how far back a pronoun may point
FAR = 12  # how far back "the two countries" may look
SIDE_BY_SIDE = 0  # how far back two states named side by side are the two
VISIT = 3  # sentences for which a visit tells guests from hosts
ANOTHER = ("another",)  # no state's code
ACTING = 0.9  # prominence of a subject
LAST_TWO = 2  # sentences back to the two that "the former" and "the latter" are of
COUNTED = 3  # sentences for which "two brothers" are meant by "the two"
DYAD_WORN = 0.6  # what a sentence leaves of a state that is party to the matter of the page
MATTER = 4.0  # how much more the page as a whole counts for the parties to its matter
LEAST = 0.2
PAIR = 2
RIVALS = 8  # states in mind of which any two may be "the two"
DOER = 2.0  # what it counts against a state that it does something between "the two capitals"
BOND = 2.0  # what a sentence that names two states counts against their own weight
JOINED = 1.0  # what "and" between two states counts for them in the next sentence
MOST = 400  # referents looked at from one place: keeps a text of one endless sentence linear
PRIOR = 0.12  # weight of a state that the page names most
PLACE = 0.3  # a city says where, seldom who
REPEATED = 0.3  # what a second naming of a state in one sentence counts


@cache
def body_codes() -> frozenset[str]:
    """Return the codes of the international bodies, which are no countries."""
    return frozenset(one.code for one in bodies())


class Memory:
    """What a reader has in mind, in order of the text."""

    def __init__(self, counts: Counter[str], bonds: Bonds | None = None) -> None:
        self.bonds = bonds
        self.referents: list[Referent] = []
        self.sentence = 0
        self.paragraph = 0
        total = max(counts.values(), default=1)
        self.genders: dict[str, str] = {}  # of persons, as pronouns have told
        self.prior = {
            code: PRIOR * number / total for code, number in counts.items() if code not in body_codes()
        }

    def add(self, found: Referent) -> None:
        """Bring a referent to mind."""
        self.referents.append(found)

    def gender(self, found: Referent) -> str | None:
        """Return the gender of a person: his own, or that of the pronoun that stood for him."""
        return found.gender or self.genders.get(found.who)

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
        score = self._weighed(1.0, REPEATED)
        ranked = {
            code: score.get(code, 0.0) + self.prior.get(code, 0.0)
            for code in {*score, *self.prior}
            if bodies or code not in body_codes()
        }
        return sorted(ranked.items(), key=lambda pair: (-pair[1], pair[0]))

    def _weighed(self, slower: float, repeated: float) -> dict[str, float]:
        """Return what each code in mind weighs: its foremost place in each sentence, and a share of the others."""
        best: dict[tuple[str, int], float] = {}
        score: dict[str, float] = defaultdict(float)
        for found, weight in self.recent(FAR):
            factor = (PLACE if found.place else 1.0) * (0.4 if found.own else 1.0)
            value = weight * factor * slower ** (self.sentence - found.sentence)
            for code in found.codes:
                known = best.get((code, found.sentence), 0.0)
                best[code, found.sentence] = max(known, value)
                score[code] += repeated * value + (1 - repeated) * max(value - known, 0.0)
        return score

    def matter(self) -> list[tuple[str, float]]:
        """Return the states that the page is about, seen from here, with a score, the highest first.

        They fade more slowly than the one state just spoken of, and the page as a whole counts for more.
        """
        score = self._weighed(DYAD_WORN / WORN, 1.0)
        ranked = {
            code: score.get(code, 0.0) + MATTER * self.prior.get(code, 0.0)
            for code in {*score, *self.prior}
            if code not in body_codes()
        }
        return sorted(ranked.items(), key=lambda pair: (-pair[1], pair[0]))

    def together(
        self,
        number: int,
        *,
        apart: frozenset[str] = frozenset(),
        strict: bool = True,
        among: frozenset[str] | None = None,
    ) -> tuple[str, ...]:
        """Return so many states under discussion: those just named side by side, else the foremost; or ().

        Those `apart` are none of them, or where it is not strict, sooner others; all are `among` some.
        """
        out = body_codes() | (apart if strict else frozenset())
        for found, _ in self.recent(SIDE_BY_SIDE if number == PAIR else FAR):
            codes = frozenset(found.codes)
            if len(codes) == number and not codes & (out | apart) and (among is None or codes <= among):
                return found.codes
        ranked = [
            (code, value - DOER * (code in apart))
            for code, value in self.matter()
            if value > LEAST and code not in out and (among is None or code in among)
        ]
        if number == PAIR and len(ranked) > PAIR:
            return self._pair(ranked[:RIVALS])
        return tuple(code for code, _ in ranked[:number]) if len(ranked) >= number else ()

    def _pair(self, ranked: Sequence[tuple[str, float]]) -> tuple[str, ...]:
        """Return the two of the states in mind that the page ties to each other most."""
        beside = frozenset(frozenset(each.codes) for each, _ in self.recent(1) if each.plural)

        def tied(pair: tuple[tuple[str, float], tuple[str, float]]) -> float:
            (one, value), (other, less) = pair
            bond = self.bonds.strength(one, other, self.sentence) if self.bonds else 0.0
            return value + less + BOND * bond + JOINED * (frozenset({one, other}) in beside)

        one, other = max(combinations(ranked, 2), key=tied)
        return one[0], other[0]

    def last(self) -> tuple[str, ...]:
        """Return the state named last: "the government there"; or ()."""
        return next((each.codes for each, _ in self.recent(VISIT) if len(each.codes) == 1), ())

    def joined(self, sentences: int = VISIT) -> tuple[str, ...]:
        """Return the states last named with "and" between them, two and more: "the allies"; or ()."""
        found = (each.codes for each, _ in self.recent(sentences) if each.plural and len(each.codes) > 1)
        return next(found, ())

    def at_war(self, met: Callable[[int], bool]) -> tuple[str, ...]:
        """Return the state whose army or government has just met its own rebels, no two states since; or ()."""
        rebels: dict[int, tuple[str, ...]] = {}
        states: dict[int, tuple[str, ...]] = {}
        for found, _ in self.recent(LAST_TWO):
            if found.plural and len(found.codes) == PAIR:
                return ()
            ends = rebels if found.sector == "REB" else states
            if found.verb >= 0 and (ends is rebels or (found.noun and len(found.codes) == 1)):
                ends[found.verb] = found.codes
            if (
                found.verb in states
                and met(found.verb)
                and set(rebels.get(found.verb, ANOTHER)) <= set(states[found.verb])
            ):
                return states[found.verb]
        return ()

    def visit(self) -> tuple[str, str] | None:
        """Return guest and host: the state most in mind, and the other one whose place was spoken of last."""
        for found, _ in self.recent(VISIT):
            if len(found.codes) == 1 and (found.place or found.local) and found.codes[0] not in body_codes():
                host = found.codes[0]
                guest = next((code for code, value in self.states() if code != host and value > LEAST), None)
                return (guest, host) if guest else None
        return None

    def leading(self) -> tuple[str, ...]:
        """Return the one of the two states in mind that acted last: "the ally" is the other; or ()."""
        found = [each for each, _ in self.recent(1) if each.codes]
        codes = {code for each in found for code in each.codes} - body_codes()
        acted = next((each.codes for each in found if each.weight >= ACTING), ())
        return acted if len(codes) == PAIR and len(acted) == 1 else ()

    def near(self) -> frozenset[str]:
        """Return the states named in this sentence or just before."""
        return frozenset(code for found, _ in self.recent(LAST_TWO) for code in found.codes)

    def counted(self, number: int) -> bool:
        """Tell whether so many of something else were spoken of: "the two" after "two brothers" are those."""
        return any(found.count == number and not found.codes for found, _ in self.recent(COUNTED))

    def arguments(self, verb: int) -> frozenset[str]:
        """Return the states that a verb of this sentence already has beside it."""
        return frozenset(
            code for found, _ in self.recent(0) if found.verb == verb >= 0 for code in found.codes
        )

    def beside(self, verb: int) -> frozenset[str]:
        """Return the names of those whom a verb of this sentence already has beside it."""
        return frozenset(found.name for found, _ in self.recent(0) if found.verb == verb >= 0)

    def two(self) -> tuple[str, ...]:
        """Return the two states that a sentence just read names, and no more: "the former" and "the latter"."""
        for back in range(LAST_TWO + 1):
            found = [each for each, _ in self.recent(back) if self.sentence - each.sentence == back]
            codes = tuple(dict.fromkeys(code for each in reversed(found) for code in each.codes))
            if len(codes) == PAIR + 1:  # "Sudan's general flew to Cairo and to Ankara"
                actors = {code for each in found if each.weight >= ACTING for code in each.codes}
                codes = tuple(code for code in codes if code not in actors)
            if len(codes) == PAIR:
                return codes
        return ()

    def persons(self, verb: int) -> tuple[str, ...]:
        """Return the states of the persons of this sentence, else of the last one, but for a verb's own subject."""
        for back in (0, 1):
            found = [each for each, _ in self.recent(back) if self.sentence - each.sentence == back]
            found = [each for each in found if each.sort == "person" and each.verb != verb and not each.own]
            codes = tuple(dict.fromkeys(code for each in reversed(found) for code in each.codes))
            if len(codes) > 1 and all(each.codes for each in found):
                return codes
        return ()
