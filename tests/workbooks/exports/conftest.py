"""Exported workbooks to look into: a filled practice, and what LibreOffice makes of them."""

import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import filled_practice
import pytest
from early import begin_if_wanted
from pcn_files import sample_collection

from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.tasks.combine import look
from stocktake.tasks.leaving import Leaving, leaving_of
from stocktake.workbooks.exports.pcn import write_pcn_workbook
from stocktake.workbooks.reading import Forms

Sent = tuple[Path, Leaving]
"""A workbook, and what was to leave in it."""


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
def pack(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """The fullest pack, filled, and its workbook. Not to be changed."""
    returns = [filled_practice.filled("working_at_scale", seed=3)]
    left = leaving_of(returns, filled_practice.share_everything(returns))
    path = tmp_path_factory.mktemp("pack") / "pack.xlsx"
    return filled_practice.write_workbook(path, left, "pack"), left


@pytest.fixture(scope="session")
def to_fill_in(pack: Sent, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pack as a workbook to be filled in. Not to be changed."""
    path = tmp_path_factory.mktemp("fill_in") / "fill_in.xlsx"
    return filled_practice.write_workbook(path, pack[1], "fill_in")


@pytest.fixture(scope="session")
def pcn_workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PCN workbook of the sample. Not to be changed."""
    path = tmp_path_factory.mktemp("pcn") / "PCN.xlsx"
    collection = sample_collection()
    return write_pcn_workbook(path, look(collection), collection, ())


@pytest.fixture(scope="session")
def in_libreoffice(
    exported: Path,
    pack: Sent,
    to_fill_in: Path,
    pcn_workbook: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[str, str], Path]]:
    """What LibreOffice makes of a workbook (practice, pack or pcn), printed or saved again.

    It works on its own while other tests run, on all workbooks of a kind at once.
    """
    folder = tmp_path_factory.mktemp("libreoffice")
    own = {"practice": exported, "pack": pack[0], "fill_in": to_fill_in, "pcn": pcn_workbook}
    for name, path in own.items():
        shutil.copy(path, folder / f"{name}.xlsx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"

    def convert(kind: str, names: Iterable[str]) -> None:
        out = ["--convert-to", kind, "--outdir", folder / kind]
        files = [folder / f"{name}.xlsx" for name in names]
        command = ["soffice", profile, "--headless", *out, *files]
        subprocess.run(command, check=True, capture_output=True, timeout=240)

    with ThreadPoolExecutor(1) as pool:
        works = {
            "xlsx": pool.submit(convert, "xlsx", ["practice"]),
            "pdf": pool.submit(convert, "pdf", own),
        }

        def made(name: str, kind: str) -> Path:
            works[kind].result()
            return folder / kind / f"{name}.{kind}"

        yield made


@pytest.fixture(scope="session", autouse=True)
def libreoffice_begins_early(request: pytest.FixtureRequest) -> None:
    """Start LibreOffice with the first test of this folder."""
    begin_if_wanted(request, "in_libreoffice")
