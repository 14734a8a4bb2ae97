from collections import Counter
from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.world import table
from multipolar.world.bodies import bodies
from multipolar.world.names import NameMatch, find_names, names
from multipolar.world.states import states, successor


def found(text: str, day: date | None = None) -> list[str]:
    """Write the matches as "words=CODE" for comparison."""
    return [f"{text[match.start : match.end]}={match.name.code}" for match in find_names(text, day)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # names, adjectives and peoples
        ("Pakistan's army said", "Pakistan=PAK"),
        ("Pakistan’s army said", "Pakistan=PAK"),
        ("the Pakistanis and the Dutch", "Pakistanis=PAK Dutch=NLD"),
        ("Britons, Danes, Turks and Frenchmen", "Britons=GBR Danes=DNK Turks=TUR Frenchmen=FRA"),
        ("a Chinese envoy", "Chinese=CHN"),
        ("the Filipino navy and the Philippine Senate", "Filipino=PHL Philippine=PHL"),
        ("Kyrgyz, Kazakh and Uzbek troops", "Kyrgyz=KGZ Kazakh=KAZ Uzbek=UZB"),
        ("an Emirati minister, a Saudi prince", "Emirati=ARE Saudi=SAU"),
        ("Nigerien and Nigerian soldiers", "Nigerien=NER Nigerian=NGA"),
        ("Nigeria, Niger", "Nigeria=NGA Niger=NER"),
        ("the Maltese, Burkinabe and Malagasy delegates", "Maltese=MLT Burkinabe=BFA Malagasy=MDG"),
        # abbreviations
        ("the U.S. and the U.K.", "U.S.=USA U.K.=GBR"),
        ("the U.S.’s offer", "U.S.=USA"),
        ("US, UK and UAE envoys", "US=USA UK=GBR UAE=ARE"),
        ("let us go", ""),
        ("DPRK and ROK", "DPRK=PRK ROK=KOR"),
        ("the DRC", "DRC=COD"),
        ("PNG police", "PNG=PNG"),
        ("N. Korea fires at S. Korea", "N. Korea=PRK S. Korea=KOR"),
        # the longest counts
        ("South Korea and North Korea", "South Korea=KOR North Korea=PRK"),
        ("South Korean, North Korean", "South Korean=KOR North Korean=PRK"),
        ("Papua New Guinea", "Papua New Guinea=PNG"),
        ("Equatorial Guinea and Guinea-Bissau", "Equatorial Guinea=GNQ Guinea-Bissau=GNB"),
        ("the Democratic Republic of the Congo", "Democratic Republic of the Congo=COD"),
        ("the Republic of the Congo", "Republic of the Congo=COG"),
        ("the Dominican Republic", "Dominican Republic=DOM"),
        ("the Central African Republic", "Central African Republic=CAF"),
        ("South Africa and South Sudan", "South Africa=ZAF South Sudan=SSD"),
        ("Saint Vincent and the Grenadines", "Saint Vincent and the Grenadines=VCT"),
        ("Bosnia and Herzegovina", "Bosnia and Herzegovina=BIH"),
        ("the United Arab Emirates", "United Arab Emirates=ARE"),
        ("the People's Republic of China", "People's Republic of China=CHN"),
        ("the People’s Republic of China", "People’s Republic of China=CHN"),
        # headlines
        ("PAKISTAN AND NORTH KOREA MEET", "PAKISTAN=PAK NORTH KOREA=PRK"),
        ("Republic Of Korea Marines", "Republic Of Korea=KOR"),
        ("Trinidad And Tobago Votes", "Trinidad And Tobago=TTO"),
        ("WHO WON THE WAR AND WHY", ""),
        ("the WHO said", "WHO=UNO"),
        ("pakistan in small letters", ""),
        ("a turkey, some china, a polish", ""),
        # hyphens and prefixes
        ("a US-India deal", "US=USA India=IND"),
        ("the US–China talks", "US=USA China=CHN"),
        ("the US‑China talks", "US=USA China=CHN"),
        ("Sino-Indian border", "Sino=CHN Indian=IND"),
        ("Indo-Pakistani talks", "Indo=IND Pakistani=PAK"),
        ("Russo-Japanese and Franco-German ties", "Russo=RUS Japanese=JPN Franco=FRA German=DEU"),
        (
            "Anglo-Irish, Greco-Turkish, Turco-Syrian",
            "Anglo=GBR Irish=IRL Greco=GRC Turkish=TUR Turco=TUR Syrian=SYR",
        ),
        ("Russian-made, Iranian-backed", "Russian=RUS Iranian=IRN"),
        ("General Franco died", ""),
        ("anti-American and pro-Russian crowds", "American=USA Russian=RUS"),
        ("non-US firms", "US=USA"),
        ("Russia/Ukraine", "Russia=RUS Ukraine=UKR"),
        ("Indochina, Chinatown, Americanize, Russianness", ""),
        ("_Pakistan_ and *India*", "Pakistan=PAK India=IND"),
        # spellings
        ("Côte d'Ivoire and Cote d’Ivoire", "Côte d'Ivoire=CIV Cote d’Ivoire=CIV"),
        ("Türkiye and Turkiye", "Türkiye=TUR Turkiye=TUR"),
        ("Kyiv, not Kiev", "Kyiv=UKR Kiev=UKR"),
        ("São Tomé and Príncipe", "São Tomé and Príncipe=STP"),
        ("N'Djamena and N’Djamena", "N'Djamena=TCD N’Djamena=TCD"),
        ("Sana'a and Sanaa", "Sana'a=YEM Sanaa=YEM"),
        ("South\nKorea", "South\nKorea=KOR"),
        ("South\n\nKorea", "Korea=KOR"),
        # capitals and what stands for a government
        ("Islamabad warned New Delhi", "Islamabad=PAK New Delhi=IND"),
        ("Washington, D.C.", "Washington, D.C.=USA"),
        ("the Kremlin and the White House", "Kremlin=RUS White House=USA"),
        ("Foggy Bottom, Whitehall, the Quai d'Orsay", "Foggy Bottom=USA Whitehall=GBR Quai d'Orsay=FRA"),
        ("Downing Street and the Élysée", "Downing Street=GBR Élysée=FRA"),
        ("the Elysee Palace or the Élysée Palace", "Elysee Palace=FRA Élysée Palace=FRA"),
        ("Zhongnanhai, Raisina Hill, the Blue House", "Zhongnanhai=CHN Raisina Hill=IND Blue House=KOR"),
        ("Rawalpindi and the Pentagon", "Rawalpindi=PAK Pentagon=USA"),
        ("the Knesset, the Duma and the Bundestag", "Knesset=ISR Duma=RUS Bundestag=DEU"),
        ("the CIA, the ISI, Mossad and MI6", "CIA=USA ISI=PAK Mossad=ISR MI6=GBR"),
        ("the IDF and the PLA", "IDF=ISR PLA=CHN"),
        ("The Hague; the Hague", "The Hague=NLD the Hague=NLD"),
        ("the Pentagon Papers", ""),
        # places say where
        ("in Mumbai, Karachi and St. Petersburg", "Mumbai=IND Karachi=PAK St. Petersburg=RUS"),
        ("at Camp David and Mar-a-Lago", "Camp David=USA Mar-a-Lago=USA"),
        ("in Gaza and the West Bank", "Gaza=PSE West Bank=PSE"),
        ("from Ho Chi Minh City", "Ho Chi Minh City=VNM"),
        # bodies
        ("the United Nations and the UN", "United Nations=UNO UN=UNO"),
        ("the UN Security Council", "UN Security Council=UNO"),
        ("UNHCR, Unifil and the ICJ", "UNHCR=UNO Unifil=UNO ICJ=UNO"),
        ("the European Commission and the EU", "European Commission=EUU EU=EUU"),
        ("Nato and NATO", "Nato=NAT NATO=NAT"),
        ("the African Union and the OAU", "African Union=AUN OAU=AUN"),
        ("ASEAN, OPEC+, the IAEA", "ASEAN=ASN OPEC+=OPC IAEA=IAE"),
        ("BRICS, the SCO, the GCC", "BRICS=BRI SCO=SCO GCC=GCC"),
        ("the IMF and the World Bank", "IMF=IMF World Bank=WBK"),
        ("ECOWAS and the CSTO met", ""),
        ("the Organization of American States", ""),
        ("the Commonwealth of Independent States", ""),
        # armed groups
        ("Hezbollah, Hamas and the Houthis", "Hezbollah=LBN Hamas=PSE Houthis=YEM"),
        ("al-Shabaab and Al-Shabaab", "al-Shabaab=SOM Al-Shabaab=SOM"),
        ("Boko Haram, M23, the PKK and FARC", "Boko Haram=NGA M23=COD PKK=TUR FARC=COL"),
        ("the Pakistani Taliban", "Pakistani Taliban=PAK"),
        ("the Tamil Tigers and the Polisario Front", "Tamil Tigers=LKA Polisario Front=ESH"),
        ("Chechen separatists", "Chechen separatists=RUS"),
        ("the Nicaraguan contras", "Nicaraguan=NIC contras=NIC"),
        # links
        ("see https://example.org/China/US-India for Japan", "Japan=JPN"),
        # phrases that mean no state
        ("New Mexico and New England", ""),
        ("British Columbia, British Airways", ""),
        ("the Indian Ocean and the South China Sea", ""),
        ("the Persian Gulf, the Sea of Japan, the Taiwan Strait", ""),
        ("the West Indies", ""),
        ("The Washington Post, the Japan Times and The Jerusalem Post", ""),
        ("The New York Times said", ""),
        ("the Bank of England", ""),
        ("American Airlines and Turkish Airlines", ""),
        ("Turkish coffee, French fries, a Panama hat", ""),
        ("Latin American and South American leaders", ""),
        ("African-American and Native American voters", ""),
        ("the Geneva Conventions and the Paris agreement", ""),
        ("the Minsk agreements, the Oslo Accords", ""),
        ("the Warsaw Pact", ""),
        ("the Indo-Pacific", ""),
        ("Michael Jordan; George Washington", ""),
        ("Georgia Tech", ""),
        ("guinea pigs", ""),
        ("US$36m, A$5 and 36 million US dollars", ""),
        ("the Swiss franc fell", ""),
        ("the Korean Peninsula", ""),
        ("the Indian National Congress", ""),
        ("Real Madrid beat Manchester United", ""),
        ("South America and Central America", ""),
        ("Paris Saint-Germain", ""),
        ("Air India and Air France", ""),
        ("the Suez Canal and the Panama Canal", ""),
    ],
)
def test_names_in_context(text: str, expected: str):
    joined = " ".join(found(text))
    assert joined == expected


@pytest.mark.parametrize(
    ("text", "day", "code", "kind", "sector"),
    [
        ("Taliban", date(1995, 5, 1), "AFG", "group", "REB"),
        ("Taliban", date(1999, 5, 1), "AFG", "group", "GOV"),
        ("Taliban", date(2015, 5, 1), "AFG", "group", "REB"),
        ("Taliban", date(2022, 5, 1), "AFG", "group", "GOV"),
        ("South Sudan", date(2005, 5, 1), "SDN", "city", None),
        ("South Sudan", date(2012, 5, 1), "SSD", "name", None),
        ("East Timor", date(1980, 5, 1), "IDN", "city", None),
        ("East Timor", date(2005, 5, 1), "TLS", "name", None),
        ("Yangon", date(1999, 5, 1), "MMR", "capital", "GOV"),
        ("Yangon", date(2015, 5, 1), "MMR", "city", None),
        ("Bonn", date(1979, 5, 1), "DEU", "capital", "GOV"),
        ("Bonn", date(2015, 5, 1), "DEU", "city", None),
        ("Berlin", date(2015, 5, 1), "DEU", "capital", "GOV"),
        ("Lagos", date(1980, 5, 1), "NGA", "capital", "GOV"),
        ("Lagos", date(2015, 5, 1), "NGA", "city", None),
        ("Soviet Union", date(1979, 5, 1), "RUS", "former", None),
        ("Soviet Union", date(2015, 5, 1), "RUS", "former", None),
        ("Zaire", date(1990, 5, 1), "COD", "former", None),
        ("Burma", date(2015, 5, 1), "MMR", "former", None),
        ("Yugoslav", date(1999, 5, 1), "SRB", "adjective", None),
        ("Rawalpindi", date(2015, 5, 1), "PAK", "metonym", "MIL"),
        ("Knesset", date(2015, 5, 1), "ISR", "metonym", "LEG"),
        ("Mossad", date(2015, 5, 1), "ISR", "metonym", "SPY"),
        ("NATO", date(2015, 5, 1), "NAT", "body", "IGO"),
    ],
)
def test_a_name_of_a_day(text: str, day: date, code: str, kind: str, sector: str | None):
    (match,) = find_names(text, day)
    assert (match.name.code, match.name.kind, match.name.sector) == (code, kind, sector)


def test_a_name_does_not_hold_before_its_first_day():
    assert found("North Macedonia", date(2010, 1, 1)) == ["Macedonia=MKD"]
    assert found("North Macedonia", date(2020, 1, 1)) == ["North Macedonia=MKD"]
    assert found("Eswatini", date(2010, 1, 1)) == []


def test_without_a_day_the_newest_comes_first():
    (match,) = find_names("Taliban")
    assert (match.name.sector, match.name.start) == ("GOV", date(2021, 8, 15))


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("Congo", "COD COG"),
        ("Korean", "KOR PRK"),
        ("Brussels", "BEL EUU"),
        ("ISIS", "SYR IRQ"),
        ("Dominican", "DOM DMA"),
    ],
)
def test_a_name_of_several_gives_the_others_too(text: str, among: str):
    (match,) = find_names(text)
    assert {one.code for one in (match.name, *match.others)} == set(among.split())


@pytest.mark.parametrize(
    "text", ["Georgia", "Jordan", "Chad", "Guinea", "Niger", "Washington", "Geneva", "Vienna"]
)
def test_words_with_another_meaning_are_marked(text: str):
    assert find_names(text)[0].name.ambiguous


def test_us_is_doubted_in_a_headline_in_capitals_only():
    assert find_names("COME BACK WITH US")[0].name.ambiguous
    assert not find_names("talks with US envoys")[0].name.ambiguous


def test_every_code_exists_and_is_that_of_records():
    known = {one.code for one in states(None)} | {one.code for one in bodies() if one.coded}
    assert all(name.code in known and successor(name.code) == name.code for name in names())


def test_no_text_has_a_code_twice_on_a_day():
    by_text: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for name in names():
        by_text.setdefault((name.text, name.code), []).append((name.start or date.min, name.end or date.max))
    twice = {
        key
        for key, spans in by_text.items()
        for a, b in combinations(spans, 2)
        if max(a[0], b[0]) <= min(a[1], b[1])
    }
    assert twice == set()


def test_sectors_go_with_kinds():
    for name in names():
        governing = name.kind in ("capital", "metonym", "group", "body")
        assert (name.sector is not None) == governing, name


def test_breadth():
    count = Counter(name.kind for name in names())
    named = {name.code for name in names() if name.kind == "name"}
    assert named >= {one.code for one in states(None) if one.end is None}
    assert count["city"] >= 250
    assert len({name.code for name in names() if name.kind == "capital"}) >= 180
    assert len(table.rows("groups")) >= 60


def test_every_name_is_found_as_it_is_written():
    for name in names():
        words = name.text if not name.text.endswith("-") else f"{name.text}Xan"
        match = find_names(f"x {words} x", name.start)[0]
        assert name.code in {one.code for one in (match.name, *match.others)}, name


def test_every_trap_gives_nothing_as_it_is_written():
    caught = [row["text"] for row in table.rows("traps") if find_names(f"x {row['text']} x")]
    assert caught == []


@pytest.mark.parametrize(
    "name",
    ["states", "names", "bodies", "groups", "offices", "traps", "positions", "name_orders", "particles"],
)
def test_every_row_has_a_source(name: str):
    assert all(row["source"] for row in table.rows(name))


PIECES = st.sampled_from(
    [name.text for name in names()[::7]]
    + [row["text"] for row in table.rows("traps")[::9]]
    + [
        " ",
        "-",
        "’s ",
        "'s ",
        "\n",
        "\n\n",
        ", ",
        "the ",
        "US$",
        "https://x.y/",
        "_",
        "é",
        "U.",
        "\U0001f1fa",
    ]
)


@given(
    st.lists(PIECES | st.text(max_size=6), max_size=25),
    st.none() | st.dates(date(1945, 1, 1), date(2026, 12, 31)),
)
def test_matches_are_spans_in_order_that_never_overlap(pieces: list[str], day: date | None):
    text = "".join(pieces)
    matches = find_names(text, day)
    assert all(0 <= one.start < one.end <= len(text) for one in matches)
    assert all(former.end <= latter.start for former, latter in pairwise(matches))
    assert all(same(text[one.start : one.end], one) for one in matches)
    assert all(day is None or one.name.start is None or one.name.start <= day for one in matches)


def same(words: str, match: NameMatch) -> bool:
    """Tell whether words are the name but for capitals, kinds of hyphens and quotes, and gaps."""
    alike = str.maketrans("’‘ʼ`‐‑–—−", "''''-----", " \n\t\r\f\v\xa0")
    bare = "".join(words.translate(alike).split()).lower()
    return bare == "".join(match.name.text.removesuffix("-").translate(alike).split()).lower()


@pytest.mark.parametrize(
    "piece", ["New ", "South Korea and ", "U.", "the Democratic Republic of ", "x", "https://"]
)
def test_one_long_line_is_read_whole(piece: str):
    text = piece * (400_000 // len(piece)) + " in Pakistan"
    assert text[slice(find_names(text)[-1].start, find_names(text)[-1].end)] == "Pakistan"
