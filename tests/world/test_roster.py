from datetime import date

import pytest

from multipolar.world.offices import COLUMNS
from multipolar.world.roster import refreshed
from multipolar.world.terms import terms

DAY = date(2036, 7, 8)
TABLE = """\
name,alias,surname,code,sector,office,start,end,precision,source
Anna Rossi,A. Rossi,Rossi,ITA,GOV,foreign_minister,2031-03-31,2033-05-01,month,knowledge
Carla Verdi,,Verdi,ITA,GOV,foreign_minister,2033-05-31,,month,knowledge
José Núñez,Jose Nunez|Nunez,Núñez,ESP,GOV,defence_minister,2030-02-03,2034-02-03,day,knowledge
Jan Koh,,Koh,KOR,GOV,head_of_state,2031-12-31,2034-01-01,year,knowledge
"""


@pytest.fixture
def merge(tmp_path):
    def run(*lines: str, table=TABLE):
        path = tmp_path / "query.csv"
        head = "personLabel,position,country,start,startPrecision,end,endPrecision"
        path.write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
        found, remarks = terms(path)
        assert not remarks
        rows = [dict(zip(COLUMNS, line.split(","), strict=True)) for line in table.splitlines()[1:]]
        return refreshed(rows, found, retrieved=DAY)

    return run


def row(new, name: str):
    (found,) = (one for one in new.rows if one["name"] == name)
    return found


def test_a_holder_gets_exact_days_and_the_source(merge):
    new = merge("Anna Rossi,foreign_minister,ITA,2031-03-04,11,2033-05-06,11")
    assert (new.matched, new.added, new.conflicts) == (1, 0, ())
    assert row(new, "Anna Rossi") == {
        "name": "Anna Rossi",
        "alias": "A. Rossi",
        "surname": "Rossi",
        "code": "ITA",
        "sector": "GOV",
        "office": "foreign_minister",
        "start": "2031-03-04",
        "end": "2033-05-06",
        "precision": "day",
        "source": "Wikidata, retrieved 2036-07-08",
    }


@pytest.mark.parametrize("label", ["JOSE NUNEZ", "José Núñez", "Xosé Nunez", "Josep Núñez"])
def test_a_holder_is_known_in_other_spellings_and_languages(merge, label: str):
    new = merge(f"{label},defence_minister,ESP,2030-02-05,11,2034-02-03,11")
    assert (new.matched, new.added) == (1, 0)
    assert row(new, "José Núñez")["start"] == "2030-02-05"


def test_what_wikidata_knows_less_well_is_not_taken(merge):
    new = merge("José Núñez,defence_minister,ESP,2030-01-01,9,,")
    assert row(new, "José Núñez")["start"] == "2030-02-03"
    assert row(new, "José Núñez")["end"] == "2034-02-03"
    assert row(new, "José Núñez")["precision"] == "day"
    assert row(new, "José Núñez")["source"].startswith("knowledge")


def test_a_missing_end_leaves_the_end_of_the_table(merge):
    new = merge("Anna Rossi,foreign_minister,ITA,2031-03-04,11,,")
    found = row(new, "Anna Rossi")
    assert (found["start"], found["end"], found["precision"]) == ("2031-03-04", "2033-05-01", "month")
    assert found["source"] == "knowledge; in part Wikidata, retrieved 2036-07-08"


def test_the_successor_of_a_holder_who_has_gone_is_added(merge):
    new = merge(
        "Dora af Neri,foreign_minister,ITA,2036-01-02,11,,",
        "Carla Verdi,foreign_minister,ITA,2033-05-06,11,2036-01-02,11",
    )
    assert (new.matched, new.added, new.conflicts) == (1, 1, ())
    assert row(new, "Carla Verdi")["end"] == "2036-01-02"
    assert row(new, "Dora af Neri")["surname"] == "af Neri"
    assert row(new, "Dora af Neri")["source"] == "Wikidata, retrieved 2036-07-08"


def test_days_of_a_new_holder_that_are_not_sure_are_left_out(merge):
    new = merge("Eva Sørli,defence_minister,NOR,2031-03-01,10,2033-01-01,9")
    found = row(new, "Eva Sørli")
    assert (found["start"], found["end"], found["precision"]) == ("2031-03-31", "2033-01-01", "year")
    assert found["alias"] == "Eva Sorli|Sorli"


def test_whoever_held_the_office_at_the_same_time_is_a_conflict(merge):
    new = merge("Dora Neri,foreign_minister,ITA,2032-01-02,11,2032-03-02,11")
    assert (new.added, len(new.rows)) == (0, 4)
    (remark,) = new.conflicts
    assert remark.place == "line 2"
    assert "Dora Neri is foreign_minister of ITA from 2032-01-02 to 2032-03-02" in remark.what
    assert "Anna Rossi" in remark.what


def test_days_far_from_those_of_the_table_are_a_conflict_and_the_table_stays(merge):
    new = merge("José Núñez,defence_minister,ESP,2030-09-09,11,2034-02-03,11")
    assert (new.matched, len(new.conflicts)) == (0, 1)
    assert row(new, "José Núñez")["start"] == "2030-02-03"


def test_two_new_holders_at_a_time_are_a_conflict(merge):
    new = merge(
        "Eva Li,defence_minister,NOR,2031-03-04,11,,", "Per Lund,defence_minister,NOR,2032-03-04,11,,"
    )
    assert (new.added, len(new.conflicts)) == (1, 1)


def test_a_row_given_twice_is_told_once(merge):
    line = "Anna Rossi,foreign_minister,ITA,2031-03-04,11,2033-05-06,11"
    new = merge(line, line)
    assert (new.matched, new.conflicts) == (1, ())
    assert [one.place for one in new.repeated] == ["line 3"]


def test_cabinets_that_follow_on_one_another_are_one_term(merge):
    new = merge(
        "José Núñez,defence_minister,ESP,2032-01-05,11,2034-02-03,11",
        "José Núñez,defence_minister,ESP,2030-02-03,11,2032-01-05,11",
    )
    assert (new.matched, new.added, new.conflicts) == (1, 0, ())
    assert row(new, "José Núñez")["end"] == "2034-02-03"


def test_a_second_time_in_office_is_a_row_of_its_own(merge):
    new = merge(
        "Anna Rossi,foreign_minister,ITA,2041-03-04,11,,",
        table=TABLE.replace("2033-05-31,,", "2033-05-31,2041-01-01,"),
    )
    assert (new.matched, new.added, new.conflicts) == (0, 1, ())
    assert [one["start"] for one in new.rows if one["name"] == "Anna Rossi"] == ["2031-03-31", "2041-03-04"]


def test_merging_twice_changes_nothing(merge):
    line = "Anna Rossi,foreign_minister,ITA,2031-03-04,11,2033-05-06,11"
    once = merge(line, "Eva Li,defence_minister,NOR,2031-03-04,11,,")
    again = merge(
        line,
        "Eva Li,defence_minister,NOR,2031-03-04,11,,",
        table="\n".join(
            [
                "head",
                *(",".join(one[name] for name in COLUMNS).replace("Wikidata, ", "W ") for one in once.rows),
            ]
        ),
    )
    strip = [{**one, "source": ""} for one in once.rows]
    assert [{**one, "source": ""} for one in again.rows] == strip
    assert (again.matched, again.added, again.conflicts) == (2, 0, ())


def test_no_row_is_taken_out(merge):
    new = merge("Anna Rossi,foreign_minister,ITA,2031-03-04,11,2033-05-06,11")
    assert {one["name"] for one in new.rows} == {"Anna Rossi", "Carla Verdi", "José Núñez", "Jan Koh"}
