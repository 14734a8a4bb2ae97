"""Beginning is quick: what is heavy is imported by what needs it, not before."""

import json
import subprocess
import sys

import pytest

HEAVY = {
    "altair", "duckdb", "httpx", "jinja2", "lxml", "nh3", "numpy", "polars", "py3langid", "scipy", "spacy", "trafilatura",
    "vl_convert",
}  # fmt: skip
SAY = "import json, sys; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})), file=sys.stderr)"


def imported(program: str):
    """Return the packages that a program has imported when it ends."""
    code = f"import atexit\natexit.register(lambda: exec({SAY!r}))\n{program}"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return set(json.loads(ended.stderr.splitlines()[-1]))


def test_import_is_light():
    found = imported("import multipolar")
    assert "multipolar" in found
    assert not found & (HEAVY | {"rich", "typer"})


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["read", "--help"], ["inspect", "--help"], ["show", "--help"]]
)
def test_help_is_light(words: list[str]):
    found = imported(
        f"import sys; sys.argv = {['multipolar', *words]!r}\nfrom multipolar.cli import main; main()"
    )
    assert "typer" in found
    assert not found & HEAVY


def test_what_is_heavy_is_what_the_program_uses():
    found = imported("import multipolar.ledger.engine, multipolar as mp, tempfile\n"
                     "with tempfile.TemporaryDirectory() as d, mp.open_ledger(d, create=True) as b: b.sql('SELECT 1')")  # fmt: skip
    assert found >= {"duckdb", "polars"}
