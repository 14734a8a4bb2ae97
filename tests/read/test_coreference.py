"""Pronouns, later names and titles: whom they stand for, and when for no state at all."""

from __future__ import annotations

import re
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from multipolar.read.coreference import corefer
from multipolar.read.mentions import mentions
from multipolar.read.parse import parse

if TYPE_CHECKING:
    from multipolar.read.layers import Mention

DAY = date(2015, 2, 10)
ADDED = {"pronoun", "nominal", "person"}

# text | words = codes; ... ("#2": the second time the words stand there, "none": no mention). All of it is invented.
CASES = """
Norway's prime minister Kari Solheim flew to Lima. She met the press. | She = NOR
Russian minister Ivan Petrenko visited Oslo. He promised gas. | He = RUS
Russian minister Ivan Petrenko visited Oslo. Petrenko promised gas. | Petrenko#2 = RUS
Kenyan general Peter Mwangi retired. Mwangi had led his army since 2009. | Mwangi#2 = KEN ; his = KEN
Egypt signed a defence pact with Somalia. It also shipped arms. | It = EGY
Egypt signed a defence pact with Somalia. Its ambassador was pleased. | Its = EGY
Cairo is sulking. It had signed a protocol with Asmara. | It = EGY
Peru and Chile signed a treaty. The two countries had quarrelled for a decade. | The two countries = PER,CHL
Peru and Chile signed a treaty. Both countries had quarrelled for a decade. | Both countries = PER,CHL
Peru and Chile signed a treaty. Both had quarrelled for a decade. | Both = PER,CHL
Peru and Chile signed a treaty. They had quarrelled for a decade. | They = PER,CHL
Peru and Chile signed a treaty. The two sides had quarrelled for a decade. | The two sides = PER,CHL
Peru and Chile recalled their ambassadors. | their = PER,CHL
Peru and Chile accused each other of spying. | each other = PER,CHL
Peru and Chile accused one another of spying. | one another = PER,CHL
Ghana met Togo in Accra. The neighbours agreed to reopen the border. | The neighbours = GHA,TGO
Poland, Latvia and Finland met. The three countries agreed on a railway. | The three countries = POL,LVA,FIN
Peru and Chile have talked since May. The two presidents meet on Monday. | The two presidents = PER,CHL
Peru and Chile have talked since May. The two leaders meet on Monday. | The two leaders = PER,CHL
Oman expelled an envoy. The sultanate gave no reason. | The sultanate = OMN
Bhutan expelled an envoy. The kingdom gave no reason. | The kingdom = BTN
Bhutan expelled an envoy. The Himalayan kingdom gave no reason. | The Himalayan kingdom = BTN
Sri Lanka expelled an envoy. The island nation gave no reason. | The island nation = LKA
Kuwait expelled an envoy from Iraq. The emirate gave no reason. | The emirate = KWT
Finland bought jets. The country shares a lake with Russia. | The country = FIN
Estonia bought missiles. The Baltic republic has few tanks. | The Baltic republic = EST
Singapore hosted the talks. The city-state charged nothing. | The city-state = SGP
Jordan closed the frontier with Syria. The kingdom's army stood by. | The kingdom = JOR
Japan recalled its envoy. The ministry said nothing more. | its = JPN ; The ministry = JPN
Brazil will not send troops. The government gave two reasons. | The government = BRA
Mali asked Paris for help. The army had lost three towns. | The army = MLI
Turkey sent a frigate. Its navy has nine. | Its = TUR
India tested a missile. Its neighbour Pakistan protested. | Its = IND
Chancellor Anna Vogt of Germany met her French counterpart. | her = DEU
Indian minister Arjun Rao met his counterpart from Oman. | his = IND
Thailand shelled a village in Cambodia. Bangkok accused its neighbour of lying. | its = THA ; neighbour = KHM
President Daniel Okello of Uganda landed in Juba. The president brought forty men. | The president = UGA
President Daniel Okello of Uganda landed in Juba. He was met by a choir. | He = UGA
The Swedish foreign minister, Karin Holmgren, flew to Tallinn. The minister promised two ships. | The minister = SWE
"We shall answer," said the Iranian defence minister, Ali Karimi. | We = IRN
"Our patience is at an end," Iran's foreign ministry said. | Our = IRN
"They attacked us," Pakistani general Asif Malik said. | us = PAK
"We want peace," Malik said. Pakistani general Asif Malik then left. | We = PAK
Iran warned Israel. "We are ready," its army said. | its = IRN
Chinese diplomats walked out. They returned an hour later. | They = CHN
The Russians crossed the river. They burned the bridge. | They = RUS
Colombian rebels seized a town. They freed the mayor. | They = COL
Colombian rebels seized a town. The rebels freed the mayor. | The rebels = COL
NATO sent planes. The alliance said it would stay. | The alliance = NAT ; it = NAT
The European Union froze the money. The bloc will decide in May. | The bloc = EUU
The helicopters arrived in Peru. They are old. | They = none
A storm hit Cuba. It killed nine. | It = none
Chile says it is likely that prices will rise. It is raining. | It = none
It was agreed in Lima that the talks go on. | It = none
The contract with Oman is worth $2bn. It runs for ten years. | It = none
Professor Jane Miller was robbed in Lima. She called the police. | She = none
Maria Lopez, a singer, flew to Peru. She sang twice. | She = none
Two buses collided in Kenya. They had no lights. | They = none
Refugees crossed into Uganda. They asked for water. | They = none
The company sold radars to Ghana. It made a profit. | It = none
France delayed the ships. Germany followed. It gave no reason. | It = DEU
Peru's president, Carlos Vega, called Bolivia's Juan Mamani. Vega offered him gas. | Vega#2 = PER
Queen Sofia of Spain visited Rabat. She opened a school. | She = ESP
Turkey and Greece met in Cairo. The two NATO allies fought over a rock in 1996. | The two NATO allies = none
Peru and Chile signed a treaty. The former ratified it in May, the latter in June. | former = PER ; latter = CHL
The former minister of Peru left. | former = none
Ukraine said it had sunk a Russian ship. | it = UKR
Ethiopia told Eritrea that it would not pay. | it = ETH
Angola denied that its soldiers had crossed into Zambia. | its = AGO
Laos will repay its debt to China by 2030. | its = LAO
Prime Minister Hun Vong said Cambodia would defend itself. | itself = KHM
South Korea and Japan resumed talks. Seoul and Tokyo had both recalled their envoys. | their = KOR,JPN
SEOUL, Feb 3 - South Korea buried its dead. "The North will pay," a minister said. North Korea was silent. | The North = PRK
Vietnam protested. Hanoi's spokesman said the ship had entered its waters. | its = VNM
Qatar lent Egypt money. The loan angered the kingdom of Saudi Arabia; the emirate did not care. | the emirate = QAT
Jamaica's envoy to Cuba, Grace Bailey, left Havana by boat. Bailey had lost her passport. | Bailey#2 = JAM ; her = JAM
The Peruvian consul in Arica, Marta Quilla, lent her office to the Bolivians. Quilla knew nothing. | her = PER ; Quilla#2 = PER
Iraq sent two ministers to Amman. The ministers asked for oil tankers. | The ministers = IRQ
The president of the football club flew to Doha. The president had sold his goalkeeper to Qatar. | The president#2 = none
The foreign ministry in Hanoi summoned China's ambassador. It handed him a map. | The foreign ministry = VNM ; It = VNM ; him = CHN
Jordan closed the bridge. The embassy in Tel Aviv was told to pack. | The embassy = JOR
Tonga buried its king. The Pacific kingdom will be in black for a year. | The Pacific kingdom = TON
Qatar hosted talks with India. The tiny emirate says it only lent a villa. | The tiny emirate = QAT ; it = QAT
Norway and Chad both pump oil. The Sahel state earns less. | The Sahel state = TCD
Kazakhstan will ship more oil through Turkey. The Central Asian producer lost a route. | The Central Asian producer = KAZ
France has lost Niger's trust. The former colonial power closed its embassy in Niamey. | The former colonial power = FRA ; its = FRA
Chile and Bolivia broke off talks in May. The Andean neighbours blame each other. | The Andean neighbours = CHL,BOL ; each other = CHL,BOL
Two farmers from Malawi crossed into Zambia. The two were looking for goats. | The two = none
Chile and Peru closed a road. The two will open it by May. | The two = CHL,PER
Tony Blair rang Jacques Chirac. They had not spoken since March. | They = GBR,FRA
Moscow and Tokyo have signed no peace. Their foreign ministers tried again in May. | Their = RUS,JPN
Ghana's minister flew to Dakar. His host, Senegal's Moussa Faye, met him there. He embraced him. | He = SEN
Golda Vance, the American envoy, rang Indian minister Arjun Rao. She asked him for planes. | She = USA ; him = IND
Sweden sent a frigate to Riga. It stayed for a week. | It = none
Albania sent a note to Athens. It was written in French. | It = none
Spain said it was ready to talk to Morocco. | it = ESP
Somalia held a vote in a hangar. It was the first in twenty years. | It = none
America asked Turkey to close its air space to Russian planes. | its = TUR
Ghana thanked Norway for its help. | its = NOR
"They have crossed our border," Armenia's defence minister said of Azerbaijan. | They = AZE ; our = ARM
"They shot first," a Thai colonel said. Cambodia called that a lie. | They = KHM
Zambia's finance minister wrote to Beijing. "We cannot pay," she said. | We = ZMB ; she = ZMB
"We'll sail at dawn," said the owner of a trawler from Vigo. Spain had told him to wait. | We = none
Hamas freed two hostages. The movement wants Israel to open the crossing. | The movement = PSE
The IMF turned Zambia down. The lender wants more taxes. | The lender = IMF
A pop group sang in Nigeria. The group was paid in rice. | The group = none
A Finnish trade mission came to Hanoi. The visitors toured a paper mill. The hosts showed them a lake. | The visitors = FIN ; The hosts = VNM
"""


def cases() -> list[tuple[str, str, str]]:
    """Return (text, words, expected)."""
    rows = [line.split(" | ") for line in CASES.strip().splitlines()]
    return [(text, *pair.split(" = ", 1)) for text, pairs in rows for pair in pairs.split(" ; ")]  # type: ignore[misc]


def place(text: str, words: str) -> tuple[int, int]:
    """Return where the n-th of the words stand."""
    plain, _, number = words.strip().partition("#")
    every = [found.span() for found in re.finditer(rf"\b{re.escape(plain)}\b", text)]
    return every[int(number or 1) - 1]


def read(text: str) -> tuple[Mention, ...]:
    """Return all mentions of a text."""
    parsed = parse(text)
    return corefer(parsed, mentions(parsed, DAY))


@pytest.mark.parametrize(("text", "words", "expected"), cases())
def test_who_is_meant(text: str, words: str, expected: str) -> None:
    start, end = place(text, words)
    found = [m for m in read(text) if m.start < end and m.end > start and m.kind in ADDED]
    wanted = [] if expected.strip() == "none" else [set(expected.strip().split(","))]
    assert [set(m.codes) for m in found] == wanted


def test_enough_cases_are_tried() -> None:
    assert len(cases()) >= 120


def test_a_pronoun_carries_the_fullest_name() -> None:
    found = read("Norwegian envoy Kari Solheim left. She was tired.")
    assert [(m.name, m.kind) for m in found if m.text == "She"] == [("Kari Solheim", "pronoun")]


def test_what_it_has_tells_the_sector() -> None:
    found = read("Chile closed a pass. Its army dug in.")
    assert [(m.codes, m.sector) for m in found if m.text == "Its"] == [(("CHL",), "MIL")]


def test_a_president_without_a_state_takes_the_one_in_mind() -> None:
    found = read("Hungary opened an embassy. President Zsolt Barany cut the ribbon. Barany smiled.")
    assert [m.codes for m in found if m.text in {"Zsolt Barany", "Barany"}] == [("HUN",), ("HUN",)]


def test_named_mentions_stay_as_they_are() -> None:
    parsed = parse("Peru and Chile met. They agreed.")
    named = mentions(parsed, DAY)
    assert set(named) <= set(corefer(parsed, named))


def test_a_text_without_states_gets_nothing() -> None:
    assert read("He said that they had seen it. The two countries were far away.") == ()


@pytest.mark.parametrize(
    "words", ["its neighbour's ", '"they" said it "we" of Peru ', "the head of the bank in Lima and "]
)
def test_an_endless_sentence_takes_linear_time(words: str) -> None:
    short, long = (_seconds(words * number) for number in (150, 900))
    assert long < 6 * 4 * short + 0.5


def _seconds(text: str) -> float:
    parsed = parse(text)
    found = mentions(parsed, DAY)
    begun = perf_counter()
    corefer(parsed, found)
    return perf_counter() - begun
