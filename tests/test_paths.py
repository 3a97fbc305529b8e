"""Forms and resources are found from a checkout and from a wheel, and are fit to be read."""

import os
import shutil
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path, PurePosixPath

import pytest

from stocktake.paths import shipped

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("forms", "resources")
TEXTS = [path for kind in KINDS for path in sorted(shipped(kind).rglob("*")) if path.is_file()]

ASK = """
from stocktake.paths import shipped
from stocktake.questionnaire.loading import shipped_catalogue, shipped_form, shipped_form_ids
from stocktake.tasks.sample import sample_submissions

print(shipped("forms"), shipped("resources"), sep="\\n")
print(len(shipped_catalogue().expectations), len(sample_submissions()))
print(*(shipped_form(each).id for each in shipped_form_ids()))
"""


def wheel_settings() -> dict:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return project["tool"]["hatch"]["build"]["targets"]["wheel"]


def place_in_wheel(path: PurePosixPath) -> PurePosixPath:
    """Where the settings of the wheel put a file of the tree."""
    for source, target in wheel_settings()["sources"].items():
        if path.is_relative_to(source):
            return PurePosixPath(target) / path.relative_to(source)
    return path


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the tree where a wheel made from it would put them."""
    folder = tmp_path_factory.mktemp("unpacked")
    for top in wheel_settings()["only-include"]:
        for path in (ROOT / top).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                to = folder / place_in_wheel(PurePosixPath(path.relative_to(ROOT).as_posix()))
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, to)
    return folder


def answered_from(folder: Path) -> list[str]:
    """What a program says that finds the package in a folder, and nothing of this tree."""
    run = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return run.stdout.splitlines()


def test_a_checkout_has_its_files_at_the_top() -> None:
    for kind in KINDS:
        assert shipped(kind) == ROOT / kind


def test_a_wheel_carries_forms_and_resources_and_reads_them_there(unpacked: Path) -> None:
    forms, resources, *said = answered_from(unpacked)
    assert Path(forms) == unpacked / "stocktake" / "_data" / "forms"
    assert Path(resources) == unpacked / "stocktake" / "_data" / "resources"
    assert sorted(path.name for path in unpacked.iterdir()) == ["stocktake"]
    assert said == answered_from(ROOT)[2:]
    carried = {path.relative_to(unpacked / "stocktake" / "_data") for path in _data(unpacked)}
    assert carried == {path.relative_to(ROOT) for path in TEXTS}


def _data(unpacked: Path) -> list[Path]:
    return [path for path in (unpacked / "stocktake" / "_data").rglob("*") if path.is_file()]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_what_is_shipped_is_plain_text_as_it_was_typed(path: Path) -> None:
    """Strict UTF-8 without a mark before it, and no curly quote, dash or pound sign spoilt."""
    text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n") or path.suffix == ".svg"
    assert unicodedata.normalize("NFC", text) == text
    spoilt = ("\ufeff", "\ufffd", "\u00e2\u20ac", "\u00c2\u00a3", "\u00c3\u00a9", "\r", "\u00a0?")
    assert [each for each in spoilt if each in text] == []
    odd = {c for c in text if unicodedata.category(c) in ("Cc", "Co", "Cn") and c not in "\n\t"}
    assert odd == set()
