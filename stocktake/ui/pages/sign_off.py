"""Sign off: what stands in the way, who signs, and every version that was signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.store.sign_offs import Signing
from stocktake.tasks.export_offers import PRACTICE_WORKBOOK, offers
from stocktake.tasks.sign_off import (
    STATEMENT,
    SignedVersion,
    about_the_day,
    changes_since,
    forms_of,
    reopen,
    sign,
    signed_returns,
    standing,
    versions,
)
from stocktake.ui.check.findings import Finding
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.places import place_of, section_page
from stocktake.ui.practice_page import PracticePage
from stocktake.ui.sign_off.form_findings import FormFindings
from stocktake.ui.sign_off.reopen_panel import ReopenPanel
from stocktake.ui.sign_off.signing_form import SigningForm
from stocktake.ui.sign_off.version_card import Looked, VersionCard
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.offered_one_of import OfferedOneOf
from stocktake.ui.widgets.scroll_column import ScrollColumn

A_RECORD = (
    "Signing off records who agreed to these answers and when, and keeps a copy of them as they "
    "stand. It is a record, not a digital signature: it does not prove who typed the name."
)
DRAFT = "Nobody has signed it off yet. Workbooks exported now are marked DRAFT."
REOPENED = "It was reopened and is a draft again. Workbooks exported now are marked DRAFT."
ONLY_READ = "This year can be read and not changed, so it cannot be signed."


class SignOffPage(PracticePage):
    """One page for signing, reopening and looking back at what was signed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Sign off", desk)
        self.heading = Heading("Sign off", "title")
        self._what = OfferedOneOf("What to sign off")
        self._state = Notice()
        self._done = Notice()
        self._notice = Notice()
        self._found = QVBoxLayout()
        self._found.setSpacing(SPACE_BLOCK)
        self.form = SigningForm(STATEMENT)
        self.reopening = ReopenPanel()
        self._earlier = Heading("Versions that were signed")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(SPACE_BLOCK)
        self._asked: tuple[object, str, int] | None = None
        self._lay_out()
        self._what.chosen.connect(self._on_what_chosen)
        self.form.sign_asked.connect(self._on_sign_asked)
        self.form.day_changed.connect(self._on_day_changed)
        self.reopening.reopen_asked.connect(self._on_reopen_asked)
        desk.opened.connect(self._on_desk_opened)

    def _lay_out(self) -> None:
        scroll = ScrollColumn()
        for each in (self.heading, Words(A_RECORD), self._what, self._done, self._state):
            scroll.add(each or QWidget())
        scroll.add_layout(self._found)
        for widget in (self.form, self.reopening, self._notice, self._earlier):
            scroll.add(widget)
        scroll.add_layout(self._cards)
        scroll.column.addStretch()
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Show what is named by its form: a pack's id, or blank for the two main forms."""
        self._clear_notices()
        if "form" in place and self.desk.practice is not None:
            self._what.choose(str(place["form"]))
            self.refresh()

    def _clear_notices(self) -> None:
        """Put away what was said of something done, or refused, a while ago."""
        self._done.clear()
        self._notice.clear()

    def panes(self) -> tuple[QWidget, ...]:
        """What is signed, and the form."""
        return (self._what, self.form if self.form.isVisible() else self.reopening)

    @property
    def _form(self) -> str:
        """The pack to sign; blank is the stocktake with the expectations."""
        return self._what.choice() or PRACTICE_WORKBOOK

    def show_practice(self) -> None:
        """Show how it stands now."""
        self.desk.save_now()
        practice = self.desk.practice
        if practice is None:
            return
        self._what.offer([(each.form_id, each.title) for each in offers(practice)])
        signed = standing(practice, self._form)
        may_sign = signed is None and not practice.read_only
        self._say_state(signed)
        self._show_findings(signed is None)
        self.form.setVisible(may_sign)
        self.reopening.setVisible(signed is not None and not practice.read_only)
        every = versions(practice, self._form)
        number = every[0].version + 1 if every else 1
        if may_sign and self._asked != (practice, self._form, number):
            self._asked = (practice, self._form, number)
            self.form.begin(number, today())
        self._show_versions(every)

    def _say_state(self, signed: SignedVersion | None) -> None:
        practice = self.desk.practice
        if practice is None:
            return
        if signed is not None:
            why = practice.why_signed(forms_of(self._form)[0])
            self._state.say("done", why, f"Signed v{signed.version}")
        else:
            draft = REOPENED if versions(practice, self._form) else DRAFT
            self._state.say("info", ONLY_READ if practice.read_only else draft, "Draft")

    def _show_findings(self, is_draft: bool) -> None:
        _clear(self._found)
        if is_draft:
            for form_id in forms_of(self._form):
                found = FormFindings(self.desk.sheet(form_id))
                found.chosen.connect(self._on_finding_chosen)
                self._found.addWidget(found)

    def _show_versions(self, every: tuple[SignedVersion, ...]) -> None:
        _clear(self._cards)
        self._earlier.setVisible(bool(every))
        for each in every:
            card = VersionCard(each, self._look(each))
            card.export_asked.connect(self._on_export_asked)
            card.change_chosen.connect(self._on_change_chosen)
            self._cards.addWidget(card)

    def _look(self, signed: SignedVersion) -> Looked:
        practice = self.desk.practice
        if practice is None:
            return Looked()
        try:
            sheets = [sheet for _, sheet in signed_returns(practice, signed)]
            is_now = signed.first.is_standing
            return Looked(sheets, () if is_now else changes_since(practice, signed))
        except StocktakeError as error:
            return Looked(refusal=f"{error.what} {error.how_to_fix}".strip())

    @Slot()
    def _on_desk_opened(self) -> None:
        self._asked = None
        self._clear_notices()
        if self.isVisible():
            self.refresh()

    @Slot(str)
    def _on_what_chosen(self, _: str) -> None:
        self._clear_notices()
        self.refresh()

    @Slot(object)
    def _on_day_changed(self, day: date | None) -> None:
        practice = self.desk.practice
        if practice is not None and day is not None:
            self.form.say_of_day(about_the_day(practice, self._form, day, today()))

    @Slot(object)
    def _on_sign_asked(self, said: Signing) -> None:
        practice = self.desk.practice
        if practice is None or not self.desk.save_now():
            return
        try:
            signed = sign(practice, self._form, said)
        except StocktakeError as error:
            self._notice.say("problem", f"{error.what} {error.how_to_fix}".strip(), "Not signed")
            if error.code == "sign_off_incomplete":
                self.form.focus_missing()
            return
        self.desk.read_afresh()
        words = "Workbooks exported from now on carry it in their name and on every page."
        self._done.say("done", words, f"Signed as version {signed.version}")
        self.heading_first()

    @Slot(str)
    def _on_reopen_asked(self, why: str) -> None:
        practice = self.desk.practice
        if practice is None:
            return
        try:
            reopen(practice, self._form, why)
        except StocktakeError as error:
            self.reopening.refuse(f"{error.what} {error.how_to_fix}".strip())
            return
        self.reopening.why.set_value(None)
        self.desk.read_afresh()
        self._done.say("done", "The answers can be changed again.", "Reopened")
        self.heading_first()

    def heading_first(self) -> None:
        """Put the focus where the page begins, as what had it may be hidden now."""
        if self.heading is not None:
            self.heading.setFocus()

    @Slot(str, object)
    def _on_finding_chosen(self, form_id: str, finding: Finding) -> None:
        place = place_of(form_id, finding.section, finding.question)
        self.page_asked.emit(section_page(form_id), place)

    @Slot(str, str, str)
    def _on_change_chosen(self, form_id: str, section: str, question: str) -> None:
        self.page_asked.emit(section_page(form_id), place_of(form_id, section, question))

    @Slot(int)
    def _on_export_asked(self, version: int) -> None:
        practice = self.desk.practice
        signed = standing(practice, self._form) if practice is not None else None
        number = 0 if signed is not None and signed.version == version else version
        self.page_asked.emit("export", {"form": self._form, "version": number})


def today() -> date:
    """The day, by the computer's own clock and time zone."""
    return datetime.now().astimezone().date()


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
