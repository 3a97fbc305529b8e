"""The contents of the form in front: its sections and questions with their state, and a filter.

Nothing is worked out before the section itself can be seen. The rows of a section are made when it
is opened, the status of each section a little at a time; and when an answer changes, only the
sections it touches are read again, between whatever else there is to do.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stocktake.phrases import counted
from stocktake.questionnaire.contents import (
    NO_FACTS,
    Entry,
    Facts,
    Filter,
    entries,
    section_title,
    sections_touched,
)
from stocktake.questionnaire.progress import Progress
from stocktake.questionnaire.sheet import Changes, Sheet
from stocktake.ui.announce import announce
from stocktake.ui.contents.grouped_view import GroupedView
from stocktake.ui.contents.row_words import entry_row, section_group
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_FIELD, SPACE_INSIDE
from stocktake.ui.models.grouped_rows import Group, Row
from stocktake.ui.question.gradually import Gradually
from stocktake.ui.widgets.buttons import SmallButton
from stocktake.ui.widgets.calm_combo import CalmComboBox
from stocktake.ui.widgets.labels import Hint


def no_facts(form_id: str) -> Facts:
    """Say nothing of last year or of colleagues."""
    return NO_FACTS


class ContentsPane(QWidget):
    """Sections and questions of one form, to see how far one is and to go to any of them.

    Attributes:
        tree: the list itself.
        fold: the button that folds the pane away.

    Signals:
        question_asked: (section, question) to go to; no question for the section itself.
    """

    question_asked = Signal(str, str)

    def __init__(self, desk: Desk, facts_of: Callable[[str], Facts] = no_facts) -> None:
        super().__init__()
        self._desk = desk
        self._facts_of = facts_of
        self._facts = NO_FACTS
        self._form_id = ""
        self._sheet: Sheet | None = None
        self._route = ""
        self._filter = Filter.ALL
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._progress: dict[str, Progress] = {}
        self._here = ("", "")
        self._opened = ""
        self._to_read: list[str] = []
        self._to_count: list[str] = []
        self.filters = CalmComboBox()
        self.filters.setAccessibleName("Show in the contents")
        self.fold = SmallButton("Fold away", "folded")
        self.fold.setAccessibleName("Fold the contents away")
        self._nothing = Hint("")
        self.tree = GroupedView("Contents", step="hint")
        self._soon = Gradually(self._catch_up, self)
        self._work = Gradually(self._step, self)
        self._lay_out()
        self.filters.activated.connect(self._on_filters_activated)
        self.tree.opened.connect(self._on_tree_opened)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_INSIDE)
        head.addWidget(self.filters, 1)
        head.addWidget(self.fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_FIELD, SPACE_FIELD, SPACE_FIELD, 0)
        column.setSpacing(SPACE_FIELD)
        column.addLayout(head)
        column.addWidget(self._nothing)
        column.addWidget(self.tree, 1)
        self._nothing.hide()
        self.fold.hide()

    @property
    def filter(self) -> Filter:
        """What the contents are narrowed to."""
        return self._filter

    # Showing

    def show_place(self, form_id: str, section: str, question: str = "") -> None:
        """Show a form's contents in a moment, with the section and question one is at."""
        if form_id != self._form_id:
            # What was still to be read belongs to the form before.
            self._forget()
        self._form_id = form_id
        self._here = (section, question)
        self._soon.begin()

    def mark(self, section: str, question: str) -> None:
        """Mark the question in hand."""
        self._here = (section, question)
        if self._sheet is not None and self.isVisible():
            self._show_here()

    def clear(self) -> None:
        """Show nothing: the practice is being put away."""
        self._forget()
        self._form_id = ""
        self.tree.rows.show_groups((), self._rows_of)

    def _forget(self) -> None:
        self._work.stop()
        self._sheet = None
        self._entries, self._progress = {}, {}
        self._to_read, self._to_count = [], []

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the pane was folded away."""
        super().showEvent(event)
        self._soon.begin()

    def _catch_up(self) -> bool:
        """Show where one is, in one step; what takes longer is begun."""
        if self._desk.practice is None or not self._form_id or not self.isVisible():
            return False
        sheet = self._desk.sheet(self._form_id)
        if sheet is not self._sheet or sheet.route != self._route:
            self._sheet, self._route = sheet, sheet.route
            self._facts = self._facts_of(self._form_id)
            self._offer_filters()
            self._read_anew()
        self._show_here()
        return False

    def _read_anew(self) -> None:
        self._entries, self._progress = {}, {}
        self._to_read = []
        self._show_groups()
        self._to_count = [group.key for group in self.tree.rows.groups()]
        self._work.begin()

    def _offer_filters(self) -> None:
        offered = self._facts.filters()
        self._filter = self._filter if self._filter in offered else Filter.ALL
        self.filters.clear()
        for each in offered:
            self.filters.addItem(each.value, each)
        self.filters.setCurrentIndex(offered.index(self._filter))

    def _show_here(self) -> None:
        section, question = self._here
        if self._filter is Filter.ALL and self._opened not in ("", section):
            self.tree.setExpanded(self.tree.rows.index_of(self._opened), False)
        self._opened = section
        if not (question and self.tree.show_at(section, question)) and self.tree.show_at(section):
            self.tree.open_groups({section})

    # Lines

    def _lines(self, section: str) -> tuple[Entry, ...]:
        if section not in self._entries and self._sheet is not None:
            self._entries[section] = entries(self._sheet, section, self._facts)
        return self._entries.get(section, ())

    def _rows_of(self, section: str) -> tuple[Row, ...]:
        return tuple(entry_row(e) for e in self._lines(section) if e.is_in(self._filter))

    def _is_listed(self, section: str) -> bool:
        if self._sheet is None:
            return False
        if self._filter is Filter.ALL:
            return bool(self._sheet.questions(section))
        return any(each.is_in(self._filter) for each in self._lines(section))

    def _wanted(self) -> list[str]:
        sections = self._sheet.loaded.sections if self._sheet is not None else ()
        return [each.id for each in sections if self._is_listed(each.id)]

    def _group(self, section_id: str) -> Group:
        sheet = self._desk.sheet(self._form_id)
        loaded = sheet.loaded
        title = section_title(loaded, loaded.section_by_id[section_id])
        shared = self._facts.shared.get(section_id, "")
        return section_group(section_id, title, self._progress.get(section_id), shared)

    def _show_groups(self) -> None:
        was_open = self.tree.opened_groups()
        wanted = self._wanted()
        self.tree.rows.show_groups([self._group(each) for each in wanted], self._rows_of)
        self.tree.open_groups(was_open if self._filter is Filter.ALL else set(wanted))
        self._nothing.setText(_NOTHING.get(self._filter, ""))
        self._nothing.setVisible(not wanted)

    # Following

    def follow(self, form_id: str, changes: Changes) -> None:
        """Read again what an answer touched, when there is a moment for it."""
        if self._sheet is None or form_id != self._form_id:
            return
        if not self.isVisible():
            # It is read again when it is next seen.
            self._sheet = None
            return
        touched = sections_touched(self._sheet.loaded, changes.names)
        if not changes.names:
            # A section was marked completed, or opened again.
            self._to_count = list(dict.fromkeys((*self._to_count, *self._progress)))
        for section in touched:
            self._to_read += [section] if section not in self._to_read else []
            self._to_count += [section] if section not in self._to_count else []
        self._work.begin()

    def _step(self) -> bool:
        """Read one section again or count one; tells whether more is to come."""
        if self._sheet is None or self._desk.practice is None:
            return False
        if self._to_read:
            self._read(self._to_read.pop(0))
        elif self._to_count:
            section = self._to_count.pop(0)
            self._progress[section] = self._desk.practice.progress(self._form_id, section)
            self.tree.rows.set_group(self._group(section))
        return bool(self._to_read or self._to_count)

    def _read(self, section: str) -> None:
        if self._filter is Filter.CHANGED:
            self._facts = self._facts_of(self._form_id)
        was_known = self._entries.pop(section, None) is not None
        listed = any(group.key == section for group in self.tree.rows.groups())
        if self._is_listed(section) != listed:
            self._show_groups()
            self._show_here()
        elif was_known:
            self.tree.rows.follow(section)

    @Slot(int)
    def _on_filters_activated(self, place: int) -> None:
        self._filter = Filter(self.filters.itemData(place))
        if self._filter is Filter.CHANGED:
            # What differs from last year is worked out for this filter only, when it is asked for.
            self._facts = self._facts_of(self._form_id)
            self._entries.clear()
        self._show_groups()
        self._show_here()
        found = sum(len(self._rows_of(each.key)) for each in self.tree.rows.groups())
        announce(self, counted(found, "question"))

    @Slot(str, str)
    def _on_tree_opened(self, section: str, question: str) -> None:
        self.question_asked.emit(section, question)


_NOTHING = {
    Filter.TO_DO: "Nothing is left to do.",
    Filter.COME_BACK: "Nothing is marked to come back to.",
    Filter.NOT_KNOWN: "Nothing is marked as not known.",
    Filter.PROBLEMS: "There is nothing to put right.",
    Filter.CHANGED: "Nothing differs from last year.",
    Filter.SHARED: "No section is with someone else.",
}
"""What is said when nothing stands under a filter."""
