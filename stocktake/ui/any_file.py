"""Opening a file of any kind: chosen under File, on the first page, or dropped on the window.

What each is is found out from what is in it, and said; nothing is written to any of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from stocktake.ui.desk import Desk
from stocktake.ui.drop_mark import DropMark
from stocktake.ui.files import choose_to_open
from stocktake.ui.main_window import MainWindow
from stocktake.ui.places import PUBLISHED
from stocktake.ui.share.receiving import Receiving

if TYPE_CHECKING:
    from stocktake.tasks.what_file import WhatFile

COMMAND = "Open a file…"
KINDS = (
    "Files that Stocktake opens (*.stocktake *.xlsx *.xlsm *.stocktakepack);;"
    "Files of practices (*.stocktake);;Excel workbooks (*.xlsx *.xlsm);;"
    "Packs of published figures (*.stocktakepack);;All files (*)"
)


class AnyFile(QObject):
    """Takes files to where they belong.

    Args:
        receiving: reads a single workbook and goes where that belongs.
    """

    def __init__(self, desk: Desk, window: MainWindow, receiving: Receiving) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._receiving = receiving
        window.add_command("File", COMMAND, self._on_asked, "Ctrl+O")
        desk.files_asked.connect(self.open)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        # Last, so that it hears of what is dragged before this takes it.
        self.mark = DropMark(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files that no page wanted for itself."""
        if event.type() is QEvent.Type.DragEnter:
            entering = cast(QDragEnterEvent, event)
            if _files(entering):
                entering.acceptProposedAction()
                return True
        elif event.type() is QEvent.Type.Drop:
            dropped = cast(QDropEvent, event)
            paths = _files(dropped)
            if paths:
                dropped.acceptProposedAction()
                self.open(paths)
                return True
        return False

    @Slot()
    def _on_asked(self) -> None:
        self.open(())

    @Slot(object)
    def open(self, paths: Sequence[Path]) -> None:
        """Find out what files are and open them; without any, ask which."""
        from stocktake.tasks.what_file import what_files

        if not paths:
            folder = str(self._desk.export_folder)
            paths = choose_to_open(self._window, "Open a file", KINDS, folder)
        if paths and (self._window.page is None or self._desk.save_now()):
            self._window.notice.clear()
            work = partial(what_files, tuple(paths))
            self._desk.jobs.start(work, self._on_looked_into, may_hang=True)

    @Slot(object)
    def _on_looked_into(self, found: tuple[WhatFile, ...]) -> None:
        from stocktake.tasks.what_file import FileKind

        if len(found) > 1 or found[0].kind is FileKind.FOLDER:
            self._open_several(found)
        elif found[0].kind is FileKind.WORKBOOK:
            self._receiving.receive(found[0].path)
        elif found[0].kind is FileKind.PACK:
            self._window.show_page(PUBLISHED, {"paths": [found[0].path]})
        elif found[0].kind is FileKind.OTHER:
            self._window.notice.say("problem", found[0].words, "This file was not opened")
        else:
            self._desk.file_asked.emit(found[0].path, found[0].kind is FileKind.COPY)

    def _open_several(self, found: tuple[WhatFile, ...]) -> None:
        """Several files, or a folder of them, are for combining; which of them can be read, too."""
        from stocktake.tasks.what_file import FileKind

        to_combine = [e.path for e in found if e.kind in (FileKind.WORKBOOK, FileKind.FOLDER)]
        if not to_combine:
            words = "Open one file of practices at a time."
            self._window.notice.say("info", words, "These files were not opened")
            return
        question = f"These are {len(to_combine)} workbooks: open Combine with them?"
        if len(to_combine) == 1:
            is_folder = to_combine[0] in [e.path for e in found if e.kind is FileKind.FOLDER]
            what = "a folder" if is_folder else "the one workbook among them"
            question = f"“{to_combine[0].name}” is {what}: open Combine with it?"
        from stocktake.tasks.asking_arriving import are_askings

        # Answers to a question of the PCN come in several files too, and are no returns.
        told = partial(self._on_told, to_combine, question)
        self._desk.jobs.start(partial(are_askings, to_combine), told, may_hang=True)

    def _on_told(self, paths: Sequence[Path], question: str, are_questions: bool) -> None:
        if are_questions:
            self._receiving.take_questions(paths)
        else:
            self._receiving.offer_to_combine(question, paths)


def _files(event: QDropEvent) -> list[Path]:
    """The files and folders among what is dragged."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
