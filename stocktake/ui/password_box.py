"""Asks for the password of a file that was opened; it is used at once and kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stocktake.ui.look import SPACE_BLOCK, SPACE_QUESTION
from stocktake.ui.theme import dress, scaled
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.workbooks.reading import ReadResult, Verdict

ABOUT = (
    "Whoever sent it can tell you the password, best by telephone. It is used to open the file now "
    "and is not kept."
)
WRONG = "That password does not open it. Check capital letters, and try again."


class PasswordBox(QDialog):
    """Asks for a password; empty until one is typed and the button pressed."""

    def __init__(self, file_name: str, parent: QWidget | None = None, *, was_wrong: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle("Password needed")
        heading = QLabel(f"{file_name} is protected with a password")
        dress(heading, "section")
        about = QLabel(f"{WRONG}\n\n{ABOUT}" if was_wrong else ABOUT)
        for words in (heading, about):
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
        name = QLabel("&Password")
        self.password = LineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName("Password")
        self.password.setAccessibleDescription(about.text())
        name.setBuddy(self.password)
        buttons = QDialogButtonBox()
        self.open_file = QPushButton("Open the file")
        buttons.addButton(self.open_file, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Leave it", QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(SPACE_QUESTION,) * 4)
        layout.setSpacing(SPACE_BLOCK)
        for each in (heading, about, name, self.password, buttons):
            layout.addWidget(each)
        # A dialog does not ask by itself for the height its words take once they wrap.
        self.setMinimumSize(scaled(420), layout.totalHeightForWidth(scaled(420)))
        self.open_file.setEnabled(False)
        self.open_file.setDefault(True)
        self.password.textChanged.connect(self._on_text_changed)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.password.setFocus()

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self.open_file.setEnabled(bool(text))


def ask_password(parent: QWidget | None, found: ReadResult) -> str:
    """Ask for the password of a file that needs one; empty when it is left."""
    was_wrong = found.verdict is Verdict.WRONG_PASSWORD
    return password_of(parent, found.file_name, was_wrong=was_wrong)


def password_of(parent: QWidget | None, file_name: str, *, was_wrong: bool) -> str:
    """Ask for the password of a file by its name; empty when it is left."""
    box = PasswordBox(file_name, parent, was_wrong=was_wrong)
    was_given = box.exec() == QDialog.DialogCode.Accepted
    password = box.password.text() if was_given else ""
    box.password.clear()
    box.deleteLater()
    return password
