"""The wheel: everything is in it, and what it installs runs without the source tree."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "multipolar"
WASTE = {"__pycache__", ".DS_Store"}


def run(*words: object, cwd=None, env=None):
    ended = subprocess.run(
        list(map(str, words)), cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=300
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (found,) = folder.glob("multipolar-*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A fresh environment that borrows the dependencies of this one, but not the project itself."""
    home = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", home)
    library = sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)})
    run(sys.executable, "-m", "pip", "--python", home / "bin" / "python", "install", "--quiet", "--no-deps", "--no-index",
        "--disable-pip-version-check", wheel)  # fmt: skip
    # `.pth` files of a folder that is only on the path are not read: the editable install stays behind
    Path(library, "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home / "bin"


def test_every_file_is_inside(wheel):
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
        whole = {name: archive.read(name) for name in inside}
    files = [path for path in SOURCE.rglob("*") if path.is_file() and not WASTE & set(path.parts)]
    for path in files:
        name = path.relative_to(SOURCE.parent).as_posix()
        assert whole.get(name) == path.read_bytes(), name
    kinds = {path.suffix for path in files}
    assert kinds >= {".py", ".csv", ".toml", ".sql", ".npz", ".txt", ".html", ".md", ".jsonl", ".typed"}
    assert "multipolar/samples/LICENSE-CC0" in inside
    assert "multipolar/ledger/plover.LICENSE.md" in inside
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in inside)


def test_nothing_else_is_inside(wheel):
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        assert not [name for name in archive.namelist() if "__pycache__" in name]
    assert {top for top in tops if not top.endswith(".dist-info")} == {"multipolar"}


def test_the_demo_runs_where_it_is_installed(installed, tmp_path):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    where = run(
        installed / "python", "-c", "import multipolar; print(multipolar.__file__)", cwd=tmp_path, env=clean
    ).strip()
    assert Path(where).is_relative_to(installed.parent)
    assert not Path(where).is_relative_to(ROOT)
    said = run(installed / "multipolar", "demo", cwd=tmp_path, env=clean)
    assert "Who is moving toward or away from whom" in said
    assert (tmp_path / "multipolar-demo" / "report.html").stat().st_size > 10_000
    assert [path.name for path in tmp_path.iterdir()] == ["multipolar-demo"]
    whole = run(installed / "multipolar", "verify", "--ledger", "multipolar-demo", cwd=tmp_path, env=clean)
    assert whole.startswith("Whole: ")
