from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest
from lxml import etree

from multipolar.measure.evidence import evidence
from multipolar.measure.series import series
from multipolar.measure.shifts import shifts
from multipolar.show.figures import Theme, palettes, svg, timeline

if TYPE_CHECKING:
    from multipolar.ledger.store import Ledger


@pytest.fixture(scope="module")
def frames(ledger: Ledger) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    return series(ledger, "PAK", "RUS"), shifts(ledger, dyad=("PAK", "RUS")), evidence(ledger, "PAK", "RUS")


@pytest.mark.parametrize(("theme", "width"), [("light", 820), ("dark", 330)])
def test_a_timeline_shows_series_acts_and_shift(
    frames: tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame], theme: Theme, width: int
):
    values, moves, acts = frames
    picture = svg(timeline(*frames, theme=theme, width=width))
    root = etree.fromstring(picture.encode())
    words = " ".join(text for text in root.itertext() if text.strip())
    assert "▲ toward" in words
    assert "Score of acts" in words
    assert "cooperation" in words
    points = [e for e in root.iter("{*}path") if e.get("aria-roledescription") == "point"]
    assert len(points) == len(acts)
    assert palettes[theme].toward in picture
    assert moves.height == 1
    assert (
        picture.count('aria-roledescription="rect mark"') + picture.count('aria-roledescription="bar"')
        >= values["n"].gt(0).sum()
    )


def test_a_picture_fetches_nothing(frames: tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]):
    root = etree.fromstring(svg(timeline(*frames)).encode())
    assert not list(root.iter("{*}image", "{*}script", "{*}use", "{*}style"))
    assert "@import" not in svg(timeline(*frames))


def test_a_series_of_one_period_and_acts_from_memory_are_drawn(
    frames: tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame],
):
    values, moves, acts = frames
    one = values.filter(pl.col("period") == date(2015, 7, 1))
    root = etree.fromstring(svg(timeline(one, moves.clear(), acts)).encode())
    assert len([e for e in root.iter("{*}path") if e.get("aria-roledescription") == "point"]) == 2
