"""A form's sections as a list of tasks: how far each has come, and how much is asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.asked_since import asked_at_first, asked_since
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.minutes import section_minutes
from stocktake.questionnaire.progress import Progress, Status
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.shared_with import shared_in_words, with_whom
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE, SPACE_QUESTION, Tone
from stocktake.ui.overview.domain_group import DomainGroup
from stocktake.ui.overview.first_chart import FirstChart
from stocktake.ui.overview.route_chooser import RouteChooser, minutes_in_words
from stocktake.ui.overview.rows import card_lines
from stocktake.ui.overview.section_groups import grouped
from stocktake.ui.places import place_of, section_page
from stocktake.ui.practice_page import PracticePage
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.link_row import LinkRow
from stocktake.ui.widgets.task_row import TaskRow
from stocktake.ui.widgets.two_columns import TwoColumns
from stocktake.ui.widgets.wide_column import WideColumn

TONES: dict[Status, Tone] = {
    Status.NOT_STARTED: "accent",
    Status.IN_PROGRESS: "accent",
    Status.COMPLETED: "text",
    Status.CANNOT_START: "muted",
    Status.PROBLEM: "problem",
}
"""Completed is plain, so that the eye goes to what needs doing."""

READ = "Read the answers"
"""What the first button does once nothing can be changed."""

OWN_SECTION = "local"
"""Where a practice adds expectations of its own."""


class OverviewPage(PracticePage):
    """Lists the sections of a form; cards of expectations stand under their domains."""

    def __init__(self, desk: Desk, form_id: str = STOCKTAKE) -> None:
        super().__init__("Sections", desk)
        self._form_id = form_id
        self._rows: dict[str, TaskRow] = {}
        self._at_first: tuple[object, frozenset[str]] = (None, frozenset())
        self._groups: list[DomainGroup] = []
        self._wanted = ""
        self._laid_out_for: tuple[object, ...] = ()
        self.heading = Heading("", "title")
        self._strapline = Words("", "body", "muted")
        self.count = Words("", "section")
        self._next = PrimaryButton("Carry on")
        self._check = PlainButton("Check my answers", "tick")
        self._share = PlainButton("Share out a section", "share")
        self._charts = PlainButton("Charts", "chart")
        self._meeting = PlainButton("Rate in a meeting", "people")
        self.routes = RouteChooser()
        self._intro = Words()
        self.first_chart = FirstChart(desk)
        self._to_chart = LinkRow("See your levels so far")
        self._lay_out()
        self._next.clicked.connect(self._on_next_clicked)
        self._check.clicked.connect(partial(self._ask_for, "check"))
        self._share.clicked.connect(partial(self._ask_for, "share"))
        self._charts.clicked.connect(partial(self._ask_for, "gaps"))
        self._meeting.clicked.connect(partial(self._ask_for, "meeting"))
        self.routes.route_chosen.connect(self._on_route_chosen)
        self.first_chart.asked.connect(self.page_asked)
        self.first_chart.chart.spot_reached.connect(self._on_spot_reached)
        self._to_chart.clicked.connect(self._on_to_chart_clicked)

    def _lay_out(self) -> None:
        self._scroll = WideColumn()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        buttons = FlowRow()
        for button in (self._next, self._check, self._share, self._charts, self._meeting):
            buttons.addWidget(button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        column.addWidget(self.count)
        column.addWidget(self._to_chart)
        column.addLayout(self._list)
        column.addWidget(buttons)
        column.addStretch()
        self._columns = TwoColumns(left, self.first_chart)
        self._columns.folded.connect(self._on_columns_folded)
        for each in (
            self.heading or QWidget(),
            self._strapline,
            Collapsible("What this is about", self._intro),
        ):
            self._scroll.add_layout(self._scroll.narrowed(each))
        self._scroll.add(self.routes)
        self._scroll.column.setSpacing(SPACE_BLOCK)
        self._scroll.column.addSpacing(SPACE_QUESTION - SPACE_BLOCK)
        self._scroll.add(self._columns)
        self._scroll.column.addStretch()
        outer = QVBoxLayout(self.body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    # Showing

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Show a form, and a section's row in it when one is named."""
        form_id = str(place.get("form") or self._form_id)
        if form_id != self._form_id:
            self._form_id = form_id
            self.refresh()
        self._wanted = str(place.get("section") or "")
        if self.isVisible():
            self.focus_first()
        elif self._wanted and (left := self.focusWidget()) is not None:
            left.clearFocus()

    def shows(self, place: Mapping[str, Any]) -> bool:
        """Whether the place is a whole section, whose state is listed here."""
        return place.get("form") == self._form_id and not place.get("question")

    def focus_first(self) -> None:
        """Put the focus on the row asked for, or on the heading."""
        row = self._rows.get(self._wanted)
        self._wanted = ""
        if row is None:
            super().focus_first()
            return
        for group in self._groups:
            group.open_for(row)
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(row)

    def show_practice(self) -> None:
        """Show the list as it is now; rows are made anew only when the sections are others."""
        sheet = self.desk.sheet(self._form_id)
        self._say_what(sheet)
        sections = tuple(section.id for section in sheet.loaded.sections)
        wanted = (self._form_id, sections, sheet.route == "express")
        if wanted != self._laid_out_for:
            self._fill(sheet)
            self._laid_out_for = wanted
        found = {section: self._progress(section) for section in sections}
        self._show_rows(sheet, found)
        is_form = sheet.loaded.catalogue is None
        on_route = {each for each in sections if sheet.questions(each)}
        shown = [
            found[each]
            for each in self._rows
            if found[each].total or (is_form and each in on_route)
        ]
        done = sum(each.status is Status.COMPLETED for each in shown)
        what = "cards" if sheet.loaded.catalogue else "sections"
        self.count.setText(f"You have completed {done} of {len(shown)} {what}")
        for group in self._groups:
            group.say_count([found[each] for each in group.sections])
        started = any(each.dealt_with for each in shown)
        going_on = "Carry on" if started else "Start"
        self._next.setText(READ if self.desk.is_locked(self._form_id) else going_on)
        has_chart = self._form_id == STOCKTAKE and self.first_chart.refresh()
        self.first_chart.setVisible(has_chart)
        self._columns.fold(is_alone=not has_chart)
        self._on_columns_folded()

    def _show_rows(self, sheet: Sheet, found: Mapping[str, Progress]) -> None:
        lines = card_lines(self.desk, self._form_id)
        practice = self.desk.practice
        out = with_whom(practice, self._form_id) if practice is not None else {}
        at_first = self._asked_at_first(sheet)
        for section_id, row in self._rows.items():
            progress = found[section_id]
            if section_id in lines:
                covers = lines[section_id]
            else:
                covers = self._about(sheet, section_id, progress)
            since = asked_since(sheet, section_id, at_first)
            row.set_covers(_lines(covers, out.get(section_id, ""), _to_note(progress, since)))
            is_on_route = bool(sheet.questions(section_id))
            self._show_row(row, section_id, progress, is_on_route=is_on_route)

    def _asked_at_first(self, sheet: Sheet) -> frozenset[str]:
        """What the form asked before anything was answered; worked out once for each route."""
        key = (id(sheet.loaded), sheet.route)
        if self._at_first[0] != key:
            self._at_first = (key, asked_at_first(sheet))
        return self._at_first[1]

    def _about(self, sheet: Sheet, section_id: str, progress: Progress) -> str:
        """What a section covers, and below it who might answer it and how long it takes."""
        section = sheet.loaded.section_by_id[section_id]
        takes = minutes_in_words(max(1, section_minutes(sheet, section)))
        owner = ", ".join(
            part for part in (section.owner, takes) if part and sheet.questions(section_id)
        )
        optional = "optional" if section.optional else ""
        covers = "" if sheet.loaded.catalogue else section.covers.rstrip(".")
        return _lines(covers, "; ".join(part for part in (owner, optional) if part))

    def _say_what(self, sheet: Sheet) -> None:
        form = sheet.loaded.form
        self.title = form.title
        self.title_changed.emit(form.title)
        if self.heading is not None:
            self.heading.set_words(form.title)
        practice = self.desk.practice
        shared = shared_in_words(practice) if practice is not None else ""
        self._strapline.setText(shared or self._why_read() or form.strapline)
        is_main = self._form_id in (STOCKTAKE, EXPECTATIONS)
        is_locked = self.desk.is_locked(self._form_id)
        self._share.setVisible(is_main and (bool(shared) or not is_locked))
        self._share.setText("Send back" if shared else "Share out a section")
        self._charts.setVisible(is_main and not shared)
        self._meeting.setVisible(is_main and not shared and not is_locked)
        self._intro.setText("\n\n".join(part for part in (form.intro, f"For: {form.who}.") if part))
        done = practice.open_return(self._form_id).done if practice is not None else ()
        self.routes.show_routes(sheet, done, read_only=is_locked)

    def _why_read(self) -> str:
        """Why nothing can be changed here, in words; empty while it can."""
        if self.desk.is_read_only:
            return "This round can be read and not changed."
        return self.desk.why_signed(self._form_id)

    def _progress(self, section_id: str) -> Progress:
        practice = self.desk.practice
        if practice is None:
            raise RuntimeError("the list is shown only while a practice is open")
        return practice.progress(self._form_id, section_id)

    def _show_row(
        self, row: TaskRow, section_id: str, progress: Progress, *, is_on_route: bool
    ) -> None:
        if section_id == OWN_SECTION and not progress.total:
            row.set_progress("", "Add your own")
        elif not is_on_route:
            # On another route it has questions; here it has none, and so no state.
            row.set_progress("Not on this route", "", "muted")
        else:
            count = f"{progress.dealt_with} of {progress.total} dealt with"
            count = count if progress.total else ""
            row.set_progress(progress.status.value, count, TONES[progress.status])

    def _fill(self, sheet: Sheet) -> None:
        while self._list.count():
            item = self._list.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows, self._groups = {}, []
        if sheet.loaded.catalogue is None:
            self._fill_by_heading(sheet)
        else:
            self._fill_by_domain(sheet)

    def _fill_by_heading(self, sheet: Sheet) -> None:
        """Sections under the headings that the form has in the list."""
        sections = tuple(section.id for section in sheet.loaded.sections)
        for heading, ids in grouped(self._form_id, sections):
            if heading:
                words = Heading(heading, "strong")
                words.setContentsMargins(SPACE_INSIDE, SPACE_BLOCK, 0, SPACE_INSIDE)
                self._list.addWidget(words)
            for section_id in ids:
                self._list.addWidget(self._row(sheet, section_id))

    def _fill_by_domain(self, sheet: Sheet) -> None:
        """Cards under their domains; on the express route only those of the quick pass."""
        quick = sheet.route == "express"
        by_domain: dict[str, list[str]] = {}
        for section in sheet.loaded.sections:
            if not quick or any(question.express for question in section.questions):
                by_domain.setdefault(section.domain, []).append(section.id)
        own = by_domain.pop("", [])
        for domain, name in DOMAIN_NAMES.items():
            if domain in by_domain:
                group = DomainGroup(name, tuple(by_domain[domain]))
                for section_id in by_domain[domain]:
                    group.add(self._row(sheet, section_id))
                group.set_open(quick)
                self._groups.append(group)
                self._list.addWidget(group)
        for section_id in own:
            self._list.addWidget(self._row(sheet, section_id))

    def _row(self, sheet: Sheet, section_id: str) -> TaskRow:
        row = TaskRow(sheet.loaded.section_by_id[section_id].title)
        row.clicked.connect(partial(self._open, section_id))
        self._rows[section_id] = row
        return row

    # Going on

    def _open(self, section_id: str, checked: bool = False) -> None:
        page = section_page(self._form_id)
        self.page_asked.emit(page, place_of(self._form_id, section_id))

    @Slot()
    def _on_next_clicked(self) -> None:
        is_read = self.desk.is_locked(self._form_id)
        for section_id in self._rows:
            found = self._progress(section_id)
            if found.total and (is_read or found.status is not Status.COMPLETED):
                self._open(section_id)
                return
        self._ask_for("check")

    def _ask_for(self, page: str, checked: bool = False) -> None:
        self.page_asked.emit(page, place_of(self._form_id))

    @Slot()
    def _on_columns_folded(self) -> None:
        """Name the chart above the list where it stands a long way below it."""
        has_chart = not (self.first_chart.isHidden() or self.first_chart.chart.isHidden())
        self._to_chart.setVisible(has_chart and not self._columns.is_beside)

    @Slot()
    def _on_to_chart_clicked(self) -> None:
        self._scroll.bring_to_top(self.first_chart)
        self.first_chart.heading.setFocus()

    @Slot(QWidget)
    def _on_spot_reached(self, spot: QWidget) -> None:
        self._scroll.ensureWidgetVisible(spot, 0, SPACE_QUESTION)

    @Slot(str)
    def _on_route_chosen(self, route: str) -> None:
        self.desk.set_route(self._form_id, route)
        self.refresh()


def _to_note(progress: Progress, since: int) -> str:
    """What else there is to know of a section: what waits, and what answers have opened."""
    more = "question" if since == 1 else "questions"
    parts = (
        f"{progress.come_back} to come back to" if progress.come_back else "",
        f"{progress.to_confirm} to confirm" if progress.to_confirm else "",
        f"{since} more {more} asked since, because of your answers" if since else "",
    )
    return "; ".join(part for part in parts if part)


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
