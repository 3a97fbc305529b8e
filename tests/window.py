"""Opens the real window on a folder of its own, for tests that use it as a person would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFocusFrame,
    QMainWindow,
    QMenu,
    QWidget,
)

from stocktake.app import Program, paths_of
from stocktake.questionnaire.answers import Answer
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.ui import messages
from stocktake.ui.page import Page
from stocktake.ui.places import place_of, section_page
from stocktake.ui.question.block import Block
from stocktake.ui.question.section_view import SectionView
from stocktake.ui.theme import Theme


class Flashes:
    """Notices a widget that is shown before it has its place: for a moment it is a window.

    It listens where widgets are shown, because watching every event of the application costs a
    third of the time of a journey.
    """

    def __init__(self) -> None:
        self.seen: list[str] = []

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch for as long as this is open."""
        with (
            patch.object(QWidget, "show", self._watched(QWidget.show)),
            patch.object(QWidget, "setVisible", self._watched(QWidget.setVisible)),
        ):
            yield

    def _watched(self, real: Callable[..., None]) -> Callable[..., None]:
        def shown(widget: QWidget, *is_visible: bool) -> None:
            ours = (QMainWindow, QFocusFrame, QMenu, QDialog)
            if is_visible != (False,) and widget.isWindow() and not isinstance(widget, ours):
                self.seen.append(type(widget).__name__)
            real(widget, *is_visible)

        return shown


@contextmanager
def opened(application: QApplication, theme: Theme, data: Path) -> Iterator[Program]:
    """The program with its window shown; closed at the end as by its owner."""
    flashes = Flashes()
    faults: list[BaseException] = []
    # A report would wait for a person; a fault of the program fails the test instead.
    with (
        flashes.watching(),
        patch.object(messages, "report_fault", lambda parent, fault: faults.append(fault)),
    ):
        yield from _used(application, theme, data)
    for fault in faults:
        raise fault
    assert not flashes.seen, flashes.seen


def _used(application: QApplication, theme: Theme, data: Path) -> Iterator[Program]:
    program = Program(application, theme, paths_of(data, None), is_warming=False)
    program.open()
    program.window.show()
    QTest.qWaitForWindowExposed(program.window)
    application.processEvents()
    try:
        yield program
    finally:
        # Where something could not be read, the window waits for a second time.
        if not program.window.close():
            program.window.close()
        program.window.deleteLater()
        application.processEvents()


def key(name: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focused(), name, modifiers)
    QApplication.processEvents()


def write(text: str) -> None:
    """Type where the focus is."""
    QTest.keyClicks(focused(), text)


def focused() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def press(words: str) -> QTimer:
    """Press a button of the message box that is about to open."""
    timer = QTimer(QApplication.instance())
    timer.setInterval(20)

    def look() -> None:
        box = QApplication.activeModalWidget()
        for button in box.findChildren(QAbstractButton) if box is not None else ():
            if button.text() == words:
                timer.stop()
                button.click()
                return

    timer.timeout.connect(look)
    timer.start()
    return timer


def view_of(program: Program) -> SectionView:
    """The section in front."""
    view = getattr(program.window.page, "view", None)
    assert isinstance(view, SectionView)
    return view


def block_of(program: Program, question_id: str) -> Block:
    """The block of a question of the section in front."""
    block = view_of(program).block_of(question_id)
    assert block is not None, f"{question_id} is not on the page"
    return block


def begin(program: Program, name: str = "Quayside Surgery", code: str = "A81001") -> None:
    """Go through the first page with the keyboard."""
    key(Qt.Key.Key_Return)
    write(name)
    key(Qt.Key.Key_Tab)
    write(code)
    key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_Space)


def show(program: Program, page: str, **place: str) -> Page:
    """Go to a page and let it settle."""
    program.window.show_page(page, place)
    for _ in range(3):
        QApplication.processEvents()
    shown = program.window.page
    assert shown is not None
    return shown


def go(program: Program, question: str) -> None:
    """Open the page of a question with the focus on it."""
    form = EXPECTATIONS if question[:3].isupper() else STOCKTAKE
    section = program.desk.sheet(form).loaded.section_of[question].id
    show(program, section_page(form), **place_of(form, section, question))


def answer(program: Program, question: str) -> Answer:
    """The answer to a question of the stocktake."""
    return program.desk.sheet(STOCKTAKE).answers.get(question)
