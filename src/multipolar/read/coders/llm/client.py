"""Client: questions to a language model, each asked again where the line fails, each answer kept by its content.

In: `Settings`, the words of a question. Out: the text of the answer. A busy or failing server (429, 5xx, no answer) is
asked again after a pause; a server that does not know JSON schemas is asked without. Safe to call from several threads.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import tempfile
import time
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

from multipolar.errors import ReadError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

    from multipolar.read.coders.llm.settings import Settings

TRIES = 4
PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds
SILENT = 3  # questions without any answer in a row, after which the run ends
LARGEST = 4_000_000  # bytes of an answer


@dataclass(slots=True)
class Account:
    """What was spent."""

    asked: int = 0
    kept: int = 0  # answered from the cache
    tokens_in: int = 0
    tokens_out: int = 0
    lock: Lock = field(default_factory=Lock, repr=False)

    def add(self, usage: dict[str, Any]) -> None:
        """Count an answer of the server."""
        with self.lock:
            self.asked += 1
            self.tokens_in += _count(usage.get("prompt_tokens"))
            self.tokens_out += _count(usage.get("completion_tokens"))

    def cost(self, price: tuple[float, float]) -> float:
        """Return the cost by the prices of a million tokens in and out."""
        return (self.tokens_in * price[0] + self.tokens_out * price[1]) / 1e6


def _count(value: object) -> int:
    return value if isinstance(value, int) and value >= 0 else 0


class Client:
    """A language model at an address."""

    def __init__(self, chosen: Settings) -> None:
        import httpx

        headers = {"Authorization": f"Bearer {chosen.key}"} if chosen.key else {}
        self.settings = chosen
        self.http = httpx.Client(
            timeout=httpx.Timeout(chosen.seconds, connect=min(10.0, chosen.seconds)), headers=headers
        )
        self.account = Account()
        self.silent = 0
        self.schemas = True  # whether the server takes them

    def answer(self, system: str, asked: str, schema: dict[str, Any]) -> str:
        """Return the model's answer.

        Raises ReadError where there is none, UsageError where nothing answers at all any more or the request is refused.
        """
        body = {
            "model": self.settings.model,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": asked}],
            "temperature": 0,
        }
        place = self._place({**body, "schema": schema})
        if place and (known := _read(place)) is not None:
            with self.account.lock:
                self.account.kept += 1
            return known
        found = self._asked(body, schema)
        if place:
            _write(place, found)
        return found

    def _place(self, body: dict[str, Any]) -> Path | None:
        """Return where the answer to a question is kept: by address, model, question and schema."""
        if self.settings.cache is None:
            return None
        content = json.dumps([self.settings.url, body], sort_keys=True).encode("utf-8", "surrogatepass")
        name = hashlib.sha256(content).hexdigest()
        return self.settings.cache / name[:2] / f"{name}.txt"

    def _asked(self, body: dict[str, Any], schema: dict[str, Any]) -> str:
        why = "no answer"
        for turn in range(TRIES):
            if turn:
                time.sleep(min(PAUSE * 2**turn * (0.5 + random.random()), LONGEST_PAUSE))  # noqa: S311 : no secret
            response, why = self._sent(self._with(body, schema))
            if response is not None and response.status_code == 400 and self.schemas:
                self.schemas = False
                response, why = self._sent(self._with(body, schema))
            if response is not None and response.status_code == 200:
                self.silent = 0
                return self._content(response)
            if (
                response is not None
                and response.status_code not in {408, 409, 429}
                and response.status_code < 500
            ):
                raise UsageError(f"{self._who()} refuses: {why}. Check MULTIPOLAR_LLM_URL, _MODEL and _KEY.")
        raise self._failed(why)

    def _with(self, body: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
        if not self.schemas:
            return body
        told = {"name": "acts", "strict": True, "schema": schema}
        return {**body, "response_format": {"type": "json_schema", "json_schema": told}}

    def _sent(self, body: dict[str, Any]) -> tuple[httpx.Response | None, str]:
        """Send a request; return the answer of the server, and in words what is wrong with it."""
        import httpx

        content = json.dumps(body).encode("utf-8", "surrogatepass")
        headers = {"Content-Type": "application/json"}
        try:
            response = self.http.post(
                f"{self.settings.url}/chat/completions", content=content, headers=headers
            )
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return None, f"{type(error).__name__}: {error}"
        words = " ".join(response.text[:300].split()) if response.status_code != 200 else ""
        return response, f"{response.status_code} {response.reason_phrase} {words}".strip()

    def _failed(self, why: str) -> ReadError | UsageError:
        self.silent += 1
        if self.silent >= SILENT:
            return UsageError(
                f"{self._who()} has not answered {self.silent} questions in a row ({why}). Start it or wait, then run the same "
                "command again: what was read is kept."
            )
        return ReadError(f"{self._who()} does not answer ({why}). Read the page again later.")

    def _content(self, response: httpx.Response) -> str:
        """Return the words of an answer; none where the server's JSON has another shape."""
        try:
            told = json.loads(response.content[:LARGEST])
            words = told["choices"][0]["message"]["content"]
            usage = told.get("usage") or {}
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
            words, usage = "", {}
        self.account.add(usage if isinstance(usage, dict) else {})
        return words if isinstance(words, str) else ""

    def _who(self) -> str:
        return f"The language model {self.settings.model} at {self.settings.url}"


def _read(place: Path) -> str | None:
    try:
        return place.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _write(place: Path, answer: str) -> None:
    """Keep an answer whole or not at all; a full disk loses the saving, not the answer."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=place.parent, delete=False) as out:
            out.write(answer)
        os.replace(out.name, place)  # noqa: PTH105 : the name is a string
    except (OSError, UnicodeEncodeError):
        return
