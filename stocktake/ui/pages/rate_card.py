"""The rate card: what work beyond the core contract costs, and what it is paid."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.rates.card import CardLine, CardRole, CardSetting, RateCard, with_setting
from stocktake.rates.line_cost import Line
from stocktake.rates.uplift import Uplift
from stocktake.store.rate_cards import CardStep
from stocktake.tasks import rate_card_beginning as beginning
from stocktake.tasks.rate_card import WorkingCard, new_card_id
from stocktake.tasks.rate_services import SERVICES, differing, filled_card, margins_of, services
from stocktake.ui.announce import announce
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_QUESTION
from stocktake.ui.rate_card.begin_panel import BeginPanel
from stocktake.ui.rate_card.commands import CARD_COMMANDS
from stocktake.ui.rate_card.compare_panel import ComparePanel
from stocktake.ui.rate_card.line_panel import LinePanel
from stocktake.ui.rate_card.money_panel import MoneyPanel
from stocktake.ui.rate_card.price_charts import LineCharts, MoneyChart
from stocktake.ui.rate_card.publish_panel import PublishPanel
from stocktake.ui.rate_card.roles_panel import RolesPanel
from stocktake.ui.rate_card.settings_panel import SettingsPanel
from stocktake.ui.rate_card.table_panel import TablePanel
from stocktake.ui.rate_card.uplift_panel import UpliftPanel
from stocktake.ui.review_page import ReviewPage
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.two_columns import TwoColumns

CAUTION = (
    "This is a reference of your own costs. Each practice decides its own prices and which "
    "services it offers: do not agree these with other practices. A price for several practices "
    "is worked out on pooled costs and offered by your PCN or federation, after legal advice."
)


class RateCardPage(ReviewPage):
    """Begin a card, work on its lines, and see what the work is paid."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Rate card", desk)
        self._line_id = ""
        self._card: RateCard | None = None
        self.notice = Notice()
        self.begin = BeginPanel()
        self.lines = TablePanel()
        self.line = LinePanel()
        self.line_charts = LineCharts(desk.jobs)
        self.money = MoneyPanel()
        self.money_chart = MoneyChart(desk.jobs, self.line_charts.made_up)
        self.roles = RolesPanel()
        self.shared = SettingsPanel()
        self.rises = UpliftPanel()
        self.publish = PublishPanel(desk.jobs, lambda: desk.export_folder)
        self.compare = ComparePanel(desk.jobs)
        self._work = QWidget()
        self._lay_out()
        self._connect()
        for words, keys, slot in CARD_COMMANDS:
            self.add_command("Rate card", words, getattr(self, slot), keys)

    def _lay_out(self) -> None:
        self.add(Hint(CAUTION), is_words=True)
        self.add(self.notice, is_words=True)
        self.add(self.begin, is_words=True)
        inside = QVBoxLayout(self._work)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_QUESTION)
        inside.addWidget(TwoColumns(self.lines, self.line))
        inside.addWidget(self.line_charts)
        inside.addWidget(self.money)
        inside.addWidget(self.money_chart)
        inside.addWidget(Heading("What an hour costs"))
        inside.addWidget(self.roles)
        inside.addWidget(Heading("What all lines share"))
        inside.addWidget(
            Words("Change any of them; a blank takes back the figure that cards start from.")
        )
        inside.addWidget(self.shared)
        inside.addWidget(Heading("How prices rise"))
        inside.addWidget(self.rises)
        inside.addWidget(self.publish)
        inside.addWidget(self.compare)
        self.add(self._work)

    def _connect(self) -> None:
        self.begin.from_services.connect(self._on_from_services)
        self.begin.empty.connect(self._on_empty)
        self.begin.from_sample.connect(self._on_from_sample)
        self.begin.back_asked.connect(self.undo)
        self.lines.chosen.connect(self._on_line_chosen)
        self.lines.opened.connect(self._on_line_opened)
        self.lines.add_asked.connect(self.add_line)
        self.lines.update_asked.connect(self._on_update_asked)
        self.lines.undo_asked.connect(self.undo)
        self.lines.redo_asked.connect(self.redo)
        self.lines.away_asked.connect(self._on_away_asked)
        self.line.edited.connect(self._on_line_edited)
        self.line.taken_out.connect(self._on_taken_out)
        self.line.shared_asked.connect(self._on_shared_asked)
        self.money.service_asked.connect(self._on_service_asked)
        self.money_chart.service_asked.connect(self._on_service_asked)
        lines, money, beside = self.line_charts, self.money_chart, self.compare.chart
        for chart in (lines.made_up, lines.years, money.chart, beside.chart):
            chart.spot_reached.connect(self._on_spot_reached)
        self.roles.edited.connect(self._on_role_edited)
        self.shared.edited.connect(self._on_setting_edited)
        self.shared.mode_chosen.connect(self._on_mode_chosen)
        self.publish.edited.connect(self._keep)
        self.rises.edited.connect(self._on_rises_edited)

    def panes(self) -> tuple[QWidget, ...]:
        """The table, the line in hand, the money, the roles and the shared figures."""
        tables = (self.lines.table, self.line, self.money.table, self.roles.table)
        return (*tables, self.shared, self.rises, self.publish, self.compare)

    def leaving(self) -> None:
        """Hand over what is half typed."""
        for part in (self.line, self.money, self.roles, self.shared, self.rises, self.publish):
            part.flush()

    def escape(self) -> None:
        """Go back from the line to the table."""
        self.leaving()
        if self._card is not None:
            self.lines.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.column.bring_to_top(self.lines)

    @property
    def working(self) -> WorkingCard:
        """The card of the open practice."""
        return WorkingCard(self.practice.workspace, self.practice)

    def show_practice(self) -> None:
        """Show the card as it stands, or how to begin one."""
        try:
            self._card = self.working.card
        except StocktakeError as fault:
            self._card = None
            self.notice.say("problem", f"{fault.what} {fault.how_to_fix}")
        self._show()

    def _show(self) -> None:
        card, sheet = self._card, self.desk.sheet(STOCKTAKE)
        read_only = self.working.read_only
        self.begin.setVisible(card is None)
        self._work.setVisible(card is not None)
        if card is None:
            can_come_back = bool(self.working.next_undo)
            known = beginning.services_known(sheet)
            self.begin.show_known(known, can_come_back=can_come_back, read_only=read_only)
            return
        if not any(line.id == self._line_id for line in card.lines):
            self._line_id = card.lines[0].id if card.lines else ""
        paid = {s.code: s.paid_gbp for s in services(sheet) if s.paid_gbp is not None}
        working = self.working
        self.lines.show_card(card, paid, differing(card, sheet), self._line_id)
        self.lines.show_steps(working.next_undo, working.next_redo, read_only=read_only)
        line = next((each for each in card.lines if each.id == self._line_id), None)
        self.line.show_line(card, line, paid.get(line.service) if line else None,
                            read_only=read_only)  # fmt: skip
        found, whose = margins_of(sheet, card), f"{self.practice.subject.name}, {card.base_year}"
        self.line_charts.show_line(card, self._line_id, self.watermark())
        self.money.show_margins(found)
        self.money_chart.show_margins(found, whose, self.watermark())
        self.roles.show_card(card, sheet.today, read_only=read_only)
        self.shared.show_card(card, sheet.today, read_only=read_only)
        self.publish.show_card(card, sheet.today, read_only=read_only)
        self.compare.show_card(card, self.watermark())
        self.rises.show_card(card, read_only=read_only)

    def _keep(self, card: RateCard | None, what: str) -> None:
        """Keep the card as it now is and show what follows."""
        self._do(lambda: self.working.keep(card, what))

    def _do(self, act: Callable[[], CardStep | None]) -> CardStep | None:
        self.notice.clear()
        try:
            step = act()
        except StocktakeError as fault:
            self.notice.say("problem", f"{fault.what} {fault.how_to_fix}")
            return None
        if step is not None:
            self.desk.saved.emit(step.saved_at)
        self.show_practice()
        return step

    @Slot()
    def undo(self) -> None:
        """Take the last change of the card back."""
        self.leaving()
        step = self._do(lambda: self.working.undo())
        if step is not None:
            announce(self, f"Undone: {step.what}")

    @Slot()
    def redo(self) -> None:
        """Do again what was last undone."""
        step = self._do(lambda: self.working.redo())
        if step is not None:
            announce(self, f"Done again: {step.what}")

    @Slot()
    def add_line(self) -> None:
        """Add a line and go to its name."""
        if self._card is None or self.working.read_only:
            return
        self.leaving()
        new = CardLine(id=new_card_id(), name="New line", unit="", work=Line(minutes={}))
        self._line_id = new.id
        lines = (*self._card.lines, new)
        self._keep(msgspec.structs.replace(self._card, lines=lines), "Added a line")
        self.line.focus_first()
        self.column.bring_to_top(self.line)

    @Slot()
    def next_line(self) -> None:
        """Go to the line below."""
        self._move(1)

    @Slot()
    def previous_line(self) -> None:
        """Go to the line above."""
        self._move(-1)

    def _move(self, by: int) -> None:
        if self._card is None or not self._card.lines:
            return
        self.leaving()
        ids = [line.id for line in self._card.lines]
        at = ids.index(self._line_id) if self._line_id in ids else 0
        self._line_id = ids[max(0, min(len(ids) - 1, at + by))]
        self._show()
        announce(self, self.line.title.text())

    @Slot()
    def _on_from_services(self) -> None:
        self._keep(beginning.services_card(self.practice), "Begun from our services")
        self.lines.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_empty(self) -> None:
        self._keep(beginning.empty_card(self.practice), "Begun an empty card")
        self.lines.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_from_sample(self) -> None:
        self._keep(beginning.sample_card(self.practice), "Begun from the sample card")
        self.lines.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_update_asked(self) -> None:
        if self._card is not None:
            self.leaving()
            now = self._card
            filled = filled_card(now, self.desk.sheet(STOCKTAKE))
            if filled == now:
                self.notice.say("info", "The card already has everything your services page says.")
            else:
                self._keep(filled, "Brought up to date from our services")

    @Slot()
    def _on_away_asked(self) -> None:
        if self._card is not None:
            self._keep(None, "Put the card away")
            self.notice.say("info", "The card is put away. Undo brings it back.")

    @Slot(str)
    def _on_line_chosen(self, line_id: str) -> None:
        self.leaving()
        self._line_id = line_id
        if self._card is not None:
            self._show()

    @Slot(str)
    def _on_line_opened(self, line_id: str) -> None:
        self._on_line_chosen(line_id)
        self.line.focus_first()
        self.column.bring_to_top(self.line)

    @Slot(object, str)
    def _on_line_edited(self, line: CardLine, what: str) -> None:
        if self._card is not None:
            lines = tuple(line if each.id == line.id else each for each in self._card.lines)
            self._keep(msgspec.structs.replace(self._card, lines=lines), what)

    @Slot(str)
    def _on_taken_out(self, line_id: str) -> None:
        if self._card is None:
            return
        gone = next(line for line in self._card.lines if line.id == line_id)
        lines = tuple(each for each in self._card.lines if each.id != line_id)
        self._keep(msgspec.structs.replace(self._card, lines=lines), f"Took out {gone.name}")
        self.lines.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_shared_asked(self) -> None:
        self.shared.focus_first()
        self.column.bring_to_top(self.shared)

    @Slot(QWidget)
    def _on_spot_reached(self, spot: QWidget) -> None:
        self.column.ensureWidgetVisible(spot, 0, SPACE_QUESTION)

    @Slot(tuple)
    def _on_service_asked(self, _key: tuple[str, ...]) -> None:
        self.go_to_question(STOCKTAKE, SERVICES)

    @Slot(object, str, bool)
    def _on_role_edited(self, role: CardRole, what: str, may_stand: bool) -> None:
        if self._card is None:
            return
        ids = [each.id for each in self._card.roles]
        roles = [role if each.id == role.id else each for each in self._card.roles]
        if role.id not in ids:
            roles.append(role)
        kept = tuple(each for each in roles if may_stand or each.id != role.id)
        if kept != self._card.roles:
            self._keep(msgspec.structs.replace(self._card, roles=kept), what)

    @Slot(object, str)
    def _on_setting_edited(self, setting: CardSetting, what: str) -> None:
        if self._card is not None:
            self._keep(with_setting(self._card, setting), f"All lines: {what}")

    @Slot(object, str)
    def _on_rises_edited(self, uplift: Uplift, what: str) -> None:
        if self._card is not None:
            self._keep(msgspec.structs.replace(self._card, uplift=uplift), f"All lines: {what}")

    @Slot(str)
    def _on_mode_chosen(self, mode: str) -> None:
        if self._card is None or mode == self._card.mode:
            return
        changed = msgspec.structs.replace(self._card, mode=mode, roles=())
        self._keep(changed, "How an hour is costed")
