import logging
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reviewing import Reviewed

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.submission import Subject
from stocktake.settings import Settings
from stocktake.tasks.fault_log import begin_log, end_log
from stocktake.tasks.problem_report import ReportPart, report_parts, save_report

AT = datetime(2026, 11, 22, 14, 32, tzinfo=UTC)
CANARIES = ("Kittiwake", "K84017", "Razorbill", "Fulmar", "Shearwater", "Dunlin", "Guillemot")
SCREEN = {"window": "1024 by 640"}


@pytest.fixture
def reviewed(tmp_path: Path) -> Reviewed:
    """A practice whose name, code, answers, notes, evidence, folder and role are all canaries."""
    made = Reviewed(tmp_path / "Shearwater")
    made.folder.mkdir()
    desk = made.open(Subject("practice", "K84017", "Kittiwake Surgery", "Razorbill PCN"))
    note = replace(answered("Fulmar has 17 sessions"), note="Dunlin said so")
    made.say({Address("profile.pcn_name"): note})
    workspace = desk.workspace
    submission = workspace.returns.list(None)[0].id
    workspace.attachments.attach(
        submission, Address("profile.pcn_name"), "Guillemot.txt", b"x", role="Dunlin"
    )
    return made


def text_of(parts: tuple[ReportPart, ...]) -> str:
    return "\n".join(f"{part.name}\n{part.text}" for part in parts)


def gathered(reviewed: Reviewed) -> tuple[ReportPart, ...]:
    settings = Settings(
        role="Dunlin",
        export_folder=str(reviewed.folder),
        recent_files=(str(reviewed.folder / "Fulmar.stocktake"),),
        expected_practices=("K84017 Kittiwake",),
        unknown={"Guillemot": "Guillemot"},
    )
    return report_parts(settings, reviewed.desk.workspace, reviewed.folder, SCREEN, AT)


def test_no_answer_note_name_code_or_path_comes_in(
    reviewed: Reviewed, caplog: pytest.LogCaptureFixture
) -> None:
    handler = begin_log(reviewed.folder)
    try:
        raise ValueError("Fulmar has 17 sessions")
    except ValueError as error:
        logging.getLogger("stocktake").error("a fault %s", "Fulmar", exc_info=error)
    end_log(handler)
    caplog.clear()
    parts = gathered(reviewed)
    target = reviewed.folder / "report.zip"
    save_report(parts, target)
    with zipfile.ZipFile(target) as archive:
        written = "".join(archive.read(name).decode() for name in archive.namelist())
        assert archive.namelist() == [part.name for part in parts]
    assert written == "".join(part.text for part in parts)
    assert "ValueError" in written
    for canary in (*CANARIES, str(reviewed.folder), Path.home().name + "/"):
        assert canary not in text_of(parts) + written
        assert canary.encode() not in target.read_bytes()
    reviewed.close()


def test_it_counts_what_is_there(reviewed: Reviewed) -> None:
    text = text_of(gathered(reviewed))
    for line in ("returns: 1", "evidence files: 1", "rounds: 1", "role: given", "text_size: 100"):
        assert line in text
    assert "recent_files: 1 kept" in text
    assert "window: 1024 by 640" in text
    assert "Where are we now?: 2026" in text
    assert "Nothing has gone wrong" in text
    reviewed.close()


def test_it_is_made_without_a_file_too(tmp_path: Path) -> None:
    text = text_of(report_parts(Settings(), None, tmp_path, SCREEN, AT))
    assert "open: no" in text


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    with pytest.raises(StocktakeError, match="could not be saved"):
        save_report((ReportPart("a.txt", "a"),), tmp_path / "gone" / "report.zip")
