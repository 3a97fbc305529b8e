from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot
from reviewing import Reviewed

from stocktake.ui.keymap import command_id, keymap
from stocktake.ui.settings.keys import KeysPanel

NOTE = command_id("Question", "Note")


def shown(qtbot: QtBot, reviewed: Reviewed) -> KeysPanel:
    reviewed.desk.preferred.connect(lambda settings: keymap().use(settings.keys))
    panel = KeysPanel(reviewed.desk)
    qtbot.addWidget(panel)
    panel.show()
    panel.refresh()
    return panel


def rows(panel: KeysPanel) -> list[tuple[str, ...]]:
    return [panel._rows.row_at(at).cells for at in range(panel._rows.rowCount())]


def choose(panel: KeysPanel, name: str) -> None:
    found = [each.id for each in panel._found]
    panel.table.opened.emit(found.index(name))


def test_commands_are_found_by_words_and_by_keys(qtbot: QtBot, reviewed: Reviewed) -> None:
    panel = shown(qtbot, reviewed)
    assert len(rows(panel)) == len(keymap().commands())
    panel.search.setText("come back")
    qtbot.wait_until(lambda: len(rows(panel)) == 1)
    assert rows(panel)[0] == ("Come back later", "Question", "Alt+4")
    panel.search.setText("ctrl+m")
    qtbot.wait_until(lambda: [each[2] for each in rows(panel)] == ["Ctrl+M"])
    panel.search.setText("no such thing")
    qtbot.wait_until(lambda: not panel.table.isVisible())


def test_other_keys_are_pressed_and_kept(qtbot: QtBot, reviewed: Reviewed) -> None:
    panel = shown(qtbot, reviewed)
    choose(panel, NOTE)
    assert not panel.card.use.isEnabled()
    panel.card.keys.setKeySequence(QKeySequence("Ctrl+Shift+J"))
    panel.card.use.click()
    assert reviewed.desk.settings.keys == (f"{NOTE}=Ctrl+Shift+J",)
    assert ("Ctrl+Shift+J (chosen)") in [each[2] for each in rows(panel)]


def test_keys_can_be_taken_off_and_put_back(qtbot: QtBot, reviewed: Reviewed) -> None:
    panel = shown(qtbot, reviewed)
    choose(panel, NOTE)
    panel.card.none.click()
    assert keymap().keys(NOTE) == ()
    panel.card.usual.click()
    assert keymap().keys(NOTE) == ("Ctrl+M",)
    assert reviewed.desk.settings.keys == ()


def test_a_clash_is_told_and_going_on_takes_the_keys(qtbot: QtBot, reviewed: Reviewed) -> None:
    panel = shown(qtbot, reviewed)
    choose(panel, NOTE)
    panel.card.keys.setKeySequence(QKeySequence("F8"))
    assert "“Next problem” (Question)" in panel.card.told.text()
    assert keymap().keys(NOTE) == ("Ctrl+M",)
    assert panel.card.use.text() == "Take these keys"
    panel.card.use.click()
    assert keymap().keys(NOTE) == ("F8",)
    assert keymap().keys(command_id("Question", "Next problem")) == ()


def test_a_letter_alone_is_refused_with_the_reason(qtbot: QtBot, reviewed: Reviewed) -> None:
    panel = shown(qtbot, reviewed)
    choose(panel, NOTE)
    qtbot.keyClick(panel.card.keys, Qt.Key.Key_N)
    assert "needed for typing" in panel.card.told.text()
    assert not panel.card.use.isEnabled()


def test_tab_leaves_the_field_that_takes_keys(qtbot: QtBot, reviewed: Reviewed) -> None:
    panel = shown(qtbot, reviewed)
    with qtbot.wait_active(panel):
        panel.activateWindow()
    choose(panel, NOTE)
    inside = panel.card.keys.focusWidget() or panel.card.keys
    qtbot.keyClick(inside, Qt.Key.Key_Tab)
    assert not panel.card.keys.isAncestorOf(panel.focusWidget())


def test_all_keys_go_back_at_once(qtbot: QtBot, reviewed: Reviewed) -> None:
    panel = shown(qtbot, reviewed)
    reviewed.desk.prefer(keys=(f"{NOTE}=",))
    panel.refresh()
    panel.usual.click()
    assert reviewed.desk.settings.keys == ()
    assert keymap().keys(NOTE) == ("Ctrl+M",)
