from collections.abc import Iterator
from decimal import Decimal

import msgspec
import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stocktake.charts.chart import Chart
from stocktake.rates.comparing import Mappings, UnitMapping
from stocktake.rates.line_cost import Line
from stocktake.rates.margins import Work, margins
from stocktake.rates.uplift import Uplift
from stocktake.ui.jobs import AtOnce, Jobs
from stocktake.ui.rate_card.price_charts import BesideChart, LineCharts, MoneyChart
from stocktake.ui.widgets.drawn_chart import DrawnChart
from tests.rate_cards import line_named, reworked, sample_card, with_line


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs(executor=AtOnce())
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.resize(900, 900)
    made.show()
    return made


def put(page: QWidget, widget: QWidget) -> None:
    page.layout().addWidget(widget)


def shown(qtbot: QtBot, drawn: DrawnChart) -> Chart:
    qtbot.wait_until(lambda: drawn.view._chart is not None and not drawn.is_drawing)
    return drawn.view._chart


def test_a_line_is_taken_apart_and_followed_through_the_years(
    qtbot: QtBot, jobs: Jobs, page: QWidget
) -> None:
    charts = LineCharts(jobs)
    put(page, charts)
    charts.show_line(sample_card(), "phlebotomy", "Sample – made-up practice")
    assert charts.isVisible()
    assert "£12.63" in shown(qtbot, charts.made_up).title
    assert shown(qtbot, charts.years).title.startswith("Phlebotomy, one visit: £12.63 in 2026/27")


def test_a_change_of_the_line_is_drawn(qtbot: QtBot, jobs: Jobs, page: QWidget) -> None:
    charts = LineCharts(jobs)
    put(page, charts)
    charts.show_line(sample_card(), "phlebotomy")
    before = shown(qtbot, charts.made_up).title
    charts.show_line(
        reworked(sample_card(), "phlebotomy", consumables_gbp=Decimal(5)), "phlebotomy"
    )
    qtbot.wait_until(lambda: charts.made_up.view._chart.title != before)


def test_a_card_without_rises_has_no_years_to_draw(jobs: Jobs, page: QWidget) -> None:
    charts = LineCharts(jobs)
    put(page, charts)
    card = msgspec.structs.replace(sample_card(), uplift=Uplift())
    charts.show_line(card, "phlebotomy")
    assert charts.made_up.isVisibleTo(charts)
    assert not charts.years.isVisibleTo(charts)


def test_a_line_without_a_price_has_no_chart(jobs: Jobs, page: QWidget) -> None:
    charts = LineCharts(jobs)
    put(page, charts)
    charts.show_line(sample_card(), "gone")
    assert not charts.isVisible()
    charts.show_line(reworked(sample_card(), "phlebotomy", missed_share=Decimal(1)), "phlebotomy")
    assert not charts.isVisible()
    empty = msgspec.structs.replace(
        line_named(sample_card(), "phlebotomy"), work=Line(minutes={"hca": Decimal(0)})
    )
    charts.show_line(with_line(sample_card(), empty), "phlebotomy")
    assert not charts.isVisible()


def test_services_are_drawn_and_lead_to_their_row(qtbot: QtBot, jobs: Jobs, page: QWidget) -> None:
    chart = MoneyChart(jobs, DrawnChart(jobs, "waterfall"))
    put(page, chart)
    asked: list[tuple[str, ...]] = []
    chart.service_asked.connect(asked.append)
    chart.show_margins(margins([Work(id="r1", name="Ear care")]), "Quayside")
    assert not chart.isVisible()
    loss = Work(
        id="r1", name="Ear care", cost_gbp=Decimal(30), paid_gbp=Decimal(0), volume=Decimal(2)
    )
    chart.show_margins(margins([loss]), "Quayside, 2026/27")
    assert shown(qtbot, chart.chart).title == "1 of 1 service is done at a loss: £60.00 a year"
    chart.chart.region_chosen.emit(("r1", ""))
    assert asked == [("r1", "")]


def test_another_card_is_drawn_beside_ours_and_a_unit_only_when_it_is_mapped(
    qtbot: QtBot, jobs: Jobs, page: QWidget
) -> None:
    chart = BesideChart(jobs)
    put(page, chart)
    yearly = msgspec.structs.replace(line_named(sample_card(), "phlebotomy"), unit="year")
    theirs = msgspec.structs.replace(
        with_line(sample_card(), yearly), publisher="Fenmarch Federation"
    )
    chart.show_cards(sample_card(), theirs, Mappings())
    drawn = shown(qtbot, chart.chart)
    assert drawn.title == "Harbour & Vale PCN has the lowest price in 0 of 17 lines compared"
    assert drawn.table.rows[0][3] == "not compared: theirs is for a different unit, year"
    mapped = Mappings(units=(UnitMapping("visit", "year", Decimal("0.5")),))
    chart.show_cards(sample_card(), theirs, mapped)
    qtbot.wait_until(lambda: "6.32" in chart.chart.view._chart.table.rows[0][3])
