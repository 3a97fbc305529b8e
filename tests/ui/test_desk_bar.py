from pytestqt.qtbot import QtBot

from stocktake.ui.desk_bar import CLOSE, CONTINUE, KEEP, LOOK, DeskBar


def shown(qtbot: QtBot) -> DeskBar:
    bar = DeskBar()
    qtbot.addWidget(bar)
    return bar


def visible(bar: DeskBar) -> list[str]:
    return [name for name, button in bar.buttons.items() if not button.isHidden()]


def test_it_asks_with_the_buttons_that_fit(qtbot: QtBot) -> None:
    bar = shown(qtbot)
    bar.ask("Continue from the copy saved at Desk 3, 14:32", "It has more.", CONTINUE, KEEP, LOOK)
    assert bar.isVisible()
    assert visible(bar) == [CONTINUE, LOOK, KEEP]
    assert "Desk 3, 14:32: It has more." in bar.accessibleName()


def test_a_warning_can_only_be_closed(qtbot: QtBot) -> None:
    bar = shown(qtbot)
    bar.warn("Open at Desk 3 since 14:10.", "Two people.")
    assert visible(bar) == [CLOSE]


def test_the_button_that_is_pressed_is_told(qtbot: QtBot) -> None:
    bar = shown(qtbot)
    bar.ask("Continue?", "It has more.", CONTINUE, KEEP)
    with qtbot.wait_signal(bar.chosen) as heard:
        bar.buttons[CONTINUE].click()
    assert heard.args == [CONTINUE]
