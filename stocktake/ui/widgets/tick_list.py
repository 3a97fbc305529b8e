"""A list of things to tick, all ticked at first, folded away until somebody wants fewer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_INSIDE
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.option_row import OptionRow


class TickList(QWidget):
    """Its heading counts what is ticked.

    Signals:
        changed: something was ticked or cleared by the person.
    """

    changed = Signal()

    def __init__(self, things: str, parent: QWidget | None = None) -> None:
        """Make an empty list; ``things`` is what it holds, such as ``Sections``."""
        super().__init__(parent)
        self._things = things
        self._rows: dict[str, OptionRow] = {}
        self._shown: tuple[tuple[str, str], ...] = ()
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(SPACE_INSIDE)
        self._all = PlainButton("Tick all")
        self._none = PlainButton("Clear all")
        buttons = FlowRow()
        buttons.addWidget(self._all)
        buttons.addWidget(self._none)
        self._list.addWidget(buttons)
        self._fold = Collapsible(things, self._inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._fold)
        self._all.clicked.connect(self._on_all_clicked)
        self._none.clicked.connect(self._on_none_clicked)

    def show_things(self, things: Sequence[tuple[str, str]]) -> None:
        """List things as (code, words), all ticked; the same ones again change nothing."""
        if tuple(things) == self._shown:
            return
        self._shown = tuple(things)
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows = {}
        for code, words in things:
            row = OptionRow(words, is_one_of=False)
            row.set_chosen(True)
            row.clicked.connect(self._on_row_clicked)
            self._list.addWidget(row)
            self._rows[code] = row
        self._count()

    def ticked(self) -> frozenset[str]:
        """The codes that are ticked."""
        return frozenset(code for code, row in self._rows.items() if row.isChecked())

    @property
    def is_whole(self) -> bool:
        """Whether everything is ticked."""
        return len(self.ticked()) == len(self._rows)

    def _tick(self, is_ticked: bool) -> None:
        for row in self._rows.values():
            row.set_chosen(is_ticked)
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        count = "all" if self.is_whole else f"{len(self.ticked())} of {len(self._rows)}"
        self._fold.set_title(f"{self._things}: {count}")

    @Slot()
    def _on_row_clicked(self) -> None:
        self._count()
        self.changed.emit()

    @Slot()
    def _on_all_clicked(self) -> None:
        self._tick(True)

    @Slot()
    def _on_none_clicked(self) -> None:
        self._tick(False)
