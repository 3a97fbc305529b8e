"""Message boxes and the error report: the only place that opens one.

A box is for a decision that is needed before anything else; all other words stand in the page, in a
``Notice``. Every word is shown as plain text, because rich text would open files and network
folders named in what was received.
"""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stocktake import __version__
from stocktake.errors import StocktakeError
from stocktake.tasks.fault_log import fault_lines
from stocktake.ui.look import SPACE_BLOCK, SPACE_QUESTION
from stocktake.ui.theme import dress, scaled


def ask(parent: QWidget | None, question: str, detail: str, yes: str, no: str = "Cancel") -> bool:
    """Ask for a decision; the buttons are verbs, and Esc or closing the box means ``no``.

    The question is one short sentence; the detail says what will happen.
    """
    box = _box(parent, question, detail)
    agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    left = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(left)
    box.setEscapeButton(left)
    box.exec()
    was_agreed = box.clickedButton() is agreed
    box.deleteLater()
    return was_agreed


def tell(parent: QWidget | None, words: str, detail: str = "") -> None:
    """Say something that must be read before going on."""
    box = _box(parent, words, detail)
    box.addButton("Close", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    box.deleteLater()


def tell_error(parent: QWidget | None, error: StocktakeError) -> None:
    """Say what went wrong and what to do about it."""
    tell(parent, error.what, error.how_to_fix)


def report_fault(parent: QWidget | None, fault: BaseException) -> None:
    """Show a fault of the program, with a report that can be copied."""
    report = FaultReport(fault, parent)
    report.exec()
    report.deleteLater()


def fault_in_words(fault: BaseException) -> str:
    """Write a fault for a report: versions and places in the program, and nothing that was typed.

    The words of the exception are left out, because they can quote an answer.
    """
    lines = [
        f"Stocktake {__version__}, Qt {qVersion()}, Python {platform.python_version()}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        "",
        *fault_lines(fault),
    ]
    return "\n".join(lines)


class FaultReport(QDialog):
    """Says that the program went wrong, that the answers are safe, and offers a report."""

    def __init__(self, fault: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong")
        heading = QLabel("Something went wrong in the program")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        dress(heading, "section")
        words = QLabel(
            "Every answer saved so far is safe. You can carry on; if it happens again, close the "
            "window and open it again. The report below holds no answers and no names: copy it to "
            "whoever supports you."
        )
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self._report = QPlainTextEdit(fault_in_words(fault))
        self._report.setReadOnly(True)
        self._report.setAccessibleName("Report")
        self._report.setTabChangesFocus(True)
        buttons = QDialogButtonBox()
        self._copy = QPushButton("Copy the report")
        buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton("Carry on", QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(SPACE_QUESTION,) * 4)
        layout.setSpacing(SPACE_BLOCK)
        for each in (heading, words, self._report, buttons):
            layout.addWidget(each)
        self.setMinimumWidth(scaled(480))
        self._copy.clicked.connect(self._on_copy_clicked)
        buttons.rejected.connect(self.reject)

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
        self._copy.setText("Copied")


def _box(parent: QWidget | None, words: str, detail: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("Stocktake")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    # The second line has no text format of its own, so it goes into the first as plain text.
    if detail:
        box.setText(f"{words}\n\n{detail}")
    return box
