from datetime import date, timedelta
from itertools import pairwise

import pytest

from multipolar.world import table
from multipolar.world.bodies import bodies
from multipolar.world.offices import holders, holders_named
from multipolar.world.states import states, successor


def test_every_code_is_one_that_records_use():
    known = {one.code for one in states(None)} | {one.code for one in bodies()}
    assert all(one.code in known and successor(one.code) == one.code for one in holders(None))


def test_intervals_are_in_order_and_rows_are_not_repeated():
    assert all(one.end is None or one.start <= one.end for one in holders(None))
    rows = [(one.name, one.code, one.office, one.start) for one in holders(None)]
    assert len(rows) == len(set(rows))


def test_a_state_has_one_head_of_each_kind_but_for_a_day_of_handover():
    for office in ("head_of_state", "head_of_government", "foreign_minister", "defence_minister"):
        of = [one for one in holders(None) if one.office == office]
        for code in {one.code for one in of}:
            row = sorted((one for one in of if one.code == code), key=lambda one: one.start)
            for former, latter in pairwise(row):
                assert former.end is not None, former
                assert former.end <= latter.start, (former, latter)


def test_breadth():
    heads = {one.code for one in holders(None) if one.office in ("head_of_state", "head_of_government")}
    ministers = {one.code for one in holders(None) if one.office == "foreign_minister"}
    assert len(heads) >= 180
    assert len(ministers) >= 120


def test_many_states_have_all_of_their_offices():
    kinds = (("head_of_state", "head_of_government"), ("foreign_minister",), ("defence_minister",))
    held = [{one.code for one in holders(None) if one.office in kind} for kind in kinds]
    assert len(set.intersection(*held)) >= 75


def test_a_day_not_known_is_left_out_of_the_interval():
    for row in table.rows("offices"):
        assert row["precision"] in {"day", "month", "year"}, row
        if row["precision"] == "day":
            continue
        first, last = date.fromisoformat(row["start"]), date.fromisoformat(row["end"] or "9999-01-01")
        ends = (first + timedelta(days=1)).day == 1, last.day == 1
        assert any(ends), row


def test_a_surname_stands_in_the_name_or_among_the_aliases():
    spoken = {"Farmajo", "Ould Taya", "Mata'afa"}  # by what the press calls them
    for one in holders(None):
        words = (one.name, *one.alias)
        assert one.surname in spoken or any(one.surname in each for each in words), one


@pytest.mark.parametrize(
    ("surname", "day", "code", "office"),
    [
        ("Obama", date(2015, 1, 25), "USA", "head_of_state"),
        ("Shoigu", date(2014, 11, 20), "RUS", "defence_minister"),
        ("Modi", date(2015, 1, 25), "IND", "head_of_government"),
        ("Sharif", date(2015, 1, 25), "PAK", "head_of_government"),
        ("Erdogan", date(2020, 1, 1), "TUR", "head_of_state"),
        ("ERDOĞAN", date(2010, 1, 1), "TUR", "head_of_government"),
        ("Lula", date(2023, 5, 1), "BRA", "head_of_state"),
        ("Xi", date(2013, 6, 1), "CHN", "head_of_state"),
        ("Xi Jinping", date(2013, 6, 1), "CHN", "head_of_state"),
        ("Brezhnev", date(1979, 12, 27), "RUS", "leader"),
        ("Thatcher", date(1982, 4, 2), "GBR", "head_of_government"),
        ("Gromyko", date(1980, 1, 1), "RUS", "foreign_minister"),
        ("Zelenskyy", date(2022, 3, 1), "UKR", "head_of_state"),
        ("al-Assad", date(2013, 8, 21), "SYR", "head_of_state"),
        ("Gadhafi", date(2011, 3, 1), "LBY", "leader"),
        ("Annan", date(2003, 3, 1), "UNO", "un_secretary_general"),
        ("Stoltenberg", date(2020, 3, 1), "NAT", "nato_secretary_general"),
        ("Kallas", date(2025, 3, 1), "EUU", "eu_high_representative"),
        ("Agha Shahi", date(1981, 3, 1), "PAK", "foreign_minister"),
        ("Qiao", date(1975, 6, 1), "CHN", "foreign_minister"),
        ("Tlass", date(1982, 6, 6), "SYR", "defence_minister"),
        ("Tantawi", date(2005, 1, 1), "EGY", "defence_minister"),
        ("Cavallo", date(1990, 2, 1), "ARG", "foreign_minister"),
        ("Padrino", date(2019, 5, 1), "VEN", "defence_minister"),
        ("van den Broek", date(1990, 8, 2), "NLD", "foreign_minister"),
        ("Ng", date(2015, 6, 1), "SGP", "defence_minister"),
        ("Giap", date(1978, 12, 25), "VNM", "defence_minister"),
        ("al-Hoss", date(1989, 3, 14), "LBN", "head_of_government"),
        ("Hoss", date(1989, 3, 14), "LBN", "head_of_government"),
        ("Samaras", date(1991, 9, 8), "GRC", "foreign_minister"),
        ("Robles", date(2022, 6, 29), "ESP", "defence_minister"),
        ("Gusau", date(2014, 5, 1), "NGA", "defence_minister"),
    ],
)
def test_who_a_surname_is_on_a_day(surname: str, day: date, code: str, office: str):
    assert (code, office) in {(one.code, one.office) for one in holders_named(surname, day)}


def test_a_surname_out_of_office_is_nobody():
    assert holders_named("Obama", date(2018, 1, 1)) == ()
    assert holders_named("Nobody", None) == ()


def test_two_states_share_a_surname():
    assert {one.code for one in holders_named("Kim", date(1999, 1, 1))} >= {"KOR", "PRK"}


def test_without_a_day_the_newest_comes_first():
    bushes = holders_named("Bush", None)
    assert bushes[0].name == "George W. Bush"
    assert bushes[0].start > bushes[-1].start


def test_holders_of_a_day():
    names = {one.name for one in holders(date(2015, 1, 25))}
    assert {"Barack Obama", "Narendra Modi", "Vladimir Putin", "Xi Jinping", "Angela Merkel"} <= names
    assert "Donald Trump" not in names
