"""Contexts: what an act is about (PLOVER), by words of its sentence.

`contexts.csv` (word, context, source) gives the first letters of words and the context they point to.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from importlib.resources import files

MOST = 3  # contexts kept for one act
WORD = re.compile(r"[a-z]{3,}")


@cache
def stems() -> dict[str, str]:
    """Return stem → context."""
    with files(__package__).joinpath("contexts.csv").open(encoding="utf-8") as lines:
        return {row["stem"]: row["context"] for row in csv.DictReader(lines)}


def contexts(sentence: str) -> tuple[str, ...]:
    """Return the contexts of a sentence, the most named first.

    >>> contexts("The ministers signed a military accord on arms and border patrols.")
    ('military', 'territory')
    """
    known = stems()
    found: Counter[str] = Counter()
    for word in WORD.findall(sentence.lower()):
        context = next((known[word[:size]] for size in range(len(word), 2, -1) if word[:size] in known), None)
        if context:
            found[context] += 1
    return tuple(context for context, _ in found.most_common(MOST))
