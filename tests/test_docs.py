"""The documentation says what the program is: commands, names, fields, views, types, errors, licences."""

import re
import shlex
import tomllib
from dataclasses import fields
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from typer.main import get_command

import multipolar
from multipolar import errors
from multipolar.cli.app import app
from multipolar.ledger import records
from multipolar.ledger.plover import acts
from multipolar.ledger.store import open_ledger
from multipolar.measure import shifts
from multipolar.read.extract import checked
from multipolar.read.intake import Raw
from multipolar.read.layers import Layers, Mention
from multipolar.read.sentences import answer

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
COMMANDS = get_command(app).commands
VIEWS = re.findall(r"CREATE VIEW (\w+)", files("multipolar.ledger").joinpath("views.sql").read_text("utf-8"))


def page(name: str):
    return (DOCS / name).read_text("utf-8")


def blocks(name: str, language: str):
    return re.findall(rf"^```{language}\n(.*?)^```", page(name), re.DOTALL | re.MULTILINE)


def script():
    spec = spec_from_file_location("make_commands", DOCS / "make_commands.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def public(thing: type):
    return [name for name in vars(thing) if not name.startswith("_")]


def test_commands_page_is_current():
    assert page("commands.md") == script().page(), "run: python docs/make_commands.py"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str):
    section = page("commands.md").split(f"## multipolar {name}\n")[1].split("\n## ")[0]
    for parameter in COMMANDS[name].params:
        written = parameter.opts if parameter.param_type_name == "option" else [parameter.metavar.strip("[]")]
        assert all(f"`{word}" in section for word in written), parameter.name
        assert parameter.help, f"{name} {parameter.name} has no words of help"


def shown_commands():
    pages = [page(path.name) for path in sorted(DOCS.glob("*.md"))]
    pages += [(ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md")]
    lines = [
        line
        for text in pages
        for block in re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        for line in block.splitlines()
    ]
    return sorted({line.split(" #")[0].strip() for line in lines if line.startswith("multipolar ")})


@pytest.mark.parametrize("line", shown_commands())
def test_commands_in_the_pages_can_be_given(line: str):
    _, name, *words = shlex.split(re.split(r" [<>|] ", line)[0])
    options = {word for parameter in COMMANDS[name].params for word in parameter.opts}
    assert {word for word in words if word.startswith("-") and word != "-"} <= options


def test_every_public_name_is_documented():
    text = page("python.md")
    for name in multipolar.__all__:
        assert re.search(rf"^#+ {name}$", text, re.MULTILINE), name
    for method in public(multipolar.Ledger):
        assert f"`{method}(" in text, method


def test_every_error_is_documented_with_its_exit_code():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    for kind in kinds:
        row = next(line for line in page("python.md").splitlines() if line.startswith(f"| `{kind.__name__}`"))
        assert row.endswith(f"| {kind.exit_code} |")
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", page("problems.md"), re.MULTILINE)}
    assert {kind.exit_code for kind in kinds} <= told


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("document.md", (records.Document, records.Passage)),
        ("actor.md", (records.Party,)),
        ("event.md", (records.Event, records.Interval, records.Amount)),
        ("statement.md", (records.Statement, records.Speaker)),
        ("problems.md", (records.Problem,)),
    ],
)
def test_every_field_of_a_record_is_documented(name: str, kinds: tuple[type, ...]):
    text = page(name)
    missing = [field.name for kind in kinds for field in fields(kind) if f"`{field.name}`" not in text]
    assert not missing


@pytest.mark.parametrize("view", [*VIEWS, "plover"])
def test_every_view_and_its_columns_are_documented(tmp_path: Path, view: str):
    with open_ledger(tmp_path / "book", create=True) as book:
        columns = book.sql(f"SELECT * FROM {view} LIMIT 0").columns  # noqa: S608 : our own names
    row = next(line for line in page("ledger.md").splitlines() if line.startswith(f"| `{view}` |"))
    assert not [column for column in columns if f"`{column}`" not in row]


def test_types_of_acts_are_documented_with_their_scores():
    text = page("event.md")
    for act in acts():
        words = (
            f"{act.mode} {act.score:g}"
            if act.mode
            else f"| {act.type} | {act.quad} | {act.score:g} | {act.meaning} |"
        )
        assert words in text, words


def test_columns_of_shifts_are_documented(tmp_path: Path):
    with open_ledger(tmp_path / "book", create=True) as book:
        columns = shifts._frame([], book).columns
    assert not [column for column in columns if f"`{column}`" not in page("shift.md")]


def test_kinds_of_problems_are_documented():
    code = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    for stage in set(re.findall(r'Problem\("(\w+)"', code)):
        assert f"## Stage {stage}\n" in page("problems.md"), stage


def test_libraries_are_listed_with_their_licences():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for requirement in project["dependencies"]:
        assert re.search(
            rf"^\|.*\b{re.split(r'[<>=]', requirement)[0]}\b.*\|$", page("licences.md"), re.MULTILINE
        )


def test_bundled_sources_and_coders_are_described():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    for name in (*project["multipolar.sources"], *project["multipolar.coders"]):
        assert f"`{name}`" in page("reading.md"), name


def test_make_targets_are_described():
    made = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)[1].split()
    for target in made:
        assert f"`make {target}`" in (ROOT / "CONTRIBUTING.md").read_text("utf-8"), target


def test_version_is_the_same_everywhere():
    version = multipolar.__version__
    assert f"version: {version}" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == version


def run_block(start: str):
    block = next(block for block in blocks("plug-ins.md", "python") if block.startswith(f'"""{start}'))
    names = {}
    exec(compile(block, start, "exec"), names)  # noqa: S102 : the example itself is what is tested
    return names


def test_the_coder_of_the_plug_in_page_finds_its_act():
    text = "On Friday Peru recalled its ambassador to Chile."
    document = records.identified(
        records.Document("", "a.txt", "article", None, (), (), None, None, "en", text),
    )
    known = [Mention(text.index(name), text.index(name) + len(name), name, (code,), None, "name", name)
             for name, code in (("Peru", "PER"), ("Chile", "CHL"))]  # fmt: skip
    layers = Layers(document, None, tuple(known), (), (), ())
    events, problems = checked(layers, run_block("Ambassadors")["recalls"](layers))
    assert not problems
    assert [(e.actors[0].code, e.recipients[0].code, e.quote) for e in events] == [
        ("PER", "CHL", "recalled its ambassador")
    ]


def test_the_source_of_the_plug_in_page_reads_a_message():
    mail = b"From: A <a@b.example>\nSubject: Talks\nDate: Tue, 10 Feb 2015 08:00:00 +0000\n\nThey met.\n"
    (found,) = run_block("Mail")["eml"](Raw("a.eml", mail, ".eml"))
    assert (found.title, found.text.strip(), found.days[0].isoformat()) == (
        "Talks",
        "They met.",
        "2015-02-10",
    )


def test_the_measure_of_the_plug_in_page_runs(tmp_path: Path):
    with open_ledger(tmp_path / "book", create=True) as book:
        found = run_block("Arms")["arms"](book)
    assert found.columns == ["supplier", "buyer", "year", "unit", "n"]


def test_the_line_shown_for_code_gives_an_event():
    line = re.search(r"echo '(.*?)'", page("commands.md"))[1]
    (event,) = answer(line, "rules")["events"]
    assert (event["type"], event["actors"][0]["code"], event["recipients"][0]["code"]) == (
        "COOPERATE",
        "ITA",
        "NOR",
    )
