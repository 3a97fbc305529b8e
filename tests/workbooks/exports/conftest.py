"""Exported workbooks to look into: a filled practice, and what LibreOffice makes of them."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import filled_practice
import pytest

from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.tasks.leaving import Leaving, leaving_of
from stocktake.workbooks.reading import Forms


@pytest.fixture(scope="session")
def leaving() -> Leaving:
    """A practice with every question answered, sharing all that may be shared."""
    returns = filled_practice.practice()
    return leaving_of(returns, filled_practice.share_everything(returns))


@pytest.fixture(scope="session")
def exported(leaving: Leaving, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its workbook. Not to be changed: copy it first."""
    path = tmp_path_factory.mktemp("exported") / "practice.xlsx"
    return filled_practice.write_workbook(path, leaving)


@pytest.fixture(scope="session")
def installed() -> Forms:
    return Forms([shipped_form(each) for each in shipped_form_ids()])


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """A workbook as LibreOffice saves it in another format, or again in its own."""

    def convert(path: Path, kind: str) -> Path:
        folder = tmp_path_factory.mktemp("converted")
        (folder / "own").mkdir()
        own = Path(shutil.copy(path, folder / "own" / "own.xlsx"))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, own]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        return folder / f"own.{kind}"

    return convert


@pytest.fixture(scope="session")
def printed(converted: Callable[[Path, str], Path]) -> Callable[[Path], str]:
    """The words of a workbook as LibreOffice prints it."""

    def words(path: Path) -> str:
        read = ["pdftotext", "-layout", converted(path, "pdf"), "-"]
        return subprocess.run(read, check=True, capture_output=True).stdout.decode()

    return words
