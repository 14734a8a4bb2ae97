"""News texts made up for the tests: distinct ones that share furniture, background and turns of phrase, and copies of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

states = (
    "Norway Chad Peru Nepal Kenya Oman Chile Ghana Laos Malta Fiji Mali Cuba Iran Iraq Togo Benin Gabon Japan Qatar Samoa "
    "Spain Sudan Syria Tonga Yemen Angola Belize Bhutan Brunei Canada Cyprus France Greece Guyana Israel Jordan Kuwait Latvia"
).split()
surnames = (
    "Aalto Bakr Castillo Dahl Eze Ferrari Gurung Haddad Ibarra Jansen Kovac Lindqvist Mbeki Novak Okafor Petrov Quispe Rossi "
    "Sato Tamang Ueda Vargas Weber Xu Yilmaz Zhou Adeyemi Bose Cruz Diallo Engel Fofana Garang Hakimi Ivanov"
).split()
things = (
    "port railway bridge pipeline refinery fishery grain cotton copper timber visa customs border patrol radar frigate airline "
    "vaccine hospital school river dam reactor satellite cable bank loan debt tariff cement coffee cattle lithium wind solar"
).split()
verbs = (
    "discussed reviewed delayed opened questioned surveyed defended revised announced weighed studied welcomed shelved expanded "
    "funded inspected negotiated postponed praised criticised outlined backed resisted signed"
).split()
adverbs = "quietly again formally briefly openly reluctantly jointly finally hastily separately repeatedly cautiously".split()
qualities = (
    "northern disputed modest ageing long-promised costly shared unfinished private coastal seasonal regional military "
    "provisional strategic rural crowded neglected ambitious bilateral"
).split()
frames = (
    "Officials from {s} and {s} {v} the {q} {t} project {a}, according to a statement seen on {d}.",
    "“We {v} the {t} question {a},” minister {n} told reporters, adding that the {q} {t} would take {k} months.",
    "The {q} {t} agreement, worth {k} million dollars, was {v} by parliament in {s} last week.",
    "{n}, who leads the {t} committee in {s}, {v} plans for a {q} {t} near the frontier with {s}.",
    "A spokesman said that {s} had {a} {v} the offer, which covers {k} {t} contracts and a {q} {t}.",
    "Analysts in {s} doubt whether the {q} {t} can be finished before {d}, since {k} permits are missing.",
    "Trade in {t} between {s} and {s} grew by {k} per cent, while {t} exports {a} fell.",
    "Critics say that {n} has {v} the {t} file too {a}; supporters point to {k} new {t} jobs.",
    "At the {q} {t} terminal, {k} workers waited for delegates of {s}, who arrived {a} and {v} the site.",
    "The delegation of {s}, led by {n}, {v} {k} proposals on {t}, {t} and {q} {t}.",
    "It was not immediately clear how {s} would pay for the {q} {t}; {n} {a} mentioned a {t} levy.",
    "Villagers near the {t} said {k} families had left since {d}, when the {q} {t} was {v}.",
    "In {s}, opposition leader {n} {a} called the {t} plan {q} and demanded {k} changes.",
    "Engineers {v} the {q} {t} in {k} places and {a} reported cracks to the {t} authority of {s}.",
    "Under the draft, {s} keeps {k} per cent of the {t} while {s} runs the {q} {t} {a}.",
    "A second round of {t} talks is due in {s} on {d}, {n} said, if the {q} {t} terms are {v}.",
)
furniture = (
    "Sign up for our morning briefing and never miss a story. Follow us on social media for the latest news and analysis.",
    "This article is free to read. Please consider supporting independent journalism with a gift of any size today.",
    "Reporting by our correspondents; editing by the night desk. Our standards: the principles of trust and accuracy.",
    "All rights reserved. This material may not be published, broadcast, rewritten or redistributed without permission.",
    "Read more: the ten charts that explain the region. Share this article. Most viewed. Terms of use. Privacy notice.",
    "You have reached your limit of free articles this month. Subscribe now for unlimited access from one dollar a week.",
)
background = (
    "The two countries have no common border and have exchanged ambassadors since the nineteen sixties, when a first treaty on "
    "trade and navigation was signed. Relations cooled after a coup and recovered when civilian rule returned.",
    "Diplomats say that the regional forum, which meets every spring, has struggled to agree on common rules for shipping, and "
    "that smaller members fear being drawn into a contest between larger powers over ports and sea lanes.",
    "The civil war that ended ten years ago killed tens of thousands of people and left much of the infrastructure in ruins, and "
    "foreign lenders have been slow to return because of doubts about the courts and the currency.",
    "Inflation has stayed above the target of the central bank for three years, and the government has asked the Fund for a "
    "programme that would tie loans to cuts in fuel subsidies, which are unpopular with voters in the cities.",
)
readout = (
    "The Minister of External Relations held a telephone conversation today with H.E. {n}, Foreign Minister of {s}. The two "
    "ministers reviewed the state of bilateral relations and exchanged views on regional and global issues of mutual interest. "
    "They expressed satisfaction at cooperation in {t} and {t}, and agreed to convene the next session of the joint commission "
    "in {s} in the first half of next year. Minister {n} conveyed the greetings of President {n} and renewed the invitation to "
    "visit {s}. Both sides agreed to remain in touch. The two countries celebrate {k} years of diplomatic relations this year."
)


@dataclass(frozen=True, slots=True)
class Article:
    """A made-up text with the number of the story that it truly tells."""

    story: int
    outlet: str
    published: date
    headline: str
    paragraphs: tuple[str, ...]
    chain: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The page as a reader would find it."""
        return "\n\n".join((self.headline, *self.paragraphs))


def sentence(random: Random, frame: str) -> str:
    """Fill the gaps of a frame, each with a word of its own."""
    choices = {"s": states, "n": surnames, "t": things, "v": verbs, "a": adverbs, "q": qualities}
    parts = frame.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        key, rest = part[0], part[2:]
        word = str(random.randint(2, 990)) if key == "k" else f"{random.randint(1, 28)} May" if key == "d" else None
        filled.append((word or random.choice(choices[key])) + rest)
    return "".join(filled)


def article(random: Random, story: int) -> Article:
    """Return a text of its own with some furniture and background that others have as well."""
    paragraphs = [
        " ".join(sentence(random, random.choice(frames)) for _ in range(random.randint(2, 3)))
        for _ in range(random.randint(4, 10))
    ]
    paragraphs.insert(random.randint(1, 3), random.choice(background))
    paragraphs.append(random.choice(furniture))
    day = date(2015, 1, 1) + timedelta(days=random.randint(0, 300))
    headline = f"{random.choice(states)} and {random.choice(states)} {random.choice(verbs)} {random.choice(things)}"
    return Article(story, f"Daily {random.choice(surnames)}", day, headline, tuple(paragraphs))


def readouts(random: Random, story: int) -> Article:
    """Return one of many notes of a ministry that differ in whom it spoke to."""
    day = date(2015, 1, 1) + timedelta(days=random.randint(0, 300))
    paragraphs = (sentence(random, readout),)
    return Article(story, "Ministry of External Relations", day, "Readout of a call", paragraphs)


def copy(random: Random, original: Article, kind: str) -> Article:
    """Return the original as another page would print it: edited, cut or extended, under another headline."""
    paragraphs = list(original.paragraphs[:-1])
    if kind == "cut":
        paragraphs = paragraphs[: max(2, round(len(paragraphs) * random.uniform(0.35, 0.6)))]
    elif kind == "extended":
        paragraphs += [sentence(random, random.choice(frames)) for _ in range(random.randint(2, 5))]
    else:
        for _ in range(random.randint(0, len(paragraphs) // 3)):
            paragraphs.pop(random.randrange(len(paragraphs)))
    share = random.uniform(0.02, 0.1) if kind == "edited" else random.uniform(0, 0.04)
    edited = tuple(_replaced(random, paragraph, share) for paragraph in paragraphs)
    return replace(
        original,
        outlet=f"The {random.choice(surnames)} Blog",
        published=original.published + timedelta(days=random.randint(0, 9)),
        headline=f"{random.choice(adverbs).title()}: what {random.choice(surnames)} wants",
        paragraphs=(*edited, *random.sample(furniture, random.randint(1, 2))),
        chain=(original.outlet, "a blog") if random.random() < 0.5 else (),
    )


def _replaced(random: Random, paragraph: str, share: float) -> str:
    others = (*adverbs, *qualities, *things, *verbs)
    return " ".join(
        random.choice(others) if random.random() < share else word for word in paragraph.split()
    )
