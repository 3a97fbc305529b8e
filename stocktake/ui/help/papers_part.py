"""The papers for IT and the federation: what there is, to be read below and saved as Word files."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.tasks.papers import papers, plain_words, write_papers
from stocktake.ui.desk import Desk
from stocktake.ui.files import choose_folder
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.saved_panel import SavedPanel
from stocktake.ui.widgets.wrapped_table import WrappedTable

COLUMNS = (FigureColumn("Paper"), FigureColumn("What it is for"))


class PapersPart(QWidget):
    """A table of the papers, and a button that saves them all.

    Attributes:
        table: the papers; pressing one asks for it to be shown.
        save: asks for a folder and writes them there.

    Signals:
        asked: (title, text): a paper is to be read.
    """

    asked = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows = WrappedRows(COLUMNS, self)
        self._rows.set_rows([WrappedRow((each.title, each.about)) for each in papers()])
        self.table = WrappedTable("Papers", opens=True)
        self.table.setModel(self._rows)
        self.save = PlainButton("Save them as Word files", "save")
        self.notice = Notice()
        self._saved = SavedPanel()
        row = FlowRow()
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        for widget in (
            Heading("Papers for IT, the federation and data protection"),
            Hint("Press a paper to read it below."),
            self.table,
            row,
            self.notice,
            self._saved,
        ):
            column.addWidget(widget)
        self.table.opened.connect(self._on_table_opened)
        self.save.clicked.connect(self._on_save_clicked)

    @Slot(int)
    def _on_table_opened(self, row: int) -> None:
        paper = papers()[row]
        self.asked.emit(paper.title, plain_words(paper))

    @Slot()
    def _on_save_clicked(self) -> None:
        self.notice.clear()
        self._saved.hide()
        folder = choose_folder(self, "Folder for the papers", str(self._desk.export_folder))
        if folder is not None:
            work = partial(write_papers, folder, datetime.now(UTC).astimezone())
            self._desk.jobs.start(work, self._on_saved, self._on_refused)

    @Slot(object)
    def _on_saved(self, written: tuple[Path, ...]) -> None:
        self._saved.show_file(written[0])

    @Slot(object)
    def _on_refused(self, error: StocktakeError) -> None:
        self.notice.say("problem", f"{error.what} {error.how_to_fix}")
