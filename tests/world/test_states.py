import csv
import re
from datetime import date
from pathlib import Path

import pytest

from multipolar.errors import WorldError
from multipolar.world.bodies import bodies, body
from multipolar.world.states import state, states, successor

SHARED = Path(__file__).resolve().parents[3] / "shared"


def codes(day: date | None) -> set[str]:
    return {one.code for one in states(day)}


def test_every_code_is_unique_and_well_formed():
    found = [one.code for one in states(None)] + [one.code for one in bodies()]
    assert len(found) == len(set(found))
    assert all(re.fullmatch("[A-Z]{3}", code) for code in found)


def test_every_successor_exists_and_only_former_states_have_one():
    present = {one.code for one in states(None) if one.end is None}
    for one in states(None):
        assert (one.successor is not None) == (one.end is not None), one
        assert one.successor is None or one.successor in present, one


def test_days_are_in_order():
    assert all(one.start < one.end for one in states(None) if one.start and one.end)
    assert all(one.start < one.end for one in bodies() if one.start and one.end)


@pytest.mark.parametrize(
    ("day", "there", "absent"),
    [
        (date(1979, 12, 27), "SUN DDR YUG CSK YMD YAR", "RUS UKR CZE SSD TLS ERI RVN"),
        (date(1974, 6, 1), "RVN PRT", "AGO MOZ PNG"),
        (date(1991, 12, 25), "SUN", "RUS"),
        (date(1991, 12, 26), "RUS YUG CSK", "SUN"),
        (date(2002, 5, 19), "SCG", "TLS MNE SRB"),
        (date(2002, 5, 20), "TLS", "SSD"),
        (date(2011, 7, 8), "SDN XKX", "SSD"),
        (date(2011, 7, 9), "SDN SSD SRB MNE", "SCG"),
    ],
)
def test_states_of_a_day(day: date, there: str, absent: str):
    found = codes(day)
    assert set(there.split()) <= found
    assert not set(absent.split()) & found


def test_states_of_our_time():
    assert 195 <= len(states(date(2024, 1, 1))) <= 202
    assert {"XKX", "TWN", "PSE", "ESH", "VAT"} <= codes(date(2024, 1, 1))


@pytest.mark.parametrize(
    ("text", "code", "coded"),
    [
        ("USSR", "SUN", "RUS"),
        ("Soviet Union", "SUN", "RUS"),
        ("SUN", "SUN", "RUS"),
        ("East Germany", "DDR", "DEU"),
        ("Yugoslavia", "YUG", "SRB"),
        ("Czechoslovakia", "CSK", "CZE"),
        ("south yemen", "YMD", "YEM"),
        ("Zaire", "COD", "COD"),
        ("Burma", "MMR", "MMR"),
        ("Swaziland", "SWZ", "SWZ"),
        ("Türkiye", "TUR", "TUR"),
        (" pakistan ", "PAK", "PAK"),
        ("USA", "USA", "USA"),
        ("UK", "GBR", "GBR"),
        ("Kosovo", "XKX", "XKX"),
        ("Ivory Coast", "CIV", "CIV"),
    ],
)
def test_a_name_gives_the_dated_state_and_the_code_of_records(text: str, code: str, coded: str):
    assert state(text).code == code
    assert successor(code) == coded


def test_an_unknown_name_gives_the_nearest():
    with pytest.raises(WorldError, match=r"Pakistan \(PAK\)"):
        state("Pakistn")


def test_a_name_of_two_states_is_refused():
    with pytest.raises(WorldError, match="COD or COG"):
        state("Congo")


def test_the_code_of_a_body_answers_for_itself():
    assert successor("EUU") == "EUU"
    with pytest.raises(WorldError):
        successor("QQQ")


@pytest.mark.parametrize(
    ("text", "code", "coded"),
    [
        ("NATO", "NAT", True),
        ("UN Security Council", "UNO", True),
        ("European Commission", "EUU", True),
        ("OAU", "AUN", True),
        ("IAEA", "IAE", True),
        ("CSTO", "CST", False),
        ("ECOWAS", "ECW", False),
    ],
)
def test_bodies_by_name_and_organ(text: str, code: str, *, coded: bool):
    assert (body(text).code, body(text).coded) == (code, coded)


def test_the_bodies_of_the_annotation_guide_are_coded():
    guide = {"EUU", "NAT", "UNO", "AUN", "ARL", "ASN", "SCO", "BRI", "IMF", "WBK", "IAE", "GCC", "OPC"}
    assert {one.code for one in bodies() if one.coded} == guide
    assert len(bodies()) >= 30


def test_numbers_are_those_of_the_correlates_of_war():
    table = SHARED / "samples" / "cow_states2016.csv"
    if not table.is_file():
        pytest.skip("the Correlates of War list of states is not beside the repository")
    with table.open(encoding="utf-8") as file:
        lasting = {int(row["ccode"]) for row in csv.DictReader(file) if row["endyear"] == "2016"}
    assert {one.cow for one in states(date(2016, 12, 31)) if one.cow} == lasting
