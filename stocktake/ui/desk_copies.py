"""Copies for other desks: looked at when a file is opened, saved every hour and at the end.

What has to be decided is asked in a bar over the page. Opening waits for none of it, and closing no
longer than a person wants.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

from stocktake.errors import StocktakeError
from stocktake.tasks.desk_copy import (
    Prepared,
    Standing,
    Verdict,
    continue_from,
    set_damaged_aside,
)
from stocktake.tasks.desk_kept import keep_beside
from stocktake.tasks.desk_lease import REFRESH_SECONDS
from stocktake.tasks.desk_words import asked_words, saved_words, when_words
from stocktake.ui import messages
from stocktake.ui.desk import Desk
from stocktake.ui.desk_bar import CONTINUE, DIFFERENCES, KEEP, LOOK, DeskBar
from stocktake.ui.desk_folder import DeskFolder
from stocktake.ui.main_window import MainWindow
from stocktake.ui.opening import Opening
from stocktake.ui.places import DESK_DIFFERENCES
from stocktake.ui.starting import Starting
from stocktake.ui.widgets.waiting_box import WaitingBox

EVERY_MS = 60 * 60 * 1000
"""An hour."""

LONGEST_CLOSE_MS = 20_000
"""Milliseconds that closing waits for the folder at most; a person can go on sooner."""

COPY = "The copy for your other desks"
OF_ANOTHER = (
    "The folder for copies holds the copy of another file of practices, so none of this one is "
    "saved there. Choose another folder under Settings, Other desks."
)
EXPECTED = ("desk_copy_ahead", "desk_copy_apart", "desk_copy_of_another")
"""Why nothing was saved when that is as it should be, and is asked or told elsewhere."""


class DeskCopies(QObject):
    """Looks after the copy for other desks of whatever file is open to be changed.

    Attributes:
        bar: asks what to do with the copy of another desk; stands over the page.
        folder: where copies go.
        outcome: what became of the last copy, in words; empty before the first.

    Signals:
        changed: there is something else to say of the copy, or of who has it open.
    """

    changed = Signal()

    def __init__(
        self, desk: Desk, window: MainWindow, opening: Opening, starting: Starting
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._window = window
        self._opening = opening
        self._starting = starting
        self.bar = DeskBar()
        window.bars.insertWidget(0, self.bar)
        self.folder = DeskFolder(desk, self)
        self.outcome = ""
        self._of: tuple[Path | None, str] = (None, "")
        self._left: set[tuple[str, Verdict]] = set()
        self._told = ""
        self._waiting: WaitingBox | None = None
        self._hourly = self._every(EVERY_MS, self._on_hourly_timeout)
        self._refresh = self._every(REFRESH_SECONDS * 1000, self._on_refresh_timeout)
        self.bar.chosen.connect(self._on_bar_chosen)
        self.folder.looked.connect(self._on_folder_looked)
        self.folder.saved.connect(self._on_folder_saved)
        self.folder.refused.connect(self._on_folder_refused)
        self.folder.over.connect(self._on_folder_over)
        desk.opened.connect(self._on_desk_opened)
        desk.closed.connect(self._on_desk_closed)
        desk.preferred.connect(self._on_desk_preferred)
        window.installEventFilter(self)
        if desk.workspace is not None:
            self._on_desk_opened()

    def _every(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    @property
    def standing(self) -> Standing | None:
        """How the copy stood when it was last looked at."""
        return self.folder.standing

    # Following what is open

    @Slot()
    def _on_desk_opened(self) -> None:
        workspace = self._desk.workspace
        path = workspace.path if workspace is not None and not workspace.read_only else None
        if (path, self._desk.settings.desk_folder) != self._of:
            self._begin(path)

    @Slot()
    def _on_desk_closed(self) -> None:
        self._of = (None, "")
        self.folder.forget()
        self.bar.clear()

    @Slot(object)
    def _on_desk_preferred(self, settings: object) -> None:
        path, folder = self._of
        if folder != self._desk.settings.desk_folder:
            self.folder.leave(Path(folder) if folder else None)
            self._begin(path)

    def _begin(self, path: Path | None) -> None:
        self._of = (path, self._desk.settings.desk_folder)
        self._told, self.outcome = "", ""
        self._left.clear()
        self.folder.forget()
        self.bar.clear()
        for timer in (self._hourly, self._refresh):
            timer.start()
        self.folder.look()
        self.changed.emit()

    @Slot()
    def _on_hourly_timeout(self) -> None:
        if self.folder.has_something_new:
            self.folder.save()

    @Slot()
    def _on_refresh_timeout(self) -> None:
        self.folder.ping()

    # Asking

    @Slot()
    def _on_folder_looked(self) -> None:
        self._ask()
        self.changed.emit()

    def _ask(self) -> None:
        """Show over the page what has to be decided, unless it was left alone already."""
        standing, now = self.standing, datetime.now().astimezone()
        elsewhere = " ".join(each.words(now) for each in self.folder.others)
        if standing is None or _key(standing) in self._left:
            self.bar.clear()
        elif standing.verdict in (Verdict.THEIRS_NEWER, Verdict.BOTH_MOVED):
            heading, words = asked_words(standing, now)
            is_newer = standing.verdict is Verdict.THEIRS_NEWER
            choices = (CONTINUE, KEEP, LOOK) if is_newer else (DIFFERENCES, LOOK, KEEP)
            self.bar.ask(heading, f"{words} {elsewhere}".strip(), *choices)
        elif standing.refusal is not None:
            self._warn(standing.refusal.code, COPY, _said(standing.refusal))
        elif standing.verdict is Verdict.NOT_OURS:
            self._warn(standing.verdict, COPY, OF_ANOTHER)
        elif elsewhere:
            words = "If answers are changed at both desks, you will be asked which of them to keep."
            self._warn(elsewhere, elsewhere, words)
        else:
            self.bar.clear()

    def _warn(self, reason: str, heading: str, words: str) -> None:
        # Once for each reason: a drive that stays away all day is no news after the first time.
        if self._told != reason:
            self._told = reason
            self.bar.warn(heading, words)

    @Slot(object)
    def _on_folder_refused(self, error: StocktakeError) -> None:
        if error.code in EXPECTED:
            self._ask()
        elif self._waiting is None:
            self._warn(error.code, COPY, _said(error))

    @Slot(object)
    def _on_folder_saved(self, prepared: Prepared) -> None:
        now = datetime.now().astimezone()
        self.outcome = f"Saved and checked at {when_words(now, now)}."
        if prepared.is_there_already:
            self.outcome = f"It held everything already. Checked again at {when_words(now, now)}."
        self._told = ""
        self._ask()

    @Slot()
    def _on_folder_over(self) -> None:
        if self._waiting is not None:
            self._waiting.end()
        self.changed.emit()

    # Deciding

    @Slot(str)
    def _on_bar_chosen(self, words: str) -> None:
        self.bar.clear()
        if words == CONTINUE:
            self.carry_on()
        elif words == DIFFERENCES:
            self.show_differences()
        elif words == LOOK:
            self.look_into()
        elif words == KEEP:
            self._keep_ours()

    def _keep_ours(self) -> None:
        standing = self.standing
        if standing is not None:
            self._left.add(_key(standing))
            self._window.notice.say(
                "info",
                f"The copy saved at {standing.desk} stays where it is, and no copy is saved over "
                "it. Once something is changed here you are asked about what differs.",
                "Kept what is here",
            )

    def carry_on(self) -> None:
        """Continue from the copy: what is here is backed up, and the copy takes its place."""
        workspace, standing = self._desk.workspace, self.standing
        if workspace is None or standing is None or not self._desk.save_now():
            return
        saved = saved_words(standing.mark, datetime.now().astimezone())
        refused: StocktakeError | None = None
        try:
            continue_from(workspace, standing)
        except StocktakeError as error:
            refused = error
        self._opening.path = workspace.path
        self._desk.close_workspace()
        self._opening.open()
        self._starting.go_to_last_place()
        if refused is not None:
            self._window.notice.say("problem", _said(refused))
        else:
            self._window.notice.say(
                "done",
                "What was here before is kept, under Settings, Files and backups.",
                f"You carry on from the copy {saved}",
            )

    def show_differences(self) -> None:
        """Go to the list of what differs."""
        if self.standing is not None and self._desk.save_now():
            self.bar.clear()
            self._left.add(_key(self.standing))
            self._window.show_page(DESK_DIFFERENCES, {"standing": self.standing})

    def look_into(self) -> None:
        """Open the copy to be read; one's own file is as it was, to go back to."""
        workspace, standing = self._desk.workspace, self.standing
        if workspace is None or standing is None:
            return
        try:
            kept = keep_beside(workspace.path, standing)
        except StocktakeError as error:
            self._window.notice.say("problem", _said(error))
            return
        self._desk.file_asked.emit(kept, True)

    def settled(self) -> None:
        """All that differs has been decided: look again, and save what was decided."""
        self.folder.forget()
        self.folder.save()

    def set_aside(self) -> None:
        """Give a copy that cannot be read another name, and save a new one."""
        if self.folder.path is not None:
            work = partial(set_damaged_aside, self.folder.path)
            self._desk.jobs.start(work, self._on_set_aside, self._on_not_set_aside, may_hang=True)

    @Slot(object)
    def _on_set_aside(self, name: str) -> None:
        self.bar.clear()
        self.folder.forget()
        self.folder.save()

    @Slot(object)
    def _on_not_set_aside(self, error: StocktakeError) -> None:
        self._warn(error.code, COPY, _said(error))

    # Closing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save what is new when the window closes, while a person wants to wait for it."""
        if watched is self._window and event.type() is QEvent.Type.Close and not self._may_close():
            event.ignore()
            return True
        return False

    def _may_close(self) -> bool:
        folder = self.folder
        # What hangs now would hang again; the copy is saved the next time.
        if folder.facts is not None and not folder.is_silent:
            known = folder.problem.code if folder.problem is not None else ""
            is_saved = self._wait_for_copy()
            error = folder.problem if is_saved else None
            is_news = error is not None and error.code not in (known, *EXPECTED)
            if error is not None and is_news and not self._close_without(error):
                return False
        for timer in (self._hourly, self._refresh):
            timer.stop()
        folder.leave()
        return True

    def _wait_for_copy(self) -> bool:
        """Wait for what is on its way, then for a copy of what is new; False when gone without."""
        if not (self.folder.is_busy or self.folder.has_something_new):
            return True
        self._waiting = WaitingBox(
            self._window,
            "Saving a copy for your other desk…",
            "Your answers are safe on this computer already.",
            "Close without it",
        )
        self._window.setEnabled(False)
        goes_on = self._wait_until_quiet(self._waiting)
        if goes_on and self.folder.has_something_new and self.folder.save():
            goes_on = self._wait_until_quiet(self._waiting)
        self._window.setEnabled(True)
        self._waiting.deleteLater()
        self._waiting = None
        return goes_on

    def _wait_until_quiet(self, box: WaitingBox) -> bool:
        while self.folder.is_busy:
            if not box.wait(LONGEST_CLOSE_MS):
                return False
        return True

    def _close_without(self, error: StocktakeError) -> bool:
        return messages.ask(
            self._window,
            "No copy could be saved for your other desks. Close all the same?",
            _said(error),
            "Close all the same",
            "Keep the window open",
        )


def copies_of(desk: Desk) -> DeskCopies | None:
    """Who looks after the copies of a desk; None where nobody does."""
    return desk.findChild(DeskCopies)


def _said(error: StocktakeError) -> str:
    return f"{error.what} {error.how_to_fix}".strip()


def _key(standing: Standing) -> tuple[str, Verdict]:
    return (standing.mark.id if standing.mark is not None else "", standing.verdict)
