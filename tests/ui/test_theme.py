import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from stocktake.ui.look import DARK, LIGHT
from stocktake.ui.theme import Theme, look, scaled, text_factor
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.labels import Heading, Hint


@pytest.mark.parametrize(("per_cent", "points"), [(80, 8.4), (100, 10.5), (200, 21.0)])
def test_text_size_sets_the_application_font_in_points(
    theme: Theme, per_cent: int, points: float
) -> None:
    theme.apply("light", per_cent)
    assert QApplication.font().pointSizeF() == pytest.approx(points)


@pytest.mark.parametrize(("asked", "given"), [(10, 80), (500, 200)])
def test_text_size_stays_between_80_and_200(theme: Theme, asked: int, given: int) -> None:
    theme.set_text_size(asked)
    assert theme.text_size == given
    assert text_factor() == given / 100
    assert scaled(10) == given // 10


def test_headings_and_hints_follow_the_text_size(qtbot: QtBot, theme: Theme) -> None:
    title, hint = Heading("Workforce", "title"), Hint("A line")
    qtbot.addWidget(title)
    qtbot.addWidget(hint)
    assert title.font().pointSizeF() == pytest.approx(20)
    theme.apply("light", 150)
    assert title.font().pointSizeF() == pytest.approx(30)
    assert hint.font().pointSizeF() == pytest.approx(14.25)


def test_everything_follows_from_light_to_dark(qtbot: QtBot, theme: Theme) -> None:
    hint, primary, field = Hint("A line"), PrimaryButton("Export workbook"), QLineEdit()
    for widget in (hint, primary, field):
        qtbot.addWidget(widget)
        widget.show()
    theme.apply("dark", 100)
    assert look() is DARK
    assert hint.palette().windowText().color() == QColor(DARK.muted)
    assert primary.palette().button().color() == QColor(DARK.accent)
    assert primary.palette().buttonText().color() == QColor(DARK.on_accent)
    qtbot.wait_until(lambda: field.palette().base().color() == QColor(DARK.surface))
    theme.apply("light", 100)
    assert primary.palette().button().color() == QColor(LIGHT.accent)


def test_a_button_grows_with_its_words(qtbot: QtBot, theme: Theme) -> None:
    button = PlainButton("Add a row", "add")
    qtbot.addWidget(button)
    before = button.sizeHint()
    theme.apply("light", 200)
    assert button.sizeHint().width() > before.width() * 1.6
    assert button.iconSize().width() == 40


def test_there_is_no_stylesheet(theme: Theme) -> None:
    theme.apply("dark", 120)
    assert QApplication.instance().styleSheet() == ""


def test_changing_the_look_says_so(qtbot: QtBot, theme: Theme) -> None:
    with qtbot.wait_signal(theme.changed):
        theme.set_text_size(110)


def test_what_is_worn_already_is_not_put_on_again(qtbot: QtBot, theme: Theme) -> None:
    with qtbot.assert_not_emitted(theme.changed):
        theme.apply("light", 100)


def test_high_contrast_leaves_the_colours_of_the_system_as_they_are(theme: Theme) -> None:
    QApplication.setPalette(QPalette())
    roles = (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Highlight)
    own = [QApplication.palette().color(role).name() for role in roles]
    theme.apply("dark", 100)
    theme.apply("contrast", 100)
    assert [QApplication.palette().color(role).name() for role in roles] == own
    assert look().name == "system"
    assert look().muted == look().text
