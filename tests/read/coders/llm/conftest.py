"""A server that speaks the protocol of OpenAI's chat completions, with whatever replies a test wants."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

import pytest

from multipolar.read.coders.llm.coder import client

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Reply = tuple[int, Any] | str


class Server:
    """What was asked, and what is answered: `reply` makes (status, body) or the words of the model."""

    def __init__(self, reply: Callable[[dict[str, Any], int], Reply]) -> None:
        self.reply = reply
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.lock = Lock()

    def answer(self, body: dict[str, Any], key: str | None) -> tuple[int, bytes]:
        """Keep a question and return the answer."""
        with self.lock:
            self.asked.append(body)
            self.keys.append(key)
            number = len(self.asked)
        given = self.reply(body, number)
        if isinstance(given, str):
            usage = {"prompt_tokens": 100, "completion_tokens": 10}
            given = 200, {"choices": [{"message": {"role": "assistant", "content": given}}], "usage": usage}
        status, told = given
        return status, told if isinstance(told, bytes) else json.dumps(told).encode()

    @property
    def passages(self) -> list[str]:
        """The words of the user's part of each question."""
        return [each["messages"][1]["content"] for each in self.asked]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Server]]:
    """Start a server with the given replies and point the environment at it."""
    running = []

    def start(reply: Callable[[dict[str, Any], int], Reply], **more: str) -> Server:
        server = Server(reply)

        class Handler(BaseHTTPRequestHandler):
            """One request."""

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, told = server.answer(body, self.headers.get("Authorization"))
                try:
                    self.send_response(status if self.path == "/v1/chat/completions" else 404)
                    self.send_header("Content-Length", str(len(told)))
                    self.end_headers()
                    self.wfile.write(told)
                except OSError:
                    pass  # the client has gone

            def log_message(self, *_: object) -> None:
                pass

        httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        httpd.daemon_threads = True
        Thread(target=httpd.serve_forever, daemon=True).start()
        running.append(httpd)
        settings = {"URL": f"http://127.0.0.1:{httpd.server_port}/v1", "MODEL": "tiny", "CACHE": "off"} | more
        for name, value in settings.items():
            monkeypatch.setenv(f"MULTIPOLAR_LLM_{name}", value)
        client.cache_clear()
        return server

    monkeypatch.setattr("multipolar.read.coders.llm.client.PAUSE", 0.01)
    yield start
    for httpd in running:
        httpd.shutdown()
        httpd.server_close()
    if client.cache_info().currsize:
        client().http.close()
    client.cache_clear()
