"""Files that show an answer is right: added, opened, saved elsewhere and taken away."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.form import Question
from stocktake.tasks.evidence import (
    OpenedCopies,
    content_of,
    evidence_of,
    save_copy,
)
from stocktake.tasks.evidence_files import EvidenceFile, FilesRead, read_files
from stocktake.ui import files, messages
from stocktake.ui.announce import announce
from stocktake.ui.jobs import Job
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.question.evidence_list import EvidenceList
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.keeping_files import KeepingFiles, Target
from stocktake.ui.question.side_parts.base import SidePart
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.labels import Hint
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.progress_strip import ProgressStrip

ANY_FILE = "All files (*)"


@cache
def opened_copies() -> OpenedCopies:
    """The one folder of copies that are open, made when the first is."""
    return OpenedCopies.begin()


def _read_for(target: Target, paths: tuple[Path, ...], job: Job) -> tuple[Target, FilesRead]:
    return target, read_files(paths, job.report, job.stop)


class EvidencePart(SidePart):
    """Lists the files of the question in hand; takes in new ones by button or by dropping them."""

    name = "evidence"
    title = "Evidence"
    icon = "attach"
    is_under_questions = True

    def __init__(self) -> None:
        super().__init__()
        self._target: Target | None = None
        self._shown: tuple[str, ...] | None = None
        self._doubtful: dict[Target, tuple[EvidenceFile, ...]] = {}
        self._said: dict[Target, str] = {}
        self._add = PlainButton("Add files", "add")
        self._notice = Notice()
        self._doubt = Notice()
        self._agree = PlainButton("Add all the same")
        self._leave = PlainButton("Leave it out")
        self._list = EvidenceList()
        self._progress = ProgressStrip()
        self._keeping = KeepingFiles(self._progress, self)
        self._hint = Hint(
            "Copies of the files are kept in this practice's own file on this computer, and never "
            "go into a workbook. Leave out anything about a patient. 20 MB a file at most."
        )
        self._doubt.add_button(self._agree)
        self._doubt.add_button(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        shown = (self._list, self._progress, self._notice, self._doubt, self._add, self._hint)
        for each in shown:
            column.addWidget(each)
        self.setAcceptDrops(True)
        self._connect()

    def _connect(self) -> None:
        self._add.clicked.connect(self._on_add_clicked)
        self._agree.clicked.connect(self._on_agree_clicked)
        self._leave.clicked.connect(self._on_leave_clicked)
        self._list.open_asked.connect(self._on_open_asked)
        self._list.save_asked.connect(self._on_save_asked)
        self._list.remove_asked.connect(self._on_remove_asked)
        self._keeping.kept.connect(self._on_kept)
        self._keeping.refused.connect(self._on_refused)

    def show_question(self, form: FormDesk, question: Question) -> None:
        """List the files of a question."""
        target = Target(form, question.id)
        if target != self._target:
            self._shown = None
        self._target = target
        self._add.setAccessibleName(f"Add files: {question.group_label or question.label}")
        self._show()

    def clear(self) -> None:
        """List nothing, and forget what was waiting to be decided or kept."""
        self._keeping.drop()
        self._target = self._shown = None
        self._doubtful.clear()
        self._said.clear()
        self._list.show_files((), read_only=True)

    def flush(self) -> None:
        """Keep what is on its way: its page is being left."""
        self._keeping.settle()

    def start(self) -> QWidget:
        """The button that adds files."""
        return self._add

    def _show(self) -> None:
        target = self._target
        if target is None or target.form.desk.practice is None:
            return
        read_only = target.form.is_read_only
        self._add.setEnabled(not read_only)
        named = target.form.sheet.answers.get(target.question).evidence
        if named != self._shown:
            self._shown = named
            found = evidence_of(target.form.desk.practice, target.form.form_id, target.question)
            self._list.show_files(found, read_only=read_only)
        self._say(target)

    def _say(self, target: Target) -> None:
        said = self._said.get(target, "")
        if not said:
            self._notice.clear()
        elif said != self._notice.text():
            self._notice.say("attention", said, "Not added")
        doubtful = self._doubtful.get(target, ())
        words = "\n".join(f"{each.name}: {' '.join(each.cautions)}" for each in doubtful)
        if not words:
            self._doubt.clear()
        elif words != self._doubt.text():
            self._doubt.say("attention", words, "Look at this first")

    # Adding

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged here, and nothing else."""
        if event.mimeData().hasUrls() and self._add.isEnabled():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        urls = event.mimeData().urls()
        self.add([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def add(self, paths: list[Path]) -> None:
        """Read files away from the window, and keep them when they have come."""
        target = self._target
        if target is None or target.form.is_read_only or not paths:
            return
        self._said.pop(target, None)
        self._notice.clear()
        job = Job("Reading the files")
        self._progress.watch(job)
        work = partial(_read_for, target, tuple(paths), job)
        target.form.desk.jobs.start(work, self._on_read, job=job)

    @Slot(object)
    def _on_read(self, outcome: tuple[Target, FilesRead]) -> None:
        target, read = outcome
        for each in read.refusals:
            self._on_refused(target, f"{each.what} {each.how_to_fix}".strip())
        doubtful = tuple(each for each in read.files if each.cautions)
        self._keeping.keep(target, [each for each in read.files if not each.cautions])
        if doubtful:
            self._doubtful[target] = (*self._doubtful.get(target, ()), *doubtful)
        self._show()

    @Slot(object, str)
    def _on_kept(self, target: Target, name: str) -> None:
        announce(self, f"{name} added")
        self._show()

    @Slot(object, str)
    def _on_refused(self, target: Target, words: str) -> None:
        before = self._said.get(target, "")
        self._said[target] = f"{before}\n{words}" if before else words
        self._show()

    @Slot()
    def _on_add_clicked(self) -> None:
        self.add(files.choose_to_open(self, "Add evidence", ANY_FILE))

    @Slot()
    def _on_agree_clicked(self) -> None:
        if self._target is not None:
            waiting = self._doubtful.pop(self._target, ())
            self._keeping.keep(self._target, waiting)
            self._show()
            self._add.setFocus()

    @Slot()
    def _on_leave_clicked(self) -> None:
        if self._target is not None:
            self._doubtful.pop(self._target, None)
            self._show()
            self._add.setFocus()

    # With a file that is there

    def _content(self, name: str) -> bytes:
        target = self._target
        practice = target.form.desk.practice if target is not None else None
        if target is None or practice is None:
            raise StocktakeError("no_practice", "No practice is open.", "Go to Home and open one.")
        return content_of(practice, target.form.form_id, target.question, name)

    @Slot(str)
    def _on_open_asked(self, name: str) -> None:
        try:
            files.open_file(opened_copies().copy(name, self._content(name)))
        except StocktakeError as error:
            self._refuse(error)

    @Slot(str)
    def _on_save_asked(self, name: str) -> None:
        if self._target is None:
            return
        desk = self._target.form.desk
        chosen = files.choose_to_save(self, "Save a copy", ANY_FILE, str(desk.documents / name))
        if chosen is None:
            return
        try:
            work = partial(save_copy, self._content(name), chosen)
        except StocktakeError as error:
            self._refuse(error)
            return
        desk.jobs.start(work, self._on_copy_saved, self._refuse)

    @Slot(object)
    def _on_copy_saved(self, path: Path) -> None:
        self._notice.say("done", f"{path.name} is in {path.parent}.", "A copy was saved")

    @Slot(object)
    def _refuse(self, error: StocktakeError) -> None:
        self._notice.say("problem", f"{error.what} {error.how_to_fix}".strip())

    @Slot(str)
    def _on_remove_asked(self, name: str) -> None:
        target = self._target
        if target is None or target.form.is_read_only:
            return
        detail = (
            "The copy kept here goes for good; backups made before hold it until newer ones take "
            "their place. The file it came from stays where it is."
        )
        if not messages.ask(self, f"Remove {name}?", detail, "Remove it", "Keep it"):
            return
        try:
            self._keeping.remove(target, name)
        except StocktakeError as error:
            self._refuse(error)
        self._show()
        self._add.setFocus()
