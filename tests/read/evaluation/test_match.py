from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from multipolar.read.evaluation.folded import Folded
from multipolar.read.evaluation.match import match


class Told(NamedTuple):
    """A gold record."""

    quote: str
    optional: bool = False


class Found(NamedTuple):
    """A record that was found."""

    start: int
    end: int
    document: str = "d"


TEXT = "Italy sold four ships. Norway thanked Italy. France signed."
TEXTS = {"d": Folded(TEXT)}


def at(words: str) -> Found:
    start = TEXT.index(words)
    return Found(start, start + len(words))


def matched(gold, found, fits=lambda _told, _found: True):
    return match(gold, found, TEXTS, fits=fits)


def test_the_greatest_overlap_goes_first():
    whole, part = Told("Italy sold four ships"), at("sold four")
    result = matched([whole, Told("sold four")], [part])
    assert result.pairs == [(Told("sold four"), part)]
    assert result.missed == [whole]


def test_an_optional_record_takes_what_is_left():
    both = [Told("Italy sold", optional=True), Told("four ships")]
    result = matched(both, [at("Italy sold four ships"), at("Italy sold")])
    assert (len(result.pairs), len(result.excused), result.missed, result.false) == (1, 1, [], [])


def test_what_does_not_fit_or_stands_elsewhere_is_false():
    found = [at("France signed"), at("Italy sold")]
    result = matched([Told("Italy sold")], found, fits=lambda _told, each: each.start > 10)
    assert result.false == found
    assert result.missed == [Told("Italy sold")]


def test_a_quotation_that_no_document_has_is_missed():
    assert matched([Told("Spain sold")], [at("Italy sold")]).missed == [Told("Spain sold")]


spans = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 20)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], len(TEXT)))
)


@given(st.lists(st.tuples(spans, st.booleans()), max_size=6), st.lists(spans, max_size=6))
def test_every_record_is_counted_once(told, found):
    gold = [Told(TEXT[a:b], optional) for (a, b), optional in told]
    result = matched(gold, [Found(*span) for span in found])
    assert len(result.pairs) + len(result.excused) + len(result.false) == len(found)
    assert len(result.pairs) + len(result.missed) == sum(not each.optional for each in gold)
