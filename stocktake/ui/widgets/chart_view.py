"""The only canvas: shows one chart, its facts as a table, and hands out copies of both."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.charts.chart import pixels
from stocktake.errors import StocktakeError
from stocktake.phrases import start_upper
from stocktake.ui.files import choose_to_save
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.chart_picture import ChartPicture, image_of
from stocktake.ui.widgets.data_table import DataTable
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from stocktake.charts.chart import Chart, Pixels

WIDEST_WORDS_PX = 640
"""The table is all that some people have of a chart: a question in full is never cut."""
_WORD = re.compile(r"[^\W\d_]{3}")
"""A level with its name, such as "2 Basic", is words; "4 of 6" is a figure."""
PICTURES = "Picture (*.png);;Drawing (*.svg);;Page (*.pdf)"


class ChartView(QWidget):
    """A chart, its one-sentence summary, its table, and copies of all three.

    Signals:
        region_chosen: the key (row id, column id) of a part of the picture that was pressed.
        spot_reached: a widget round the part that the keyboard has come to, to bring into view.
        width_changed: pixels there are now for the picture, for whoever draws it to size.
    """

    region_chosen = Signal(tuple)
    spot_reached = Signal(QWidget)
    width_changed = Signal(int)

    def __init__(self, leads_to: str = "", parent: QWidget | None = None) -> None:
        """Make the view.

        Args:
            leads_to: what pressing a part of the picture shows, in words; empty says nothing.
            parent: what holds it.
        """
        super().__init__(parent)
        self._chart: Chart | None = None
        self._in_table: Chart | None = None
        self._summary = Words()
        self._hint = Hint(
            f"Press a part of the picture, or go there with the arrow keys and press Enter, to see "
            f"{leads_to}."
        )
        if not leads_to:  # shown before it has its place, it would be a window for a moment
            self._hint.hide()
        self._picture = ChartPicture()
        self._leads_to = leads_to
        self._title = Words("", "strong")
        self._title.hide()
        self._table = DataTable("The chart as a table", widest_px=WIDEST_WORDS_PX)
        self._table.hide()
        self._notice = Notice()
        self._show_table = PlainButton("Show as a table", "table")
        self._copy_image = PlainButton("Copy picture", "copy")
        self._copy_data = PlainButton("Copy figures", "copy")
        self._save = PlainButton("Save picture", "save")
        buttons = FlowRow()
        for button in (self._show_table, self._copy_image, self._copy_data, self._save):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        parts = (self._title, self._picture, self._table, self._summary, self._hint, self._notice)
        for widget in parts:
            column.addWidget(widget)
        column.addWidget(buttons)
        self.setFocusProxy(self._picture)
        back = QShortcut(QKeySequence(Qt.Key.Key_T), self._table)
        back.setContext(Qt.ShortcutContext.WidgetShortcut)
        back.activated.connect(self._on_show_table_clicked)
        self._connect()

    def _connect(self) -> None:
        self._picture.region_chosen.connect(self.region_chosen)
        self._picture.spot_reached.connect(self.spot_reached)
        self._picture.table_asked.connect(self._on_show_table_clicked)
        self._show_table.clicked.connect(self._on_show_table_clicked)
        self._copy_image.clicked.connect(self._on_copy_image_clicked)
        self._copy_data.clicked.connect(self._on_copy_data_clicked)
        self._save.clicked.connect(self._on_save_clicked)

    def show_chart(self, chart: Chart, painted: Pixels | None = None) -> None:
        """Show a chart in place of the one before; ``painted`` is it, painted for this screen."""
        self._chart = chart
        self._title.setText(chart.title)
        self._say_summary()
        self._picture.show_chart(chart, painted)
        for button in (self._show_table, self._copy_image, self._copy_data, self._save):
            button.setAccessibleDescription(chart.title)
        if self.shows_table:
            self._fill_table()

    def _fill_table(self) -> None:
        """Put the chart's figures into the table; few people want both, and it takes a while."""
        chart = self._chart
        if chart is None or chart is self._in_table:
            return
        self._in_table = chart
        rows = chart.table.rows
        columns = [
            FigureColumn(title, _is_figures([row[place] for row in rows]))
            for place, title in enumerate(chart.table.columns)
        ]
        self._table.show_table(columns, rows)
        self._table.setAccessibleName(f"{chart.title}, as a table")

    def _say_summary(self) -> None:
        """Say in words what stands on the picture while the table stands in its place."""
        if self._chart is not None:
            chart = self._chart
            self._summary.setText(chart.description if self.shows_table else chart.summary)

    @property
    def shows_table(self) -> bool:
        """Whether the table stands in the place of the picture."""
        return not self._table.isHidden()

    def save_to(self, path: Path) -> None:
        """Write the picture to a file, saying in the page when that cannot be done."""
        from stocktake.charts.chart import save

        if self._chart is None:
            return
        try:
            save(self._chart.to_hand_out, path)
        except StocktakeError as error:
            self._notice.say("problem", f"{error.what} {error.how_to_fix}".strip())
            return
        self._notice.say("done", f"Saved as {path.name}.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say how much room there is."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.width_changed.emit(event.size().width())

    @Slot()
    def _on_show_table_clicked(self) -> None:
        to_table = not self.shows_table
        self._fill_table()
        self._table.setVisible(to_table)
        self._picture.setVisible(not to_table)
        self._title.setVisible(to_table)
        self._hint.setVisible(bool(self._leads_to) and not to_table)
        self._say_summary()
        self._show_table.setText("Show as a chart" if to_table else "Show as a table")
        self.setFocusProxy(self._table if to_table else self._picture)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_copy_image_clicked(self) -> None:
        if self._chart is None:
            return
        image = self._picture.image()
        if self._chart.on_white is not None:
            image = image_of(pixels(self._chart.to_hand_out, self.devicePixelRatioF()))
        QGuiApplication.clipboard().setImage(image)
        self._notice.say("done", "The picture can be pasted into a document.", "Copied")

    @Slot()
    def _on_copy_data_clicked(self) -> None:
        if self._chart is None:
            return
        self._fill_table()
        parts = (self._chart.watermark, self._table.as_text(), start_upper(self._chart.base))
        QGuiApplication.clipboard().setText("\n".join(part for part in parts if part))
        self._notice.say("done", "The figures can be pasted into Excel.", "Copied")

    @Slot()
    def _on_save_clicked(self) -> None:
        if self._chart is not None:
            proposed = f"{file_words(self._chart.title)}.png"
            path = choose_to_save(self, "Save picture", PICTURES, proposed)
            if path is not None:
                self.save_to(path)


def file_words(title: str) -> str:
    """Return a title as the name of a file, without what a system refuses in one."""
    return " ".join("".join(" " if c in '<>:"/\\|?*' else c for c in title).split())


def _is_figures(cells: list[str]) -> bool:
    """Tell whether a column holds figures, so that it stands right-aligned."""
    given = [cell for cell in cells if cell and cell not in ("–", "—", "?")]
    return bool(given) and all(
        any(sign.isdigit() for sign in cell[:2]) and not _WORD.search(cell) for cell in given
    )
