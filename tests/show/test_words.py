from __future__ import annotations

import doctest
from datetime import date

from multipolar.ledger.plover import types
from multipolar.show import words


def test_examples_hold():
    assert doctest.testmod(words).failed == 0


def test_every_type_and_status_has_a_word():
    assert all(words.word("type", name) != name for name in types())
    assert words.word("status", "ongoing") == "going on"


def test_names_of_states_and_bodies():
    assert words.country("PAK") == "Pakistan"
    assert "NATO" in words.country("NAT") or "North Atlantic" in words.country("NAT")
    assert words.country("???") == "???"


def test_intervals():
    assert words.interval(None, None) == "day not told"
    assert words.interval(date(2014, 11, 2), date(2014, 11, 2)) == "2 November 2014"
    assert words.interval(date(2014, 11, 2), date(2014, 12, 2)) == "2 November 2014 – 2 December 2014"
