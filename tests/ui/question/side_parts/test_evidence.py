"""Evidence is added, looked at and taken away beside its question, with real files."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from full_disk import no_room
from half_filled import fill
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from window import answer, block_of, focused, go, key, opened, press, view_of

from stocktake.app import Program
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.store.attachments import MAX_BYTES, PART_BYTES
from stocktake.ui.question.side_parts.evidence import EvidencePart
from stocktake.ui.theme import Theme

CONTROL = Qt.KeyboardModifier.ControlModifier
QUESTION = "profile.list_size"
PDF = b"%PDF-1.7 the July extract"


@pytest.fixture
def program(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    """The window, wide, on a question, with its evidence asked for by its keys."""
    with opened(qapp, theme, tmp_path / "data") as program:
        fill(program.desk)
        program.window.resize(1700, 900)
        go(program, QUESTION)
        key(Qt.Key.Key_E, CONTROL)
        yield program


def part_of(program: Program) -> EvidencePart:
    page = program.window.page
    assert page is not None
    return next(each for each in page.findChildren(EvidencePart) if each.isVisible())


def said(program: Program) -> str:
    labels = part_of(program).findChildren(QLabel)
    return "\n".join(each.text() for each in labels if each.isVisible())


def button(program: Program, words: str) -> QAbstractButton:
    found = part_of(program).findChildren(QAbstractButton)
    named = (each for each in found if words in (each.text(), each.accessibleName()))
    return next(each for each in named if each.isVisible())


def written(folder: Path, name: str, content: bytes = PDF) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def add(program: Program, qtbot: QtBot, *paths: Path) -> None:
    """Choose files in the file window, and wait until they have been read."""
    chosen = ([str(path) for path in paths], "")
    with patch.object(QFileDialog, "getOpenFileNames", return_value=chosen):
        button(program, "Add files").click()
    qtbot.wait_until(lambda: not program.desk.jobs.is_busy)
    QApplication.processEvents()


def test_a_file_is_added_listed_and_counted(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    assert focused() is button(program, "Add files")
    add(program, qtbot, written(tmp_path, "extract.pdf"))
    assert "extract.pdf" in said(program)
    assert "1 KB, added " in said(program)
    assert answer(program, QUESTION).evidence == ("extract.pdf",)
    parts = block_of(program, QUESTION).tools.parts
    assert parts.button("evidence").text() == "Evidence (1)"  # type: ignore[attr-defined]
    add(program, qtbot, written(tmp_path, "second.pdf", b"%PDF another"))
    assert parts.button("evidence").text() == "Evidence (2)"  # type: ignore[attr-defined]


def begun(program: Program, qtbot: QtBot, path: Path) -> EvidencePart:
    """Add a large file, and come back as soon as it has been read."""
    part = part_of(program)
    with qtbot.wait_signal(program.desk.jobs.busy_changed, check_params_cb=lambda busy: not busy):
        part.add([path])
    return part


def test_a_large_file_comes_in_between_whatever_else_is_done(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    turns: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(len(answer(program, QUESTION).evidence)))
    begun(program, qtbot, written(tmp_path, "scan.pdf", b"%PDF" + bytes(6 * PART_BYTES)))
    timer.start(0)
    qtbot.wait_until(lambda: answer(program, QUESTION).evidence == ("scan.pdf",))
    timer.stop()
    # The window had its turn between any two parts.
    assert turns.count(0) >= 6
    assert "6.0 MB, added " in said(program)


def test_a_large_file_can_be_stopped_and_nothing_of_it_is_kept(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    part = begun(program, qtbot, written(tmp_path, "scan.pdf", b"%PDF" + bytes(MAX_BYTES - 4)))
    cancel = next(b for b in part.findChildren(QAbstractButton) if b.text() == "Cancel")
    cancel.click()
    qtbot.wait_until(lambda: "scan.pdf was not added, because you stopped it" in said(program))
    assert answer(program, QUESTION).evidence == ()
    add(program, qtbot, written(tmp_path, "extract.pdf"))
    assert answer(program, QUESTION).evidence == ("extract.pdf",)


def test_a_large_file_is_kept_when_the_page_is_left_half_way(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    begun(program, qtbot, written(tmp_path, "scan.pdf", b"%PDF" + bytes(3 * PART_BYTES)))
    program.window.show_page("home")
    assert answer(program, QUESTION).evidence == ("scan.pdf",)


def test_a_large_file_that_does_not_fit_is_told_in_words(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    path = written(tmp_path, "scan.pdf", b"%PDF" + bytes(3 * PART_BYTES))
    begun(program, qtbot, path)
    workspace = program.desk.workspace
    assert workspace is not None
    with no_room(workspace.path.stat().st_size + PART_BYTES // 2):
        qtbot.wait_until(lambda: "Not added" in said(program))
    assert answer(program, QUESTION).evidence == ()
    add(program, qtbot, path)
    qtbot.wait_until(lambda: answer(program, QUESTION).evidence == ("scan.pdf",))


def test_evidence_is_there_again_the_next_day(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    add(program, qtbot, written(tmp_path, "extract.pdf"))
    practice = program.desk.practice
    assert practice is not None
    program.desk.close_practice()
    program.desk.choose(practice.subject, practice.round)
    go(program, QUESTION)
    assert "extract.pdf" in said(program)


def test_every_bad_file_is_told_and_the_good_one_is_kept(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    large = written(tmp_path, "large.pdf")
    with large.open("wb") as whole:
        whole.truncate(MAX_BYTES + 1)
    add(
        program,
        qtbot,
        tmp_path / "gone.pdf",
        tmp_path / "stick" / "report.pdf",
        tmp_path,
        written(tmp_path, "empty.pdf", b""),
        large,
        written(tmp_path, "report.pdf", b"MZ\x90"),
        written(tmp_path, "run.sh"),
        written(tmp_path, "extract.pdf"),
    )
    words = said(program)
    for told in (
        "gone.pdf is not there any more",
        "drive that report.pdf is on cannot be reached",
        "is a folder",
        "empty.pdf is empty",
        "large.pdf is larger than 20 MB",
        "report.pdf is a program",
        "run.sh is a program, a script or a shortcut",
    ):
        assert told in words
    assert answer(program, QUESTION).evidence == ("extract.pdf",)


def test_a_patients_name_is_looked_at_before_anything_is_kept(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    path = written(tmp_path, "Mrs_Smith 943 476 5919.pdf")
    add(program, qtbot, path)
    assert "NHS number" in said(program)
    assert "person's name" in said(program)
    assert answer(program, QUESTION).evidence == ()
    button(program, "Leave it out").click()
    assert "Mrs_Smith" not in said(program)
    add(program, qtbot, path)
    button(program, "Add all the same").click()
    assert answer(program, QUESTION).evidence == (path.name,)


def test_files_that_come_late_stay_with_the_question_they_are_for(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    part = part_of(program)
    part.add([written(tmp_path, "extract.pdf")])
    block_of(program, "profile.list_status").focus_answer()
    qtbot.wait_until(lambda: not program.desk.jobs.is_busy)
    assert answer(program, QUESTION).evidence == ("extract.pdf",)
    assert answer(program, "profile.list_status").evidence == ()
    assert "extract.pdf" not in said(program)


def test_files_dropped_on_the_list_are_added(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(written(tmp_path, "extract.pdf")))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    part = part_of(program)
    enter = QDragEnterEvent(QPoint(5, 5), copy, carried, left, none)
    QApplication.sendEvent(part, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(part, QDropEvent(QPointF(5, 5), copy, carried, left, none))
    qtbot.wait_until(lambda: not program.desk.jobs.is_busy)
    assert answer(program, QUESTION).evidence == ("extract.pdf",)


def test_a_file_is_opened_as_a_copy_and_saved_as_a_copy(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    add(program, qtbot, written(tmp_path, "extract.pdf"))
    with patch.object(QDesktopServices, "openUrl", return_value=True) as open_url:
        button(program, "Open: extract.pdf").click()
    copy = Path(open_url.call_args.args[0].toLocalFile())
    assert copy.name == "extract.pdf"
    assert copy.parent != tmp_path
    assert copy.read_bytes() == PDF
    target = tmp_path / "copied.pdf"
    with patch.object(QFileDialog, "getSaveFileName", return_value=(str(target), "")):
        button(program, "Save a copy: extract.pdf").click()
    qtbot.wait_until(target.exists)
    qtbot.wait_until(lambda: not program.desk.jobs.is_busy)
    assert target.read_bytes() == PDF
    assert "copied.pdf is in" in said(program)


def test_a_copy_that_cannot_be_saved_is_told(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    add(program, qtbot, written(tmp_path, "extract.pdf"))
    target = tmp_path / "gone" / "copied.pdf"
    with patch.object(QFileDialog, "getSaveFileName", return_value=(str(target), "")):
        button(program, "Save a copy: extract.pdf").click()
    qtbot.wait_until(lambda: not program.desk.jobs.is_busy)
    assert "There is a problem" in said(program)
    assert "copied.pdf" in said(program)


def test_a_file_is_removed_only_when_it_is_meant(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    add(program, qtbot, written(tmp_path, "extract.pdf"))
    timer = press("Keep it")
    button(program, "Remove: extract.pdf").click()
    assert answer(program, QUESTION).evidence == ("extract.pdf",)
    timer = press("Remove it")
    button(program, "Remove: extract.pdf").click()
    assert not timer.isActive()
    assert answer(program, QUESTION).evidence == ()
    assert "extract.pdf" not in said(program)


def test_evidence_of_an_older_round_can_be_opened_and_not_changed(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    add(program, qtbot, written(tmp_path, "extract.pdf"))
    practice = program.desk.practice
    assert practice is not None
    program.desk.choose(practice.subject, "2027/28")
    program.desk.sheet(STOCKTAKE)
    program.desk.choose(practice.subject, practice.round)
    go(program, QUESTION)
    assert button(program, "Open: extract.pdf").isEnabled()
    assert not button(program, "Remove: extract.pdf").isEnabled()
    assert not button(program, "Add files").isEnabled()


def test_without_room_evidence_unfolds_under_its_question(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    program.window.resize(1024, 640)
    go(program, QUESTION)
    parts = block_of(program, QUESTION).tools.parts
    QTest.mouseClick(parts.button("evidence"), Qt.MouseButton.LeftButton)
    add(program, qtbot, written(tmp_path, "extract.pdf"))
    assert "extract.pdf" in said(program)
    assert view_of(program).current() is block_of(program, QUESTION)
