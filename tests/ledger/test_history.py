"""The history of an event: told by whom, judged by whom, what stands."""

from types import SimpleNamespace

import pytest
from tests.ledger.test_codings import by

from multipolar.errors import UsageError
from multipolar.ledger.history import history
from multipolar.ledger.reviews import review
from multipolar.ledger.store import Ledger, open_ledger


def test_a_history_tells_readings_and_reviews_in_their_order(book: Ledger, make: SimpleNamespace):
    reading = make.reading(0)
    event = reading.events[0].id
    book.admit([reading])
    kept = review(book, event, "correct", reviewer="Ana", reason="announced only", status="planned")
    with open_ledger(book.folder) as later:
        later.admit([by(reading, "encoder", confidence=0.3)])
        review(later, kept.correction, "confirm", reviewer="Bo")
        review(later, event, "undo", reviewer="Ana")
    found = history(book, kept.correction[:10])
    assert [each.id for each in found.events] == [event, kept.correction]
    assert [(step.what, step.by) for step in found.steps] == [
        ("told", ""),
        ("correct", "Ana"),
        ("not told", "encoder 1"),
        ("undo", "Ana"),
        ("confirm", "Bo"),
    ]
    assert found.steps[1].reason == "announced only"
    assert found.present == ()


def test_what_stands_is_said(book: Ledger, make: SimpleNamespace):
    reading = make.reading(0)
    event = reading.events[0].id
    book.admit([reading])
    assert history(book, event).present == (event,)
    kept = review(book, event, "correct", reviewer="Ana", status="planned")
    assert history(book, event).present == (kept.correction,)


def test_no_event_no_history(book: Ledger):
    with pytest.raises(UsageError, match="No event"):
        history(book, "abcdef")
