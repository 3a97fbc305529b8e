"""One section of a form: its questions, one under another, saved as they are answered."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.contents import Facts, Filter, entries
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.sheet import Changes
from stocktake.tasks.shared_with import with_whom
from stocktake.tasks.sign_off import what_is_signed
from stocktake.ui.announce import announce, tell
from stocktake.ui.contents.commands import PANE_COMMANDS
from stocktake.ui.contents.contents_pane import ContentsPane
from stocktake.ui.contents.question_commands import QuestionCommands
from stocktake.ui.contents.section_stack import SectionStack
from stocktake.ui.contents.three_panes import ThreePanes
from stocktake.ui.desk import Desk
from stocktake.ui.places import PUBLISHED, SIGN_OFF, TO_ACCEPT, list_page, place_of
from stocktake.ui.practice_page import PracticePage
from stocktake.ui.question.commands import PART_COMMANDS, QUESTION_COMMANDS
from stocktake.ui.question.confirm_all import ConfirmAll
from stocktake.ui.question.deleting import deleted_for_good
from stocktake.ui.question.gradually import Gradually
from stocktake.ui.question.section_view import SectionView
from stocktake.ui.question.side_panel import SidePanel
from stocktake.ui.share.with_whom_line import WithWhomLine
from stocktake.ui.sign_off.signed_line import SignedLine
from stocktake.ui.unread import unread_in


class SectionPage(PracticePage):
    """Shows a section between the contents of its form and a panel about the question in hand.

    Attributes:
        contents: the form's sections and questions, with their state.
        three: holds the panes.
    """

    def __init__(self, desk: Desk, form_id: str = STOCKTAKE) -> None:
        super().__init__("Questions", desk)
        self._form_id = form_id
        self._wanted = ""
        self._question = ""
        self.contents = ContentsPane(desk, self._facts_of)
        self._signed = SignedLine(desk)
        self._with_whom = WithWhomLine(desk)
        self._views = SectionStack(desk)
        self._side = SidePanel()
        self._soon = Gradually(self._keep_place, self)
        self.three = ThreePanes(self.contents, self._views, self._side, desk.geometry)
        self.three.contents.start = self.contents.tree
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._signed)
        column.addWidget(self._with_whom)
        column.addWidget(self.three)
        self._add_commands()
        self._connect()

    def _add_commands(self) -> None:
        commands = QuestionCommands(self, self._view_in_front, self._side)
        for words, keys, name in QUESTION_COMMANDS:
            slot = getattr(commands, name, None) or getattr(self, name)
            self.add_command("Question", words, slot, keys)
        for words, keys, name in PART_COMMANDS:
            self.add_command("Question", words, partial(self._side.open_part, name), keys)
        for words, keys, name in PANE_COMMANDS:
            self.add_command("View", words, getattr(self.three, name), keys)

    def _connect(self) -> None:
        self.contents.question_asked.connect(self._on_contents_question_asked)
        self.contents.fold.clicked.connect(self.three.fold_contents)
        self.three.widened.connect(self.contents.fold.setVisible)
        self._signed.sign_off_asked.connect(self._on_sign_off_asked)
        self._views.made.connect(self._on_views_made)
        self._views.going.connect(self._on_views_going)
        self.three.room_changed.connect(self._on_three_room_changed)
        self.desk.opened.connect(self._on_desk_opened)
        self.desk.closed.connect(self._on_desk_opened)
        self.desk.answers_changed.connect(self._on_desk_answers_changed)
        self.desk.layout_changed.connect(self._on_desk_layout_changed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    @property
    def view(self) -> SectionView | None:
        """The section in front."""
        return self._views.in_front

    def _view_in_front(self) -> SectionView | None:
        return self._views.in_front

    # Coming and going

    def show_practice(self) -> None:
        """Show the section in front as it is now."""
        self._views.refresh()

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Show a section, and a question in it when one is named."""
        if self.desk.practice is None:
            return
        self.three.bring("questions")
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

    def place(self) -> Mapping[str, Any]:
        """The section in front and the question that was in hand last."""
        view = self.view
        if view is None:
            return {}
        return place_of(view.form.form_id, view.section.id, self._question)

    def shows(self, place: Mapping[str, Any]) -> bool:
        """Whether the focus is in the question of a place already."""
        here = self.view.current() if self.view is not None else None
        return (
            here is not None
            and (here.form.form_id, self._section_in_front(here.form.form_id))
            == (place.get("form"), place.get("section"))
            and place.get("question") in here.ids
        )

    def focus_first(self) -> None:
        """Put the focus on the question asked for, or on the heading."""
        wanted, self._wanted = self._wanted, ""
        if self.view is None or not (wanted and self.view.go_to(wanted)):
            super().focus_first()

    def _section_in_front(self, form_id: str) -> str:
        if self.view is not None and self.view.form.form_id == form_id:
            return self.view.section.id
        return ""

    def _show_section(self, form_id: str, section_id: str) -> None:
        before = self.view
        if before is not None and before.section.id != section_id:
            self._keep_place()
            before.flush()
            self._say_unread(before)
        self._form_id = form_id
        view = self._views.bring(form_id, section_id, has_side=self.three.has_room_for_side)
        self._stand_beside(view)
        self.heading = view.heading
        self.title = view.section.title
        self.title_changed.emit(self.title)
        if view is not before:
            self._question = ""
            view.verticalScrollBar().setValue(0)
        self.contents.show_place(form_id, section_id, self._question)
        self._signed.show_form(form_id)
        self._with_whom.show_section(form_id, section_id)
        # Once the section can be seen: the disk may take its time.
        self._soon.begin()

    def _facts_of(self, form_id: str) -> Facts:
        practice = self.desk.practice
        if practice is None:
            return Facts()
        last, changed = practice.last_year(), frozenset[str]()
        if self.contents.filter is Filter.CHANGED:
            # What cannot be read of last year is said where its answer is shown.
            with contextlib.suppress(StocktakeError):
                changed = last.changed(practice.sheet(form_id))
        return Facts(changed, with_whom(practice, form_id), last.is_there(form_id))

    def _stand_beside(self, view: SectionView) -> None:
        self._side.show_view(view, self.three.has_room_for_side)
        self.three.arrange()

    @Slot()
    def _on_sign_off_asked(self) -> None:
        self.page_asked.emit(SIGN_OFF, {"form": what_is_signed(self._form_id)})

    @Slot(object)
    def _on_views_made(self, view: SectionView) -> None:
        view.end.put_first(ConfirmAll(view))
        view.end.completed.connect(self._on_end_completed)
        view.end.step_asked.connect(self._on_end_step_asked)
        view.end.problem_asked.connect(self._on_end_problem_asked)
        view.form.beside.published_asked.connect(self._on_published_asked)
        view.form.beside.delete_asked.connect(self._on_delete_asked)

    @Slot(str, str)
    def _on_delete_asked(self, question: str, row: str) -> None:
        form_id, section = self._form_id, self._section_in_front(self._form_id)
        if deleted_for_good(self, self.desk, form_id, question, row):
            self.go_to(place_of(form_id, section, question))

    @Slot()
    def _on_published_asked(self) -> None:
        self.page_asked.emit(PUBLISHED, dict(TO_ACCEPT))

    @Slot()
    def _on_views_going(self) -> None:
        self._side.clear()
        self.heading = None

    def leaving(self) -> None:
        """Hand over what is half typed, and remember the place."""
        if self.view is not None and self.desk.practice is not None:
            self._side.flush()
            self.view.flush()
            self._keep_place()
            self._say_unread(self.view)

    def _say_unread(self, view: SectionView) -> None:
        """Say over the next page what is left behind here and is not kept."""
        if words := unread_in(view):
            told = StocktakeError("answer_unread", words, f"It waits in {view.section.title}.")
            self.desk.jobs.refused.emit(told)

    def _keep_place(self) -> bool:
        """Keep where one is, in one step."""
        practice, workspace, view = self.desk.practice, self.desk.workspace, self.view
        if practice is None or workspace is None or workspace.read_only or view is None:
            return False
        here = view.current()
        question = here.ids[0] if here else ""
        opened = practice.open_return(view.form.form_id)
        # A place is a convenience; that nothing can be saved is said when an answer is.
        with contextlib.suppress(StocktakeError):
            workspace.sections.keep_place(opened.id, view.section.id, question)
        return False

    def panes(self) -> tuple[QWidget, ...]:
        """The contents, the questions and the panel beside them."""
        return self.three.panes()

    def escape(self) -> None:
        """Leave the panel beside or the contents, or fold away a note, keeping its text."""
        if self.view is not None and not self._side.escape() and not self.three.escape():
            self.view.fold()

    @Slot()
    def _on_three_room_changed(self) -> None:
        if self.view is not None:
            self._stand_beside(self.view)

    # The contents

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        view = self.view
        if view is None or now is None or not view.isAncestorOf(now):
            return
        here = view.current()
        if here is not None and here.ids[0] != self._question:
            self._question = here.ids[0]
            self.contents.mark(view.section.id, self._question)

    @Slot(str, str)
    def _on_contents_question_asked(self, section: str, question: str) -> None:
        self.go_to(place_of(self._form_id, section, question))

    # Following the desk

    @Slot()
    def _on_desk_opened(self) -> None:
        self._views.drop_all()
        self._question = ""
        self.contents.clear()

    @Slot(str, object)
    def _on_desk_answers_changed(self, form_id: str, changes: Changes) -> None:
        self._views.follow(form_id, changes, is_seen=self.isVisible())
        self.contents.follow(form_id, changes)

    @Slot(str)
    def _on_desk_layout_changed(self, form_id: str) -> None:
        in_front = self.view.section.id if self.view is not None else ""
        was_here = self._form_id == form_id and self.isVisible()
        if was_here and self._is_table_in_hand():
            # Rows of one's own are being typed on this very page, which stays as it is.
            self._views.drop_all(form_id, but=in_front)
            self.contents.show_place(form_id, in_front, self._question)
            return
        self._views.drop_all(form_id)
        if was_here and in_front in self.desk.sheet(form_id).loaded.section_by_id:
            self._show_section(form_id, in_front)

    def _is_table_in_hand(self) -> bool:
        here = self.view.current() if self.view is not None else None
        return here is not None and here.questions[0].type == "table"

    # The end of the section

    @Slot(bool)
    def _on_end_completed(self, is_done: bool) -> None:
        view = self.view
        if view is None:
            return
        view.flush()
        form_id, section_id = view.form.form_id, view.section.id
        if is_done and (words := view.in_the_way()):
            view.end.say_in_the_way(f"{words}.")
            return
        view.end.say_in_the_way("")
        self.desk.mark_section(form_id, section_id, is_done)
        if is_done:
            announce(self, f"{view.section.title}: completed")
        self.page_asked.emit(list_page(form_id), place_of(form_id, section_id))

    @Slot(int)
    def _on_end_step_asked(self, step: int) -> None:
        self._step_section(step)

    @Slot()
    def _on_end_problem_asked(self) -> None:
        if self.view is not None:
            block = self.view.first_in_the_way()
            if block is not None:
                self.view.go_to_block(block)

    def _step_section(self, step: int) -> None:
        if self.view is None:
            return
        form_id = self.view.form.form_id
        ids = [each.id for each in self.desk.sheet(form_id).loaded.sections]
        at = ids.index(self.view.section.id) + step
        if 0 <= at < len(ids):
            self._show_section(form_id, ids[at])
            self.focus_first()
        else:
            tell(self, "This is the last section." if step > 0 else "This is the first section.")

    # Commands

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
        view = self.view
        if view is None:
            return
        self._side.escape()
        view.flush()
        block = view.next_unfinished()
        if block is not None:
            view.go_to_block(block)
            return
        sheet = self.desk.sheet(view.form.form_id)
        ids = [each.id for each in sheet.loaded.sections]
        for section_id in ids[ids.index(view.section.id) + 1 :]:
            for line in entries(sheet, section_id):
                if line.is_unfinished:
                    self.go_to(place_of(view.form.form_id, section_id, line.id))
                    return
        tell(self, "Nothing further on is left to do.")
