"""What persons say of events: it counts, it is kept, it can be taken back, and it outlives the coder."""

from contextlib import suppress
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.test_codings import by

from multipolar.errors import UsageError
from multipolar.ledger.records import signed
from multipolar.ledger.reviews import review
from multipolar.ledger.store import Ledger, open_ledger


@pytest.fixture
def told(book: Ledger, make: SimpleNamespace):
    book.admit([make.reading(n) for n in range(3)])
    book.link()
    return book


def visit(make: SimpleNamespace, n: int = 0):
    return make.reading(n).events[0].id


def rows(book: Ledger):
    return book.sql("SELECT id, type, status, confidence, confirmed FROM event ORDER BY ALL").rows()


def linked(book: Ledger):
    return [book.sql(f"FROM {view} ORDER BY ALL").rows() for view in ("happening", "act")]


def test_a_rejected_event_counts_no_longer_and_an_undone_rejection_not(told: Ledger, make: SimpleNamespace):
    before = rows(told), linked(told)
    review(told, visit(make), "reject", reviewer="Ana", reason="the visit was called off")
    assert len(rows(told)) == 5
    assert told.sql("SELECT n_telling FROM happening WHERE type = 'CONSULT'").item() == 2
    review(told, visit(make), "undo", reviewer="Ana")
    assert (rows(told), linked(told)) == before


def test_a_confirmed_event_is_certain(told: Ledger, make: SimpleNamespace):
    review(told, visit(make)[:8], "confirm", reviewer="Ana")
    assert [row[3:] for row in rows(told) if row[0] == visit(make)] == [(1.0, True)]
    assert told.sql("SELECT confidence FROM act WHERE type = 'CONSULT'").item(0, 0) == 1.0


def test_a_correction_takes_the_place_of_what_it_corrects(told: Ledger, make: SimpleNamespace):
    kept = review(told, visit(make), "correct", reviewer="Ana", reason="only announced", status="planned")
    assert visit(make) not in [row[0] for row in rows(told)]
    assert [row[1:] for row in rows(told) if row[0] == kept.correction] == [("CONSULT", "planned", 1.0, True)]
    again = review(told, kept.correction, "correct", reviewer="Bo", type="AGREE", mode=None)
    assert kept.correction not in [row[0] for row in rows(told)]
    assert again.correction in [row[0] for row in rows(told)]
    review(told, kept.correction, "undo", reviewer="Ana")
    assert kept.correction in [row[0] for row in rows(told)]
    review(told, visit(make), "undo", reviewer="Ana")
    assert [row[0] for row in rows(told)].count(visit(make)) == 1
    assert len(rows(told)) == 6


def test_the_latest_review_counts(told: Ledger, make: SimpleNamespace):
    for verdict in ("reject", "confirm", "reject", "confirm"):
        review(told, visit(make), verdict, reviewer="Ana")
    assert len(rows(told)) == 6
    review(told, visit(make), "undo", reviewer="Ana")
    assert len(rows(told)) == 5


def test_measures_can_be_run_without_reviews(told: Ledger, make: SimpleNamespace):
    before = rows(told), linked(told)
    review(told, visit(make), "reject", reviewer="Ana")
    review(told, visit(make, 1), "correct", reviewer="Ana", type="ACCUSE", mode=None)
    with open_ledger(told.folder, reviews=False) as plain:
        assert (rows(plain), linked(plain)) == before
    assert (rows(told), linked(told)) != before


def test_a_verdict_outlives_a_newer_coder(told: Ledger, make: SimpleNamespace):
    kept = review(told, visit(make, 0), "correct", reviewer="Ana", status="planned")
    review(told, visit(make, 1), "reject", reviewer="Ana")
    review(told, visit(make, 2), "confirm", reviewer="Ana")
    told.admit([by(make.reading(n), "encoder", confidence=0.4) for n in range(3)])
    told.link()
    visits = [row for row in rows(told) if row[1] == "CONSULT"]
    assert sorted(row[0] for row in visits) == sorted([kept.correction, visit(make, 2)])
    assert all(row[4] for row in visits)
    assert len([row for row in rows(told) if row[1] == "SUPPORT"]) == 3


def test_a_newer_coder_may_tell_another_act_in_the_same_words(told: Ledger, make: SimpleNamespace):
    review(told, visit(make), "reject", reviewer="Ana")
    told.admit([by(make.reading(0), "encoder", type="THREATEN", mode=None)])
    assert "THREATEN" in [row[1] for row in rows(told)]


def test_the_same_verdict_undone_after_a_newer_coding_leaves_what_the_coder_says(
    told: Ledger, make: SimpleNamespace
):
    review(told, visit(make), "confirm", reviewer="Ana")
    told.admit([by(make.reading(0), "encoder", status="planned")])
    review(told, visit(make), "undo", reviewer="Ana")
    of = {row[0]: row for row in rows(told)}
    assert visit(make) not in of
    assert [row[2] for row in of.values() if row[1] == "CONSULT"].count("planned") == 1


@pytest.mark.parametrize(
    ("verdict", "changes", "words"),
    [
        ("undo", {}, "nothing to undo"),
        ("doubt", {}, "no verdict"),
        ("correct", {}, "says what changes"),
        ("reject", {"status": "done"}, "no other verdict"),
        ("correct", {"status": "done"}, "says already"),
        ("correct", {"status": "maybe"}, "no status"),
        ("correct", {"type": "HUG"}, "no type"),
        ("correct", {"quote": "words that are not there"}, "quote"),
        ("correct", {"confidence": 0.2}, "cannot be corrected"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(
    told: Ledger, make: SimpleNamespace, verdict: str, changes: dict[str, object], words: str
):
    before = rows(told)
    with pytest.raises(UsageError, match=words):
        review(told, visit(make), verdict, reviewer="Ana", **changes)
    assert rows(told) == before
    assert told._connection.execute("SELECT count(*) FROM review").fetchone() == (0,)


@pytest.mark.parametrize(
    ("event", "words"), [("abc", "too short"), ("zzzzzzzz", "No event"), ("%' OR 1", "No event")]
)
def test_an_id_that_names_nothing_is_refused(told: Ledger, event: str, words: str):
    with pytest.raises(UsageError, match=words):
        review(told, event, "confirm", reviewer="Ana")


def test_a_review_without_a_reviewer_is_refused(told: Ledger, make: SimpleNamespace):
    with pytest.raises(UsageError, match="reviewer"):
        review(told, visit(make), "confirm", reviewer=" ")


acts = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["confirm", "reject", "undo", "planned", "possible", "recode", "link"]),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(acts, max_size=12))
def test_whatever_is_said_in_whatever_order_happenings_fit_and_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, make: SimpleNamespace, todo: list[tuple[int, str]]
):
    with open_ledger(tmp_path_factory.mktemp("any") / "book", create=True) as book:
        book.admit([make.reading(n) for n in range(3)])
        book.link()
        held = 6
        for turn, (n, what) in enumerate(todo):
            _do(book, make, n, what, turn)
            now = book._connection.execute("SELECT count(*) FROM event").fetchone()[0]
            assert now >= held
            held = now
        kept = linked(book)
        book.link()
        if not any(what == "recode" for _, what in todo):
            assert linked(book) == kept
        visits = book.sql(
            "SELECT document, count(*) AS n FROM event WHERE type = 'CONSULT' GROUP BY ALL"
        ).rows()
        assert all(n == 1 for _, n in visits)
        told = book.sql("SELECT count(*) FROM event WHERE happening IS NULL").item()
        assert told == 0


def _do(book: Ledger, make: SimpleNamespace, n: int, what: str, turn: int):
    if what == "link":
        book.link()
    elif what == "recode":
        book.admit([by(make.reading(n), f"coder{turn}", confidence=0.5)])
    else:
        current = book.sql(
            "SELECT id FROM event WHERE document = $d AND type = 'CONSULT'", d=make.reading(n).document.id
        )
        event = current.item(0, 0) if len(current) else visit(make, n)
        changes = {"status": what} if what in ("planned", "possible") else {}
        with suppress(UsageError):  # nothing to undo, or nothing new
            review(book, event, "correct" if changes else what, reviewer="Ana", **changes)


def test_a_review_of_a_copy_leaves_the_other_tellings(told: Ledger, make: SimpleNamespace):
    review(told, visit(make, 2), "reject", reviewer="Ana")
    (happening,) = told.sql("SELECT n_telling, n_document FROM happening WHERE type = 'CONSULT'").rows()
    assert happening == (2, 2)


def test_signed_records_are_known_by_all_that_they_say(make: SimpleNamespace):
    event = signed(make.reading(0).events[0])
    assert signed(event) == event
    assert signed(replace(event, status="planned")).id != event.id
    assert signed(replace(event, id="other")).id == event.id
