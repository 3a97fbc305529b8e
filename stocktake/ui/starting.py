"""What happens between the start of the program and the first page a person works on."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from stocktake.ui.desk import Desk
from stocktake.ui.main_window import MainWindow
from stocktake.ui.opening import Opening
from stocktake.ui.places import HOME, place_of, section_page

if TYPE_CHECKING:
    from stocktake.tasks.recent_files import RecentFile


class Starting(QObject):
    """Opens the file of last time, or the usual one, at the place one had come to.

    Args:
        folder: where this computer keeps everything.
    """

    def __init__(self, desk: Desk, window: MainWindow, opening: Opening, folder: Path) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._opening = opening
        self._folder = folder

    def open(self) -> None:
        """Show the first page; a file that may lie far away is looked for meanwhile."""
        is_writable = self._has_folder()
        if self._opening.path != self._opening.usual:
            self._look_for(self._opening.path)
        elif is_writable and self._opening.path.exists():
            self._opening.open()
            self.go_to_last_place()
        else:
            # Beginning a file needs modules that are too slow to fetch before the first paint.
            self._window.show_page(HOME)

    def begin_if_none(self) -> None:
        """Begin the usual file on the first day, once the window has been painted."""
        if self._desk.workspace is None and not self._desk.is_refused:
            self._opening.open()

    def _look_for(self, path: Path) -> None:
        from stocktake.tasks.recent_files import looked_for

        # Until it is found nothing may be begun: its drive can take half a minute to answer.
        self._desk.is_refused = True
        self._window.saved.set_words(f"Looking for {path.name}…")
        self._window.show_page(HOME)
        work = partial(looked_for, (str(path),))
        self._desk.jobs.start(work, self._on_looked_for, may_hang=True)

    @Slot(object)
    def _on_looked_for(self, found: tuple[RecentFile, ...]) -> None:
        if self._desk.workspace is not None:
            return
        gone = found[0] if found[0].reason else None
        if gone is not None:
            self._opening.path = self._opening.usual
        self._desk.is_refused = False
        self._opening.open()
        self.go_to_last_place()
        if gone is not None and not self._desk.is_refused:
            self._window.notice.say(
                "attention",
                f"{gone.path} could not be opened. {gone.reason}. The usual file on this computer "
                "was opened instead; the other can be opened from the File menu when it is back.",
                "Another file than last time",
            )

    def _has_folder(self) -> bool:
        """Make the folder for everything; what is in the way is said in the window."""
        folder = self._folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            words = f"Nothing can be kept in {folder}: {error.strerror or error}."
            how_to_fix = "Ask whoever looks after this computer to let you save there."
            self._desk.is_refused = True
            self._window.notice.say("problem", f"{words} {how_to_fix}")
            return False
        return True

    def go_to_last_place(self) -> None:
        """Open the practice that was last worked on, where one had come to; or the first page."""
        from stocktake.questionnaire.loading import shipped_form_ids
        from stocktake.tasks.cut_off import found_work
        from stocktake.tasks.practices import practice_rounds

        workspace = self._desk.workspace
        found = practice_rounds(workspace) if workspace is not None else ()
        if workspace is None or not found:
            self._window.show_page(HOME)
            return
        place = workspace.sections.last_place()
        here = next((each for each in found if place and place[0] in each.submission_ids), None)
        chosen = here or found[0]
        self._desk.choose(chosen.subject, chosen.round)
        if here is None or place is None or found_work(workspace) is not None:
            self._window.show_page(HOME)
            return
        form_id = here.forms[here.submission_ids.index(place[0])]
        if form_id not in shipped_form_ids():
            # It came with a branding pack that is gone or broken; its answers stay in the file.
            self._window.show_page(HOME)
            return
        self._window.show_page(section_page(form_id), place_of(form_id, place[1], place[2]))
