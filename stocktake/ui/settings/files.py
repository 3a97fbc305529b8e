"""Where answers are kept, that they are saved by themselves, and the backups of them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from stocktake.errors import StocktakeError
from stocktake.tasks.backups import BackupSeen, listed, looked_into, size_in_words
from stocktake.tasks.where_files_live import warning
from stocktake.ui import messages
from stocktake.ui.desk import Desk
from stocktake.ui.files import show_folder
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.settings.panel import SettingsPanel
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.wrapped_table import WrappedTable
from stocktake.units import date_in_words

COLUMNS = (FigureColumn("Made"), FigureColumn("Size", is_number=True), FigureColumn("Checked"))
SOUND = {None: "Being checked…", True: "Sound", False: "Cannot be read as it should"}
"""What is said of a backup that was, or was not yet, read from end to end."""


class FilesPanel(SettingsPanel):
    """The file of practices and its backups.

    Attributes:
        warned: what may happen to the file where it lies.
        table: the backups, newest first.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._seen: tuple[BackupSeen, ...] = ()
        self._path = Path()
        self._where = Words()
        self.warned = Notice()
        self._told = Notice()
        self._open = PlainButton("Open folder")
        self._make = PlainButton("Make a backup now", "save")
        self._rows = WrappedRows(COLUMNS, self)
        self.table = WrappedTable("Backups", opens=True)
        self.table.setModel(self._rows)
        self._how = Hint("Press a backup to open it and read it. Nothing is written over.")
        self._none = Words("There are no backups yet.")
        for widget in (
            Heading("Where your answers are kept"),
            self._where,
            self.warned,
            _in_row(self._open),
            Heading("Saving"),
            Words(
                "Saving is automatic and always on: every change is on the disk within half a "
                "second of the last key. There is nothing to switch on."
            ),
            Heading("Backups"),
            Words(
                "A backup is made every hour and when you close the window, if anything has "
                "changed, and before an upgrade. Each is checked when it is made."
            ),
            self._none,
            self._how,
            self.table,
            self._told,
            _in_row(self._make),
        ):
            self.add(widget)
        self._open.clicked.connect(self._on_open_clicked)
        self._make.clicked.connect(self._on_make_clicked)
        self.table.opened.connect(self._on_table_opened)

    def refresh(self) -> None:
        """Say where the file is, and have its place and its backups looked at."""
        workspace = self.desk.workspace
        self._told.clear()
        self._open.setEnabled(workspace is not None)
        self._make.setEnabled(workspace is not None and not workspace.read_only)
        if workspace is None:
            self._where.setText("No file is open.")
            self._show(())
            return
        self._path = workspace.path
        only = "\nOpen to be read only." if workspace.read_only else ""
        self._where.setText(f"{_breakable(workspace.path)}{only}")
        jobs = self.desk.jobs
        jobs.start(partial(_warning, workspace.path), self._on_warned, may_hang=True)
        self._look()

    def _look(self) -> None:
        self._show(listed(self._path))
        work = partial(_looked_into, self._path)
        self.desk.jobs.start(work, self._on_looked_into, may_hang=True)

    def _show(self, seen: tuple[BackupSeen, ...]) -> None:
        self._seen = seen
        self._rows.set_rows([_row(each) for each in seen])
        for widget in (self.table, self._how):
            widget.setVisible(bool(seen))
        self._none.setVisible(not seen)

    @Slot(object)
    def _on_warned(self, found: tuple[Path, str]) -> None:
        path, words = found
        if path != self._path:
            return
        if words:
            self.warned.say("attention", words, "Not a safe place for this file")
        else:
            self.warned.clear()

    @Slot(object)
    def _on_looked_into(self, found: tuple[Path, tuple[BackupSeen, ...]]) -> None:
        if found[0] == self._path:
            self._show(found[1])

    @Slot()
    def _on_open_clicked(self) -> None:
        show_folder(self._path.parent)

    @Slot()
    def _on_make_clicked(self) -> None:
        workspace = self.desk.workspace
        if workspace is None or not self.desk.save_now():
            return
        try:
            made = workspace.backups.make()
        except StocktakeError as error:
            self._told.say("problem", f"{error.what} {error.how_to_fix}")
            return
        self._look()
        self._told.say("done", f"{made.path.name} was made and checked.", "Backup made")

    @Slot(int)
    def _on_table_opened(self, row: int) -> None:
        backup = self._seen[row]
        agreed = messages.ask(
            self,
            f"Open the backup of {_made(backup)} to read it?",
            "The file you have open now is saved and closed first, and is not changed. You can go "
            "back to it under File, Recent files.",
            "Open the backup",
        )
        if agreed:
            self.desk.file_asked.emit(backup.path, True)


def _warning(path: Path) -> tuple[Path, str]:
    return path, warning(path)


def _looked_into(path: Path) -> tuple[Path, tuple[BackupSeen, ...]]:
    return path, looked_into(path)


def _breakable(path: Path) -> str:
    """A path that goes on to the next line after any of its folders."""
    return str(path).replace("/", "/\u200b").replace("\\", "\\\u200b")


def _made(backup: BackupSeen) -> str:
    return f"{date_in_words(backup.made_on)}, {backup.time}"


def _row(backup: BackupSeen) -> WrappedRow:
    second = "Made before an upgrade of the program" if backup.before_upgrade else ""
    cells = (_made(backup), size_in_words(backup.size_bytes), SOUND[backup.is_sound])
    return WrappedRow(cells, second, (str(backup.path),))


def _in_row(button: QWidget) -> FlowRow:
    row = FlowRow()
    row.addWidget(button)
    return row
