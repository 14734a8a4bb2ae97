"""Pieces of evidence in words."""

from datetime import date

import pytest

from multipolar.cli.quotation import best, days, piece, publishers, speaker

ROW = {
    "a": "PAK", "b": "RUS", "actor": "RUS", "happening": "h1", "type": "COOPERATE", "mode": None, "status": "done", "n_source": 2,
    "date_low": date(2015, 8, 19), "date_high": date(2015, 8, 19), "sentence": "Russia sold Pakistan four helicopters on Wednesday.",
    "amounts": [], "voice_name": None, "voice_role": None, "voice_code": None, "voice_anonymous": None, "chain": ["Wire"],
    "outlet": "Herald", "source": "pages/a.txt", "published": date(2015, 8, 20), "document": "d1", "confidence": 0.9,
}  # fmt: skip


class Shelf:
    """A ledger of which only the documents are asked for."""

    def document(self, key):  # noqa: D102
        return type("Found", (), {"role": "teaser" if key == "teaser" else "article"})


def chosen(*changes: dict):
    rows = [ROW | {"happening": f"h{number}"} | change for number, change in enumerate(changes)]
    happenings = [row["happening"] for row in rows]
    shift = {"happenings": happenings, "contributions": [row.get("push", 1.0) for row in rows]}
    return int(best(Shelf(), shift, rows)["happening"][1:])


@pytest.mark.parametrize(
    "worse",
    [
        {"sentence": "MOSCOW, 20 August (Wire) - Russia sold Pakistan four helicopters on Wednesday."},
        {"sentence": "Russia sells helicopters to Pakistan"},
        {"sentence": "It sold Pakistan four helicopters on Wednesday."},
        {"sentence": "The contract was signed by both sides on Wednesday."},
        {"sentence": "Russia sold Pakistan helicopters\nSee also: more news of the week."},
        {"sentence": "“Russia sold Pakistan four helicopters on Wednesday."},
        {"sentence": "Russia sold Pakistan four helicopters. " + "And so on. " * 30},
        {"document": "teaser"},
        {"status": "possible"},
    ],
)
def test_a_whole_sentence_of_an_article_is_preferred(worse):
    assert chosen({**worse, "push": 5.0}, {}) == 1
    assert chosen({}, {**worse, "push": 5.0}) == 0


def test_among_good_ones_the_surest_that_moved_most():
    assert chosen({}, {"push": 2.0}) == 1
    assert chosen({}, {"confidence": 0.95}) == 1


def test_only_what_moved_the_shift_speaks_for_it():
    assert best(Shelf(), {"happenings": ["other"], "contributions": [1.0]}, [ROW]) is None


def test_a_piece_in_words(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    amount = {"value": 4.0, "high": None, "unit": "helicopter", "item": "Mi-35M", "approximate": False, "period_low": None,
              "period_high": None, "source": None}  # fmt: skip
    piece(
        ROW
        | {
            "amounts": [amount],
            "voice_name": "Ivan Petrov",
            "voice_role": "minister",
            "voice_code": "RUS",
            "voice_anonymous": False,
        }
    )
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == [
        "• 2015-08-19  RUS → PAK  exchange or deal (COOPERATE), done, 2 independent sources",
        "  “Russia sold Pakistan four helicopters on Wednesday.”",
        "  4 helicopter (Mi-35M)",
        "  Ivan Petrov, minister, RUS · Wire → Herald · 2015-08-20",
    ]


def test_a_long_sentence_is_cut_at_a_word_and_shown_on_lines_that_fit(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    piece(ROW | {"sentence": "Russia sold\nPakistan " + "helicopters " * 40}, act=False)
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert max(map(len, lines)) <= 60
    text = " ".join(line.strip() for line in lines[:-1])
    assert text.startswith("“Russia sold Pakistan helicopters")
    assert text.endswith("helicopters …”")
    assert len(text) <= 243


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (date(2014, 11, 2), date(2014, 11, 2), "2014-11-02"),
        (date(2014, 11, 1), date(2014, 11, 30), "2014-11"),
        (date(2014, 1, 1), date(2014, 12, 31), "2014"),
        (date(2014, 1, 1), date(2014, 1, 31), "2014-01"),
        (date(2014, 12, 1), date(2014, 12, 31), "2014-12"),
        (date(1980, 1, 1), date(1989, 12, 31), "1980–1989"),
        (date(1960, 1, 1), date(2013, 2, 19), "1960–2013-02-19"),
        (date(2014, 11, 3), date(2015, 2, 28), "2014-11-03–2015-02"),
        (date(2014, 1, 1), date(2014, 3, 31), "2014–2014-03"),
        (date(9999, 12, 31), date(9999, 12, 31), "9999-12-31"),
        (None, None, None),
    ],
)
def test_days(low, high, words):
    assert days(low, high) == words


def test_publishers_and_speakers():
    assert publishers(ROW) == "Wire → Herald"
    assert publishers(ROW | {"chain": ["Wire", "Herald"]}) == "Wire → Herald"
    assert publishers(ROW | {"chain": None, "outlet": None}) == "a.txt"
    assert speaker("a diplomat", "a diplomat", "PAK") == "a diplomat, PAK"
