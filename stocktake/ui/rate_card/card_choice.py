"""Which card is in hand: kept between visits, begun, renamed, and worked on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.rates.card import PublisherKind
from stocktake.tasks.rate_card import WorkingCard
from stocktake.tasks.shared_cards import begin_shared, rename_shared, shared_cards
from stocktake.ui.desk import Desk
from stocktake.ui.rate_card.which_panel import OWN, WhichPanel


class CardChoice(QWidget):
    """The choice of a card, over the desk.

    Signals:
        leaving: another card is about to come in hand; what is half typed is to be handed over.
        changed: another card is in hand, or it is called something else.
        failed: the StocktakeError of what could not be done.
    """

    leaving = Signal()
    changed = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._place = OWN
        self.panel = WhichPanel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.panel.chosen.connect(self.choose)
        self.panel.begin_asked.connect(self._on_begin_asked)
        self.panel.rename_asked.connect(self._on_rename_asked)
        desk.closed.connect(self._on_desk_closed)

    @property
    def is_own(self) -> bool:
        """Whether the card in hand is the open practice's."""
        return self._place == OWN

    @property
    def can_work(self) -> bool:
        """Whether there is a place for the card in hand: a practice for its own one."""
        return not self.is_own or self._desk.practice is not None

    @property
    def working(self) -> WorkingCard:
        """The card in hand; only asked for while ``can_work``."""
        workspace = self._desk.workspace
        if workspace is None:
            raise LookupError("nothing is open")
        if self.is_own:
            return WorkingCard(workspace, self._desk.practice)
        return WorkingCard(workspace, None, self._place, self._desk.role)

    @property
    def today(self) -> date:
        """The day the card in hand goes by: the practice's, or the clock's where there is none."""
        if self._desk.practice is not None:
            return self._desk.sheet(STOCKTAKE).today
        return datetime.now(UTC).astimezone().date()

    def show_cards(self) -> None:
        """Bring the list up to date."""
        workspace, practice = self._desk.workspace, self._desk.practice
        if workspace is None:
            return
        cards = shared_cards(workspace)
        if self.is_own and practice is None and cards:
            self._place = cards[0].place
        own = f"{practice.subject.name}, {practice.round}" if practice is not None else ""
        self.panel.show_cards(own, cards, self._place, read_only=workspace.read_only)

    @Slot(str)
    def choose(self, place: str) -> None:
        """Take another card in hand."""
        if place != self._place:
            self.leaving.emit()
            self._place = place
            self.changed.emit()

    @Slot(str, str)
    def _on_begin_asked(self, kind: str, name: str) -> None:
        workspace, role = self._desk.workspace, self._desk.role
        if workspace is None:
            return
        made: list[str] = []

        def begin() -> None:
            whose = cast(PublisherKind, kind)
            made.append(begin_shared(workspace, whose, name, self.today, role))

        if self._try(begin):
            self.panel.cleared()
            self.choose(made[0])

    @Slot(str)
    def _on_rename_asked(self, title: str) -> None:
        workspace = self._desk.workspace
        if workspace is not None and not self.is_own:
            place, role = self._place, self._desk.role
            self.leaving.emit()
            if self._try(lambda: rename_shared(workspace, place, title, role)):
                self.panel.cleared()
                self.changed.emit()

    def _try(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except StocktakeError as fault:
            self.failed.emit(fault)
            return False
        return True

    @Slot()
    def _on_desk_closed(self) -> None:
        self._place = OWN
