"""The gaps page as a test looks at it."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from reviewing import Reviewed, displayed

from stocktake.ui.gaps.line_choice import LineChoice
from stocktake.ui.pages.gaps import GapsPage
from stocktake.ui.widgets.drawn_chart import DrawnChart
from stocktake.ui.widgets.labels import Words
from stocktake.ui.widgets.link_list import LinkList


def shown(qtbot: QtBot, reviewed: Reviewed) -> GapsPage:
    return displayed(qtbot, GapsPage(reviewed.desk))


def words(page: GapsPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(Words) if each.isVisible())


def charts(page: GapsPage) -> dict[str, DrawnChart]:
    return {c._kind: c for c in page.findChildren(DrawnChart) if c.isVisible()}


def wait_for_charts(qtbot: QtBot, page: GapsPage) -> None:
    def are_drawn() -> bool:
        return all(each.view.isVisible() for each in charts(page).values())

    qtbot.wait_until(are_drawn, timeout=60_000)


def lists(page: GapsPage) -> dict[str, LinkList]:
    return {each.accessibleName(): each for each in page.findChildren(LinkList)}


def choices(page: GapsPage) -> dict[str, LineChoice]:
    return {each.accessibleName(): each for each in page.findChildren(LineChoice)}


def choose(page: GapsPage, name: str, code: str) -> None:
    buttons = choices(page)[name].findChildren(QPushButton)
    shown = [each for each in buttons if each.isVisible()]
    next(each for each in shown if each.property("code") == code).click()
