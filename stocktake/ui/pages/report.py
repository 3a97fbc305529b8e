"""A problem report: read here in full, then saved as a file to send. It holds no answers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout

from stocktake.errors import StocktakeError
from stocktake.tasks.fault_log import log_folder
from stocktake.tasks.problem_report import ReportPart, report_parts, save_report
from stocktake.ui.desk import Desk
from stocktake.ui.files import choose_to_save, show_folder
from stocktake.ui.page import Page
from stocktake.ui.theme import look, scaled, text_factor
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.scroll_column import ScrollColumn

TEXT_HEIGHT = 320
"""Pixels of the report, at 100% text."""


class ReportPage(Page):
    """Shows every word of the report before any of it is saved.

    Attributes:
        text: the whole report.
        told: what became of saving it.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__("Report a problem")
        self._desk = desk
        self._parts: tuple[ReportPart, ...] = ()
        self._saved = Path()
        self.heading = Heading("Report a problem", "title")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("The whole report")
        self.told = Notice()
        self.save = PrimaryButton("Save the report")
        self._copy = PlainButton("Copy the report", "copy")
        self._open = PlainButton("Open folder")
        self.told.add_button(self._open)
        buttons = FlowRow()
        buttons.addWidget(self.save)
        buttons.addWidget(self._copy)
        self._scroll = ScrollColumn()
        for widget in (
            self.heading,
            Words(
                "This is everything the report says. It holds no answers, no notes, no names and "
                "no codes, and it goes nowhere by itself: save it, then send it to whoever "
                "supports you, with a sentence on what you were doing."
            ),
            self.text,
            self.told,
            buttons,
        ):
            self._scroll.add(widget)
        self._scroll.column.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.save.clicked.connect(self._on_save_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._open.clicked.connect(self._on_open_clicked)

    def refresh(self) -> None:
        """Gather the report as things are now."""
        self.told.clear()
        self._copy.setText("Copy the report")
        self.text.setFixedHeight(scaled(TEXT_HEIGHT))
        desk = self._desk
        now = datetime.now().astimezone()
        self._parts = report_parts(desk.settings, desk.workspace, log_folder(), _screen(), now)
        self.text.setPlainText("\n\n".join(f"{p.name}\n\n{p.text}" for p in self._parts))

    @Slot()
    def _on_save_clicked(self) -> None:
        day = datetime.now().astimezone().date()
        proposed = self._desk.documents / f"Stocktake problem report {day.isoformat()}.zip"
        chosen = choose_to_save(self, "Save the report", "Zip files (*.zip)", str(proposed))
        if chosen is None:
            return
        try:
            save_report(self._parts, chosen)
        except StocktakeError as error:
            self._open.hide()
            self.told.say("problem", f"{error.what} {error.how_to_fix}")
            return
        self._saved = chosen
        self._open.show()
        self.told.say("done", f"{chosen.name} is in {chosen.parent}.", "Report saved")

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._copy.setText("Copied")

    @Slot()
    def _on_open_clicked(self) -> None:
        show_folder(self._saved.parent)


def _screen() -> dict[str, str]:
    """What the window knows of itself; no name of a screen, which can be that of a person."""
    screen = QGuiApplication.primaryScreen()
    size = screen.size()
    return {
        "Qt": str(qVersion()),
        "screens": str(len(QGuiApplication.screens())),
        "screen": f"{size.width()} by {size.height()}, times {screen.devicePixelRatio():g}",
        "colours in use": look().name,
        "text in use": f"{text_factor():.0%}",
        "windowing": QGuiApplication.platformName(),
    }
