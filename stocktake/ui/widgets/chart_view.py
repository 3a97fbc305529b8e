"""The only canvas: shows one chart, its facts as a table, and hands out copies of both."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.ui.files import choose_to_save
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.data_table import DataTable
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Words
from stocktake.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from stocktake.charts.chart import Chart

DOTS_PER_INCH = 100
"""Pixels to the inch of a chart's own size. Source: ``charts.chart.Paper``."""

PICTURES = "Picture (*.png);;Drawing (*.svg);;Page (*.pdf)"


class ChartPicture(QWidget):
    """The picture: one thing to focus, whose words are the chart's summary.

    Signals:
        region_chosen: the key of the part that was pressed.
        table_asked: T was pressed.
    """

    region_chosen = Signal(tuple)
    table_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._image = QImage()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chart(self, chart: Chart) -> None:
        """Draw a chart and name it by its title and summary."""
        self._chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.summary)
        self._image = drawn(chart, self.devicePixelRatioF())
        self.updateGeometry()
        self.update()

    def image(self) -> QImage:
        """Return the picture, to copy."""
        return self._image

    def _place(self) -> QRectF:
        """Return where the picture stands: as large as it was drawn, or smaller to fit."""
        size = self._natural()
        if size.isEmpty():
            return QRectF()
        share = min(1.0, self.width() / size.width())
        return QRectF(0, 0, size.width() * share, size.height() * share)

    def _natural(self) -> QSize:
        return QSize(*self._chart.size_px) if self._chart is not None else QSize()

    def sizeHint(self) -> QSize:
        """Ask for the size the chart was drawn at."""
        return self._natural()

    def hasHeightForWidth(self) -> bool:
        """Tell that a narrower picture is lower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width, in pixels."""
        size = self._natural()
        if size.isEmpty():
            return 0
        return round(size.height() * min(1.0, width / size.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture."""
        if not self._image.isNull():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._place(), self._image)

    def changeEvent(self, event: QEvent) -> None:
        """Draw again for a screen of another density."""
        super().changeEvent(event)
        is_new_density = event.type() is QEvent.Type.DevicePixelRatioChange
        if is_new_density and self._chart is not None:
            self.show_chart(self._chart)

    def _shares(self, at: QPointF) -> tuple[float, float]:
        place = self._place()
        return at.x() / max(place.width(), 1), at.y() / max(place.height(), 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the part of the picture that was pressed."""
        spot = self._chart.at(*self._shares(event.position())) if self._chart else None
        if spot is not None and event.button() is Qt.MouseButton.LeftButton:
            self.region_chosen.emit(spot.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what stands under the pointer."""
        spot = self._chart.at(*self._shares(event.position())) if self._chart else None
        shape = Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        if spot is not None:
            QToolTip.showText(event.globalPosition().toPoint(), plain_tip(spot.words), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the table on T."""
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            self.table_asked.emit()
        else:
            super().keyPressEvent(event)


class ChartView(QWidget):
    """A chart, its one-sentence summary, its table, and copies of all three.

    Signals:
        region_chosen: the key (row id, column id) of a part of the picture that was pressed.
        width_changed: pixels there are now for the picture, for whoever draws it to size.
    """

    region_chosen = Signal(tuple)
    width_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._summary = Words()
        self._picture = ChartPicture()
        self._table = DataTable("The chart as a table")
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
        for widget in (self._summary, self._picture, self._table, self._notice):
            column.addWidget(widget)
        column.addWidget(buttons)
        self.setFocusProxy(self._picture)
        self._connect()

    def _connect(self) -> None:
        self._picture.region_chosen.connect(self.region_chosen)
        self._picture.table_asked.connect(self._on_show_table_clicked)
        self._show_table.clicked.connect(self._on_show_table_clicked)
        self._copy_image.clicked.connect(self._on_copy_image_clicked)
        self._copy_data.clicked.connect(self._on_copy_data_clicked)
        self._save.clicked.connect(self._on_save_clicked)

    def show_chart(self, chart: Chart) -> None:
        """Show a chart in place of the one before."""
        self._chart = chart
        self._summary.setText(chart.summary)
        self._picture.show_chart(chart)
        rows = chart.table.rows
        columns = [
            FigureColumn(title, _is_figures([row[place] for row in rows]))
            for place, title in enumerate(chart.table.columns)
        ]
        self._table.show_table(columns, rows)
        self._table.setAccessibleName(f"{chart.title}, as a table")

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
            save(self._chart, path)
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
        self._table.setVisible(to_table)
        self._picture.setVisible(not to_table)
        self._show_table.setText("Show as a chart" if to_table else "Show as a table")
        self.setFocusProxy(self._table if to_table else self._picture)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_copy_image_clicked(self) -> None:
        QGuiApplication.clipboard().setImage(self._picture.image())
        self._notice.say("done", "The picture can be pasted into a document.", "Copied")

    @Slot()
    def _on_copy_data_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._table.as_text())
        self._notice.say("done", "The figures can be pasted into Excel.", "Copied")

    @Slot()
    def _on_save_clicked(self) -> None:
        if self._chart is not None:
            proposed = f"{file_words(self._chart.title)}.png"
            path = choose_to_save(self, "Save picture", PICTURES, proposed)
            if path is not None:
                self.save_to(path)


def drawn(chart: Chart, ratio: float) -> QImage:
    """Draw a chart to an image for a screen of this density."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    before = chart.figure.get_dpi()
    chart.figure.set_dpi(DOTS_PER_INCH * ratio)
    canvas = FigureCanvasAgg(chart.figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    width, height = canvas.get_width_height()
    pixels = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    chart.figure.set_dpi(before)
    image = QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(ratio)
    return image


def file_words(title: str) -> str:
    """Return a title as the name of a file, without what a system refuses in one."""
    return " ".join("".join(" " if c in '<>:"/\\|?*' else c for c in title).split())


def plain_tip(words: str) -> str:
    """Return words for a tool tip, which would otherwise be read as rich text."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{escaped}</span>"


def _is_figures(cells: list[str]) -> bool:
    """Tell whether a column holds figures, so that it stands right-aligned."""
    given = [cell for cell in cells if cell and cell not in ("–", "—", "?")]
    return bool(given) and all(any(sign.isdigit() for sign in cell[:2]) for cell in given)
