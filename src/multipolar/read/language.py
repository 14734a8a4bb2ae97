"""Language: a text in, its language out (ISO 639-1, "und" where undecided), and its passages in other languages.

The script decides first (Unicode blocks), letters that only one alphabet has next, py3langid (Lui and Baldwin
2012) last, and only where it is sure. Offsets count code points of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from multipolar.ledger.records import Passage
from multipolar.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

UNDECIDED = "und"
ENGLISH = frozenset({"en", UNDECIDED})  # what is read for acts
SAMPLE = 5_000  # characters that decide the language of a text
LETTERS = 20  # fewer decide nothing
PASSAGE = 6  # letters of another script that make a passage, and not a name in brackets
LINE = 60  # letters of the same script: below, the identifier errs too often
SURE = 0.9
CERTAIN = 0.999  # to call a line within a document of another language than the document
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")


def language(text: str) -> str:
    """Return the language of the text, "und" where there is too little of it or it is not sure."""
    sample = _sample(text)
    scripts = _scripts(sample)
    latin = len(LATIN.findall(sample))
    other, count = scripts.most_common(1)[0] if scripts else ("", 0)
    if latin + count < LETTERS:
        return UNDECIDED
    if count > latin:
        return _by_letters(other, sample)
    return _identified(sample, SURE)


def passages(text: str, main: str) -> tuple[Passage, ...]:
    """Return the passages that are not in the main language of the text, in order."""
    found = list(_script_passages(text, main)) + list(_line_passages(text, main))
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda passage: (passage.start, -passage.end)):
        if not kept or passage.start >= kept[-1].end:
            kept.append(passage)
    return tuple(kept)


def _sample(text: str) -> str:
    """Return the middle of a long text: heads and tails of pages are full of names and menus."""
    start = max(0, (len(text) - SAMPLE) // 3)
    return text[start : start + SAMPLE]


@cache
def _ranges() -> dict[str, str]:
    """Return the characters of every script as the inside of a character class."""
    ranges: dict[str, str] = {}
    for row in rows("language_scripts"):
        low, high = chr(int(row["low"], 16)), chr(int(row["high"], 16))
        ranges[row["script"]] = ranges.get(row["script"], "") + f"{low}-{high}"
    return ranges


@cache
def _script_pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{script}>[{chars}]+)" for script, chars in _ranges().items()))


@cache
def _run_patterns() -> dict[str, re.Pattern[str]]:
    """Return, for every script, runs of its letters with what may stand between words of one sentence."""
    between = r"[^\S\n]|[\d.,;:!?()«»“”‘’\"'\-–—/%،؛؟。、，！？：；「」『』·॥।]"
    return {script: re.compile(f"[{c}](?:[{c}]|{between})*") for script, c in _ranges().items()}


def _scripts(sample: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for match in _script_pattern().finditer(sample):
        counts[match.lastgroup or ""] += len(match.group())
    return counts


def _by_letters(script: str, sample: str) -> str:
    """Return the language of words in one script: by its own letters, else the identifier, else its largest."""
    for row in rows("language_letters"):
        if row["script"] == script and 100 * sum(map(sample.count, row["letters"])) >= len(sample):
            return row["language"]
    usual = next(row["language"] for row in rows("language_scripts") if row["script"] == script)
    if script not in {"cyrillic", "devanagari", "hebrew"} or len(sample) < LINE:
        return usual
    found = _identified(sample, SURE)
    return usual if found in {UNDECIDED, "en"} else found


def _script_passages(text: str, main: str) -> Iterator[Passage]:
    usual = {row["script"]: row["language"] for row in rows("language_scripts")}
    present = [script for script in _scripts(text) if not _written_in(main, script)]
    for script in present:
        for match in _run_patterns()[script].finditer(text):
            words = match.group().rstrip(" \t\"'(-–—/«“‘")
            if sum(map(str.isalpha, words)) >= PASSAGE:
                found = _by_letters(script, words) if script in usual else UNDECIDED
                yield Passage(match.start(), match.start() + len(words), found)


@cache
def _written_in(main: str, script: str) -> bool:
    """Tell whether a language is written in a script."""
    known = (*rows("language_letters"), *rows("language_scripts"))
    return any(row["script"] == script and row["language"] == main for row in known)


def _line_passages(text: str, main: str) -> Iterator[Passage]:
    """Yield lines in Latin letters of another language; very long texts are judged by their first 2,000 lines."""
    if main == UNDECIDED:
        return
    for number, match in enumerate(re.finditer(r"[^\n]+", text)):
        if number >= 2000:
            return
        line = match.group()[:SAMPLE]
        if len(LATIN.findall(line)) < LINE or 2 * len(LATIN.findall(line)) < len(line):
            continue
        found = _identified(line, CERTAIN)
        if found not in {main, UNDECIDED}:
            yield Passage(match.start(), match.end(), found)


@cache
def _identifier() -> Any:  # noqa: ANN401 : py3langid has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _identified(text: str, threshold: float) -> str:
    found, probability = _identifier().classify(text)
    return str(found) if probability >= threshold else UNDECIDED
