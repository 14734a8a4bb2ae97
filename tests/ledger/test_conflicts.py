from datetime import date

import pytest

from multipolar.ledger.conflicts import course, differences


def row(n: int, **fields: object):
    given = {
        "event": f"e{n}",
        "story": f"s{n}",
        "speaker_name": None,
        "teller": f"Paper {n}",
        "told": date(2015, 2, n),
        "status": "done",
        "type": "COOPERATE",
        "mode": None,
        "mutual": True,
        "actors": ["PAK", "RUS"],
        "recipients": [],
        "date_low": None,
        "date_high": None,
        "amounts": [],
    }
    return {**given, **fields}


def amount(value: float, unit: str, **fields: object):
    given = {
        "high": None,
        "item": None,
        "approximate": False,
        "period_low": None,
        "period_high": None,
        "source": None,
    }
    return {"value": value, "unit": unit, "quote": "", **given, **fields}


def on(low: str, high: str | None = None):
    return {"date_low": date.fromisoformat(low), "date_high": date.fromisoformat(high or low)}


def found(*rows: dict):
    """Differences in short: field, kind, and who tells which value."""
    return {
        one.field: (one.kind, {value.value: list(value.tellers) for value in one.values})
        for one in differences(rows)
    }


def test_what_all_tell_alike_is_no_difference():
    assert found(row(1), row(2), row(3)) == {}
    assert found(row(1)) == {}


def test_three_dozen_or_twenty_stand_side_by_side_with_who_says_so():
    told = [
        row(n, amounts=[amount(value, "helicopter")]) for n, value in ((1, 36), (2, 20), (3, 36), (4, 37))
    ]
    kind, values = found(*told)["amount:helicopter"]
    assert (kind, values) == ("conflict", {"36": ["Paper 1", "Paper 3", "Paper 4"], "20": ["Paper 2"]})
    (difference,) = differences(told)
    assert [value.events for value in difference.values] == [("e1", "e3", "e4"), ("e2",)]
    assert [value.first for value in difference.values] == [date(2015, 2, 1), date(2015, 2, 2)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([amount(5.2e9, "USD")], [amount(5e9, "USD")]),  # rounded
        ([amount(20, "ship", high=24)], [amount(22, "ship")]),  # a range
        ([amount(36, "ship")], [amount(4e9, "USD")]),
        ([amount(36, "ship")], []),
        ([amount(36, "ship"), amount(20, "ship")], [amount(20, "ship")]),  # one of them is the same
        ([amount(22, "helicopter", item="Apache")], [amount(15, "helicopter", item="Chinook")]),
        (
            [amount(2, "USD", period_low=date(2014, 1, 1), period_high=date(2014, 12, 31))],
            [amount(3, "USD", period_low=date(2015, 1, 1), period_high=date(2015, 12, 31))],
        ),
    ],
)
def test_figures_that_can_both_be_true_are_no_conflict(one, other):
    assert found(row(1, amounts=one), row(2, amounts=other)) == {}


def test_who_gives_a_figure_tells_it():
    told = [row(1, amounts=[amount(36, "ship", source="SIPRI")]), row(2, amounts=[amount(20, "ship")])]
    assert found(*told)["amount:ship"][1] == {"36": ["SIPRI"], "20": ["Paper 2"]}


def test_two_figures_of_one_page_are_no_conflict_with_itself():
    assert found(row(1, amounts=[amount(36, "ship"), amount(4, "ship")]), row(2)) == {}


def test_a_plan_that_came_true_is_a_course():
    told = [row(1, status="planned"), row(2, status="ongoing"), row(3)]
    assert found(*told)["status"][0] == "course"
    assert [value.value for value in course(told[::-1])] == ["planned", "ongoing", "done"]


def test_a_plan_told_after_the_deed_is_a_conflict_unless_its_day_was_to_come():
    deed, plan = row(1), row(2, status="planned")
    assert found(deed, plan)["status"] == ("conflict", {"done": ["Paper 1"], "planned": ["Paper 2"]})
    same_day = {**plan, "told": deed["told"]}
    assert found(deed, same_day)["status"][0] == "conflict"
    assert found({**deed, **on("2015-02-01")}, {**same_day, **on("2015-02-01")})["status"][0] == "course"
    assert found({**deed, **on("2015-02-01")}, {**plan, **on("2015-02-01")})["status"][0] == "conflict"


def test_without_a_day_of_publication_nobody_knows():
    assert found(row(1), row(2, status="planned", told=None))["status"][0] == "undecided"
    assert found(row(1, told=None), row(2, status="planned"))["status"][0] == "undecided"


def test_a_denial_of_what_happened_is_a_conflict_and_a_plan_called_off_a_course():
    assert found(row(1), row(2, status="denied"))["status"][0] == "conflict"
    assert found(row(1, status="denied"), row(2))["status"][0] == "conflict"
    assert found(row(1, status="planned"), row(2, status="denied"))["status"][0] == "course"
    assert found(row(1, status="denied"), row(2, status="planned"))["status"][0] == "conflict"


def test_done_and_going_on_are_one():
    assert found(row(1), row(2, status="ongoing")) == {}


def test_a_refusal_is_told_as_done_or_as_the_act_denied():
    assert found(row(1, type="REJECT"), row(2, type="AID", status="denied")) == {}
    assert found(row(1, type="REJECT"), row(2, type="REJECT", status="denied")) == {}
    assert found(row(1, type="REJECT"), row(2, type="REJECT", status="planned"))["status"][0] == "conflict"


def test_days_that_overlap_are_one_time_and_others_are_not():
    assert found(row(1, **on("2015-01-20")), row(2, **on("2015-01-01", "2015-01-31")), row(3)) == {}
    kind, values = found(row(1, **on("2015-01-20")), row(2, **on("2015-01-21")), row(3, **on("2015-01-20")))[
        "date"
    ]
    assert (kind, values) == ("conflict", {"2015-01-20": ["Paper 1", "Paper 3"], "2015-01-21": ["Paper 2"]})


def test_a_gift_or_a_sale_is_a_conflict_and_other_names_of_one_kind_are_not():
    assert found(row(1), row(2, type="AID"))["type"][1] == {"COOPERATE": ["Paper 1"], "AID": ["Paper 2"]}
    assert found(row(1), row(2, type="AGREE"), row(3, type="SUPPORT")) == {}
    assert found(row(1), row(2, type="AGREE", status="planned"))["status"][0] == "conflict"
    assert "type" not in found(row(1), row(2, type="AID", status="planned"))


def test_modes_differ_where_force_is_used():
    attack = {"type": "ASSAULT", "mutual": False, "actors": ["TUR"], "recipients": ["SYR"]}
    told = [row(1, mode="aerial", **attack), row(2, mode="drone", **attack), row(3, **attack)]
    assert found(*told)["mode"][1] == {"aerial": ["Paper 1"], "drone": ["Paper 2"]}
    assert found(row(1, type="CONSULT", mode="visit"), row(2, type="CONSULT", mode="multilateral")) == {}


def test_who_did_it_to_whom():
    there = {"mutual": False, "actors": ["RUS"], "recipients": ["PAK"]}
    back = {"mutual": False, "actors": ["PAK"], "recipients": ["RUS"]}
    assert found(row(1, **there), row(2, **back))["sides"][1] == {
        "RUS > PAK": ["Paper 1"],
        "PAK > RUS": ["Paper 2"],
    }
    assert found(row(1, **there), row(2)) == {}


def test_a_copy_and_the_same_voice_are_no_second_opinion_and_two_persons_are():
    assert found(row(1), row(2, story="s1", status="planned")) == {}
    one = row(1, speaker_name="a minister", teller="a minister")
    other = row(1, event="e2", speaker_name="a general", teller="a general", status="denied")
    assert found(one, other)["status"][1] == {"done": ["a minister"], "denied": ["a general"]}


def test_a_copy_that_changes_the_day_or_the_figure_is_seen():
    told = [row(1, **on("2015-01-20"), amounts=[amount(36, "ship")])]
    told += [row(2, story="s1", **on("2015-01-22"), amounts=[amount(63, "ship")])]
    assert set(found(*told)) == {"date", "amount:ship"}


def test_a_publisher_is_named_once_however_it_is_written():
    values = found(row(1, teller="The Post"), row(2, teller="POST"), row(3, status="denied"))["status"][1]
    assert values == {"done": ["The Post"], "denied": ["Paper 3"]}
