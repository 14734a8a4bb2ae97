"""Tape: what the encoder reads. Every sentence is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from multipolar.read.coders.scene import Scene
from multipolar.read.coders.tape import FIRST_MARK, JUDGED, LONGEST, MARKS, SLOTS, Tape, tape, window, windows

if TYPE_CHECKING:
    from collections.abc import Callable

    from multipolar.read.layers import Layers

    Read = Callable[[str], Layers]

TEXT = "Norway sold six frigates to Chile. Oslo had refused them to Peru. It rained."
LONG = "The envoy of Norway said that he had seen the old harbour of Chile. " * 60


@pytest.fixture
def read(layers: Read) -> Callable[[str], Tape]:
    return lambda text: tape(Scene(layers(text)))


def test_a_party_has_one_mark_in_the_list_and_before_each_mention(read: Callable[[str], Tape]):
    page = read(TEXT)
    found = window(page, *next(windows(page)))
    norway = found.parties.index("NOR")
    assert found.parties == ("NOR", "CHL", "PER")
    assert found.pieces[found.party].tolist() == [FIRST_MARK, FIRST_MARK + 1, FIRST_MARK + 2]
    assert (found.slot == norway + 1).sum() == 2  # Norway, and Oslo for its government
    assert (found.pieces[found.slot == norway + 1] == FIRST_MARK + norway).all()


def test_judged_words_point_at_their_tokens(read: Callable[[str], Tape]):
    page = read(TEXT)
    found = window(page, *next(windows(page)))
    words = [page.scene.doc[token].text for token in found.tokens]
    assert {"sold", "frigates", "refused", "rained"} <= set(words)
    assert not {"to", "the", "."} & set(words)
    assert found.relation.shape == (len(words), len(found.parties))


def test_every_word_is_judged_once(read: Callable[[str], Tape]):
    page = read(LONG)
    judged = [place for _, middle in windows(page) for place in range(middle.start, middle.stop)]
    assert judged == list(range(len(page.words)))
    tokens = [token for each in windows(page) for token in window(page, *each).tokens.tolist()]
    assert tokens == [word.token for word in page.words if word.telling]


def test_a_window_holds_whole_sentences_and_what_stands_around(read: Callable[[str], Tape]):
    page = read(LONG)
    second = list(windows(page))[1]
    first_word, last_word = page.words[second[1].start], page.words[second[1].stop - 1]
    assert page.words[second[1].start - 1].sentence < first_word.sentence
    assert last_word.sentence < page.words[second[1].stop].sentence
    assert second[0].start < second[1].start
    assert second[0].stop > second[1].stop


def test_no_window_is_longer_than_the_model_reads(read: Callable[[str], Tape]):
    states = "Chad, Niger, Mali, Togo, Benin, Ghana, Kenya, Peru, Chile, Brazil, Cuba, Haiti, Iran, Iraq, Oman, Qatar, "
    page = read(f"Norway met {states * 40}and Sweden " + "very " * 500 + "often.")
    for each in windows(page):
        found = window(page, *each)
        assert len(found.pieces) <= LONGEST
        assert len(found.parties) <= SLOTS <= MARKS
        assert found.party.max(initial=0) < len(found.pieces)


def test_a_sentence_longer_than_a_window_is_cut(read: Callable[[str], Tape]):
    page = read("Norway " + "and the small old town " * 200 + "slept.")
    sizes = [middle.stop - middle.start for _, middle in windows(page)]
    assert len(sizes) > 1
    assert max(sizes) <= JUDGED


def test_the_parse_says_how_a_party_stands_to_a_word(read: Callable[[str], Tape]):
    page = read(TEXT)
    found = window(page, *next(windows(page)))
    sold = [page.scene.doc[token].text for token in found.tokens].index("sold")
    subject, to, later = found.relation[sold]
    assert len({subject, to, later}) == 3
    refused = [page.scene.doc[token].text for token in found.tokens].index("refused")
    assert found.relation[refused].tolist()[0] == subject  # Oslo, too, is the subject


def test_a_page_without_parties_is_read(read: Callable[[str], Tape]):
    page = read("It rained all day.")
    found = window(page, *next(windows(page)))
    assert found.parties == ()
    assert found.relation.shape == (len(found.heads), 0)
    assert not np.any(found.slot)
