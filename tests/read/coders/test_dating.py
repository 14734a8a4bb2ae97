"""Dating: days go to the act that they belong to, and turn with it. Every sentence is invented."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from multipolar.read.coders.dating import Asked, candidates, day_of
from multipolar.read.coders.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from multipolar.ledger.records import Status
    from multipolar.read.layers import Layers

    Read = Callable[[str], Layers]

TWO = "In May 2014 Norway sold six frigates to Chile, and in June 2014 Peru bought forty tanks from Kenya."


def words(scene: Scene, *names: str) -> list[Token]:
    return [next(token for token in scene.doc if token.text == name) for name in names]


@pytest.mark.parametrize(("verb", "month"), [("sold", 5), ("bought", 6)])
def test_each_act_has_its_own_day(verb: str, month: int, layers: Read):
    scene = Scene(layers(TWO))
    (own,) = words(scene, verb)
    found = day_of(scene, Asked(own, "COOPERATE", "done"), words(scene, "sold", "bought"))
    assert found is not None
    assert (found.low, bool(found.quote)) == (date(2014, month, 1), True)


def test_an_act_without_a_date_about_it_has_none(layers: Read):
    scene = Scene(layers("Norway sold six frigates to Chile."))
    (sold,) = words(scene, "sold")
    assert day_of(scene, Asked(sold, "COOPERATE", "done"), [sold]) is None


def test_what_goes_on_is_not_dated_by_the_weather_of_another_year(layers: Read):
    scene = Scene(layers("It rained in May 1971. Trade between Norway and Chile is growing."))
    (trade,) = words(scene, "Trade")
    assert day_of(scene, Asked(trade, "COOPERATE", "ongoing"), [trade]) is None


def test_a_report_goes_on_with_the_day_of_the_act_before(layers: Read):
    scene = Scene(
        layers("On Monday Norway's minister flew to Chile. He met the president and signed a treaty.")
    )
    flew, met = words(scene, "flew", "met")
    first = day_of(scene, Asked(flew, "CONSULT", "done"), [flew, met])
    assert first is not None
    then = day_of(scene, Asked(met, "CONSULT", "done", flew, first), [flew, met])
    assert then is not None
    assert (then.low, then.high) == (date(2015, 2, 9), date(2015, 2, 9))


def test_candidates_come_from_sentence_neighbours_head_and_last_act(layers: Read):
    text = "In 2009 it rained. " + "It snowed. " * 9 + "In 2011 it hailed. Norway sold Chile ships in 2012."
    scene = Scene(layers(text))
    (sold,) = words(scene, "sold")
    found = candidates(scene, Asked(sold, "COOPERATE", "done"), [sold])
    assert [(each.kind, each.days.low.year, each.back) for each in found] == [
        ("on", 2012, 0), ("since", 2012, 0), ("on", 2011, 1), ("since", 2011, 1), ("on", 2009, 11), ("since", 2009, 11),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "verb", "status", "expected"),
    [
        ("Norway's minister will fly to Chile on Thursday.", "fly", "planned", date(2015, 2, 12)),
        ("Norway's minister flew to Chile on Thursday.", "flew", "done", date(2015, 2, 5)),
        ("Norway sold Chile six frigates in March.", "sold", "done", date(2014, 3, 1)),
        ("Norway will sell Chile six frigates in March.", "sell", "planned", date(2015, 3, 1)),
        ("Norway will sell Chile six frigates in March 2014.", "sell", "planned", date(2014, 3, 1)),
        (
            "Norway flew six frigates to Chile on Thursday.",
            "flew",
            "planned",
            date(2015, 2, 5),
        ),  # words and status differ
    ],
)
def test_status_and_tense_turn_a_date_without_a_year(
    text: str, verb: str, status: Status, expected: date, layers: Read
):
    scene = Scene(layers(text))
    (trigger,) = words(scene, verb)
    found = day_of(scene, Asked(trigger, "COOPERATE", status), [trigger])
    assert found is not None
    assert found.low == expected


def test_a_date_counted_from_another_one_is_not_turned(layers: Read):
    scene = Scene(layers("Norway met Chile on 3 May 2011. The following month it sold Chile six frigates."))
    (sold,) = words(scene, "sold")
    found = day_of(scene, Asked(sold, "COOPERATE", "done"), [sold])
    assert found is not None
    assert found.low == date(2011, 6, 1)
