from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from random import Random

import pytest
from tests.ledger.tellings import rows, score

from multipolar.ledger.happenings import Happening, happenings
from multipolar.ledger.telling import Telling

told = date(2015, 2, 10)


def telling(name: str, actors: set[str], recipients: set[str] | tuple[()] = (), **fields: object):
    given = {
        "event": f"{name}-event",
        "document": name,
        "story": name,
        "story_day": told,
        "published": told,
        "start": 0,
        "quote": f"words of {name}",
        "mutual": False,
        "type": "CONSULT",
        "mode": None,
        "status": "done",
        "low": None,
        "high": None,
        "figures": {},
    }
    return Telling(actors=frozenset(actors), recipients=frozenset(recipients), **{**given, **fields})


def on(low: str, high: str | None = None):
    first = date.fromisoformat(low)
    return {"low": first, "high": date.fromisoformat(high) if high else first}


def amount(value: float, unit: str, high: float | None = None):
    return {unit: ((value, high or value),)}


def together(found: list[Happening]) -> set[frozenset[str]]:
    return {frozenset(pair) for happening in found for pair in combinations(happening.tellings, 2)}


meet = {"mutual": True}
visit = {"mode": "visit"}
# each list tells one act, in as many documents
acts = [
    [
        telling("a1", {"RUS"}, {"PAK"}, **visit, **on("2014-11-20")),
        telling("a2", {"RUS"}, {"PAK"}, **on("2014-11-01", "2014-11-30")),
        telling("a3", {"RUS"}, {"PAK"}, **visit, **on("2014-11-20", "2014-11-21")),
    ],
    [
        telling("b1", {"USA"}, {"IND"}, **visit, **on("2015-01-25", "2015-01-27")),
        telling("b2", {"USA"}, {"IND"}, **visit, **on("2015-01-01", "2015-01-31")),
    ],
    [
        telling("c1", {"CHN", "IND"}, **meet, **on("2014-09-18")),
        telling("c2", {"IND"}, {"CHN"}, **meet, **on("2014-09-17", "2014-09-19")),
        telling("c3", {"CHN"}, {"IND"}, **meet, **on("2014-09-18")),
    ],
    [
        telling(
            "d1",
            {"RUS"},
            {"PAK"},
            type="COOPERATE",
            **on("2014-06-01", "2014-06-30"),
            figures=amount(20, "helicopter"),
        ),
        telling("d2", {"RUS"}, {"PAK"}, type="COOPERATE", **on("2014-06-02")),
    ],
    [
        telling("e1", {"USA"}, {"PAK"}, type="AID", **on("2014-12-22"), figures=amount(5.32e8, "USD")),
        telling(
            "e2", {"USA"}, {"PAK"}, type="AID", **on("2014-12-21", "2014-12-23"), figures=amount(5.3e8, "USD")
        ),
        telling("e3", {"USA"}, {"PAK"}, type="AID", **on("2014-12-22"), figures={}),
    ],
    [
        telling("f1", {"IND", "RUS"}, type="AGREE", status="planned", **meet, **on("2014-12-11")),
        telling(
            "f2",
            {"IND", "RUS"},
            type="SUPPORT",
            **meet,
            **on("2014-12-11"),
            published=date(2015, 2, 20),
            story_day=date(2015, 2, 20),
        ),
    ],
    [
        telling("g1", {"FRA"}, {"DEU"}, type="AGREE", status="planned", **on("2015-03-01", "2015-03-31")),
        telling("g2", {"FRA"}, {"DEU"}, type="CONSULT", **visit, **on("2015-03-14")),
    ],
    [
        telling("h1", {"PAK"}, {"IND"}, type="ASSAULT", mode="heavy-weapons", **on("2014-10-06")),
        telling("h2", {"PAK"}, {"IND"}, type="ASSAULT", **on("2014-10-05", "2014-10-07")),
        telling(
            "h3",
            {"PAK"},
            {"IND"},
            type="ASSAULT",
            mode="explosives",
            **on("2014-10-06"),
            figures=amount(5, "person"),
        ),
        telling("h4", {"PAK"}, {"IND"}, type="ASSAULT", **on("2014-10-06"), figures=amount(9, "person")),
    ],
    [
        telling("i1", {"USA"}, {"CUB"}, type="SUPPORT", **on("2014-12-17")),
        telling("i2", {"USA"}, {"CUB"}, type="SUPPORT", **on("2014-12-17")),
    ],
    [
        telling("j1", {"AUS"}, {"CHN"}, type="SANCTION", mode="discontinue", **on("2018-08-23")),
        telling("j2", {"AUS"}, {"CHN"}, type="COERCE", mode="restrict", **on("2018-08-23")),
    ],
    [
        telling("k1", {"DEU"}, {"RUS"}, type="REJECT", mode="meet", **on("2014-04-02")),
        telling("k2", {"DEU"}, {"RUS"}, type="CONSULT", status="denied", **on("2014-04-02")),
    ],
    [
        telling(
            "l1",
            {"FRA"},
            {"IND"},
            type="COOPERATE",
            **on("2016-09-23"),
            figures=amount(36, "aircraft") | amount(7.87e9, "EUR"),
        ),
        telling("l2", {"FRA"}, {"IND"}, type="COOPERATE", **on("2016-09-23"), figures=amount(36, "aircraft")),
        telling(
            "l3",
            {"FRA"},
            {"IND"},
            type="COOPERATE",
            **on("2016-09-01", "2016-09-30"),
            figures=amount(8e9, "EUR", 8.5e9),
        ),
    ],
    [
        telling("m1", {"JPN"}, {"THA"}, type="AID", figures=amount(3e9, "JPY")),
        telling("m2", {"JPN"}, {"THA"}, type="AID", figures=amount(3e9, "JPY"), story_day=date(2015, 2, 18)),
    ],
    [
        telling("n1", {"NPL", "CHN", "IND"}, **meet, mode="multilateral", **on("2015-06-25")),
        telling("n2", {"NPL", "CHN", "IND"}, **meet, **on("2015-06-25")),
    ],
    [
        telling("o1", {"AFG/REB"}, {"AFG"}, type="ASSAULT", **on("2014-12-11")),
        telling("o2", {"AFG/REB"}, {"AFG"}, type="ASSAULT", mode="suicide-attack", **on("2014-12-11")),
    ],
    [
        telling("p1", {"EGY"}, {"ETH"}, type="ACCUSE", mode="allege", **on("2013-06-03")),
        telling("p2", {"EGY"}, {"ETH"}, type="ACCUSE", mode="disapprove", **on("2013-06-03")),
        telling("p3", {"EGY"}, {"ETH"}, type="ACCUSE", **on("2013-06-01", "2013-06-07")),
    ],
]
acts.append(
    [
        telling(
            "w1",
            {"USA"},
            {"IND"},
            type="REJECT",
            quote="when it refused him a visa",
            **on("2005-01-01", "2005-12-31"),
        ),
        telling(
            "w2",
            {"USA"},
            {"IND"},
            type="REJECT",
            quote="the United States refused a visa to Narendra Modi",
            **on("2005-03-18"),
        ),
    ]
)
# more of the kinds that pages tell most, each two to four times, one by the day and the others more vaguely
pairs = [
    "BRA ARG",
    "KEN UGA",
    "SWE NOR",
    "PER CHL",
    "VNM LAO",
    "OMN IRN",
    "MAR ESP",
    "GHA TGO",
    "KAZ UZB",
    "POL LTU",
] * 2
kinds = [
    "CONSULT",
    "COOPERATE",
    "AID",
    "SUPPORT",
    "THREATEN",
    "MOBILIZE",
    "SANCTION",
    "REQUEST",
    "CONCEDE",
    "RETREAT",
]
for index, (pair, kind) in enumerate(zip(pairs, kinds[::-1] + kinds, strict=True)):
    one, other = pair.split()
    day = date(2014, 1, 7) + timedelta(days=17 * index)
    spans = [
        (day, day),
        (day, day),
        (day - timedelta(days=2), day + timedelta(days=3)),
        (day.replace(day=1), day.replace(day=28) if day.day <= 28 else day),
    ]
    acts.append(
        [
            telling(f"x{index}{n}", {one}, {other}, type=kind, low=low, high=high)
            for n, (low, high) in enumerate(spans[: 2 + index % 3])
        ]
    )

# pairs that look like one act and are two
misses = [
    (
        telling("q1", {"IRN"}, {"IRQ"}, **visit, **on("2015-01-05")),
        telling("q2", {"IRN"}, {"IRQ"}, **visit, **on("2015-01-06")),
    ),
    (
        telling("q3", {"IRN"}, {"SYR"}, **on("2015-01-05")),
        telling("q4", {"SYR"}, {"IRN"}, **on("2015-01-05")),
    ),
    (
        telling("q5", {"IRN"}, {"TUR"}, mode="phone", **on("2015-01-05")),
        telling("q6", {"IRN"}, {"TUR"}, mode="visit", **on("2015-01-05")),
    ),
    (
        telling("q7", {"IRN"}, {"YEM"}, **on("2015-01-05")),
        telling("q8", {"IRN"}, {"YEM"}, type="AID", **on("2015-01-05")),
    ),
    (
        telling("q9", {"USA"}, {"YEM"}, type="ASSAULT", **on("2015-01-05")),
        telling("r1", {"USA"}, {"YEM/REB"}, type="ASSAULT", **on("2015-01-05")),
    ),
    (
        telling(
            "r2", {"RUS"}, {"IND"}, type="COOPERATE", **on("2015-01-05"), figures=amount(36, "helicopter")
        ),
        telling("r3", {"RUS"}, {"IND"}, type="COOPERATE", **on("2015-01-05"), figures=amount(20, "tank")),
    ),
    (
        telling("r4", {"RUS"}, {"VNM"}, type="COOPERATE", **on("2015-01-05"), figures=amount(1e9, "USD")),
        telling("r5", {"RUS"}, {"VNM"}, type="COOPERATE", **on("2015-01-05"), figures=amount(3e9, "USD")),
    ),
    (telling("r6", {"RUS"}, {"DZA"}, type="COOPERATE"), telling("r7", {"RUS"}, {"DZA"}, type="COOPERATE")),
    (
        telling("r8", {"RUS"}, {"EGY"}, type="COOPERATE"),
        telling("r9", {"RUS"}, {"EGY"}, type="COOPERATE", **on("2015-01-05")),
    ),
    (
        telling("s1", {"RUS"}, {"CUB"}, type="COOPERATE", **on("2006-01-01", "2015-01-01")),
        telling("s2", {"RUS"}, {"CUB"}, type="COOPERATE", **on("2014-01-05")),
    ),
    (
        telling("s3", {"USA", "JPN"}, **meet, **on("2015-01-05")),
        telling("s4", {"USA", "JPN", "KOR"}, **meet, **on("2015-01-05")),
    ),
    (
        telling("s5", {"USA"}, {"PHL"}, type="ACCUSE", **on("2015-01-05")),
        telling("s6", {"USA"}, {"PHL"}, type="THREATEN", **on("2015-01-05")),
    ),
    (
        telling("s7", {"USA"}, {"LAO"}, type="AGREE", **on("2015-01-05")),
        telling("s8", {"USA"}, {"LAO"}, type="AID", **on("2015-01-05")),
    ),
    (
        telling("s9", {"USA"}, {"MMR"}, type="AGREE", status="planned", **on("2015-01-05")),
        telling("t1", {"USA"}, {"MMR"}, type="CONSULT", **on("2015-02-05")),
    ),
    (
        telling("t2", {"USA"}, {"KHM"}, **on("2015-01-05")),
        telling("t3", {"USA"}, {"KHM"}, type="REJECT", mode="meet", **on("2015-01-05")),
    ),
    (
        telling(
            "v1",
            {"RUS"},
            {"TUR"},
            type="AGREE",
            status="planned",
            quote="the supply of gas",
            **on("2016-01-01", "2016-12-31"),
        ),
        telling(
            "v2", {"RUS"}, {"TUR"}, type="COOPERATE", quote="the joint exercise of armies", **on("2016-09-25")
        ),
    ),
    (
        telling(
            "v3", {"USA"}, {"CUB"}, quote="In 2016 Americans visited Cuba", **on("2016-01-01", "2016-12-31")
        ),
        telling(
            "v4", {"USA"}, {"CUB"}, quote="on the first visit of a president to Cuba", **on("2016-03-20")
        ),
    ),
    (
        telling("t4", {"CHN"}, {"LKA"}, type="AID", figures=amount(1e9, "USD")),
        telling("t5", {"CHN"}, {"LKA"}, type="AID", figures=amount(1e9, "USD"), story_day=date(2016, 2, 10)),
    ),
    (
        telling(
            "t6", {"CHN"}, {"MDV"}, type="COOPERATE", **on("2015-01-05"), figures=amount(100, "aircraft")
        ),
        telling("t7", {"CHN"}, {"MDV"}, type="AID", **on("2015-01-05")),
    ),
    (
        telling("t8", {"CHN"}, {"BGD"}, document="one", type="ACCUSE", **on("2015-01-05")),
        telling("t9", {"CHN"}, {"BGD"}, document="one", type="ACCUSE", **on("2015-01-05", "2015-01-06")),
    ),
    (
        telling("u1", {"FIN"}, {"EST"}, document="two", type="ACCUSE"),
        telling("u2", {"FIN"}, {"EST"}, document="two", type="ACCUSE"),
    ),
    (
        telling("u3", {"?rivals"}, {"EST"}, **on("2015-01-05")),
        telling("u4", {"?others"}, {"EST"}, **on("2015-01-05")),
    ),
]
for index, pair in enumerate(pairs[:10]):
    first, second = pair.split()
    day = date(2010, 3, 3) + timedelta(days=40 * index)
    misses.append(
        (
            telling(f"y{index}", {first}, {second}, type=kinds[index], low=day, high=day),
            telling(
                f"z{index}",
                {first},
                {second},
                type=kinds[index],
                low=day + timedelta(days=1 + index),
                high=day + timedelta(days=1 + index),
            ),
        )
    )


def everything() -> list[Telling]:
    return [one for act in acts for one in act] + [one for pair in misses for one in pair]


def test_happenings_told_several_times_are_counted_once():
    found = together(happenings(everything()))
    true = {frozenset(pair) for act in acts for pair in combinations([t.event for t in act], 2)}
    right = len(found & true)
    assert len(acts) >= 30
    assert len(misses) >= 30
    assert (right / len(true), right / len(found)) == (1.0, 1.0)


def test_each_near_miss_stays_two():
    for pair in misses:
        assert len(happenings(pair)) == 2, pair


def test_the_order_of_reading_does_not_matter():
    tellings = everything()
    expected = happenings(tellings)
    for seed in range(5):
        Random(seed).shuffle(tellings)
        assert happenings(tellings) == expected


def test_a_copy_tells_the_same_act_whatever_day_it_took_it_for():
    words = "the minister flew to Islamabad on Tuesday"
    origin = telling("origin", {"RUS"}, {"PAK"}, quote=words, **on("2015-02-03"))
    copy = telling(
        "copy",
        {"RUS"},
        {"PAK"},
        story="origin",
        quote=words.replace("Tuesday", "Thursday"),
        **on("2015-02-10"),
    )
    other = telling("other", {"RUS"}, {"PAK"}, **on("2015-02-03"))
    for tellings in ([origin, copy, other], [other, copy, origin]):
        (happening,) = happenings(tellings)
        assert set(happening.tellings) == {"origin-event", "copy-event", "other-event"}
        assert happening.id == "origin-event"
        assert happening.low == date(2015, 2, 3)


def test_a_copy_matches_its_acts_by_their_words():
    there, back = "Russia accused Ukraine of shelling", "Ukraine accused Russia of shelling"
    tellings = [
        telling("o", {"RUS"}, {"UKR"}, event="o1", type="ACCUSE", quote=there),
        telling("o", {"UKR"}, {"RUS"}, event="o2", type="ACCUSE", quote=back, start=50),
        telling("c", {"UKR"}, {"RUS"}, event="c1", story="o", type="ACCUSE", quote=back),
        telling("c", {"RUS"}, {"UKR"}, event="c2", story="o", type="ACCUSE", quote=there, start=50),
    ]
    assert {happening.tellings for happening in happenings(tellings)} == {("o1", "c2"), ("o2", "c1")}


def test_a_document_that_tells_two_acts_keeps_them_apart_through_others():
    first = telling("d", {"USA"}, {"CHN"}, event="first", **on("2015-01-05"))
    second = telling("d", {"USA"}, {"CHN"}, event="second", **on("2015-01-09"))
    vague = telling("vague", {"USA"}, {"CHN"}, **on("2015-01-01", "2015-01-31"))
    assert len(happenings([first, second, vague])) == 3  # the vague one may be either


def test_what_a_document_tells_twice_is_one_act_only_where_all_is_the_same():
    fields = {"document": "d", "type": "AID", "status": "done"}
    twice = [telling(name, {"USA"}, {"NPL"}, **fields, **on("2015-01-05")) for name in ("one", "two")]
    assert len(happenings(twice)) == 1
    assert len(happenings([twice[0], replace(twice[1], low=date(2015, 1, 4))])) == 2


def test_planned_then_done_is_one_act_and_the_latest_telling_gives_the_status():
    planned = telling(
        "planned", {"USA"}, {"IND"}, type="AGREE", status="planned", **on("2015-01-25", "2015-01-27")
    )
    later = {"story_day": date(2015, 2, 12), "published": date(2015, 2, 12)}
    done = telling("done", {"USA"}, {"IND"}, mode="visit", **on("2015-01-25"), **later)
    (happening,) = happenings([done, planned])
    assert (happening.id, happening.lead) == ("planned-event", "done-event")
    assert (happening.type, happening.mode, happening.status) == ("CONSULT", "visit", "done")
    assert (happening.low, happening.high) == (date(2015, 1, 25), date(2015, 1, 25))


def test_what_happened_is_no_plan_again_and_one_denial_does_not_undo_it():
    def told_as(*statuses: str):
        days = [date(2015, 2, 1 + n) for n in range(len(statuses))]
        tellings = [
            telling(
                f"t{n}", {"USA"}, {"IND"}, status=status, story_day=day, published=day, **on("2015-01-25")
            )
            for n, (status, day) in enumerate(zip(statuses, days, strict=True))
        ]
        (happening,) = happenings(tellings)
        return happening.status

    assert told_as("planned", "possible") == "possible"
    assert told_as("planned", "done", "planned") == "done"
    assert told_as("done", "done", "denied") == "done"
    assert told_as("done", "denied") == "denied"  # one word against the other: the later
    assert told_as("denied", "done") == "done"
    assert told_as("planned", "denied") == "denied"
    assert told_as("done", "ongoing") == "ongoing"


def test_a_late_copy_of_an_old_page_is_no_later_telling():
    old = telling("old", {"USA"}, {"IND"}, status="planned", **on("2015-01-25"))
    copy = replace(old, event="copy-event", document="copy", published=date(2016, 1, 1))
    done = telling(
        "done", {"USA"}, {"IND"}, story_day=date(2015, 3, 1), published=date(2015, 3, 1), **on("2015-01-25")
    )
    (happening,) = happenings([old, copy, done])
    assert happening.status == "done"


def test_many_acts_of_one_dyad_are_told_apart_in_near_linear_time():
    # a war: thousands of acts of the same two in a year, each by another page
    start = date(2015, 1, 1)
    tellings = [
        telling(
            f"w{n}",
            {"RUS"},
            {"UKR"},
            type="ASSAULT",
            low=start + timedelta(days=n % 360),
            high=start + timedelta(days=n % 360),
            figures=amount(n, "shell"),
        )
        for n in range(1, 4000)
    ]
    assert len(happenings(tellings)) > 2000


# Floors, not targets. Of the unseen set nobody has looked at the single cases while the code was written: as first
# measured pairs P 0.977 R 0.797, 41 of 60 acts whole, 56 of 60 near misses apart (docs/benchmarks.md).
floors = {"happenings.csv": (0.97, 0.93, 56, 38), "happenings_unseen.csv": (0.97, 0.85, 46, 56)}


@pytest.mark.parametrize("name", floors)
def test_acts_of_the_tables_are_found_in_one_book_with_their_near_misses(name):
    table = rows(name)
    found = happenings([row.telling for row in table])
    got = score(table, found)
    print(f"\n{name}: {got}")  # noqa: T201 : `pytest -s` shows the figures
    precision, recall, whole, apart = floors[name]
    told = Counter(row.act for row in table if not row.act.startswith("m"))
    assert len(told) >= 60
    assert set(told.values()) <= {2, 3, 4, 5}
    assert got.misses >= 40
    assert min(got.precision, got.cubed_precision) >= precision
    assert got.recall >= recall
    assert got.whole >= whole
    assert got.apart >= apart
    assert got.cubed_recall >= recall


@pytest.mark.parametrize("name", floors)
def test_the_tables_give_the_same_happenings_in_any_order(name):
    tellings = [row.telling for row in rows(name)]
    expected = happenings(tellings)
    for seed in range(3):
        Random(seed).shuffle(tellings)
        assert happenings(tellings) == expected


def test_figures_that_differ_are_of_one_deal_where_words_or_another_figure_say_so():
    fields = {"type": "COOPERATE", **meet, **on("2015-08-19")}
    one = telling(
        "a",
        {"RUS", "PAK"},
        **fields,
        quote="a contract on 36 Mi-35 gunships",
        figures=amount(36, "helicopter"),
    )
    other = telling(
        "b", {"RUS", "PAK"}, **fields, quote="signed for 20 Mi-35 gunships", figures=amount(20, "helicopter")
    )
    assert len(happenings([one, other])) == 1
    assert (
        len(happenings([one, replace(other, document="a")])) == 2
    )  # a page that tells two figures tells two acts
    assert len(happenings([one, replace(other, quote="bought 20 of them")])) == 2
    assert len(happenings([one, replace(other, figures=amount(4, "helicopter"))])) == 2
    priced = [
        replace(each, quote="words", figures=each.figures | amount(153e6, "USD")) for each in (one, other)
    ]
    assert len(happenings(priced)) == 1
    kinds = [replace(one, items=frozenset(["apache"])), replace(other, items=frozenset(["chinook"]))]
    assert len(happenings(kinds)) == 2


def test_a_page_without_a_day_tells_what_was_done_in_its_weeks():
    fields = {"type": "AID", "figures": amount(3e9, "JPY")}
    undated = telling("undated", {"JPN"}, {"THA"}, **fields)
    dated = telling("dated", {"JPN"}, {"THA"}, **fields, **on("2015-01-20"))
    assert len(happenings([undated, dated])) == 1
    assert len(happenings([undated, replace(dated, low=date(2015, 1, 5), high=date(2015, 1, 5))])) == 2
    assert len(happenings([undated, replace(dated, low=date(2015, 1, 1), high=date(2015, 12, 31))])) == 2
    assert len(happenings([undated, replace(dated, figures={})])) == 2


def test_a_deal_has_a_type_for_every_page():
    day = on("2015-05-04")
    pact = telling(
        "pact", {"FRA", "QAT"}, type="SUPPORT", **meet, **day, quote="signed for fighters from Dassault"
    )
    sale = telling(
        "sale",
        {"FRA", "QAT"},
        type="COOPERATE",
        **meet,
        **day,
        quote="a sale of jets",
        figures=amount(24, "aircraft"),
    )
    deal = telling(
        "deal",
        {"FRA", "QAT"},
        type="AGREE",
        **meet,
        **day,
        quote="agreed on jets",
        figures=amount(24, "aircraft"),
    )
    assert len(happenings([pact, sale])) == 2
    assert len(happenings([pact, sale, deal])) == 1


def test_a_plan_with_a_price_is_no_plan_of_a_meeting():
    plan = telling("plan", {"RUS"}, {"IND"}, type="AGREE", status="planned", **on("2014-12-11"))
    talks = telling("talks", {"RUS"}, {"IND"}, **visit, **on("2014-12-11"))
    assert len(happenings([plan, talks])) == 1
    assert len(happenings([replace(plan, figures=amount(10, "reactor")), talks])) == 2


def test_a_refusal_does_not_join_what_was_refused_to_what_was_done():
    fields = on("2010-12-21")
    refused = telling("refused", {"USA"}, {"IND"}, type="REJECT", **fields)
    denied = telling("denied", {"USA"}, {"IND"}, type="COOPERATE", status="denied", **fields)
    done = telling("done", {"USA"}, {"IND"}, type="COOPERATE", **fields)
    assert len(happenings([refused, denied])) == 1
    for found in happenings([refused, denied, done]):
        assert not {"refused-event", "done-event"} <= set(found.tellings)


def test_a_telling_that_fits_two_acts_waits_for_what_others_tell():
    day = on("2010-11-04")
    orders = telling("orders", {"CHN", "FRA"}, type="AGREE", **meet, **day, quote="orders for jets")
    arrival = telling("arrival", {"CHN"}, {"FRA"}, **visit, **day, quote="dined in Nice")
    plan = telling(
        "plan",
        {"CHN"},
        {"FRA"},
        type="AGREE",
        status="planned",
        **on("2010-11-04", "2010-11-06"),
        quote="a state visit",
    )
    assert len(happenings([orders, arrival, plan])) == 3
    end = telling(
        "return", {"CHN"}, {"FRA"}, **visit, **on("2010-11-04", "2010-11-06"), quote="ended a state visit"
    )
    assert {"plan-event", "return-event", "arrival-event"} in [
        set(h.tellings) for h in happenings([orders, arrival, plan, end])
    ]
