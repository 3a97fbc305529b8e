"""One section of a form: its questions, one under another, saved as they are answered."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import State
from stocktake.questionnaire.sheet import Changes
from stocktake.tasks.open_practice import STOCKTAKE
from stocktake.ui.announce import announce
from stocktake.ui.desk import Desk
from stocktake.ui.places import list_page, place_of, section_page
from stocktake.ui.practice_page import PracticePage
from stocktake.ui.question.commands import QUESTION_COMMANDS
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.section_view import SectionView, points_at_rows
from stocktake.ui.question.side_panel import SidePanel

WIDE = 1120
"""Pixels of page, at 100% text, from which the figures stand beside the questions."""


class SectionPage(PracticePage):
    """Shows a section, and keeps those visited as they were left."""

    def __init__(self, desk: Desk, form_id: str = STOCKTAKE) -> None:
        super().__init__("Questions", desk)
        self._form_id = form_id
        self._views: dict[tuple[str, str], SectionView] = {}
        self._stale: set[tuple[str, str]] = set()
        self._view: SectionView | None = None
        self._wanted = ""
        self._stack_of_views = QStackedWidget()
        self._side = SidePanel()
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._stack_of_views, 1)
        row.addWidget(self._side)
        for words, keys, name in QUESTION_COMMANDS:
            self.add_command("Question", words, getattr(self, name), keys)
        desk.opened.connect(self._on_desk_opened)
        desk.closed.connect(self._on_desk_opened)
        desk.answers_changed.connect(self._on_desk_answers_changed)
        desk.layout_changed.connect(self._on_desk_layout_changed)

    @property
    def view(self) -> SectionView | None:
        """The section in front."""
        return self._view

    # Coming and going

    def show_practice(self) -> None:
        """Show the section in front as it is now."""
        if self._view is not None:
            key = (self._view.form.form_id, self._view.section.id)
            if key in self._stale:
                self._view.refresh()
                self._stale.discard(key)

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Show a section, and a question in it when one is named."""
        if self.desk.practice is None:
            return
        form_id = str(place.get("form") or self._form_id)
        sheet = self.desk.sheet(form_id)
        wanted = str(place.get("section") or self._section_in_front(form_id))
        if wanted not in sheet.loaded.section_by_id:
            wanted = sheet.loaded.sections[0].id
        self._show_section(form_id, wanted)
        # Only what is in front can take the focus; a page on its way there does so when it comes.
        self._wanted = str(place.get("question") or "")
        if self.isVisible():
            self.focus_first()
        elif (left := self.focusWidget()) is not None:
            # Where one was last time must not be taken for where one asked to go.
            left.clearFocus()

    def shows(self, place: Mapping[str, Any]) -> bool:
        """Whether the focus is in the question of a place already."""
        here = self._view.current() if self._view is not None else None
        return (
            here is not None
            and (here.form.form_id, self._section_in_front(here.form.form_id))
            == (place.get("form"), place.get("section"))
            and place.get("question") in here.ids
        )

    def focus_first(self) -> None:
        """Put the focus on the question asked for, or on the heading."""
        wanted, self._wanted = self._wanted, ""
        if self._view is None or not (wanted and self._view.go_to(wanted)):
            super().focus_first()

    def _section_in_front(self, form_id: str) -> str:
        if self._view is not None and self._view.form.form_id == form_id:
            return self._view.section.id
        return ""

    def _show_section(self, form_id: str, section_id: str) -> None:
        if self._view is not None and self._view.section.id != section_id:
            self._keep_place()
            self._view.flush()
        self._form_id = form_id
        view = self._view_of(form_id, section_id)
        is_other = view is not self._view
        self._view = view
        self._stack_of_views.setCurrentWidget(view)
        self._side.show_view(view, self._is_wide())
        self.heading = view.heading
        self.title = view.section.title
        self.title_changed.emit(self.title)
        if is_other:
            view.verticalScrollBar().setValue(0)
        # Once the section can be seen: the disk may take its time.
        QTimer.singleShot(0, self._keep_place)

    def _view_of(self, form_id: str, section_id: str) -> SectionView:
        key = (form_id, section_id)
        section = self.desk.sheet(form_id).loaded.section_by_id[section_id]
        if key in self._views and points_at_rows(section):
            self._drop(key)
        if key not in self._views:
            view = self._make(form_id, section_id)
            self._views[key] = view
            self._stack_of_views.addWidget(view)
        elif key in self._stale:
            self._views[key].refresh()
        self._stale.discard(key)
        return self._views[key]

    def _make(self, form_id: str, section_id: str) -> SectionView:
        sections = self.desk.sheet(form_id).loaded.sections
        at = next(n for n, each in enumerate(sections) if each.id == section_id)
        before = sections[at - 1].title if at else ""
        after = sections[at + 1].title if at + 1 < len(sections) else ""
        view = SectionView(FormDesk(self.desk, form_id), sections[at], before, after)
        view.end.completed.connect(self._on_end_completed)
        view.end.step_asked.connect(self._on_end_step_asked)
        view.end.problem_asked.connect(self._on_end_problem_asked)
        return view

    def _drop(self, key: tuple[str, str]) -> None:
        view = self._views.pop(key)
        view.stop_building()
        if view is self._view:
            self._side.clear()
            self._view = None
            self.heading = None
        self._stack_of_views.removeWidget(view)
        view.deleteLater()

    def leaving(self) -> None:
        """Hand over what is half typed, and remember the place."""
        if self._view is not None and self.desk.practice is not None:
            self._view.flush()
            self._keep_place()

    @Slot()
    def _keep_place(self) -> None:
        practice, workspace, view = self.desk.practice, self.desk.workspace, self._view
        if practice is None or workspace is None or workspace.read_only or view is None:
            return
        here = view.current()
        question = here.ids[0] if here else ""
        opened = practice.open_return(view.form.form_id)
        # A place is a convenience; that nothing can be saved is said when an answer is.
        with contextlib.suppress(StocktakeError):
            workspace.sections.keep_place(opened.id, view.section.id, question)

    def panes(self) -> tuple[QWidget, ...]:
        """The questions, and the figures beside them."""
        return (self._stack_of_views, self._side)

    def escape(self) -> None:
        """Fold away a note, keeping its text."""
        if self._view is not None:
            self._view.fold()

    def _is_wide(self) -> bool:
        return self.width() >= SidePanel.room(WIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the figures beside the questions when there is room."""
        super().resizeEvent(event)
        if self._view is not None:
            self._side.show_view(self._view, self._is_wide())

    # Following the desk

    @Slot()
    def _on_desk_opened(self) -> None:
        for key in list(self._views):
            self._drop(key)
        self._stale.clear()

    @Slot(str, object)
    def _on_desk_answers_changed(self, form_id: str, changes: Changes) -> None:
        for key, view in self._views.items():
            if key[0] == form_id and view is self._view and self.isVisible():
                view.follow(changes)
            elif key[0] == form_id:
                self._stale.add(key)

    @Slot(str)
    def _on_desk_layout_changed(self, form_id: str) -> None:
        in_front = self._view.section.id if self._view is not None else ""
        was_here = self._form_id == form_id and self.isVisible()
        if was_here and self._is_table_in_hand():
            # Rows of one's own are being typed on this very page, which stays as it is.
            self._stale |= {key for key in self._views if key[0] == form_id}
            for key in [k for k in self._views if k[0] == form_id and k[1] != in_front]:
                self._drop(key)
            return
        for key in [each for each in self._views if each[0] == form_id]:
            self._drop(key)
        if was_here and in_front in self.desk.sheet(form_id).loaded.section_by_id:
            self._show_section(form_id, in_front)

    def _is_table_in_hand(self) -> bool:
        here = self._view.current() if self._view is not None else None
        return here is not None and here.questions[0].type == "table"

    # The end of the section

    @Slot(bool)
    def _on_end_completed(self, is_done: bool) -> None:
        view = self._view
        if view is None:
            return
        view.flush()
        form_id, section_id = view.form.form_id, view.section.id
        if is_done and (words := view.in_the_way()):
            view.end.notice.say("attention", f"{words}.", "Not quite yet")
            return
        view.end.notice.clear()
        self.desk.mark_section(form_id, section_id, is_done)
        if is_done:
            announce(self, f"{view.section.title}: completed")
        self.page_asked.emit(list_page(form_id), place_of(form_id, section_id))

    @Slot(int)
    def _on_end_step_asked(self, step: int) -> None:
        self._step_section(step)

    @Slot()
    def _on_end_problem_asked(self) -> None:
        if self._view is not None:
            block = self._view.first_in_the_way()
            if block is not None:
                self._view.go_to_block(block)

    def _step_section(self, step: int) -> None:
        if self._view is None:
            return
        form_id = self._view.form.form_id
        ids = [each.id for each in self.desk.sheet(form_id).loaded.sections]
        at = ids.index(self._view.section.id) + step
        if 0 <= at < len(ids):
            self._show_section(form_id, ids[at])
            self.focus_first()

    # Commands

    @Slot()
    def next_question(self) -> None:
        """Go to the next question."""
        if self._view is not None:
            self._view.step(1)

    @Slot()
    def previous_question(self) -> None:
        """Go to the question before."""
        if self._view is not None:
            self._view.step(-1)

    @Slot()
    def next_section(self) -> None:
        """Go to the next section."""
        self._step_section(1)

    @Slot()
    def previous_section(self) -> None:
        """Go to the section before."""
        self._step_section(-1)

    @Slot()
    def next_unfinished(self) -> None:
        """Go to the next question still to be dealt with, here or in a later section."""
        view = self._view
        if view is None:
            return
        view.flush()
        block = view.next_unfinished()
        if block is not None:
            view.go_to_block(block)
            return
        form_id = view.form.form_id
        ids = [each.id for each in self.desk.sheet(form_id).loaded.sections]
        for section_id in ids[ids.index(view.section.id) + 1 :]:
            other = self._view_of(form_id, section_id)
            block = next((each for each in other.blocks() if each.is_unfinished), None)
            if block is not None:
                self.page_asked.emit(
                    section_page(form_id), place_of(form_id, section_id, block.ids[0])
                )
                return
        announce(self, "Nothing further on is left to do.")

    @Slot()
    def next_problem(self) -> None:
        """Go to the next question with something to put right."""
        self._step_problem(1)

    @Slot()
    def previous_problem(self) -> None:
        """Go to the one before."""
        self._step_problem(-1)

    def _step_problem(self, by: int) -> None:
        if self._view is not None and not self._view.step_problem(by):
            announce(self, "There is nothing to put right in this section.")

    @Slot()
    def say_answered(self) -> None:
        """Take off a state and go to the answer."""
        self._say(State.ANSWERED)

    @Slot()
    def say_not_known(self) -> None:
        """Say that the answer is not known."""
        self._say(State.NOT_KNOWN)

    @Slot()
    def say_not_applicable(self) -> None:
        """Say that the question does not apply."""
        self._say(State.NOT_APPLICABLE)

    @Slot()
    def say_come_back(self) -> None:
        """Mark the question to come back to."""
        self._say(State.COME_BACK_LATER)

    def _say(self, state: State) -> None:
        here = self._view.current() if self._view is not None else None
        if here is None:
            return
        here.flush()
        here.choose_state(state)
        if state is State.ANSWERED:
            here.focus_answer()

    @Slot()
    def clear_answer(self) -> None:
        """Take away the answer of the question in hand."""
        here = self._view.current() if self._view is not None else None
        if here is not None:
            here.clear_answer()

    @Slot()
    def toggle_estimate(self) -> None:
        """Mark the figure as an estimate, or take the mark off."""
        here = self._view.current() if self._view is not None else None
        if here is not None:
            here.toggle_estimate()

    @Slot()
    def open_note(self) -> None:
        """Open the note of the question in hand."""
        here = self._view.current() if self._view is not None else None
        if here is not None:
            here.tools.open_note()

    @Slot()
    def open_about(self) -> None:
        """Say why the question is asked and where its answer is found."""
        here = self._view.current() if self._view is not None else None
        if here is not None:
            here.tools.open_about()
