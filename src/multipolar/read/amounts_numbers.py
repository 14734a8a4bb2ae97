"""Numbers: a place in a text in, the quantity there out: "$2.3bn", "three dozen", "Rs 6,000 crore".

A quantity has the currency that stands at it and, where it is a range, its upper end. Every pattern is
anchored and bounded, so that reading a text is linear in its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from multipolar.read.amounts_tables import alternatives, currencies, numerals, plain, scales, signs

BIG = {
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "dozen",
    "lakh",
    "crore",
    "score",
    "lakhs",
    "crores",
}
FRACTIONS = {
    "half a": 0.5,
    "half-a": 0.5,
    "a quarter of a": 0.25,
    "quarter of a": 0.25,
    "three-quarters of a": 0.75,
}
# Letters that are a scale only where the sum of money is plain: "40m" are metres too.
LETTERS = {"m", "b", "k", "t", "cr", "score"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as told: its span, its value, the currency at it, and whether a scale word made it."""

    start: int
    end: int
    value: float
    code: str | None = None
    high: float | None = None
    scaled: bool = False
    worded: bool = False
    letter: str = ""  # the scale was this letter alone
    bare: float = 0.0  # the value without its scale


@cache
def opening() -> re.Pattern[str]:
    """Return the pattern of where a quantity can begin."""
    words = "|".join(
        [
            *numerals(),
            "a(?=n? ?(?:hundred|thousand|dozen|million|billion|trillion|score|quarter))",
            "dozen",
            "half",
        ]
    )
    signed = alternatives(signs())
    return re.compile(
        rf"(?<![\w$€£¥₹])(?:{signed})\s?(?=\d)|(?<![\w.,:/–—-])\d|(?<![\w-])(?:{words})(?![\w’'])",
        re.IGNORECASE,
    )


@cache
def _figure() -> re.Pattern[str]:
    """Return the pattern of digits with a sign before and a scale after."""
    scale = alternatives(scales())
    return re.compile(
        rf"(?:(?P<sign>{alternatives(signs())})\s?)?"
        r"(?P<digits>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d{1,6})?|\d{1,2}(?:,\d{2}){1,4},\d{3}|"
        r"\d{1,15}(?:\.\d{1,9})?(?:,\d{1,2}(?=\s?(?:bln|mln|bn|mn|million|billion|%|per)))?)"
        rf"(?![\d])(?:(?P<gap>[\s-]{{0,2}})(?P<scale>{scale})\b)?",
        re.IGNORECASE,
    )


@cache
def _code_after() -> re.Pattern[str]:
    """Return the pattern of a currency after a number."""
    return re.compile(rf"(?:\.?[\s-]{{1,2}}|(?<=\w))(?:{alternatives(currencies())})(?![\w])", re.IGNORECASE)


def quantity(text: str, at: int) -> Quantity | None:
    """Return the quantity, or range of them, that starts at a place of a text, null where none does."""
    first = _single(text, at)
    if first is None:
        return None
    joint = re.compile(r"\s?[-–—]\s?|\s(?:to|and|or)\s").match(text, first.end)
    if joint is None or (
        joint.group().strip() == "and" and not text[max(0, at - 9) : at].lower().rstrip().endswith("between")
    ):
        return first
    second = _single(text, joint.end())
    return _range(first, second, joint.group().strip()) if second else first


def _range(first: Quantity, second: Quantity, joint: str) -> Quantity:
    """Join both ends of a range: "$2-3 billion" is in billions on both sides."""
    if first.code and second.code and first.code != second.code:
        return first
    low = first.value
    if second.scaled and not first.scaled and first.value < second.bare:
        low = first.value * second.value / second.bare
    if not low < second.value or (joint == "or" and second.value > 2 * low):
        return first
    return replace(
        first, end=second.end, value=low, high=second.value, code=first.code or second.code,
        scaled=second.scaled, letter=second.letter,
    )  # fmt: skip


def _single(text: str, at: int) -> Quantity | None:
    """Return one quantity with the currency before or after it."""
    found = _digits(text, at) or _words(text, at)
    if found is None or found.code is not None:
        return found
    after = _code_after().match(text, found.end)
    if after is None or (
        not found.scaled and after.group().strip().lower() in {"won", "real", "mark", "som", "sole"}
    ):
        return found
    code = currencies().get(plain(after.group().lstrip(".")))
    return replace(found, end=after.end(), code=code) if code else found


def _digits(text: str, at: int) -> Quantity | None:
    """Return a quantity written in digits."""
    match = _figure().match(text, at)
    if match is None:
        return None
    scale = plain(match["scale"] or "")
    letter = scale if scale in LETTERS else ""
    if re.match(r"[:/]\d|\.\d+\.|(?:st|nd|rd|th)\b", text[match.end("digits") : match.end("digits") + 12]):
        return None
    value, times = _value(match["digits"]), scales().get(scale, 1.0)
    end = match.end()
    if letter and not match["sign"]:
        money = _code_after().match(text, end)
        if not (match["gap"] == "" or money):
            letter, times, end, scale = "", 1.0, match.end("digits"), ""
    code = signs().get(plain(match["sign"])) if match["sign"] else None
    if match["sign"] and match["sign"].isalpha() and not match["sign"][0].isupper():
        return None
    return Quantity(
        match.start(), end, _times(value, times), code, scaled=bool(scale), letter=letter, bare=value
    )


def _value(digits: str) -> float:
    """Return the value of digits with separators; a comma before one or two last digits is a decimal one."""
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        return float(digits.replace(",", "."))
    return float(re.sub(r"[,\u00a0\u202f]", "", digits))


def _times(value: float, scale: float) -> float:
    """Multiply without the dust of binary fractions: 7.1 × 10⁹ is 7100000000."""
    product = value * scale
    return (
        float(round(product))
        if abs(product - round(product)) < 1e-6 * max(1.0, abs(product)) and scale > 1
        else product
    )


def _words(text: str, at: int) -> Quantity | None:
    """Return a quantity written in words: "three dozen", "two and a half million", "half a billion"."""
    begun = _SHARE.match(text, at)
    share = FRACTIONS.get(" ".join(begun.group(1).lower().split()), 1.0) if begun else 1.0
    state = _Words(end=begun.end() if begun else at, group=share if begun else 0.0)
    while (match := _WORD.match(text, state.end)) and (more := state.after(match, first=state.end == at)):
        state = more
    if not state.last or (begun and state.last not in BIG):
        return None
    value = _times(state.total + state.group, 1.0)
    return Quantity(at, state.end, value, scaled=state.scaled, worded=True, bare=state.group or value)


_SHARE = re.compile(r"((?:half|(?:a\s)?quarter of|three-quarters of)\sa|an?)\s(?=[a-z])", re.IGNORECASE)
_WORD = re.compile(r"(?P<joint>[\s-]{0,2}(?:and\s)?)(?P<word>a half|[A-Za-z]{1,9})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Words:
    """How far a number in words has been read: the sum so far, and the group still growing."""

    end: int
    total: float = 0.0
    group: float = 0.0
    last: str = ""
    scaled: bool = False

    def after(self, match: re.Match[str], *, first: bool) -> _Words | None:
        """Return the state after one more word, null where the word is no part of the number."""
        word, joint = match["word"].lower(), match["joint"].strip().lower()
        if first and match["joint"]:
            return None
        if word == "a half":
            return (
                replace(self, end=match.end(), group=self.group + 0.5)
                if joint == "and" and self.last in numerals()
                else None
            )
        if word in numerals():
            return self._small(word, joint, match.end())
        return None if joint == "and" or word not in BIG else self._big(word, match.end())

    def _small(self, word: str, joint: str, end: int) -> _Words | None:
        """Add a number under a hundred."""
        digit_after_ten = numerals().get(self.last, 0) >= 20 and numerals()[word] < 10 and joint in {"", "-"}
        if self.last and not digit_after_ten and not (self.last in BIG and self.last != "dozen"):
            return None
        return replace(self, end=end, group=self.group + numerals()[word], last=word)

    def _big(self, word: str, end: int) -> _Words:
        """Multiply by a hundred, a dozen, or close the group with a thousand and more."""
        times = scales()[word]
        if word in {"hundred", "dozen", "score"}:
            return replace(self, end=end, group=(self.group or 1.0) * times, last=word)
        if not self.group and self.total:
            return replace(self, end=end, total=self.total * times, last=word, scaled=True)
        return _Words(end, self.total + _times(self.group or 1.0, times), 0.0, word, scaled=True)
