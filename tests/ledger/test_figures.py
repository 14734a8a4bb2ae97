import pytest

from multipolar.ledger.figures import agree_on_one, comparable, fit, is_money

HELICOPTERS, TANKS, BILLION = "helicopter", "tank", "USD"


def of(value: float, unit: str, high: float | None = None):
    return {unit: ((value, high or value),)}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (of(36, HELICOPTERS), of(36, HELICOPTERS), "same"),
        (of(5.2e9, BILLION), of(5e9, BILLION), "same"),  # rounded
        (of(20, HELICOPTERS, 24), of(22, HELICOPTERS), "same"),  # a range
        (of(36, HELICOPTERS), of(20, HELICOPTERS), "differ"),
        (of(36, HELICOPTERS), of(20, TANKS), "other things"),
        (of(36, HELICOPTERS), of(4e9, BILLION), "silent"),  # a price beside a count
        (of(4e9, BILLION), of(3e9, "EUR"), "silent"),
        (of(43, "t"), of(4, "aircraft"), "silent"),  # the load and what carries it
        (of(36, HELICOPTERS), {}, "silent"),
        ({}, {}, "silent"),
        (of(36, HELICOPTERS) | of(4e9, BILLION), of(20, HELICOPTERS) | of(4e9, BILLION), "differ"),
    ],
)
def test_figures_fit_or_not_in_either_order(one, other, expected):
    assert fit(one, other) == fit(other, one) == expected


def test_tolls_of_one_attack_are_let_go():
    assert fit(of(5, "person"), of(9, "person"), deadly=True) == "silent"
    assert fit(of(5, "person"), of(9, "person")) == "differ"
    assert fit(of(5, "person"), of(3, "shell"), deadly=True) == "silent"
    assert fit(of(5, "shell"), of(9, "shell"), deadly=True) == "differ"


def test_figures_of_one_thing_differ_by_less_than_the_double():
    assert comparable(of(36, HELICOPTERS), of(20, HELICOPTERS))
    assert comparable(of(20, HELICOPTERS), of(36, HELICOPTERS))
    assert not comparable(of(36, HELICOPTERS), of(17, HELICOPTERS))
    assert comparable(of(36, HELICOPTERS), of(1, TANKS))


def test_one_figure_in_common_is_enough_to_agree_on():
    both = of(36, HELICOPTERS) | of(4.2e9, BILLION)
    assert agree_on_one(both, of(4e9, BILLION) | of(20, HELICOPTERS))
    assert not agree_on_one(both, of(20, HELICOPTERS))
    assert not agree_on_one(both, {})


def test_currencies_are_told_from_units():
    assert [unit for unit in ("USD", "GBP", "TEU", "TIV", "MWh", "tank", "t") if is_money(unit)] == [
        "USD",
        "GBP",
    ]
