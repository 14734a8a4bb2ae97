from datetime import date

import pytest

from multipolar import happening, happenings
from multipolar.errors import UsageError
from multipolar.ledger.records import (
    Amount,
    Document,
    Event,
    Interval,
    Party,
    Reading,
    Speaker,
    Statement,
    content_id,
    identified,
)
from multipolar.ledger.store import Ledger

SIGNED = Interval(date(2015, 8, 19), date(2015, 8, 19), "on Wednesday")


def page(
    n: int, words: str, *chain: str, number: int | None = None, voice: str | None = None, **fields: object
):
    """A page of one act between Russia and Pakistan, told in the words given."""
    text = f"{n}. {words}. Said by a general of number {n * 7919}."
    published = fields.pop("published", date(2015, 8, 19 + n))
    of = identified(Document("", f"pages/{n}.txt", "article", str(n), (), chain, chain[-1] if chain else None, published, "en", text))  # fmt: skip
    spoken = Statement(
        content_id(of.id, "s"),
        of.id,
        0,
        5,
        text[:5],
        Speaker(voice or "", None, "PAK", "MIL", 0, 1),
        False,
        "said",
        False,
    )
    sides = (Party("RUS", None, "Russia", 0, 1), Party("PAK", None, "Pakistan", 0, 1))
    act = {
        "actors": sides, "recipients": (), "mutual": True, "type": "COOPERATE", "mode": None, "status": "done", "date": SIGNED,
        "contexts": (), "cameo": None, "voice": spoken.id if voice else None, "confidence": 0.8, "coder": "test", **fields,
    }  # fmt: skip
    start = text.index(words)
    amounts = (Amount(number, "helicopter", words, item="Mi-35"),) if number else ()
    told = Event(content_id(of.id), of.id, start, start + len(words), words, amounts=amounts, **act)
    return Reading(of, (told,), (spoken,) if voice else ())


def contract():
    """The pages of one contract, told by five, and of a visit, told by one."""
    return [
        page(0, "Moscow and Islamabad are to sign for attack gunships", "TASS", type="AGREE", status="planned", published=date(2015, 8, 12)),
        page(1, "a contract for three dozen Mi-35 gunships was signed", "Reuters", "Dawn", number=36),
        page(2, "signed a contract on 36 Mi-35 gunships", "The Post", number=36),
        page(3, "a contract for 20 Mi-35 gunships was signed", "Weekly", number=20, voice="a general"),
        page(4, "the contract on Mi-35 gunships is not signed", "Courier", status="denied"),
        page(5, "a visit to the fleet", "Sun", type="CONSULT", mode="visit"),
    ]  # fmt: skip


@pytest.fixture
def told(book: Ledger):
    book.admit(contract())
    book.link()
    return book


def test_happenings_are_listed_with_what_is_told_differently(told: Ledger):
    frame = happenings(told)
    rows = {row["type"]: row for row in frame.to_dicts()}
    assert set(rows) == {"COOPERATE", "CONSULT"}
    contract = rows["COOPERATE"]
    assert (contract["n_telling"], contract["n_source"]) == (5, 5)
    assert set(contract["conflicts"]) == {"status", "amount:helicopter"}
    assert rows["CONSULT"]["conflicts"] == []
    assert sorted(contract["actors"]) == ["PAK", "RUS"]
    assert frame.columns == [
        "id", "type", "mode", "status", "mutual", "actors", "recipients", "date_low", "date_high", "first_published",
        "n_telling", "n_document", "n_story", "n_source", "quote", "conflicts",
    ]  # fmt: skip


def test_happenings_are_filtered(told: Ledger):
    def types(**wanted: object):
        return sorted(happenings(told, **wanted)["type"])

    assert types(conflicts=True) == ["COOPERATE"]
    assert types(type="consult") == ["CONSULT"]
    assert types(dyad=("pak", "RUS")) == ["CONSULT", "COOPERATE"]
    assert types(dyad=("PAK", "IND")) == []
    assert types(since=date(2015, 8, 20)) == types(until=date(2015, 8, 18)) == []
    assert types(since=date(2015, 8, 19), until=date(2015, 8, 19)) == ["CONSULT", "COOPERATE"]
    with pytest.raises(UsageError, match="A dyad is two codes"):
        happenings(told, dyad=("PAK",))


def test_an_empty_book_has_no_happenings(book: Ledger):
    assert happenings(book).is_empty()
    assert happenings(book, conflicts=True).is_empty()


def test_one_happening_is_told_in_full(told: Ledger):
    key = happenings(told, conflicts=True)["id"][0]
    found = happening(told, key)
    assert found.happening["id"] == key
    assert [row["told"] for row in found.tellings] == sorted(row["told"] for row in found.tellings)
    assert [row["chain"] for row in found.tellings][1] == ["Reuters", "Dawn"]
    assert [row["teller"] for row in found.tellings] == [
        "TASS",
        "Reuters",
        "The Post",
        "a general",
        "Courier",
    ]
    assert [value["value"] for value in found.course] == ["planned", "done", "denied"]
    conflicts = {row["field"]: row for row in found.conflicts}
    assert conflicts["status"]["kind"] == "conflict"
    told_as = {value["value"]: value["tellers"] for value in conflicts["amount:helicopter"]["values"]}
    assert told_as == {"36": ("Reuters", "The Post"), "20": ("a general",)}
    assert all(amount["item"] == "Mi-35" for row in found.tellings for amount in row["amounts"])


def test_a_happening_is_found_by_any_of_its_events_and_by_their_first_digits(told: Ledger):
    key = happenings(told, conflicts=True)["id"][0]
    for row in happening(told, key).tellings:
        assert happening(told, row["event"]).happening["id"] == key
        assert happening(told, row["event"][:12].upper()).happening["id"] == key


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("12345", "is no id"),
        ("", "is no id"),
        ("%' OR 1", "is no id"),
        ("ffffffffff", "No happening and no event"),
    ],
)
def test_what_is_no_happening_is_said(told: Ledger, id_: str, words: str):
    with pytest.raises(UsageError, match=words):
        happening(told, id_)


def test_digits_that_begin_several_ids_are_refused(book: Ledger):
    def made(n: int, id_: str):
        reading = page(n, f"words of number {n}", "Sun", type="CONSULT")
        (event,) = reading.events
        return Reading(
            reading.document,
            (
                Event(
                    **{
                        **{name: getattr(event, name) for name in event.__slots__},
                        "id": id_,
                        "type": "AID" if n else "CONSULT",
                    }
                ),
            ),
        )

    book.admit([made(0, "abcdef" + "0" * 18), made(1, "abcdef" + "1" * 18)])
    with pytest.raises(UsageError, match="is of no happening yet"):
        happening(book, "abcdef")
    book.link()
    with pytest.raises(UsageError, match=r"begins the ids of 2 happenings .*give more digits"):
        happening(book, "abcdef")
    assert happening(book, "abcdef0").happening["type"] == "CONSULT"
