"""Settings: which language model is asked, and how; from the environment, since keys do not belong on a command line.

In: variables of the environment. Out: `Settings`; UsageError says which one is missing or wrong.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from multipolar.errors import UsageError

NAME = "MULTIPOLAR_LLM_"


@dataclass(frozen=True, slots=True)
class Settings:
    """How the model is reached."""

    url: str  # of the API, such as http://127.0.0.1:11434/v1
    model: str
    key: str | None
    at_once: int  # requests
    seconds: float  # for one request
    price: tuple[float, float]  # of a million tokens in and out, in the currency of the bill
    cache: Path | None  # folder of answers; null: none are kept


def settings() -> Settings:
    """Return the settings of the environment; UsageError where an address or a model is not named."""
    return Settings(
        url=_needed(
            "URL", "the address of an OpenAI-compatible API, such as http://127.0.0.1:11434/v1"
        ).rstrip("/"),
        model=_needed("MODEL", "the name of the model that it serves"),
        key=_given("KEY"),
        at_once=int(_number("AT_ONCE", 4, least=1)),
        seconds=_number("SECONDS", 120, least=0.1),
        price=_price(),
        cache=_cache(),
    )


def _given(name: str) -> str | None:
    return os.environ.get(NAME + name, "").strip() or None


def _needed(name: str, what: str) -> str:
    found = _given(name)
    if found is None:
        raise UsageError(f"The coder llm needs {NAME}{name}: {what}. Set it: export {NAME}{name}=…")
    return found


def _number(name: str, usual: float, *, least: float) -> float:
    words = _given(name)
    try:
        found = usual if words is None else float(words)
    except ValueError:
        found = float("nan")
    if not least <= found < float("inf"):
        raise UsageError(f"{NAME}{name}={words} is no number from {least:g} on.")
    return found


def _price() -> tuple[float, float]:
    words = _given("PRICE")
    try:
        within, without = map(float, words.split(",")) if words else (0.0, 0.0)
    except ValueError:
        raise UsageError(
            f"{NAME}PRICE={words} is no price: write those of a million tokens in and out as 0.15,0.60."
        ) from None
    return within, without


def _cache() -> Path | None:
    """Return the folder of answers: as named, none for "off", else the user's own cache."""
    words = _given("CACHE")
    if words == "off":
        return None
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(words) if words else home / "multipolar" / "llm"
