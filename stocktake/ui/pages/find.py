"""Find: questions by the words in them or in what was answered, or by their number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.phrases import counted
from stocktake.questionnaire.contents import section_title
from stocktake.questionnaire.finding import Hit
from stocktake.questionnaire.number_typed import find_number
from stocktake.ui.announce import announce
from stocktake.ui.contents.grouped_view import GroupedView
from stocktake.ui.contents.open_forms import open_forms, open_sheets
from stocktake.ui.contents.row_words import hit_row
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD, SPACE_PAGE
from stocktake.ui.models.grouped_rows import Group, Row
from stocktake.ui.places import HOME, place_of, section_page
from stocktake.ui.practice_page import PracticePage
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.search_box import SearchBox

NUMBER_WIDTH = 140
"""Pixels of the line for a number at 100% text."""


class FindPage(PracticePage):
    """Looks through every form that is open; Esc leads back to where one was.

    Attributes:
        box: the line for words.
        number: the line for a number.
        results: what was found, under the sections.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__("Find", desk)
        self.heading = Heading("Find", "title")
        self.box = SearchBox(
            "Words in a question, its choices, your answers or notes", leaves_at_once=True
        )
        self.number = LineEdit()
        self.number.setAccessibleName("Question number")
        self.number.setPlaceholderText("such as 4.2")
        self._go = PlainButton("Go to question number")
        self._notice = Notice()
        self._count = Words("")
        self.results = GroupedView("What was found")
        self._room = QWidget()
        self._hits: dict[str, dict[str, Hit]] = {}
        self._lay_out()
        self.box.searched.connect(self._on_box_searched)
        self.box.next_asked.connect(self._on_box_next_asked)
        self.box.closed.connect(self._on_box_closed)
        self.number.returnPressed.connect(self._on_number_entered)
        self._go.clicked.connect(self._on_number_entered)
        self.results.opened.connect(self._on_results_opened)

    def _lay_out(self) -> None:
        numbers = QHBoxLayout()
        numbers.setSpacing(SPACE_FIELD)
        numbers.addWidget(self.number)
        numbers.addWidget(self._go)
        numbers.addStretch(1)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(SPACE_PAGE, SPACE_BLOCK, SPACE_PAGE, 0)
        column.setSpacing(SPACE_FIELD)
        column.addWidget(self.heading or QWidget())
        column.addWidget(self.box)
        column.addLayout(numbers)
        column.addWidget(self._notice)
        column.addWidget(self._count)
        column.addWidget(self.results, 1)
        column.addWidget(self._room, 1)
        column.addWidget(Hint("Enter goes to a question, F3 to the next, and Esc back."))

    # Coming and going

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Put the focus in the line for words or for a number."""
        self.number.setFixedWidth(scaled(NUMBER_WIDTH))
        if self.desk.practice is None:
            return
        line = self.number if place.get("field") == "number" else self.box
        line.selectAll()
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_practice(self) -> None:
        """Look again, because answers may have changed since."""
        self._notice.clear()
        self._look(self.box.text())

    def escape(self) -> None:
        """Go back to where one was before."""
        page, place = self.desk.search.came_from
        self.page_asked.emit(page or HOME, dict(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down from the line for words into what was found."""
        if event.key() == Qt.Key.Key_Down and self.box.hasFocus() and self.desk.search.hits:
            self.results.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.results.here()[1]:
                self.results.step(1)
        else:
            super().keyPressEvent(event)

    # Words

    def _look(self, typed: str) -> None:
        words = typed.strip()
        hits = self.desk.search.look(open_sheets(self.desk), words)
        self._hits = {}
        for hit in hits:
            key = f"{hit.form} {hit.entry.section}"
            self._hits.setdefault(key, {})[hit.entry.id] = hit
        groups = [self._group(key, len(found)) for key, found in self._hits.items()]
        self.results.rows.show_groups(groups, self._rows_of)
        self.results.open_groups(set(self._hits))
        self.results.setVisible(bool(hits))
        self._room.setVisible(not hits)
        said = ""
        if words:
            where = counted(len(groups), "section")
            said = f"{counted(len(hits), 'question')} in {where}" if hits else _NONE
        if said != self._count.text():
            self._count.setText(said)
            announce(self, said)

    def _group(self, key: str, count: int) -> Group:
        form_id, section_id = key.split(" ", 1)
        sheet = self.desk.sheet(form_id)
        title = section_title(sheet.loaded, sheet.loaded.section_by_id[section_id])
        line = f"{counted(count, 'question')}, {sheet.loaded.form.title}"
        return Group(key, title, f"{title}, {line}", line)

    def _rows_of(self, key: str) -> tuple[Row, ...]:
        return tuple(hit_row(hit) for hit in self._hits.get(key, {}).values())

    @Slot(str)
    def _on_box_searched(self, words: str) -> None:
        if self.desk.practice is not None:
            self._look(words)

    @Slot(bool)
    def _on_box_next_asked(self, backwards: bool) -> None:
        self._look(self.box.text())
        hit = self.desk.search.step(open_sheets(self.desk), -1 if backwards else 1)
        if hit is not None:
            self._show(hit.form, hit.entry.section, hit.entry.id)

    @Slot()
    def _on_box_closed(self) -> None:
        self.escape()

    @Slot(str, str)
    def _on_results_opened(self, key: str, question: str) -> None:
        hit = self._hits.get(key, {}).get(question)
        if hit is not None:
            self.desk.search.at(hit)
            self._show(hit.form, hit.entry.section, hit.entry.id)

    def _show(self, form_id: str, section: str, question: str) -> None:
        self.page_asked.emit(section_page(form_id), place_of(form_id, section, question))

    # Numbers

    @Slot()
    def _on_number_entered(self) -> None:
        refusals: list[StocktakeError] = []
        for form_id in self._forms_in_order():
            try:
                found = find_number(self.desk.sheet(form_id), self.number.text())
            except StocktakeError as error:
                refusals.append(error)
                continue
            self._notice.clear()
            self._show(form_id, found.section, found.question)
            return
        # What is known of a number says more than that there is none.
        known = [each for each in refusals if each.code != "no_such_number"]
        for refusal in (known or refusals)[:1]:
            self._notice.say("problem", refusal.how_to_fix, refusal.what)
            self.number.selectAll()

    def _forms_in_order(self) -> list[str]:
        """The form one came from first: its numbers are the ones in mind."""
        before = str(self.desk.search.came_from[1].get("form", ""))
        return sorted(open_forms(self.desk), key=lambda each: each != before)


_NONE = "Nothing was found. Every word typed must stand in the question or in what was said."
