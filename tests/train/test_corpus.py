"""The corpus that the coder is trained on: every page has its gold, every quotation stands in its page."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from multipolar.errors import WorldError
from multipolar.ledger.plover import modes, types
from multipolar.ledger.records import Role, Status
from multipolar.world.bodies import body
from multipolar.world.states import state

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
GOLD = sorted(CORPUS.glob("*.gold.json"))
SECTORS = {
    "GOV", "MIL", "LEG", "JUD", "SPY", "PTY", "OPP", "EDU", "JRN", "BUS", "CVL", "REL", "IGO", "NGO", "UNK", "LAB", "MED",
    "REB", "UNS", "ATH", "CRM", "AGR",
}  # fmt: skip
BEYOND = {"COK"}  # Cook Islands: self-governing, in no table of states
UNLISTED = {"vandalize"}  # three records name it; PLOVER has no such mode
EVENT = {
    "id", "actors", "recipients", "mutual", "type", "mode", "status", "date", "amount", "voice", "quote", "optional",
}  # fmt: skip
STATEMENT = {"id", "speaker", "anonymous", "country", "sector", "quote", "optional"}
SAME = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛", "'") | dict.fromkeys("‐‑–—−", "-"))

each_gold = pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))


@cache
def gold(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def folded(text: str) -> str:
    return " ".join(html.unescape(text).translate(SAME).split())


@cache
def page(path: Path) -> str:
    """The words of a page; of HTML also without its marks, since a quotation may run across them."""
    data = (path.parent / gold(path)["file"]).read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:  # one of the demo's pages declares UTF-8 and is not
        text = data.decode("cp1252")
    bare = re.sub(r"<[^<>]*>", "", text)
    spaced = re.sub(r"<[^<>]*>", " ", text)
    return "\n".join(map(folded, (text, bare, spaced) if path.name != gold(path)["file"] else (text,)))


def known(code: str) -> bool:
    try:
        return code in BEYOND or bool(state(code.removesuffix("/REB")))
    except WorldError:
        return bool(body(code))


def test_there_is_a_corpus():
    assert len(GOLD) >= 80


def test_every_page_has_its_gold():
    pages = [(path.parent / gold(path)["file"]).resolve() for path in GOLD]
    assert all(each.is_file() for each in pages)
    assert len(set(pages)) == len(pages)
    assert set(pages) >= {path for path in CORPUS.resolve().iterdir() if path.suffix in {".txt", ".html"}}


@each_gold
def test_documents_and_day(path: Path):
    found = gold(path)
    assert found["documents"]
    assert all(each["role"] in get_args(Role) for each in found["documents"])
    assert found["published"] is None or date.fromisoformat(found["published"])


@each_gold
def test_events_are_legal(path: Path):
    for event in gold(path)["events"]:
        assert set(event) - {"more_amounts"} == EVENT, event["id"]
        assert event["type"], event["id"]
        assert set(event["type"]) <= set(types()), event["id"]
        assert set(event["mode"]) <= {mode for kind in types() for mode in modes(kind)} | UNLISTED, event[
            "id"
        ]
        assert event["status"] in get_args(Status), event["id"]
        assert event["actors"], event["id"]
        assert event["recipients"] or event["mutual"] or event["optional"], event["id"]
        assert all(map(known, event["actors"] + event["recipients"])), event["id"]


@each_gold
def test_days_run_forward(path: Path):
    told = [event["date"] for event in gold(path)["events"] if event["date"]]
    assert all(date.fromisoformat(low) <= date.fromisoformat(high) for low, high in told)


@each_gold
def test_amounts_have_value_and_unit(path: Path):
    for event in gold(path)["events"]:
        for amount in [*([event["amount"]] if event["amount"] else []), *event.get("more_amounts", [])]:
            assert amount["value"] >= 0, event["id"]
            assert amount["unit"], event["id"]


@each_gold
def test_statements_are_legal(path: Path):
    for statement in gold(path)["statements"]:
        assert set(statement) == STATEMENT, statement["id"]
        assert statement["speaker"].strip(), statement["id"]
        assert set(statement["sector"]) <= SECTORS, statement["id"]
        assert statement["country"] is None or known(statement["country"]), statement["id"]


@each_gold
def test_ids_are_unique_and_voices_name_statements(path: Path):
    found = gold(path)
    ids = [each["id"] for each in found["events"] + found["statements"]]
    voices = {event["voice"] for event in found["events"]} - {None}
    assert len(set(ids)) == len(ids)
    assert voices <= {statement["id"] for statement in found["statements"]}


@each_gold
def test_every_quotation_stands_in_its_page(path: Path):
    found = gold(path)
    missing = [
        each["id"]
        for each in found["events"] + found["statements"]
        if folded(each["quote"]) not in page(path)
    ]
    assert not missing
