from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from reviewing import Reviewed

from stocktake.settings import load_settings
from stocktake.ui.keymap import keymap
from stocktake.ui.main_window import MainWindow
from stocktake.ui.preferring import Preferring
from stocktake.ui.theme import Theme, look

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, reviewed: Reviewed, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow((), reviewed.desk)
    Preferring(reviewed.desk, made, theme, tmp_path / "settings.json")
    qtbot.addWidget(made)
    made.show()
    with qtbot.wait_active(made):
        made.activateWindow()
    yield made
    keymap().use(())


def test_the_text_grows_and_shrinks_from_the_keyboard_and_is_kept(
    qtbot: QtBot, window: MainWindow, theme: Theme, tmp_path: Path
) -> None:
    sizes = []
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0):
        qtbot.keyClick(window, key, CONTROL)
        sizes.append(theme.text_size)
    assert sizes == [110, 120, 110, 100]
    qtbot.keyClick(window, Qt.Key.Key_Plus, CONTROL)
    assert load_settings(tmp_path / "settings.json").text_size == 110


def test_the_text_stops_at_its_limits(
    qtbot: QtBot, window: MainWindow, reviewed: Reviewed, theme: Theme
) -> None:
    reviewed.desk.prefer(text_size=195)
    qtbot.keyClick(window, Qt.Key.Key_Plus, CONTROL)
    assert theme.text_size == 200


def test_colours_are_put_on_at_once_and_kept(
    window: MainWindow, reviewed: Reviewed, tmp_path: Path
) -> None:
    reviewed.desk.prefer(colour_scheme="dark")
    assert look().name == "dark"
    assert load_settings(tmp_path / "settings.json").colour_scheme == "dark"


def test_keys_are_followed_by_the_menus_at_once(
    qtbot: QtBot, window: MainWindow, reviewed: Reviewed, theme: Theme
) -> None:
    reviewed.desk.prefer(keys=("view.larger_text=Ctrl+J",))
    qtbot.keyClick(window, Qt.Key.Key_J, CONTROL)
    assert theme.text_size == 110
    qtbot.keyClick(window, Qt.Key.Key_Plus, CONTROL)
    assert theme.text_size == 110


def test_a_role_is_put_beside_the_next_answers(window: MainWindow, reviewed: Reviewed) -> None:
    reviewed.desk.prefer(role="Deputy manager")
    assert reviewed.desk.role == "Deputy manager"


def test_settings_that_cannot_be_kept_are_said_in_the_window(
    qtbot: QtBot, reviewed: Reviewed, theme: Theme, tmp_path: Path
) -> None:
    (tmp_path / "in the way").write_text("a file, not a folder")
    made = MainWindow((), reviewed.desk)
    Preferring(reviewed.desk, made, theme, tmp_path / "in the way" / "settings.json")
    qtbot.addWidget(made)
    reviewed.desk.prefer(offer_unsure=False)
    assert "Your settings could not be saved" in made.notice.text()
