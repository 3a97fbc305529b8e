"""Deleting a practice's round, a whole round or everything, once it is clear what goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.store.workspace import Workspace
from stocktake.tasks.deleting import delete_everything, delete_one, delete_round
from stocktake.tasks.practices import PracticeRound, practice_rounds
from stocktake.ui import messages
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Hint

GOES = (
    "Every answer goes, from its history and from the backups too. It cannot be brought back. "
    "Workbooks you exported are not touched."
)
FOR_GOOD = "Delete for good"
_MOST_NAMED = 12


class DeletePanel(QWidget):
    """Offers to delete whole rounds and everything; each is asked about first.

    Signals:
        deleted: something was deleted, or could not be, which has been said.
    """

    deleted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._buttons: list[PlainButton] = []
        self._shown: tuple[PracticeRound, ...] = ()
        holder = QWidget()
        self._row = FlowRow(holder)
        self._everything = PlainButton("Delete everything", "remove")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        column.addWidget(Hint("You are told what goes before anything does."))
        column.addWidget(holder)
        self._row.addWidget(self._everything)
        self._everything.clicked.connect(self._on_everything_clicked)

    def show_rounds(self, found: Sequence[PracticeRound]) -> None:
        """Offer each of these by itself, each round, and everything."""
        if tuple(found) == self._shown:
            return
        self._shown = tuple(found)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for each in found:
            name = each.subject.name or "the practice without a name"
            self._add(f"Delete {name}, {each.round}", partial(self.ask_about, each))
        for label in sorted({each.round for each in found}):
            self._add(f"Delete the round {label}", partial(self._ask_round, label))
        # The widest step comes last, for the eye and for Tab.
        self._row.removeWidget(self._everything)
        self._row.addWidget(self._everything)
        for button, after in pairwise((*self._buttons, self._everything)):
            QWidget.setTabOrder(button, after)

    def _add(self, words: str, asked: Callable[..., None]) -> None:
        button = PlainButton(words, "remove")
        button.clicked.connect(asked)
        self._row.addWidget(button)
        self._buttons.append(button)

    def ask_about(self, chosen: PracticeRound, checked: bool = False) -> None:
        """Delete one practice's round if the person agrees; with its only round it goes itself."""
        name = chosen.subject.name or "a practice without a name"
        if messages.ask(self, f"Delete {name}, {chosen.round}, for good?", GOES, FOR_GOOD):
            self._delete(partial(delete_one, chosen=chosen, role=self._desk.role))

    def _ask_round(self, label: str, checked: bool = False) -> None:
        detail = f"It holds {self._named(label)}. {GOES}"
        if messages.ask(self, f"Delete the round {label} for good?", detail, FOR_GOOD):
            self._delete(partial(delete_round, label=label, role=self._desk.role))

    @Slot()
    def _on_everything_clicked(self) -> None:
        detail = f"It holds {self._named('')}. {GOES}"
        question = "Delete every practice, round and answer for good?"
        if messages.ask(self, question, detail, FOR_GOOD):
            self._delete(partial(delete_everything, role=self._desk.role))

    def _named(self, label: str) -> str:
        """Who is in a round, or in the whole file."""
        workspace = self._desk.workspace
        found = practice_rounds(workspace) if workspace is not None else ()
        names = sorted(
            f"{each.subject.name or 'a practice without a name'}"
            + ("" if label else f" {each.round}")
            for each in found
            if not label or each.round == label
        )
        more = len(names) - _MOST_NAMED
        said = ", ".join(names[:_MOST_NAMED])
        return f"{said} and {more} more" if more > 0 else said

    def _delete(self, act: Callable[[Workspace], None]) -> None:
        workspace = self._desk.workspace
        if workspace is None:
            return
        practice = self._desk.practice
        was = (practice.subject.code, practice.round) if practice else None
        self._desk.close_practice()
        try:
            act(workspace)
        except StocktakeError as error:
            messages.tell_error(self, error)
        for each in practice_rounds(workspace):
            if (each.subject.code, each.round) == was:
                self._desk.choose(each.subject, each.round)
        self.deleted.emit()
