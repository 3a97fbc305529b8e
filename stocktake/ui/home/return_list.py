"""The practices and rounds there are, each with how far it has come and in what state it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from stocktake.tasks.practices import PracticeRound
from stocktake.tasks.return_lines import ReturnLine
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.task_row import TaskRow


class ReturnList(QWidget):
    """A row for each practice and round; rounds that are over fold away when there are others.

    Attributes:
        rows: in the order in which they were given.

    Signals:
        chosen: a PracticeRound to work on or read.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[ReturnLine, ...] = ()
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._old_rows = QWidget()
        self._old_column = QVBoxLayout(self._old_rows)
        self._old_column.setContentsMargins(0, 0, 0, 0)
        self._old_column.setSpacing(0)
        self._old = Collapsible("Earlier rounds", self._old_rows)
        self._old.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE_FIELD)
        outer.addLayout(self._column)
        outer.addWidget(self._old)
        # Beside a taller column it would otherwise be stretched, and its rows with it.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.rows: list[TaskRow] = []

    def show_returns(self, lines: Sequence[ReturnLine]) -> None:
        """Show these, in this order."""
        if [each.each for each in lines] == [each.each for each in self._shown]:
            for row, line in zip(self.rows, lines, strict=True):
                _say(row, line)
            self._shown = tuple(lines)
            return
        self._shown = tuple(lines)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for line in lines:
            row = TaskRow(line.name, line.about)
            _say(row, line)
            row.clicked.connect(partial(self._choose, line.each))
            self.rows.append(row)
            (self._old_column if line.is_old else self._column).addWidget(row)
        old = sum(line.is_old for line in lines)
        self._old.set_title(f"Earlier rounds: {old}")
        self._old.setVisible(bool(old))

    def _choose(self, each: PracticeRound, checked: bool = False) -> None:
        self.chosen.emit(each)


def _say(row: TaskRow, line: ReturnLine) -> None:
    row.set_covers(line.about)
    is_plain = line.is_old or line.is_sample or line.state.startswith("Signed")
    row.set_progress(line.state, line.how_far, "text" if is_plain else "accent")
