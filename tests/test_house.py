"""The habits of the house: sizes, layers, names and promises that a machine can hold."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "stocktake"
SOURCES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SHIPPED = {"stocktake", "forms", "resources", "README.md", "LICENSE"}
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


def nodes(path: Path, words: Iterable[str]) -> Iterator[ast.AST]:
    """What a module is made of, if any of these words stands in it: to take it apart is slow."""
    text = path.read_text(encoding="utf-8")
    if any(word in text for word in words):
        yield from ast.walk(ast.parse(text))


def is_data_table(path: Path) -> bool:
    """Whether a module is nothing but constants."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    kept = (ast.Assign, ast.AnnAssign, ast.Expr, ast.Import, ast.ImportFrom)
    return all(isinstance(node, kept) for node in body)


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=lambda path: str(path.relative_to(ROOT)))
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
            for node in nodes(path, ["print"])
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


def test_nothing_shipped_names_a_place_on_a_computer() -> None:
    place = re.compile(r"(?:^|[\s\"'(=])/(?:tmp|var|mnt|opt|Users|Volumes)/\w|\b[A-Z]:\\\\?\w")
    shipped = [p for p in tracked() if p.relative_to(ROOT).parts[0] in SHIPPED]
    found = [str(p) for p in shipped if place.search(p.read_text(encoding="utf-8"))]
    assert len(shipped) > 300
    assert found == []


def test_nothing_says_who_or_what_wrote_it() -> None:
    """Words are in two halves, so that they do not stand here either."""
    halves = [("clau", "de"), ("anthro", "pic"), ("chat", "gpt"), ("open", "ai"), ("copi", "lot")]
    named = "|".join(first + second for first, second in halves)
    done = "written|generated|made|created|authored|produced"
    patterns = (
        rf"\b(?:{named})\b",
        rf"\bai[ -](?:{done})\b",
        rf"\b(?:{done})[ -]by[ -](?:an? )?(?:ai|llm|language model)\b",
        r"co-authored[-]by",
    )
    writer = re.compile("|".join(patterns), re.IGNORECASE)
    found = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if writer.search(path.read_bytes().decode("utf-8", errors="replace"))
    ]
    assert found == []


def test_nothing_is_put_off_passed_over_or_waited_for() -> None:
    """Tests may let queued events through, which waits for nothing; the program may not.

    ``tests/by_name`` is no test of the suite: it watches another program from outside, and looks
    again until what it looks for is there.
    """
    names = {"stocktake": ["sleep", "processEvents", "skip", "skipif", "xfail", "QThread"]}
    names["tests"] = ["sleep", "skip", "skipif", "xfail", "importorskip", "qWait"]
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.attr}"
        for folder, banned in names.items()
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path.parent.name != "by_name"
        for node in nodes(path, banned)
        if isinstance(node, ast.Attribute) and node.attr in banned
    ]
    assert found == []


def test_no_control_is_made_that_the_wheel_would_change() -> None:
    """Source: design/screens.md F.0; ``CalmComboBox`` leaves the wheel to the page."""
    changing = {"QComboBox", "QSpinBox", "QDoubleSpinBox", "QDateEdit", "QTimeEdit"}
    changing |= {"QDateTimeEdit", "QSlider", "QDial", "QTabBar", "QTabWidget"}
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.func.id}"
        for path in SOURCES
        for node in nodes(path, changing)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in changing
    ]
    assert found == []


def test_only_a_base_of_widgets_leaves_something_to_be_written() -> None:
    """Qt's classes cannot be abstract; a base says so in a method of a docstring and a raise."""
    texts = {path: path.read_text(encoding="utf-8") for path in SOURCES}
    for path, text in texts.items():
        if "NotImplementedError" not in text:
            continue
        functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef)]
        left = [n for n in functions if ast.unparse(n.body[-1]) == "raise NotImplementedError"]
        assert path.is_relative_to(PACKAGE / "ui"), path
        assert text.count("NotImplementedError") == len(left), path
        for node in left:
            assert len(node.body) == 2 and ast.get_docstring(node), node.name
            written = [each for each in texts if f"def {node.name}(self" in texts[each]]
            assert len(written) > 1, node.name


def test_no_date_is_written_in_the_language_of_the_computer() -> None:
    # Qt takes over the computer's language, and with it the months that Python writes.
    own = re.compile(r"\{[^{}\"']*:[^{}\"']*%[aAbB]|strftime\([^)]*%[aAbB]")
    found = [p.name for p in SOURCES if own.search(p.read_text(encoding="utf-8"))]
    assert found == []


def test_no_words_put_off_until_later() -> None:
    later = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
    found = [p for p in SOURCES if later.search(p.read_text(encoding="utf-8"))]
    assert found == []
