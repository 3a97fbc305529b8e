"""What differs when this computer and another desk have both moved on, practice by practice."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.store.workspace import Workspace
from stocktake.tasks.bring_back import undecided
from stocktake.tasks.desk_cards import OfCard, take_in_card
from stocktake.tasks.desk_copy import Standing
from stocktake.tasks.desk_differences import DeskDifferences, OfPractice, differences
from stocktake.tasks.desk_kept import settle
from stocktake.tasks.desk_taking import Arriving, take_in, taking_in_rest
from stocktake.tasks.evidence import size_in_words
from stocktake.ui.desk import Desk
from stocktake.ui.desk_copies import copies_of
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.page import Page
from stocktake.ui.places import HOME
from stocktake.ui.share.back_half import CHANGED
from stocktake.ui.share.difference_rows import count_words
from stocktake.ui.share.difference_table import DifferenceTable, rows_said
from stocktake.ui.step_by_step import StepByStep, Told
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.link_list import Link
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.progress_strip import ProgressStrip
from stocktake.ui.widgets.told_list import ToldList
from stocktake.ui.widgets.wide_column import WideColumn

ABOUT = (
    "Answers or rate cards were changed here and at {desk} since the two last agreed. For each one "
    "say which to keep. Nothing changes until you take it in, and the whole copy from {desk} is "
    "kept as well."
)
NOTHING = "No answers differ from another desk just now."


class DeskDifferencesPage(Page):
    """One practice and round at a time; when all are decided, this desk is ahead of both.

    Attributes:
        table: what differs in the practice in hand.
        take: takes in what is decided of it.
        leave: changes nothing for now.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__("What differs between desks")
        self._desk = desk
        self._standing: Standing | None = None
        self._found: DeskDifferences | None = None
        self._where = ""
        self.heading = self._title = Heading("What differs between desks", "title")
        self.notice = Notice()
        self._about = Words(NOTHING)
        self._which = Heading()
        self.count = Words()
        self.table = DifferenceTable()
        self._begun_heading = Words("", "strong")
        self.begun = ToldList()
        self._besides_heading = Words("", "strong")
        self.besides = ToldList()
        self._told_heading = Words("What stays as it is here, and why", "strong")
        self.told = ToldList()
        self.take = PrimaryButton("Take in what is decided")
        self.leave = PlainButton("Leave it for now")
        self._progress = ProgressStrip()
        self._rest = StepByStep(self._progress, self)
        self._lay_out()
        self._rest.done.connect(self._on_rest_done)
        self._rest.stopped.connect(self._on_rest_stopped)
        self._rest.refused.connect(self._on_rest_refused)
        self.table.changed.connect(self._on_table_changed)
        self.take.clicked.connect(self._on_take_clicked)
        self.leave.clicked.connect(self._on_leave_clicked)
        desk.closed.connect(self._on_desk_closed)

    def _lay_out(self) -> None:
        scroll = WideColumn()
        self._buttons = QWidget()
        row = FlowRow(self._buttons)
        row.addWidget(self.take)
        row.addWidget(self.leave)
        above: tuple[QWidget, ...] = (
            self._title,
            self.notice,
            self._about,
            self._which,
            self.count,
        )
        for each in above:
            scroll.add_layout(scroll.narrowed(each))
        scroll.add(self.table)
        below: tuple[QWidget, ...] = (
            self._begun_heading,
            self.begun,
            self._besides_heading,
            self.besides,
            self._told_heading,
            self.told,
        )
        for each in below:
            scroll.add_layout(scroll.narrowed(each))
        scroll.add(self._progress)
        scroll.add(self._buttons)
        scroll.column.addStretch()
        scroll.column.setSpacing(SPACE_FIELD)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def refresh(self) -> None:
        """Compare again, since answers here may have changed."""
        self._compare()

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Show what differs from a copy that was copied in."""
        standing = place.get("standing")
        if isinstance(standing, Standing):
            self._standing, self._where = standing, ""
            self.notice.clear()
            self._compare()

    def _compare(self) -> None:
        workspace, standing = self._desk.workspace, self._standing
        self._found = None
        if workspace is not None and standing is not None:
            try:
                self._found = differences(workspace, standing, self._desk.role)
            except StocktakeError as error:
                self._say(error)
        self._show()

    @property
    def _in_hand(self) -> OfPractice | OfCard | None:
        return next(iter(self._all_to_look_at), None)

    @property
    def _all_to_look_at(self) -> tuple[OfPractice | OfCard, ...]:
        """Practices with answers that differ, then rate cards that do."""
        found = self._found
        return (*found.practices, *found.cards) if found is not None else ()

    def _show(self) -> None:
        found, one = self._found, self._in_hand
        self._about.setText(ABOUT.format(desk=found.desk) if found is not None else NOTHING)
        in_hand: tuple[QWidget, ...] = (self._which, self.count, self.table)
        for each in in_hand:
            each.setVisible(one is not None)
        self._buttons.setVisible(found is not None)
        self._show_list(self._begun_heading, self.begun, _begun(found))
        self._show_list(self._besides_heading, self.besides, _besides(found))
        self._show_list(self._told_heading, self.told, _told(found))
        if found is None:
            return
        self._begun_heading.setText(f"Begun at {found.desk} only: added as it is")
        self._besides_heading.setText(f"Also from {found.desk}: taken in when all is decided")
        self.take.setText("Take in what is decided" if one is not None else "Finish")
        if one is not None:
            # What was decided stands when one goes away and comes back to the same practice.
            show = self.table.follow if one.where == self._where else self.table.show_returned
            self._where = one.where
            self._which.set_words(one.where)
            show(one.returned)
            self._say_count()

    def _show_list(self, heading: Words, shown: ToldList, links: list[Link]) -> None:
        shown.tell(links)
        heading.setVisible(bool(links))
        shown.setVisible(bool(links))

    def _say_count(self) -> None:
        one, found = self._in_hand, self._found
        if one is not None and found is not None:
            more = len(self._all_to_look_at) - 1
            then = f" {more} more to look at after this one." if more else ""
            self.count.setText(count_words(one.returned, self.table.decisions) + then)

    @Slot()
    def _on_table_changed(self) -> None:
        self.notice.clear()
        self._say_count()

    @Slot()
    def _on_take_clicked(self) -> None:
        workspace, one = self._desk.workspace, self._in_hand
        if workspace is None or self._standing is None or not self._desk.save_now():
            return
        try:
            if one is not None:
                if self._has_changed_since(one):
                    self.notice.say("attention", CHANGED, "Nothing was taken in yet")
                    return
                if undecided(one.returned, self.table.decisions):
                    self.table.go_to_next()
                self._take_in(workspace, one)
                self._compare()
            if self._in_hand is None:
                self._begin_rest(workspace, self._standing)
                return
        except StocktakeError as error:
            self._say(error)
            return
        self._desk.read_afresh()

    def _has_changed_since(self, one: OfPractice | OfCard) -> bool:
        """Compare again, and tell whether the list is not what was decided on any more."""
        self._compare()
        now = self._in_hand
        return now is None or rows_said(now.returned) != rows_said(one.returned)

    def _take_in(self, workspace: Workspace, one: OfPractice | OfCard) -> None:
        decisions, role = self.table.decisions, self._desk.role
        if isinstance(one, OfCard):
            take_in_card(workspace, one, decisions, role)
        else:
            take_in(workspace, one, decisions, role)

    def _begin_rest(self, workspace: Workspace, standing: Standing) -> None:
        """All is decided: what needs no decision is added, with time for other things between."""
        if self._found is None or copies_of(self._desk) is None:
            self._desk.read_afresh()
        else:
            self.take.setEnabled(False)
            steps = taking_in_rest(workspace, standing, self._found, self._desk.role)
            self._rest.begin(_told_on(steps), "Taking in the rest")

    def _on_rest_ended(self) -> None:
        self.take.setEnabled(True)
        self._desk.read_afresh()

    @Slot()
    def _on_rest_done(self) -> None:
        """This desk is ahead of both."""
        workspace, standing, found = self._desk.workspace, self._standing, self._found
        copies = copies_of(self._desk)
        if workspace is None or standing is None or found is None or copies is None:
            return
        try:
            settle(workspace, standing, copies.folder.this_desk, datetime.now(UTC).astimezone())
        except StocktakeError as error:
            self._on_rest_refused(error)
            return
        self._standing = self._found = None
        self._show()
        self.notice.say(
            "done",
            f"This computer has everything that was decided. The copy from {found.desk} as it was "
            "is kept under Settings, Other desks.",
            "All decided",
        )
        copies.settled()
        self._on_rest_ended()

    @Slot()
    def _on_rest_stopped(self) -> None:
        self._on_rest_ended()
        self._compare()
        self.notice.say(
            "info", "What came so far is here. “Finish” goes on with the rest.", "Stopped"
        )

    @Slot(object)
    def _on_rest_refused(self, error: StocktakeError) -> None:
        self._on_rest_ended()
        self._say(error)

    def leaving(self) -> None:
        """Take in what is on its way."""
        self._rest.settle()

    @Slot()
    def _on_leave_clicked(self) -> None:
        self.page_asked.emit(HOME, {})

    @Slot()
    def _on_desk_closed(self) -> None:
        self._rest.drop()
        self.take.setEnabled(True)
        self._standing = self._found = None

    def _say(self, error: StocktakeError) -> None:
        self.notice.say("problem", f"{error.what} {error.how_to_fix}".strip())


def _told_on(steps: Generator[Arriving, None, None]) -> Generator[Told, None, None]:
    with closing(steps):
        for each in steps:
            done, total = size_in_words(each.done), size_in_words(each.total)
            yield each.done, each.total, f"Adding {each.name}: {done} of {total}"


def _begun(found: DeskDifferences | None) -> list[Link]:
    return [Link(each.words) for each in found.begun] if found is not None else []


def _besides(found: DeskDifferences | None) -> list[Link]:
    """What is taken in besides answers: what it is, and under it where."""
    every = found.besides if found is not None else ()
    return [Link(line, each.where) for each in every for line in each.lines]


def _told(found: DeskDifferences | None) -> list[Link]:
    if found is None:
        return []
    return [Link(each.what, f"{_ended(each.where)} {each.how_to_fix}") for each in found.told]


def _ended(place: str) -> str:
    """A place as a sentence of its own; the titles of some forms are questions."""
    return place if place.endswith("?") else f"{place}."
