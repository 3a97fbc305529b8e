"""A day, typed day first; a calendar is there for those who want one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, Qt, Slot
from PySide6.QtGui import QPalette, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.types import show
from stocktake.ui.editors.base import TypedEditor
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.line_edit import LineEdit

CHARACTERS = 24
"""Width of the field: "12 September 2027" and room."""


class DateEditor(TypedEditor):
    """Accepts 12/3/27, 12.3.2027 or 12 March 2027, and shows 12 March 2027."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._line = LineEdit()
        self._line.setPlaceholderText(field.default or "Day, month, year")
        self._set_width()
        self._open = QuietButton("Calendar", "calendar")
        self._popup: QWidget | None = None
        row = QHBoxLayout()
        row.setSpacing(SPACE_FIELD)
        row.addWidget(self._line)
        row.addWidget(self._open)
        row.addStretch(1)
        self._column.insertLayout(0, row)
        self.hand_on_to(self._line)
        self._line.typed.connect(self._on_typed)
        self._line.left.connect(self._on_left)
        self._open.clicked.connect(self._on_open_clicked)

    def _set_width(self) -> None:
        self._line.setMaximumWidth(self._line.fontMetrics().averageCharWidth() * CHARACTERS)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_width()

    def named_parts(self) -> tuple[QWidget, ...]:
        """The line itself."""
        return (self._line,)

    def set_name(self, name: str, description: str = "") -> None:
        """Name the line, and say what the calendar is for."""
        super().set_name(name, description)
        self._open.setAccessibleName(f"Calendar: {name}")

    def set_read_only(self, read_only: bool) -> None:
        """Let the day be read and copied only."""
        super().set_read_only(read_only)
        self._line.setReadOnly(read_only)
        self._open.setEnabled(not read_only)

    def _show(self, value: Value | None) -> None:
        self._line.setText(show(value, self.field))

    def _tidy(self, value: Value | None) -> None:
        self._show(value)

    def _typed(self) -> str:
        return self._line.text()

    def _settle(self) -> None:
        self._line.settle()

    @Slot()
    def _on_open_clicked(self) -> None:
        popup = QWidget(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        _make_plain(calendar)
        if isinstance(self._value, date):
            day = self._value
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        layout = QVBoxLayout(popup)
        layout.addWidget(calendar)
        calendar.activated.connect(self._on_day_chosen)
        calendar.clicked.connect(self._on_day_chosen)
        self._popup = popup
        popup.move(self._open.mapToGlobal(QPoint(0, self._open.height())))
        popup.show()
        calendar.setFocus()

    @Slot(QDate)
    def _on_day_chosen(self, day: QDate) -> None:
        if self._popup is None:
            return  # Enter on a day is both a click and an activation
        popup, self._popup = self._popup, None
        popup.close()
        value = date(day.year(), day.month(), day.day())
        self._is_touched = False
        self._pause.stop()
        self._show(value)
        self._give(value)
        self._line.setFocus()


def _make_plain(calendar: QCalendarWidget) -> None:
    """Name what Qt leaves without a name, and write weekends in the colour of every other day."""
    words = QTextCharFormat()
    words.setForeground(calendar.palette().color(QPalette.ColorRole.Text))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, words)
    for days in calendar.findChildren(QTableView):
        days.setAccessibleName("Days: arrow keys move, Enter chooses")
    for button, name in (("prev", "Previous month"), ("next", "Next month")):
        for found in calendar.findChildren(QToolButton, f"qt_calendar_{button}month"):
            found.setAccessibleName(name)
    for each in calendar.findChildren(QToolButton):
        each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
