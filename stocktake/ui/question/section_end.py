"""The end of a section: is it completed, and where to go next."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD
from stocktake.ui.question.tab_order import put_in_order
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.link_row import LinkRow
from stocktake.ui.widgets.notice import Notice


class SectionEnd(QWidget):
    """Asks the NHS question, and leads to the sections before and after.

    It stands below the questions, so it is not made until they are.

    Signals:
        completed: True for "Yes, I've completed this section", False for "No, ...".
        step_asked: -1 for the section before, 1 for the one after.
        problem_asked: the person wants to go to what stands in the way.
    """

    completed = Signal(bool)
    step_asked = Signal(int)
    problem_asked = Signal()

    def __init__(self, closing: str, before: str, after: str, *, read_only: bool) -> None:
        """``before`` and ``after`` are the titles of the sections around it; empty for none."""
        super().__init__()
        self._closing, self._before, self._after = closing, before, after
        self._read_only = read_only
        self._is_built = False
        self._notice: Notice | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_BLOCK)
        self.hide()

    def stand(self) -> None:
        """Be there: the questions above are."""
        self._build()
        self.show()

    def _build(self) -> None:
        if self._is_built:
            return
        self._is_built = True
        if self._closing:
            self._column.addWidget(Words(self._closing))
        if not self._read_only:
            self._column.addWidget(Heading("Have you completed this section?"))
            self._add_answers()
        self._add_steps()

    def _add_answers(self) -> None:
        yes = PrimaryButton("Yes, I've completed this section")
        no = PlainButton("No, I'll come back to it later")
        answers = QWidget()
        row = FlowRow(answers, SPACE_FIELD)
        row.addWidget(yes)
        row.addWidget(no)
        self._column.addWidget(answers)
        yes.clicked.connect(self._on_yes_clicked)
        no.clicked.connect(self._on_no_clicked)

    def _add_steps(self) -> None:
        steps = QWidget()
        rows = QVBoxLayout(steps)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        if self._after:
            on = LinkRow(f"Next: {self._after}")
            on.clicked.connect(self._on_on_clicked)
            rows.addWidget(on)
        if self._before:
            back = LinkRow(f"Previous: {self._before}")
            back.clicked.connect(self._on_back_clicked)
            rows.addWidget(back)
        self._column.addWidget(steps)

    def say_in_the_way(self, words: str) -> None:
        """Say above the answers what stands in the way of completing; empty for nothing more."""
        if not words:
            if self._notice is not None:
                self._notice.clear()
            return
        if self._notice is None:
            self._notice = self._make_notice()
        self._notice.say("attention", words, "Not quite yet")

    def in_the_way(self) -> str:
        """What is said to stand in the way; empty for nothing."""
        return "" if self._notice is None else self._notice.text()

    def _make_notice(self) -> Notice:
        self._build()
        notice = Notice()
        show_me = PlainButton("Show me")
        show_me.setAccessibleName("Show me what stands in the way")
        notice.add_button(show_me)
        show_me.clicked.connect(self.problem_asked)
        # Above the answers and the way on, which are last.
        self._column.insertWidget(self._column.count() - 2, notice)
        put_in_order([self])
        return notice

    def put_first(self, widget: QWidget) -> None:
        """Put something above the question whether the section is completed."""
        self._column.insertWidget(0, widget)

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
