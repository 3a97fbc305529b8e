"""Three panes beside one another while there is room, and one at a time without."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLineEdit, QSplitter
from pytestqt.qtbot import QtBot

from stocktake.ui.contents.three_panes import CONTENTS_FROM, SIDE_FROM, ThreePanes
from stocktake.ui.panes import focus_next_pane
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.buttons import SmallButton


@pytest.fixture
def kept(tmp_path: Path) -> QSettings:
    """Where widths are kept."""
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def made(qtbot: QtBot, kept: QSettings | None = None, width: int = 1300) -> ThreePanes:
    three = ThreePanes(QLineEdit(), QLineEdit(), QLineEdit(), kept)
    qtbot.addWidget(three)
    three.resize(width, 600)
    with qtbot.wait_active(three):
        three.show()
        three.activateWindow()
    return three


def shown(three: ThreePanes) -> list[bool]:
    return [pane.isVisible() for pane in three.panes()]


def test_as_the_room_goes_the_panel_folds_and_then_the_contents(qtbot: QtBot) -> None:
    three = made(qtbot)
    assert shown(three) == [True, True, True]
    three.resize(SIDE_FROM - 10, 600)
    assert shown(three) == [True, True, False]
    three.resize(CONTENTS_FROM - 10, 600)
    assert shown(three) == [False, True, False]
    three.resize(1300, 600)
    assert shown(three) == [True, True, True]


def test_larger_text_takes_more_room(qtbot: QtBot, theme: Theme) -> None:
    three = made(qtbot, width=1300)
    theme.apply("light", 200)
    three.resize(1301, 600)
    assert shown(three) == [False, True, False]


def test_f6_goes_round_the_panes_folded_or_not(qtbot: QtBot) -> None:
    three = made(qtbot, width=700)
    three.questions.stop().setFocus()  # type: ignore[union-attr]
    for expected in (three.contents, three.questions, three.contents):
        focus_next_pane(three.panes(), 1)
        assert expected.isAncestorOf(three.focusWidget())
        assert expected.isVisible()
    focus_next_pane(three.panes(), -1)
    assert three.questions.isVisible()


def test_folded_contents_stay_folded_the_next_time(qtbot: QtBot, kept: QSettings) -> None:
    three = made(qtbot, kept)
    three.fold_contents()
    assert shown(three) == [False, True, True]
    again = made(qtbot, kept)
    assert shown(again) == [False, True, True]
    button = next(b for b in again.findChildren(SmallButton) if b.text() == "Contents")
    opened = [b for b in again.findChildren(SmallButton) if b.isVisible()]
    assert [each.accessibleName() for each in opened] == ["Show the contents"]
    opened[0].click()
    assert button is not None
    assert shown(again) == [True, True, True]


def test_a_chosen_width_is_kept_at_any_text_size(
    qtbot: QtBot, kept: QSettings, theme: Theme
) -> None:
    three = made(qtbot, kept)
    before = three.contents.width()
    three.widen_contents()
    assert three.contents.width() == before + 40
    assert made(qtbot, kept).contents.width() == before + 40
    three.narrow_contents()
    three.narrow_contents()
    assert three.contents.width() == before - 40


def test_a_dragged_width_is_kept(qtbot: QtBot, kept: QSettings) -> None:
    three = made(qtbot, kept)
    splitter = three.findChildren(QSplitter)[0]
    splitter.setSizes([310, 600, 350])
    splitter.splitterMoved.emit(310, 1)
    sizes = splitter.sizes()
    assert made(qtbot, kept).contents.width() == sizes[0]


def test_a_width_that_makes_no_sense_is_not_used(qtbot: QtBot, kept: QSettings) -> None:
    kept.setValue("panes/contents", "wide")
    assert made(qtbot, kept).contents.width() == made(qtbot).contents.width()


def test_esc_in_the_contents_goes_back_to_the_questions(qtbot: QtBot) -> None:
    three = made(qtbot, width=700)
    three.toggle_contents()
    assert three.contents.isAncestorOf(three.focusWidget())
    assert three.escape()
    assert three.questions.isAncestorOf(three.focusWidget())
    assert not three.escape()


def test_without_a_side_panel_there_is_none_to_go_to(qtbot: QtBot) -> None:
    side = QLineEdit()
    side.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    three = ThreePanes(QLineEdit(), QLineEdit(), side)
    qtbot.addWidget(three)
    side.hide()
    three.resize(1400, 600)
    three.show()
    three.arrange()
    assert shown(three) == [True, True, False]
    assert not three.side.is_offered
