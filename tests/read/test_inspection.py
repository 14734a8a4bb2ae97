"""What the program sees on a page: the layers, and the same records that reading gives."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from multipolar.errors import UsageError
from multipolar.read.extract import examine, extract
from multipolar.read.inspection import inspect
from multipolar.read.reader import readings

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "Ships for Oslo\n\nItaly sold Norway four ships on Thursday. It said that Norway would pay 9 million euros.\n"
DAY = date(2012, 5, 5)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_every_layer_stands_in_the_text(page: Path):
    (seen,) = inspect(str(page), published=DAY).documents
    text = seen.reading.document.text
    assert {("Italy", "name"), ("It", "pronoun")} <= {(each.text, each.kind) for each in seen.mentions}
    assert all(text[each.start : each.end] == each.text for each in seen.mentions)
    assert [text[each.start : each.end] for each in seen.dates] == ["on Thursday"]
    assert [text[each.start : each.end] for each in seen.amounts] == ["four ships", "9 million euros"]


def test_its_records_are_those_of_reading(page: Path):
    found = inspect(str(page), published=DAY)
    (read,) = readings([str(page)], published=DAY)
    assert tuple(seen.reading for seen in found.documents) == read.readings
    assert (found.name, found.problems) == (read.name, read.problems)
    assert read.readings[0].events
    document = found.documents[0].reading.document
    assert examine(document).reading == extract(document)


def test_a_text_that_is_not_english_has_no_layers(tmp_path: Path):
    path = tmp_path / "page.txt"
    path.write_text("وقعت روسيا وباكستان اتفاقا عسكريا في موسكو يوم الخميس.\n" * 3, encoding="utf-8")
    found = inspect(str(path))
    (seen,) = found.documents
    assert (seen.reading.document.language, seen.mentions, seen.dates, seen.amounts) == ("ar", (), (), ())
    assert "only English gives events" in found.problems[-1].what


def test_one_page_at_a_time(page: Path, tmp_path: Path):
    (tmp_path / "other.txt").write_text(PAGE, encoding="utf-8")
    found = inspect(str(tmp_path))
    assert found.documents == ()
    assert found.problems[0].what == f"{tmp_path} holds several pages. Name one of them."
    assert "There is no file" in inspect(str(tmp_path / "none.txt")).problems[0].what
    assert "has more than 20 bytes" in inspect(str(page), limit=20).problems[0].what


def test_an_unknown_coder_is_the_callers_mistake(page: Path):
    with pytest.raises(UsageError, match="no coder 'oracle'"):
        inspect(str(page), coder="oracle")
