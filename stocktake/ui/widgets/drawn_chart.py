"""A chart that draws itself to the room there is, away from the window, and again when asked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from stocktake.charts import CHARTS
from stocktake.charts.chart import Chart, Paper, Pixels, pixels
from stocktake.charts.palette import DARK, LIGHT, Palette
from stocktake.ui.jobs import Job, Jobs
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.theme import look, text_factor
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.chart_view import ChartView
from stocktake.ui.widgets.labels import Hint

SETTLE_MS = 120
"""Milliseconds without another change of size before a chart is drawn again."""
LEAST_HEIGHT = 240
"""Pixels; a chart grows taller with its rows."""
LEAST_WIDTH = 360
LAYOUT_PASSES = 16
"""A change of height goes up a page and down again one layout at a time; seven were seen."""

Drawn = tuple[int, Chart, Pixels]


class DrawnChart(Card):
    """One kind of chart on a card; the last picture stays until the next is ready.

    Signals:
        region_chosen: the key (row id, column id) of a part of the picture that was pressed.
        spot_reached: a widget round the part that the keyboard has come to, to bring into view.
        drawn: a new picture is shown.
        idle: nothing is being drawn any more, whatever became of it.
    """

    region_chosen = Signal(tuple)
    spot_reached = Signal(QWidget)
    drawn = Signal()
    idle = Signal()

    def __init__(
        self,
        jobs: Jobs,
        kind: str,
        parent: QWidget | None = None,
        *,
        leads_to: str = "",
        after: DrawnChart | None = None,
    ) -> None:
        """Make the card.

        Args:
            jobs: where it is drawn.
            kind: which of ``CHARTS``.
            parent: what holds it.
            leads_to: what pressing a part of the picture shows, in words.
            after: a chart that is looked at first, and so is drawn first.
        """
        super().__init__(parent)
        self._after = after
        self._waits = False
        self._has_room = False
        self._jobs = jobs
        self._kind = kind
        self._data: object | None = None
        self._watermark = ""
        self._base = ""
        self._asked: tuple[object, Paper] | None = None
        self._request = 0
        self._job: Job | None = None
        self._waiting = Hint("Drawing the chart…")
        self.view = ChartView(leads_to)
        self.view.hide()
        self.add(self._waiting)
        self.add(self.view)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self.view.region_chosen.connect(self.region_chosen)
        self.view.spot_reached.connect(self.spot_reached)
        if after is not None:
            after.idle.connect(self._on_after_idle)
        self._settle.timeout.connect(self._on_settle_timeout)

    def show_data(self, data: object, watermark: str = "", base: str = "") -> None:
        """Draw this, as soon as there is room for it on the screen."""
        self._data, self._watermark, self._base = data, watermark, base
        self._draw()

    @property
    def is_drawing(self) -> bool:
        """Whether a picture is on its way."""
        is_next = self._settle.isActive() and self._asked is None and self._data is not None
        return self._job is not None or (self.isVisible() and (is_next or self._waits))

    @property
    def is_awaited(self) -> bool:
        """Whether a picture is on its way here, or in a chart that is looked at before this one."""
        return self.is_drawing or (self._after is not None and self._after.is_awaited)

    def _draw(self) -> None:
        width = self.width() - 2 * SPACE_BLOCK
        has_room = self._has_room and self.isVisible() and width >= LEAST_WIDTH
        if self._data is None or not has_room:
            return
        paper = Paper(
            chart_palette(), width, LEAST_HEIGHT, text_factor(), self._watermark, self._base
        )
        if self._asked == (self._data, paper):
            return
        self._waits = self._after is not None and self._after.is_awaited
        if self._waits:
            return
        self._asked = (self._data, paper)
        self._request += 1
        if self._job is not None:
            self._job.cancel()
        ratio = self.devicePixelRatioF()
        work = partial(_drawn, self._request, self._kind, self._data, paper, ratio)
        self._job = self._jobs.start(work, self._on_drawn)
        self._job.ended.connect(self._on_job_ended)

    @Slot(object)
    def _on_drawn(self, result: Drawn) -> None:
        request, chart, painted = result
        if request == self._request:
            self._waiting.hide()
            self.view.show()
            self.view.show_chart(chart, painted)
            self._settle_heights()
            self.drawn.emit()

    def _settle_heights(self) -> None:
        """Lay the page out before it is painted, so that no frame shows a chart squashed."""
        for _ in range(LAYOUT_PASSES):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    @Slot()
    def _on_job_ended(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self.idle.emit()

    @Slot()
    def _on_after_idle(self) -> None:
        self._draw()
        if self._job is None and not self._waits:
            # Nothing is to be drawn here, and whatever comes after this chart may begin.
            self.idle.emit()

    @Slot()
    def _on_settle_timeout(self) -> None:
        self._draw()

    def _wait(self) -> None:
        """Let the size settle; the first picture is drawn as soon as the page is laid out."""
        self._settle.start(SETTLE_MS if self._asked is not None else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again once the width has settled."""
        super().resizeEvent(event)
        # Before this its width is only what Qt gives every widget to begin with.
        self._has_room = True
        if event.size().width() != event.oldSize().width():
            self._wait()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while nobody looked."""
        super().showEvent(event)
        self._settle.start(0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark, and the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._settle.start()


def _drawn(request: int, kind: str, data: object, paper: Paper, ratio: float) -> Drawn:
    chart = CHARTS[kind].draw(data, paper)
    return request, chart, pixels(chart, ratio)


def chart_palette() -> Palette:
    """The colours for charts beside the look in use."""
    if look().name == "system":
        return DARK if QColor(look().surface).lightness() < 128 else LIGHT
    return DARK if look().name == "dark" else LIGHT
