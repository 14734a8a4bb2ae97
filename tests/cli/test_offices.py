"""The table of office-holders, refreshed: what is written, what is listed, and that the program reads it."""

import csv
import os
from datetime import date

import pytest

from multipolar.errors import WorldError
from multipolar.world import offices
from multipolar.world.offices import holders_named

QUERY = """\
personLabel,position,country,start,startPrecision,end,endPrecision
Barack Obama,head of state,USA,2009-01-20T00:00:00Z,11,2017-01-20T00:00:00Z,11
Zita Neumann,foreign_minister,AND,2031-03-04T00:00:00Z,11,,
Q77,foreign_minister,ITA,2031-03-04T00:00:00Z,11,,
Nobody Else,head_of_state,USA,2011-01-20T00:00:00Z,11,2012-01-20T00:00:00Z,11
"""


@pytest.fixture
def query(tmp_path):
    path = tmp_path / "query.csv"
    path.write_text(QUERY, encoding="utf-8")
    return path


@pytest.fixture
def own(monkeypatch):
    """Name the user's own table; what is known of the bundled one comes back at the end."""

    def use(path):
        monkeypatch.setenv(offices.PLACE, str(path))
        offices._holders.cache_clear()
        offices._by_name.cache_clear()

    monkeypatch.delenv(offices.PLACE, raising=False)
    yield use
    monkeypatch.undo()
    offices._holders.cache_clear()
    offices._by_name.cache_clear()


def test_a_table_is_written_and_read(cli, query, tmp_path, own):
    out = tmp_path / "mine.csv"
    code, told, err = cli("offices", "import", query, "--table", out, "--retrieved", "2036-07-08")
    assert code == 0
    assert "1 holder confirmed or corrected, 1 new holder, 1 conflict, 1 row out of shape" in told
    assert f"export {offices.PLACE}={out}" in told
    assert [line.split(":")[:2] for line in err.splitlines()] == [
        ["out of shape", " line 4"],
        ["conflict", " line 5"],
    ]
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    obama = next(row for row in rows if row["name"] == "Barack Obama")
    assert obama["source"] == "Wikidata, retrieved 2036-07-08"
    assert len(rows) == len(offices.rows()) + 1
    own(out)
    assert [one.code for one in holders_named("Neumann", date(2032, 1, 1))] == ["AND"]


def test_the_table_in_use_is_refreshed_in_place(cli, query, tmp_path, own):
    out = tmp_path / "mine.csv"
    cli("offices", "import", query, "--table", out)
    own(out)
    code, told, _ = cli("offices", "import", query)
    assert code == 0
    assert "2 holders confirmed or corrected, 0 new holders" in told
    assert "export" not in told
    assert not list(tmp_path.glob("*.part"))


def test_the_day_of_the_query_is_that_of_the_file(cli, query, tmp_path, own):  # noqa: ARG001
    os.utime(query, (0, 1_000_000_000))
    cli("offices", "import", query, "--table", tmp_path / "mine.csv")
    assert "Wikidata, retrieved 2001-09-" in (tmp_path / "mine.csv").read_text(encoding="utf-8")


def test_another_table_is_not_written_over(cli, query, tmp_path, own):  # noqa: ARG001
    out = tmp_path / "mine.csv"
    out.write_text("keep", encoding="utf-8")
    code, _, err = cli("offices", "import", query, "--table", out)
    assert code == 2
    assert "is there already" in err
    assert out.read_text(encoding="utf-8") == "keep"


def test_a_file_without_a_row_of_use_writes_nothing(cli, query, tmp_path, own):  # noqa: ARG001
    query.write_text("".join(QUERY.splitlines(keepends=True)[i] for i in (0, 3)), encoding="utf-8")
    code, out, err = cli("offices", "import", query, "--table", tmp_path / "mine.csv")
    assert (code, out) == (1, "")
    assert err.startswith("out of shape: line 2: the person has no label")
    assert not (tmp_path / "mine.csv").exists()


@pytest.mark.parametrize(
    "text", [None, "", "a,b\n1,2\n", ",".join(offices.COLUMNS) + "\nA,,A,ITA,GOV,x,May,,day,y\n"]
)
def test_an_own_table_that_does_not_fit_is_said_in_a_sentence(tmp_path, own, text):
    path = tmp_path / "mine.csv"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    own(path)
    with pytest.raises(WorldError, match=offices.PLACE):
        holders_named("Obama", None)
