"""A document read again: what is current, what is kept."""

from dataclasses import replace
from types import SimpleNamespace

from multipolar.ledger.records import Reading, signed
from multipolar.ledger.store import Admitted, Ledger, open_ledger


def by(reading: Reading, coder: str, **changes: object):
    """Return the reading as another coder would give it, its first event changed."""
    first, *others = (replace(event, coder=coder) for event in reading.events)
    events = (signed(replace(first, **changes)), *map(signed, others))
    return replace(reading, events=events, coder=f"{coder} 1")


def test_the_same_coder_changes_nothing_and_a_newer_one_supersedes(book: Ledger, make: SimpleNamespace):
    old = make.reading(0)
    new = by(old, "encoder", status="planned")
    assert book.admit([old, old]) == Admitted(new=1, known=1)
    assert book.admit([old]) == Admitted(known=1)
    assert book.admit([new]) == Admitted(recoded=1)
    assert book.admit([new]) == Admitted(known=1)
    assert book.reading(old.document.id) == new
    assert book.coder_of(old.document.id) == "encoder 1"
    assert book.counts().documents == 1
    assert book.sql("SELECT count(*) FROM event").item() == 2
    assert book.sql("SELECT count(*) FROM statement").item() == 1


def test_what_was_superseded_is_kept_and_comes_back_with_its_coder(book: Ledger, make: SimpleNamespace):
    old = make.reading(0)
    book.admit([old])
    book.admit([by(old, "encoder", status="planned")])
    held = book._connection.execute("SELECT count(*) FROM event").fetchone()
    assert held == (4,)
    assert book.verify() == [problem for problem in book.verify() if "blob" in problem.what]
    book.admit([old])
    assert book.reading(old.document.id) == old
    assert book._connection.execute("SELECT count(*) FROM event").fetchone() == held


def test_happenings_follow_the_latest_coding(book: Ledger, make: SimpleNamespace):
    old = make.reading(0)
    book.admit([old, make.reading(1)])
    book.link()
    book.admit([by(old, "encoder", type="ACCUSE", mode=None)])
    book.link()
    told = book.sql("SELECT type, n_telling FROM happening ORDER BY type").rows()
    assert told == [("ACCUSE", 1), ("CONSULT", 1), ("SUPPORT", 2)]


def test_a_quote_superseded_long_ago_is_still_verified(book: Ledger, make: SimpleNamespace):
    old = make.reading(0)
    book.admit([old])
    book.admit([by(old, "encoder", status="planned")])
    book._connection.execute("UPDATE event SET quote = 'x' WHERE id = ?", (old.events[0].id,))
    assert any(old.events[0].id in problem.what for problem in book.verify())


def test_a_problem_and_a_coding_say_which_run_met_them(book: Ledger, make: SimpleNamespace):
    book.admit([make.reading(0)])
    with open_ledger(book.folder, command="read again") as later:
        later.admit([make.reading(0), make.reading(1)])
        first, second = later.problems()
        assert first.since <= second.since
        assert later.sql("SELECT command FROM problem").to_series().to_list() == ["python", "read again"]
    runs = book._connection.execute("SELECT c.run, r.command FROM coding c JOIN run r ON r.number = c.run")
    assert runs.fetchall() == [(1, "python"), (2, "read again")]


def test_a_run_that_writes_nothing_new_is_not_noted(book: Ledger, make: SimpleNamespace):
    book.admit([make.reading(0)])
    with open_ledger(book.folder) as later:
        later.admit([make.reading(0)])
        later.note(make.reading(0).problems)
    assert book._connection.execute("SELECT count(*) FROM run").fetchone() == (1,)
