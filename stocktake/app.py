"""The composition root of the window: paths, settings, store, error report. The only QApplication.

Nothing slow is imported before the first paint; what the pages will need is fetched after it.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, QStandardPaths, QTimer, Slot
from PySide6.QtWidgets import QApplication, QPushButton

from stocktake import __version__
from stocktake.drafts import clear_drafts
from stocktake.errors import StocktakeError
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.quick_copy import keep_copies_in
from stocktake.settings import Settings, load_settings
from stocktake.tasks.brand_in_use import brand_at_start, is_first_said
from stocktake.tasks.fault_log import begin_log, end_log
from stocktake.ui import messages
from stocktake.ui.any_file import AnyFile
from stocktake.ui.backing_up import DAMAGED, BackingUp
from stocktake.ui.closing import Closing
from stocktake.ui.contents.finder import Finder
from stocktake.ui.desk import Desk
from stocktake.ui.focus_ring import FocusRing
from stocktake.ui.help.help_menu import HelpMenu
from stocktake.ui.jobs import Jobs
from stocktake.ui.main_window import MainWindow
from stocktake.ui.opening import Opening
from stocktake.ui.pages import PAGES
from stocktake.ui.preferring import Preferring
from stocktake.ui.recent_menu import RecentMenu
from stocktake.ui.share.receiving import Receiving
from stocktake.ui.starting import Starting
from stocktake.ui.theme import Theme
from stocktake.ui.undoing import UndoCommands

if TYPE_CHECKING:
    from stocktake.questionnaire.submission import Subject

WORKSPACE_NAME = "practices.stocktake"
"""What the workspace is called in the data folder."""

log = logging.getLogger("stocktake")


@dataclass(frozen=True, slots=True)
class Paths:
    """Where this computer keeps things; asked for once and passed down.

    Attributes:
        data: the folder everything else is in.
        workspace: the file with every answer.
        settings: what the person prefers.
        window: where the window stood.
        documents: where exports go until another folder is preferred.
    """

    data: Path
    workspace: Path
    settings: Path
    window: Path
    documents: Path


def paths_of(data: Path | None, workspace: Path | None) -> Paths:
    """Settle where things are: as asked for, or in this person's local application data."""
    places = QStandardPaths.StandardLocation
    if data is None:
        data = Path(QStandardPaths.writableLocation(places.AppLocalDataLocation))
    chosen = workspace.absolute() if workspace is not None else data / WORKSPACE_NAME
    documents = QStandardPaths.writableLocation(places.DocumentsLocation)
    where = Path(documents) if documents else Path.home()
    return Paths(data, chosen, data / "settings.json", data / "window.ini", where)


class Program(QObject):
    """The window and everything behind it, put together and kept together.

    Attributes:
        window: the frame.
        desk: what is open.

    Args:
        theme: the one look of the application.
        is_warming: fetch slow modules in the background after the first paint.
    """

    def __init__(
        self, application: QApplication, theme: Theme, paths: Paths, *, is_warming: bool = True
    ) -> None:
        super().__init__()
        self._log = begin_log(paths.data)
        keep_copies_in(paths.data / "quick")
        self._is_warming = is_warming
        self._is_painted = False
        self._application = application
        brand = brand_at_start(paths.data)
        settings = load_settings(paths.settings, brand.given)
        self.theme = theme
        self.theme.apply(settings.colour_scheme, settings.text_size)
        self._ring = FocusRing(application)
        self.jobs = Jobs(self)
        self.desk = Desk(
            self.jobs, settings.role, self, settings=settings, documents=paths.documents
        )
        geometry = QSettings(str(paths.window), QSettings.Format.IniFormat)
        self.desk.geometry = geometry
        self.desk.folder = paths.data
        self.desk.brand = brand
        self.window = MainWindow(PAGES, self.desk, geometry)
        self._preferring = Preferring(self.desk, self.window, theme, paths.settings)
        usual = paths.data / WORKSPACE_NAME
        is_named = paths.workspace != usual or not settings.last_file
        first = paths.workspace if is_named else Path(settings.last_file)
        self._opening = opening = Opening(self.desk, self.window, first, usual)
        RecentMenu(self.desk, self.window)
        HelpMenu(self.window)
        self._backing_up = BackingUp(self.desk, self.window)
        AnyFile(self.desk, self.window, Receiving(self.desk, self.window))
        UndoCommands(self.desk, self.window)
        Finder(self.desk, self.window)
        Closing(self.window)
        self._starting = Starting(self.desk, self.window, opening, paths.data)
        self._has_copies = False
        self._got_it = QPushButton("Close this message")
        self.window.notice.add_button(self._got_it)
        self._connect()

    def _connect(self) -> None:
        window, desk = self.window, self.desk
        window.save_asked.connect(self._on_save_asked)
        window.page_failed.connect(self._on_fault)
        window.closing.connect(self._on_window_closing)
        window.saved.help_asked.connect(self._on_help_asked)
        self._got_it.clicked.connect(window.notice.clear)
        desk.opened.connect(self._on_desk_opened)
        desk.saving.connect(window.saved.set_saving)
        desk.saved.connect(window.saved.set_saved)
        desk.save_failed.connect(self._on_desk_save_failed)
        window.page_shown.connect(self._on_page_shown)
        self.jobs.failed.connect(self._on_fault)
        self.jobs.refused.connect(self._on_refused)
        self._failed = StocktakeError("saved", "Everything is saved.", "")

    @property
    def settings(self) -> Settings:
        """What the person prefers."""
        return self.desk.settings

    # Opening

    def open(self) -> None:
        """Open the workspace and the place one was at; on the first day, the first page."""
        self._starting.open()
        self.window.installEventFilter(self)

    def eventFilter(  # noqa: N802 - Qt's own name
        self, watched: QObject, event: QEvent
    ) -> bool:
        """Do what can wait after the first paint, and let nothing unsaved go unseen at the end."""
        if watched is not self.window:
            return False
        if event.type() is QEvent.Type.Paint and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._on_painted)
        elif event.type() is QEvent.Type.Close and not self._may_close():
            event.ignore()
            return True
        return False

    def _may_close(self) -> bool:
        """Save everything; when that fails, only a person may give the last change up."""
        if self.window.page is not None:
            self.window.page.leaving()
        return self.desk.save_now() or messages.ask(
            self.window,
            "Your last change could not be saved. Close without it?",
            f"{self._failed.what} {self._failed.how_to_fix}",
            "Close without it",
            "Keep the window open",
        )

    @Slot()
    def _on_painted(self) -> None:
        """Begin a file on the first day, and fetch what charts and workbooks need."""
        if self.window.isHidden():
            return
        self._starting.begin_if_none()
        broken = self.desk.brand.words()
        if broken and not self.window.notice.text() and is_first_said(broken):
            self.window.notice.say("attention", broken, "The branding pack was left out")
        cleared = partial(clear_drafts, self.desk.export_folder)
        self.jobs.start(cleared, self._on_cleared, may_hang=True)
        if self._is_warming:
            self.jobs.start(_warm_charts, self._on_charts_warmed)

    @Slot(object)
    def _on_charts_warmed(self, result: object) -> None:
        # After the charts, so that the first of them is held up by nothing.
        self.jobs.start(_warm_workbooks, self._on_warmed)

    @Slot(object)
    def _on_cleared(self, removed: int) -> None:
        log.info("drafts of a crash removed", extra={"count": removed})

    @Slot(object)
    def _on_warmed(self, result: object) -> None:
        # All this stays until the end. Looking through it for garbage again and again, as while
        # many workbooks are read, would make the window stand still for a fifth of a second.
        gc.freeze()
        log.debug("warmed")

    # Following

    @Slot()
    def _on_desk_opened(self) -> None:
        practice, workspace = self.desk.practice, self.desk.workspace
        self._say_name()
        if not self._has_copies:
            self._begin_copies()
        if workspace is not None and workspace.read_only:
            self.window.saved.set_words("Open to read only: nothing you type is kept")
        elif practice is not None and practice.read_only:
            self.window.saved.set_words(f"{practice.round} can be read and not changed")
        elif practice is not None and (why := practice.why_signed(STOCKTAKE)):
            self.window.saved.set_words(why)
        else:
            self.window.saved.set_words("All changes are saved as you go")

    def _begin_copies(self) -> None:
        """Look after copies for other desks from the first file on; the first page has none."""
        from stocktake.ui.desk_copies import DeskCopies

        self._has_copies = True
        DeskCopies(self.desk, self.window, self._opening, self._starting)
        # In front of it, so that at the end everything is saved before the last copy is made.
        self.window.installEventFilter(self)

    @Slot(str)
    def _on_page_shown(self, name: str) -> None:
        """Let the practice's own record follow its answers; another code is asked for first."""
        practice = self.desk.practice
        if practice is None or practice.read_only or practice.listed(STOCKTAKE) is None:
            return
        from stocktake.questionnaire.answers import Address
        from stocktake.tasks.practices import record_in_answers

        was, wanted = practice.subject, record_in_answers(practice)
        if wanted.code != was.code and not messages.ask(
            self.window,
            f"Change the practice's code from {was.code or 'none'} to {wanted.code}?",
            "Everything answered so far goes with it. Workbooks sent before have the old code.",
            "Change the code",
            "Keep the old one",
        ):
            address = Address("profile.ods_code")
            kept = replace(self.desk.sheet(STOCKTAKE).answers[address], value=was.code)
            self.desk.answer(STOCKTAKE, address, kept, at_once=True)
            wanted = replace(wanted, code=was.code)
        if wanted != was:
            self._keep_record(wanted)

    def _keep_record(self, wanted: Subject) -> None:
        from stocktake.tasks.practices import keep_record

        if self.desk.practice is not None:
            try:
                keep_record(self.desk.practice, wanted)
            except StocktakeError as error:
                self._on_refused(error)
            self._say_name()

    def _say_name(self) -> None:
        practice = self.desk.practice
        name = practice.subject.name if practice else ""
        made_up = "made-up example" if self.desk.is_sample else ""
        self.window.set_name(" – ".join(part for part in (name, made_up, "Stocktake") if part))

    @Slot(object)
    def _on_desk_save_failed(self, error: StocktakeError) -> None:
        self._failed = error
        log.info("not saved", extra={"code": error.code})
        self.window.saved.set_failed(error.what)

    @Slot()
    def _on_help_asked(self) -> None:
        failed = self._failed
        if messages.ask(self.window, failed.what, failed.how_to_fix, "Try again", "Not now"):
            self.desk.save_now()

    @Slot()
    def _on_save_asked(self) -> None:
        if self.desk.save_now() and not self.desk.is_read_only:
            # Whoever presses Ctrl+S wants to be told, also when all was saved before.
            self.window.saved.set_saved(datetime.now().astimezone(), is_asked=True)

    @Slot(object)
    def _on_refused(self, error: StocktakeError) -> None:
        log.info("refused", extra={"code": error.code})
        self.window.notice.say("problem", f"{error.what} {error.how_to_fix}")

    @Slot(object)
    def _on_fault(self, fault: BaseException) -> None:
        log.error("a fault of the program", exc_info=fault)
        self.desk.save_now()
        messages.report_fault(self.window, fault)

    def caught(
        self, kind: type[BaseException], fault: BaseException, traceback: TracebackType | None
    ) -> None:
        """Take over what nobody else caught: every answer is saved, and a report is offered."""
        if isinstance(fault, KeyboardInterrupt):
            self._application.quit()
        elif isinstance(fault, StocktakeError):
            self._on_refused(fault)
        else:
            self._on_fault(fault)

    @Slot()
    def _on_window_closing(self) -> None:
        unmade = self._backing_up.back_up()
        if unmade is not None:
            words = f"{unmade.what} {unmade.how_to_fix}"
            messages.tell(self.window, "The last backup could not be made.", words)
        elif self._backing_up.put_back:
            messages.tell(self.window, DAMAGED, self._backing_up.put_back)
        self.desk.close_workspace()
        self.jobs.close()
        self._ring.deleteLater()
        end_log(self._log)


def _warm_charts() -> None:
    from stocktake import charts

    charts.warm()


def _warm_workbooks() -> None:
    importlib.import_module("openpyxl")


def run_window(arguments: Sequence[str]) -> int:
    """Open the window and run until it is closed; returns the exit code.

    Args:
        arguments: ``--data-dir DIR`` and the workspace to open, both optional.
    """
    options = _parser().parse_args(list(arguments))
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([sys.argv[0]])
    application.setApplicationName("Stocktake")
    application.setApplicationVersion(__version__)
    paths = paths_of(options.data_dir, options.workspace)
    program = Program(application, Theme(application), paths)
    sys.excepthook = program.caught
    program.open()
    program.window.show()
    return application.exec()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="stocktake", description="Open the window.")
    parser.add_argument("--data-dir", type=Path, help="keep everything in this folder instead")
    parser.add_argument("workspace", type=Path, nargs="?", help="the workspace file to open")
    return parser
