import json
from datetime import date

import pytest

from multipolar.errors import WorldError
from multipolar.world.surname import surname
from multipolar.world.terms import When, terms

HEAD = "person,personLabel,position,country,start,startPrecision,end,endPrecision\n"
GOOD = HEAD + (
    "http://x/Q1,Anna Rossi,foreign_minister,ITA,2031-03-04T00:00:00Z,11,2033-05-06T00:00:00Z,11\n"
    'http://x/Q2,"Bo van den Berg",minister of defence,NLD,2031-03-01T00:00:00Z,10,,\n'
    "http://x/Q3,Ivan Petrov,head of state,SUN,1981-01-01T00:00:00Z,9,1983-01-01T00:00:00Z,9\n"
)


@pytest.fixture
def read(tmp_path):
    def run(text: str, name="query.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return terms(path)

    return run


def test_rows_of_a_query_become_terms(read):
    found, remarks = read(GOOD)
    assert not remarks
    assert [(one.place, one.name, one.code, one.office) for one in found] == [
        ("line 2", "Anna Rossi", "ITA", "foreign_minister"),
        ("line 3", "Bo van den Berg", "NLD", "defence_minister"),
        ("line 4", "Ivan Petrov", "RUS", "head_of_state"),
    ]
    assert found[0].start == When(date(2031, 3, 4), date(2031, 3, 4), "day")
    assert found[1].start == When(date(2031, 3, 1), date(2031, 3, 31), "month")
    assert found[1].end is None
    assert found[2].end == When(date(1983, 1, 1), date(1983, 12, 31), "year")


def test_both_kinds_of_json_say_the_same(read):
    rows = [
        {"personLabel": "Anna Rossi", "position": "foreign minister", "country": "ITA", "start": "2031-03-04"}
    ]
    bindings = [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows]
    plain = read(json.dumps(rows), "a.json")
    assert plain == read(json.dumps({"head": {}, "results": {"bindings": bindings}}), "b.json")
    assert [(one.place, one.name) for one in plain[0]] == [("row 1", "Anna Rossi")]


@pytest.mark.parametrize(
    ("cell", "precision"),
    [
        ("2031-03-04", "day"),
        ("2031-03-01", "month"),
        ("2031-01-01", "year"),
        ("2031-03", "month"),
        ("2031", "year"),
    ],
)
def test_a_day_that_may_be_none_is_not_believed(read, cell: str, precision: str):
    found, _ = read(f"personLabel,position,country,start\nAnna Rossi,foreign_minister,ITA,{cell}\n")
    assert found[0].start.precision == precision


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",Q7,foreign_minister,ITA,2031-03-04,,,", "no label"),
        (",,foreign_minister,ITA,2031-03-04,,,", "no label"),
        (",Анна Росси,foreign_minister,ITA,2031-03-04,,,", "not in Latin letters"),
        (",=1+1,foreign_minister,ITA,2031-03-04,,,", "not in Latin letters"),
        (",=Rossi,foreign_minister,ITA,2031-03-04,,,", "is no name"),
        (",Anna|Rossi,foreign_minister,ITA,2031-03-04,,,", "is no name"),
        (",Anna Rossi,minister of magic,ITA,2031-03-04,,,", "position 'minister of magic' is not known"),
        (",Anna Rossi,foreign_minister,XQX,2031-03-04,,,", "no ISO 3166 alpha-3 code"),
        (",Anna Rossi,foreign_minister,,2031-03-04,,,", "no ISO 3166 alpha-3 code"),
        (",Anna Rossi,foreign_minister,ITA,,,,", "no start"),
        (",Anna Rossi,foreign_minister,ITA,2031-02-30,,,", "day is out of range"),
        (",Anna Rossi,foreign_minister,ITA,last May,,,", "no date"),
        (",Anna Rossi,foreign_minister,ITA,2030-01-01,8,,", "decade"),
        (",Anna Rossi,foreign_minister,ITA,2031-03-04,11,2030-03-04,11", "before the start"),
        (",Anna Rossi,foreign_minister,ITA,2031-03-04,11", "6 of 8 cells"),
        (",Anna Rossi,foreign_minister,ITA,2031-03-04,11,,,,", "10 of 8 cells"),
    ],
)
def test_a_row_out_of_shape_is_told_with_its_line_and_the_rest_is_read(read, row: str, said: str):
    found, remarks = read(GOOD + row + "\n" + ",Carla Verdi,foreign_minister,ITA,2034-03-04,11,,\n")
    assert [(one.place, said in one.what) for one in remarks] == [("line 5", True)]
    assert [one.name for one in found][-1] == "Carla Verdi"
    assert len(found) == 4


def test_lines_are_those_of_the_file_where_a_cell_has_several(read):
    _, remarks = read(
        HEAD + ',"Anna\nRossi",foreign_minister,ITA,2031-03-04,11,,\n,Q7,foreign_minister,ITA,2031-03-04,,,\n'
    )
    assert [one.place for one in remarks] == ["line 4"]


@pytest.mark.parametrize("text", ["", HEAD, "a,b\n1,2\n", '{"head": {}}', "[1]", "[" * 100_000])
def test_a_file_that_is_no_result_is_refused_in_a_sentence(read, text: str):
    with pytest.raises(WorldError, match="query"):
        read(text)


def test_a_missing_file_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(WorldError, match="cannot be read"):
        terms(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("name", "code", "last"),
    [
        ("Wang Yi", "CHN", "Wang"),
        ("Kang Kyung-wha", "KOR", "Kang"),
        ("Ursula von der Leyen", "DEU", "von der Leyen"),
        ("Adel al-Jubeir", "SAU", "al-Jubeir"),
        ("Ferdinand Marcos Jr.", "PHL", "Marcos"),
        ("Thaksin Shinawatra", "THA", "Thaksin"),
        ("Win Myint", "MMR", "Win Myint"),
        ("Van Hool", "BEL", "Hool"),
        ("Sugiono", "IDN", "Sugiono"),
    ],
)
def test_surnames(name: str, code: str, last: str):
    assert surname(name, code) == last
