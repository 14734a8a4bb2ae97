"""What the verbs that keep the book share: a bar, a list of damage, sizes in words."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def meter() -> Iterator[Callable[[str, int, int], None]]:
    """Give what moves a bar on standard error: what is being done, how much of it, of how much; none in a pipe."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    from multipolar.cli.output import console

    columns = (
        TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeElapsedColumn(),
    )  # fmt: skip
    screen, hidden = console(error=True), not sys.stderr.isatty()
    with Progress(*columns, console=screen, disable=hidden, transient=True) as progress:
        task = progress.add_task("", total=None)

        def step(what: str, done: int, total: int) -> None:
            progress.update(task, description=f"{what:28}", completed=done, total=max(total, 1))

        yield step


@contextmanager
def listed() -> Iterator[None]:
    """Print what is damaged before the sentence that says so."""
    from multipolar.cli.output import tell
    from multipolar.ledger.check import DamageError

    try:
        yield
    except DamageError as error:
        tell(error.problems, most=100)
        raise


def megabytes(size: int) -> str:
    """Return a size in words.

    >>> megabytes(1_234_567), megabytes(20_400)
    ('1.2 MB', '20 kB')
    """
    return f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"
