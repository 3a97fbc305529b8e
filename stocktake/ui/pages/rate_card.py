"""The rate card: what work beyond the core contract costs, and what it is paid."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.rates.card import CardLine, CardRole, CardSetting, RateCard, with_setting
from stocktake.rates.line_cost import Line
from stocktake.rates.uplift import Uplift
from stocktake.store.rate_cards import CardStep
from stocktake.tasks import rate_card_beginning as beginning
from stocktake.tasks.publish_card import PublishedFiles
from stocktake.tasks.rate_card import new_card_id
from stocktake.tasks.rate_services import SERVICES, filled_card
from stocktake.ui.announce import announce
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_QUESTION
from stocktake.ui.rate_card.card_view import CardView
from stocktake.ui.rate_card.commands import CARD_COMMANDS
from stocktake.ui.rate_card.parts import COSTS, LINES


class RateCardPage(CardView):
    """Begin a card, work on its lines, and see what the work is paid."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._connect()
        for words, keys, slot in CARD_COMMANDS:
            self.add_command("Rate card", words, getattr(self, slot), keys)

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
        self.publish.published.connect(self._on_published)
        self.parts.bar.chosen.connect(self._on_part_chosen)
        self.choice.leaving.connect(self.leaving)
        self.choice.changed.connect(self._on_card_chosen)
        self.choice.failed.connect(self._say)

    def escape(self) -> None:
        """Go back from the line to the table."""
        self.leaving()
        if self._card is not None:
            self.parts.open(LINES)
            self.lines.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.column.bring_to_top(self.lines)

    @Slot()
    def _on_card_chosen(self) -> None:
        self.notice.clear()
        self._line_id = ""
        self.show_practice()
        title = self._card.title if self._card is not None else "No card yet"
        announce(self, title)

    @Slot(object)
    def _on_published(self, made: PublishedFiles) -> None:
        self.versions.remember(made)
        self.show_practice()

    def _keep(self, card: RateCard | None, what: str) -> None:
        """Keep the card as it now is and show what follows."""
        self._do(lambda: self.working.keep(card, what))

    def _do(self, act: Callable[[], CardStep | None]) -> CardStep | None:
        self.notice.clear()
        try:
            step = act()
        except StocktakeError as fault:
            self._say(fault)
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
        self.parts.open(LINES)
        lines = (*self._card.lines, new)
        self._keep(msgspec.structs.replace(self._card, lines=lines), "Added a line")
        self.line.focus_first()
        self.column.bring_to_top(self.line)

    @Slot()
    def next_part(self) -> None:
        """Open the part to the right."""
        self._open_part(1)

    @Slot()
    def previous_part(self) -> None:
        """Open the part to the left."""
        self._open_part(-1)

    def _open_part(self, by: int) -> None:
        if self._card is not None:
            self.leaving()
            self.parts.step(by)
            self.column.bring_to_top(self.parts)

    @Slot(str)
    def _on_part_chosen(self, _code: str) -> None:
        self.leaving()
        self.column.bring_to_top(self.parts)

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
        self.parts.open(LINES)
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
        self.parts.open(COSTS)
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
