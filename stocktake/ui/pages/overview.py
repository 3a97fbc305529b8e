"""A form's sections as a list of tasks: how far each has come, and how much is asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.progress import Progress, Status
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.shared_with import shared_in_words, with_whom
from stocktake.ui.desk import Desk
from stocktake.ui.look import Tone
from stocktake.ui.overview.domain_group import DomainGroup
from stocktake.ui.overview.route_chooser import RouteChooser
from stocktake.ui.overview.rows import row_words
from stocktake.ui.places import place_of, section_page
from stocktake.ui.practice_page import PracticePage
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.scroll_column import ScrollColumn
from stocktake.ui.widgets.task_row import TaskRow

TONES: dict[Status, Tone] = {
    Status.NOT_STARTED: "accent",
    Status.IN_PROGRESS: "accent",
    Status.COMPLETED: "text",
    Status.CANNOT_START: "muted",
    Status.PROBLEM: "problem",
}
"""Completed is plain, so that the eye goes to what needs doing."""

OWN_SECTION = "local"
"""Where a practice adds expectations of its own."""


class OverviewPage(PracticePage):
    """Lists the sections of a form; cards of expectations stand under their domains."""

    def __init__(self, desk: Desk, form_id: str = STOCKTAKE) -> None:
        super().__init__("Sections", desk)
        self._form_id = form_id
        self._rows: dict[str, TaskRow] = {}
        self._about: dict[str, str] = {}
        self._groups: list[DomainGroup] = []
        self._wanted = ""
        self._laid_out_for: tuple[object, ...] = ()
        self.heading = Heading("", "title")
        self._strapline = Words("", "body", "muted")
        self._count = Words("", "section")
        self._next = PrimaryButton("Carry on")
        self._check = PlainButton("Check my answers", "list")
        self._share = PlainButton("Share out sections", "share")
        self._routes = RouteChooser()
        self._intro = Words()
        self._lay_out()
        self._next.clicked.connect(self._on_next_clicked)
        self._check.clicked.connect(self._on_check_clicked)
        self._share.clicked.connect(self._on_share_clicked)
        self._routes.route_chosen.connect(self._on_route_chosen)

    def _lay_out(self) -> None:
        self._scroll = ScrollColumn()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        buttons = QWidget()
        row = FlowRow(buttons)
        row.addWidget(self._next)
        row.addWidget(self._check)
        row.addWidget(self._share)
        for each in (
            self.heading or QWidget(),
            self._strapline,
            Collapsible("What this is about", self._intro),
            self._routes,
            self._count,
        ):
            self._scroll.add(each)
        self._scroll.add_layout(self._list)
        self._scroll.add(buttons)
        self._scroll.column.addStretch()
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

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
        words = row_words(self.desk, self._form_id)
        practice = self.desk.practice
        out = with_whom(practice, self._form_id) if practice is not None else {}
        for section_id, progress in found.items():
            if section_id in self._rows:
                line = words[section_id].line if section_id in words else self._about[section_id]
                covers = ". ".join(part for part in (out.get(section_id, ""), line) if part)
                self._rows[section_id].set_covers(covers)
                self._show_row(section_id, progress)
        is_counted = sheet.loaded.catalogue is None
        shown = [found[each] for each in self._rows if is_counted or found[each].total]
        done = sum(each.status is Status.COMPLETED for each in shown)
        what = "cards" if sheet.loaded.catalogue else "sections"
        self._count.setText(f"You have completed {done} of {len(shown)} {what}")
        for group in self._groups:
            group.say_count([found[each] for each in group.sections])
        started = any(each.dealt_with for each in shown)
        self._next.setText("Carry on" if started else "Start")

    def _say_what(self, sheet: Sheet) -> None:
        form = sheet.loaded.form
        self.title = form.title
        self.title_changed.emit(form.title)
        if self.heading is not None:
            self.heading.set_words(form.title)
        practice = self.desk.practice
        shared = shared_in_words(practice) if practice is not None else ""
        self._strapline.setText(shared or form.strapline)
        self._share.setVisible(self._form_id in (STOCKTAKE, EXPECTATIONS))
        self._share.setText("Send back" if shared else "Share out sections")
        self._intro.setText("\n\n".join(part for part in (form.intro, f"For: {form.who}.") if part))
        self._routes.show_routes(sheet, read_only=self.desk.is_locked(self._form_id))

    def _progress(self, section_id: str) -> Progress:
        practice = self.desk.practice
        if practice is None:
            raise RuntimeError("the list is shown only while a practice is open")
        return practice.progress(self._form_id, section_id)

    def _show_row(self, section_id: str, progress: Progress) -> None:
        row = self._rows[section_id]
        is_own = section_id == OWN_SECTION and not progress.total
        if not is_own:
            count = progress.words if progress.total else ""
            row.set_progress(progress.status.value, count, TONES[progress.status])
        else:
            row.set_progress("", "Add your own")

    def _fill(self, sheet: Sheet) -> None:
        while self._list.count():
            item = self._list.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows, self._groups = {}, []
        if sheet.loaded.catalogue is None:
            for section in sheet.loaded.sections:
                self._list.addWidget(self._row(sheet, section.id))
        else:
            self._fill_by_domain(sheet)

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
        section = sheet.loaded.section_by_id[section_id]
        minutes = section.minutes_full if sheet.route == "full" else section.minutes_core
        about = [section.covers] if sheet.loaded.catalogue is None else []
        if section.owner:
            about.append(f"{section.owner}, about {minutes} minutes")
        if section.optional:
            about.append("Optional")
        self._about[section_id] = ". ".join(part.rstrip(".") for part in about if part)
        row = TaskRow(section.title, self._about[section_id])
        row.clicked.connect(partial(self._open, section_id))
        self._rows[section_id] = row
        return row

    # Going on

    def _open(self, section_id: str, checked: bool = False) -> None:
        page = section_page(self._form_id)
        self.page_asked.emit(page, place_of(self._form_id, section_id))

    @Slot()
    def _on_next_clicked(self) -> None:
        for section_id in self._rows:
            found = self._progress(section_id)
            if found.total and found.status is not Status.COMPLETED:
                self._open(section_id)
                return
        self._on_check_clicked()

    @Slot()
    def _on_check_clicked(self) -> None:
        self.page_asked.emit("check", place_of(self._form_id))

    @Slot()
    def _on_share_clicked(self) -> None:
        self.page_asked.emit("share", place_of(self._form_id))

    @Slot(str)
    def _on_route_chosen(self, route: str) -> None:
        self.desk.set_route(self._form_id, route)
        self.refresh()
