"""What the tests of the command line share: the installed program, tiny pages, one ledger of the demo."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from multipolar.cli import main

PROGRAM = Path(sys.executable).with_name("multipolar")
PAGE = """\
Ministers meet in Rome

By Ada Lund

Italy sold Norway four ships on Thursday. The minister of defence, Anna Rossi, said that Italy would send
Norway two more in May. She thanked the Norwegian government.

France signed a treaty with Italy on 3 June 2011 in Paris.
"""


@pytest.fixture(scope="session")
def program():
    """Run the installed program in a process of its own."""

    def run(*words: object, stdin=b"", cwd=None, **more):
        environment = {**os.environ, "COLUMNS": "100", **more.pop("env", {})}
        given = {"input": stdin} if isinstance(stdin, bytes) else {"stdin": stdin}
        outputs = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        return subprocess.run(
            [PROGRAM, *map(str, words)],
            cwd=cwd,
            env=environment,
            timeout=300,
            check=False,
            **given,
            **outputs,
        )

    return run


@pytest.fixture
def cli(capsys, monkeypatch):
    """Run the program in this process (its parser is loaded once): exit code, standard output, standard error."""

    def run(*words: object):
        monkeypatch.setattr(sys, "argv", ["multipolar", *map(str, words)])
        monkeypatch.setenv("COLUMNS", "100")
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsys.readouterr()
        return end.value.code, out, err

    return run


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def several(tmp_path):
    """Write so many pages of two acts each, and give their folder."""

    def write(count: int):
        pages = tmp_path / "pages"
        pages.mkdir()
        for number in range(count):
            text = f"Italy sold Norway {number + 20} ships. France signed a treaty with Spain in {1950 + number}."
            (pages / f"{number:02}.txt").write_text(text, encoding="utf-8")
        return pages

    return write


def _once(folder: Path, make):
    """Make something once for all workers of a run."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            make()
            (folder / "done").touch()


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def demo(shared, program):
    """The folder of the demo, run once: `book` is its ledger, `said` and `told` are its two outputs."""
    folder = shared / "demo"

    def make():
        ended = program("demo", "--ledger", folder / "book")
        assert ended.returncode == 0, ended.stderr.decode()
        (folder / "said").write_bytes(ended.stdout)
        (folder / "told").write_bytes(ended.stderr)

    _once(folder, make)
    return folder


@pytest.fixture(scope="session")
def small(shared, program):
    """A ledger of one page and one bad page."""
    folder = shared / "small"

    def make():
        (folder / "page.txt").write_text(PAGE, encoding="utf-8")
        (folder / "empty.txt").touch()
        words = ("page.txt", "empty.txt", "--published", "2012-05-05", "--ledger", "book")
        ended = program("read", *words, cwd=folder)
        assert ended.returncode == 0, ended.stderr.decode()

    _once(folder, make)
    return folder / "book"
