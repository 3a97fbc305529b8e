from pathlib import Path
from unittest.mock import patch

from pytestqt.qtbot import QtBot
from reviewing import Reviewed

from stocktake.ui.desk_folder import default_name
from stocktake.ui.settings.desks import NO_FOLDER, DesksPanel
from stocktake.ui.widgets.labels import Words


def shown(qtbot: QtBot, reviewed: Reviewed) -> DesksPanel:
    panel = DesksPanel(reviewed.desk)
    qtbot.addWidget(panel)
    panel.show()
    panel.refresh()
    return panel


def words(panel: DesksPanel) -> str:
    return "\n".join(each.text() for each in panel.findChildren(Words) if each.isVisible())


def choose(panel: DesksPanel, folder: Path | None) -> None:
    with patch("stocktake.ui.settings.desks.choose_folder", return_value=folder):
        panel.choose.click()


def test_without_a_folder_it_says_that_nothing_is_copied(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    panel = shown(qtbot, reviewed)
    assert NO_FOLDER in words(panel)
    assert not panel.save.isVisible()
    assert not panel.stop.isVisible()


def test_a_desk_is_called_what_the_computer_is_until_it_is_given_a_name(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    panel = shown(qtbot, reviewed)
    assert panel.name.text() == default_name()
    panel.leaving()
    assert reviewed.desk.settings.desk_name == ""
    panel.name.setText("  Front   office ")
    panel.leaving()
    assert reviewed.desk.settings.desk_name == "Front office"


def test_a_folder_is_chosen_and_given_up_again(
    qtbot: QtBot, reviewed: Reviewed, tmp_path: Path
) -> None:
    reviewed.open()
    panel = shown(qtbot, reviewed)
    choose(panel, tmp_path / "shared drive")
    assert reviewed.desk.settings.desk_folder == str(tmp_path / "shared drive")
    assert str(tmp_path / "shared drive") in words(panel)
    choose(panel, None)
    assert reviewed.desk.settings.desk_folder == str(tmp_path / "shared drive")
    panel.stop.click()
    assert reviewed.desk.settings.desk_folder == ""
    assert "stays there" in panel.told.text()


def test_the_folder_of_ones_own_file_is_no_place_for_copies(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    panel = shown(qtbot, reviewed)
    choose(panel, reviewed.folder)
    assert reviewed.desk.settings.desk_folder == ""
    assert "which no other desk uses" in panel.told.text()
