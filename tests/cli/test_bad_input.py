"""Bad input: one clear sentence on standard error, a fitting exit code, and the rest of the batch done."""

import resource
import sqlite3
from pathlib import Path

import pytest

FOUND = "Italy sold Norway four ships. France sold Spain steel."


def sentence(err):
    """Return the one line that was said."""
    assert "Traceback" not in err
    (line,) = err.splitlines()
    assert line.endswith((".", ")"))
    return line


@pytest.fixture
def bad(tmp_path):
    pages = {
        name: tmp_path / name for name in ("missing.txt", "folder", "binary.txt", "large.txt", "empty.txt")
    }
    pages["folder"].mkdir()
    (pages["folder"] / "picture.png").write_bytes(b"\x89PNG")
    pages["binary.txt"].write_bytes(bytes(range(256)) * 40)
    with pages["large.txt"].open("wb") as file:
        file.truncate(200_000_000)
    pages["empty.txt"].touch()
    return pages


SAID = {
    "missing.txt": "There is no file",
    "folder": "has no pages in it",
    "binary.txt": "is no text",
    "large.txt": "has more than 20,000,000 bytes",
    "empty.txt": "is empty",
}


@pytest.mark.parametrize("name", SAID)
def test_one_bad_page(cli, bad, tmp_path, name):
    code, out, err = cli("read", bad[name], "--ledger", tmp_path / "l")
    assert (code, out) == (4, "")
    assert SAID[name] in sentence(err)
    assert str(bad[name]) in err


def test_the_rest_of_the_batch_is_read(cli, bad, page, tmp_path):
    book = tmp_path / "l"
    code, out, err = cli("read", *bad.values(), page, "--ledger", book)
    assert code == 0
    assert out.startswith("Read 1 page: 1 new document")
    assert len(err.splitlines()) == len(SAID)
    code, listed, _ = cli("problems", "--ledger", book)
    assert code == 0
    assert listed.startswith("5 problems")
    assert cli("verify", "--ledger", book)[0] == 0


def test_a_large_page_is_not_read_into_memory(program, bad, tmp_path):
    def little():
        resource.setrlimit(resource.RLIMIT_DATA, (190_000_000, 190_000_000))

    ended = program(
        "read",
        bad["large.txt"],
        "--ledger",
        tmp_path / "l",
        preexec_fn=little,
        env={"OPENBLAS_NUM_THREADS": "1"},
    )
    assert ended.returncode == 4
    assert SAID["large.txt"] in sentence(ended.stderr.decode())


def test_the_limit_can_be_set(cli, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(FOUND * 20_000, encoding="utf-8")
    code, _, err = cli("read", page, "--limit", 1, "--ledger", tmp_path / "l")
    assert code == 4
    assert "has more than 1,000,000 bytes" in sentence(err)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("read", "PAGE", "--published", "10.2.2015"), 2, "--published '10.2.2015' is not a day: write one as 2015-02-10."),
        (("read", "PAGE", "--coder", "oracle"), 2, "There is no coder 'oracle'; installed: encoder, llm, rules"),
        (("code", "--coder", "oracle"), 2, "There is no coder 'oracle'; installed: encoder, llm, rules"),
        (("records", "--dyad", "PAK"), 2, "--dyad 'PAK' does not name two states: write them as PAK,RUS."),
        (("records", "--dyad", "PAK,Pakistan"), 2, "PAK and Pakistan are the same state: name two."),
        (("records", "--dyad", "Pakistn,RUS"), 2, "Did you mean Pakistan (PAK)"),
        (("records", "--type", "DEAL"), 2, "--type 'DEAL' is not known: it is one of AGREE, "),
        (("records", "--status", "finished"), 2, "--status 'finished' is not known: it is one of done, ongoing, "),
        (("records", "--since", "2015-02-30"), 2, "--since '2015-02-30' is not a day"),
        (("records", "--since", "2015-02-03", "--until", "2014-01-01"), 2, "is later than --until"),
        (("shifts", "--dyad", "PAK;RUS"), 2, "--dyad 'PAK;RUS' does not name two states"),
        (("show", "XXX", "RUS"), 2, "No state is called 'XXX'. Codes are ISO 3166 alpha-3, like PAK."),
        (("show", "Itly", "Norway"), 2, "Did you mean Italy (ITA)"),
        (("show", "ITA", "Italy"), 2, "ITA and Italy are the same state: name two."),
        (("show", "ITA", "PER"), 5, "The ledger holds no act between ITA and PER."),
        (("report", "ITA"), 2, "A report is about two states or about none"),
        (("report", "ITA", "ITA"), 2, "ITA and ITA are the same state: name two."),
        (("report", "-o", "none/such/r.html"), 6, "none/such"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else None,
)  # fmt: skip
def test_wrong_words(  # noqa: PLR0917 : fixtures and parameters
    cli, small, page, monkeypatch, tmp_path, words, code, said
):
    monkeypatch.chdir(tmp_path)
    given = [str(page) if word == "PAGE" else word for word in words]
    book = () if words[0] == "code" else ("--ledger", small)
    found, out, err = cli(*given, *book)
    assert (found, out) == (code, "")
    assert said in sentence(err)
    assert err.startswith("multipolar: ")


@pytest.mark.parametrize(
    "words", [("read",), ("read", "x", "--limit", "0"), ("shifts", "--format", "xml"), ("shifts", "--period", "week"),
              ("shifts", "--probability", "2"), ("fly",), ("show", "PAK")], ids=" ".join,
)  # fmt: skip
def test_wrong_usage(cli, monkeypatch, tmp_path, words):
    monkeypatch.chdir(tmp_path)
    code, out, err = cli(*words)
    assert (code, out) == (2, "")
    assert "Usage: multipolar" in err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "words",
    [
        ("records",),
        ("shifts",),
        ("show", "ITA", "NOR"),
        ("report",),
        ("stories",),
        ("story", "a"),
        ("verify",),
        ("problems",),
    ],
    ids=" ".join,
)
def test_a_missing_ledger_is_not_made(cli, monkeypatch, tmp_path, words):
    monkeypatch.chdir(tmp_path)
    code, out, err = cli(*words)
    assert (code, out) == (3, "")
    assert (
        sentence(err)
        == f"multipolar: There is no ledger at “{tmp_path}/ledger”. Read pages into it first, or correct the path."
    )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("verb", ["read", "records", "demo"])
def test_what_is_no_ledger_is_left_alone(cli, page, tmp_path, verb):
    text = tmp_path / "notes.txt"
    text.write_text("notes", encoding="utf-8")
    other = tmp_path / "other"
    other.mkdir()
    connection = sqlite3.connect(other / "ledger.sqlite")
    connection.execute("CREATE TABLE bill (sum)")
    connection.commit()
    connection.close()
    before = (other / "ledger.sqlite").read_bytes()
    source = (page,) if verb == "read" else ()
    for place, said in (
        (text, "is a file, not the folder of a ledger."),
        (other, "is the SQLite database of another program."),
    ):
        code, out, err = cli(verb, *source, "--ledger", place)
        assert code == 3
        assert out == "" or verb == "demo"
        assert said in sentence(err)
    assert text.read_text(encoding="utf-8") == "notes"
    assert (other / "ledger.sqlite").read_bytes() == before


def test_a_report_to_an_unwritable_place(cli, small, tmp_path):
    (tmp_path / "report.html").mkdir()
    code, out, err = cli("report", "--ledger", small, "-o", tmp_path / "report.html")
    assert (code, out) == (6, "")
    assert str(tmp_path / "report.html") in sentence(err)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_an_output_that_takes_nothing(program, small):
    with Path("/dev/full").open("wb") as full:
        ended = program("records", "--format", "csv", "--ledger", small, stdout=full)
    assert ended.returncode == 1
    assert (
        sentence(ended.stderr.decode())
        == "multipolar: The output cannot be written: No space left on device."
    )
