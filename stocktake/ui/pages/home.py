"""The first page: begin, carry on, or open another practice or round."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.questionnaire.progress import Progress, Status
from stocktake.questionnaire.submission import Subject
from stocktake.tasks.open_practice import this_round
from stocktake.tasks.practices import (
    PracticeRound,
    begin_practice,
    keep_counts,
    kept_counts,
    practice_rounds,
)
from stocktake.ui.compare.new_notice import NewQuestionsNotice
from stocktake.ui.desk import Desk
from stocktake.ui.home.begin_panel import BeginPanel
from stocktake.ui.home.deleting import DeletePanel
from stocktake.ui.home.next_round import NextRoundPanel
from stocktake.ui.home.return_list import ReturnList
from stocktake.ui.home.what_next import what_next
from stocktake.ui.look import SPACE_BLOCK, SPACE_QUESTION
from stocktake.ui.page import Page
from stocktake.ui.places import NEW_QUESTIONS, list_page, place_of, section_page
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.large_button import LargeButton
from stocktake.ui.widgets.scroll_column import ScrollColumn
from stocktake.ui.widgets.task_row import TaskRow

MAIN_FORMS = (STOCKTAKE, EXPECTATIONS)


class HomePage(Page):
    """Three ways in on the first day; after that, the returns and what to do next.

    Args:
        offered: names of the pages there are, so that no button leads nowhere.
    """

    def __init__(self, desk: Desk, offered: Collection[str] = ()) -> None:
        super().__init__("Home")
        self.desk = desk
        self._offered = offered
        self.heading = Heading("Stocktake", "title")
        self._lead = Words()
        self.first = QWidget()
        self.later = QWidget()
        self.begin_panel = BeginPanel()
        self.news = NewQuestionsNotice(desk)
        self.next_round = NextRoundPanel(desk)
        self.returns = ReturnList()
        self.deleting = DeletePanel(desk)
        self._delete_fold = Collapsible("Delete a round, or everything", self.deleting)
        self._next_rows = QWidget()
        self._next = QVBoxLayout(self._next_rows)
        self._next.setContentsMargins(0, 0, 0, 0)
        self._next_heading = Heading("What to do next")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        scroll = ScrollColumn()
        for each in (self.heading, self._lead, self.first, self.begin_panel, self.later):
            scroll.add(each or QWidget())
        scroll.column.addStretch()
        self._fill_first()
        self._fill_later()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _fill_first(self) -> None:
        self.fill_in = LargeButton(
            "Fill in a form", "For one practice: where you are now, and what is expected.", "list"
        )
        self.example = LargeButton(
            "Look at a finished example",
            "A made-up PCN of four practices.",
            "chart",
        )
        self.combine = LargeButton(
            "Combine returns", "For a PCN lead: bring practices' workbooks together.", "people"
        )
        column = QVBoxLayout(self.first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        column.addWidget(self.fill_in)
        column.addWidget(self.combine)
        column.addWidget(self.example)
        self.combine.setVisible("combine" in self._offered)
        column.addWidget(Hint("No account and no internet: everything stays on this computer."))

    def _fill_later(self) -> None:
        self._another = PlainButton("Start another practice", "add")
        self._new_round = PlainButton("Start a new round", "calendar")
        self._combine_too = PlainButton("Combine returns", "people")
        self._example_too = PlainButton("Look at a finished example", "chart")
        self._remove_example = PlainButton("Remove the example", "remove")
        buttons = QWidget()
        row = FlowRow(buttons)
        for each in (
            self._another,
            self._new_round,
            self._combine_too,
            self._example_too,
            self._remove_example,
        ):
            row.addWidget(each)
        self._combine_too.setVisible("combine" in self._offered)
        self._next.setSpacing(0)
        more = QWidget()
        self._more = QVBoxLayout(more)
        self._more.setContentsMargins(0, 0, 0, 0)
        self._more.setSpacing(0)
        column = QVBoxLayout(self.later)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        column.addWidget(self.news)
        column.addWidget(self.next_round)
        column.addWidget(self._next_heading)
        column.addWidget(self._next_rows)
        column.addSpacing(SPACE_QUESTION)
        column.addWidget(Heading("My returns"))
        column.addWidget(self.returns)
        column.addWidget(buttons)
        column.addSpacing(SPACE_BLOCK)
        column.addWidget(Collapsible("More forms", more))
        column.addWidget(self._delete_fold)
        for form_id in shipped_form_ids():
            self._add_form(form_id)

    def _add_form(self, form_id: str) -> None:
        form = shipped_form(form_id).form
        if form_id in MAIN_FORMS or form.closed or form.private or form.own_page:
            return
        row = TaskRow(form.title, form.strapline)
        row.set_progress("", f"About {form.minutes_core} minutes")
        row.clicked.connect(partial(self._open_form, form_id))
        self._more.addWidget(row)

    def _connect(self) -> None:
        self.fill_in.clicked.connect(self._on_begin_asked)
        self.combine.clicked.connect(self._on_combine_asked)
        self.begin_panel.begun.connect(self._on_begin_panel_begun)
        self.begin_panel.left.connect(self._on_begin_panel_left)
        self.begin_panel.text_size_chosen.connect(self._on_text_size_chosen)
        self.returns.chosen.connect(self._on_returns_chosen)
        self.returns.removal_asked.connect(self.deleting.ask_about)
        self.deleting.deleted.connect(self._on_deleted)
        self._another.clicked.connect(self._on_begin_asked)
        self._new_round.clicked.connect(self.next_round.ask)
        self.next_round.begun.connect(self._open)
        self.news.asked.connect(partial(self.page_asked.emit, NEW_QUESTIONS, {}))
        self.next_round.left.connect(self._new_round.setFocus)
        self._combine_too.clicked.connect(self._on_combine_asked)
        self.example.clicked.connect(self._on_example_asked)
        self._example_too.clicked.connect(self._on_example_asked)
        self._remove_example.clicked.connect(self._on_remove_example_clicked)

    # Showing

    def refresh(self) -> None:
        """Show the practices there are, or the ways to begin."""
        workspace = self.desk.workspace
        found = practice_rounds(workspace) if workspace is not None else ()
        self.begin_panel.hide()
        self.first.setVisible(not found)
        self.later.setVisible(bool(found))
        may_write = workspace is not None and not workspace.read_only
        # While there is no file yet, one is about to be begun.
        may_begin = may_write or (workspace is None and not self.desk.is_refused)
        self.fill_in.setEnabled(may_begin)
        self.example.setEnabled(may_begin)
        has_sample = any(each.sample for each in found)
        self._example_too.setVisible(may_write and not has_sample)
        self._remove_example.setVisible(may_write and has_sample)
        self._another.setVisible(may_write)
        is_real = self.desk.practice is not None and not self.desk.is_sample
        self._new_round.setVisible(may_write and is_real)
        self.news.refresh()
        self.next_round.offer()
        practice = self.desk.practice
        name = practice.subject.name if practice else ""
        if self.heading is not None:
            self.heading.set_words(name or "Stocktake")
        self._lead.setText(self._lead_words())
        if workspace is None or not found:
            return
        self._show_next()
        self.deleting.show_rounds(found)
        self._delete_fold.setVisible(may_write)
        newest = max(workspace.returns.rounds(), default="")
        counts = kept_counts(workspace)
        self.returns.show_returns(found, counts, newest, read_only=workspace.read_only)

    def _lead_words(self) -> str:
        practice = self.desk.practice
        if practice is None:
            return "Where your practice is now, what is expected of it, and what it would take."
        if self.desk.is_sample:
            return f"{practice.round}. A made-up example: nothing here is about a real practice"
        only = ". This round can be read and not changed" if practice.read_only else ""
        return f"{practice.round}{only}"

    def _show_next(self) -> None:
        while self._next.count():
            item = self._next.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        practice, workspace = self.desk.practice, self.desk.workspace
        if practice is None or workspace is None:
            self._next_heading.hide()
            self._next_rows.hide()
            return
        found: dict[str, dict[str, Progress]] = {}
        for form_id in MAIN_FORMS:
            if practice.listed(form_id) is not None:
                sections = practice.sheet(form_id).loaded.sections
                found[form_id] = {s.id: practice.progress(form_id, s.id) for s in sections}
        # What could not be counted in advance is counted when the page is next shown.
        with contextlib.suppress(StocktakeError):
            keep_counts(
                workspace, {practice.open_return(f).id: _sum(f, p) for f, p in found.items()}
            )
        things = [] if practice.read_only else what_next(practice, found)
        for thing in things:
            row = TaskRow(thing.title, shipped_form(thing.form_id).form.title)
            row.set_progress(thing.words, "", "accent")
            row.clicked.connect(partial(self._open_section, thing.form_id, thing.section))
            self._next.addWidget(row)
        self._next_heading.setVisible(bool(things))
        self._next_rows.setVisible(bool(things))

    def focus_first(self) -> None:
        """Put the focus on the first way in, or on the heading."""
        if not self.first.isHidden() and self.fill_in.isEnabled():
            self.fill_in.setFocus()
        else:
            super().focus_first()

    # Beginning and opening

    def _today(self) -> date:
        return datetime.now().astimezone().date()

    @Slot()
    def _on_begin_asked(self) -> None:
        self.first.hide()
        self.later.hide()
        self.begin_panel.show()
        size = self.desk.settings.text_size
        self.begin_panel.begin(this_round(self._today()), size, may_leave=True)

    @Slot(int)
    def _on_text_size_chosen(self, size: int) -> None:
        self.desk.prefer(text_size=size)

    @Slot()
    def _on_begin_panel_left(self) -> None:
        self.refresh()
        self.focus_first()

    @Slot(str, str)
    def _on_begin_panel_begun(self, name: str, code: str) -> None:
        workspace = self.desk.workspace
        if workspace is None:
            return
        taken = [subject for _, subject in workspace.returns.subjects() if subject.code == code]
        if taken:
            which = f"the code {code}" if code else "no code"
            self.begin_panel.refuse(f"{taken[0].name} is here already with {which}.")
            return
        try:
            subject = begin_practice(workspace, name, code, self._today(), self.desk.role)
        except StocktakeError as error:
            self.begin_panel.refuse(f"{error.what} {error.how_to_fix}")
            return
        self._open(subject, this_round(self._today()))

    @Slot(object)
    def _on_returns_chosen(self, chosen: PracticeRound) -> None:
        self._open(chosen.subject, chosen.round)

    def _open(self, subject: Subject, round_label: str) -> None:
        self.desk.choose(subject, round_label)
        self.page_asked.emit(list_page(STOCKTAKE), place_of(STOCKTAKE))

    def _open_form(self, form_id: str, checked: bool = False) -> None:
        self.page_asked.emit(list_page(form_id), place_of(form_id))

    def _open_section(self, form_id: str, section: str, checked: bool = False) -> None:
        self.page_asked.emit(section_page(form_id), place_of(form_id, section))

    @Slot()
    def _on_example_asked(self) -> None:
        # Imported when asked for: most people never want it before the window is up.
        from stocktake.tasks.sample import put_sample, sample_submissions

        workspace = self.desk.workspace
        if workspace is not None:
            put_sample(workspace)
            first = sample_submissions()[0]
            self._open(first.subject, first.round)

    @Slot()
    def _on_remove_example_clicked(self) -> None:
        from stocktake.tasks.sample import remove_sample

        workspace = self.desk.workspace
        if workspace is None:
            return
        if self.desk.is_sample:
            self.desk.close_practice()
        remove_sample(workspace)
        self.refresh()
        self.focus_first()

    @Slot()
    def _on_combine_asked(self) -> None:
        self.page_asked.emit("combine", {})

    @Slot()
    def _on_deleted(self) -> None:
        self.refresh()
        self.focus_first()


def _sum(form_id: str, found: dict[str, Progress]) -> tuple[int, int]:
    """Questions dealt with and asked; of expectations, cards completed and cards."""
    asked = [each for each in found.values() if each.total]
    if form_id == EXPECTATIONS:
        return sum(each.status is Status.COMPLETED for each in asked), len(asked)
    return sum(each.dealt_with for each in asked), sum(each.total for each in asked)
