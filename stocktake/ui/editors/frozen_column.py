"""The first column of a wide table, kept in view while the rest scrolls sideways."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from stocktake.ui.widgets.paper_table import PaperCell


class FrozenColumn(QTableView):
    """Lies over the first column of a table and shares its cells and its selection."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self.setModel(table.model())
        self.setItemDelegate(PaperCell(self))
        self.setSelectionModel(table.selectionModel())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # It repeats what the table itself holds, so a screen reader passes it by.
        self.setAccessibleName("")
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for bar in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for column in range(1, table.model().columnCount()):
            self.setColumnHidden(column, True)
        table.installEventFilter(self)
        table.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self.clicked.connect(table.setCurrentIndex)
        self.doubleClicked.connect(table.edit)
        self.hide()

    def fit(self) -> None:
        """Lie exactly over the first column, and only while the table is scrolled sideways."""
        table = self._table
        width = table.columnWidth(0)
        self.setColumnWidth(0, width)
        self.horizontalHeader().setFixedHeight(table.horizontalHeader().height())
        for row in range(table.model().rowCount()):
            self.setRowHeight(row, table.rowHeight(row))
        bar = table.horizontalScrollBar()
        height = table.horizontalHeader().height() + table.viewport().height()
        self.setGeometry(table.frameWidth(), table.frameWidth(), width, height)
        # On a narrow page the first column must not hide the rest.
        is_narrow = width > table.viewport().width() // 2
        self.setVisible(bar.value() > 0 and not is_narrow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the table's size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self.fit()
        return False

    @Slot()
    def _on_scrolled(self) -> None:
        self.fit()
        self.raise_()
