"""The habits of the house: sizes, layers, names and promises that a machine can hold."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "stocktake"
SOURCES = sorted(PACKAGE.rglob("*.py"))
BANNED_NAMES = {"utils", "helpers", "common", "misc", "manager", "handler"}

MOST_LINES = 400
MOST_WINDOW_LINES = 250
MOST_FUNCTION_LINES = 60


def tracked() -> list[Path]:
    """Files git tracks, or every file of a tree that came without git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    names = [name for name in listed.stdout.split("\0") if name]
    files = [ROOT / name for name in names] if names else list(ROOT.rglob("*"))
    return [path for path in files if path.is_file() and ".venv" not in path.parts]


def is_data_table(path: Path) -> bool:
    """Whether a module is nothing but constants."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    kept = (ast.Assign, ast.AnnAssign, ast.Expr, ast.Import, ast.ImportFrom)
    return all(isinstance(node, kept) for node in body)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_and_its_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    most = MOST_WINDOW_LINES if path.name == "main_window.py" else MOST_LINES
    assert text.count("\n") <= most or is_data_table(path)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < MOST_FUNCTION_LINES, node.name


def test_no_file_is_named_for_nothing_in_particular() -> None:
    assert not [path for path in SOURCES if path.stem in BANNED_NAMES]


def test_only_the_command_line_prints() -> None:
    allowed = {PACKAGE / "cli.py"}
    printing = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path not in allowed
        and any(
            isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    ]
    assert printing == []


def test_imports_run_downwards_only() -> None:
    script = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [script, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


def test_every_module_has_its_tests() -> None:
    """A package folder has a folder of tests of the same name, so nothing goes untested unseen."""
    folders = {path.parent.relative_to(PACKAGE) for path in SOURCES if path.parent != PACKAGE}
    top = {folder.parts[0] for folder in folders}
    missing = [name for name in sorted(top) if not list((ROOT / "tests" / name).rglob("test_*.py"))]
    assert missing == []


def test_what_the_readme_names_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:stocktake|forms|resources|installer|tests)/[\w./-]*)`", text)
    assert named
    missing = [name for name in named if not (ROOT / name).exists()]
    assert missing == []


@pytest.mark.parametrize("name", ["requirements", "requirements-test"])
def test_a_lock_carries_hashes_and_no_hosts(name: str) -> None:
    text = (ROOT / "installer" / f"{name}.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    for pinned in re.findall(r"^\S+==\S+.*$(?:\n    .*)*", text, re.MULTILINE):
        assert "--hash=sha256:" in pinned


def test_the_wheel_and_the_lock_ask_for_the_same_libraries() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = (ROOT / "installer" / "requirements.in").read_text(encoding="utf-8").splitlines()
    wanted = {line for line in lines if line and not line.startswith("#")}
    assert set(project["project"]["dependencies"]) == wanted


def test_nothing_of_a_machine_or_a_registry_is_in_the_tree() -> None:
    machine = re.compile(r"(?:^|[^\w./-])/(?:work|farm|root|home)/\w")
    registry = re.compile(r"index-url\s*=|https?://[\w.-]+/(?:simple|packages)/")
    found = []
    for path in tracked():
        if path.suffix in {".png", ".xlsx", ".stocktake", ".ico"} or path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if machine.search(text.replace("#!/", "")) or registry.search(text):
            found.append(str(path.relative_to(ROOT)))
    assert found == []


def test_no_words_put_off_until_later() -> None:
    later = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
    found = [p for p in SOURCES if later.search(p.read_text(encoding="utf-8"))]
    assert found == []
