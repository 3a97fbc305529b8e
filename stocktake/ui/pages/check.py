"""Check my answers: what to put right, what is left, and every answer in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.tasks.sign_off import what_is_signed
from stocktake.ui.check.finding_list import FindingList
from stocktake.ui.check.findings import Finding, findings
from stocktake.ui.check.section_summary import CHANGE, SEE, SectionSummary
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_INSIDE, SPACE_QUESTION
from stocktake.ui.places import SIGN_OFF, place_of, section_page
from stocktake.ui.practice_page import PracticePage
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.scroll_column import ScrollColumn
from stocktake.ui.widgets.state_bar import StateBar

CHECKED = (STOCKTAKE, EXPECTATIONS)

HOW = "Open a section to read its answers. Change leads to the question."
HOW_TO_READ = "Open a section to read its answers. See leads to the question."


class CheckPage(PracticePage):
    """Sums a form up before it leaves; nothing here changes an answer."""

    def __init__(self, desk: Desk, form_id: str = STOCKTAKE) -> None:
        super().__init__("Check my answers", desk)
        self._form_id = form_id
        self.heading = Heading("Check my answers", "title")
        self._forms = StateBar([(each, shipped_form(each).form.title) for each in CHECKED])
        self._forms.set_name("Form to check")
        self._which = Words("", "section")
        self.problems = FindingList("There is a problem", "problem")
        self.softer = FindingList("Also worth a look", "info")
        self._well = Words("Nothing is left to put right or to answer.")
        self._how = Hint()
        self._left_by: tuple[str, str] | None = None
        self._shown: tuple[object, str] | None = None
        self._summaries = QVBoxLayout()
        self._summaries.setSpacing(SPACE_INSIDE)
        self._scroll = ScrollColumn()
        for each in (
            self.heading,
            self._forms,
            self._which,
            self.problems,
            self.softer,
            self._well,
            Heading("Your answers"),
            self._how,
        ):
            self._scroll.add(each)
        self._scroll.add_layout(self._summaries)
        self._sign_off = PlainButton("Go to sign off", "tick")
        row = FlowRow()
        row.addWidget(self._sign_off)
        self._scroll.add(row)
        self._scroll.column.addStretch()
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self._sign_off.clicked.connect(self._on_sign_off_clicked)
        self._forms.chosen.connect(self._on_forms_chosen)
        for found in (self.problems, self.softer):
            found.chosen.connect(self._on_finding_chosen)

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Check the form that is named, or one of the two main ones; stand where one left off."""
        kept = self._form_id if self._form_id in CHECKED else STOCKTAKE
        form_id = str(place.get("form") or kept)
        if form_id != self._form_id:
            self._form_id = form_id
            self.refresh()
        left_by, self._left_by = self._left_by, None
        if left_by is not None:
            self._stand_at(*left_by)

    def _stand_at(self, section: str, question: str) -> None:
        for each in self._each_summary():
            way = each.ways.get(question) if each.section_id == section else None
            if way is not None:
                way.setFocus(Qt.FocusReason.OtherFocusReason)
                # The rows have their places only once they are shown.
                QTimer.singleShot(0, self._on_laid_out)

    @Slot()
    def _on_laid_out(self) -> None:
        focused: QWidget | None = self.focusWidget()
        sheet: QWidget | None = self._scroll.widget()
        if focused is not None and sheet is not None and sheet.isAncestorOf(focused):
            layout: QLayout | None = sheet.layout()
            if layout is not None:
                layout.activate()
            self._scroll.ensureWidgetVisible(focused, 0, SPACE_QUESTION)

    def show_practice(self) -> None:
        """Gather everything as it is now."""
        sheet = self.desk.sheet(self._form_id)
        self._which.setText(sheet.loaded.form.title)
        self._forms.setVisible(self._form_id in CHECKED)
        self._forms.set_choice(self._form_id)
        found = findings(sheet)
        self.problems.show_findings([each for each in found if each.is_problem])
        self.softer.show_findings([each for each in found if not each.is_problem])
        self._well.setVisible(not found)
        self._fill_summaries()

    def _each_summary(self) -> list[SectionSummary]:
        items = (self._summaries.itemAt(at) for at in range(self._summaries.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [each for each in widgets if isinstance(each, SectionSummary)]

    def _fill_summaries(self) -> None:
        """Lay out the sections; those that were open for the same form stay open."""
        before, self._shown = self._shown, (self.desk.practice, self._form_id)
        opened = {each.section_id for each in self._each_summary() if each.is_open}
        while self._summaries.count():
            item = self._summaries.takeAt(0)
            widget: QWidget | None = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        sheet = self.desk.sheet(self._form_id)
        can_change = not self.desk.is_locked(self._form_id)
        self._how.setText(HOW if can_change else HOW_TO_READ)
        for section in sheet.loaded.sections:
            if sheet.questions(section.id):
                summary = SectionSummary(sheet, section, CHANGE if can_change else SEE)
                summary.change_asked.connect(self._on_change_asked)
                self._summaries.addWidget(summary)
                if section.id in opened and before == self._shown:
                    summary.open()

    @Slot(str)
    def _on_forms_chosen(self, form_id: str) -> None:
        self._form_id = form_id or self._form_id
        self.refresh()

    @Slot()
    def _on_sign_off_clicked(self) -> None:
        self.page_asked.emit(SIGN_OFF, {"form": what_is_signed(self._form_id)})

    @Slot(object)
    def _on_finding_chosen(self, finding: Finding) -> None:
        self._go(finding.section, finding.question)

    @Slot(str, str)
    def _on_change_asked(self, section: str, question: str) -> None:
        self._left_by = (section, question)
        self._go(section, question)

    def _go(self, section: str, question: str) -> None:
        page = section_page(self._form_id)
        self.page_asked.emit(page, place_of(self._form_id, section, question))
