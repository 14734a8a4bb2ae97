"""What an import refuses, and what it leaves out: nothing that is not proven enters, and nothing is half taken in."""

import json
import os
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.ledger.keeping import content, fill, left, whole

from multipolar.errors import LedgerError
from multipolar.ledger import schema
from multipolar.ledger.arrival import import_
from multipolar.ledger.export import export
from multipolar.ledger.reviews import review
from multipolar.ledger.store import Ledger, open_ledger

Row = dict[str, Any]


@pytest.fixture
def parcel(book: Ledger, make: SimpleNamespace, tmp_path: Path):
    """The export of a book of four documents."""
    fill(book, *(make.reading(n) for n in range(4)))
    review(book, make.reading(0).events[0].id, "confirm", reviewer="Ana")
    review(book, make.reading(1).events[0].id, "correct", reviewer="Ana", status="planned")
    return export(book, tmp_path / "parcel").folder


def rows(parcel: Path, table: str):
    return [json.loads(line) for line in (parcel / f"{table}.jsonl").read_bytes().splitlines()]


def sign(parcel: Path, table: str):
    """Make the digest right again, as who wishes harm would."""
    about = json.loads((parcel / "about.json").read_text())
    data = (parcel / f"{table}.jsonl").read_bytes()
    about["tables"][table] = {
        "rows": data.count(b"\n") + (not data.endswith(b"\n") and bool(data)),
        "sha256": sha256(data).hexdigest(),
    }
    (parcel / "about.json").write_text(json.dumps(about))


def write(parcel: Path, table: str, lines: list[bytes]):
    (parcel / f"{table}.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    sign(parcel, table)


def change(parcel: Path, table: str, how: Callable[[list[Row]], object]):
    found = rows(parcel, table)
    how(found)
    write(parcel, table, [json.dumps(row).encode() for row in found])


def claim(parcel: Path, **said: object):
    about = json.loads((parcel / "about.json").read_text())
    (parcel / "about.json").write_text(json.dumps(about | said))


REFUSED = {
    "no about.json": (lambda p: (p / "about.json").unlink(), "holds no export"),
    "about.json no JSON": (lambda p: (p / "about.json").write_text('{"form": 1,'), "about.json is no JSON"),
    "about.json a list": (lambda p: (p / "about.json").write_text("[1]"), "about.json is no JSON object"),
    "about.json deep": (lambda p: (p / "about.json").write_text("[" * 200_000), "about.json is no JSON"),
    "about.json a link": (lambda p: not (p / "about.json").rename(p / "x") or (p / "about.json").symlink_to("x"), "it is a link"),
    "about.json a pipe": (lambda p: (p / "about.json").unlink() or os.mkfifo(p / "about.json"), "no ordinary file"),
    "form": (lambda p: claim(p, form=2), "is of form 2, and this program reads up to 1: .*newer multipolar"),
    "version": (lambda p: claim(p, version=99), "is of version 99.*newer multipolar"),
    "form no number": (lambda p: claim(p, form="1"), "does not say its form as a number"),
    "version zero": (lambda p: claim(p, version=0), "does not say its version as a number"),
    "version true": (lambda p: claim(p, version=True), "does not say its version as a number"),
    "tables": (lambda p: claim(p, tables=[]), "lacks the table “about”"),
    "table without digest": (lambda p: claim(p, tables={"event": {"rows": 1}}), "does not say the rows and the digest of “event”"),
    "older than it is": (lambda p: claim(p, version=1), "lists the table “coding”, and version 1 has "),
    "foreign table": (
        lambda p: claim(p, tables={**json.loads((p / "about.json").read_text())["tables"], "../x": {"rows": 0, "sha256": ""}}),
        "lists the table “../x”",
    ),
    "missing file": (lambda p: (p / "party.jsonl").unlink(), "party.jsonl cannot be read .No such file"),
    "cut short": (lambda p: os.truncate(p / "event.jsonl", 500), "event.jsonl is not what about.json says: it was cut short"),
    "cut at a line": (lambda p: write_raw(p, "event", b"\n".join((p / "event.jsonl").read_bytes().split(b"\n")[:2]) + b"\n"), "was cut short or changed"),
    "changed": (lambda p: write_raw(p, "event", (p / "event.jsonl").read_bytes().replace(b"done", b"dome")), "was cut short or changed"),
    "a line more": (lambda p: write_raw(p, "event", (p / "event.jsonl").read_bytes() + b"{}\n"), "line .* lacks the column|cut short or changed"),
    "foreign column": (lambda p: change(p, "event", lambda r: r[2].update(mood="odd")), "line 3 of event.jsonl has the column “mood”; the columns of version"),
    "missing column": (lambda p: change(p, "event", lambda r: r[1].pop("quote")), "line 2 of event.jsonl lacks the column “quote”"),
    "a linked table": (lambda p: not (p / "event.jsonl").rename(p / "x") or (p / "event.jsonl").symlink_to("x"), "event.jsonl cannot be read .it is a link"),
    "a piped table": (lambda p: (p / "event.jsonl").unlink() or os.mkfifo(p / "event.jsonl"), "event.jsonl is no ordinary file"),
    "a folder": (lambda p: (p / "event.jsonl").unlink() or (p / "event.jsonl").mkdir(), "event.jsonl (is no ordinary file|cannot be read)"),
}  # fmt: skip


def write_raw(parcel: Path, table: str, data: bytes):
    (parcel / f"{table}.jsonl").write_bytes(data)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_what_it_says_is_refused_and_nothing_is_taken_in(
    parcel: Path, book: Ledger, tmp_path: Path, name: str
):
    damage, said = REFUSED[name]
    damage(parcel)
    before = content(book.folder)
    for folder in (tmp_path / "new", book.folder):
        with pytest.raises(LedgerError, match=said):
            import_(parcel, folder)
    assert not (tmp_path / "new").exists()
    assert content(book.folder) == before
    assert left(tmp_path) == left(book.folder) == []


def test_a_ledger_is_no_export(book: Ledger, tmp_path: Path):
    with pytest.raises(LedgerError, match=r"holds no export.*It is a ledger: use `multipolar restore`"):
        import_(book.folder, tmp_path / "new")


def test_a_ledger_that_cannot_be_opened_is_said_so_before_the_export_is_read(parcel: Path, tmp_path: Path):
    (tmp_path / "file").write_text("words")
    with pytest.raises(LedgerError, match="is a file"):
        import_(parcel, tmp_path / "file")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "ledger.sqlite").write_text("words" * 100)
    with pytest.raises(LedgerError, match="not a ledger"):
        import_(parcel, tmp_path / "bad")


def imported(parcel: Path, folder: Path):
    """Take a parcel in, and return the ids of events by document, and what was said of the rest."""
    done = import_(parcel, folder)
    assert whole(folder)
    with open_ledger(folder) as book:
        assert [problem.what for problem in book.problems()][-len(done.problems) :] == [
            p.what for p in done.problems
        ] or not done.problems
        held = {d.id: [e.id for e in book.reading(d.id).events] for d in book.documents()}
    return done, held


BAD_EVENT = {
    "no JSON": lambda _: b'{"id": "x"',
    "no object": lambda _: b"[1, 2]",
    "empty": lambda _: b"",
    "no UTF-8": lambda row: json.dumps(row).encode().replace(b"CONSULT", b"\xff"),
    "deep": lambda _: b"[" * 200_000,
    "a number as a string": lambda row: json.dumps(row | {"start": str(row["start"])}).encode(),
    "a flag as a flag": lambda row: json.dumps(row | {"mutual": False}).encode(),
    "a whole number as a fraction": lambda row: json.dumps(row | {"confidence": 1}).encode(),
    "a string as a number": lambda row: json.dumps(row | {"quote": 5}).encode(),
    "an endless number": lambda row: json.dumps(row | {"start": 10**30}).encode(),
    "a number beyond reading": lambda row: json.dumps(row).replace(f'"start": {row["start"]}', f'"start": {"9" * 5000}').encode(),
    "no number": lambda row: json.dumps(row | {"confidence": float("nan")}).encode(),
    "infinite": lambda row: json.dumps(row | {"confidence": float("inf")}).encode(),
    "null": lambda row: json.dumps(row | {"quote": None}).encode(),
    "a list": lambda row: json.dumps(row | {"quote": ["a"]}).encode(),
    "a lone surrogate": lambda row: json.dumps(row | {"rule": "\ud800"}).encode(),
    "no day": lambda row: json.dumps(row | {"date_low": "2014-02-30", "date_high": "2014-03-01"}).encode(),
    "a week for a day": lambda row: json.dumps(row | {"date_low": "2014-W05-1", "date_high": "2014-W06-1"}).encode(),
    "half an interval": lambda row: json.dumps(row | {"date_high": None}).encode(),
    "another quote": lambda row: json.dumps(row | {"quote": "never said"}).encode(),
    "a quote beside its place": lambda row: json.dumps(row | {"start": row["start"] + 1, "end": row["end"] + 1}).encode(),
    "a place outside the text": lambda row: json.dumps(row | {"start": -5, "end": 10**9}).encode(),
    "no type": lambda row: json.dumps(row | {"type": "FIGHT"}).encode(),
    "no status": lambda row: json.dumps(row | {"status": "perhaps"}).encode(),
    "too sure": lambda row: json.dumps(row | {"confidence": 1.5}).encode(),
    "an id without end": lambda row: json.dumps(row | {"id": "x" * 5000}).encode(),
    "an id that gives orders": lambda row: json.dumps(row | {"id": "\x1b[2J"}).encode(),
    "no id": lambda row: json.dumps(row | {"id": ""}).encode(),
    "of no document": lambda row: json.dumps(row | {"document": "nothing"}).encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_EVENT)
def test_an_event_that_does_not_fit_is_left_out_and_the_rest_is_taken_in(
    parcel: Path, make: SimpleNamespace, tmp_path: Path, name: str
):
    bad = make.reading(3).events[0].id
    lines = [
        BAD_EVENT[name](row) if row["id"] == bad else json.dumps(row).encode()
        for row in rows(parcel, "event")
    ]
    write(parcel, "event", lines)
    done, held = imported(parcel, tmp_path / "new")
    assert (done.new, done.refused) == (4, 0)
    assert done.problems
    assert all(problem.source.startswith(str(parcel)) for problem in done.problems)
    expected = {
        make.reading(n).document.id: [e.id for e in make.reading(n).events if e.id != bad] for n in range(4)
    }
    assert held == expected
    again, _ = imported(parcel, tmp_path / "new")
    assert (again.new, again.known) == (0, 4)


def test_an_event_without_one_of_its_parts_would_be_another(
    parcel: Path, make: SimpleNamespace, tmp_path: Path
):
    bad = make.reading(3).events[0].id
    change(parcel, "party", lambda found: next(r for r in found if r["event"] == bad).update(start="5"))
    _, held = imported(parcel, tmp_path / "new")
    assert bad not in held[make.reading(3).document.id]
    assert len(held[make.reading(3).document.id]) == 1


def document_rows(name: str, value: object):
    return lambda found: found[3].update({name: value})


BAD_DOCUMENT = {
    "another text": ("document", document_rows("text", "other words"), "its id is not that of its content"),
    "another day": ("document", document_rows("published", "2015-02-11"), "its id is not that of its content"),
    "no role": ("document", document_rows("role", "letter"), "CHECK constraint"),
    "no text": ("document", document_rows("text", None), "“text” cannot be null"),
    "no language": ("document", document_rows("language", 5), "“language” cannot be 5"),
    "a chain cut short": ("chain", lambda found: found.pop(), "its id is not that of its content"),
    "a name that is a number": ("byline", lambda found: found[0].update(name=5), "“name” cannot be 5"),
    "a path for a page": ("document", document_rows("blob", "../../../../etc/passwd"), "is no SHA-256"),
    "another page": ("document", document_rows("blob", "0" * 64), "cannot be read (No such file"),
    "a period without an end": ("amount", lambda found: found[0].update(period_high=None), "its rows are no records"),
    "no coding": ("coding", lambda found: found.pop(), "no coding of theirs is whole"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_DOCUMENT)
def test_a_document_that_does_not_fit_is_left_out_whole(parcel: Path, tmp_path: Path, name: str):
    table, how, said = BAD_DOCUMENT[name]
    change(parcel, table, how)
    done, held = imported(parcel, tmp_path / "new")
    assert (done.new, done.refused) == (3, 1)
    assert len(held) == 3
    assert any(said in problem.what for problem in done.problems)
    with open_ledger(tmp_path / "new") as book, book.connected() as connection:
        assert connection.execute("SELECT count(DISTINCT document) FROM event").fetchone() == (3,)
        assert connection.execute("SELECT count(*) FROM coding").fetchone() == (3,)


def test_what_is_said_of_a_hostile_name_gives_no_orders_to_the_terminal(parcel: Path, tmp_path: Path):
    change(parcel, "event", lambda found: found[0].update({"\x1b]0;owned\x07": 1}))
    with pytest.raises(LedgerError) as caught:
        import_(parcel, tmp_path / "new")
    assert str(caught.value).isprintable()
    assert "“?]0;owned?”" in str(caught.value)


def page_of(parcel: Path, make: SimpleNamespace, n: int):
    name = make.reading(n).document.blob
    return parcel / "blobs" / name[:2] / name


@pytest.mark.parametrize("how", ["changed", "missing", "link", "pipe", "folder link"])
def test_a_document_whose_page_is_not_what_it_says_is_left_out(
    parcel: Path, make: SimpleNamespace, tmp_path: Path, how: str
):
    path = page_of(parcel, make, 2)
    data = path.read_bytes()
    path.unlink()
    if how == "changed":
        path.write_bytes(data + b" ")
    elif how == "link":
        (tmp_path / "elsewhere").write_bytes(data)
        path.symlink_to(tmp_path / "elsewhere")
    elif how == "pipe":
        os.mkfifo(path)
    elif how == "folder link":
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere" / path.name).write_bytes(b"other bytes")
        path.parent.rmdir()
        path.parent.symlink_to(tmp_path / "elsewhere")
    done, held = imported(parcel, tmp_path / "new")
    assert (done.new, done.refused) == (3, 1)
    assert make.reading(2).document.id not in held
    (problem,) = done.problems
    assert problem.document == make.reading(2).document.id


def test_a_line_longer_than_any_of_an_export_is_left_out(
    parcel: Path, make: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    bad = make.reading(3).events[0].id
    change(parcel, "event", lambda found: next(r for r in found if r["id"] == bad).update(rule="x" * 10_000))
    monkeypatch.setattr("multipolar.ledger.parcel.largest", 2000)
    done, held = imported(parcel, tmp_path / "new")
    assert any("longer than any line" in problem.what for problem in done.problems)
    assert done.new == 4
    assert bad not in held[make.reading(3).document.id]


def test_a_page_larger_than_any_of_an_export_is_left_out(
    parcel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("multipolar.ledger.parcel.largest", 150)
    monkeypatch.setattr("multipolar.ledger.parcel.Parcel.lines", LINES)
    done, _ = imported(parcel, tmp_path / "new")
    assert (done.new, done.refused) == (0, 4)
    assert "has more than 150 bytes" in done.problems[0].what


def LINES(parcel, name):  # noqa: N802 : every line whole, however long
    yield from enumerate((parcel.folder / f"{name}.jsonl").read_bytes().splitlines(keepends=True), 1)


def test_an_id_that_stands_for_another_documents_event_is_not_taken(
    parcel: Path, make: SimpleNamespace, tmp_path: Path
):
    """A false event with the id of a true one must not add a party to it."""
    true = make.reading(9)
    with open_ledger(tmp_path / "new", create=True) as new:
        fill(new, true)
    victim, false = true.events[0].id, make.reading(3).events[0].id
    for table in ("event", "party", "context", "amount", "told"):
        name = "id" if table == "event" else "event"
        change(
            parcel,
            table,
            lambda found, name=name: [r.update({name: victim}) for r in found if r[name] == false],
        )
    change(
        parcel,
        "party",
        lambda found: found.append({**found[-1], "event": victim, "side": "actor", "position": 7}),
    )
    done, held = imported(parcel, tmp_path / "new")
    assert any("its id is that of another document's" in problem.what for problem in done.problems)
    assert done.new == 4
    assert held[make.reading(3).document.id] == [make.reading(3).events[1].id]
    with open_ledger(tmp_path / "new") as new:
        assert new.reading(true.document.id) == true


def test_records_cannot_reach_into_another_document(parcel: Path, make: SimpleNamespace, tmp_path: Path):
    zero, one = make.reading(0), make.reading(1)
    change(
        parcel,
        "told",
        lambda found: [r.update(event=one.events[1].id) for r in found if r["event"] == zero.events[1].id],
    )
    change(
        parcel,
        "event",
        lambda found: [r.update(voice=zero.statements[0].id) for r in found if r["id"] == one.events[1].id],
    )
    change(parcel, "review", lambda found: found[1].update(correction=zero.events[0].id))
    done, held = imported(parcel, tmp_path / "new")
    assert held[zero.document.id] == [zero.events[0].id]
    assert done.new == 4
    with open_ledger(tmp_path / "new") as new:
        assert new.reading(one.document.id).events[1].voice is None
        with new.connected() as connection:
            assert connection.execute("SELECT verdict FROM review").fetchall() == [("confirm",)]
    said = " ".join(problem.what for problem in done.problems)
    assert said.count("it is of another document") == 3


def test_reviews_that_undo_each_other_are_no_endless_loop(parcel: Path, tmp_path: Path):
    def circle(found: list[Row]) -> None:
        for n in range(2):
            found.append(
                {**found[0], "number": 10 + n, "id": f"u{n}", "verdict": "undo", "undoes": f"u{1 - n}"}
            )
        for n in range(20, 30):  # and a chain of them that begins with nobody's
            found.append({**found[0], "number": n, "id": f"u{n}", "verdict": "undo", "undoes": f"u{n - 1}"})

    change(parcel, "review", circle)
    done, _ = imported(parcel, tmp_path / "new")
    assert done.new == 4
    with open_ledger(tmp_path / "new") as new, new.connected() as connection:
        ids = {id_ for (id_,) in connection.execute("SELECT id FROM review")}
    assert not ids & {f"u{n}" for n in range(20, 30)}


def test_the_same_row_twice_is_one(parcel: Path, tmp_path: Path):
    change(parcel, "document", lambda found: found.append({**found[0], "number": 77}))
    change(parcel, "party", lambda found: found.append(found[0]))
    done, held = imported(parcel, tmp_path / "new")
    assert len(held) == 4
    assert len(done.problems) >= 2


def test_many_bad_lines_are_counted(parcel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("multipolar.ledger.stage._most", 3)
    write(parcel, "context", [b"{" for _ in range(20)])
    done, _ = imported(parcel, tmp_path / "new")
    assert [problem.what for problem in done.problems][-1].startswith("17 more rows")
    assert len(done.problems) == 4


@pytest.mark.parametrize("version", range(1, len(schema.steps()) + 1))
def test_an_export_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path, version: int):
    from tests.ledger.test_migrations import earlier

    from multipolar.ledger import export as module
    from multipolar.ledger.layout import layout

    with closing(earlier(tmp_path / "old.sqlite", version)) as connection:
        (tmp_path / "parcel").mkdir()
        tables = {
            name: module._table(connection, table, tmp_path / "parcel", lambda *_: None)
            for name, table in layout(connection).items()
        }
        (tmp_path / "parcel" / "about.json").write_text(module._about(connection, tables, 0, 0))
    done, held = imported(tmp_path / "parcel", tmp_path / "new")
    assert (done.new, done.problems) == (2, ())
    assert sum(map(len, held.values())) == 3
