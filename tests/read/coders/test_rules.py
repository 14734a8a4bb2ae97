"""The rule coder from end to end: acts found, acts not made up, and what holds for any text. All of it is invented."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from multipolar.read.coders.rules import rules
from multipolar.world.states import states

if TYPE_CHECKING:
    from collections.abc import Callable

    from multipolar.ledger.records import Event, Party
    from multipolar.read.layers import Layers

    Read = Callable[[str], Layers]
    Code = Callable[[str], tuple[Event, ...]]

# sentence | actors > recipients ("=": sides unordered) | accepted types
PLAIN = """
Norway sold six frigates to Chile on Monday. | NOR > CHL | COOPERATE
Chile bought six frigates from Norway on Monday. | NOR = CHL | COOPERATE
The foreign minister of Kenya visited Addis Ababa on Tuesday. | KEN > ETH | CONSULT
Peru and Ecuador signed a border treaty in Lima. | PER = ECU | SUPPORT,AGREE
The presidents of Ghana and Togo met in Accra. | GHA = TGO | CONSULT
Vietnam accused China of ramming one of its fishing boats. | VNM > CHN | ACCUSE
Turkey condemned the Syrian shelling of the border town. | TUR > SYR | ACCUSE
Syria shelled a border town in Turkey on Wednesday. | SYR > TUR | ASSAULT
Georgian troops attacked Russian positions near the tunnel. | GEO > RUS | ASSAULT
Russian warplanes bombed a Georgian airfield. | RUS > GEO | ASSAULT
Sweden expelled two Russian diplomats. | SWE > RUS | SANCTION
Two Russian diplomats were expelled by Sweden. | SWE > RUS | SANCTION
Canada imposed sanctions on Belarus. | CAN > BLR | SANCTION
The European Union lifted its sanctions on Myanmar. | EUU > MMR | CONCEDE
Japan pledged two billion yen in aid to Nepal. | JPN > NPL | AGREE,AID
Qatar sent forty tonnes of food to Somalia. | QAT > SOM | AID
Germany granted Tunisia a loan of 100 million euros. | DEU > TUN | AID
India summoned the Pakistani high commissioner. | IND > PAK | ACCUSE,COERCE,REQUEST
Bolivia recalled its ambassador from Chile. | BOL > CHL | SANCTION
Iran threatened to attack Israel. | IRN > ISR | THREATEN
Israel warned Iran against closing the strait. | ISR > IRN | THREATEN
Egypt urged Sudan to return to the talks. | EGY > SDN | REQUEST
Poland asked Germany for Patriot missiles. | POL > DEU | REQUEST
Serbia rejected a proposal from Kosovo. | SRB > XKX | REJECT
Zambia refused to extradite the general to Malawi. | ZMB > MWI | REJECT,COOPERATE
Morocco withdrew its troops from Mauritania. | MAR > MRT | RETREAT
North Korea fired artillery at a South Korean island. | PRK > KOR | ASSAULT
Brazil hosted talks with Argentina on fishing. | BRA = ARG | CONSULT
Cuba held talks with Spain in Havana. | CUB = ESP | CONSULT
Talks between Armenia and Azerbaijan resumed in Geneva. | ARM = AZE | CONSULT
The Thai prime minister telephoned her Cambodian counterpart on Friday. | THA > KHM | CONSULT
Thailand and Cambodia exchanged fire near the temple. | THA = KHM | ASSAULT
Libya seized an Italian trawler. | LBY > ITA | COERCE
Kenya arrested four Ugandan soldiers. | KEN > UGA | COERCE
Colombia praised Panama for its help. | COL > PAN | SUPPORT
France thanked Algeria for opening its airspace. | FRA > DZA | SUPPORT
Ukraine hopes to buy tanks from Poland. | POL = UKR | AGREE,COOPERATE
Indonesia plans to sell rice to Japan. | IDN > JPN | AGREE,COOPERATE
Australia agreed to train Philippine marines. | AUS > PHL | AGREE,COOPERATE,AID
Chad and Niger have agreed to build a joint pipeline. | TCD = NER | AGREE,COOPERATE,SUPPORT
Iraq ordered 36 fighter jets from France. | FRA = IRQ | COOPERATE
South Africa supplied ammunition to Rwanda. | ZAF > RWA | COOPERATE,AID
Malaysia has delivered twelve patrol boats to the Maldives. | MYS > MDV | COOPERATE,AID
Finland recognised Palestine on Thursday. | FIN > PSE | SUPPORT
Costa Rica cut diplomatic ties with Taiwan. | CRI > TWN | SANCTION
Cuba and the United States restored diplomatic relations. | CUB = USA | SUPPORT,AGREE
Saudi Arabia closed its embassy in Yemen. | SAU > YEM | SANCTION,RETREAT
Mali invited the Senegalese president to Bamako. | MLI > SEN | AGREE,CONSULT
Hungary and Slovakia held a joint military exercise. | HUN = SVK | COOPERATE
Eritrea deployed tanks along the border with Ethiopia. | ERI > ETH | MOBILIZE
Pakistan closed its border with Afghanistan. | PAK > AFG | COERCE,SANCTION
Nigeria released ten Cameroonian fishermen. | NGA > CMR | RETREAT,CONCEDE
Britain apologised to Kenya for the torture of prisoners. | GBR > KEN | CONCEDE
Venezuela denounced Guyana for drilling in disputed waters. | VEN > GUY | ACCUSE
Jordan sued Israel at the tribunal over the shooting. | JOR > ISR | ACCUSE
The visit to Jakarta by the Dutch foreign minister ended on Sunday. | NLD > IDN | CONSULT
The Omani sultan received the Iranian foreign minister in Muscat. | OMN = IRN | CONSULT
The United States vetoed the resolution on Syria. | USA > UNO | REJECT
Mexico offered to mediate between Honduras and El Salvador. | MEX > HND SLV | AGREE,CONSULT
Denmark suspended aid to Uganda. | DNK > UGA | SANCTION
Kuwait invested 300 million dollars in an Egyptian port. | KWT > EGY | COOPERATE
The Greek navy and the Cypriot coastguard patrolled together off Crete. | GRC = CYP | COOPERATE
Russia will deliver gas to Hungary next year. | RUS > HUN | AGREE,COOPERATE
Laos may sell electricity to Singapore. | LAO > SGP | COOPERATE
Myanmar denied that its army had attacked Bangladesh. | MMR > BGD | ASSAULT,REJECT
Sri Lanka asked the International Monetary Fund for a loan. | LKA > IMF | REQUEST
Portugal's defence minister flew to Luanda for talks. | PRT > AGO | CONSULT
Kazakhstan gave Kyrgyzstan 500 tonnes of flour. | KAZ > KGZ | AID
Rwandan forces crossed into Congo and attacked rebels. | RWA > COD | ASSAULT
Ireland is helping Malawi with seed and tools. | IRL > MWI | AID
""".strip().splitlines()
# Longer or harder: several acts, passives of states, pronouns, nouns that tell the act.
HARDER = """
Kenyan and Ugandan officials will hold a second round of talks in Kampala next week. | KEN = UGA | CONSULT,AGREE
The Danish foreign minister, who visited Hanoi in January, praised Vietnam. | DNK > VNM | SUPPORT
Chile, which had bought six frigates from Norway, returned two. | CHL = NOR | COOPERATE
Japan lodged a protest with China over the drilling. | JPN > CHN | ACCUSE
Japan delivered a protest note to the Chinese embassy. | JPN > CHN | ACCUSE
Relations between Sudan and Egypt have been restored. | SDN = EGY | SUPPORT
Finland's decision to sell howitzers to Ukraine angered Russia. | FIN > UKR | COOPERATE,AGREE
An Iranian missile struck an Iraqi town on Sunday. | IRN > IRQ | ASSAULT
At least twelve Iraqi soldiers were killed in an Iranian raid. | IRN > IRQ | ASSAULT
Ghana lent Togo ten buses and Benin four. | GHA > TGO | AID
Ghana lent Togo ten buses, and Benin sent it doctors. | BEN > TGO | AID
Spain closed its consulate in Tangier and Morocco recalled its ambassador. | MAR > ESP | SANCTION
Bolivia, Peru and Chile signed a free trade agreement. | BOL = PER CHL | SUPPORT,AGREE
Qatar mediated between Chad and Sudan. | QAT > TCD SDN | CONSULT
Under pressure from Turkey, Greece released the crew. | GRC > TUR | RETREAT,CONCEDE
Nepal and India agreed on Friday to reopen the border crossing. | NPL = IND | AGREE,RETREAT
The UN Security Council condemned North Korea. | UNO > PRK | ACCUSE
NATO suspended cooperation with Russia. | NAT > RUS | SANCTION
The African Union sent observers to Burundi. | AUN > BDI | CONSULT,AID,MOBILIZE
Poland has granted asylum to a Belarusian pilot. | POL > BLR | AID
Mali expelled the French ambassador. | MLI > FRA | SANCTION
The French ambassador was told to leave Mali within 48 hours. | MLI > FRA | SANCTION
Indian and Chinese soldiers clashed on the ridge. | IND = CHN | ASSAULT
Fighting broke out between Cambodian and Thai troops. | KHM = THA | ASSAULT
Israel carried out air strikes on Syria overnight. | ISR > SYR | ASSAULT
Syria said that Israel had bombed a depot near Damascus. | ISR > SYR | ASSAULT
Ethiopia is building a dam with a loan from China. | CHN > ETH | AID,COOPERATE
Cuba has received a gift of rice from Vietnam. | VNM > CUB | AID
Cuba was given 5,000 tonnes of rice by Vietnam. | VNM > CUB | AID
Britain and France will jointly patrol the Channel. | GBR = FRA | COOPERATE,AGREE
Kuwait cancelled the visit of the Iraqi foreign minister. | KWT > IRQ | REJECT
Austria blocked a Bulgarian application to join the zone. | AUT > BGR | REJECT
Ecuador granted Venezuela access to its port. | ECU > VEN | CONCEDE,COOPERATE,AID
Greece and Turkey are at war over the islet. | GRC = TUR | ASSAULT
Angola handed over forty prisoners to Namibia. | AGO > NAM | RETREAT
Kosovo banned imports from Serbia. | XKX > SRB | SANCTION
Serbia raised tariffs on goods from Kosovo. | SRB > XKX | SANCTION
Estonia demanded an explanation from Russia. | EST > RUS | REQUEST
Estonia called on Russia to free the officer. | EST > RUS | REQUEST
Russia must free the officer, Estonia said. | EST > RUS | REQUEST
Uruguay does not recognise Kosovo. | URY > XKX | SUPPORT,REJECT
Brazil voted against the resolution on Iran. | BRA > IRN | REJECT
Korean Air will fly to Dakar. "We welcome Senegal's offer," South Korea's minister said. | KOR > SEN | SUPPORT
The king of Jordan and the Emir of Kuwait discussed water. | JOR = KWT | CONSULT
The king of Jordan arrived in Kuwait on Monday. He met the emir. | JOR > KWT | CONSULT
Peru's foreign minister travelled to Quito. She met her counterpart. | PER = ECU | CONSULT
Norway and Russia share a border. The two countries signed a fishing accord on Monday. | NOR = RUS | SUPPORT,AGREE
Iran test-fired a missile towards Oman. | IRN > OMN | MOBILIZE,THREATEN,ASSAULT
Azerbaijani drones destroyed two Armenian tanks. | AZE > ARM | ASSAULT
Ukraine thanked Lithuania for the ammunition it had sent. | LTU > UKR | AID,COOPERATE
The sale of Norwegian frigates to Chile was completed in March. | NOR > CHL | COOPERATE
Chile's purchase of six Norwegian frigates was criticised by Peru. | PER > CHL | ACCUSE
Chile's purchase of six Norwegian frigates was criticised by Peru. | NOR = CHL | COOPERATE
Rwanda has been arming rebels in Congo, the minister said. | RWA > COD/REB | AID,COOPERATE
Turkey shot down a Russian jet near the Syrian border. | TUR > RUS | ASSAULT
""".strip().splitlines()
# Sport, weather, markets, lives at home, figures of speech: no act between states.
NONE = """
France beat Spain 3-1 in Lyon on Saturday night.
The Brazil striker scored twice against Germany in the final.
India lost the third Test to Australia by an innings.
Kenya's runners defeated Ethiopia over ten kilometres.
A storm moved from Norway into Sweden overnight.
Heavy snow attacked the Alps and closed roads in Austria and Italy.
A cold front from Russia will visit Poland this weekend.
The floods killed forty people in Pakistan.
Temperatures in Spain and Portugal reached 44 degrees.
The trade fair in Milan drew exhibitors from Japan and Brazil.
Visitors from Denmark queued for waffles at the Belgian stand.
A Dutch chef and a Thai singer met at the market in Lisbon.
The Swedish band sold out three concerts in Argentina.
She married a doctor from Ghana and moved to Canada.
A Polish tourist was arrested in Dublin for drunkenness.
The Greek parliament approved the budget after a long debate.
Police in Chile fired tear gas at students in Santiago.
The Indian finance minister cut the tax on cars.
Voters in Ireland rejected the proposal by a narrow margin.
Peru's president dismissed his interior minister.
Inflation in Turkey has declared war on savings.
Germany's car makers are under attack from cheap batteries.
The Italian heatwave is an assault on the senses.
Chocolate from Switzerland conquered the tables of Vietnam.
Wine prices in France and Chile fell last month.
Scientists in Norway and Japan have found a new whale.
The documentary about Egypt won a prize in Canada.
The border between Laos and Thailand follows the river.
Iceland is smaller than Cuba.
The museum in Cairo owns a statue from Sudan.
Her novel, set in Cuba and Spain, sold a million copies.
A bus from Zambia to Malawi overturned near the bridge.
The population of Nigeria is ten times that of Niger.
The airline flies from Doha to Manila twice a day.
Kenya and Uganda share a lake.
The old maps of Peru and Ecuador are in the library.
A court in Hungary fined the baker.
The Mexican peso gained on the dollar.
The Danish prince opened a school for the deaf in Aarhus.
Bulgaria qualified for the finals at the expense of Wales.
""".strip().splitlines()
# Measured on the tables above; they may only get better.
FOUND_PLAIN = 64 / 70
FOUND_HARDER = 39 / 55
EXTRA = 19  # events beside the expected ones, in all sentences with an act: half of them are right too
FALSE = 6  # events in the sentences without one


@dataclass(frozen=True)
class Case:
    """A sentence and the act that it tells."""

    text: str
    sides: frozenset[tuple[frozenset[str], frozenset[str]]]
    types: frozenset[str]


def case(line: str) -> Case:
    text, parties, kinds = (part.strip() for part in line.split("|"))
    first, second = (frozenset(side.split()) for side in parties.replace("=", ">").split(">"))
    sides = {(first, second), (second, first)} if "=" in parties else {(first, second)}
    return Case(text, frozenset(sides), frozenset(kinds.split(",")))


def key(party: Party):
    return f"{party.code}/REB" if party.sector == "REB" else party.code


def sides(event: Event):
    return frozenset(map(key, event.actors)), frozenset(map(key, event.recipients))


def tells(event: Event, wanted: Case):
    return sides(event) in wanted.sides and event.type in wanted.types


@pytest.fixture(scope="module")
def code(layers: Read):
    return lambda text: rules(layers(text))


@pytest.mark.parametrize(("table", "floor"), [(PLAIN, FOUND_PLAIN), (HARDER, FOUND_HARDER)])
def test_share_of_acts_found(table: list[str], floor: float, code: Code):
    cases = [case(line) for line in table]
    missed = [each.text for each in cases if not any(tells(event, each) for event in code(each.text))]
    assert 1 - len(missed) / len(cases) >= floor, "\n".join(missed)


def test_number_of_other_events(code: Code):
    cases = [case(line) for line in PLAIN + HARDER]
    extra = [event for each in cases for event in code(each.text) if not tells(event, each)]
    assert len(extra) <= EXTRA, "\n".join(f"{event.quote}: {event.rule}" for event in extra)


def test_number_of_acts_made_up(code: Code):
    assert len(NONE) >= 30
    found = [event for sentence in NONE for event in code(sentence)]
    assert len(found) <= FALSE, "\n".join(f"{event.quote}: {event.rule}" for event in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway sold six frigates to Chile on Monday.", "NOR > CHL COOPERATE"),
        ("Sweden expelled two Russian diplomats.", "SWE > RUS SANCTION"),
        ("Russian warplanes bombed a Georgian airfield.", "RUS > GEO ASSAULT"),
        ("The foreign minister of Kenya visited Addis Ababa on Tuesday.", "KEN > ETH CONSULT"),
        ("Canada imposed sanctions on Belarus.", "CAN > BLR SANCTION"),
        ("Vietnam accused China of ramming one of its fishing boats.", "VNM > CHN ACCUSE"),
    ],
)
def test_plain_acts_are_told_once_and_whole(text: str, expected: str, code: Code):
    (event,) = code(text)
    first, second = sides(event)
    assert f"{' '.join(first)} > {' '.join(second)} {event.type}" == expected
    assert event.status == "done"


def test_passive_and_active_tell_the_same(code: Code):
    (active,), (passive,) = (
        code("Sweden expelled two Russian diplomats."),
        code("Two Russian diplomats were expelled by Sweden."),
    )
    assert (sides(active), active.type, active.mode, active.status) == (
        sides(passive), passive.type, passive.mode, passive.status,
    )  # fmt: skip


def test_an_act_told_with_two_words_is_one(code: Code):
    assert len(code("Cuba held talks with Spain in Havana.")) == 1


def test_a_day_to_come_makes_an_act_planned(code: Code):
    (event,) = code("The Danish foreign minister flies to Kenya on 14 February 2015.")
    assert event.status == "planned"


def test_a_page_of_headlines_tells_its_acts(code: Code):
    names = [each.name for each in states(None)][:200]
    assert len(code("\n".join(f"{a} sells ships to {b}" for a, b in pairwise(names)))) > 100
