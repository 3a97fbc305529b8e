"""What the papers say of the program is so: folders, switches, file endings, rules, no network."""

import ast
import re
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from installer.making import runtime
from installer.making.windows import PYTHON_VERSION
from stocktake import __version__
from stocktake.app import WORKSPACE_NAME, paths_of
from stocktake.cli import run
from stocktake.documents.blocks import Table
from stocktake.errors import StocktakeError
from stocktake.merge.leaving import DISTRIBUTION_PRACTICES, PEOPLE_FROM, RANGE_PRACTICES
from stocktake.opendata.pack import SUFFIX
from stocktake.paths import shipped
from stocktake.questionnaire.form_heads import form_head
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.store.backups import backup_folder
from stocktake.tasks.brand_in_use import FOLDER
from stocktake.tasks.fault_log import LOG_NAME
from stocktake.tasks.papers import PAPERS, paper_document, papers, plain_words, write_papers

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {name: paper.text for (name, _), paper in zip(PAPERS, papers(), strict=True)}
SETUP = (ROOT / "installer/windows/setup.nsi").read_text(encoding="utf-8")
NETWORK = {"ssl", "http", "ftplib", "smtplib", "socketserver", "xmlrpc", "asyncio", "requests"}
"""Modules with which a program connects; ``socket`` may only say what the computer is called."""


def test_every_paper_in_the_folder_is_listed_and_says_when_it_was_checked() -> None:
    files = {path.stem for path in (shipped("resources") / "papers").glob("*.md")}
    assert files == set(TEXTS)
    for text in TEXTS.values():
        assert re.search("2[23] November 2026", text.splitlines()[0])
        assert f"Stocktake {__version__}" in text.splitlines()[0]
        assert not re.search(r"[*`<>]|\]\(", text.replace("“<5”", ""))


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "forward_to_it"])
def test_a_paper_names_its_sources(name: str) -> None:
    assert "\n## Sources\n" in TEXTS[name]


def test_the_switches_and_folders_are_those_of_the_installers() -> None:
    note = TEXTS["deployment"]
    assert 'InstallDir "$LOCALAPPDATA\\Programs\\Stocktake"' in SETUP
    assert "%LOCALAPPDATA%\\Programs\\Stocktake" in note
    assert 'QuietUninstallString" \'"$INSTDIR\\uninstall.exe" /S\'' in SETUP
    assert "uninstall.exe /S" in note
    msi = (ROOT / "installer/making/msi.py").read_text(encoding="utf-8")
    assert "ProgramFiles64Folder" in msi
    assert "%ProgramFiles%\\Stocktake" in note
    tried = (ROOT / "installer/windows/smoke.sh").read_text(encoding="utf-8")
    for switch in ("msiexec /i", "msiexec /x", "/qn", "/S", "/D="):
        assert switch in note
        assert switch in tried
    assert "msiexec /i FILE.msi /qn" in TEXTS["forward_to_it"]
    assert "stocktake-console" in note
    assert "stocktake-console.exe" in SETUP


def test_the_exit_codes_are_those_of_the_setup() -> None:
    (line,) = [each for each in SETUP.splitlines() if each.startswith("; Exit codes:")]
    said = TEXTS["deployment"].partition("Exit codes of the setup:")[2].partition(".")[0]
    assert re.findall(r"\d+(?= )", said.replace("Windows than 10", "")) == re.findall(r"\d+", line)


def test_the_files_of_the_data_folder_are_those_the_program_keeps(tmp_path: Path) -> None:
    note, paths = TEXTS["deployment"], paths_of(tmp_path, None)
    backups = backup_folder(paths.workspace).name
    for name in (WORKSPACE_NAME, paths.settings.name, paths.window.name, LOG_NAME, backups):
        assert name in note
    assert f"a folder called {FOLDER}" in note
    assert SUFFIX in note
    for text in (TEXTS["data_protection"], TEXTS["freedom_of_information"]):
        assert WORKSPACE_NAME in text
    assert backups in TEXTS["freedom_of_information"]
    source = (ROOT / "stocktake/app.py").read_text(encoding="utf-8")
    assert "AppLocalDataLocation" in source
    assert 'setApplicationName("Stocktake")' in source
    assert "setOrganizationName" not in source
    assert "--data-dir" in source


def test_the_rules_of_what_leaves_are_those_of_the_program() -> None:
    assert (DISTRIBUTION_PRACTICES, RANGE_PRACTICES, PEOPLE_FROM) == (5, 3, 5)
    for name in ("data_protection", "data_sharing"):
        assert "from five practices" in TEXTS[name]
        assert "from three" in TEXTS[name]
        assert "1 to 4 people" in TEXTS[name]
    titles = {field.label for field in shipped_form("practice_stocktake").questions.values()}
    asked = "What may leave the practice in this export?"
    assert asked in TEXTS["data_sharing"]
    assert asked in titles


def test_the_two_forms_about_persons_are_closed() -> None:
    closed = {each for each in shipped_form_ids() if shipped_form(each).form.closed}
    assert {"partner_skills", "exit_interview"} <= closed
    assert not any(form_head(each).is_further for each in closed)


def test_nothing_in_the_program_can_connect() -> None:
    found = []
    for path in sorted((ROOT / "stocktake").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if not re.search(r"socket|urllib|QtNetwork|QtWebEngine|" + "|".join(NETWORK), text):
            continue
        for node in ast.walk(ast.parse(text)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [
                f"{path.name}: {name}"
                for name in names
                if name.partition(".")[0] in NETWORK
                or name.startswith("socket.")
                or ("urllib" in name and name != "urllib.parse.quote")
                or "QtNetwork" in name
                or "QtWebEngine" in name
            ]
            used = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
            if used and node.value.id == "socket" and node.attr != "gethostname":
                found.append(f"{path.name}: socket.{node.attr}")
    assert found == []
    assert "_ssl" in runtime.EXTENSIONS_WITHOUT
    assert "no ssl module" in TEXTS["deployment"]


def test_what_is_said_of_windows_and_of_python_is_plain() -> None:
    for name in ("deployment", "forward_to_it"):
        assert "under Wine 8 only" in TEXTS[name]
    assert f"Python {PYTHON_VERSION}" in TEXTS["dtac"]


def test_a_paper_becomes_a_word_file_with_real_headings_and_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["papers", "--out", str(tmp_path / "papers")]) == 0
    written = [Path(line.removeprefix("Written: ")) for line in capsys.readouterr().out.split("\n")]
    assert len([path for path in written if path.suffix == ".docx"]) == len(PAPERS)
    made = docx.Document(str(written[1]))
    assert made.paragraphs[0].text == "Deployment note"
    headings = [p.text for p in made.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:2] == ["Install, upgrade, remove", "Where data lives"]
    assert made.tables[0].cell(3, 1).text == "msiexec /i FILE.msi /qn"


def test_the_table_to_sign_has_room_to_write() -> None:
    (agreement,) = [each for each in papers() if each.title.startswith("Data sharing")]
    (table,) = [each for each in paper_document(agreement).blocks if isinstance(each, Table)]
    assert table.is_empty_form
    assert len(table.rows) == 4


def test_a_paper_is_read_without_marks() -> None:
    for paper in papers():
        assert not re.search(r"^#|\|", plain_words(paper), re.MULTILINE)
    words = plain_words(papers()[1])
    assert "Silent\n   MSI, for everybody at a computer: msiexec /i FILE.msi /qn" in words
    assert "\nNETWORK\n" in words


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "in the way").touch()
    with pytest.raises(StocktakeError, match="in the way"):
        write_papers(tmp_path / "in the way", datetime.now(UTC))
