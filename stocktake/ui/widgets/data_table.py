"""A table to read, of figures and words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QWidget

from stocktake.ui.models.figures import FigureColumn, FiguresModel
from stocktake.ui.widgets.paper_table import WIDEST, PaperTable


class DataTable(PaperTable):
    """Shows rows of text under headings; figures stand right-aligned.

    Args:
        widest_px: the most a column takes at 100% text; longer words are cut with dots.
    """

    def __init__(
        self, name: str, parent: QWidget | None = None, *, widest_px: int = WIDEST
    ) -> None:
        super().__init__(parent)
        self._widest_px = widest_px
        self.setAccessibleName(name)
        self._figures = FiguresModel(self)
        self.setModel(self._figures)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def widest(self, column: int) -> int:
        """Return the most a column takes without being asked, in pixels at 100% text."""
        return self._widest_px

    def show_table(
        self,
        columns: Sequence[FigureColumn],
        rows: Sequence[Sequence[str]],
        *,
        has_total: bool = False,
    ) -> None:
        """Show another table; with ``has_total`` the last row stands under a line."""
        self._figures.set_table(columns, rows, has_total=has_total)
        self.fit()

    def as_text(self) -> str:
        """Return the whole table as tab-separated lines, to paste into Excel."""
        return self._figures.as_text()
