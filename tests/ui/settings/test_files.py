from pathlib import Path
from unittest.mock import patch

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from reviewing import Reviewed
from window import press

from stocktake.ui.settings.files import FilesPanel
from stocktake.ui.widgets.labels import Words


def shown(qtbot: QtBot, reviewed: Reviewed) -> FilesPanel:
    panel = FilesPanel(reviewed.desk)
    qtbot.addWidget(panel)
    panel.show()
    panel.refresh()
    return panel


def words(panel: FilesPanel) -> str:
    said = "\n".join(each.text() for each in panel.findChildren(Words) if each.isVisible())
    return said.replace("\u200b", "")


def button(panel: FilesPanel, text: str) -> QPushButton:
    return next(each for each in panel.findChildren(QPushButton) if each.text() == text)


def row(panel: FilesPanel, at: int) -> tuple[str, ...]:
    return panel._rows.row_at(at).cells


def test_it_says_where_the_file_is_and_that_saving_is_always_on(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    said = words(shown(qtbot, reviewed))
    assert str(reviewed.folder / "practice.stocktake") in said
    assert "always on" in said
    assert "no backups yet" in said


def test_a_file_in_a_synchronised_folder_is_warned_of(qtbot: QtBot, tmp_path: Path) -> None:
    reviewed = Reviewed(tmp_path / "OneDrive - Quayside")
    reviewed.folder.mkdir()
    reviewed.open()
    panel = shown(qtbot, reviewed)
    qtbot.wait_until(lambda: "OneDrive folder" in panel.warned.text())
    reviewed.close()


def test_a_file_on_this_computer_is_not_warned_of(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    panel = shown(qtbot, reviewed)
    qtbot.wait_until(lambda: not reviewed.jobs.is_busy)
    assert panel.warned.text() == ""


def test_a_backup_is_made_checked_and_listed(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    panel = shown(qtbot, reviewed)
    button(panel, "Make a backup now").click()
    assert "was made and checked" in words(panel)
    qtbot.wait_until(lambda: row(panel, 0)[2] == "Sound")


def test_a_spoilt_backup_is_told_from_a_sound_one(qtbot: QtBot, reviewed: Reviewed) -> None:
    workspace = reviewed.open().workspace
    spoilt = workspace.backups.make().path
    workspace.backups.make()
    spoilt.write_bytes(spoilt.read_bytes()[:5000])
    panel = shown(qtbot, reviewed)
    qtbot.wait_until(lambda: row(panel, 0)[2] == "Sound")
    assert row(panel, 1)[2] == "Cannot be read as it should"


def test_opening_a_backup_is_asked_for_to_be_read_only(qtbot: QtBot, reviewed: Reviewed) -> None:
    made = reviewed.open().workspace.backups.make()
    panel = shown(qtbot, reviewed)
    press("Open the backup")
    with qtbot.wait_signal(reviewed.desk.file_asked) as heard:
        panel.table.opened.emit(0)
    assert heard.args == [made.path, True]


def test_the_folder_opens_in_the_computers_own_window(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    panel = shown(qtbot, reviewed)
    with patch("stocktake.ui.settings.files.show_folder") as opened:
        button(panel, "Open folder").click()
    opened.assert_called_once_with(reviewed.folder)


def test_with_no_file_open_nothing_can_be_pressed(qtbot: QtBot, reviewed: Reviewed) -> None:
    panel = shown(qtbot, reviewed)
    assert not button(panel, "Make a backup now").isEnabled()
    assert not button(panel, "Open folder").isEnabled()
