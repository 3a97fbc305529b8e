"""To do: every question that still wants something, under its section, with whom it suits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.phrases import counted
from stocktake.questionnaire.answers import State
from stocktake.questionnaire.contents import (
    Entry,
    Reason,
    entries,
    minutes_left,
    section_title,
)
from stocktake.questionnaire.form import Section
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.progress import DEALT_WITH
from stocktake.questionnaire.sheet import Changes
from stocktake.ui.announce import announce
from stocktake.ui.contents.grouped_view import GroupedView
from stocktake.ui.contents.open_forms import open_forms
from stocktake.ui.contents.row_words import to_do_row
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD, SPACE_PAGE
from stocktake.ui.models.grouped_rows import Group, Row
from stocktake.ui.places import place_of, section_page
from stocktake.ui.practice_page import PracticePage
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.state_bar import StateBar

ALL = "all"
KINDS = (
    (ALL, "Everything"),
    (Reason.STILL.name, "Still to answer"),
    (Reason.COME_BACK.name, "Come back later"),
    (Reason.CONFIRM.name, "To confirm"),
    (Reason.PROBLEM.name, "Problems"),
)
"""What the list may be narrowed to."""


class ToDoPage(PracticePage):
    """One line for each question to deal with, come back to, confirm or put right.

    Attributes:
        list: the questions, under their sections.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__("To do", desk)
        self._form_id = STOCKTAKE
        self._kind = ALL
        self._forms: StateBar | None = None
        self._offered: tuple[str, ...] = ()
        self._lines: dict[str, tuple[Entry, ...]] = {}
        self.heading = Heading("To do", "title")
        self.kinds = StateBar(KINDS)
        self.kinds.set_name("What to list")
        self._count = Words("", "strong")
        self.list = GroupedView("To do")
        self._column = QVBoxLayout(self.body)
        self._column.setContentsMargins(SPACE_PAGE, SPACE_BLOCK, SPACE_PAGE, 0)
        self._column.setSpacing(SPACE_FIELD)
        self._column.addWidget(self.heading or QWidget())
        self._column.addWidget(self.kinds)
        self._column.addWidget(self._count)
        self._column.addWidget(self.list, 1)
        self._column.addWidget(Hint("Enter opens a question. Minutes are estimates."))
        self.kinds.chosen.connect(self._on_kinds_chosen)
        self.list.opened.connect(self._on_list_opened)
        desk.answers_changed.connect(self._on_desk_answers_changed)

    # Showing

    def go_to(self, place: Mapping[str, Any]) -> None:
        """List another form where one is named."""
        form_id = str(place.get("form") or self._form_id)
        if form_id != self._form_id and form_id in self._offered:
            self._form_id = form_id
            self.show_practice()

    def place(self) -> Mapping[str, Any]:
        """Which form is listed."""
        return place_of(self._form_id)

    def show_practice(self) -> None:
        """List what there is to do now; one stays at the question one was at."""
        self._offer_forms()
        self.kinds.set_choice(self._kind)
        sheet = self.desk.sheet(self._form_id)
        was_at, folded = self.list.here(), self._folded()
        self._lines = {}
        groups = []
        for section in sheet.loaded.sections:
            lines = entries(sheet, section.id)
            wanted = tuple(each for each in lines if self._is_wanted(each))
            if wanted:
                self._lines[section.id] = wanted
                groups.append(self._group(section, lines, len(wanted)))
        self.list.rows.show_groups(groups, self._rows_of)
        self.list.open_groups(set(self._lines) - folded)
        if not self.list.show_at(*was_at) and was_at[0]:
            self.list.show_at(was_at[0])
        self._say_count()

    def _folded(self) -> set[str]:
        return {group.key for group in self.list.rows.groups()} - self.list.opened_groups()

    def _offer_forms(self) -> None:
        offered = open_forms(self.desk)
        if self._form_id not in offered:
            self._form_id = offered[0]
        if offered != self._offered:
            if self._forms is not None:
                self._forms.hide()
                self._forms.deleteLater()
            self._offered = offered
            self._forms = StateBar([(each, shipped_form(each).form.title) for each in offered])
            self._forms.set_name("Form to list")
            self._forms.chosen.connect(self._on_forms_chosen)
            self._column.insertWidget(1, self._forms)
        if self._forms is not None:
            self._forms.set_choice(self._form_id)
            self._forms.setVisible(len(offered) > 1)

    def _is_wanted(self, entry: Entry) -> bool:
        return bool(entry.reasons) and (self._kind == ALL or Reason[self._kind] in entry.reasons)

    def _rows_of(self, section: str) -> tuple[Row, ...]:
        return tuple(to_do_row(each) for each in self._lines.get(section, ()))

    def _group(self, section: Section, lines: tuple[Entry, ...], wanted: int) -> Group:
        sheet = self.desk.sheet(self._form_id)
        title = section_title(sheet.loaded, section)
        counting = [each for each in lines if each.counted]
        done = sum(each.state in DEALT_WITH for each in counting)
        minutes = minutes_left(section, sheet.route, done, len(counting))
        said = [counted(wanted, "question")]
        if section.owner:
            said.append(section.owner)
        if minutes:
            said.append(f"about {counted(minutes, 'minute')} left")
        line = ", ".join(said)
        return Group(section.id, title, f"{title}, {line}", line)

    def _say_count(self) -> None:
        wanted = [each for lines in self._lines.values() for each in lines]
        later = sum(each.state is State.COME_BACK_LATER for each in wanted)
        words = _NOTHING.get(self._kind, _NOTHING[ALL])
        if wanted:
            sections = len(self._lines)
            words = f"{counted(len(wanted), 'question')} in {counted(sections, 'section')}"
            if later and self._kind == ALL:
                words = f"{words}; {later} to come back to"
        self._count.setText(words)

    # Going on

    @Slot(str)
    def _on_kinds_chosen(self, kind: str) -> None:
        self._kind = kind or ALL
        self.show_practice()
        announce(self, self._count.text())

    @Slot(str)
    def _on_forms_chosen(self, form_id: str) -> None:
        self._form_id = form_id or self._form_id
        self.show_practice()
        announce(self, self._count.text())

    @Slot(str, str)
    def _on_list_opened(self, section: str, question: str) -> None:
        place = place_of(self._form_id, section, question)
        self.page_asked.emit(section_page(self._form_id), place)

    @Slot(str, object)
    def _on_desk_answers_changed(self, form_id: str, changes: Changes) -> None:
        if self.isVisible() and form_id == self._form_id:
            self.refresh()


_NOTHING = {
    ALL: "Nothing is left to do in this form.",
    Reason.STILL.name: "Every question has been answered.",
    Reason.COME_BACK.name: "Nothing is marked to come back to.",
    Reason.CONFIRM.name: "Nothing waits to be confirmed.",
    Reason.PROBLEM.name: "There is nothing to put right.",
}
"""What is said when the list is empty."""
