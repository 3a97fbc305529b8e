"""The practices and rounds there are, each with how far it has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.tasks.practices import PracticeRound
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.task_row import TaskRow
from stocktake.units import date_in_words

Counts = Mapping[int, tuple[int, int]]
"""Questions dealt with and asked, by submission."""


class ReturnList(QWidget):
    """A row for each practice and round.

    Signals:
        chosen: a PracticeRound to work on or read.
        removal_asked: a PracticeRound to delete for good.
    """

    chosen = Signal(object)
    removal_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.rows: list[TaskRow] = []

    def show_returns(
        self, found: Sequence[PracticeRound], counts: Counts, newest: str, *, read_only: bool
    ) -> None:
        """Show these, in this order; rounds before ``newest`` can only be read."""
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for each in found:
            self._column.addWidget(self._line(each, counts, newest, read_only))

    def _line(self, each: PracticeRound, counts: Counts, newest: str, read_only: bool) -> QWidget:
        name = each.subject.name or "A practice without a name"
        code = f" ({each.subject.code})" if each.subject.code else ""
        row = TaskRow(f"{name}{code}, {each.round}", _covers(each, counts))
        is_old = each.round < newest
        status = "Read only" if is_old or read_only else "Open"
        row.set_progress("Example" if each.sample else status, "", "accent")
        row.clicked.connect(partial(self._choose, each))
        self.rows.append(row)
        remove = QuietButton("Delete", "remove", "muted")
        remove.setAccessibleName(f"Delete: {name}, {each.round}")
        remove.clicked.connect(partial(self._remove, each))
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_FIELD)
        layout.addWidget(row, 1)
        layout.addWidget(remove)
        remove.setVisible(not read_only)
        return line

    def _choose(self, each: PracticeRound, checked: bool = False) -> None:
        self.chosen.emit(each)

    def _remove(self, each: PracticeRound, checked: bool = False) -> None:
        self.removal_asked.emit(each)


def _covers(each: PracticeRound, counts: Counts) -> str:
    said: list[tuple[bool, str]] = []
    for form_id, submission_id in zip(each.forms, each.submission_ids, strict=True):
        title = shipped_form(form_id).form.title.rstrip("?")
        if submission_id in counts:
            done, total = counts[submission_id]
            what = "cards completed" if form_id == EXPECTATIONS else "dealt with"
            said.append((form_id != STOCKTAKE, f"{title}: {done} of {total} {what}"))
        else:
            said.append((form_id != STOCKTAKE, f"{title}: begun"))
    when = each.changed_at.astimezone()
    words = [each for _, each in sorted(said)]
    return ". ".join((*words, f"Last changed {date_in_words(when.date())} at {when:%H:%M}"))
