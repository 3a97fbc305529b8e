"""The first page once there are returns: the returns on the left, what to do next on the right."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.phrases import counted
from stocktake.questionnaire.form_heads import form_head
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form_ids
from stocktake.questionnaire.progress import Progress
from stocktake.questionnaire.submission import Subject
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import PracticeRound, keep_counts
from stocktake.tasks.return_lines import ReturnLine, count_one, return_lines, summed, uncounted
from stocktake.ui.compare.new_notice import NewQuestionsNotice
from stocktake.ui.desk import Desk
from stocktake.ui.home.deleting import DeletePanel
from stocktake.ui.home.first_run import DROPPED, OPEN
from stocktake.ui.home.found_work_bar import FoundWorkBar
from stocktake.ui.home.next_round import NextRoundPanel
from stocktake.ui.home.published_ready import PublishedReady
from stocktake.ui.home.recent_list import RecentList
from stocktake.ui.home.return_list import ReturnList
from stocktake.ui.home.what_next import NextThing, what_next
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD
from stocktake.ui.overview.first_chart import FirstChart
from stocktake.ui.places import NEW_QUESTIONS, PUBLISHED, TO_ACCEPT, list_page, place_of
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.task_row import TaskRow
from stocktake.ui.widgets.two_columns import TwoColumns

MAIN_FORMS = (STOCKTAKE, EXPECTATIONS)
MADE_UP = "Nothing in it is about a real practice. Removing it touches none of your own answers."


class LaterHome(QWidget):
    """Returns, recent files and ways to begin; what to do next and the first chart.

    Attributes:
        returns, sample_returns: the person's own, and those of the made-up example.
        remove_example, example_too: the buttons for the example.

    Signals:
        page_asked: (page, place).
        begin_asked, example_asked, open_asked, remove_asked: a button was pressed.
        changed: something was begun, deleted or decided, so that the page is another.
    """

    page_asked = Signal(str, dict)
    begin_asked = Signal()
    example_asked = Signal()
    open_asked = Signal()
    remove_asked = Signal()
    changed = Signal()

    def __init__(self, desk: Desk, offered: Collection[str]) -> None:
        super().__init__()
        self._desk = desk
        self._is_counted = False
        self._things: tuple[NextThing, ...] = ()
        self.found_work = FoundWorkBar(desk)
        self.news = NewQuestionsNotice(desk)
        self.published = PublishedReady(desk, is_offered=PUBLISHED in offered)
        self.next_round = NextRoundPanel(desk)
        self.returns = ReturnList()
        self.sample_returns = ReturnList()
        self.first_chart = FirstChart(desk)
        self.recent = RecentList(desk)
        self.deleting = DeletePanel(desk)
        self.another = PlainButton("Start another practice", "add")
        self.open = PlainButton(OPEN)
        self.new_round = PlainButton("Start from last year", "calendar")
        self.combine = PlainButton("Combine returns", "people")
        if "combine" not in offered:
            self.combine.hide()
        self.example_too = PlainButton("Look at a finished example", "chart")
        self.remove_example = PlainButton("Remove the example", "remove")
        self._next = QVBoxLayout()
        self._next_heading = Heading("What to do next")
        self._nothing_next = Words()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._columns = TwoColumns(self._left(), self._right())
        column = _stack(self, SPACE_BLOCK)
        for part in (
            self.found_work, self.news, self.published, self.next_round, self._columns,
        ):  # fmt: skip
            column.addWidget(part)
        column.addWidget(self.recent)
        more = QWidget()
        rows = _stack(more, 0)
        for form_id in shipped_form_ids():
            head = form_head(form_id)
            if head.is_further:
                row = TaskRow(head.title, head.strapline)
                row.set_progress("", f"About {counted(head.minutes, 'minute')}")
                row.clicked.connect(partial(self._open_form, form_id))
                rows.addWidget(row)
        column.addWidget(Collapsible("More forms", more))
        self._delete_fold = Collapsible("Delete a round, or everything", self.deleting)
        column.addWidget(self._delete_fold)

    def _left(self) -> QWidget:
        left = QWidget()
        column = _stack(left, SPACE_BLOCK)
        self._mine = Heading("My returns")
        self._sample = Card()
        for part in (Heading("A made-up example"), Hint(MADE_UP), self.sample_returns):
            self._sample.add(part)
        removing = FlowRow()
        removing.addWidget(self.remove_example)
        self._sample.add(removing)
        buttons = FlowRow()
        for button in (self.another, self.open, self.new_round, self.combine, self.example_too):
            buttons.addWidget(button)
        column.addWidget(self._mine)
        column.addWidget(self.returns)
        column.addWidget(buttons)
        column.addWidget(Hint(DROPPED))
        column.addWidget(self._sample)
        column.addStretch()
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        column = _stack(right, SPACE_BLOCK)
        self._next.setSpacing(0)
        column.addWidget(self._next_heading)
        column.addWidget(self._nothing_next)
        column.addLayout(self._next)
        column.addSpacing(SPACE_FIELD)
        column.addWidget(self.first_chart)
        column.addStretch()
        return right

    def _connect(self) -> None:
        desk = self._desk
        for signal in (desk.opened, desk.answers_changed, desk.layout_changed):
            signal.connect(self._on_desk_changed)
        self.another.clicked.connect(self.begin_asked)
        self.open.clicked.connect(self.open_asked)
        self.example_too.clicked.connect(self.example_asked)
        self.remove_example.clicked.connect(self.remove_asked)
        self.combine.clicked.connect(partial(self._ask_for, "combine"))
        self.new_round.clicked.connect(self.next_round.ask)
        self.next_round.left.connect(self.new_round.setFocus)
        self.next_round.begun.connect(self.open_practice)
        self.news.asked.connect(partial(self._ask_for, NEW_QUESTIONS))
        self.published.asked.connect(self._on_published_asked)
        self.found_work.asked.connect(self.page_asked)
        self.found_work.decided.connect(self.changed)
        self.first_chart.asked.connect(self.page_asked)
        self.returns.chosen.connect(self._on_returns_chosen)
        self.sample_returns.chosen.connect(self._on_returns_chosen)
        self.deleting.deleted.connect(self.changed)

    def refresh(self, found: tuple[PracticeRound, ...]) -> None:
        """Show things as they are now."""
        workspace = self._desk.workspace
        if workspace is None:
            return
        may_write = not workspace.read_only
        is_real = self._desk.practice is not None and not self._desk.is_sample
        has_sample = any(each.sample for each in found)
        self.example_too.setVisible(may_write and not has_sample)
        self.remove_example.setVisible(may_write)
        self._sample.setVisible(has_sample)
        self.another.setVisible(may_write)
        has_own = any(not each.sample for each in found)
        self.another.setText("Start another practice" if has_own else "Add your own practice")
        self.new_round.setVisible(may_write and is_real)
        self._delete_fold.setVisible(may_write)
        self.found_work.refresh()
        self.news.refresh()
        self.published.refresh()
        self.next_round.offer()
        self.recent.refresh()
        self.deleting.show_rounds(found)
        self._show_next()
        self._show_returns()
        if may_write and uncounted(workspace):
            QTimer.singleShot(0, self, self._count_one)

    def _show_returns(self) -> None:
        workspace = self._desk.workspace
        lines: tuple[ReturnLine, ...] = return_lines(workspace) if workspace is not None else ()
        mine = [each for each in lines if not each.is_sample]
        self.returns.show_returns(mine)
        self.sample_returns.show_returns([each for each in lines if each.is_sample])
        self._mine.setVisible(bool(mine))

    @Slot()
    def _count_one(self) -> None:
        """Count one form that was never counted, and the next when there is time."""
        workspace = self._desk.workspace
        waiting = uncounted(workspace) if workspace is not None and self.isVisible() else ()
        if workspace is None or not waiting or workspace.read_only:
            return
        with contextlib.suppress(StocktakeError):
            count_one(workspace, *waiting[0])
            self._show_returns()
            QTimer.singleShot(0, self, self._count_one)

    # What to do next

    def _show_next(self) -> None:
        practice = self._desk.practice
        self.first_chart.refresh()
        self._next_heading.setVisible(practice is not None)
        if practice is None:
            self._fill_next(())
            self._nothing_next.setText("Choose a return to go on with it.")
        elif not self._is_counted:
            self._fill_next(what_next(practice, self._counted(practice)))
            self._nothing_next.setText(
                "This round can be read and not changed."
                if practice.read_only
                else "Nothing waits for you here."
            )
            self._is_counted = True
        self._nothing_next.setVisible(not self._things)

    def _counted(self, practice: OpenPractice) -> dict[str, dict[str, Progress]]:
        """Progress in the open practice, kept for the list as well."""
        found: dict[str, dict[str, Progress]] = {}
        for form_id in MAIN_FORMS:
            if practice.listed(form_id) is not None:
                sections = practice.sheet(form_id).loaded.sections
                found[form_id] = {s.id: practice.progress(form_id, s.id) for s in sections}
        # What could not be kept is counted when the page is next shown.
        with contextlib.suppress(StocktakeError):
            keep_counts(
                practice.workspace,
                {practice.open_return(form).id: summed(form, p) for form, p in found.items()},
            )
        return found

    def _fill_next(self, things: tuple[NextThing, ...]) -> None:
        self._things = things
        while self._next.count():
            item = self._next.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for thing in things:
            row = TaskRow(thing.title, thing.about)
            row.set_progress(thing.words, "", thing.tone)
            row.clicked.connect(partial(self._ask_for_thing, thing))
            self._next.addWidget(row)

    @Slot()
    def _on_desk_changed(self) -> None:
        self._is_counted = False

    # Going on

    def open_practice(self, subject: Subject, round_label: str) -> None:
        """Open a practice and round, at the list of its sections."""
        self._desk.choose(subject, round_label)
        self.page_asked.emit(list_page(STOCKTAKE), place_of(STOCKTAKE))

    @Slot(object)
    def _on_returns_chosen(self, chosen: PracticeRound) -> None:
        self.open_practice(chosen.subject, chosen.round)

    @Slot()
    def _on_published_asked(self) -> None:
        self.page_asked.emit(PUBLISHED, dict(TO_ACCEPT))

    def _ask_for(self, page: str, checked: bool = False) -> None:
        self.page_asked.emit(page, {})

    def _ask_for_thing(self, thing: NextThing, checked: bool = False) -> None:
        self.page_asked.emit(thing.page, dict(thing.place))

    def _open_form(self, form_id: str, checked: bool = False) -> None:
        self.page_asked.emit(list_page(form_id), place_of(form_id))


def _stack(holder: QWidget, spacing: int) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column
