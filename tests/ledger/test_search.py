"""Search: which sentences fit, in which order, each once."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.errors import UsageError
from multipolar.ledger import search as searching
from multipolar.ledger.records import (
    Document,
    Event,
    Party,
    Reading,
    Speaker,
    Statement,
    content_id,
    identified,
)
from multipolar.ledger.reviews import review
from multipolar.ledger.search import asked, search
from multipolar.ledger.store import Ledger, open_ledger

LANGUAGES = {
    "en": ("The ministers signed a pact. Pakistan bought Mi-35 helicopters.", "MI35", "Mi-35"),
    "de": ("Der Minister reiste ab. Straßburg lieferte Öl nach Köln.", "strassburg koln", "Straßburg"),
    "fr": ("Rien. L’Inde a refusé l’accord franco-russe.", "inde REFUSE", "Inde"),
    "tr": ("Bitti. Diyarbakır’da İHA düştü.", "diyarbakir iha", "Diyarbakır"),
    "vi": ("Xong. Việt Nam mua tàu ngầm ở Đà Nẵng.", '"da nang"', "Đà Nẵng"),
    "ru": ("Всё. Россия поставила вертолёты Ми-35.", "вертолеты ми35", "вертолёты"),
    "uk": ("Так. Куп’янськ звільнено.", "куп'янськ", "Куп’янськ"),
    "el": ("Ναι. Ο Οδυσσέας υπέγραψε στην Αθήνα.", "ΑΘΗΝΑ", "Αθήνα"),
    "ar": ("وصل أمس. وقّعت باكِسـتان اتفاقية مع إيران.", "باكستان ايران", "باكِسـتان"),
    "ur": ("وہ گیا۔ پاکستان نے روس سے ۳۵ ہیلی کاپٹر خریدے۔", "پاكستان 35", "پاکستان"),
    "fa": ("رفت. ایران می‌خواهد گفتگو کند.", "ايران میخواهد", "ایران"),
    "he": ("הלך. יִשְׂרָאֵל חתמה על הסכם.", "ישראל", "יִשְׂרָאֵל"),
    "hi": ("वह गया। भारत ने फ़ौज भेजी।", "फौज", "फ़ौज"),
    "zh": ("完了。中国向巴基斯坦出售武器。", "巴基斯坦", "巴基斯坦"),
    "ja": ("終わり。日本がﾊﾟｷｽﾀﾝと協定を結んだ。", "パキスタン", "ﾊﾟｷｽﾀﾝ"),
    "ko": ("끝났다. 한국은 협정에 서명했다.", "협정", "협정"),
    "th": ("จบ\nประเทศไทยลงนามข้อตกลง", "ไทย", "ไทย"),
}


def document(text: str, **fields: object):
    usual: dict[str, Any] = {
        "title": None, "outlet": "The Wire", "published": date(2015, 2, 10), "language": "en", "source": "page.txt", "chain": (),
    }  # fmt: skip
    usual.update(fields)
    return identified(Document(id="", role="article", byline=(), text=text, **usual))


def event(of: Document, quote: str, one: str, other: str, sector: str | None = None):
    start = of.text.index(quote)
    end = start + len(quote)
    party, recipient = (Party(code, sector, code, start, end) for code in (one, other))
    return Event(
        content_id(of.id, quote, one, other), of.id, start, end, quote, (party,), (recipient,), False, "CONSULT", None, (), None,
        "done", None, (), None, 0.9, "rules",
    )  # fmt: skip


def statement(of: Document, quote: str, name: str):
    start = of.text.index(quote)
    end = start + len(quote)
    return Statement(
        content_id(of.id, quote),
        of.id,
        start,
        end,
        quote,
        Speaker(name, None, None, None, 0, 1),
        False,
        "said",
        True,
    )


def admit(book: Ledger, *texts: str, **fields: object):
    made = [document(text, **fields) for text in texts]
    book.admit([Reading(of) for of in made])
    return made


def quotes(book: Ledger, query: str, **filters: object):
    return search(book, query, **filters)["quote"].to_list()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_found_as_it_is_typed(book: Ledger, language: str):
    for other, (text, *_) in LANGUAGES.items():
        admit(book, text, language=other)
    text, query, word = LANGUAGES[language]
    for filters in ({}, {"language": language}):
        row = search(book, query, **filters).row(0, named=True)
        assert row["language"] == language
        assert row["quote"] == text[row["start"] : row["end"]] != text
        match = row["matches"][0]
        assert row["quote"][match["start"] : match["end"]] == word
    assert quotes(book, query, language="xx") == []


def test_a_row_has_all_that_says_where_it_stands(book: Ledger, make: SimpleNamespace):
    reading = make.reading(3)
    book.admit([reading])
    (row,) = search(book, '"more of them" moscow').to_dicts()
    of = reading.document
    assert row == {
        "document": of.id,
        "start": of.text.index("“We want"),
        "end": len(of.text),
        "quote": of.text[of.text.index("“We want") :],
        "title": "A visit",
        "outlet": "Guardian Weekly",
        "published": date(2015, 2, 10),
        "language": "en",
        "source": "page.txt",
        "speaker": "Maria Sultan",
        "score": row["score"],
        "story": of.id,
        "copies": 0,
        "matches": row["matches"],
    }
    assert row["score"] > 0
    assert [row["quote"][each["start"] : each["end"]] for each in row["matches"]] == [
        "more of them",
        "Moscow",
    ]


def test_nothing_found_has_the_same_columns(book: Ledger):
    empty = search(book, "nothing")
    admit(book, "Something is here.")
    assert search(book, "something").schema == empty.schema
    assert empty.height == 0


def test_a_title_is_found_once_and_counts_more(book: Ledger):
    (first, second) = (
        *admit(book, "Tanks for Rome\n\nItaly bought tanks.", title="Tanks for Rome"),
        *admit(book, "It was cheap.", title="Italy buys tanks"),
    )
    rows = search(book, "tanks").to_dicts()
    assert [(row["quote"], row["start"], row["end"]) for row in rows[:2]] == [
        ("Italy buys tanks", None, None),
        ("Tanks for Rome", 0, 14),
    ]
    assert [row["document"] for row in rows] == [second.id, first.id, first.id]
    assert rows[0]["score"] == rows[1]["score"] > rows[2]["score"]


def test_all_words_must_stand_in_one_sentence(book: Ledger):
    admit(book, "Russia sold tanks. Pakistan bought ships.", "Pakistan bought tanks.")
    assert quotes(book, "pakistan tanks") == ["Pakistan bought tanks."]
    assert quotes(book, "tanks -pakistan") == ["Russia sold tanks."]
    assert quotes(book, '"bought ships"') == ["Pakistan bought ships."]
    assert set(quotes(book, "tank* OR ships")) == {
        "Russia sold tanks.",
        "Pakistan bought tanks.",
        "Pakistan bought ships.",
    }
    assert quotes(book, "tank") == []


def test_a_long_sentence_comes_after_a_usual_one_and_a_short_one_gains_nothing(book: Ledger):
    admit(book, "Tanks " + "and more of them came over the hills at night " * 8, published=date(2020, 1, 1))
    admit(book, "Tanks.", published=date(2010, 1, 1))
    admit(
        book,
        "Tanks came over the hills in the night, and nobody stopped them there.",
        published=date(2012, 1, 1),
    )
    assert [quote[:12] for quote in quotes(book, "tanks")] == ["Tanks came o", "Tanks.", "Tanks and mo"]


def test_the_rarer_of_two_words_counts_more_and_both_most(book: Ledger):
    admit(book, *(f"Ships of sort {n}." for n in range(30)), published=date(2020, 1, 1))
    admit(book, "Tanks came.", published=date(2010, 1, 1))
    admit(book, "Tanks and ships came.", published=date(2011, 1, 1))
    rows = search(book, "ships OR tanks", limit=3)
    assert rows["quote"].to_list()[:2] == ["Tanks and ships came.", "Tanks came."]
    assert rows["score"].n_unique() == 3


def test_of_equals_the_newest_comes_first_and_without_a_day_the_last(book: Ledger):
    for day in (date(2012, 1, 1), None, date(2018, 1, 1), date(1960, 1, 1)):
        admit(book, f"Tanks came in {day and day.year}.", published=day)
    years = ["Tanks came in 2018.", "Tanks came in 2012.", "Tanks came in 1960.", "Tanks came in None."]
    assert quotes(book, "tanks") == years
    assert quotes(book, "tanks", order="date") == years


def test_by_date_a_document_is_read_from_its_beginning(book: Ledger):
    admit(book, "Tanks came. " + "Tanks " * 60 + ". Tanks went.", published=date(2012, 1, 1), title="Tanks")
    admit(book, "New tanks came.", published=date(2013, 1, 1))
    assert [quote[:11] for quote in quotes(book, "tanks", order="date")] == [
        "New tanks c",
        "Tanks",
        "Tanks came.",
        "Tanks Tanks",
        "Tanks went.",
    ]


@pytest.mark.parametrize(
    ("filters", "years"),
    [
        ({}, [None, 1999, 2013, 2014, 2015]),
        ({"since": date(2014, 3, 1)}, [2014, 2015]),
        ({"since": date(2014, 3, 2)}, [2015]),
        ({"until": date(2014, 3, 1)}, [1999, 2013, 2014]),
        ({"until": date(2014, 2, 28)}, [1999, 2013]),
        ({"since": date(2013, 1, 1), "until": date(2014, 12, 31)}, [2013, 2014]),
        ({"since": date.min}, [1999, 2013, 2014, 2015]),
        ({"until": date.max}, [1999, 2013, 2014, 2015]),
    ],
)
def test_days_of_publication_narrow(book: Ledger, filters: dict[str, date], years: list[int | None]):
    for year in (None, 1999, 2013, 2014, 2015):
        admit(book, f"Tanks {year}.", published=date(year, 3, 1) if year else None)
    for order in ("relevance", "date"):
        assert sorted(quotes(book, "tanks", order=order, **filters)) == sorted(
            f"Tanks {year}." for year in years
        )


@pytest.fixture
def acts(book: Ledger):
    """Documents: of Pakistan and Russia in one act, in two, as rebels, and of others."""
    both = document("Russia sold Pakistan tanks. The tanks were old.", published=date(2015, 1, 1))
    apart = document("Russia sold India tanks here. Pakistan sold Iran tanks there.")
    rebels = document("Rebels in Pakistan shot at Russia with tanks.")
    states = tuple(
        replace(party, sector=None) for party in event(rebels, "shot at Russia", "PAK", "RUS").recipients
    )
    shot = event(rebels, "shot at Russia", "PAK", "RUS", "REB")
    other = document("Nobody wants tanks.")
    book.admit(
        [
            Reading(both, (event(both, "Russia sold Pakistan tanks", "RUS", "PAK"),)),
            Reading(
                apart,
                (
                    event(apart, "Russia sold India tanks", "RUS", "IND"),
                    event(apart, "Pakistan sold Iran tanks", "PAK", "IRN"),
                ),
            ),
            Reading(
                rebels,
                (
                    replace(shot, recipients=states),
                    replace(shot, id="2", actors=states, recipients=shot.actors),
                ),
            ),
            Reading(other),
        ]
    )
    return book


def test_a_dyad_narrows_to_documents_that_tell_an_act_of_both(acts: Ledger):
    found = ["Russia sold Pakistan tanks.", "The tanks were old."]
    assert quotes(acts, "tanks", dyad=("PAK", "RUS")) == found  # the one that tells the act comes first
    assert quotes(acts, "tanks", dyad=("rus", "pak")) == found
    assert quotes(acts, "old", dyad=("PAK", "RUS")) == found[1:]
    assert quotes(acts, "tanks", dyad=("RUS", "IRN")) == []
    assert quotes(acts, "tanks", dyad=("PAK", "RUS"), since=date(2015, 1, 2)) == []
    assert len(quotes(acts, "tanks")) == 6


def test_the_sentence_that_tells_the_act_comes_before_the_newer(acts: Ledger):
    newer = document("Tanks are tanks. Then Russia visited Pakistan.", published=date(2020, 1, 1))
    acts.admit([Reading(newer, (event(newer, "Russia visited Pakistan", "RUS", "PAK"),))])
    assert quotes(acts, "tanks", dyad=("PAK", "RUS"))[:2] == [
        "Russia sold Pakistan tanks.",
        "Tanks are tanks.",
    ]
    assert quotes(acts, "tanks", dyad=("PAK", "RUS"), order="date")[0] == "Tanks are tanks."


def test_a_speaker_narrows_to_the_sentences_that_he_speaks_in(book: Ledger):
    of = document(
        "Tanks came. “We want tanks,” said Erdoğan. “No tanks. No ships,” said Émile Zola. Tanks left."
    )
    said = (
        statement(of, "We want tanks", "Recep Tayyip Erdoğan"),
        statement(of, "No tanks. No ships", "Émile Zola"),
    )
    book.admit([Reading(of, (), said)])
    assert quotes(book, "tanks", says="ERDOGAN") == ["“We want tanks,” said Erdoğan."]
    assert quotes(book, "tanks OR ships", says="emile z") == ["No ships,” said Émile Zola.", "“No tanks."]
    assert quotes(book, "tanks", says="nobody") == []
    assert search(book, "tanks")["speaker"].to_list().count(None) == 2
    assert quotes(book, "said", says="zola", language="en", since=date(2015, 1, 1)) == [
        "No ships,” said Émile Zola."
    ]


def test_a_title_that_is_said_is_found_wherever_it_stands(book: Ledger):
    of = document(
        "WORLD. Tanks first\n\nPutin wants tanks. Yes\n\nMore tanks came.", title="Putin wants tanks. Yes"
    )
    book.admit([Reading(of, (), (statement(of, "tanks. Yes", "Putin"),))])
    assert quotes(book, "tanks", says="putin") == ["Putin wants tanks. Yes"]
    of = document("Tanks first\n\nPutin wants tanks. No\n\nMore tanks came.", title="Putin wants tanks. No")
    book.admit([Reading(of, (), (statement(of, "first", "Lavrov"), statement(of, "More", "Lavrov")))])
    assert sorted(quotes(book, "tanks", says="lavrov")) == ["More tanks came.", "Tanks first"]


def test_a_speaker_and_a_dyad_narrow_both(acts: Ledger):
    of = document("Putin said that tanks came to Pakistan. Tanks again.")
    away = document("Putin said that tanks came to India.")
    acts.admit(
        [
            Reading(
                of,
                (event(of, "came to Pakistan", "RUS", "PAK"),),
                (statement(of, "tanks came to Pakistan", "Putin"),),
            ),
            Reading(away, (), (statement(away, "tanks came to India", "Putin"),)),
        ]
    )
    assert quotes(acts, "tanks", says="putin", dyad=("PAK", "RUS")) == [
        "Putin said that tanks came to Pakistan."
    ]
    assert len(quotes(acts, "tanks", says="putin")) == 2


def test_acts_and_words_that_a_later_coding_or_a_person_took_back_narrow_no_more(book: Ledger):
    of = document("Russia sold Pakistan tanks. “No tanks,” said Anna Rossi.")
    sold = event(of, "Russia sold Pakistan tanks", "RUS", "PAK")
    said = statement(of, "No tanks", "Anna Rossi")
    book.admit([Reading(of, (sold,), (said,), coder="one 1")])
    book.link()
    assert len(quotes(book, "tanks", dyad=("PAK", "RUS"))) == 2
    assert len(quotes(book, "tanks", says="rossi")) == 1
    review(book, sold.id, "reject", reviewer="me")
    assert quotes(book, "tanks", dyad=("PAK", "RUS")) == []
    book.admit([Reading(of, coder="two 1")])
    book.link()
    assert search(book, "tanks")["speaker"].to_list() == [None, None]
    assert quotes(book, "tanks", says="rossi") == []


STORY = (
    "Russia and Pakistan signed a contract for combat helicopters in Rawalpindi on Wednesday, officials of both said. "
    "The helicopters will be delivered within two years from a works in Rostov on the river Don, they added there. "
    "Pakistan had asked for them since 2009, when the valley of Swat was won back from the armed groups that held it. "
    "Delhi, which buys most of its own arms in Moscow, had warned of the sale and summoned nobody so far this week."
)


def test_a_story_is_told_once_with_the_number_of_its_copies(book: Ledger):
    (origin,) = admit(book, STORY, outlet="First Wire", published=date(2015, 8, 20))
    admit(book, STORY, outlet="Second Post", published=date(2015, 8, 21), chain=("First Wire", "Second Post"))
    more = (
        STORY.replace("two years", "three years")
        + " A colonel of the reserve called the helicopters flying buses."
    )
    admit(book, more, outlet="Third Blog", published=date(2015, 8, 22), chain=("First Wire", "Third Blog"))
    assert len(quotes(book, "combat helicopters")) == 3  # not linked: nothing is known of stories
    book.link()
    for order in ("relevance", "date"):
        rows = search(book, "combat helicopters", order=order).to_dicts()
        assert [(row["document"], row["outlet"], row["copies"]) for row in rows] == [
            (origin.id, "First Wire", 2)
        ]
        delivered = search(book, '"helicopters will be delivered"', order=order).to_dicts()
        assert [(row["document"], row["copies"]) for row in delivered] == [(origin.id, 2)]
        found = search(book, "helicopters", order=order)
        assert found.filter(pl.col("quote").str.contains("colonel")).select("outlet", "copies").rows() == [
            ("Third Blog", 0)
        ]
        assert found.height == 3
    found = book.search(asked("combat helicopters", limit=1))
    assert (found.sentences, found.frame["copies"].to_list()) == (3, [2])


def test_the_origin_stands_for_its_story_whatever_its_rank_and_day(book: Ledger):
    long = "WASHINGTON, a city on the river Potomac, on the eve of the holidays (First Wire) – "
    (origin,) = admit(book, long + STORY, published=date(2015, 8, 20), outlet="First Wire")
    admit(book, STORY, outlet="Second Post", published=date(2015, 8, 28), chain=("First Wire", "Second Post"))
    (other,) = admit(book, "Combat helicopters of another kind flew.", published=date(2015, 8, 25))
    book.link()
    for order, documents in (("relevance", {origin.id, other.id}), ("date", [other.id, origin.id])):
        rows = search(book, "combat helicopters", order=order)
        assert type(documents)(rows["document"]) == documents
        assert rows.filter(pl.col("document") == origin.id)["copies"].to_list() == [1]


def test_different_sentences_of_one_document_are_no_copies(book: Ledger):
    admit(book, "The tanks came. The tanks came. The tanks came again.")
    book.link()
    assert sorted(quotes(book, "tanks")) == ["The tanks came again.", "The tanks came.", "The tanks came."]


def test_the_limit_is_of_rows_and_zero_is_all(book: Ledger):
    admit(book, *(f"Tanks of sort {n} came." for n in range(60)))
    assert len(quotes(book, "tanks")) == 20
    assert len(quotes(book, "tanks", limit=7)) == 7
    assert len(set(quotes(book, "tanks", limit=0))) == 60
    assert len(set(quotes(book, "tanks", limit=500))) == 60
    found = book.search(asked("tanks", limit=7))
    assert (found.sentences, found.older, found.missing) == (60, False, 0)


def test_of_very_many_the_newest_are_ranked(book: Ledger, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(searching, "_ranked", 10)
    for year in (2010, 2020, 2000):
        admit(book, *(f"Tanks of sort {n} in {year}." for n in range(30)), published=date(year, 1, 1))
    found = book.search(asked("tanks", limit=3))
    assert (found.sentences, found.older) == (10, True)
    assert all(quote.endswith("2020.") for quote in found.frame["quote"])
    found = book.search(asked("tanks", limit=40))  # who wants more gets more
    assert (found.sentences, found.older, found.frame.height) == (80, True, 40)
    assert book.search(asked("tanks", limit=0)).frame.height == 90
    found = book.search(asked("tanks 2000", limit=0))
    assert (found.sentences, found.older) == (30, False)


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"dyad": ("PAK",)}, "A dyad is two codes"),
        ({"dyad": ("PAK", "RUS", "IND")}, "A dyad is two codes"),
        ({"since": date(2015, 1, 2), "until": date(2015, 1, 1)}, "ends before it begins"),
        ({"says": "…"}, "has no letters"),
        ({"language": "Urdu"}, "is no code of a language"),
        ({"language": 'en" OR "'}, "is no code of a language"),
        ({"limit": -1}, "is below 0"),
        ({"order": "random"}, "relevance, date"),
    ],
)
def test_what_cannot_be_looked_for_is_said(book: Ledger, filters: dict[str, Any], said: str):
    with pytest.raises(UsageError, match=said):
        search(book, "tanks", **filters)


def test_an_empty_query_is_said(book: Ledger):
    with pytest.raises(UsageError, match="has no word in it"):
        search(book, " … ")


@given(query=st.text(st.characters() | st.sampled_from('"*-() OR'), max_size=30))
@settings(max_examples=60, deadline=None)
def test_no_query_fails(one_book: Ledger, query: str):
    try:
        rows = search(one_book, query).to_dicts()
    except UsageError:
        return
    for row in rows:
        assert one_book.document(row["document"]).text[row["start"] : row["end"]] == row["quote"]
        assert row["matches"]


@pytest.fixture(scope="module")
def one_book(tmp_path_factory: pytest.TempPathFactory):
    with open_ledger(tmp_path_factory.mktemp("one") / "book", create=True) as book:
        admit(book, *(text for text, *_ in LANGUAGES.values()))
        yield book
