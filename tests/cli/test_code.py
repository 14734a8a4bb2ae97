"""`multipolar code`: lines in, events out in the same order, whatever is wrong with one of them."""

import json

GOOD = {"id": "first", "text": "Rome sold Oslo four ships.", "date": None}
LINES = [
    json.dumps(GOOD),
    "",
    "no JSON at all",
    "[1, 2]",
    '{"id": 7}',
    '{"id": 8, "text": "Rome sold Oslo four ships.", "date": "yesterday"}',
    '{"id": 9, "text": "a \\ud800 b. Rome sold Oslo four ships."}',
    "[" * 200_000,
    "   ",
    '{"id": null, "text": ""}',
    json.dumps({"id": [10], "text": "On Monday Rome sold Oslo four ships.", "date": "2008-08-06"}),
]


def test_min_confidence_leaves_out(program):
    ended = program("code", "--min-confidence", "1", stdin=json.dumps(GOOD).encode())
    assert json.loads(ended.stdout) == {"id": "first", "events": []}


def test_lines_in_events_out(program):
    ended = program("code", stdin="\n".join(LINES).encode() + b"\n\xff\xfe\n")
    assert (ended.returncode, ended.stderr) == (0, b"")
    found = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [each["id"] for each in found] == ["first", None, None, 7, 8, 9, None, None, [10], None]
    assert ["error" in each for each in found] == [
        False,
        True,
        True,
        True,
        True,
        True,
        True,
        False,
        False,
        True,
    ]
    first, empty, last = found[0], found[7], found[8]
    assert empty["events"] == []
    for answer, line in ((first, GOOD["text"]), (last, "On Monday Rome sold Oslo four ships.")):
        (event,) = answer["events"]
        assert line[event["start"] : event["end"]] == event["quote"]
        assert (event["actors"][0]["code"], event["recipients"][0]["code"]) == ("ITA", "NOR")
    assert first["events"][0]["date"] is None
    assert last["events"][0]["date"]["low"] == "2008-08-04"


def test_nothing_in_nothing_out(program):
    ended = program("code")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
