"""The charts of a rate card: a line's price and its later years, paid and cost, other cards."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.rates.card import RateCard
from stocktake.rates.comparing import Mappings
from stocktake.rates.margins import Margins
from stocktake.rates.pricing import PricedLine, price_line
from stocktake.tasks import rate_card_charts
from stocktake.ui.jobs import Jobs
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.widgets.drawn_chart import DrawnChart


class LineCharts(QWidget):
    """How the price of one line is made up, and what it becomes; hidden while it has no price."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.made_up = DrawnChart(jobs, "waterfall")
        self.years = DrawnChart(jobs, "price_by_year", after=self.made_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        column.addWidget(self.made_up)
        column.addWidget(self.years)
        self.hide()

    def show_line(self, card: RateCard, line_id: str, watermark: str = "") -> None:
        """Show the charts of one line of a card.

        Args:
            card: the whole card.
            line_id: which of its lines.
            watermark: the words across a chart of a made-up practice.
        """
        found = _priced(card, line_id)
        self.setVisible(found is not None)
        if found is None:
            return
        self.made_up.show_data(rate_card_charts.waterfall(found, card), watermark)
        self.years.setVisible(len(found.years) > 1)
        self.years.show_data(rate_card_charts.price_by_year(found, card), watermark)


class MoneyChart(QWidget):
    """What services are paid and cost, the largest loss first; hidden while none are named.

    Signals:
        service_asked: (row of the services table) that was pressed.
    """

    service_asked = Signal(tuple)

    def __init__(self, jobs: Jobs, after: DrawnChart, parent: QWidget | None = None) -> None:
        """Make it; it is drawn after a chart that stands above it."""
        super().__init__(parent)
        self.chart = DrawnChart(
            jobs, "margins", leads_to="what the service says in your stocktake", after=after
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chart)
        self.chart.region_chosen.connect(self.service_asked)
        self.hide()

    def show_margins(self, found: Margins, source: str, watermark: str = "") -> None:
        """Show what each service is paid, costs and leaves.

        Args:
            found: every service.
            source: whose services they are, and of which round.
            watermark: the words across a chart of a made-up practice.
        """
        self.setVisible(bool(found.known))
        self.chart.show_data(rate_card_charts.margins(found, source), watermark)


class BesideChart(QWidget):
    """The prices of a card beside another card's; hidden until there is another."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = DrawnChart(jobs, "price_comparison")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chart)
        self.hide()

    def show_cards(
        self, ours: RateCard, theirs: RateCard, said: Mappings, watermark: str = ""
    ) -> None:
        """Show two cards beside each other.

        Args:
            ours, theirs: the cards.
            said: which lines are the same work, and which units can be put in terms of others.
            watermark: the words across a chart of a made-up practice.

        Raises:
            StocktakeError: what was said of lines or units cannot be used.
        """
        data = rate_card_charts.cards_beside(ours, theirs, said)
        self.setVisible(bool(data.lines))
        self.chart.show_data(data, watermark)


def _priced(card: RateCard, line_id: str) -> PricedLine | None:
    """Return the line with its price; None where a price would say nothing or cannot be had."""
    line = next((each for each in card.lines if each.id == line_id), None)
    if line is None or line.lacks_minutes:
        return None
    try:
        return price_line(card, line)
    except StocktakeError:
        # The line's own panel says at the field what is wrong.
        return None
