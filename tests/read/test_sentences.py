"""Sentences: lines of JSON in, an answer to each in order, whatever they are."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.errors import UsageError
from multipolar.read.extract import extract
from multipolar.read.sentences import code, sentence

SOLD = "Norway sold six frigates to Chile on Monday."


def ask(**fields: object) -> dict[str, Any]:
    (answer,) = code([json.dumps(fields)])
    return answer


def test_a_sentence_gives_its_events():
    answer = ask(id="7", text=SOLD, date="2015-02-10")
    (event,) = answer["events"]
    assert answer["id"] == "7"
    assert (event["kind"], event["type"]) == ("event", "COOPERATE")
    assert SOLD[event["start"] : event["end"]] == event["quote"]
    assert event["date"]["low"] == "2015-02-09"


def test_without_a_date_the_relative_day_is_null():
    (event,) = ask(id="7", text=SOLD, date=None)["events"]
    assert event["date"] is None


def test_offsets_count_from_the_line_itself():
    (event,) = ask(id="7", text=f"  \n{SOLD}")["events"]
    assert f"  \n{SOLD}"[event["start"] : event["end"]] == event["quote"]


def test_answers_keep_the_order_and_blank_lines_are_skipped():
    asked = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate([SOLD, "It rained.", SOLD])]
    answers = list(code([asked[0], "\n", asked[1], "", asked[2]]))
    assert [answer["id"] for answer in answers] == ["0", "1", "2"]
    assert [len(answer["events"]) for answer in answers] == [1, 0, 1]


@pytest.mark.parametrize(
    ("line", "ident"),
    [
        ("no json", None),
        ("[1, 2]", None),
        ('{"id": "a"}', "a"),
        ('{"id": "a", "text": 7}', "a"),
        ('{"id": "a", "text": "x", "date": "yesterday"}', "a"),
        ('{"id": "a", "text": "x", "date": 2008}', "a"),
    ],
)
def test_an_unreadable_line_is_answered_and_the_run_goes_on(line: str, ident: str | None):
    bad, good = code([line, json.dumps({"id": "b", "text": SOLD})])
    assert (bad["id"], set(bad)) == (ident, {"id", "error"})
    assert good["events"]


def test_an_unknown_coder_is_the_users_mistake():
    with pytest.raises(UsageError, match="oracle"):
        list(code([json.dumps({"id": "b", "text": SOLD})], coder_name="oracle"))


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=80))
def test_any_line_is_answered_at_most_once(line: str):
    answers = list(code([line]))
    assert len(answers) == bool(line.strip())


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=120))
def test_any_text_is_coded(text: str):
    answer = ask(id="1", text=text)
    assert all(text[event["start"] : event["end"]] == event["quote"] for event in answer["events"])


HOME = "French police arrested thirty demonstrators in Lyon on Monday."


def test_an_act_inside_a_state_is_told_with_its_sides():
    (event,) = ask(id="7", text=HOME)["events"]
    assert (event["type"], event["mode"], event["status"]) == ("COERCE", "arrest", "done")
    assert [(each["code"], each["name"]) for each in event["actors"]] == [("FRA", "French police")]
    assert [(each["code"], each["name"]) for each in event["recipients"]] == [(None, "thirty demonstrators")]


def test_a_page_gives_no_event_for_an_act_inside_a_state():
    assert extract(sentence(HOME, None)).events == ()


def test_the_rules_tell_events_between_states_alone():
    (answer,) = code([json.dumps({"id": "7", "text": HOME})], coder_name="rules")
    assert answer["events"] == []
