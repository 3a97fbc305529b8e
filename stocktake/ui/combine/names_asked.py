"""Showing the lead what may name a person, who says whether it may stand before it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from stocktake.errors import Problem
from stocktake.phrases import counted
from stocktake.ui.look import SPACE_BLOCK, SPACE_QUESTION
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.theme import scaled, text_factor
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.wrapped_table import WrappedTable

T = TypeVar("T")

ABOUT = (
    "Look at each before it goes into a file that others read. The search can be wrong both ways. "
    "What must not go on is best taken out where it was written: nothing has been written yet."
)
TABLE = "What may name a person"
COLUMNS = tuple(map(FigureColumn, ("Where it stands", "What it is")))
YES, NO = "I have looked; write it", "Do not write it"
WIDTH, AROUND, LEAST = 640, 240, 80
"""Pixels at 100% text: of the box, of what stands round the table in it, and of the table."""
HEIGHT = 300
"""Pixels of the table at 100% text where the window is tall enough; it scrolls by itself."""

LAYOUT_PASSES = 4


@dataclass(frozen=True, slots=True)
class NamesFound:
    """What may name a person, in the place of a file that was not written."""

    problems: tuple[Problem, ...]


def unless_names(
    look: Callable[[], tuple[Problem, ...]], looked_at: frozenset[Problem], write: Callable[[], T]
) -> T | NamesFound:
    """Write, unless there is anything that may name a person and nobody has looked at.

    Args:
        look: finds what may name a person.
        looked_at: what somebody has said may stand.
        write: writes the file.
    """
    found = look()
    return write() if looked_at.issuperset(found) else NamesFound(found)


class NamesBox(QDialog):
    """Every text that was found with where it stands, however many there are."""

    def __init__(self, found: NamesFound, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TABLE)
        many = len(found.problems)
        may = "May it stand?" if many == 1 else "May they stand?"
        heading = Heading(f"{counted(many, 'text')} may name a person. {may}")
        self.table = WrappedTable(TABLE, height=_room(parent))
        rows = WrappedRows(COLUMNS, self.table)
        self.table.setModel(rows)
        rows.set_rows([WrappedRow((each.where, each.what)) for each in found.problems])
        card = Card()
        card.add(self.table)
        buttons = QDialogButtonBox()
        self.write = QPushButton(YES)
        self.leave = QPushButton(NO)
        buttons.addButton(self.write, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.leave, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(SPACE_QUESTION,) * 4)
        layout.setSpacing(SPACE_BLOCK)
        for widget in (heading, Words(ABOUT), card):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(buttons)
        width = scaled(WIDTH)
        if parent is not None:
            width = min(width, parent.window().width() - 2 * SPACE_QUESTION)
        self.setMinimumWidth(width)
        self.resize(width, layout.totalHeightForWidth(width))
        self.leave.setDefault(True)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._on_settle_timeout)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.table.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again how much height it needs once the table has its own."""
        super().showEvent(event)
        self._settle.start()

    @Slot()
    def _on_settle_timeout(self) -> None:
        self.table.fit()
        # A change of height goes up one holder at a time.
        for _ in range(LAYOUT_PASSES):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))


def _room(parent: QWidget | None) -> int:
    """Pixels at 100% text that the table can take in the window it is asked over."""
    if parent is None:
        return HEIGHT
    inside = int(parent.window().height() / text_factor()) - AROUND
    return max(LEAST, min(HEIGHT, inside))


def may_stand(parent: QWidget, found: NamesFound) -> bool:
    """Ask whether what was found may stand; Esc and closing the box mean no."""
    box = NamesBox(found, parent)
    agreed = box.exec() == QDialog.DialogCode.Accepted
    box.deleteLater()
    return agreed
