"""A book of every earlier version is brought up to date: what was in it is in it, and it is whole.

The rows are written here as they were then, not by the program of today. A new step of the schema needs rows here.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from multipolar.errors import LedgerError
from multipolar.ledger import schema
from multipolar.ledger.records import Document, identified
from multipolar.ledger.store import open_ledger

TEXT = "Sergei Shoigu visited Islamabad. “We want more,” Maria Sultan said. Les ministres sont à Paris."
TEXTS = (TEXT, TEXT.replace("visited", "left"))
IDS = tuple(
    identified(Document("", "page.txt", "article", "A visit", ("Tim Craig",), ("Post", "Weekly"), "Weekly", None, "en", text)).id
    for text in TEXTS
)  # fmt: skip
VERSIONS = range(1, len(schema.steps()) + 1)


def span(text: str, quote: str) -> dict[str, object]:
    return {"start": text.index(quote), "end": text.index(quote) + len(quote), "quote": quote}


def event(id_: str, document: int, position: int, quote: str, **more: object) -> dict[str, object]:
    fixed = {"mutual": 0, "type": "CONSULT", "mode": "visit", "cameo": "042", "status": "done", "date_low": "2014-11-01",
             "date_high": "2014-11-30", "date_quote": None, "voice": None, "confidence": 0.9, "coder": "rules", "rule": None}  # fmt: skip
    return {
        "id": id_,
        "document": IDS[document],
        "position": position,
        **span(TEXTS[document], quote),
        **fixed,
        **more,
    }


SHOIGU = {"name": "Sergei Shoigu", "start": 0, "end": 13}
ROWS: dict[int, dict[str, list[dict[str, object]]]] = {
    1: {
        "document": [
            {"id": id_, "source": "page.txt", "role": "article", "title": "A visit", "outlet": "Weekly", "published": None,
             "language": "en", "truncated": 0, "blob": None, "text": text}
            for id_, text in zip(IDS, TEXTS, strict=True)
        ],
        "byline": [{"document": id_, "position": 0, "name": "Tim Craig"} for id_ in IDS],
        "chain": [{"document": id_, "position": i, "outlet": name} for id_ in IDS for i, name in enumerate(("Post", "Weekly"))],
        "passage": [{"document": IDS[0], "position": 0, "start": TEXT.index("Les"), "end": len(TEXT), "language": "fr"}],
        "statement": [
            {"id": "s1", "document": IDS[0], "position": 0, **span(TEXT, "We want more,"), "speaker_name": "Maria Sultan",
             "speaker_role": "chairwoman", "speaker_code": "PAK", "speaker_sector": "EDU", "speaker_start": TEXT.index("Maria"),
             "speaker_end": TEXT.index(" said"), "anonymous": 0, "verb": "said", "direct": 1},
        ],
        "about": [{"statement": "s1", "position": 0, "code": "RUS"}],
        "event": [
            event("e1", 0, 0, "visited Islamabad"),
            event("e2", 0, 1, "want more", type="REQUEST", mode=None, voice="s1", date_low=None, date_high=None),
            event("e3", 1, 0, "left Islamabad"),
        ],
        "context": [{"event": "e1", "position": 0, "context": "military"}],
        "party": [{"event": id_, "side": "actor", "position": 0, "code": "RUS", "sector": "MIL", **SHOIGU} for id_ in ("e1", "e2", "e3")],
        "amount": [
            {"event": "e2", "position": 0, "value": 36.0, "high": None, "unit": "helicopter", "item": "Mi-35", "approximate": 0,
             "period_low": "2006-01-01", "period_high": "2015-02-10", "source": "SIPRI", "quote": "more"},
        ],
        "problem": [
            {"number": 1, "stage": "read", "source": "page.txt", "what": "It has no day.", "document": IDS[0]},
            {"number": 2, "stage": "read", "source": "picture.png", "what": "It is no page.", "document": None},
        ],
        "sketch": [{"document": id_, "scheme": "old", "size": 3, "digest": b"\x00\x01", "keys": b""} for id_ in IDS],
        "likeness": [{"document": min(IDS), "other": max(IDS), "shared": 3, "swapped": 0.5}],
        "story": [{"document": id_, "origin": IDS[0]} for id_ in IDS],
        "happening": [
            {"id": "e1", "lead": "e1", "type": "CONSULT", "mode": "visit", "status": "done", "mutual": 0, "date_low": None,
             "date_high": None},
        ],
        "telling": [{"event": "e1", "happening": "e1"}],
    },
    2: {"passage_about": [{"document": IDS[0], "passage": 0, "position": 0, "code": "FRA"}]},
    3: {
        "run": [{"number": 1, "id": "r1", "began": "2026-01-01T00:00:00+00:00", "program": "0.1.0", "command": "read page.txt"}],
        "coding": [
            {"number": 1, "id": "c1", "document": IDS[0], "coder": "rules 1", "run": 1},
            {"number": 2, "id": "c2", "document": IDS[1], "coder": "rules 1", "run": None},
        ],
        "told": [
            {"coding": 1, "position": 0, "event": "e1"},
            {"coding": 1, "position": 1, "event": "e2"},
            {"coding": 2, "position": 0, "event": "e3"},
        ],
        "said": [{"coding": 1, "position": 0, "statement": "s1"}],
        "review": [
            {"number": 1, "id": "v1", "event": "e1", "verdict": "confirm", "correction": None, "undoes": None,
             "reviewer": "Ana", "reason": "seen", "made": "2026-01-02T00:00:00+00:00", "run": 1},
        ],
    },
    4: {
        "search_document": [
            {"first": number, "document": id_, "scheme": "old", "titled": 0, "spans": b""} for number, id_ in enumerate(IDS)
        ],
        "search_speaker": [{"name": "Maria Sultan", "folded": "maria sultan"}],
    },
}  # fmt: skip


def earlier(file: Path, version: int):
    """A book of that version with rows in every table."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    schema.migrate(connection, schema.steps()[:version])
    for number in range(1, version + 1):
        for table, rows in ROWS[number].items():
            for row in rows:
                names = ", ".join(f'"{name}"' for name in row)
                marks = ", ".join("?" * len(row))
                connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', [*row.values()])  # noqa: S608
    return connection


def tables(connection: sqlite3.Connection) -> Iterator[tuple[str, list[str]]]:
    query = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    for (name,) in connection.execute(query).fetchall():
        yield (
            name,
            [column for (column,) in connection.execute("SELECT name FROM pragma_table_info(?)", (name,))],
        )


def rows_of(connection: sqlite3.Connection, name: str, columns: list[str]):
    names = ", ".join(f'"{column}"' for column in columns)
    return sorted(connection.execute(f'SELECT {names} FROM "{name}"').fetchall(), key=repr)  # noqa: S608


@pytest.fixture(params=VERSIONS)
def old(request: pytest.FixtureRequest, tmp_path: Path):
    """A ledger of an earlier version, and every row that is in it."""
    folder = tmp_path / "book"
    (folder / "blobs").mkdir(parents=True)
    (folder / "tables").mkdir()
    with closing(earlier(folder / "ledger.sqlite", request.param)) as connection:
        held = {name: (columns, rows_of(connection, name, columns)) for name, columns in tables(connection)}
        assert schema.number(connection, "user_version") == request.param
    return folder, held


def test_every_table_of_every_version_has_rows_here(
    old: tuple[Path, dict[str, tuple[list[str], list[object]]]],
):
    _, held = old
    assert [name for name, (_, rows) in held.items() if not rows] == []


def test_a_book_of_an_earlier_version_has_its_content_and_is_whole(
    old: tuple[Path, dict[str, tuple[list[str], list[object]]]],
):
    folder, held = old
    with open_ledger(folder) as book:
        with book.connected() as connection:
            assert schema.number(connection, "user_version") == len(schema.steps())
            assert {
                name: (columns, rows_of(connection, name, columns)) for name, (columns, _) in held.items()
            } == held
        assert book.verify() == []
        told = {id_: [e.id for e in book.reading(id_).events] for id_ in IDS}
        assert told == {IDS[0]: ["e1", "e2"], IDS[1]: ["e3"]}
        assert [s.id for s in book.reading(IDS[0]).statements] == ["s1"]
        assert [p.what for p in book.problems()] == ["It has no day.", "It is no page."]
        assert book.sql("SELECT count(*) FROM event").item() == 3
        book.link()
        assert book.sql("SELECT count(DISTINCT happening) FROM event").item() >= 1
        assert book.verify() == []


def test_a_book_of_an_earlier_version_takes_new_documents(old: tuple[Path, object]):
    folder, _ = old
    made = identified(Document("", "new.txt", "article", None, (), (), None, None, "en", "New words."))
    from multipolar.ledger.records import Reading

    with open_ledger(folder) as book:
        assert book.admit([Reading(made)]).new == 1
        assert book.verify() == []


def test_opening_it_again_changes_nothing(old: tuple[Path, object]):
    folder, _ = old
    open_ledger(folder).close()
    before = (folder / "ledger.sqlite").read_bytes()
    open_ledger(folder).close()
    assert (folder / "ledger.sqlite").read_bytes() == before


def test_a_book_of_a_later_version_is_refused_and_left_as_it_is(old: tuple[Path, object]):
    folder, _ = old
    with closing(sqlite3.connect(folder / "ledger.sqlite", isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version = {len(schema.steps()) + 1}")
        connection.execute("PRAGMA journal_mode = WAL")
    before = (folder / "ledger.sqlite").read_bytes()
    with pytest.raises(LedgerError, match=r"was written by a newer multipolar\. Update multipolar\."):
        open_ledger(folder)
    assert (folder / "ledger.sqlite").read_bytes() == before
