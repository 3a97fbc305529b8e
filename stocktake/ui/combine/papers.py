"""Papers for the board, and the notes back to the practices: which, what is said, and how."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.documents.blocks import Document
from stocktake.documents.board_cover import MOST_ASKED, PURPOSES, Cover, Purpose
from stocktake.errors import Problem, StocktakeError
from stocktake.phrases import counted
from stocktake.tasks.combine import Gathered
from stocktake.tasks.documents import word_bytes
from stocktake.tasks.names_found import names_in_papers
from stocktake.tasks.pcn_documents import (
    BOARD,
    NOTES,
    OUTSIDE,
    Papers,
    Writer,
    Written,
    make_papers,
    source_of,
    write_papers,
)
from stocktake.ui.announce import announce
from stocktake.ui.combine.names_asked import NamesFound, may_stand, unless_names
from stocktake.ui.combine.said_field import SaidField
from stocktake.ui.combine.work import Wanted, inputs_wanted, known_of
from stocktake.ui.desk import Desk
from stocktake.ui.files import show_folder
from stocktake.ui.jobs import Job
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD, SPACE_INSIDE
from stocktake.ui.printing import to_pdf
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.option_row import OptionRow
from stocktake.ui.widgets.progress_strip import ProgressStrip

TITLE = "Papers for the board"
KINDS = {
    BOARD: "For the board: practices are named where they agreed to be, and are letters otherwise",
    OUTSIDE: "For sharing outside: no practice is named, and figures of too few are held",
    NOTES: "A note back to each practice: two pages for that practice alone",
}
FORMS = (("word", "Word"), ("pdf", "PDF"), ("both", "Word and PDF"))
WHO = "From: who brings the paper"
ASKED = f"What the board is asked, one on each line, {MOST_ASKED} at most"
ASKED_HINT = "Left empty, the papers propose what to ask from the figures."
TOO_MANY = (
    f"{{lines}} are written here; only the first {MOST_ASKED} go into the papers and the workbook."
)
DECIDED = "What the PCN decided and why, one on each line, for the notes"
NOTHING_TICKED = "Tick at least one paper to write."


class PapersPanel(Card):
    """Hidden until there is a PCN to write about.

    Signals:
        typed: something that is said in the papers was changed by the person.
    """

    typed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gathered: Gathered | None = None
        self._wanted = Wanted()
        self._job: Job | None = None
        self._names_looked_at: frozenset[Problem] = frozenset()
        self._folder = Path()
        self.ticks = {kind: OptionRow(words, is_one_of=False) for kind, words in KINDS.items()}
        self._sender = LineEdit()
        self._purpose = OneOf("For", list(PURPOSES.items()), in_row=True)
        self.asked = SaidField(ASKED, ASKED_HINT)
        self._too_many = Words("", "body", "attention")
        self.decided = SaidField(DECIDED)
        self.forms = OneOf("Write them as", list(FORMS), in_row=True)
        self.write = PlainButton("Write the papers")
        self._progress = ProgressStrip()
        self._notice = Notice()
        self._open = PlainButton("Open folder")
        self._notice.add_button(self._open)
        self._lay_out()
        self._purpose.set_choice("decision")
        self.forms.set_choice("word")
        for tick in self.ticks.values():
            tick.set_chosen(True)
        self.write.clicked.connect(self._on_write_clicked)
        self._open.clicked.connect(self._on_open_clicked)
        self._sender.typed.connect(self.typed)
        self._purpose.chosen.connect(self.typed)
        self.asked.typed.connect(self._count_asked)
        self.asked.typed.connect(self.typed)
        self.decided.typed.connect(self.typed)
        self._count_asked()
        self.hide()

    def _lay_out(self) -> None:
        self.column.setSpacing(SPACE_BLOCK)
        self._sender.setAccessibleName(WHO)
        ticks, said = QWidget(), QWidget()
        _stack(ticks, SPACE_INSIDE, *self.ticks.values())
        _stack(
            said,
            SPACE_FIELD,
            Words(WHO, "strong"),
            self._sender,
            self._purpose,
            self.asked,
            self._too_many,
            self.decided,
        )
        for widget in (
            Heading(TITLE),
            ticks,
            Collapsible("What the papers say at their head", said),
            self.forms,
            self.write,
            self._progress,
            self._notice,
        ):
            self.add(widget)

    def show_pcn(self, gathered: Gathered | None, wanted: Wanted) -> None:
        """Write about what is there from now on; None hides the panel."""
        if gathered is not self._gathered or wanted != self._wanted:
            self._notice.clear()
        self._gathered, self._wanted = gathered, wanted
        self.setVisible(gathered is not None)

    def show_said(self, cover: Cover, decided: tuple[str, ...]) -> None:
        """Show what was said in the papers before, silently."""
        self._sender.setText(cover.sender)
        self._purpose.set_choice(cover.purpose)
        self.asked.show_lines(cover.asked)
        self.decided.show_lines(decided)
        self._count_asked()

    @Slot()
    def _count_asked(self) -> None:
        """Say so where more is asked than the papers take."""
        lines = len(self.asked.lines())
        self._too_many.setText(TOO_MANY.format(lines=counted(lines, "line")))
        self._too_many.setVisible(lines > MOST_ASKED)

    def papers(self, day: date) -> Papers:
        """The papers as they are chosen."""
        cover = Cover(
            day,
            self._sender.text(),
            cast(Purpose, self._purpose.choice()),
            self.asked.lines()[:MOST_ASKED],
        )
        kinds = frozenset(kind for kind, tick in self.ticks.items() if tick.isChecked())
        return Papers(kinds, cover, self.decided.lines())

    @Slot()
    def _on_write_clicked(self) -> None:
        papers = self.papers(datetime.now().astimezone().date())
        if self._gathered is None or self._job is not None:
            return
        self._open.hide()
        if not papers.kinds:
            self._notice.say("attention", NOTHING_TICKED)
            return
        self._notice.clear()
        job = Job("Writing the papers")
        self._job = job
        self.write.setEnabled(False)
        self._progress.watch(job)
        job.ended.connect(self._on_job_ended)
        folder, form = self._desk.export_folder, self.forms.choice()
        place, checked = (folder, form), self._names_looked_at
        work = partial(written, self._gathered, self._wanted, papers, place, job, checked)
        self._desk.jobs.start(work, self._on_written, self._say_refused, job)

    @Slot(object)
    def _on_written(self, found: Written | NamesFound) -> None:
        if isinstance(found, NamesFound):
            if may_stand(self, found):
                self._names_looked_at = frozenset(found.problems)
                QTimer.singleShot(0, self._on_write_clicked)
            return
        self._folder = found.folder
        number = len(found.paths)
        files = counted(number, "file is", "files are")
        words = f"{files} in {found.folder}."
        self._open.show()
        self._notice.say("done", words, "The papers are written")
        announce(self, f"The papers are written: {words}")

    @Slot(object)
    def _say_refused(self, error: StocktakeError) -> None:
        self._notice.say("problem", f"{error.what} {error.how_to_fix}".strip())

    @Slot()
    def _on_job_ended(self) -> None:
        if self._job is not None and self._job.stop.is_set():
            self._notice.say("info", "Nothing was written.", "Stopped")
        self._job = None
        self.write.setEnabled(True)

    @Slot()
    def _on_open_clicked(self) -> None:
        show_folder(self._folder)


def _stack(holder: QWidget, space: int, *widgets: QWidget) -> None:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(space)
    for widget in widgets:
        column.addWidget(widget)


def written(
    gathered: Gathered,
    wanted: Wanted,
    papers: Papers,
    place: tuple[Path, str],
    job: Job,
    names_looked_at: frozenset[Problem] = frozenset(),
) -> Written | NamesFound:
    """Make the papers and write them unless names in them have to be looked at first.

    Args:
        gathered: what was read.
        wanted: the round, and the rows left out, as on the page.
        papers: which, and what is said in them.
        place: the folder they go into, and one of ``FORMS``.
        job: told how far it is, and looked at between papers.
        names_looked_at: what may name a person and may stand.
    """
    inputs = inputs_wanted(gathered, wanted)
    made = make_papers(source_of(inputs, known_of(gathered, wanted)), papers, job.stop, job.report)
    folder, form = place
    write = partial(write_papers, made, folder, _writers(form, job), job.stop, job.report)
    return unless_names(partial(names_in_papers, made), names_looked_at, write)


def _writers(form: str, job: Job) -> Mapping[str, Writer]:
    found: dict[str, Writer] = {}
    if form != "pdf":
        found[".docx"] = _as_word
    if form != "word":
        found[".pdf"] = partial(to_pdf, stop=job.stop)
    return found


def _as_word(document: Document) -> bytes:
    return word_bytes(document, datetime.now(UTC).astimezone())
