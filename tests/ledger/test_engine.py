from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest

from multipolar.errors import LedgerError
from multipolar.ledger.records import Document, Event, Interval, Party, Reading, content_id, identified
from multipolar.ledger.store import Ledger, open_ledger


def told(n: int, actors: list[str], recipients: list[str], **fields: object):
    """A page that tells one act, with the act's parties as CODE or CODE/SECTOR."""
    about = {name: fields.pop(name) for name in ("outlet", "chain", "published", "text") if name in fields}
    text = about.pop("text", f"{n} an act of {' '.join(actors + recipients)} in words of its own number {n}.")
    of = identified(
        Document(
            "",
            f"{n}.txt",
            "article",
            str(n),
            (),
            about.get("chain", ()),
            about.get("outlet"),
            about.get("published"),
            "en",
            text,
        )
    )
    sides = [
        tuple(Party(*[*code.split("/"), None][:2], code, 0, 1) for code in side)
        for side in (actors, recipients)
    ]
    given = {"mutual": False, "type": "CONSULT", "mode": None, "status": "done", "date": None, **fields}
    act = Event(
        id=content_id(of.id),
        document=of.id,
        start=0,
        end=5,
        quote=text[:5],
        actors=sides[0],
        recipients=sides[1],
        contexts=(),
        cameo=None,
        amounts=(),
        voice=None,
        confidence=0.5,
        coder="test",
        **given,
    )
    return Reading(of, (act,))


def pairs(book: Ledger):
    return sorted(book.sql("SELECT actor, recipient FROM act").rows())


def day(text: str):
    return Interval(date.fromisoformat(text), date.fromisoformat(text))


def test_views_have_the_columns_that_measures_rely_on(book: Ledger):
    expected = {
        "document": "id story source role title outlet published language text",
        "chain": "document position outlet",
        "statement": "id document start end quote speaker_name speaker_role speaker_code speaker_sector anonymous verb direct",
        "event": "id document happening start end quote mutual type mode cameo status date_low date_high date_quote voice confidence coder rule",
        "party": "event side position code sector name start end",
        "amount": "event position value high unit item approximate period_low period_high source quote",
        "problem": "stage source what document",
        "story": "id origin n_document n_outlet",
        "happening": "id type mode status mutual date_low date_high first_published n_telling n_document n_story n_source",
        "act": "happening actor recipient mutual type mode quad score status day day_kind n_story n_source confidence",
    }
    for view, columns in expected.items():
        assert set(columns.split()) <= set(book.sql(f"FROM {view}").columns), view
    types = book.sql("FROM act").schema
    assert (types["day"], types["score"], types["mutual"]) == (pl.Date, pl.Float64, pl.Boolean)
    assert book.sql("SELECT published FROM document").schema["published"] == pl.Date


def test_a_directed_act_is_one_pair_and_a_mutual_one_two(book: Ledger):
    book.admit([told(1, ["RUS"], ["PAK"]), told(2, ["USA"], ["IND"], mutual=True)])
    book.link()
    assert pairs(book) == [("IND", "USA"), ("RUS", "PAK"), ("USA", "IND")]


def test_a_meeting_of_three_is_every_ordered_pair(book: Ledger):
    book.admit([told(1, ["USA", "FRA", "GBR"], [], mutual=True)])
    book.link()
    states = ("FRA", "GBR", "USA")
    assert pairs(book) == [(a, b) for a in states for b in states if a != b]


def test_a_host_and_two_guests_do_not_meet_each_other(book: Ledger):
    book.admit([told(1, ["IND"], ["BFA", "COM"], mutual=True)])
    book.link()
    assert pairs(book) == [("BFA", "IND"), ("COM", "IND"), ("IND", "BFA"), ("IND", "COM")]


def test_armed_groups_unknown_parties_and_a_state_with_itself_are_no_pairs(book: Ledger):
    unknown = told(4, ["USA"], ["XXX"])
    nameless = tuple(replace(party, code=None) for party in unknown.events[0].recipients)
    unknown = replace(unknown, events=(replace(unknown.events[0], recipients=nameless),))
    book.admit(
        [
            told(1, ["USA"], ["AFG/REB"]),
            told(2, ["SYR/GOV"], ["SYR/CVL"]),
            told(3, ["MLI/REB"], ["MLI"]),
            unknown,
        ]
    )
    book.link()
    assert pairs(book) == []
    assert book.counts().happenings == 4


@pytest.mark.parametrize(
    ("interval", "status", "expected"),
    [
        (day("2015-02-01"), "done", (date(2015, 2, 1), "told")),
        (Interval(date(2014, 11, 1), date(2014, 11, 30)), "denied", (date(2014, 11, 15), "told")),
        (Interval(date(2014, 1, 1), date(2015, 1, 6)), "done", (date(2014, 7, 5), "told")),
        (Interval(date(2014, 1, 1), date(2015, 1, 7)), "done", (None, None)),
        (None, "done", (date(2015, 2, 10), "published")),
        (None, "possible", (date(2015, 2, 10), "published")),
        (None, "denied", (None, None)),
    ],
)
def test_the_day_of_an_act(
    book: Ledger, interval: Interval | None, status: str, expected: tuple[date | None, str | None]
):
    book.admit([told(1, ["RUS"], ["PAK"], date=interval, status=status, published=date(2015, 2, 10))])
    book.link()
    assert book.sql("SELECT day, day_kind FROM act").row(0) == expected


def test_an_act_of_an_undated_page_has_no_day(book: Ledger):
    book.admit([told(1, ["RUS"], ["PAK"])])
    book.link()
    assert book.sql("SELECT day, day_kind FROM act").row(0) == (None, None)


def test_scores_are_those_of_the_mode_else_of_the_type(book: Ledger):
    modes = {"visit": 4.0, "phone": 1.5, "picnic": 2.5, None: 2.5}
    book.admit([told(n, ["RUS"], [f"A{n}"], mode=mode) for n, mode in enumerate(modes)])
    book.link()
    found = dict(book.sql("SELECT mode, score FROM act").rows())
    assert found == modes


def test_a_copy_adds_an_outlet_and_never_a_source_or_a_happening(book: Ledger):
    text = " ".join(
        f"word{n} of the report about the visit of the minister to the capital number {n}." for n in range(30)
    )
    on_tuesday = {"date": day("2015-02-03"), "text": text}
    book.admit(
        [
            told(1, ["RUS"], ["PAK"], outlet="The Post", published=date(2015, 2, 4), **on_tuesday),
            told(
                2,
                ["RUS"],
                ["PAK"],
                outlet="A Blog",
                chain=("The Post", "A Blog"),
                published=date(2015, 2, 9),
                **on_tuesday,
            ),
            told(3, ["RUS"], ["PAK"], outlet="Weekly", published=date(2015, 2, 6), date=day("2015-02-03")),
        ]
    )
    book.link()
    happening = book.sql("FROM happening").row(0, named=True)
    assert (happening["n_telling"], happening["n_document"], happening["n_story"], happening["n_source"]) == (
        3,
        3,
        2,
        2,
    )
    assert happening["first_published"] == date(2015, 2, 4)
    assert sorted(book.sql("SELECT n_document, n_outlet FROM story").rows()) == [(1, 1), (2, 2)]
    assert book.sql("SELECT count(DISTINCT story) FROM document").item() == 2


def test_two_stories_of_one_publisher_are_one_source(book: Ledger):
    fields = {"outlet": "The Post", "date": day("2015-02-03")}
    book.admit(
        [told(1, ["RUS"], ["PAK"], **fields), told(2, ["RUS"], ["PAK"], **{**fields, "outlet": "the post"})]
    )
    book.link()
    assert book.sql("SELECT n_story, n_source FROM act").rows() == [(2, 1)]


def test_the_outcome_does_not_depend_on_the_order_of_reading(tmp_path: Path):
    fields = [
        {"outlet": f"o{n}", "date": day("2015-02-03"), "published": date(2015, 2, 4 + n % 3)}
        for n in range(12)
    ]
    readings = [told(n, ["RUS"], [("PAK", "IND")[n % 2]], **given) for n, given in enumerate(fields)]
    found = []
    for order in (readings, readings[::-1]):
        with open_ledger(tmp_path / f"{len(found)}", create=True) as book:
            for reading in order:
                book.admit([reading])
                book.link()
            found.append(
                [book.sql(f"FROM {view} ORDER BY ALL").rows() for view in ("happening", "story", "act")]
            )
    assert found[0] == found[1]


def test_parameters_are_values_and_never_sql(book: Ledger, make: SimpleNamespace):
    book.admit([make.reading(1)])
    query = "SELECT count(*) FROM document WHERE title = $title"
    assert book.sql(query, title="A visit").item() == 1
    assert book.sql(query, title="' OR 1 = 1 --").item() == 0
    assert (
        book.sql("SELECT count(*) FROM document WHERE published <= $day", day=date(2015, 2, 10)).item() == 1
    )
    assert (
        book.sql(
            "SELECT count(*) FROM document WHERE list_contains($outlets, outlet)", outlets=["Guardian Weekly"]
        ).item()
        == 1
    )


def test_a_query_sees_what_was_written_since(book: Ledger, make: SimpleNamespace):
    query = "SELECT count(*) FROM main.document"
    for n in range(3):
        assert book.sql(query).item() == n
        book.admit([make.reading(n)])
    with open_ledger(book.folder) as other:
        other.admit([make.reading(9)])
    assert book.sql(query).item() == 4


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM '/etc/hostname'",
        "COPY document TO '/tmp/document.csv'",
        "ATTACH '/tmp/other.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "DROP VIEW act",
        "DELETE FROM book_document",
        "SELECT 1; SELECT 2",
        "CALL pragma_version()",
        "",
        "SELECT",
        "SELECT nothing FROM document",
        "SELECT * FROM document WHERE id = $id",
    ],
)
def test_a_query_reads_the_book_and_nothing_else(book: Ledger, query: str):
    with pytest.raises(LedgerError):
        book.sql(query)
    assert book.sql("SELECT count(*) FROM act").item() == 0
