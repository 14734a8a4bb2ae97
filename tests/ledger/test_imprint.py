import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.ledger.imprint import imprint

SAME = [
    ["Reuters", "REUTERS", "© Reuters", "(Reuters) -", "— Reuters", "Copyright 2015 Reuters", "© 2014–2015 Thomson Reuters", "via Reuters", "www.reuters.com", "Reuters News Agency", "Reuters."],
    ["AP", "The Associated Press", "associated press", "(AP)", "AP News"],
    ["AFP", "Agence France-Presse", "© AFP", "AFP News Agency"],
    ["The Washington Post", "Washington Post", "washingtonpost.com", "WASHINGTON  POST", "© 2015, The Washington Post", "Washington Post, Inc."],
    ["Dawn", "dawn.com", "DAWN.COM", "http://www.dawn.com/news"],
    ["The Hindu", "thehindu.com", "Hindu"],
    ["TASS", "ITAR-TASS", "/TASS/", "ТАСС"],
    ["RFE/RL", "Radio Free Europe/Radio Liberty"],
    ["Le Monde", "lemonde.fr", "LE MONDE"],
]  # fmt: skip


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_one_publisher_has_one_key_however_it_is_written(names):
    assert len({imprint(name) for name in names}) == 1


def test_different_publishers_have_different_keys():
    assert len({imprint(names[0]) for names in SAME}) == len(SAME)
    pairs = [("Guardian", "Guardian Weekly"), ("Times of India", "The Times"), ("AP", "APP"), ("Byline Times", "Line Times"), ("Theatre News", "Atre News"), ("Voice of Asia", "Voice of America")]  # fmt: skip
    assert all(imprint(one) != imprint(other) for one, other in pairs)


@pytest.mark.parametrize("name", [None, "", " ", "©", "(c) 2015", "—", "The "])
def test_a_name_that_says_nothing_has_no_key(name):
    assert imprint(name) is None


@given(st.text(max_size=300))
def test_any_text_has_a_short_key_without_spaces_or_none(name):
    key = imprint(name)
    assert key is None or (0 < len(key) <= 3 * 200 and not any(letter.isspace() for letter in key))
