"""Tests of intake: what the user names becomes bytes, or a Problem that says what to do."""

from __future__ import annotations

import gzip
import io
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from multipolar.ledger.records import Problem
from multipolar.read.intake import Raw, intake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = b"<html><body><p>Oslo and Riga signed a treaty on Monday.</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    """A small news site."""

    def do_GET(self) -> None:
        """Answer by the path."""
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/page")
        elif self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
        elif self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
        elif self.path == "/missing":
            self.send_response(404)
        else:
            self.send_response(200)
        body = {"/page": PAGE, "/bomb": gzip.compress(b"a" * 5_000_000), "/large": b"a" * 50_000}.get(
            self.path, b""
        )
        self.send_header("Content-Type", "text/html; charset=iso-8859-1")
        if self.path == "/bomb":
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def one(source: str | Path, limit: int = 20_000_000) -> Raw | Problem:
    (found,) = intake([str(source)], limit=limit)
    return found


def problem(source: str | Path, limit: int = 20_000_000) -> str:
    found = one(source, limit)
    assert isinstance(found, Problem)
    assert found.stage == "read"
    return found.what


def test_file_is_taken_with_its_suffix(tmp_path: Path):
    path = tmp_path / "a.HTML"
    path.write_bytes(PAGE)
    assert one(path) == Raw(str(path), PAGE, ".html")


def test_folder_is_read_in_order_without_hidden_files_and_pictures(tmp_path: Path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/z.txt", "a.txt", ".hidden.txt", ".git/x.txt", "photo.jpg", "style.css"):
        (tmp_path / name).write_text("Oslo and Riga met.")
    found = [raw for raw in intake([str(tmp_path)]) if isinstance(raw, Raw)]
    assert [os.path.relpath(raw.name, tmp_path) for raw in found] == ["a.txt", "b/z.txt"]
    assert {raw.folder for raw in found} == {str(tmp_path)}


def test_folder_without_pages_is_a_problem(tmp_path: Path):
    assert "no pages" in problem(tmp_path)


def test_missing_file_is_a_problem(tmp_path: Path):
    assert "no file" in problem(tmp_path / "nowhere.txt")
    assert problem("a\0b")
    assert problem("x" * 5000)


def test_empty_file_is_a_problem(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b" \n ")
    assert "empty" in problem(path)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\nxx", b"PK\x03\x04xx", b"\x7fELFxx", b"ab\0\0\1\2" * 99]
)
def test_binary_data_is_a_problem_whatever_its_suffix(tmp_path: Path, data: bytes):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert "no text" in problem(path)


def test_file_over_the_limit_is_a_problem_and_at_the_limit_none(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 100)
    assert "more than 99 bytes" in problem(path, 99)
    assert isinstance(one(path, 100), Raw)


def test_pipe_is_a_problem_and_does_not_wait(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    assert "ordinary file" in problem(tmp_path / "pipe")


def test_standard_input(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE)))
    assert one("-") == Raw("-", PAGE)


def test_standard_input_over_the_limit(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a" * 11)))
    assert "more than 10 bytes" in problem("-", 10)


def test_address_gives_bytes_suffix_and_charset(site: str):
    assert one(f"{site}/page") == Raw(f"{site}/page", PAGE, ".html", None, "iso-8859-1")


def test_redirect_is_followed_within_http_only(site: str):
    moved = one(f"{site}/moved")
    assert isinstance(moved, Raw)
    assert moved.data == PAGE
    assert "could not be fetched" in problem(f"{site}/round")
    assert "could not be fetched" in problem(f"{site}/elsewhere")


def test_address_with_trouble_is_a_problem(site: str):
    assert "404" in problem(f"{site}/missing")
    assert "empty" in problem(f"{site}/nothing")
    assert problem("http://[bad")
    assert "could not be fetched" in problem("http://127.0.0.1:9/")


def test_large_answers_are_cut_off_while_they_come(site: str):
    assert "more than 1,000 bytes" in problem(f"{site}/large", 1000)
    assert "more than 1,000,000 bytes" in problem(f"{site}/bomb", 1_000_000)


def test_password_of_an_address_is_not_shown():
    assert "secret" not in problem("http://user:secret@127.0.0.1:9/")
