"""The SQL of the measures by name, and their constants.

In: the name of a file in `sql/`. Out: its text in DuckDB's dialect, for `Ledger.sql`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def query(name: str) -> str:
    """Return the query of that name."""
    return files(__package__).joinpath("sql", f"{name}.sql").read_text("utf-8")


@cache
def settings() -> dict[str, dict[str, Any]]:
    """Return the constants of `settings.toml`, by section."""
    return tomllib.loads(files(__package__).joinpath("settings.toml").read_text("utf-8"))
