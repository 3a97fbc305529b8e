"""Where a workbook belongs that was opened or dropped on the window (``ui/any_file.py``).

Sections that somebody shared become a practice here; a file that comes back goes to the list of
differences; any other practice's is offered for combining. Nothing in it is trusted and nothing is
changed by opening it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from stocktake.errors import StocktakeError
from stocktake.ui import messages
from stocktake.ui.asking.opened import OpenedQuestions
from stocktake.ui.desk import Desk
from stocktake.ui.main_window import MainWindow
from stocktake.ui.places import list_page, place_of

if TYPE_CHECKING:
    from stocktake.questionnaire.submission import Submission
    from stocktake.store.workspace import Workspace
    from stocktake.workbooks.reading import ReadResult

COMBINING = (
    "Combine workbooks is for a PCN lead: it sets the returns of several practices side by side. "
    "Nothing is written to the files, and none of your own answers change."
)


class Receiving(QObject):
    """Takes workbooks to where they belong."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._path = Path()
        self._window = window
        self._questions = OpenedQuestions(desk, window)

    def receive(self, path: Path, password: str = "") -> None:
        """Read a workbook, and go where it belongs; one that is protected asks for its password."""
        workspace = self._desk.workspace
        if workspace is None:
            return
        # Imported when asked for: reading workbooks is not needed before the window is up.
        from stocktake.tasks.returned_file import baselines_of, read_returned

        self._path = path
        self._window.notice.clear()
        work = partial(read_returned, path, baselines_of(workspace), password=password)
        self._desk.jobs.start(work, self._on_read, self._say)

    @Slot(object)
    def _on_read(self, found: ReadResult | None) -> None:
        from stocktake.tasks.shared_in import is_for_somebody_here
        from stocktake.ui.password_box import ask_password
        from stocktake.workbooks.asking_reading import AN_ASKING

        workspace = self._desk.workspace
        if workspace is None or found is None or not self._desk.save_now():
            return
        if found.needs_password and (password := ask_password(self._window, found)):
            self.receive(self._path, password)
        elif any(problem.code == AN_ASKING for problem in found.problems):
            self.take_questions([self._path])
        elif is_for_somebody_here(workspace, found):
            self._take_in(workspace, found)
        elif found.members and (several := _several_practices(found)):
            self._offer_to_combine(f"{found.file_name} holds {several} practices: it is a workbook")
        elif found.members and self._choose_practice(workspace, found.submissions):
            self._window.show_page("share", {"found": found})
        elif found.members:
            first = found.submissions[0]
            about = f"{first.subject.name}, {first.round}, which is not here"
            self._offer_to_combine(f"{found.file_name} is about {about}: it is a workbook")
        else:
            problem = found.problems[0] if found.problems else None
            words = f"{problem.what} {problem.how_to_fix}" if problem else found.words
            self._window.notice.say("problem", f"{found.file_name}: {words}")

    def take_questions(self, paths: Sequence[Path]) -> None:
        """Take questions to practices, and answers to them, to their page."""
        self._questions.take(paths)

    def _offer_to_combine(self, what: str) -> None:
        self.offer_to_combine(f"{what} for combining. Open Combine with it?", [self._path])

    def offer_to_combine(self, question: str, paths: Sequence[Path]) -> None:
        """Ask whether workbooks are to be combined, and go there."""
        if messages.ask(self._window, question, COMBINING, "Open Combine", "Not now"):
            self._window.show_page("combine", {"paths": tuple(paths)})

    def _take_in(self, workspace: Workspace, found: ReadResult) -> None:
        from stocktake.tasks.shared_in import take_in_shared
        from stocktake.tasks.shared_with import shared_in_words

        try:
            submission = take_in_shared(workspace, found, self._desk.role)
        except StocktakeError as error:
            self._say(error)
            return
        self._desk.choose(submission.subject, submission.round)
        self._window.show_page(list_page(submission.form_id), place_of(submission.form_id))
        practice = self._desk.practice
        if practice is not None:
            words = "Fill in what you can, then write the file back under “Share out”."
            self._window.notice.say("info", words, shared_in_words(practice))

    def _choose_practice(self, workspace: Workspace, found: tuple[Submission, ...]) -> bool:
        """Open the practice and round a file is about, if they are here."""
        practice = self._desk.practice
        for each in found:
            here = any(
                (one.subject.kind, one.subject.code, one.round)
                == (each.subject.kind, each.subject.code, each.round)
                for one in workspace.returns.list()
            )
            if here:
                is_open = practice is not None and (practice.subject.code, practice.round) == (
                    each.subject.code,
                    each.round,
                )
                if not is_open:
                    self._desk.choose(each.subject, each.round)
                return True
        return False

    @Slot(object)
    def _say(self, error: StocktakeError) -> None:
        self._window.notice.say("problem", f"{error.what} {error.how_to_fix}".strip())


def _several_practices(found: ReadResult) -> int:
    """How many practices a workbook is about, where that is more than one."""
    practices = {(each.subject.kind, each.subject.code) for each in found.submissions}
    return len(practices) if len(practices) > 1 else 0
