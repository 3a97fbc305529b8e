"""Before and after the meeting: the position paper, what was decided and why, the feedback note."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.documents.blocks import Document
from stocktake.errors import StocktakeError
from stocktake.tasks.ask_practices import Seen
from stocktake.tasks.asking_papers import FEEDBACK, POSITION, write_paper
from stocktake.tasks.documents import word_bytes
from stocktake.ui.announce import announce
from stocktake.ui.asking.fields import add_field, flush, long_text, text_of
from stocktake.ui.desk import Desk
from stocktake.ui.files import show_folder
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.printing import to_pdf
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.notice import Kind, Notice
from stocktake.ui.widgets.one_of import OneOf

FORMS = (("word", "Word"), ("pdf", "PDF"), ("both", "Word and PDF"))
ABOUT_POSITION = (
    "For the meeting: the question, the counts by practice and by patients, and every view that "
    "is not the leading one."
)
ABOUT_FEEDBACK = (
    "Afterwards, for every practice that was asked: what was asked, said and decided, and why."
)
NOT_YET = ("not_decided", "nobody_answered")
"""What stands in the way of a paper and is no fault."""

_MOST = 4000


class OutcomePanel(QWidget):
    """The two papers, and what the second one says.

    Signals:
        edited: what was decided, or why, was changed; ask ``decided`` and ``why``.
    """

    edited = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._seen: Seen | None = None
        self._folder = Path()
        self.forms = OneOf("Write the papers as", list(FORMS), in_row=True)
        self.forms.set_choice("word")
        self.write_position = PlainButton("Write the position paper")
        self.decided = long_text("What was decided", _MOST)
        self.why = long_text("Why", _MOST)
        self.write_feedback = PlainButton("Write the feedback note")
        self.notice = Notice()
        self._open = PlainButton("Open folder")
        self.notice.add_button(self._open)
        self._lay_out()
        self.write_position.clicked.connect(self._on_position_clicked)
        self.write_feedback.clicked.connect(self._on_feedback_clicked)
        self._open.clicked.connect(self._on_open_clicked)
        for editor in (self.decided, self.why):
            editor.edited.connect(self._on_edited)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        before, after = Card(), Card()
        before.add(Heading("For the meeting"))
        before.add(Words(ABOUT_POSITION))
        before.column.addWidget(_in_row(self.write_position))
        after.add(Heading("After the meeting"))
        after.add(Words(ABOUT_FEEDBACK))
        add_field(after.column, "What was decided", self.decided)
        hint = "Say what weighed, and what became of the views that did not lead."
        add_field(after.column, "Why", self.why, hint)
        after.column.addWidget(_in_row(self.write_feedback))
        shown = Hint("The Word file is the one for anybody who uses a screen reader.")
        for widget in (before, after, self.forms, shown, self.notice):
            column.addWidget(widget)

    def show_seen(self, seen: Seen, *, is_other: bool, read_only: bool) -> None:
        """Show what has been decided; typing that is under way is left alone.

        Args:
            is_other: it is another question than before.
        """
        self._seen = seen
        if is_other:
            self.notice.clear()
            self.decided.set_value(seen.kept.decided or None)
            self.why.set_value(seen.kept.why or None)
        for editor in (self.decided, self.why):
            editor.set_read_only(read_only)
        for button in (self.write_position, self.write_feedback):
            button.setEnabled(bool(seen.view.answers))

    def flush(self) -> None:
        """Hand over what is half typed."""
        flush((self.decided, self.why))

    def said(self) -> tuple[str, str]:
        """What was decided, and why."""
        return text_of(self.decided), text_of(self.why)

    def _write(self, kind: str) -> None:
        self.flush()
        if self._seen is None:
            return
        self.notice.clear()
        folder, form = self._desk.export_folder, self.forms.choice()
        today = datetime.now().astimezone().date()
        work = partial(write_paper, kind, self._seen, today, folder, writers(form))
        for button in (self.write_position, self.write_feedback):
            button.setEnabled(False)
        self._desk.jobs.start(work, self._on_written, self._on_refused)

    def _let_write(self) -> None:
        for button in (self.write_position, self.write_feedback):
            button.setEnabled(self._seen is not None and bool(self._seen.view.answers))

    @Slot(object)
    def _on_written(self, paths: tuple[Path, ...]) -> None:
        self._let_write()
        self._folder = paths[0].parent
        self._open.show()
        names = "\n".join(path.name for path in paths)
        self.notice.say("done", f"{names}\nin {self._folder}", "The paper is written")
        announce(self, f"The paper is written: {paths[0].name}")

    @Slot(object)
    def _on_refused(self, error: StocktakeError) -> None:
        self._let_write()
        self._open.hide()
        kind: Kind = "attention" if error.code in NOT_YET else "problem"
        self.notice.say(kind, f"{error.what} {error.how_to_fix}".strip())

    @Slot()
    def _on_position_clicked(self) -> None:
        self._write(POSITION)

    @Slot()
    def _on_feedback_clicked(self) -> None:
        self._write(FEEDBACK)

    @Slot()
    def _on_open_clicked(self) -> None:
        show_folder(self._folder)

    @Slot()
    def _on_edited(self) -> None:
        self.edited.emit()


def _in_row(button: PlainButton) -> FlowRow:
    row = FlowRow()
    row.addWidget(button)
    return row


def writers(form: str) -> tuple[tuple[str, Callable[[Document], bytes]], ...]:
    """What makes the files of one of ``FORMS``."""
    found: list[tuple[str, Callable[[Document], bytes]]] = []
    if form != "pdf":
        found.append((".docx", _as_word))
    if form != "word":
        found.append((".pdf", to_pdf))
    return tuple(found)


def _as_word(document: Document) -> bytes:
    return word_bytes(document, datetime.now(UTC).astimezone())
