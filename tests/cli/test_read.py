"""`multipolar read`: every kind of source, every format, the output contract."""

import csv
import io
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

TEXT = "Italy sold Norway four ships on Thursday. Norway thanked Italy."
HTML = f"<html><head><title>Ships</title></head><body><article><h1>Ships</h1><p>{TEXT}</p></article></body></html>"
DOCUMENT = {"id", "source", "role", "title", "byline", "chain", "outlet", "published", "language", "text"}
EVENT = {
    "id", "document", "start", "end", "quote", "actors", "recipients", "mutual", "type", "mode", "contexts", "cameo",
    "status", "date", "amounts", "voice", "confidence", "coder",
}  # fmt: skip
STATEMENT = {
    "id", "document", "start", "end", "quote", "speaker", "anonymous", "verb", "direct", "about",
}  # fmt: skip
PARTY = {"code", "sector", "name", "start", "end"}
AMOUNT = {"value", "high", "unit", "item", "approximate", "period", "source", "quote"}


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


@contextmanager
def server(pages):
    class Pages(BaseHTTPRequestHandler):
        def do_GET(self):
            kind, body = pages.get(self.path, (None, b""))
            self.send_response(200 if kind else 404)
            self.send_header("Content-Type", kind or "text/plain")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{httpd.server_port}"
        finally:
            httpd.shutdown()


def test_the_output_contract(cli, page, tmp_path):
    code, out, _ = cli(
        "read", page, "--published", "2012-05-05", "--format", "jsonl", "--ledger", tmp_path / "l"
    )
    assert code == 0
    found = lines(out)
    kinds = [line["kind"] for line in found]
    assert kinds == sorted(kinds, key=["document", "event", "statement"].index)
    (document,) = [line for line in found if line["kind"] == "document"]
    events = [line for line in found if line["kind"] == "event"]
    statements = [line for line in found if line["kind"] == "statement"]
    assert document.keys() >= DOCUMENT
    assert document["published"] == "2012-05-05"
    assert events
    assert statements
    for line in [*events, *statements]:
        assert line.keys() >= (EVENT if line["kind"] == "event" else STATEMENT)
        assert line["document"] == document["id"]
        assert document["text"][line["start"] : line["end"]] == line["quote"]
    for event in events:
        assert event["voice"] in {None, *(line["id"] for line in statements)}
        for party in [*event["actors"], *event["recipients"]]:
            assert party.keys() >= PARTY
            words = document["text"][party["start"] : party["end"]]
            assert words == party["name"] or (words, party["name"]) == ("She", "Anna Rossi")
        assert all(amount.keys() >= AMOUNT for amount in event["amounts"])
    assert any(event["voice"] for event in events)
    sold = next(event for event in events if "sold" in event["quote"])
    assert (sold["date"]["low"], sold["date"]["high"]) == ("2012-05-03", "2012-05-03")
    assert (sold["actors"][0]["code"], sold["recipients"][0]["code"]) == ("ITA", "NOR")


@pytest.mark.parametrize("shape", ["json", "csv", "table"])
def test_every_other_format(cli, page, tmp_path, shape):
    code, out, _ = cli("read", page, "--format", shape, "--ledger", tmp_path / "l")
    assert code == 0
    if shape == "json":
        assert {line["kind"] for line in json.loads(out)} == {"document", "event", "statement"}
    elif shape == "csv":
        rows = list(csv.DictReader(io.StringIO(out)))
        assert rows
        assert {row["kind"] for row in rows} == {"event"}
    else:
        assert out.startswith("Read 1 page: 1 new document (0 known already), ")
        assert len(out.splitlines()) == 2


@pytest.mark.parametrize("published", [(), ("--published", ""), ("--published", " ")])
def test_without_a_day_relative_dates_are_null(cli, page, tmp_path, published):
    code, out, _ = cli("read", page, *published, "--format", "jsonl", "--ledger", tmp_path / "l")
    assert code == 0
    document, *rest = lines(out)
    assert document["published"] is None
    events = {line["quote"]: line["date"] for line in rest if line["kind"] == "event"}
    assert next(date for quote, date in events.items() if "sold" in quote) is None
    days = {date["low"] for date in events.values() if date}
    assert days <= {"2011-06-03"}  # the one day that the page tells in full


def test_reading_twice_changes_nothing(cli, page, tmp_path):
    words = ("read", page, "--ledger", tmp_path / "l")
    first, again = cli(*words), cli(*words)
    assert first[0] == again[0] == 0
    assert "1 new document (0 known already)" in first[1]
    assert "0 new documents (1 known already)" in again[1]
    listed = [cli("records", "--ledger", tmp_path / "l", "--format", "jsonl")[1] for _ in range(2)]
    assert listed[0] == listed[1]
    assert len(lines(listed[0])) == first_events(first[1])


def first_events(said):
    return int(said.split(" event")[0].rsplit(" ", 1)[1])


def test_every_kind_of_page_and_several_sources(cli, page, tmp_path):
    folder = tmp_path / "pages"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.html").write_text(HTML, encoding="utf-8")
    (folder / "deep" / "b.md").write_text(f"# Steel\n\nFrance sold Spain steel. {TEXT}\n", encoding="utf-8")
    item = {"title": "Talks", "text": "Peru recalled its ambassador to Chile.", "published": "2010-02-03"}
    (folder / "c.jsonl").write_text(
        json.dumps(item) + "\n" + json.dumps(item | {"text": TEXT}) + "\n", encoding="utf-8"
    )
    (folder / "picture.png").write_bytes(b"\x89PNG")
    code, out, err = cli("read", page, folder, "--format", "jsonl", "--ledger", tmp_path / "l")
    assert code == 0
    documents = [line for line in lines(out) if line["kind"] == "document"]
    names = [document["source"].rsplit("/", 1)[-1] for document in documents]
    assert [name.partition(":")[0].partition("#")[0] for name in names] == [
        "page.txt",
        "a.html",
        "c.jsonl",
        "c.jsonl",
        "b.md",
    ]
    assert documents[2]["published"] == "2010-02-03"
    assert err == ""


def test_an_address(cli, tmp_path):
    pages = {"/ships": ("text/html; charset=utf-8", HTML.encode()), "/note": ("text/plain", TEXT.encode())}
    with server(pages) as address:
        where = (f"{address}/ships", f"{address}/none", f"{address}/note")
        code, out, err = cli("read", *where, "--format", "jsonl", "--ledger", tmp_path / "l")
    assert code == 0
    assert [line["source"] for line in lines(out) if line["kind"] == "document"] == [where[0], where[2]]
    assert err == f"problem: {where[1]} answers 404 Not Found. Check the address.\n"


def test_an_address_where_no_one_answers(cli, tmp_path):
    with server({}) as address:
        pass
    code, out, err = cli("read", f"{address}/x", "--ledger", tmp_path / "l")
    assert (code, out) == (4, "")
    assert err.startswith(f"problem: {address}/x could not be fetched")
    assert len(err.splitlines()) == 1


def test_standard_input(program, tmp_path):
    ended = program("read", "-", "--format", "jsonl", "--ledger", tmp_path / "l", stdin=TEXT.encode())
    assert ended.returncode == 0
    document, *rest = lines(ended.stdout)
    assert (document["source"], document["text"]) == ("-", TEXT)
    assert rest
    assert ended.stderr == b""


def test_names_that_are_no_text_do_not_end_the_run(cli, tmp_path, page):
    odd = tmp_path / "b\udcffd [red].txt"
    odd.write_text(TEXT, encoding="utf-8")
    code, out, err = cli("read", odd, page, "--format", "jsonl", "--ledger", tmp_path / "l")
    assert code == 0, err
    assert len([line for line in lines(out) if line["kind"] == "document"]) == 2


def test_orders_to_the_terminal_stay_in_the_page(cli, tmp_path):
    hostile = tmp_path / "page.txt"
    hostile.write_text(
        "Italy sold \x1b[31mNorway\x1b[0m four ships \u202eon Thursday.\x07 Italy sold Norway four ships.",
        encoding="utf-8",
    )
    assert cli("read", hostile, "--ledger", tmp_path / "l")[0] == 0
    _, out, _ = cli("records", "--ledger", tmp_path / "l")
    assert "Italy sold" in out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)
