"""Write `commands.md`, the reference of the command line: `python docs/make_commands.py`.

In: the Typer app. Out: one section a verb with its usage, its words of help, its arguments and options, and
examples. `tests/test_docs.py` fails where the file is not what this script writes.
"""  # noqa: INP001 : a script beside the pages, no package

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from typer.main import get_command

from multipolar.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).with_name("commands.md")
HEAD = """# Commands

<!-- Written by docs/make_commands.py from the program itself. Change the program, then run that script. -->

`multipolar COMMAND --help` says the same.

- Results go to standard output, progress and problems to standard error, so what is printed can be piped on.
- `--format` chooses how rows are printed: `table` for people (the main columns), `json`, `jsonl` or `csv`
  for programs (all columns). In CSV, what a spreadsheet would run as a formula is led by an apostrophe.
- States are given by ISO 3166 alpha-3 code or by name (`PAK`, `Pakistan`), days as `2015-02-10`; for `--since` and `--until`
  also months (`2015-02`) and years (`2015`).
- Exit codes: see [problems](problems.md#exit-codes).
"""
HELP = "| `--help`, `-h` |  | Say what a command does and exit. |"
EXAMPLES = {
    "demo": ["multipolar demo", "multipolar demo --ledger /tmp/demo"],
    "read": [
        "multipolar read page.txt --published 2015-02-10",
        "multipolar read pages/ more/*.html https://example.org/news --ledger ledger",
        "multipolar read - --format jsonl < page.html > records.jsonl",
    ],
    "reread": ["multipolar reread", "multipolar reread --coder rules --ledger ledger"],
    "inspect": [
        "multipolar inspect page.txt --published 2015-02-10",
        "multipolar inspect page.html --html --output seen.html",
    ],
    "code": ["""echo '{"id": "1", "text": "Rome sold Oslo four ships.", "date": null}' | multipolar code"""],
    "evaluate": [
        "multipolar evaluate corpus",
        "multipolar evaluate my-pages --coder rules --curve",
    ],
    "records": [
        "multipolar records --dyad IND,USA --since 2014-01-01",
        "multipolar records --type COOPERATE --status done --format csv > deals.csv",
        "multipolar records --says Putin --format jsonl",
    ],
    "search": [
        "multipolar search Mi-35 --dyad PAK,RUS --since 2014",
        """multipolar search '"transit centre" OR airbase -rumour' --until 2014-06 --order date""",
        "multipolar search helicopters --says Shoigu --format jsonl",
        "multipolar search مروحيات",
    ],
    "review": [
        'multipolar review 1f0c9a2b reject --by "Ana Lund" --reason "the visit was called off"',
        "multipolar review 1f0c9a2b correct --by Ana --status planned --date 2014-11-01..2014-11-30",
        "multipolar review 1f0c9a2b correct --by Ana --actor RUS --recipient PAK=Islamabad --type COOPERATE",
        "multipolar review 1f0c9a2b undo --by Ana",
    ],
    "history": ["multipolar history 1f0c9a2b", "multipolar history 1f0c9a2b --format json"],
    "happenings": [
        "multipolar happenings --dyad PAK,RUS --conflicts",
        "multipolar happenings --type COOPERATE --since 2014-01-01 --format csv > deals.csv",
    ],
    "happening": ["multipolar happening 1fe44e2c", "multipolar happening 1fe44e2c --format jsonl"],
    "shifts": [
        "multipolar shifts",
        "multipolar shifts --dyad PAK,RUS --period year --probability 0.2 --format json",
    ],
    "show": [
        "multipolar show PAK RUS",
        'multipolar show "United States" Cuba --period quarter --format jsonl',
    ],
    "stories": ["multipolar stories", "multipolar stories --format csv > stories.csv"],
    "story": [
        "multipolar story 5023ab78a6",
        "multipolar story blog.html --most 0",
        "multipolar story blog.html --format jsonl > differences.jsonl",
    ],
    "report": ["multipolar report", "multipolar report PAK RUS --output pakistan-russia.html"],
    "verify": ["multipolar verify --ledger multipolar-demo"],
    "backup": ["multipolar backup /media/disk/ledger-2026-11-30"],
    "restore": [
        "multipolar restore /media/disk/ledger-2026-11-30 --ledger elsewhere",
        "multipolar restore /media/disk/ledger-2026-11-30 --replace",
    ],
    "compact": ["multipolar compact"],
    "export": ["multipolar export --all ledger-export"],
    "import": ["multipolar import ledger-export --ledger elsewhere"],
    "problems": ["multipolar problems --format csv > problems.csv"],
    "offices": ["multipolar offices import query.csv --table my-offices.csv"],
}


def page() -> str:
    """Return the whole page."""
    program: Any = get_command(app)
    verbs = {
        info.callback.__name__.rstrip("_"): info.callback for info in app.registered_commands if info.callback
    }
    own = ["## multipolar", "", *table(program.params, {}), HELP, ""]
    sections = [section(command, get_type_hints(verbs[name])) for name, command in program.commands.items()]
    return "\n".join([HEAD, *own, *sections]).rstrip() + "\n"


def section(command: Any, hints: dict[str, Any]) -> str:  # noqa: ANN401 : a command of Click
    """Return the section of one verb."""
    title = f"multipolar {command.name}"
    named = [each for each in command.params if each.param_type_name == "argument"]
    usage = " ".join([title, "[OPTIONS]", *(called_in_usage(each) for each in named)])
    words = [line.strip() for line in (command.help or "").splitlines()]
    choices = {name: chosen(hint) for name, hint in hints.items()}
    lines = [f"## {title}", "", *words, "", "```text", usage, "```", "", *table(command.params, choices)]
    return "\n".join([*lines, "", "```sh", *EXAMPLES[command.name], "```", ""])


def chosen(hint: Any) -> list[str]:  # noqa: ANN401 : any type
    """Return the words to choose from, none where a type has no such."""
    kinds = [each for each in (hint, *get_args(hint)) if isinstance(each, type) and issubclass(each, Enum)]
    return [str(member.value) for kind in kinds for member in kind]


def table(parameters: list[Any], choices: dict[str, list[str]]) -> Iterator[str]:
    """Yield the lines of a table of arguments and options."""
    yield from ("| argument or option | default | meaning |", "|---|---|---|")
    for each in parameters:
        words, found = each.help or "", choices.get(each.name or "", [])
        words += f" One of `{'`, `'.join(found)}`." if found else ""
        yield f"| {called(each)} | {default(each)} | {words} |"


def called_in_usage(argument: Any) -> str:  # noqa: ANN401 : an argument of Click
    """Return what stands for an argument in the usage: in brackets where it may be left out, with dots where it may repeat."""
    name = (argument.metavar or argument.name) + ("…" if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def called(parameter: Any) -> str:  # noqa: ANN401 : an argument or option of Click
    """Return the names of a parameter and what stands after them."""
    if parameter.param_type_name == "argument":
        return f"`{(parameter.metavar or parameter.name).strip('[]')}`"
    value = f" {parameter.metavar}" if parameter.metavar else ""
    return ", ".join(f"`{name}{value}`" for name in parameter.opts)


def default(parameter: Any) -> str:  # noqa: ANN401
    """Return the default of a parameter, empty where it has none."""
    if parameter.required:
        return "required"
    return "" if parameter.default in (None, False) else f"`{parameter.default}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
