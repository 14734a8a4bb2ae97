"""No sentence of the corpus is another one with other names: what is learnt are acts, not a template."""

import html
import json
import re
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from train.briefs import briefs

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d,.]*")
SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“(]*[A-Z])")
LEAST = 8  # words, each run of names as one
ALIKE = 0.7  # share of common runs of three words
COMMON = 60  # sentences; what more of them share is a turn of phrase


class Line(NamedTuple):
    """A sentence with its runs of three words, names as one sign."""

    page: str
    words: str
    runs: frozenset[tuple[str, ...]]


def text_of(path: Path) -> str:
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".html":
        text = re.sub(r"<(script|style).*?</\1>", "", text, flags=re.DOTALL)
        text = html.unescape(re.sub(r"<[^>]*>", "\n", text))
    return text


def masked(sentence: str) -> list[str]:
    """The words of a sentence, each run of names and numbers as one sign."""
    words: list[str] = []
    for number, word in enumerate(WORD.findall(sentence)):
        sign = "…" if number and (word[0].isupper() or word[0].isdigit()) else word.lower()
        if sign != "…" or not words or words[-1] != "…":
            words.append(sign)
    return words


def lines(name: str, text: str) -> list[Line]:
    found = []
    for part in re.split(r"\n\s*\n", text):
        for sentence in SENTENCE.split(" ".join(part.split())):
            words = masked(sentence)
            credit = sentence.startswith("(")  # "(Additional reporting by …)"
            if len(words) >= LEAST and not credit:
                runs = frozenset(zip(words, words[1:], words[2:], strict=False))
                found.append(Line(name, sentence, runs))
    return found


def alike(found: list[Line]) -> list[tuple[float, str, str]]:
    """Sentences of two pages that share most of their runs."""
    by_run = defaultdict(list)
    for number, line in enumerate(found):
        for run in line.runs:
            by_run[run].append(number)
    common = Counter(
        pair for numbers in by_run.values() if len(numbers) <= COMMON for pair in combinations(numbers, 2)
    )
    shares = []
    for (a, b), count in common.items():
        one, other = found[a], found[b]
        share = count / len(one.runs | other.runs)
        if share >= ALIKE and one.page != other.page:
            shares.append((share, f"{one.page}: {one.words}", f"{other.page}: {other.words}"))
    return sorted(shares, reverse=True)


def test_another_name_makes_no_other_sentence():
    told = "On Monday the government of Chad sold 12 tanks to Mali for a song."
    again = "On Friday the government of Peru sold 90 tanks to Chile for a song."
    assert alike([*lines("a", told), *lines("b", again)])
    assert not alike(
        [*lines("a", told), *lines("b", "Peru has not yet said what it would pay for the tanks of Chad.")]
    )


def test_no_sentence_pattern_is_used_twice():
    files = (
        json.loads(path.read_text(encoding="utf-8"))["file"] for path in sorted(CORPUS.glob("*.gold.json"))
    )
    own = [name for name in files if "/" not in name]  # the demo's pages have copies on purpose
    found = [line for name in own for line in lines(name, text_of(CORPUS / name))]
    found += [
        line
        for path in CORPUS.glob("briefs/*.txt")
        for item in briefs(path)
        for line in lines(item.name, item.text)
    ]
    assert len(found) > 20_000
    assert alike(found) == []
