from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from stocktake.errors import StocktakeError
from stocktake.ui import messages

TRAP = '<img src="file:///no/such/picture.png"><b>Quayside</b>'


def when_open(action: Callable[[QDialog], None]) -> None:
    """Do something with the next box that opens."""

    def act() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QDialog)
        action(box)

    QTimer.singleShot(0, act)


def press(words: str) -> Callable[[QDialog], None]:
    def act(box: QDialog) -> None:
        [button] = [each for each in box.findChildren(QPushButton) if each.text() == words]
        button.click()

    return act


def test_a_question_is_answered_by_its_verbs(qtbot: QtBot) -> None:
    when_open(press("Delete the row"))
    assert messages.ask(None, "Delete this row?", "It can be undone.", "Delete the row")
    when_open(press("Cancel"))
    assert not messages.ask(None, "Delete this row?", "It can be undone.", "Delete the row")


def test_escape_means_no(qtbot: QtBot) -> None:
    when_open(lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    assert not messages.ask(None, "Delete this row?", "", "Delete the row")


def test_words_that_came_from_outside_are_shown_as_plain_text(qtbot: QtBot) -> None:
    seen: list[tuple[str, Qt.TextFormat]] = []

    def look_at(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        seen.append((box.text(), box.textFormat()))
        labels = [each for each in box.findChildren(QLabel) if "img" in each.text()]
        assert labels
        assert all(each.textFormat() is Qt.TextFormat.PlainText for each in labels)
        box.reject()

    when_open(look_at)
    messages.tell(None, TRAP, TRAP)
    assert seen == [(f"{TRAP}\n\n{TRAP}", Qt.TextFormat.PlainText)]


def test_an_error_says_what_and_what_to_do(qtbot: QtBot) -> None:
    seen: list[str] = []

    def look_at(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        box.reject()

    when_open(look_at)
    messages.tell_error(None, StocktakeError("x", "The file is open.", "Close it."))
    assert seen == ["The file is open.\n\nClose it."]


def fault() -> Exception:
    try:
        int("Quayside Surgery, 9120 patients")
    except ValueError as error:
        return error
    raise LookupError


def test_a_fault_report_holds_no_answers() -> None:
    words = messages.fault_in_words(fault())
    assert "ValueError" in words
    assert "test_messages.py" in words
    assert "Quayside" not in words
    assert "/" not in words.split("Python")[1].split("\n", 2)[2]


def test_a_fault_report_can_be_copied(qtbot: QtBot) -> None:
    def look_at(box: QDialog) -> None:
        [report] = box.findChildren(QPlainTextEdit)
        assert "ValueError" in report.toPlainText()
        press("Copy the report")(box)
        box.reject()

    when_open(look_at)
    messages.report_fault(None, fault())
    assert "ValueError" in QApplication.clipboard().text()


def test_no_other_file_opens_a_message_box() -> None:
    folder = Path(messages.__file__).parent
    boxes = ("QMessageBox", "QInputDialog", "QErrorMessage", "QProgressDialog")
    found = [
        path.name
        for path in folder.rglob("*.py")
        if any(box in path.read_text(encoding="utf-8") for box in boxes)
    ]
    assert found == ["messages.py"]
