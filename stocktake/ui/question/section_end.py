"""The end of a section: is it completed, and where to go next."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.link_row import LinkRow
from stocktake.ui.widgets.notice import Notice


class SectionEnd(QWidget):
    """Asks the NHS question, and leads to the sections before and after.

    Attributes:
        notice: says what stands in the way of completing.

    Signals:
        completed: True for "Yes, I've completed this section", False for "No, ...".
        step_asked: -1 for the section before, 1 for the one after.
        problem_asked: the person wants to go to what stands in the way.
    """

    completed = Signal(bool)
    step_asked = Signal(int)
    problem_asked = Signal()

    def __init__(self, closing: str, before: str, after: str, *, read_only: bool) -> None:
        super().__init__()
        self.notice = Notice()
        self._yes = PrimaryButton("Yes, I've completed this section")
        self._no = PlainButton("No, I'll come back to it later")
        self._back = LinkRow(f"Previous: {before}")
        self._on = LinkRow(f"Next: {after}")
        self._show_me = PlainButton("Show me")
        self._show_me.setAccessibleName("Show me what stands in the way")
        self.notice.add_button(self._show_me)
        answers, steps = QWidget(), QWidget()
        row = FlowRow(answers, SPACE_FIELD)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        rows = QVBoxLayout(steps)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._on)
        rows.addWidget(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        if closing:
            column.addWidget(Words(closing))
        if not read_only:
            column.addWidget(Heading("Have you completed this section?"))
            column.addWidget(self.notice)
            column.addWidget(answers)
        column.addWidget(steps)
        self._back.setVisible(bool(before))
        self._on.setVisible(bool(after))
        self._yes.clicked.connect(self._on_yes_clicked)
        self._no.clicked.connect(self._on_no_clicked)
        self._back.clicked.connect(self._on_back_clicked)
        self._on.clicked.connect(self._on_on_clicked)
        self._show_me.clicked.connect(self.problem_asked)

    def put_first(self, widget: QWidget) -> None:
        """Put something above the question whether the section is completed."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, widget)

    @Slot()
    def _on_yes_clicked(self) -> None:
        self.completed.emit(True)

    @Slot()
    def _on_no_clicked(self) -> None:
        self.completed.emit(False)

    @Slot()
    def _on_back_clicked(self) -> None:
        self.step_asked.emit(-1)

    @Slot()
    def _on_on_clicked(self) -> None:
        self.step_asked.emit(1)
