"""`multipolar inspect`: what the program sees, printed or as HTML, with and without colours."""

import re
from datetime import date

import pytest

import multipolar
from multipolar.cli.sight import STYLES
from multipolar.show.findings import LAYERS

ESCAPE = re.compile(r"\x1b\[[\d;]*m")
ARGUMENTS = ("--published", "2012-05-05")


def plain(out):
    """Return what was printed on one line, without colours."""
    return " ".join(ESCAPE.sub("", out).split())


def test_every_layer_has_a_style():
    assert set(STYLES) == set(LAYERS)


def test_what_is_printed(cli, page):
    code, out, err = cli("inspect", page, *ARGUMENTS)
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    found = plain(out)
    for words in (
        "What the program sees event an act: who did what to whom",
        "Document 1 of 1 title Ministers meet in Rome byline Ada Lund",
        "published 5 May 2012 language en role article",
        "date on Thursday 2012-05-03",
        "amount four ships 4 ship",
        "Anna Rossi says s1",
        "The minister = minister, ITA GOV, nominal",
    ):
        assert words in found, words
    sale = r"event e\d “Italy sold Norway four ships on Thursday” ITA [→↔] NOR COOPERATE, done, 2012-05-03"
    assert re.search(sale, found)
    for line in filter(None, page.read_text("utf-8").splitlines()[4:]):
        assert " ".join(line.split()) in found


@pytest.mark.parametrize(
    ("given", "coloured"),
    [({}, False), ({"FORCE_COLOR": "1", "TERM": "xterm-256color"}, True),
     ({"FORCE_COLOR": "1", "TERM": "xterm-256color", "NO_COLOR": "1"}, False)],
    ids=["pipe", "terminal", "NO_COLOR"],
)  # fmt: skip
def test_colours_are_an_addition(cli, page, monkeypatch, given, coloured):
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    bare = plain(cli("inspect", page, *ARGUMENTS)[1])
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    out = cli("inspect", page, *ARGUMENTS)[1]
    assert plain(out) == bare
    assert bool(re.search(r"\x1b\[(?:\d+;)*3[1-6]m", out)) == coloured


def test_words_of_pages_are_no_markup_and_no_orders(cli, tmp_path):
    path = tmp_path / "page.md"
    path.write_text(
        "[bold]Italy[/bold] sold Norway ships.\u202e\x9b31m Norway thanked [red]it.", encoding="utf-8"
    )
    code, out, _ = cli("inspect", path)
    assert code == 0
    assert "[bold]Italy[/bold] sold" in out
    assert not {"\x1b", "\x9b", "\u202e"} & set(out)


def test_a_text_that_is_not_english_is_shown_and_the_reason_told(cli, tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("وقعت روسيا وباكستان اتفاقا عسكريا في موسكو يوم الخميس.\n" * 3, encoding="utf-8")
    code, out, err = cli("inspect", path)
    assert code == 0
    assert "language ar (names RUS, PAK)" in plain(out)
    assert "with passages in" not in plain(out)  # the whole text is the passage
    assert "found nothing" in plain(out)
    assert "only English gives events" in err


def test_a_page_in_html_is_the_python_call(cli, page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    seen = multipolar.inspect(str(page), published=date(2012, 5, 5))
    written = multipolar.draw(seen, target=tmp_path / "one.html").read_text("utf-8")
    for words, name in (
        (("--html",), "inspect.html"),
        (("-o", "two.html"), "two.html"),
        (("--html", "-o", "three.html"), "three.html"),
    ):
        code, out, err = cli("inspect", page, *ARGUMENTS, *words)
        assert (code, out, err) == (0, f"Wrote {name}. Open it in a browser.\n", "")
        assert (tmp_path / name).read_text("utf-8") == written
    assert "Italy" in written


def test_standard_input(program, page):
    ended = program("inspect", "-", *ARGUMENTS, stdin=page.read_bytes())
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"Ministers meet in Rome" in ended.stdout


def test_bad_pages_end_as_they_do_in_reading(cli, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "empty.txt").touch()
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(200_000_000)
    for name in ("missing.txt", "folder", "binary.txt", "empty.txt", "large.txt"):
        read = cli("read", tmp_path / name, "--ledger", tmp_path / "l")
        assert read[0] == 4
        for more in ((), ("-o", tmp_path / "x.html")):
            assert cli("inspect", tmp_path / name, *more) == read
    assert not (tmp_path / "x.html").exists()


def test_the_limit_can_be_set(cli, tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("Italy sold Norway four ships. " * 40_000, encoding="utf-8")
    code, out, err = cli("inspect", path, "--limit", 1)
    assert (code, out) == (4, "")
    assert "has more than 1,000,000 bytes" in err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--published", "10.2.2015"), 2, "--published '10.2.2015' is not a day: write one as 2015-02-10."),
        (("--coder", "oracle"), 2, "There is no coder 'oracle'; installed: "),
        (("-o", "none/such/r.html"), 6, "none/such"),
        (("--html", "-o", "."), 6, "it is a folder"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else None,
)
def test_wrong_words(cli, page, tmp_path, words, code, said):  # noqa: PLR0917 : fixtures and parameters
    given = [str(tmp_path / word) if word == "none/such/r.html" else word for word in words]
    found, out, err = cli("inspect", page, *given)
    assert (found, out) == (code, "")
    assert err.startswith("multipolar: ")
    assert said in err
    assert "Traceback" not in err
