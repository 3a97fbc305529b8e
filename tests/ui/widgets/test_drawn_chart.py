from collections.abc import Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stocktake.charts import levels_so_far
from stocktake.charts.levels_so_far import DomainSoFar, LevelsSoFar
from stocktake.ui.jobs import Jobs
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.drawn_chart import DrawnChart, chart_palette


class WhenAsked(Executor):
    """Does a job when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[Any], Any]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        outcome: Future[Any] = Future()
        self.waiting.append((outcome, fn))
        return outcome

    def finish(self, place: int) -> None:
        outcome, work = self.waiting[place]
        outcome.set_result(work())


@pytest.fixture
def executor() -> WhenAsked:
    return WhenAsked()


@pytest.fixture
def chart(qtbot: QtBot, executor: WhenAsked) -> Iterator[DrawnChart]:
    jobs = Jobs(executor=executor)
    made = DrawnChart(jobs, "levels_so_far")
    qtbot.addWidget(made)
    made.resize(700, 300)
    yield made
    jobs.close()


def rated(level: int) -> LevelsSoFar:
    domain = DomainSoFar("access", "Access and demand", level, level, 3, 3)
    return LevelsSoFar((domain,), "Your ratings")


def level_shown(chart: DrawnChart) -> str:
    return chart.view._chart.table.rows[0][1]


def wait_for(qtbot: QtBot, executor: WhenAsked, jobs: int) -> None:
    qtbot.wait_until(lambda: len(executor.waiting) == jobs)


def test_nothing_is_drawn_before_there_is_room_for_it(
    chart: DrawnChart, executor: WhenAsked
) -> None:
    chart.show_data(rated(2))
    assert executor.waiting == []


def test_it_is_drawn_once_it_is_shown(qtbot: QtBot, chart: DrawnChart, executor: WhenAsked) -> None:
    chart.show_data(rated(2))
    chart.show()
    wait_for(qtbot, executor, 1)
    with qtbot.wait_signal(chart.drawn):
        executor.finish(0)
    assert level_shown(chart) == "2"


def test_an_answer_that_comes_too_late_is_not_shown(
    qtbot: QtBot, chart: DrawnChart, executor: WhenAsked
) -> None:
    chart.show()
    chart.show_data(rated(1))
    chart.show_data(rated(3))
    wait_for(qtbot, executor, 2)
    with qtbot.wait_signal(chart.drawn):
        executor.finish(1)
    executor.finish(0)
    qtbot.wait_until(lambda: not chart._jobs.is_busy)
    assert level_shown(chart) == "3"


def test_the_last_picture_stays_until_the_next_is_ready(
    qtbot: QtBot, chart: DrawnChart, executor: WhenAsked
) -> None:
    chart.show()
    chart.show_data(rated(1))
    wait_for(qtbot, executor, 1)
    with qtbot.wait_signal(chart.drawn):
        executor.finish(0)
    chart.show_data(rated(4))
    assert chart.view.isVisible()
    assert level_shown(chart) == "1"
    executor.finish(1)


def test_the_same_data_is_not_drawn_twice(
    qtbot: QtBot, chart: DrawnChart, executor: WhenAsked
) -> None:
    chart.show()
    chart.show_data(rated(1))
    wait_for(qtbot, executor, 1)
    chart.show_data(rated(1))
    assert len(executor.waiting) == 1
    executor.finish(0)


def test_a_dark_look_draws_it_again_in_the_dark_palette(
    qtbot: QtBot, chart: DrawnChart, executor: WhenAsked, theme: Theme
) -> None:
    chart.show()
    chart.show_data(rated(1))
    wait_for(qtbot, executor, 1)
    theme.apply("dark", 100)
    wait_for(qtbot, executor, 2)
    assert chart_palette().name == "dark"
    assert chart._asked[1].palette.name == "dark"
    for place in (0, 1):
        executor.finish(place)


def test_larger_text_draws_it_again_with_larger_words(
    qtbot: QtBot, chart: DrawnChart, executor: WhenAsked, theme: Theme
) -> None:
    chart.show()
    chart.show_data(rated(1))
    wait_for(qtbot, executor, 1)
    theme.apply("light", 200)
    wait_for(qtbot, executor, 2)
    assert chart._asked[1].text_factor == 2
    for place in (0, 1):
        executor.finish(place)


def test_another_width_draws_it_again_to_fit(
    qtbot: QtBot, chart: DrawnChart, executor: WhenAsked
) -> None:
    chart.show()
    chart.show_data(levels_so_far.EMPTY)
    wait_for(qtbot, executor, 1)
    chart.resize(900, 300)
    wait_for(qtbot, executor, 2)
    assert executor.waiting[1][1]()[1].size_px[0] == 900 - 32
    for place in (0, 1):
        executor.finish(place)


def test_data_that_differ_only_in_their_source_are_drawn_again(
    qtbot: QtBot, chart: DrawnChart, executor: WhenAsked
) -> None:
    chart.show()
    chart.show_data(rated(1))
    chart.show_data(replace(rated(1), source="Last year's ratings"))
    wait_for(qtbot, executor, 2)
    for place in (0, 1):
        executor.finish(place)


@pytest.fixture
def three(qtbot: QtBot, executor: WhenAsked) -> Iterator[tuple[DrawnChart, ...]]:
    """Charts one under another, each drawn after the one above it."""
    jobs = Jobs(executor=executor)
    page = QWidget()
    column = QVBoxLayout(page)
    made: list[DrawnChart] = []
    for _ in range(3):
        made.append(DrawnChart(jobs, "levels_so_far", after=made[-1] if made else None))
        column.addWidget(made[-1])
        made[-1].show_data(rated(2))
    qtbot.addWidget(page)
    page.resize(700, 900)
    page.show()
    for number in range(3):
        wait_for(qtbot, executor, number + 1)
        with qtbot.wait_signal(made[number].idle):
            executor.finish(number)
    yield tuple(made)
    jobs.close()


def test_the_last_waits_for_the_first_though_the_one_between_stays_as_it_is(
    qtbot: QtBot, three: tuple[DrawnChart, ...], executor: WhenAsked
) -> None:
    first, _, last = three
    first.show_data(rated(3))
    last.show_data(rated(1))
    wait_for(qtbot, executor, 4)
    with qtbot.wait_signal(first.drawn):
        executor.finish(3)
    wait_for(qtbot, executor, 5)
    with qtbot.wait_signal(last.drawn):
        executor.finish(4)
    assert [level_shown(chart) for chart in three] == ["3", "2", "1"]
