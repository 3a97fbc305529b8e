"""Every dialog can be read, heard, gone through with Tab and left with Esc."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from accessible import named_wrong, place_of, told
from contrasts import faint
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from reachable import by_keyboard, one_way_only, only_by_mouse
from readable import cut_off, scrolls_sideways
from shiboken6 import isValid

from stocktake import ui
from stocktake.documents.blocks import About, Document
from stocktake.errors import Problem, StocktakeError
from stocktake.questionnaire.form import Choice, Question
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.ui import messages
from stocktake.ui.combine.names_asked import NamesFound, may_stand
from stocktake.ui.editors.choices import ChoicesDialog
from stocktake.ui.editors.date import DateEditor
from stocktake.ui.meeting.room import MeetingRoom
from stocktake.ui.password_box import ask_password
from stocktake.ui.print_preview import print_from
from stocktake.ui.printing import to_leaves
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.waiting_box import WaitingBox
from stocktake.workbooks.reading import ReadResult, Verdict

Open = Callable[[QWidget], object]
LONG = "What is deleted here is gone for good, with its notes, its evidence and its history."
WAIT_MS = 10_000
FOUND = (Problem("name", "The practice, cell C30, Quayside", "It may hold a name: Dr A", ""),) * 20
LOCKED = ReadResult("Harbour View 2026-27 stocktake (protected).xlsx", Verdict.PASSWORD)
WRONG = replace(LOCKED, verdict=Verdict.WRONG_PASSWORD)


def _room(parent: QWidget) -> MeetingRoom:
    loaded = shipped_form(STOCKTAKE)
    ratings = [
        (loaded.section_of[each.id].title, each)
        for each in loaded.questions.values()
        if each.type == "rating"
    ]
    room = MeetingRoom(ratings, 2, parent)
    room.setModal(True)
    room.resize(1024, 640)
    return room


def _laying(parent: QWidget) -> None:
    _room(parent).show()


def _all_there(parent: QWidget) -> None:
    room = _room(parent)
    room.show()
    for card in (Qt.Key.Key_1, Qt.Key.Key_3):
        assert room.editor is not None
        QTest.keyClick(room.editor, card)


def _turned(parent: QWidget) -> None:
    _all_there(parent)
    room = parent.findChild(MeetingRoom)
    assert isinstance(room, MeetingRoom)
    QTest.keyClick(room.turn, Qt.Key.Key_Space)


def _choices(parent: QWidget) -> None:
    options = tuple(Choice(code=f"c{n}", label=f"Option number {n}") for n in range(4))
    question = Question(id="q", type="choices", label="Where it is offered", choice=options)
    dialog = ChoicesDialog(question, "Minor surgery: where it is offered", parent)
    dialog.setModal(True)
    dialog.show()


def _calendar(parent: QWidget) -> None:
    editor = DateEditor(Question(id="q", type="date", label="Review date"), parent)
    editor.set_name("Review date")
    parent.layout().addWidget(editor)
    QTest.keyClick(editor.findChild(QPushButton), Qt.Key.Key_Space)


def _preview(parent: QWidget) -> None:
    about = About("Harbour View", "2026/27", date(2026, 11, 22), "DRAFT", "")
    print_from(parent, to_leaves(Document("Two pages", "For the partners", about, ())))


DIALOGS: dict[str, Open] = {
    "ask": lambda parent: messages.ask(parent, "Delete the round 2026/27 for good?", LONG, "Go on"),
    "tell": lambda parent: messages.tell(parent, "The last backup could not be made.", LONG),
    "tell_error": lambda parent: messages.tell_error(
        parent, StocktakeError("full", "The disk is full.", "Make room and try again.")
    ),
    "FaultReport": lambda parent: messages.report_fault(parent, ValueError("hidden")),
    "PasswordBox": lambda parent: ask_password(parent, LOCKED),
    "PasswordBox, a wrong one": lambda parent: ask_password(parent, WRONG),
    "MeetingRoom": _laying,
    "MeetingRoom, all cards there": _all_there,
    "MeetingRoom, turned": _turned,
    "ChoicesDialog": _choices,
    "NamesBox": lambda parent: may_stand(parent, NamesFound(FOUND)),
    "WaitingBox": lambda parent: WaitingBox(parent, "Putting away", LONG, "Close now").show(),
    "a calendar": _calendar,
    "QPrintPreviewDialog": _preview,
}
"""How each opens. The dialogs for files and for the printer are the system's own."""

OF_THE_SYSTEM = {"QFileDialog", "QPrintDialog"}


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


def judged(open_it: Open, parent: QWidget, qtbot: QtBot) -> list[str]:
    """Open a dialog, look it through while it is there, and leave it with Esc."""
    found: list[str] = []
    seen: list[QWidget] = []
    timer = QTimer(parent)

    def look() -> None:
        dialog = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if dialog is None or not dialog.isVisible() or seen:
            return
        seen.append(dialog)
        try:
            found.extend(_wrong_with(dialog))
        finally:
            found.extend(_left(dialog))

    timer.timeout.connect(look)
    timer.start(20)
    open_it(parent)
    qtbot.waitUntil(lambda: bool(seen), timeout=WAIT_MS)
    timer.stop()
    return found


def _wrong_with(dialog: QWidget) -> list[str]:
    dialog.activateWindow()
    QApplication.processEvents()
    found = named_wrong(dialog) + cut_off(dialog) + scrolls_sideways(dialog) + faint(dialog)
    focus = QApplication.focusWidget()
    if focus is None or not told(focus).name:
        return [*found, f"begins at {focus and place_of(focus)}"]
    there, back = by_keyboard(dialog), by_keyboard(dialog, forward=False)
    found += only_by_mouse(dialog, there) + one_way_only(there, back)
    return found


def _left(dialog: QWidget) -> list[str]:
    """Leave a dialog with Esc; what is put away by whoever opened it is only asked to go."""
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
    if isinstance(dialog, WaitingBox) and dialog.was_skipped:
        dialog.hide()
    if not isValid(dialog) or not dialog.isVisible():
        return []
    dialog.close()
    return ["Esc does not leave it"]


@pytest.mark.parametrize(("scheme", "text"), [("light", 200), ("dark", 100)])
@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_can_be_read_heard_and_left(
    theme: Theme, qtbot: QtBot, name: str, scheme: str, text: int
) -> None:
    theme.apply(scheme, text)
    parent = QWidget()
    QVBoxLayout(parent)
    parent.resize(1024, 640)
    parent.show()
    found = judged(DIALOGS[name], parent, qtbot)
    theme.apply("light", 100)
    parent.close()
    parent.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert found == []


def test_no_dialog_is_forgotten() -> None:
    """What opens a dialog in the code has its place above."""
    walked = {name.partition(",")[0] for name in DIALOGS} | OF_THE_SYSTEM
    made = {name for path in Path(ui.__file__).parent.rglob("*.py") for name in _dialogs(path)}
    assert made - walked == set()


def _dialogs(path: Path) -> set[str]:
    """Classes of dialogs in a file, Qt's dialogs it uses, and what opens a box of messages."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any("Dialog" in ast.unparse(b) for b in node.bases):
            found.add(node.name)
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called.startswith("messages."):
                found.add(called.removeprefix("messages."))
            if called.partition(".")[0] in ("QPrintPreviewDialog", "QFileDialog", "QPrintDialog"):
                found.add(called.partition(".")[0])
            if called == "QMessageBox" and path.name != "messages.py":
                found.add(called)
    return found - {"fault_in_words", QMessageBox.__name__} if path.name == "messages.py" else found
