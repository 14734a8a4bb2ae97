"""An export is the whole record, and another book that takes it in says the same."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.ledger.keeping import content, files, fill, killed, left, small_disk, whole, writing
from tests.ledger.test_codings import by

from multipolar.errors import LedgerError
from multipolar.ledger import schema
from multipolar.ledger.arrival import import_
from multipolar.ledger.check import DamageError
from multipolar.ledger.export import export
from multipolar.ledger.layout import layout
from multipolar.ledger.records import Problem
from multipolar.ledger.reviews import review
from multipolar.ledger.store import Ledger, open_ledger

VIEWS = ("document", "event", "party", "amount", "statement", "story", "happening", "act", "problem")


def rich(book: Ledger, make: SimpleNamespace, *numbers: int):
    """Fill a book with rows of every table."""
    from multipolar.ledger.records import Passage

    odd = make.document(
        "Zwei “Minister”\u2028\x00 trafen sich.\n\ud83d\ude00".encode("utf-16", "surrogatepass").decode(
            "utf-16"
        )
    )
    odd = make.identified(
        replace(odd, passages=(Passage(0, 4, "de", ("DEU", "FRA")),), title=None, byline=())
    )
    fill(book, make.plain(odd), *(make.reading(n) for n in numbers))
    book.admit([by(make.reading(n), "encoder", status="planned") for n in numbers[::3]])
    book.note([Problem("read", "picture.png", "This is no page."), Problem("read", "gone.txt", "No file.")])
    visits = [make.reading(n).events[0].id for n in numbers if n % 3]
    review(book, visits[0], "confirm", reviewer="Ana", reason="seen it")
    review(book, visits[1], "correct", reviewer="Ana", status="denied")
    review(book, visits[2], "reject", reviewer="Bo")
    review(book, visits[2], "undo", reviewer="Bo")
    book.link()


@pytest.fixture
def full(book: Ledger, make: SimpleNamespace):
    rich(book, make, *range(10))
    return book


def shown(folder: Path):
    with open_ledger(folder) as book:
        return {view: sorted(book.sql(f"FROM {view}").rows(), key=repr) for view in VIEWS}


RECORD = {
    "document", "byline", "chain", "passage", "passage_about", "statement", "about", "event", "context", "party", "amount",
    "problem", "run", "coding", "told", "said", "review",
}  # fmt: skip


def test_every_table_is_of_the_record_or_derived(full: Ledger):
    """A new table is exported, unless `schema.derived` says that it can be made again: think which it is to be."""
    with full.connected() as connection:
        tables = layout(connection)
        query = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'"
        assert set(tables) == RECORD
        assert {name for (name,) in connection.execute(query)} == RECORD | schema.derived


def test_every_table_has_rows_in_these_tests(full: Ledger):
    with full.connected() as connection:
        for name in layout(connection):
            query = f'SELECT count(*) FROM "{name}"'  # noqa: S608
            assert connection.execute(query).fetchone()[0], name


def test_a_book_that_takes_an_export_in_has_equal_content_and_exports_the_same_bytes(
    full: Ledger, tmp_path: Path
):
    made = export(full, tmp_path / "one")
    assert (made.folder, made.documents, made.blobs) == (tmp_path / "one", 11, 11)
    done = import_(tmp_path / "one", tmp_path / "new")
    assert (done.new, done.known, done.refused, done.problems) == (11, 0, 0, ())
    rows, _ = content(full.folder)
    taken, _ = content(tmp_path / "new")
    assert {name for name in rows if rows[name] != taken[name]} <= {"sketch"}
    assert shown(tmp_path / "new") == shown(full.folder)
    assert whole(tmp_path / "new")
    with open_ledger(tmp_path / "new") as book:
        export(book, tmp_path / "two")
    assert files(tmp_path / "two") == files(tmp_path / "one")
    assert left(tmp_path) == left(tmp_path / "new") == []


def test_an_export_says_what_it_is_and_any_program_can_read_it(full: Ledger, tmp_path: Path):
    export(full, tmp_path / "one")
    about = json.loads((tmp_path / "one" / "about.json").read_text())
    with full.connected() as connection:
        tables = layout(connection)
        assert about["version"] == schema.number(connection, "user_version")
        for name, table in tables.items():
            data = (tmp_path / "one" / f"{name}.jsonl").read_bytes()
            rows = [json.loads(line) for line in data.splitlines()]
            query = f"SELECT * FROM {name} ORDER BY {', '.join(table.key)}"  # noqa: S608
            held = [dict(zip(table.names, row, strict=True)) for row in connection.execute(query)]
            assert rows == held
            assert about["tables"][name] == {"rows": len(held), "sha256": sha256(data).hexdigest()}
            text = data.decode("utf-8")
            assert len(text.splitlines()) == len(held)  # which ends lines at U+2028 as well
    assert not set(about["tables"]) & schema.derived
    pages = [path for path in (tmp_path / "one" / "blobs").rglob("*") if path.is_file()]
    assert all(sha256(path.read_bytes()).hexdigest() == path.name for path in pages)
    assert about["blobs"] == {"files": len(pages), "bytes": sum(path.stat().st_size for path in pages)}


def test_taking_it_in_again_changes_nothing(full: Ledger, tmp_path: Path):
    export(full, tmp_path / "one")
    before = content(full.folder)
    done = import_(tmp_path / "one", full.folder)
    assert (done.new, done.known, done.recoded) == (0, 11, 0)
    assert content(full.folder) == before
    import_(tmp_path / "one", tmp_path / "new")
    once = content(tmp_path / "new")
    import_(tmp_path / "one", tmp_path / "new")
    assert content(tmp_path / "new") == once


def test_two_books_become_one_and_what_each_had_stays(full: Ledger, make: SimpleNamespace, tmp_path: Path):
    with open_ledger(tmp_path / "other", create=True) as other:
        fill(other, *(by(make.reading(n), "llm", type="ACCUSE", mode=None) for n in range(5, 15)))
        other.note(
            [Problem("read", "picture.png", "This is no page."), Problem("read", "other.txt", "No file.")]
        )
        theirs = make.reading(9).events[1].id
        review(
            other,
            next(e.id for e in other.reading(make.reading(12).document.id).events),
            "confirm",
            reviewer="Cy",
        )
        other.link()
        export(other, tmp_path / "parcel")
    known = {make.reading(n).document.id for n in range(10)}
    before = [row for row in shown(full.folder)["event"] if row[1] in known]
    done = import_(tmp_path / "parcel", full.folder)
    assert (done.new, done.known, done.recoded, done.refused, done.problems) == (5, 0, 5, 0, ())
    after = shown(full.folder)
    strip = lambda rows: sorted((row[0], row[1], *row[3:]) for row in rows)  # noqa: E731 : happenings are drawn anew
    assert repr(strip([row for row in after["event"] if row[1] in known])) == repr(strip(before))
    assert len({row[0] for row in after["document"]}) == 16
    assert [row[1] for row in after["problem"]].count("picture.png") == 1
    with full.connected() as connection:
        coders = connection.execute("SELECT DISTINCT coder FROM coding ORDER BY coder").fetchall()
        assert {"llm 1", "encoder 1"} <= {coder for (coder,) in coders}
        assert connection.execute(
            "SELECT coder FROM current_coding WHERE document = ?", (make.reading(9).document.id,)
        ).fetchone() == ("encoder 1",)
        assert connection.execute("SELECT count(*) FROM event WHERE id = ?", (theirs,)).fetchone() == (1,)
    assert full.verify() == []
    once = content(full.folder)
    again = import_(tmp_path / "parcel", full.folder)
    assert (again.new, again.recoded) == (0, 0)
    assert content(full.folder) == once


def test_a_verdict_given_elsewhere_holds_here_but_not_over_ones_own(
    book: Ledger, make: SimpleNamespace, tmp_path: Path
):
    fill(book, make.reading(1), make.reading(2))
    one, two = (make.reading(n).events[0].id for n in (1, 2))
    with open_ledger(tmp_path / "other", create=True) as other:
        fill(other, make.reading(1), make.reading(2))
        review(other, one, "reject", reviewer="Cy")
        review(other, two, "reject", reviewer="Cy")
        export(other, tmp_path / "parcel")
    review(book, one, "confirm", reviewer="Ana")
    import_(tmp_path / "parcel", book.folder)
    ids = book.sql("SELECT id FROM event").to_series().to_list()
    assert one in ids
    assert two not in ids
    review(book, two, "undo", reviewer="Ana")  # one's own comes after
    assert two in book.sql("SELECT id FROM event").to_series().to_list()


def test_a_later_state_of_the_same_book_brings_it_up_to_date(
    book: Ledger, make: SimpleNamespace, tmp_path: Path
):
    fill(book, make.reading(1), make.reading(2))
    export(book, tmp_path / "one")
    import_(tmp_path / "one", tmp_path / "other")
    with open_ledger(tmp_path / "other") as other:
        fill(other, by(make.reading(1), "encoder", status="planned"), make.reading(3))
        export(other, tmp_path / "two")
    done = import_(tmp_path / "two", book.folder)
    assert (done.new, done.known, done.recoded) == (1, 1, 1)
    assert book.coder_of(make.reading(1).document.id) == "encoder 1"


def test_a_coding_from_elsewhere_does_not_supersede_whatever_its_number(
    book: Ledger, make: SimpleNamespace, tmp_path: Path
):
    fill(book, make.reading(1))
    export(book, tmp_path / "one")
    import_(tmp_path / "one", tmp_path / "other")
    with open_ledger(tmp_path / "other") as other:
        fill(other, by(make.reading(1), "encoder", status="planned"))
        export(other, tmp_path / "two")
    fill(book, make.reading(2))  # by now it is another book; no number of it is that of the new coding
    with book.writing() as connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for table, column in {"coding": "number", "told": "coding", "said": "coding"}.items():
            connection.execute(f"UPDATE {table} SET {column} = 7 WHERE {column} = 2")  # noqa: S608
    before = book.reading(make.reading(1).document.id)
    assert import_(tmp_path / "two", book.folder).recoded == 1
    assert book.reading(make.reading(1).document.id) == before
    assert book.verify() == []


def test_numbers_with_gaps_stay_as_they_are(full: Ledger, tmp_path: Path):
    with full.writing() as connection:
        connection.execute("DELETE FROM problem WHERE number IN (2, 5)")
    export(full, tmp_path / "one")
    import_(tmp_path / "one", tmp_path / "new")
    with open_ledger(tmp_path / "new") as book:
        export(book, tmp_path / "two")
    assert files(tmp_path / "two") == files(tmp_path / "one")


def test_an_empty_book_has_an_export(book: Ledger, tmp_path: Path):
    export(book, tmp_path / "one")
    assert import_(tmp_path / "one", tmp_path / "new").new == 0
    assert whole(tmp_path / "new")


def test_more_than_a_hundred_documents_are_taken_in(book: Ledger, make: SimpleNamespace, tmp_path: Path):
    book.admit([make.reading(n, blob=None) for n in range(250)])
    export(book, tmp_path / "one")
    seen = []
    done = import_(tmp_path / "one", tmp_path / "new", progress=lambda *step: seen.append(step))
    assert done.new == 250
    assert [step[1] for step in seen if step[0] == "taking in"] == [0, 100, 200, 250]
    with open_ledger(tmp_path / "new") as new:
        assert list(new.documents()) == list(book.documents())


def test_an_export_beside_a_busy_writer_is_of_one_moment(book: Ledger, tmp_path: Path):
    with writing(book.folder) as process:
        acknowledged = {process.stdout.readline().strip() for _ in range(30)}
        export(book, tmp_path / "one")
        assert process.poll() is None
        import_(tmp_path / "one", tmp_path / "new")
    assert whole(tmp_path / "new")
    with open_ledger(tmp_path / "new") as new:
        assert acknowledged <= {document.id for document in new.documents()}


def test_a_book_takes_an_export_in_while_others_write_to_it(full: Ledger, book: Ledger, tmp_path: Path):
    export(full, tmp_path / "one")
    with open_ledger(tmp_path / "new", create=True), writing(tmp_path / "new") as process:
        acknowledged = {process.stdout.readline().strip() for _ in range(5)}
        done = import_(tmp_path / "one", tmp_path / "new")
        assert process.poll() is None
    assert done.new == 11
    with open_ledger(tmp_path / "new") as new:
        held = {document.id for document in new.documents()}
        assert acknowledged | {document.id for document in book.documents()} <= held
        wrong = [
            p.what
            for p in new.verify()
            if "belongs to no document" not in p.what and "interrupted" not in p.what
        ]
        assert wrong == []


def test_a_damaged_book_has_no_export(full: Ledger, make: SimpleNamespace, tmp_path: Path):
    name = make.reading(3).document.blob
    (full.folder / "blobs" / name[:2] / f"{name[2:]}.zst").write_bytes(b"other")
    with pytest.raises(DamageError) as caught:
        export(full, tmp_path / "one")
    assert name in caught.value.problems[0].what
    assert not (tmp_path / "one").exists()
    assert left(tmp_path) == []


def test_what_would_not_be_taken_in_is_not_exported(
    full: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("multipolar.ledger.export.largest", 100)
    with pytest.raises(LedgerError, match=r"takes 100 at most\. Make a backup instead"):
        export(full, tmp_path / "one")


def test_a_full_disk_leaves_no_half_export(full: Ledger, tmp_path: Path):
    with small_disk(tmp_path / "disk", 30):
        with pytest.raises(LedgerError, match=r"could not be made: No space.*Nothing is left"):
            export(full, tmp_path / "disk" / "one")
        assert list((tmp_path / "disk").iterdir()) == []


@pytest.mark.parametrize("kilobytes", [300, 900, 1100])
def test_a_full_disk_leaves_whole_documents_of_an_import(
    book: Ledger, make: SimpleNamespace, tmp_path: Path, kilobytes: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("multipolar.ledger.merge.batch", 5)
    fill(book, *(make.reading(n) for n in range(100)))
    export(book, tmp_path / "one")
    with small_disk(tmp_path / "disk", kilobytes):
        with pytest.raises(LedgerError, match=r"full|No space"):
            import_(tmp_path / "one", tmp_path / "disk" / "new")
        if (tmp_path / "disk" / "new").exists():
            with open_ledger(tmp_path / "disk" / "new") as new:
                assert new.counts().documents < 100
                assert [p.what for p in new.verify() if "belongs to no document" not in p.what] == []
                for document in new.documents():
                    assert new.reading(document.id) == book.reading(document.id)
        assert left(tmp_path / "disk") == []


WRITE = """
from multipolar.ledger.export import export
from multipolar.ledger.store import open_ledger
with open_ledger(sys.argv[1]) as book:
    export(book, sys.argv[2], progress=step)
"""

TAKE = """
from multipolar.ledger import merge
from multipolar.ledger.arrival import import_
merge.batch = 3
import_(sys.argv[1], sys.argv[2], progress=step)
"""


def test_a_killed_export_leaves_none(full: Ledger, tmp_path: Path):
    for step in (1, 8, 19):
        assert killed(WRITE, full.folder, tmp_path / "one", step=step)
        assert not (tmp_path / "one").exists()
        assert len(left(tmp_path)) == 1
    export(full, tmp_path / "one")
    assert left(tmp_path) == []


def test_a_killed_import_leaves_whole_documents_and_goes_on_when_it_is_repeated(full: Ledger, tmp_path: Path):
    export(full, tmp_path / "one")
    counts = set()
    for step in (3, 18, 19, 20, 21, 22, 23, 24):
        assert killed(TAKE, tmp_path / "one", tmp_path / "new", step=step)
        if (tmp_path / "new").exists():
            with open_ledger(tmp_path / "new") as book:
                counts.add(book.counts().documents)
                assert [p.what for p in book.verify() if "interrupted" not in p.what] == []
                for document in book.documents():
                    assert book.reading(document.id) == full.reading(document.id)
    assert {0 < count < 11 for count in counts} >= {True}
    import_(tmp_path / "one", tmp_path / "new")
    with open_ledger(tmp_path / "new") as book:
        export(book, tmp_path / "two")
    assert files(tmp_path / "two") == files(tmp_path / "one")
    assert left(tmp_path) == left(tmp_path / "new") == []
