from contextlib import suppress
from types import SimpleNamespace

import pytest

from multipolar.errors import LedgerError
from multipolar.ledger.store import Ledger


@pytest.fixture
def full(book: Ledger, make: SimpleNamespace):
    readings = [make.reading(n) for n in range(3)]
    book.admit(readings, blobs={r.document.blob: r.document.text.encode() for r in readings})
    book.link()
    return book


def blob(book: Ledger, make: SimpleNamespace, n: int):
    name = make.reading(n).document.blob
    return book.folder / "blobs" / name[:2] / f"{name[2:]}.zst"


def test_a_sound_book_has_no_problems(full: Ledger):
    seen = []
    assert full.verify(progress=lambda done, total: seen.append((done, total))) == []
    assert seen[-1] == (3, 3)


@pytest.mark.parametrize("place", [0, 5, 20, -3])
def test_a_flipped_byte_in_a_blob_is_found_and_the_page_brings_it_back(
    full: Ledger, make: SimpleNamespace, place: int
):
    path = blob(full, make, 1)
    data = bytearray(path.read_bytes())
    data[place] ^= 0x40
    path.write_bytes(data)
    (problem,) = full.verify()
    assert make.reading(1).document.blob in problem.what
    with pytest.raises(LedgerError, match=r"(damaged|cannot be read).*Read its page again"):
        full.blob(make.reading(1).document.blob)
    again = make.reading(1)
    full.admit([again], blobs={again.document.blob: again.document.text.encode()})
    assert full.verify() == []


def test_a_missing_blob_is_found_and_comes_back_with_the_page(full: Ledger, make: SimpleNamespace):
    blob(full, make, 2).unlink()
    (problem,) = full.verify()
    assert "missing" in problem.what
    again = make.reading(2)
    full.admit([again], blobs={again.document.blob: again.document.text.encode()})
    assert full.verify() == []


def test_an_emptied_blob_is_found(full: Ledger, make: SimpleNamespace):
    blob(full, make, 2).write_bytes(b"")
    assert len(full.verify()) == 1


def test_what_belongs_to_nothing_is_found(full: Ledger, make: SimpleNamespace):
    path = blob(full, make, 0)
    path.with_name(".0123.draft").write_bytes(b"half")
    full._connection.execute("UPDATE document SET blob = NULL WHERE id = ?", (make.reading(0).document.id,))
    assert sorted(problem.what.split(" ")[0] for problem in full.verify()) == ["An", "The"]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE event SET quote = quote || '!' WHERE id = (SELECT id FROM event LIMIT 1)",
        "UPDATE statement SET start = start + 1 WHERE id = (SELECT id FROM statement LIMIT 1)",
        "UPDATE statement SET speaker_end = 100000 WHERE id = (SELECT id FROM statement LIMIT 1)",
        "UPDATE party SET start = -1 WHERE event = (SELECT id FROM event LIMIT 1) AND side = 'actor'",
    ],
)
def test_evidence_that_does_not_stand_in_the_text_is_found(full: Ledger, damage: str):
    full._connection.execute(damage)
    (problem,) = full.verify()
    assert "does not fit its document" in problem.what


def test_a_changed_text_is_found(full: Ledger, make: SimpleNamespace):
    one = make.reading(1).document.id
    full._connection.execute("UPDATE document SET text = 'x' || text WHERE id = ?", (one,))
    assert {problem.document for problem in full.verify()} == {one}


def test_an_orphan_row_is_found(full: Ledger):
    full._connection.execute("PRAGMA foreign_keys = OFF")
    full._connection.execute("INSERT INTO chain VALUES ('nothing', 0, 'Nobody')")
    (problem,) = full.verify()
    assert "chain" in problem.what


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE document SET published = '20p5-02-10' WHERE number = 2",
        "UPDATE event SET date_low = '2014-11-', date_high = '2014-12' WHERE date_low IS NOT NULL",
        "UPDATE amount SET period_low = 'x' WHERE period_low IS NOT NULL",
        "UPDATE document SET title = CAST(x'ff41' AS TEXT) WHERE number = 2",
        "UPDATE party SET name = CAST(x'ff41' AS TEXT) WHERE position = 0",
    ],
)
def test_a_column_that_cannot_be_read_is_found_and_the_rest_is_checked(full: Ledger, damage: str):
    full._connection.execute(damage)
    full._connection.execute("UPDATE document SET text = 'x' || text WHERE number = 3")
    found = [problem.what for problem in full.verify()]
    assert any("cannot be read" in what and "Restore the ledger from a copy" in what for what in found)
    assert any("does not fit" in what for what in found) or "number = 2" not in damage
    for read in (lambda: list(full.documents()), lambda: full.sql("FROM event, document, party, amount")):
        with suppress(LedgerError):  # in a sentence, if it fails
            read()


@pytest.mark.parametrize("damage", ["title = 'Another'", "published = '2001-01-01'"])
def test_a_document_is_checked_against_its_id(full: Ledger, damage: str):
    full._connection.execute(f"UPDATE document SET {damage} WHERE number = 2")  # noqa: S608 : our own words
    (problem,) = full.verify()
    assert "are not those that its id was made of; restore the ledger from a copy" in problem.what


def test_what_a_killed_program_left_in_the_folder_is_found(full: Ledger):
    (full.folder / ".0123.draft").write_bytes(b"half")
    (problem,) = full.verify()
    assert (
        "An interrupted writer left this file; unless a program is writing just now, it may be deleted"
        in problem.what
    )
