"""Opening the file of practices, and what is offered when it cannot simply be opened."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from stocktake.errors import StocktakeError
from stocktake.settings import with_recent_file
from stocktake.ui import messages
from stocktake.ui.backing_up import DAMAGED
from stocktake.ui.desk import Desk
from stocktake.ui.main_window import MainWindow
from stocktake.ui.places import HOME

if TYPE_CHECKING:
    from stocktake.store.workspace import Workspace

SHARED_CODES = (
    "workspace_locked",
    "workspace_read_only",
    "workspace_full",
    "workspace_not_saved",
)
"""Refusals after which the file can still be read."""

BEGIN_ANEW_CODES = ("workspace_not_ours", "nothing_recovered")
"""Refusals of a file in which there is nothing that this program could show."""


class Opening(QObject):
    """Opens a file on the desk, saying in the window what came of it.

    What is opened to be worked on is among the recent files from then on, and opened next time.

    Attributes:
        path: the file that is open, or that could not be.
        usual: the file of this computer, opened when no other was chosen.
    """

    def __init__(self, desk: Desk, window: MainWindow, path: Path, usual: Path) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.path = path
        self.usual = usual
        desk.file_asked.connect(self._on_file_asked)
        desk.opened.connect(self._on_opened)

    def open(self) -> None:
        """Open the file, or begin it; when it cannot be, say why and what can be done."""
        try:
            self._desk.open_workspace(self.path)
        except StocktakeError as error:
            self._open_otherwise(error)
            return
        self._remember()
        workspace = self._desk.workspace
        if workspace is not None and workspace.was_cut_off:
            self._note_cut_off(workspace)

    def _note_cut_off(self, workspace: Workspace) -> None:
        """Have the first page tell of the work; where nothing had been done it is only said."""
        from stocktake.tasks.cut_off import found_work, note_cut_off

        with contextlib.suppress(StocktakeError):
            note_cut_off(workspace)
        if found_work(workspace) is None:
            self._window.notice.say(
                "info",
                "The last session ended without being closed, and nothing had been changed in it.",
                "Carried on from where you were",
            )

    def _remember(self) -> None:
        recent = with_recent_file(self._desk.settings, str(self.path)).recent_files
        last = "" if self.path == self.usual else str(self.path)
        self._desk.prefer(recent_files=recent, last_file=last)

    def _open_otherwise(self, error: StocktakeError) -> None:
        """Open to read only, or get back what can be read, if the person says so."""
        if error.code in SHARED_CODES:
            if self._ask(error, error.how_to_fix, "Open read-only"):
                self._read_only()
                return
        elif error.code == "workspace_damaged":
            self._rescue(error)
            return
        elif error.code in BEGIN_ANEW_CODES:
            self._begin_anew(error)
            return
        self._say(error)

    def _read_only(self) -> None:
        try:
            self._desk.open_workspace(self.path, read_only=True)
        except StocktakeError as error:
            self._say(error)

    def _rescue(self, error: StocktakeError) -> None:
        detail = (
            "The damaged file will be set aside as it is, and everything in it that can be read "
            "put in a new one. What cannot be read is named."
        )
        if not self._ask(error, detail, "Get back what can be read"):
            self._say(error)
            return
        from stocktake.tasks.rescue import open_rescued

        try:
            words = open_rescued(self.path)
            self._desk.open_workspace(self.path)
        except StocktakeError as refusal:
            self._open_otherwise(refusal)
            return
        self._window.notice.say("attention", words, "The file was damaged")

    def _begin_anew(self, error: StocktakeError) -> None:
        detail = (
            "It can be given another name, with nothing in it changed, and a new file begun in its "
            "place."
        )
        if not self._ask(error, detail, "Begin a new file"):
            self._say(error)
            return
        from stocktake.tasks.rescue import set_aside

        try:
            kept = set_aside(self.path, datetime.now().astimezone().date())
            self._desk.open_workspace(self.path)
        except StocktakeError as refusal:
            self._say(refusal)
            return
        self._window.notice.say("info", f"The other file is kept as {kept.name}.", "A new file")

    def _ask(self, error: StocktakeError, detail: str, verb: str) -> bool:
        return messages.ask(self._window, error.what, detail, verb, "Not now")

    def _say(self, error: StocktakeError) -> None:
        self._window.notice.say("problem", f"{error.what} {error.how_to_fix}")
        if self._window.page is not None:
            self._window.page.refresh()

    @Slot()
    def _on_opened(self) -> None:
        if self._desk.put_back:
            self._window.notice.say("attention", self._desk.put_back, DAMAGED)

    @Slot(object, bool)
    def _on_file_asked(self, path: Path, to_read: bool) -> None:
        if to_read:
            self._open_copy(path)
        else:
            self._open_instead(path)

    def _open_instead(self, chosen: Path) -> None:
        before, self.path = self.path, chosen
        self._window.notice.clear()
        self.open()
        if self._desk.workspace is None or self._desk.workspace.path != chosen:
            self.path = before
        else:
            from stocktake.tasks.where_files_live import warning

            work = partial(_with_warning, warning, chosen)
            self._desk.jobs.start(work, self._on_place_seen, may_hang=True)
        self._window.show_page(HOME)

    @Slot(object)
    def _on_place_seen(self, found: tuple[Path, str]) -> None:
        """Warn of a folder in which the file may come to harm, unless there is worse to say."""
        path, words = found
        if words and path == self.path and self._window.notice.isHidden():
            self._window.notice.say("attention", words, "Not a safe place for this file")

    def _open_copy(self, path: Path) -> None:
        """Open a backup to be read; the file that was open stays as it is, to go back to."""
        self._window.notice.clear()
        try:
            self._desk.open_workspace(path, read_only=True)
        except StocktakeError as error:
            self._say(error)
            return
        self._window.show_page(HOME)
        self._window.notice.say(
            "info",
            f"{path.name} is open to be read, and nothing in it can be changed. Your own file, "
            f"{self.path.name}, is as you left it: go back to it under File, Recent files.",
            "This is a copy",
        )


def _with_warning(warning: Callable[[Path], str], path: Path) -> tuple[Path, str]:
    return path, warning(path)
