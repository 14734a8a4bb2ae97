"""Names in context: who is meant, what part of the state, and what only looks like a state."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from multipolar.read.coreference import corefer
from multipolar.read.mentions import mentions
from multipolar.read.parse import parse

DAY = date(2015, 2, 10)

# sentence | words = code sector kind; ... ("-" no sector, "none" no mention). All of it is invented.
CASES = """
The Pakistani generals refused to talk. | Pakistani = PAK MIL adjective
The Indian foreign ministry protested on Monday. | Indian = IND GOV adjective
A Chinese state firm won the contract. | Chinese = CHN BUS sector
A Chinese company won the contract. | Chinese = CHN BUS adjective
Lawmakers in the US Congress voted against it. | US Congress = USA LEG metonym
The Kremlin denied the report. | Kremlin = RUS GOV metonym
The Pentagon moved two ships. | Pentagon = USA MIL metonym
Downing Street said nothing. | Downing Street = GBR GOV metonym
The Élysée Palace confirmed the call. | Élysée Palace = FRA GOV metonym
The Bundestag approved the treaty. | Bundestag = DEU LEG metonym
Islamabad said the talks had failed. | Islamabad = PAK GOV capital
The minister visited Islamabad. | Islamabad = PAK - capital
They met in Delhi on Friday. | Delhi = IND - capital
The talks in Geneva went on. | Geneva = CHE - capital
Moscow accused Kiev of a provocation. | Moscow = RUS GOV capital ; Kiev = UKR GOV capital
He flew to Tokyo overnight. | Tokyo = JPN - capital
Ties with Ankara are strained. | Ankara = TUR GOV capital
Ottawa's envoy was summoned. | Ottawa = CAN GOV capital
The treaty was rejected by Jakarta. | Jakarta = IDN GOV capital
Protests shook Cairo for a week. | Cairo = EGY GOV capital
The consulate in Karachi was closed. | Karachi = PAK - capital
A plant near Chennai makes the engines. | Chennai = IND - capital
Sri Lanka bought four patrol boats. | Sri Lanka = LKA - name
The Sri Lankan navy seized a trawler. | Sri Lankan = LKA MIL adjective
South Korea and North Korea exchanged fire. | South Korea = KOR - name ; North Korea = PRK - name
The South Korean president spoke. | South Korean = KOR GOV adjective
The Democratic Republic of the Congo closed the border. | Democratic Republic of the Congo = COD - name
The Soviet Union signed a pact with Egypt. | Soviet Union = RUS - name ; Egypt = EGY - name
Czechoslovakia expelled two diplomats. | Czechoslovakia = CZE - name
East Germany built a wall. | East Germany = DEU - name
Taiwan bought missiles. | Taiwan = TWN - name
Kosovo asked for recognition. | Kosovo = XKX - name
The Palestinian delegation left early. | Palestinian = PSE GOV adjective
The Dutch refused to pay. | Dutch = NLD - adjective
The Russians sent a convoy. | Russians = RUS - people
The Saudis cut production. | Saudis = SAU - people
The Swiss offered to mediate. | Swiss = CHE - adjective
NATO jets took off at dawn. | NATO = NAT IGO name
The European Union imposed sanctions. | European Union = EUU IGO name
The UN Security Council met twice. | UN Security Council = UNO IGO name
The African Union sent monitors. | African Union = AUN IGO name
The Arab League suspended Syria. | Arab League = ARL IGO name ; Syria = SYR - name
ASEAN ministers meet in Hanoi. | ASEAN = ASN IGO name ; Hanoi = VNM - capital
The IMF approved a loan to Ghana. | IMF = IMF IGO name ; Ghana = GHA - name
The IAEA inspectors left Iran. | IAEA = IAE IGO name ; Iran = IRN - name
OPEC agreed to cut output. | OPEC = OPC IGO name
The World Bank lent Nepal $50m. | World Bank = WBK IGO name ; Nepal = NPL - name
CSTO leaders met and ECOWAS imposed a blockade. | CSTO = none ; ECOWAS = none
Hezbollah fired rockets. | Hezbollah = LBN REB group
Hamas released two men. | Hamas = PSE REB group
Al-Shabaab attacked a base. | Al-Shabaab = SOM REB group
Colombian rebels freed a hostage. | Colombian = COL REB group
Syrian insurgents shot down a plane. | Syrian = SYR REB group
Sudanese militants crossed the border. | Sudanese = SDN REB group
The Venezuelan opposition asked for help. | Venezuelan = VEN OPP adjective
Two Kenyan opposition leaders flew in. | Kenyan = KEN OPP adjective
The Polish parliament ratified it. | Polish = POL LEG adjective
Hungarian lawmakers delayed the vote. | Hungarian = HUN LEG adjective
A Spanish judge issued a warrant. | Spanish = ESP JUD adjective
The Italian supreme court upheld it. | Italian = ITA JUD adjective
British intelligence officers were expelled. | British = GBR SPY adjective
The Jordanian intelligence service arrested him. | Jordanian = JOR SPY adjective
Thai soldiers crossed the river. | Thai = THA MIL adjective
The Greek army chief resigned. | Greek = GRC MIL adjective
The head of the Russian army spoke. | Russian = RUS MIL adjective
The president of Kenya arrived. | Kenya = KEN GOV name
The government of Malta apologised. | Malta = MLT GOV name
The army of Chile was on alert. | Chile = CHL MIL name
Norway's prime minister called. | Norway = NOR GOV name
Japan's foreign ministry objected. | Japan = JPN GOV name
Peru's navy fired a warning shot. | Peru = PER MIL name
A German journalist was detained. | German = DEU JRN adjective
An Australian professor disagreed. | Australian = AUS EDU adjective
French tourists were robbed. | French = FRA CVL adjective
A Swedish company sold the radar. | Swedish = SWE BUS adjective
Turkish football fans rioted. | Turkish = TUR CVL adjective
An Iranian film director won a prize. | Iranian = IRN CVL adjective
Filipino fishermen were chased away. | Filipino = PHL CVL adjective
A Nigerian bank collapsed. | Nigerian = NGA BUS adjective
The Brazilian state-owned bank lent the money. | Brazilian = BRA BUS sector
Russian gas flows west. | Russian = RUS - adjective
Indian helicopters were delivered. | Indian = IND - adjective
Danish warships patrolled the strait. | Danish = DNK MIL adjective
Zambian police stopped the lorry. | Zambian = ZMB COP adjective
Georgia beat Florida while Atlanta slept. | Georgia = none
Voters in Georgia and Alabama chose a governor near Savannah. | Georgia = none
Georgia asked Tbilisi's friends for help against Russia. | Georgia = GEO - name
Michael Jordan bought a team. | Jordan = none
Queen Rania of Jordan smiled. | Jordan = JOR - name
King Abdullah of Jordan flew to Cairo. | Jordan = JOR - name
Chad Smith played the drums. | Chad = none
Chad sent troops to Mali. | Chad = TCD - name ; Mali = MLI - name
We ate turkey for dinner. | turkey = none
Turkey closed its airspace. | Turkey = TUR - name
The fire spread in Washington state. | Washington = none
The Washington Post reported it. | Washington = none
Washington recalled its envoy. | Washington = USA GOV capital
George Washington crossed a river. | Washington = none
Denzel Washington made a film. | Washington = none
Steve Israel lost his seat. | Israel = none
Anatole France wrote a novel. | France = none
Jim Jordan asked a question. | Jordan = none
Paris Hilton opened a shop. | Paris = none
He grew up in Paris, Texas. | Paris = none
She studied in Athens, Georgia. | Athens = none ; Georgia = none
They met in Moscow, Idaho. | Moscow = none
He was born in Lebanon, Pennsylvania. | Lebanon = none
HMS London sailed at noon. | London = none
USS Georgia surfaced. | Georgia = none
The frigate Delhi docked at the pier. | Delhi = none
INS Mumbai left port. | Mumbai = none
The shop on Moscow Road was shut. | Moscow = none
They walked down Lisbon Street. | Lisbon = none
The demo ended on Berlin Avenue. | Berlin = none
The flight left Beirut Airport. | Beirut = none
Turkish Airlines cancelled flights. | Turkish = none
The Jordan Times ran an editorial. | Jordan = none
The Jakarta Globe said so. | Jakarta = none
Oxford University published a study. | Oxford = none
The Stockholm International Peace Research Institute counted them. | Stockholm = none
The Oslo Peace Research Institute agreed. | Oslo = none
We drank Turkish coffee. | Turkish = none
He ordered Turkish delight. | Turkish = none
French fries are cheap. | French = none
She plays Russian roulette. | Russian = none
A Persian carpet hung there. | Persian = none
He likes Swiss cheese. | Swiss = none
An Irish pub opened. | Irish = none
New Mexico passed a law. | Mexico = none
New England was snowed in. | England = none
France beat Italy 2-1 in the final. | France = FRA CVL name ; Italy = ITA CVL name
Brazil's striker scored twice in the match. | Brazil = BRA CVL name
Inter Milan signed a goalkeeper. | Milan = none
Real Madrid won. | Madrid = none
Manchester United flew home. | Manchester = none
Mr Jordan paid the bill. | Jordan = none
Ms London declined to comment. | London = none
Coach Germany shouted. | Germany = none
Russian defence minister Sergei Shoigu visited Islamabad. | Russian = RUS GOV adjective ; Sergei Shoigu = RUS GOV person ; Islamabad = PAK - capital
Maria Sultan, chairwoman of the Islamabad-based South Asian Strategic Stability Institute, was blunt. | Maria Sultan = PAK EDU person
President Hassan Turani of Oman flew to Delhi. | Hassan Turani = OMN GOV person
President Hassan Turani of Kestria's neighbour Oman flew to Delhi. | Hassan Turani = OMN GOV person
Uganda's Daniel Okello proposed a treaty. | Daniel Okello = UGA - person
The Swedish foreign minister, Karin Holmgren, disagreed. | Karin Holmgren = SWE GOV person
Karin Holmgren, the Swedish foreign minister, disagreed. | Karin Holmgren = SWE GOV person
Pavel Novotny, a Czech economist, was gloomy. | Pavel Novotny = CZE BUS person
Professor Anna Bianchi of Italy was gloomy. | Anna Bianchi = ITA EDU person
Polish general Marek Zielinski inspected the troops. | Marek Zielinski = POL MIL person
Gen. Thomas Fowler of the United States inspected the troops. | Thomas Fowler = USA MIL person
US senator Paul Whitfield met the king. | Paul Whitfield = USA LEG person
Kenyan businessman Peter Mwangi bought the port. | Peter Mwangi = KEN BUS person
French journalist Claire Dubois was expelled. | Claire Dubois = FRA JRN person
The Japanese ambassador, Hiroshi Tanabe, was summoned. | Hiroshi Tanabe = JPN GOV person
Iran's supreme leader, Ayatollah Ali Khamenei, spoke. | Ali Khamenei = IRN GOV person
Barack Obama landed in Delhi. | Barack Obama = USA GOV person
Angela Merkel telephoned Vladimir Putin. | Angela Merkel = DEU GOV person ; Vladimir Putin = RUS GOV person
Obama called Modi. | Obama = USA GOV person ; Modi = IND GOV person
President Putin and Chancellor Merkel met. | Putin = RUS GOV person ; Merkel = DEU GOV person
Ban Ki-moon urged restraint. | Ban Ki-moon = UNO IGO person
James Putin runs a bakery. | Putin = none
Mario Draghi Merkel is a singer; Jack Obama is a cook. | Obama = none
Brussels imposed tariffs. | Brussels = EUU GOV metonym
The summit in Brussels ended. | Brussels = BEL - capital
Rawalpindi has the last word. | Rawalpindi = PAK MIL metonym
The State Department was silent. | State Department = USA GOV metonym
The anti-Russian mood grew. | Russian = RUS - adjective
The US-led coalition withdrew. | US = USA - name
A joint Franco-German brigade trained. | German = DEU MIL adjective
A South Korean shipbuilder merged with a rival. | South Korean = KOR BUS adjective
The governing party of Sweden lost. | Sweden = SWE PTY name
Hanoi's letter reached Manila on Monday. | Manila = PHL GOV capital
A note from Ankara lay on the table. | Ankara = TUR GOV capital
Pressure on Khartoum grew. | Khartoum = SDN GOV capital
Lisbon's trams were on strike. | Lisbon = PRT - capital
A bus from Amman to Damascus was searched. | Damascus = SYR - capital
He was arrested in Westminster. | Westminster = GBR - capital
The Dáil ratified the treaty. | Dáil = IRL LEG metonym
The Reserve Bank of India raised rates. | Reserve Bank of India = IND GOV metonym
Brussels sued Poland over its judges. | Brussels = EUU GOV metonym
Brussels asked for two brigades, Nato officials said. | Brussels = NAT GOV metonym
Nigeria's House of Representatives voted. | House of Representatives = none
Former president Nicolas Sarkozy was questioned. | Nicolas Sarkozy = FRA - person
George W. Bush, president until 2009, painted. | George W. Bush = USA - person
Norway's defence minister, Sunniva Heltne, resigned. | Sunniva Heltne = NOR GOV person
Tevita Moala, a Tongan fisherman, swam for a day. | Tevita Moala = TON CVL person
A steamer went up the Congo. | Congo = none
Pilgrims waded into the Jordan. | Jordan = none
The senator from Georgia voted no. | Georgia = none
Washington and Oregon closed their beaches. | Washington = none
The Greek region of Macedonia burned. | Macedonia = none
The Montreal Canadiens lost at home. | Montreal = none
England's batsmen were bowled out by Pakistan. | Pakistan = PAK CVL name
A Belgian waffle and an Egyptian goose were on the table. | Egyptian = none
China imposed tariffs on Georgian wine. | Georgian = GEO CVL adjective
She bought a bottle of Georgian wine. | Georgian = none
A Polish biscuit maker closed. | Polish = POL BUS adjective
He answered in German, then in broken Russian. | German = none ; Russian = none
Her Italian was poor. | Italian = none
Thai Airways landed, and Malta Air took off. | Thai = none ; Malta = none
Operation Swiss Lake ended. | Swiss = none
The Lusaka Protocol failed. | Lusaka = none
Georgia, the pub on the corner, was shut. | Georgia = none
Odessa Thompson, a maid, kept silent. | Odessa = none
The White House Inn closed. | White House = none
He settled in Langley, British Columbia. | Langley = none
"""


def cases() -> list[tuple[str, str, str]]:
    """Return (sentence, words, expected)."""
    rows = [line.split(" | ") for line in CASES.strip().splitlines()]
    return [(text, *pair.split(" = ", 1)) for text, pairs in rows for pair in pairs.split(" ; ")]  # type: ignore[misc]


@pytest.mark.parametrize(("text", "words", "expected"), cases())
def test_name_in_context(text: str, words: str, expected: str) -> None:
    start = text.index(words)
    found = [m for m in mentions(parse(text), DAY) if m.start < start + len(words) and m.end > start]
    assert [f"{'/'.join(m.codes)} {m.sector or '-'} {m.kind}" for m in found] == [expected.strip()] * (
        expected != "none"
    )


def test_enough_names_are_tried() -> None:
    assert len(cases()) >= 150


def test_a_person_presented_once_is_known_everywhere() -> None:
    text = "Polish envoy Anna Wrona left. Later Anna Wrona came back."
    assert [m.codes for m in mentions(parse(text), DAY) if m.text == "Anna Wrona"] == [("POL",), ("POL",)]


def test_the_day_decides_who_holds_an_office() -> None:
    parsed = parse("Merkel and Scholz spoke by phone.")
    assert "Scholz" not in {m.text for m in mentions(parsed, date(2010, 5, 1))}
    assert "Scholz" in {m.text for m in mentions(parsed, date(2022, 5, 1))}


def test_the_page_tells_one_congo_from_the_other() -> None:
    text = "Rebels left Goma. Kinshasa cheered. Congo asked Rwanda to pay."
    assert [m.codes for m in mentions(parse(text), DAY) if m.text == "Congo"] == [("COD",)]


def test_no_name_is_taken_from_an_address() -> None:
    assert (
        mentions(parse("Write to desk@example.org or see https://france.example/germany today."), DAY) == ()
    )


def test_an_empty_text_has_no_mentions() -> None:
    assert mentions(parse(""), None) == ()


WORDS = st.sampled_from(
    [
        "Russia",
        "Russian",
        "Georgia",
        "Jordan",
        "the",
        "The",
        "two",
        "countries",
        "he",
        "its",
        "They",
        "said,",
        "visited",
        "Moscow's",
        "\n\n",
        "“",
        "”",
        "We",
        "Obama",
        "President",
        "minister",
        "of",
        "in",
        "NATO",
        "Turkey's",
        "-",
        "(",
        ")",
        "Kim",
        "Jong-un",
        "army",
        "counterpart",
        "both",
        "each",
        "other",
        "2-1",
        "match",
        ",",
        ".",
        "élan",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=120))
def test_mentions_are_slices_that_never_overlap(text: str) -> None:
    parsed = parse(text)
    named = mentions(parsed, DAY)
    for found in (named, corefer(parsed, named)):
        assert all(m.text == text[m.start : m.end] and m.text and m.codes for m in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
