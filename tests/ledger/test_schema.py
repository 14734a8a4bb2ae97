import sqlite3

import pytest

from multipolar.errors import LedgerError
from multipolar.ledger import schema


@pytest.fixture
def connection():
    made = sqlite3.connect(":memory:", isolation_level=None)
    yield made
    made.close()


def test_a_step_brings_an_old_book_to_the_new_version_and_keeps_what_is_in_it(connection: sqlite3.Connection):
    schema.migrate(connection, schema.steps())
    connection.execute("INSERT INTO problem (stage, source, what) VALUES ('read', 'page', 'odd')")
    later = "ALTER TABLE problem ADD COLUMN day TEXT;\nCREATE INDEX problem_day ON problem (day);\n"
    schema.migrate(connection, (*schema.steps(), later))
    assert schema.number(connection, "user_version") == len(schema.steps()) + 1
    assert connection.execute("SELECT what, day FROM problem").fetchall() == [("odd", None)]


def test_a_step_that_fails_leaves_the_book_as_it_was(connection: sqlite3.Connection):
    schema.migrate(connection, schema.steps())
    bad = "CREATE TABLE later (id TEXT) STRICT;\nINSERT INTO nowhere VALUES (1);\n"
    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(connection, (*schema.steps(), bad))
    assert schema.number(connection, "user_version") == len(schema.steps())
    assert connection.execute("SELECT * FROM sqlite_schema WHERE name = 'later'").fetchall() == []


def test_a_book_from_the_future_is_refused(connection: sqlite3.Connection):
    connection.execute("PRAGMA user_version = 7")
    with pytest.raises(LedgerError, match="version 7"):
        schema.migrate(connection, schema.steps())


def test_every_table_is_strict(connection: sqlite3.Connection):
    schema.migrate(connection, schema.steps())
    loose = connection.execute(
        "SELECT name FROM pragma_table_list"
        " WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite%'"
    )
    assert loose.fetchall() == []
    assert schema.belongs(connection)
