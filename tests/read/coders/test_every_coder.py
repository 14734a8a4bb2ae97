"""What holds of every coder, whatever the text: one suite over the built-in plug-ins of the seam. All text is invented."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.errors import WorldError
from multipolar.ledger.plover import modes, types
from multipolar.read.coders.encoder import encoder
from multipolar.read.coders.rules import rules
from multipolar.world.bodies import body
from multipolar.world.states import state, states

if TYPE_CHECKING:
    from collections.abc import Callable

    from multipolar.ledger.records import Event, Party
    from multipolar.read.layers import Layers

    Read = Callable[[str], Layers]
    Code = Callable[[Layers], tuple[Event, ...]]


@pytest.fixture(params=[encoder, rules], ids=["encoder", "rules"], scope="module")
def coder(request: pytest.FixtureRequest) -> Code:
    found: Code = request.param
    return found


def key(party: Party):
    return f"{party.code}/REB" if party.sector == "REB" else party.code


NAMES = (
    "Norway",
    "Chile",
    "the Kenyan army",
    "Peru's president",
    "NATO",
    "rebels in Mali",
    "Beijing",
    "he",
    "both sides",
)
VERBS = (
    "sold",
    "will buy",
    "attacked",
    "did not visit",
    "held talks with",
    "hopes to arm",
    "was told by",
    "sued",
)
THINGS = ("six ships", "a pact", "$3 million", "", "the talks", "in May 2014", "last week", "“no comment”")
LINKS = (". ", " and ", ", which ", "; ", " because ", "\n", ", said ", " — ")
CLAUSES = st.tuples(*(st.sampled_from(words) for words in (NAMES, VERBS, NAMES, THINGS, LINKS)))
TEXTS = st.lists(CLAUSES, min_size=1, max_size=4).map(
    lambda clauses: "".join(f"{a} {verb} {b} {thing}{link}" for a, verb, b, thing, link in clauses)
)
FEW = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def known(code: str):
    try:
        return bool(state(code))
    except WorldError:
        return bool(body(code))


@FEW
@given(text=TEXTS)
def test_every_event_is_sound(coder: Code, layers: Read, text: str):
    page = layers(text)
    events = coder(page)
    assert len({event.id for event in events}) == len(events)
    for event in events:
        assert event.quote == text[event.start : event.end] != ""
        assert event.document == page.document.id
        assert event.type in types()
        assert event.mode in {None, *modes(event.type)}
        assert 0 < event.confidence <= 1
        assert event.voice in {None, *(statement.id for statement in page.statements)}
        assert event.actors
        assert event.recipients or (event.mutual and len(event.actors) > 2)
        assert not set(map(key, event.actors)) & set(map(key, event.recipients))


@FEW
@given(text=TEXTS)
def test_every_party_is_known_and_stands_in_the_text(coder: Code, layers: Read, text: str):
    for event in coder(layers(text)):
        for party in event.actors + event.recipients:
            assert known(party.code)
            assert text[party.start : party.end].strip()
            assert 0 <= party.start < party.end <= len(text)


@FEW
@given(text=TEXTS)
def test_the_same_text_gives_the_same_events(coder: Code, layers: Read, text: str):
    assert coder(layers(text)) == coder(layers(text))


@FEW
@given(text=st.text(max_size=200))
def test_any_text_is_read(coder: Code, layers: Read, text: str):
    page = layers(text)
    assert all(text[event.start : event.end] == event.quote for event in coder(page))


EVERYBODY = [each.name for each in states(None)] * 2
LONG = {
    "empty": "",
    "blank": " \n\n\t ",
    "300 states in one sentence": f"Norway met {', '.join(EVERYBODY[:300])}.",
    "300 states and nothing else": " ".join(EVERYBODY[:300]),
    "2,000 words in one sentence": f"The envoy {'of the old town by the river who said that it rained ' * 165}left Chile.",
    "2,000 words full of acts": f"Norway {' and '.join(['sold six ships to Chile in May and met Peru'] * 200)}.",
    "headlines": "\n".join(f"{a} sells ships to {b}" for a, b in pairwise(EVERYBODY[:200])),
    "one word": "a" * 20_000,
    "marks": "“”'\"()…—" * 60,
    "said that said that": "The envoy said that " * 150 + "Norway attacked Chile.",
}


@pytest.mark.parametrize("name", LONG)
def test_long_and_odd_pages_are_read(name: str, coder: Code, layers: Read):
    text = LONG[name]
    events = coder(layers(text))
    assert all(text[event.start : event.end] == event.quote for event in events)
    assert len(events) <= text.count("\n") + text.count(".") + text.count(" and ") + 1
