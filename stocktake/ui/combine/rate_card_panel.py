"""What the practices shared of their rate cards, together: quartiles of minutes, pooled costs.

Nothing here is one practice's own, and nothing of fewer than five practices is shown. From pooled
costs the PCN or federation can publish a card of its own.
Source: content/expectations.md C1 (competition caution), C6, G6 and G7.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.errors import StocktakeError
from stocktake.merge.card_lines import CardPool
from stocktake.merge.card_returns import pool_in
from stocktake.merge.collection import Collection
from stocktake.merge.leaving import COMPETITION_CAUTION
from stocktake.questionnaire.answers import Value
from stocktake.rates.card import CardSetting, RateCard, with_setting
from stocktake.rates.uplift import Uplift
from stocktake.tasks.pooled_card import PoolAbout, PooledShelf, about_pool, pooled_card
from stocktake.ui.combine.rate_card_words import (
    COST_COLUMNS,
    MINUTE_COLUMNS,
    cost_rows,
    left_out,
    minute_rows,
    said_of,
)
from stocktake.ui.combine.stacked import stack
from stocktake.ui.jobs import Jobs
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.models.wrapped_rows import WrappedRows
from stocktake.ui.rate_card.figure_fields import FigureFields, Spec
from stocktake.ui.rate_card.publish_panel import PublishPanel
from stocktake.ui.rate_card.uplift_panel import UpliftPanel
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.wrapped_table import WrappedTable

NONE = (
    "No practice has shared lines of its rate card yet. Each can on its page “Export a workbook”, "
    "by ticking “Minutes by line, for the PCN's quartiles” or “A year's cost by line, for a "
    "pooled-cost card”."
)
FOLD = "Publish a rate card of these pooled costs"
NO_CARD = (
    "A card of pooled costs can be published once five practices have shared the costs of a line, "
    "in the same unit."
)
MINUTES, COSTS = "Minutes by line", "Pooled costs by line"
TABLE_HEIGHT = 420
"""Pixels of a table at 100% text; a card has many lines."""
OWN = "Our own figure"


@dataclass(frozen=True, slots=True)
class Pooled:
    """What came of putting the lines together."""

    request: int
    pool: CardPool
    about: PoolAbout
    kept: RateCard | None


class RateCardPanel(QWidget):
    """Tables of what was shared, and under them the group's own card.

    Signals:
        shown: the lines stand there.
    """

    shown = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._request = 0
        self._shelf = PooledShelf(None)
        self._pooled: Pooled | None = None
        self.card: RateCard | None = None
        self._words = Words()
        self.minutes = WrappedTable(MINUTES, height=TABLE_HEIGHT)
        self._minute_rows = WrappedRows(MINUTE_COLUMNS, self.minutes)
        self.minutes.setModel(self._minute_rows)
        self.costs = WrappedTable(COSTS, height=TABLE_HEIGHT)
        self._cost_rows = WrappedRows(COST_COLUMNS, self.costs)
        self.costs.setModel(self._cost_rows)
        self._left_out = Hint()
        self._no_card = Hint(NO_CARD)
        self.uplift = FigureFields(
            (Spec("uplift", "Resilience uplift", "percent", highest=Decimal(100)),)
        )
        self.rises = UpliftPanel()
        self.publish = PublishPanel(jobs, Path.home)
        self.notice = Notice()
        self._lay_out()
        self.uplift.edited.connect(self._on_uplift_edited)
        self.rises.edited.connect(self._on_rises_edited)
        self.publish.edited.connect(self._on_card_edited)

    def _lay_out(self) -> None:
        minutes, costs = Card(), Card()
        minutes.add(Heading(MINUTES))
        minutes.add(self.minutes)
        costs.add(Heading(COSTS))
        costs.add(self.costs)
        self._tables = QWidget()
        stack(
            self._tables,
            Measured(Words(COMPETITION_CAUTION, "strong")),
            minutes,
            costs,
            Measured(self._left_out),
            Measured(self._no_card),
            space=SPACE_BLOCK,
        )
        inside = QWidget()
        stack(inside, self.uplift, self.rises, self.publish, space=SPACE_BLOCK)
        self.fold = Collapsible(FOLD, inside)
        parts = (Heading("Rate cards together"), Measured(self._words), self._tables)
        stack(self, *parts, self.notice, self.fold, space=SPACE_BLOCK)

    def show_shared(
        self, collection: Collection, round_label: str, whose: tuple[str, str], kept_in: Path | None
    ) -> None:
        """Put together what the practices of a round shared.

        Args:
            collection: their returns.
            round_label: the round.
            whose: the key and the name of their PCN.
            kept_in: this program's own folder, where what is typed of the card is kept.
        """
        self._request += 1
        self._shelf = PooledShelf(kept_in)
        work = partial(_pooled, self._request, collection, round_label, whose, self._shelf)
        self._jobs.start(work, self._on_pooled, self._say)

    @Slot(object)
    def _on_pooled(self, found: Pooled) -> None:
        if found.request != self._request:
            return
        self._pooled = found
        self._words.setText(said_of(found.pool) or NONE)
        self._tables.setVisible(not found.pool.is_empty)
        self._minute_rows.set_rows(minute_rows(found.pool))
        self._left_out.setText(left_out(found.pool))
        self._left_out.setVisible(bool(self._left_out.text()))
        self._show_card(pooled_card(found.pool, found.about, found.kept))
        self.shown.emit()

    def _show_card(self, card: RateCard | None) -> None:
        self.card = card
        pool = self._pooled.pool if self._pooled else None
        if pool is not None:
            self._cost_rows.set_rows(cost_rows(pool, card))
        self._no_card.setVisible(card is None)
        self.fold.setVisible(card is not None)
        if card is None:
            return
        shown = (card.value("uplift") * 100).normalize()
        self.uplift.show_values({"uplift": Decimal(f"{shown:f}")}, read_only=False)
        self.rises.show_card(card, read_only=False)
        self.publish.show_card(card, _today(), read_only=False)

    def _keep(self, card: RateCard) -> None:
        self.notice.clear()
        self._show_card(card)
        if self._pooled is None:
            return
        try:
            self._shelf.keep(self._pooled.about.key, card)
        except StocktakeError as fault:
            self._say(fault)

    @Slot(object)
    def _say(self, fault: StocktakeError) -> None:
        self.notice.say("problem", f"{fault.what} {fault.how_to_fix}")

    @Slot(str, object)
    def _on_uplift_edited(self, key: str, value: Value | None) -> None:
        if self.card is None:
            return
        if isinstance(value, Decimal):
            own = CardSetting(id=key, value=value / 100, source=OWN, checked_on=_today())
            self._keep(with_setting(self.card, own))
        else:
            # A blank takes the figure back that cards start from.
            others = tuple(each for each in self.card.settings if each.id != key)
            self._keep(msgspec.structs.replace(self.card, settings=others))

    @Slot(object, str)
    def _on_rises_edited(self, uplift: Uplift, _what: str) -> None:
        if self.card is not None:
            self._keep(msgspec.structs.replace(self.card, uplift=uplift))

    @Slot(object, str)
    def _on_card_edited(self, card: RateCard, _what: str) -> None:
        self._keep(card)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _pooled(
    request: int,
    collection: Collection,
    round_label: str,
    whose: tuple[str, str],
    shelf: PooledShelf,
) -> Pooled:
    about = about_pool(collection, round_label, *whose)
    return Pooled(request, pool_in(collection, round_label), about, shelf.of(about.key))
