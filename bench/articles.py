"""News texts made up here, distinct ones hard to tell apart, and edited copies of them with their true stories.

In: a seed. Out: articles. Distinct texts share topics, turns of phrase, the furniture of their outlets, the background
that an agency puts under every report on a topic, paragraphs of the day before, templates of notes and market reports.
Copies are edited, cut, extended, put under another headline or among other furniture, or several of these.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multipolar.ledger.records import Document, identified

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

_told = tomllib.loads(Path(__file__).with_name("articles.toml").read_text("utf-8"))
WORDS: dict[str, list[str]] = {name: words.split() for name, words in _told["words"].items()}
FRAMES: dict[str, Any] = _told["frames"]
GAP = re.compile(r"(\{\w\}|\[[^]]*\])")
KINDS = ("edited", "headline", "cut", "extended", "furniture", "mixture")  # of copies
OUTLETS = tuple(f"The {place} {kind}" for place in ("Harbour", "Valley", "Capital", "Northern", "Island", "Delta")
                for kind in ("Herald", "Gazette", "Courier", "Post", "Monitor", "Tribune"))  # fmt: skip
TOPIC = 50  # articles on one topic


@dataclass(frozen=True, slots=True)
class Article:
    """A made-up text with the number of the story that it truly tells."""

    story: int
    outlet: str
    published: date
    headline: str
    paragraphs: tuple[str, ...]
    furniture: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    kind: str = "report"  # of a copy: one of KINDS

    @property
    def text(self) -> str:
        """The page as a reader would find it."""
        return "\n\n".join((self.headline, *self.paragraphs, *self.furniture))

    @property
    def document(self) -> Document:
        """The article as the book keeps it."""
        made = Document("", f"{self.story}-{self.kind}.txt", "article", self.headline, (), self.chain, self.outlet,
                        self.published, "en", self.text)  # fmt: skip
        return identified(made)


@dataclass(frozen=True, slots=True)
class Topic:
    """What articles on one matter have in common."""

    states: Sequence[str]
    names: Sequence[str]
    things: Sequence[str]
    background: tuple[str, ...] = ()


NAMES = [f"{forename} {surname}" for forename in WORDS["forenames"] for surname in WORDS["surnames"]]
MATTERS = [f"{thing} {work}" for thing in WORDS["things"] for work in WORDS["works"]]
ANY = Topic(WORDS["states"], NAMES, MATTERS)


def sentence(random: Random, frame: str, topic: Topic = ANY) -> str:
    """Choose among the words in brackets and fill the gaps of a frame, each with a word of its own."""
    choices = {"s": topic.states, "n": topic.names, "t": topic.things}
    choices |= {"v": WORDS["verbs"], "a": WORDS["adverbs"], "q": WORDS["qualities"]}
    parts = GAP.split(frame)
    for place in range(1, len(parts), 2):
        parts[place] = _filled(random, parts[place], choices)
    return "".join(parts)


def _filled(random: Random, gap: str, choices: dict[str, Sequence[str]]) -> str:
    if gap == "{k}":
        return str(random.randint(2, 990))
    if gap == "{d}":
        return f"{random.randint(1, 28)} May"
    if gap[0] == "[":
        return random.choice(gap[1:-1].split("|")).replace("{d}", "Monday")
    return random.choice(choices[gap[1]]).replace("_", " ")


def topic(random: Random) -> Topic:
    """Return a matter with the few states, people and things that it is about, and what is told of it each time."""
    some = [random.sample(words, size) for words, size in ((WORDS["states"], 4), (NAMES, 6), (MATTERS, 8))]
    bare = Topic(*some)
    told = (
        " ".join(sentence(random, frame, bare) for frame in random.sample(FRAMES["past"], 3))
        for _ in range(2)
    )
    return replace(bare, background=tuple(told))


def report(random: Random, story: int, on: Topic = ANY) -> Article:
    """Return a text of its own, with background and furniture that others have as well."""
    paragraphs = [
        " ".join(sentence(random, random.choice(FRAMES["report"]), on) for _ in range(random.randint(2, 3)))
        for _ in range(random.randint(4, 10))
    ]
    known = (
        *random.sample(on.background, random.randint(0, len(on.background))),
        random.choice(FRAMES["background"]),
    )
    for paragraph in known[: len(paragraphs) // 3]:
        paragraphs.insert(random.randint(1, len(paragraphs)), paragraph)
    return _article(random, story, paragraphs, sentence(random, "{s} and {s} {v} {t}", on))


def _article(random: Random, story: int, paragraphs: Sequence[str], headline: str) -> Article:
    outlet = random.choice(OUTLETS)
    day = date(2015, 1, 1) + timedelta(days=random.randint(0, 300))
    return Article(story, outlet, day, headline, tuple(paragraphs), furniture(outlet))


def furniture(outlet: str) -> tuple[str, ...]:
    """Return what an outlet puts under each text: the same every day."""
    start, lines = OUTLETS.index(outlet), FRAMES["furniture"]
    return tuple(lines[(start + i) % len(lines)].replace("{o}", outlet) for i in range(1 + start % 3))


def sequel(random: Random, story: int, before: Article, on: Topic) -> Article:
    """Return the report of the next day by the same outlet, with a paragraph of the day before."""
    new = report(random, story, on)
    again = random.choice(before.paragraphs)
    day = before.published + timedelta(days=1)
    return replace(new, outlet=before.outlet, published=day, paragraphs=(*new.paragraphs, again),
                   furniture=before.furniture)  # fmt: skip


def note(random: Random, story: int) -> Article:
    """Return one of many notes of a ministry that differ in whom it spoke to."""
    made = _article(random, story, [sentence(random, FRAMES["note"])], "Readout of a call")
    return replace(made, outlet="Ministry of External Relations", furniture=())


def market(random: Random, story: int) -> Article:
    """Return one of many market reports that differ in their figures."""
    return _article(random, story, [sentence(random, FRAMES["market"])], "Markets at the close")


def brief(random: Random, story: int, on: Topic = ANY) -> Article:
    """Return a short item."""
    paragraphs = [" ".join(sentence(random, frame, on) for frame in random.sample(FRAMES["report"], 2))]
    return _article(random, story, paragraphs, sentence(random, "{s}: {q} {t} {v}", on))


def distinct(random: Random, count: int) -> Iterator[Article]:
    """Yield so many texts, each a story of its own: reports, sequels, briefs, notes and market reports by topic."""
    last: Article | None = None
    for story in range(count):
        if story % TOPIC == 0:
            on, last = topic(random), None
        chance = random.random()
        if chance < 0.05:
            yield note(random, story)
        elif chance < 0.08:
            yield market(random, story)
        elif chance < 0.13:
            yield brief(random, story, on)
        else:
            last = sequel(random, story, last, on) if last and chance < 0.23 else report(random, story, on)
            yield last


def copy(random: Random, original: Article, kind: str) -> Article:
    """Return the original as another page prints it: `kind` is one of `KINDS`."""
    changes = random.sample(list(CHANGES), random.randint(2, 3)) if kind == "mixture" else [kind]
    made = original
    for change in changes:
        made = CHANGES[change](random, made)
    day = original.published + timedelta(days=random.randint(0, 9))
    chain = (original.outlet, made.outlet) if made.outlet != original.outlet and random.random() < 0.5 else ()
    return replace(made, published=day, chain=chain, kind=kind)


def _edited(random: Random, made: Article) -> Article:
    share = random.uniform(0.02, 0.1)
    others = [word for name in ("adverbs", "qualities", "things", "verbs") for word in WORDS[name]]
    paragraphs = (
        " ".join(random.choice(others) if random.random() < share else word for word in paragraph.split())
        for paragraph in made.paragraphs
    )
    return replace(made, paragraphs=tuple(paragraphs))


def _headline(random: Random, made: Article) -> Article:
    return replace(
        made, headline=sentence(random, "{a}: what {n} wants from the {q} {t} of {s}").capitalize()
    )


def _cut(random: Random, made: Article) -> Article:
    share = random.uniform(0.35, 0.7)
    if len(made.paragraphs) == 1:
        words = made.paragraphs[0].split()
        return replace(made, paragraphs=(" ".join(words[: round(len(words) * share)]),))
    return replace(made, paragraphs=made.paragraphs[: max(1, round(len(made.paragraphs) * share))])


def _extended(random: Random, made: Article) -> Article:
    names = [word for word in " ".join(made.paragraphs).split() if word in WORDS["states"]]
    on = Topic(names or WORDS["states"], NAMES, MATTERS)
    more = " ".join(
        sentence(random, random.choice(FRAMES["report"]), on) for _ in range(random.randint(2, 5))
    )
    return replace(made, paragraphs=(*made.paragraphs, more))


def _furniture(random: Random, made: Article) -> Article:
    outlet = random.choice([outlet for outlet in OUTLETS if outlet != made.outlet])
    return replace(made, outlet=outlet, furniture=furniture(outlet))


CHANGES: dict[str, Callable[[Random, Article], Article]] = {
    "edited": _edited, "headline": _headline, "cut": _cut, "extended": _extended, "furniture": _furniture,
}  # fmt: skip


def collection(random: Random, count: int, copies: int) -> list[Article]:
    """Return so many distinct texts and so many copies, each of a text of its own and of each kind alike, shuffled."""
    found = list(distinct(random, count))
    originals = random.sample(found, copies)
    found += [copy(random, original, KINDS[n % len(KINDS)]) for n, original in enumerate(originals)]
    random.shuffle(found)
    return found
