"""Status: done, ongoing, planned, possible or denied. Every sentence is invented."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from multipolar.ledger.records import Interval
from multipolar.read.coders.status import ahead, chain, likeliest, moods, reading, status_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    Word = Callable[[str, str], Token]
    Readings = list[tuple[str, str, str]]

READINGS = """
Norway sold six frigates to Chile. | sold | done
Norway has sold six frigates to Chile. | sold | done
Norway had sold six frigates to Chile. | sold | done
Six frigates were sold to Chile by Norway. | sold | done
The two ministers met in Oslo. | met | done
Ghana signed the treaty last week. | signed | done
Kenya withdrew its troops in May. | withdrew | done
The talks took place in Geneva. | talks | done
Peru held talks with Chile. | talks | done
The visit ended on Sunday. | visit | done
After signing the accord, the ministers left. | signing | done
Japan, which invaded the island, apologised. | invaded | done
India is building a port in Iran. | building | ongoing
Norway is selling frigates to Chile. | selling | ongoing
Troops have been shelling the town. | shelling | ongoing
Russia supplies gas to Hungary. | supplies | ongoing
Iran continues to supply the militia. | supply | ongoing
Fighting continues near the tunnel. | Fighting | ongoing
France still occupies the island. | occupies | ongoing
Cuba keeps sending doctors to Bolivia. | sending | ongoing
The ministers are meeting in Oslo. | meeting | ongoing
Egypt remains allied with Sudan. | allied | ongoing
The two navies are exercising together. | exercising | ongoing
Norway will sell frigates to Chile. | sell | planned
Norway plans to sell frigates to Chile. | sell | planned
Norway hopes to sell frigates to Chile. | sell | planned
Norway has agreed to sell frigates to Chile. | sell | planned
Norway intends to buy the ships. | buy | planned
Norway is to sell frigates to Chile. | sell | planned
Norway is going to sell frigates to Chile. | sell | planned
Norway promised to send aid. | send | planned
Norway finalised plans to buy the ships. | buy | planned
The president is due to visit Lima. | visit | planned
The president is scheduled to visit Lima. | visit | planned
The minister is expected to sign the accord. | sign | planned
The two leaders are about to meet. | meet | planned
Canada's decision to send troops surprised nobody. | send | planned
Canada wants to buy the ships. | buy | planned
The minister leaves for Oslo tomorrow to sign the accord. | sign | planned
Norway may sell frigates to Chile. | sell | possible
Norway might sell frigates to Chile. | sell | possible
Norway could sell frigates to Chile. | sell | possible
Norway is considering selling frigates to Chile. | selling | possible
Will Norway sell frigates to Chile? | sell | possible
It is unclear whether Norway sold the frigates. | sold | possible
Analysts fear that Norway will sell the frigates. | sell | possible
Perhaps Norway sold the frigates. | sold | possible
Norway can attack the island. | attack | possible
There are rumours that Norway sold frigates to Chile. | sold | possible
Officials doubt that Norway will attack Chile. | attack | possible
Norway did not sell frigates to Chile. | sell | denied
Norway never sold frigates to Chile. | sold | denied
Norway will not sell frigates to Chile. | sell | denied
Norway has not attacked the island. | attacked | denied
Norway refused to sell frigates to Chile. | sell | denied
Norway declined to meet the envoy. | meet | denied
Norway failed to sign the accord. | sign | denied
Norway denied attacking the island. | attacking | denied
Norway denied that it had attacked the island. | attacked | denied
Norway avoided meeting the envoy. | meeting | denied
Norway cancelled a visit to Lima. | visit | denied
The ministers did not hold talks. | talks | denied
No troops were sent to the border. | sent | denied
Norway is unable to deliver the ships. | deliver | denied
Norway left without signing the accord. | signing | denied
Norway ruled out selling the frigates. | selling | denied
Norway has yet to sign the accord. | sign | denied
Nobody attacked the embassy. | attacked | denied
Neither side fired on the other. | fired | denied
Norway is no longer selling frigates. | selling | denied
""".strip().splitlines()
# Of the sentences above, the share that must be read right. Wrong today: moods of nouns ("Canada's decision to send",
# "fighting continues"), and verbs whose lemma the small parser gets wrong ("hopes" becomes "hop").
FLOOR = 65 / 70
RIGHT = {
    "done": ("Norway sold six frigates to Chile.", "sold"),
    "ongoing": ("India is building a port in Iran.", "building"),
    "planned": ("Norway will sell frigates to Chile.", "sell"),
    "possible": ("Norway may sell frigates to Chile.", "sell"),
    "denied": ("Norway did not sell frigates to Chile.", "sell"),
}


@pytest.fixture(scope="module")
def readings(word: Word):
    lines = [[part.strip() for part in line.split("|")] for line in READINGS]
    return [(sentence, status, reading(word(sentence, trigger))) for sentence, trigger, status in lines]


def test_share_of_right_readings(readings: Readings):
    wrong = [f"{sentence} {status}, read {found}" for sentence, status, found in readings if status != found]
    assert 1 - len(wrong) / len(readings) >= FLOOR, "\n".join(wrong)


@pytest.mark.parametrize("status", ["done", "ongoing", "planned", "possible", "denied"])
def test_most_of_each_status_are_read_right(status: str, readings: Readings):
    found = [found for _, wanted, found in readings if wanted == status]
    assert len(found) >= 10
    assert found.count(status) >= 0.7 * len(found)


@pytest.mark.parametrize("status", RIGHT)
def test_plain_case(status: str, word: Word):
    assert reading(word(*RIGHT[status])) == status


@pytest.mark.parametrize(
    ("sentence", "trigger", "status"),
    [
        ("The minister said that Norway would sell frigates to Chile.", "sell", "planned"),
        ("Norway has yet to sign the accord.", "sign", "denied"),
        ("No troops were sent to the border.", "sent", "denied"),
        ("Neither side fired on the other.", "fired", "denied"),
        ("Norway is no longer selling frigates.", "selling", "denied"),
        ("Norway ruled out selling the frigates.", "selling", "denied"),
        ("Norway left without signing the accord.", "signing", "denied"),
        ("Norway is to sell frigates to Chile.", "sell", "planned"),
        ("Norway is going to sell frigates to Chile.", "sell", "planned"),
        ("Officials doubt that Norway will attack Chile.", "attack", "possible"),
        ("Norway to give Chad two aircraft", "give", "planned"),
        ("The pact was ratified by Rome; Oslo never signed it.", "pact", "done"),
        ("Norway sells frigates to Chile", "sells", "done"),
    ],
)
def test_turns_of_phrase(sentence: str, trigger: str, status: str, word: Word):
    assert reading(word(sentence, trigger)) == status


@pytest.mark.parametrize(
    ("sentence", "trigger", "kind", "expected"),
    [
        ("Norway will visit Chile.", "visit", "CONSULT", ("AGREE", "planned")),
        ("Norway will attack Chile.", "attack", "ASSAULT", ("ASSAULT", "planned")),
        ("Norway visited Chile.", "visited", "CONSULT", ("CONSULT", "done")),
        ("Norway promised Chile ships.", "promised", "AGREE", ("AGREE", "planned")),
        ("Norway invited the Chilean minister.", "invited", "AGREE", ("AGREE", "done")),
        ("Norway did not visit Chile.", "visit", "CONSULT", ("CONSULT", "denied")),
    ],
)
def test_planned_cooperation_is_a_promise(
    sentence: str, trigger: str, kind: str, expected: object, word: Word
):
    assert status_of(word(sentence, trigger), kind) == expected


@pytest.mark.parametrize(
    ("kind", "status", "day", "expected"),
    [
        ("CONSULT", "ongoing", date(2015, 2, 14), "planned"),
        ("CONSULT", "done", date(2015, 2, 14), "planned"),
        ("CONSULT", "denied", date(2015, 2, 14), "denied"),
        ("CONSULT", "possible", date(2015, 2, 14), "possible"),
        ("CONSULT", "done", date(2015, 2, 10), "done"),
        ("THREATEN", "done", date(2015, 2, 14), "done"),
        ("CONSULT", "done", None, "done"),
    ],
)
def test_what_lies_ahead_is_planned(kind: str, status: str, day: date | None, expected: object):
    told = Interval(day, day) if day else None
    assert ahead(kind, status, told, date(2015, 2, 10)) == expected
    assert ahead(kind, status, told, None) == status


def test_chain_climbs_from_the_act_to_what_governs_it(word: Word):
    found = chain(word("Norway finalised plans to buy ships.", "buy"))
    assert [token.text for token in found][:2] == ["buy", "plans"]


def test_every_mood_is_a_status():
    assert set(moods().values()) <= {"done", "ongoing", "planned", "possible", "denied"}


def test_the_rule_is_one_voice_beside_the_model(word: Word):
    sure, torn = {"done": -0.1, "planned": -3.0}, {"done": -0.7, "planned": -0.7}
    will = word("Norway will sell six frigates to Chile.", "sell")
    assert likeliest(will, sure, 0.5) == "done"
    assert likeliest(will, sure, 3.0) == "planned"
    assert likeliest(will, torn, 0.5) == "planned"
