"""multipolar: read news pages, keep the proof, measure which states move toward or away from each other.

>>> import multipolar as mp
>>> with mp.open_ledger("ledger", create=True) as book:  # doctest: +SKIP
...     mp.read(["pages"], book)
...     mp.shifts(book)

Every command of the program is one of these calls; nothing heavy is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multipolar.cli.demo import make_demo
    from multipolar.errors import MultipolarError
    from multipolar.ledger.account import happening, happenings
    from multipolar.ledger.arrival import import_
    from multipolar.ledger.backup import backup
    from multipolar.ledger.compact import compact
    from multipolar.ledger.copies import stories, story
    from multipolar.ledger.differences import differences
    from multipolar.ledger.export import export
    from multipolar.ledger.history import history
    from multipolar.ledger.query import records
    from multipolar.ledger.restore import restore
    from multipolar.ledger.reviews import review
    from multipolar.ledger.search import search
    from multipolar.ledger.store import Ledger, open_ledger
    from multipolar.measure.dyads import dyads
    from multipolar.measure.evidence import evidence, said
    from multipolar.measure.series import series
    from multipolar.measure.shifts import shifts
    from multipolar.read.evaluation.evaluation import evaluate
    from multipolar.read.extract import extract
    from multipolar.read.inspection import inspect
    from multipolar.read.reader import read, readings
    from multipolar.read.reread import reread
    from multipolar.read.sentences import code
    from multipolar.show.inspection import draw
    from multipolar.show.report import report
    from multipolar.world.states import state, states

__version__ = "0.1.0"
__all__ = [
    "Ledger", "MultipolarError", "backup", "code", "compact", "differences", "draw", "dyads", "evaluate",
    "evidence", "export", "extract", "happening", "happenings", "history", "import_", "inspect", "make_demo",
    "open_ledger", "read", "readings", "records", "report", "reread", "restore", "review", "said", "search",
    "series", "shifts", "state", "states", "stories", "story",
]  # fmt: skip

_HOMES = {
    "backup": "ledger.backup", "code": "read.sentences", "compact": "ledger.compact",
    "differences": "ledger.differences", "draw": "show.inspection", "dyads": "measure.dyads",
    "evaluate": "read.evaluation.evaluation", "evidence": "measure.evidence", "export": "ledger.export",
    "extract": "read.extract", "happening": "ledger.account", "happenings": "ledger.account",
    "history": "ledger.history", "import_": "ledger.arrival", "inspect": "read.inspection",
    "Ledger": "ledger.store", "make_demo": "cli.demo", "MultipolarError": "errors",
    "open_ledger": "ledger.store", "read": "read.reader", "readings": "read.reader", "records": "ledger.query",
    "report": "show.report", "reread": "read.reread", "restore": "ledger.restore", "review": "ledger.reviews",
    "said": "measure.evidence", "search": "ledger.search", "series": "measure.series",
    "shifts": "measure.shifts", "state": "world.states", "states": "world.states", "stories": "ledger.copies",
    "story": "ledger.copies",
}  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"multipolar has no {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(f"multipolar.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
