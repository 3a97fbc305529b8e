"""The names of the pages: a column beside the page, or one button when the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stocktake.ui import icons
from stocktake.ui.drawing import rounded
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD, SPACE_INSIDE
from stocktake.ui.theme import dress, font_of, look, scaled
from stocktake.ui.widgets.assisted import Assisted, show_checked
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.labels import ShortWords
from stocktake.ui.widgets.one_stop import OneStop


@dataclass(frozen=True, slots=True)
class Place:
    """One page in the navigation: its name, its title, its icon and the heading it stands under."""

    name: str
    title: str
    icon: str = ""
    group: str = ""


class NavigationRow(QAbstractButton):
    """One page's name; the page in front has a bar at its left and semibold words."""

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = place.icon
        self.setText(place.title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        Assisted(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        dress(self, "body")

    def sizeHint(self) -> QSize:
        """Ask for room for the words at their boldest."""
        words = self.fontMetrics().horizontalAdvance(self.text()) * 1.1
        return QSize(round(words) + self._indent() + SPACE_BLOCK, self._row_height())

    def _row_height(self) -> int:
        return max(28, self.fontMetrics().height() + 10)

    def _indent(self) -> int:
        return SPACE_BLOCK + scaled(icons.ICON_PIXELS) + SPACE_FIELD

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row as it is: in front, pointed at, or at rest."""
        painter = QPainter(self)
        role = QPalette.ColorRole
        palette = self.palette()
        if self.isChecked() or self.underMouse():
            rounded(painter, self.rect(), palette.color(role.Midlight), None)
        if self.isChecked():
            bar = QRectF(0, 6, 3, self.height() - 12)
            painter.fillRect(bar, palette.color(role.Accent))
        side = scaled(icons.ICON_PIXELS)
        colour = look().of_tone("accent" if self.isChecked() else "muted")
        if self._icon:
            drawn = icons.pixmap(self._icon, colour, side, self.devicePixelRatioF())
            painter.drawPixmap(SPACE_BLOCK, (self.height() - side) // 2, drawn)
        painter.setFont(font_of("strong" if self.isChecked() else "body"))
        painter.setPen(palette.color(role.WindowText))
        words = self.rect().adjusted(self._indent(), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())


class Navigation(QWidget):
    """Says where one can go and where one is.

    Signals:
        page_chosen: the name of a page.
    """

    page_chosen = Signal(str)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = {place.name: place for place in places}
        self._rows = {place.name: NavigationRow(place) for place in places}
        self._is_folded = False
        self._list = QScrollArea()
        self._lay_out_list()
        self._bar = QWidget()
        self._here = ShortWords("", "strong")
        self._menu = QMenu(self)
        self._lay_out_bar()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._list)
        outer.addWidget(self._bar)
        self._stop = OneStop(list(self._rows.values()), self)
        self._connect()
        self.set_folded(False)

    def _lay_out_list(self) -> None:
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(SPACE_FIELD, SPACE_FIELD, SPACE_FIELD, SPACE_FIELD)
        column.setSpacing(0)
        group = ""
        for name, row in self._rows.items():
            if self._places[name].group != group:
                group = self._places[name].group
                column.addWidget(_group_heading(group))
            column.addWidget(row)
        column.addStretch()
        self._list.setWidget(rows)
        self._list.setWidgetResizable(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._list.viewport().setAutoFillBackground(False)
        rows.setAutoFillBackground(False)
        self._keep_width()

    def _keep_width(self) -> None:
        """Let the column be as wide as its widest row, with room for a scroll bar."""
        inside = self._list.widget()
        if inside is not None:
            bar = self._list.verticalScrollBar().sizeHint().width()
            self._list.setFixedWidth(inside.sizeHint().width() + bar)

    def _lay_out_bar(self) -> None:
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(SPACE_BLOCK, SPACE_FIELD, SPACE_BLOCK, SPACE_FIELD)
        row.setSpacing(SPACE_BLOCK)
        self._open = PlainButton("Pages", "menu")
        self._open.setMenu(self._menu)
        row.addWidget(self._open)
        row.addWidget(self._here)
        row.addStretch()

    def _connect(self) -> None:
        group = ""
        for name, row in self._rows.items():
            row.clicked.connect(partial(self._choose, name))
            if self._places[name].group != group:
                group = self._places[name].group
                self._menu.addSection(group)
            action = self._menu.addAction(row.text())
            action.triggered.connect(partial(self._choose, name))

    def _choose(self, name: str, *_: bool) -> None:
        self.page_chosen.emit(name)

    @property
    def is_folded(self) -> bool:
        """Whether the pages are behind one button."""
        return self._is_folded

    def set_folded(self, folded: bool) -> None:
        """Show the pages as a column, or behind one button."""
        self._is_folded = folded
        self._list.setVisible(not folded)
        self._bar.setVisible(folded)

    def set_current(self, name: str, title: str = "") -> None:
        """Mark the page in front, silently."""
        row = self._rows.get(name)
        if row is not None:
            for each in self._rows.values():
                show_checked(each, each is row)
            self._stop.stop_at(row)
            self._list.ensureWidgetVisible(row, 0, SPACE_BLOCK)
        self._here.setText(title or (row.text() if row else ""))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            for row in self._rows.values():
                row.updateGeometry()
            self._keep_width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline that sets the pages apart."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        line = self.rect()
        line.setTop(line.bottom()) if self._is_folded else line.setLeft(line.right())
        painter.fillRect(line, self.palette().color(QPalette.ColorRole.Mid))


def _group_heading(words: str) -> QWidget:
    heading = ShortWords(words, "hint")
    heading.setContentsMargins(SPACE_BLOCK, SPACE_BLOCK - SPACE_INSIDE, 0, SPACE_INSIDE)
    return heading
