"""Errors that a caller may catch.

MultipolarError            anything that multipolar refuses to do; the message says what, where, and what to do
├── UsageError             an argument is wrong (exit code 2)
├── WorldError             an unknown state, body or day
├── LedgerError            the book cannot be opened, read or written
├── ReadError              a page or source cannot be read
├── MeasureError           a measure cannot be computed
└── ShowError              a report or another page cannot be written

Bad *data* never raises: it becomes a `Problem` row of the ledger.
"""


class MultipolarError(Exception):
    """Anything that multipolar refuses to do."""

    exit_code = 1


class UsageError(MultipolarError):
    """An argument is wrong."""

    exit_code = 2


class WorldError(MultipolarError):
    """A state, body or day is unknown."""

    exit_code = 2


class LedgerError(MultipolarError):
    """The book cannot be opened, read or written."""

    exit_code = 3


class ReadError(MultipolarError):
    """A page or source cannot be read."""

    exit_code = 4


class MeasureError(MultipolarError):
    """A measure cannot be computed."""

    exit_code = 5


class ShowError(MultipolarError):
    """A report or another page cannot be written."""

    exit_code = 6
