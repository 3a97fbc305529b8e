"""What the page of the rate card shows: its parts, and the card in hand in each of them."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.sheet import Sheet
from stocktake.rates.card import RateCard
from stocktake.tasks import rate_card_beginning as beginning
from stocktake.tasks.publish_card import what_stops
from stocktake.tasks.published_cards import PublishedVersions
from stocktake.tasks.rate_card import WorkingCard
from stocktake.tasks.rate_services import (
    differing,
    differing_costs,
    margins_of,
    services,
)
from stocktake.ui.desk import Desk
from stocktake.ui.rate_card.begin_panel import BeginPanel
from stocktake.ui.rate_card.card_choice import CardChoice
from stocktake.ui.rate_card.compare_panel import ComparePanel
from stocktake.ui.rate_card.line_panel import LinePanel
from stocktake.ui.rate_card.money_panel import MoneyPanel
from stocktake.ui.rate_card.parts import COMPARE, COSTS, LINES, MONEY, PUBLISH, CardParts
from stocktake.ui.rate_card.price_charts import LineCharts, MoneyChart
from stocktake.ui.rate_card.publish_panel import PublishPanel
from stocktake.ui.rate_card.roles_panel import RolesPanel
from stocktake.ui.rate_card.settings_panel import SettingsPanel
from stocktake.ui.rate_card.table_panel import TablePanel
from stocktake.ui.rate_card.uplift_panel import UpliftPanel
from stocktake.ui.rate_card.versions_panel import VersionsPanel
from stocktake.ui.rate_card.words import differing_words
from stocktake.ui.review_page import NO_PRACTICE, ReviewPage
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.two_columns import TwoColumns

CAUTION = (
    "This is a reference of your own costs. Each practice decides its own prices and which "
    "services it offers: do not agree these with other practices. A price for several practices "
    "is worked out on pooled costs and offered by your PCN or federation, after legal advice."
)


class CardView(ReviewPage):
    """Everything of the page that is shown; what a person does there is the page's own."""

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
        self.versions = VersionsPanel(desk.jobs, lambda: desk.export_folder)
        self.compare = ComparePanel(desk.jobs)
        self.choice = CardChoice(desk)
        self.parts = self._parts_of_the_page()
        self._lay_out()

    def _parts_of_the_page(self) -> CardParts:
        shared = Words("Change any of them; a blank takes back the figure that cards start from.")
        costs = (Heading("What an hour costs"), self.roles, Heading("What all lines share"), shared,
                 self.shared, Heading("How prices rise"), self.rises)  # fmt: skip
        return CardParts(
            {
                LINES: (TwoColumns(self.lines, self.line), self.line_charts),
                MONEY: (self.money, self.money_chart),
                COSTS: costs,
                PUBLISH: (self.publish, self.versions),
                COMPARE: (self.compare,),
            }
        )

    def _lay_out(self) -> None:
        self.add(Hint(CAUTION), is_words=True)
        self.add(self.choice, is_words=True)
        self.add(self.notice, is_words=True)
        self.add(self.begin, is_words=True)
        self.add(self.parts)

    def panes(self) -> tuple[QWidget, ...]:
        """The choice of a card, the steps, and the panels of the part that is open."""
        tables = (self.lines.table, self.line, self.money.table, self.roles.table)
        rest = (self.shared, self.rises, self.publish, self.versions, self.compare)
        return (self.choice, self.parts.bar, *tables, *rest)

    @Slot()
    def leaving(self) -> None:
        """Hand over what is half typed."""
        for part in (self.line, self.money, self.roles, self.shared, self.rises, self.publish):
            part.flush()

    @property
    def state(self) -> str:
        """A card of a PCN or federation needs no open practice, only a file to keep it in."""
        return NO_PRACTICE if self.desk.workspace is None else ""

    def watermark(self) -> str:
        """The words across every chart of a made-up practice."""
        return super().watermark() if self.choice.is_own else ""

    @property
    def working(self) -> WorkingCard:
        """The card in hand."""
        return self.choice.working

    def show_practice(self) -> None:
        """Show the card as it stands, or how to begin one."""
        self.choice.show_cards()
        self._card = None
        if not self.choice.can_work:
            self.begin.hide()
            self.parts.hide()
            return
        try:
            self._card = self.working.card
        except StocktakeError as fault:
            self._say(fault)
        self._show()

    def _show(self) -> None:
        card = self._card
        self.begin.setVisible(card is None)
        self.parts.setVisible(card is not None)
        if card is None:
            self._show_begin()
            return
        if not any(line.id == self._line_id for line in card.lines):
            self._line_id = card.lines[0].id if card.lines else ""
        sheet = self.desk.sheet(STOCKTAKE) if self.choice.is_own else None
        working, read_only = self.working, self.working.read_only
        known = services(sheet) if sheet is not None else ()
        paid = {s.code: s.paid_gbp for s in known if s.paid_gbp is not None}
        differs = ""
        if sheet is not None:
            differs = differing_words(differing(card, sheet), differing_costs(card, sheet))
        self.lines.show_card(card, paid, differs, self._line_id)
        self.lines.show_steps(working.next_undo, working.next_redo, read_only=read_only)
        self.lines.update_button.setVisible(sheet is not None)
        line = next((each for each in card.lines if each.id == self._line_id), None)
        self.line.show_line(card, line, paid.get(line.service) if line else None,
                            read_only=read_only)  # fmt: skip
        self.line_charts.show_line(card, self._line_id, self.watermark())
        self._show_money(card, sheet)
        self._show_rest(card, read_only=read_only)

    def _show_begin(self) -> None:
        can_come_back = bool(self.working.next_undo)
        known = None
        if self.choice.is_own:
            known = beginning.services_known(self.desk.sheet(STOCKTAKE))
        read_only = self.working.read_only
        self.begin.show_known(known, can_come_back=can_come_back, read_only=read_only)

    def _show_money(self, card: RateCard, sheet: Sheet | None) -> None:
        """What the practice is paid; nobody's own work stands behind a card of several."""
        found = margins_of(sheet, card) if sheet is not None else None
        self.parts.show_money(found)
        if found is not None:
            whose = f"{self.practice.subject.name}, {self.practice.round}"
            self.money.show_margins(found)
            self.money_chart.show_margins(found, whose, self.watermark())

    def _show_rest(self, card: RateCard, *, read_only: bool) -> None:
        today, workspace = self.choice.today, self.desk.workspace
        self.roles.show_card(card, today, read_only=read_only)
        self.shared.show_card(card, today, read_only=read_only)
        self.rises.show_card(card, read_only=read_only)
        if workspace is not None:
            self.compare.keep_in(workspace, self.desk.role)
            self.compare.show_card(card, self.watermark())
            kept = PublishedVersions(workspace, card.id, self.desk.role)
            self.versions.show_versions(kept)
            self.publish.show_card(card, today, read_only=read_only, earlier=kept.earlier)
        self.parts.show_stops(len(what_stops(card)))

    @Slot(object)
    def _say(self, fault: StocktakeError) -> None:
        self.notice.say("problem", f"{fault.what} {fault.how_to_fix}")
