"""Print and reports: choose a document, read it, and save or print it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from stocktake.documents import DOCUMENTS
from stocktake.documents.blocks import Document
from stocktake.documents.html import WebPage, to_html
from stocktake.errors import StocktakeError
from stocktake.planning.certainty import Certainty
from stocktake.questionnaire.loading import shipped_form
from stocktake.tasks.documents import (
    ANSWERS,
    BLANK,
    PARTNERS,
    Gathered,
    Wanted,
    forms_offered,
    gather,
    make_document,
    proposed_name,
    save_file,
    word_bytes,
)
from stocktake.ui.desk import Desk
from stocktake.ui.files import choose_to_save
from stocktake.ui.jobs import Job
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.print_preview import print_from
from stocktake.ui.printing import Leaves, to_leaves, to_pdf
from stocktake.ui.review_page import ReviewPage
from stocktake.ui.theme import text_factor
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.certainty_choice import CertaintyChoice
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.option_row import OptionRow
from stocktake.ui.widgets.paper_view import PaperView
from stocktake.ui.widgets.progress_strip import ProgressStrip
from stocktake.ui.widgets.saved_panel import SavedPanel
from stocktake.ui.widgets.tick_list import TickList

WORD, PDF = ".docx", ".pdf"
KINDS = {WORD: "Word documents (*.docx)", PDF: "PDF documents (*.pdf)"}
ACCESSIBLE = (
    "The Word file can be edited, and is the one for anybody who uses a screen reader: it has real "
    "headings, table headings, and words for every picture. The PDF is for printing as it stands."
)
MOST_PREVIEWED = 240
"""Blocks shown in the preview; laying out a whole form would hold up the window."""

ONLY_THE_BEGINNING = "The preview shows the beginning. The file and the print hold all of it."
NOTHING_TICKED = "Tick at least one section to print."


class DocumentsPage(ReviewPage):
    """The choices, the document as it will read, and the buttons."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Print and reports", desk)
        kinds = [(name, f"{each.name}. {each.about}") for name, each in DOCUMENTS.items()]
        self._kinds = OneOf("Which document?", kinds)
        self._kinds.set_choice(PARTNERS)
        self._views = CertaintyChoice()
        self._forms = OneOf("Which form?", [(f.id, f.form.title) for f in forms_offered()])
        self._forms.set_choice(forms_offered()[0].id)
        self._how_much = OneOf(
            "Which questions?",
            [("full", "Every question"), ("core", "Only the core questions")],
            in_row=True,
        )
        self._how_much.set_choice("full")
        self._notes = OptionRow("Print private notes as well", is_one_of=False)
        self._sections = TickList("Sections")
        self._reading = ProgressStrip()
        self._view = PaperView("The document")
        self._partly = Hint(ONLY_THE_BEGINNING)
        self._partly.hide()
        self._notice = Notice()
        self._progress = ProgressStrip()
        self._word = PrimaryButton("Save as Word")
        self._pdf = PlainButton("Save as PDF")
        self._print = PlainButton("Print…")
        self._saved = SavedPanel()
        self._job: Job | None = None
        self._read_job: Job | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        choices = Card()
        choices.column.setSpacing(SPACE_BLOCK)
        for widget in (
            self._kinds,
            self._views,
            self._forms,
            self._how_much,
            self._notes,
            self._sections,
        ):
            choices.add(widget)
        self.add(choices)
        self.add(Heading("How it reads"), is_words=True)
        self.add(self._reading)
        self.add(self._view)
        self.add(self._partly, is_words=True)
        self.add(Hint(ACCESSIBLE), is_words=True)
        self.add(self._notice, is_words=True)
        self.add(self._progress)
        buttons = FlowRow()
        for button in (self._word, self._pdf, self._print):
            buttons.addWidget(button)
        self.add(buttons)
        self.add(self._saved)

    def _connect(self) -> None:
        self._kinds.chosen.connect(self._on_choice_changed)
        self._views.chosen.connect(self._on_choice_changed)
        self._forms.chosen.connect(self._on_choice_changed)
        self._how_much.chosen.connect(self._on_choice_changed)
        self._notes.clicked.connect(self._on_ticks_changed)
        self._sections.changed.connect(self._on_ticks_changed)
        self._word.clicked.connect(self._on_word_clicked)
        self._pdf.clicked.connect(self._on_pdf_clicked)
        self._print.clicked.connect(self._on_print_clicked)
        self.desk.opened.connect(self._on_desk_opened)

    def panes(self) -> tuple[QWidget, ...]:
        """The choices, the document and the buttons."""
        return (self._kinds, self._view, self._word)

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Show the document that was asked for, in the view of certainty it was asked under."""
        if place.get("document") in DOCUMENTS:
            self._kinds.set_choice(str(place["document"]))
        if place.get("certainty") in set(Certainty):
            self._views.set_choice(str(place["certainty"]))
        if place and not self.state:
            self.show_practice()

    def wanted(self) -> Wanted:
        """The document as it is chosen."""
        name, form_id = self._kinds.choice(), self._forms.choice()
        ticked = frozenset() if self._sections.is_whole else self._sections.ticked()
        return Wanted(
            name,
            Certainty(self._views.choice()),
            form_id,
            ticked if name != PARTNERS else frozenset(),
            self._how_much.choice() == "full",
            self._notes.isChecked() and name == ANSWERS,
        )

    def show_practice(self) -> None:
        """Offer what the document can be told, and read it."""
        name = self._kinds.choice()
        self._views.setVisible(name == PARTNERS)
        for widget in (self._forms, self._sections):
            widget.setVisible(name != PARTNERS)
        self._how_much.setVisible(name == BLANK)
        self._notes.setVisible(name == ANSWERS)
        sections = shipped_form(self._forms.choice()).sections
        self._sections.show_things([(each.id, each.title) for each in sections])
        self._read()

    def _gathered(self) -> Gathered | None:
        """The practice as it stands; None when it was said why not."""
        if self._kinds.choice() != PARTNERS and not self._sections.ticked():
            self._notice.say("attention", NOTHING_TICKED)
            return None
        try:
            self.desk.require_saved()
            return gather(self.practice, self.wanted())
        except StocktakeError as error:
            self._say_refused(error)
            return None

    def _read(self) -> None:
        gathered = self._gathered()
        if gathered is None:
            return
        self._notice.clear()
        if self._read_job is not None:
            self._read_job.cancel()
        job = Job("Laying out the document")
        self._read_job = job
        self._reading.watch(job)
        work = partial(_previewed, gathered, self.wanted(), text_factor(), job)
        self.desk.jobs.start(work, self._on_read, self._say_refused, job)

    @Slot(object)
    def _on_read(self, read: tuple[WebPage, bool]) -> None:
        page, is_whole = read
        self._view.show_page(page)
        self._partly.setVisible(not is_whole)

    def _save(self, ending: str, write: Callable[..., bytes]) -> None:
        gathered = self._gathered()
        if gathered is None:
            return
        self._saved.hide()
        name = proposed_name(gathered, self.wanted(), ending)
        proposed = str(self.desk.export_folder / name)
        path = choose_to_save(self, "Save the document", KINDS[ending], proposed)
        if path is not None:
            job = Job("Making the document")
            work = partial(_saved, gathered, self.wanted(), write, path, job)
            self._begin(job, work, self._on_saved)

    def _begin(self, job: Job, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._notice.clear()
        self._progress.watch(job)
        self._set_busy(True)
        job.ended.connect(self._on_job_ended)
        self._job = self.desk.jobs.start(work, done, self._say_refused, job)

    def _set_busy(self, is_busy: bool) -> None:
        for button in (self._word, self._pdf, self._print):
            button.setEnabled(not is_busy)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self._saved.show_file(path)

    @Slot(object)
    def _on_made_to_print(self, leaves: Leaves) -> None:
        print_from(self, leaves)

    @Slot(object)
    def _say_refused(self, error: StocktakeError) -> None:
        self._notice.say("problem", f"{error.what} {error.how_to_fix}".strip())

    @Slot()
    def _on_job_ended(self) -> None:
        self._set_busy(False)
        if self._job is not None and self._job.stop.is_set():
            self._notice.say("info", "Nothing was saved.", "Stopped")
        self._job = None

    @Slot(str)
    def _on_choice_changed(self, code: str) -> None:
        self._saved.hide()
        self.show_practice()

    @Slot()
    def _on_ticks_changed(self) -> None:
        self._saved.hide()
        self._read()

    @Slot()
    def _on_word_clicked(self) -> None:
        self._save(WORD, _as_word)

    @Slot()
    def _on_pdf_clicked(self) -> None:
        self._save(PDF, _as_pdf)

    @Slot()
    def _on_print_clicked(self) -> None:
        gathered = self._gathered()
        if gathered is not None:
            job = Job("Making the document")
            work = partial(_drawn, gathered, self.wanted(), job)
            self._begin(job, work, self._on_made_to_print)

    @Slot()
    def _on_desk_opened(self) -> None:
        self._saved.hide()
        self._notice.clear()


def _previewed(gathered: Gathered, wanted: Wanted, factor: float, job: Job) -> tuple[WebPage, bool]:
    """Lay out the beginning of a document for the screen, and say whether that is all of it."""
    document = make_document(gathered, wanted, job.stop, job.report)
    is_whole = len(document.blocks) <= MOST_PREVIEWED
    shown = replace(document, blocks=document.blocks[:MOST_PREVIEWED])
    return to_html(shown, factor), is_whole


def _saved(
    gathered: Gathered, wanted: Wanted, write: Callable[..., bytes], path: Path, job: Job
) -> Path:
    """Make a document and save it; nothing is left behind when it is stopped."""
    document = make_document(gathered, wanted, job.stop, job.report)
    data = write(document, job)
    if job.stop.is_set():
        raise StocktakeError("document_stopped", "It was stopped.", "Nothing was saved.")
    return save_file(data, path)


def _drawn(gathered: Gathered, wanted: Wanted, job: Job) -> Leaves:
    document = make_document(gathered, wanted, job.stop, job.report)
    return to_leaves(document, job.stop, job.report)


def _as_word(document: Document, job: Job) -> bytes:
    job.report(1, 2, "Writing the Word file")
    return word_bytes(document, datetime.now(UTC).astimezone())


def _as_pdf(document: Document, job: Job) -> bytes:
    return to_pdf(document, job.stop, job.report)
