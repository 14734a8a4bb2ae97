import pytest

from multipolar.show.differences import heading, in_words


def told(field: str, **values: list[str]):
    return {
        "field": field,
        "values": [{"value": value, "tellers": tellers} for value, tellers in values.items()],
    }


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (told("status", done=["A"], planned=["B", "C"]), "done, says A; planned, say B and C"),
        (told("amount:person", **{"1": ["A"], "5": ["B"]}), "1 person, says A; 5, says B"),
        (told("amount:person", **{"5": ["A"], "9": ["B"]}), "5 people, says A; 9, says B"),
        (told("amount:USD", **{"4200000000": ["A"], "1e9/2e9": ["B"]}), "4,200,000,000 USD, says A; 1,000,000,000–2,000,000,000, says B"),
        (told("date", **{"2014-11-20": ["A"], "2014-12-01/2014-12-31": ["B"]}), "2014-11-20, says A; 2014-12, says B"),
        (told("type", COOPERATE=["A"], AID=["B"]), "exchange or deal, says A; aid, says B"),
        (told("mode", aerial=["A"], drone=["B"]), "aerial, says A; drone, says B"),
        (told("sides", **{"RUS > PAK": ["A"], "PAK+IND > RUS": ["B"]}), "Russia → Pakistan, says A; Pakistan and India → Russia, says B"),
        (told("status", done=["officials"], denied=["a general"]), "done, say officials; denied, says a general"),
        (told("status", done=list("ABCDEF"), denied=["G"]), "done, say A, B, C, D and 2 more; denied, says G"),
    ],
)  # fmt: skip
def test_differences_are_told_with_who_says_what(difference, words):
    assert in_words(difference) == words


def test_every_field_has_a_heading():
    fields = ("status", "date", "type", "mode", "sides", "amount:helicopter", "amount:t", "amount:EUR")
    assert [heading({"field": field}) for field in fields] == [
        "Status", "Day", "Kind of act", "How", "Who to whom", "How many", "How many", "How much",
    ]  # fmt: skip
