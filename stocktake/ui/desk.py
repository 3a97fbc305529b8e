"""What is open, and the one object that speaks to every page about it.

Answers go in through ``answer``; what is typed within a moment is gathered, saved and said so.
Everything it does is done by ``tasks.open_practice``; the desk adds the clock and the signals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, QTimer, Signal, Slot

from stocktake.errors import StocktakeError
from stocktake.settings import Settings, with_changes
from stocktake.tasks.brand_in_use import BrandInUse
from stocktake.ui.contents.search import Search
from stocktake.ui.jobs import Jobs

if TYPE_CHECKING:
    # Fetched when a file or a practice is opened, so that the first page need not wait for them.
    from stocktake.planning.plan import PracticePlan
    from stocktake.questionnaire.answers import Address, Answer
    from stocktake.questionnaire.sheet import Sheet
    from stocktake.questionnaire.submission import Subject
    from stocktake.store.workspace import Workspace
    from stocktake.tasks.open_practice import Entered, OpenPractice
    from stocktake.tasks.undoing import Undoing, Undone

SAVE_WITHIN_MS = 300
"""From the last key to the disk; decisions 12 allows 400 ms in all."""

TRY_AGAIN_MS = 20_000
"""From a save that failed, as on a full disk, to the next try that nobody asked for."""


class Desk(QObject):
    """The open workspace and practice, for the pages.

    Attributes:
        jobs: runs what takes a while.
        settings: what the person prefers.
        documents: where this person keeps documents.
        folder: where the program keeps its own data; None keeps none.
        workspace: the open file; None while there is none.
        is_refused: a file is there that could not be opened.
        practice: the practice and round being worked on; None until one is chosen.
        undoing: what can be undone in it; None without a practice.
        put_back: what was found damaged when it was chosen, and put back, in words.
        search: what was last looked for.
        geometry: where the window and its parts stood; None where nothing of it is kept.
        brand: the branding pack the program runs with.

    Signals:
        opened: a workspace was opened, or another practice or round chosen.
        closed: the workspace was closed.
        answers_changed: (form id, Changes): answers were entered and everything has followed.
        layout_changed: (form id): sections or cards were added or taken away.
        saving: something waits to be saved.
        saved: when everything entered so far was on the disk.
        save_failed: a StocktakeError saying why it could not be saved and what to do.
        preferred: the Settings as a page has just changed them.
        file_asked: (path, to read only): another file of practices is asked for.
        files_asked: (paths): files of any kind are to be opened; without any, ask which.
    """

    opened = Signal()
    closed = Signal()
    answers_changed = Signal(str, object)
    layout_changed = Signal(str)
    saving = Signal()
    saved = Signal(object)
    save_failed = Signal(object)
    preferred = Signal(object)
    file_asked = Signal(object, bool)
    files_asked = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        role: str = "",
        parent: QObject | None = None,
        *,
        settings: Settings | None = None,
        documents: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.settings = settings or Settings()
        self.documents = documents or Path.home()
        self.folder: Path | None = None
        self.workspace: Workspace | None = None
        self.is_refused = False
        self.search = Search()
        self.geometry: QSettings | None = None
        self.brand = BrandInUse()
        self.practice: OpenPractice | None = None
        self.undoing: Undoing | None = None
        self.put_back = ""
        self._role = role
        self._waiting: dict[str, dict[Address, Answer]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_WITHIN_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(TRY_AGAIN_MS)
        self._again.timeout.connect(self._on_timer_timeout)

    @property
    def export_folder(self) -> Path:
        """The folder workbooks go into: the one preferred while it is there, or documents."""
        preferred = Path(self.settings.export_folder)
        return preferred if self.settings.export_folder and preferred.is_dir() else self.documents

    def prefer(self, **changes: Any) -> None:
        """Change preferences by name, such as ``export_folder``."""
        if (changed := with_changes(self.settings, changes)) != self.settings:
            self.settings = changed
            self.preferred.emit(changed)

    def open_workspace(self, path: Path, *, read_only: bool = False) -> None:
        """Open a workspace file, or begin it when there is none.

        Raises:
            StocktakeError: it cannot be opened, or what was typed in the one that is open cannot
                be saved; what was open stays open.
        """
        from stocktake.store.workspace import Workspace
        from stocktake.tasks.damaged_answers import open_sound

        is_new = not path.exists() and not read_only
        self.require_saved()
        self.is_refused = self.workspace is None
        found = Workspace.create(path) if is_new else open_sound(path, read_only=read_only)
        self.close_workspace()
        self.workspace = found
        self.is_refused = False
        self.opened.emit()

    def close_workspace(self) -> None:
        """Save what waits and close the file; nothing when none is open.

        What still cannot be saved is given up: whoever closes has asked whether that may be.
        """
        if self.workspace is None:
            return
        self.save_now()
        self._waiting.clear()
        self._again.stop()
        self.workspace.close()
        self.workspace = None
        self.practice = None
        self.undoing = None
        self.closed.emit()

    def choose(self, subject: Subject, round_label: str) -> None:
        """Work on a practice in a round of the open workspace.

        Raises:
            StocktakeError: what was typed in the one that is open cannot be saved; it stays open.
        """
        from stocktake.tasks.damaged_answers import put_back_damaged
        from stocktake.tasks.open_practice import OpenPractice
        from stocktake.tasks.undoing import Undoing

        if self.workspace is not None:
            self.require_saved()
            self.put_back = put_back_damaged(self.workspace, subject, self._role)
            self.practice = OpenPractice(self.workspace, subject, round_label, self._role)
            self.undoing = Undoing(self.practice)
            self.opened.emit()

    def close_practice(self) -> None:
        """Save what waits and put the practice away; the workspace stays open.

        Raises:
            StocktakeError: what was typed in it cannot be saved; it stays open.
        """
        if self.practice is not None:
            self.require_saved()
            self.practice = None
            self.undoing = None
            self.opened.emit()

    @property
    def role(self) -> str:
        """Who is answering, as a role."""
        return self._role

    def set_role(self, role: str) -> None:
        """Say who is answering from now on, as a role."""
        self._role = role
        if self.practice is not None:
            self.practice.role = role

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be changed now."""
        return self.practice is None or self.practice.read_only

    def is_locked(self, form_id: str) -> bool:
        """Whether nothing can be changed on a form now: for a form that is signed off, too."""
        return self.practice is None or not self.practice.may_change(form_id)

    def why_signed(self, form_id: str) -> str:
        """Why a signed form cannot be changed, in words; empty while it is a draft."""
        return self.practice.why_signed(form_id) if self.practice is not None else ""

    def read_afresh(self) -> None:
        """Have every page read the open practice again, as after signing or reopening."""
        if self.practice is not None:
            self.practice.read_afresh()
            self.opened.emit()

    @property
    def is_sample(self) -> bool:
        """Whether the open practice is made up, to look at."""
        practice, workspace = self.practice, self.workspace
        if practice is None or workspace is None:
            return False
        code = practice.subject.code
        return any(
            each.sample and each.subject.code == code and each.round == practice.round
            for each in workspace.returns.list()
        )

    def sheet(self, form_id: str) -> Sheet:
        """The sheet of a form of the open practice.

        Raises:
            StocktakeError: no practice is open, or its answers cannot be read.
        """
        return self._open().sheet(form_id)

    def plan(self) -> PracticePlan:
        """The plan of the open practice, with everything typed so far in it."""
        self.save_now()
        return self._open().plan()

    def _open(self) -> OpenPractice:
        if self.practice is None:
            raise StocktakeError(
                "no_practice", "No practice is open.", "Go to Home and choose or add one."
            )
        return self.practice

    def answer(self, form_id: str, address: Address, answer: Answer, *, at_once: bool) -> None:
        """Take in an answer: saved at once, or within a moment of the last key.

        Args:
            form_id: the form it belongs to.
            address: where it stands.
            answer: the answer with its state and marks.
            at_once: for a choice, a state or leaving a field; otherwise typing may go on.
        """
        if self.is_locked(form_id):
            return
        self._waiting.setdefault(form_id, {})[address] = answer
        self.saving.emit()
        if at_once:
            self.save_now()
        else:
            self._timer.start()

    def answer_all(self, form_id: str, answers: Mapping[Address, Answer], note: str = "") -> None:
        """Take in several answers as one change, such as a paste."""
        if self.is_locked(form_id) or not answers:
            return
        self.save_now()
        self.saving.emit()
        self._keep(form_id, dict(answers), note)

    def pending(self, form_id: str, address: Address) -> Answer | None:
        """What was typed at an address and is not saved yet."""
        return self._waiting.get(form_id, {}).get(address)

    def save_now(self) -> bool:
        """Save everything entered so far; False when it could not be, which has been said."""
        self._timer.stop()
        outcomes = [self._keep(form_id, self._waiting.pop(form_id)) for form_id in [*self._waiting]]
        return all(outcomes)

    def require_saved(self) -> None:
        """Save what waits, before anything that would lose it, leave it out or put it elsewhere.

        Raises:
            StocktakeError: ``unsaved``.
        """
        if not self.save_now():
            raise StocktakeError(
                "unsaved",
                "Your last change is not saved yet, and has to be before anything else.",
                "“What can I do?” at the foot of the window says what stands in the way.",
            )

    def _keep(self, form_id: str, answers: dict[Address, Answer], note: str = "") -> bool:
        try:
            entered = self._open().enter_all(form_id, answers, note)
        except StocktakeError as error:
            self._wait_again(form_id, answers)
            self.save_failed.emit(error)
            return False
        except Exception:
            # A fault of the program goes on to the error report; what was typed must outlive it.
            self._wait_again(form_id, answers)
            raise
        self._tell(form_id, entered)
        return True

    def _wait_again(self, form_id: str, answers: dict[Address, Answer]) -> None:
        """Keep what could not be saved for the next try: nothing typed is let go."""
        self._waiting[form_id] = {**answers, **self._waiting.get(form_id, {})}
        self._again.start()

    def _tell(self, form_id: str, entered: Entered) -> None:
        self.saved.emit(entered.saved_at)
        self.answers_changed.emit(form_id, entered.changes)
        if entered.is_new_layout:
            self.layout_changed.emit(form_id)

    def remove_row(self, form_id: str, table: str, row: str) -> None:
        """Take a row out of a table; its history is kept."""
        self._now(form_id, lambda: self._open().remove_row(form_id, table, row))

    def order_rows(self, form_id: str, table: str, order: tuple[str, ...], note: str = "") -> None:
        """Put the rows of a table in another order."""
        self._now(form_id, lambda: self._open().order_rows(form_id, table, order, note))

    def _now(self, form_id: str, act: Callable[[], Entered]) -> None:
        if self.is_locked(form_id) or not self.save_now():
            return
        try:
            self._tell(form_id, act())
        except StocktakeError as error:
            self.save_failed.emit(error)

    def have_done(self, form_id: str, act: Callable[[OpenPractice], Entered]) -> None:
        """Have something done to a form of the open practice, and tell every page of it.

        Raises:
            StocktakeError: it could not be done; whoever asked says so where the matter is.
        """
        if not self.is_locked(form_id) and self.save_now():
            self._tell(form_id, act(self._open()))

    def mark_section(self, form_id: str, section: str, done: bool) -> None:
        """Say that a section is completed, or open it again."""
        if self.is_locked(form_id) or not self.save_now():
            return
        try:
            self._open().mark_section(form_id, section, done)
        except StocktakeError as error:
            self.save_failed.emit(error)
            return
        from stocktake.questionnaire.sheet import Changes

        self.saved.emit(datetime.now().astimezone())
        self.answers_changed.emit(form_id, Changes())

    def undo(self) -> Undone | None:
        """Take the last change back; None when there is none or it failed, which has been said."""
        return self._step_back(is_undo=True)

    def redo(self) -> Undone | None:
        """Do again what was last undone; None as for ``undo``."""
        return self._step_back(is_undo=False)

    def _step_back(self, *, is_undo: bool) -> Undone | None:
        if self.undoing is None or self.is_read_only or not self.save_now():
            return None
        try:
            step = self.undoing.next_undo() if is_undo else self.undoing.next_redo()
            if step is None:
                return None
            done = self.undoing.undo() if is_undo else self.undoing.redo()
        except StocktakeError as error:
            self.save_failed.emit(error)
            return None
        for form_id, entered in done.entered.items():
            self._tell(form_id, entered)
        return done

    def set_route(self, form_id: str, route: str) -> None:
        """Choose how much is asked; no answer is lost."""
        if self.is_locked(form_id) or not self.save_now():
            return
        try:
            self._open().set_route(form_id, route)
        except StocktakeError as error:
            self.save_failed.emit(error)
            return
        self.layout_changed.emit(form_id)

    @Slot()
    def _on_timer_timeout(self) -> None:
        self.save_now()
