from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from stocktake.charts import CHARTS, levels_so_far
from stocktake.charts.chart import SAMPLE_WATERMARK, Chart, ChartTable, Hotspot, Paper
from stocktake.charts.palette import DARK
from stocktake.ui.widgets import chart_view
from stocktake.ui.widgets.chart_picture import ChartPicture
from stocktake.ui.widgets.chart_view import ChartView, file_words
from stocktake.ui.widgets.data_table import DataTable
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.notice import Notice


@pytest.fixture
def chart() -> Chart:
    figure = Figure(figsize=(6, 3), dpi=100, facecolor="#0B5A9D")
    table = ChartTable(("Domain", "Level"), (("Access", "2"), ("Digital", "1")))
    spots = (Hotspot(0.0, 0.0, 0.5, 1.0, ("access", ""), "Access: 2"),)
    summary = "Digital is two levels short."
    return Chart(figure, "Gaps", summary, table, "A bar for each domain.", spots)


@pytest.fixture
def view(qtbot: QtBot, chart: Chart) -> ChartView:
    made = ChartView()
    made.show_chart(chart)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def button(view: ChartView, words: str) -> QPushButton:
    return next(each for each in view.findChildren(QPushButton) if each.text() == words)


def picture(view: ChartView) -> ChartPicture:
    return view.findChildren(ChartPicture)[0]


def test_the_picture_is_the_figure_in_its_own_size_and_colours(view: ChartView) -> None:
    image = picture(view).image()
    ratio = image.devicePixelRatio()
    assert (image.width(), image.height()) == (600 * ratio, 300 * ratio)
    assert image.pixelColor(10, 10).name() == "#0b5a9d"


def test_the_chart_is_one_stop_that_says_its_title_and_summary(view: ChartView) -> None:
    shown = picture(view)
    assert shown.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert shown.accessibleName() == "Gaps"
    assert shown.accessibleDescription() == "Digital is two levels short."


def test_t_shows_the_table_and_the_button_the_chart_again(qtbot: QtBot, view: ChartView) -> None:
    qtbot.keyClick(picture(view), Qt.Key.Key_T)
    assert view.shows_table
    table = view.findChildren(DataTable)[0]
    assert table.model().index(1, 0).data() == "Digital"
    button(view, "Show as a chart").click()
    assert not view.shows_table
    assert picture(view).isVisible()


def test_t_in_the_table_shows_the_picture_again(qtbot: QtBot, view: ChartView) -> None:
    qtbot.keyClick(picture(view), Qt.Key.Key_T)
    table = view.findChildren(DataTable)[0]
    assert table.hasFocus()
    qtbot.keyClick(table, Qt.Key.Key_T)
    assert not view.shows_table
    assert picture(view).hasFocus()


def test_every_button_works_from_the_keyboard(
    qtbot: QtBot, view: ChartView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "gaps.svg"
    monkeypatch.setattr(chart_view, "choose_to_save", lambda *_: path)
    for words in ("Copy figures", "Save picture", "Show as a table"):
        pressed = button(view, words)
        assert pressed.focusPolicy() & Qt.FocusPolicy.TabFocus
        pressed.setFocus()
        qtbot.keyClick(pressed, Qt.Key.Key_Space)
    assert QApplication.clipboard().text().startswith("Domain\tLevel")
    assert "A bar for each domain." in path.read_text(encoding="utf-8")
    assert view.shows_table


def test_what_pressing_leads_to_is_said_where_it_leads_somewhere(qtbot: QtBot) -> None:
    plain, leading = ChartView(), ChartView("what is behind a domain")
    for made in (plain, leading):
        qtbot.addWidget(made)
        made.show()
    assert not plain.findChild(Hint).isVisible()
    assert leading.findChild(Hint).text().endswith("press Enter, to see what is behind a domain.")


def test_a_whole_question_can_be_read_in_the_table(view: ChartView, chart: Chart) -> None:
    question = "Do we know what space we will need in five years and how we will get it?"
    table = ChartTable(("Domain", "Rating", "Level"), (("Premises and estate", question, "2"),))
    view.show_chart(replace(chart, table=table))
    button(view, "Show as a table").click()
    shown = view.findChildren(DataTable)[0]
    assert shown.columnWidth(1) >= shown.fontMetrics().horizontalAdvance(question)


def test_in_place_of_the_picture_the_table_says_what_stood_on_it(
    qtbot: QtBot, chart: Chart
) -> None:
    view = ChartView("what is behind a domain")
    qtbot.addWidget(view)
    view.show_chart(replace(chart, watermark=SAMPLE_WATERMARK, base="based on 18 of 22 ratings"))
    view.show()
    button(view, "Show as a table").click()
    said = [each.text() for each in view.findChildren(Words) if each.isVisible()]
    assert said == [
        "Gaps",
        "Digital is two levels short. Based on 18 of 22 ratings. Sample – made-up practice.",
    ]
    button(view, "Show as a chart").click()
    said = [each.text() for each in view.findChildren(Words) if each.isVisible()]
    assert said[0] == "Digital is two levels short."
    assert "to see what is behind a domain" in said[1]


def test_a_level_with_its_name_stands_left_as_words_do(view: ChartView, chart: Chart) -> None:
    table = ChartTable(("Level", "Answered"), (("2 Basic", "4 of 6"), ("3 Reliable", "3 of 3")))
    view.show_chart(replace(chart, table=table))
    button(view, "Show as a table").click()
    model = view.findChildren(DataTable)[0].model()
    role = Qt.ItemDataRole.TextAlignmentRole
    sides = [Qt.AlignmentFlag(model.data(model.index(0, at), role)) for at in (0, 1)]
    assert [bool(side & Qt.AlignmentFlag.AlignRight) for side in sides] == [False, True]


def test_figures_in_the_table_stand_right(view: ChartView) -> None:
    button(view, "Show as a table").click()
    model = view.findChildren(DataTable)[0].model()
    side = Qt.AlignmentFlag(model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole))
    assert side & Qt.AlignmentFlag.AlignRight


def test_pressing_a_part_says_which(qtbot: QtBot, view: ChartView) -> None:
    with qtbot.wait_signal(view.region_chosen) as heard:
        qtbot.mouseClick(picture(view), Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert heard.args == [("access", "")]
    with qtbot.assert_not_emitted(view.region_chosen, wait=0):
        qtbot.mouseClick(picture(view), Qt.MouseButton.LeftButton, pos=QPoint(500, 100))


def test_a_picture_wider_than_the_page_is_made_smaller(qtbot: QtBot, view: ChartView) -> None:
    view.resize(300, 600)
    assert picture(view).heightForWidth(300) == 150
    with qtbot.wait_signal(view.region_chosen):
        qtbot.mouseClick(picture(view), Qt.MouseButton.LeftButton, pos=QPoint(100, 50))


def test_picture_and_figures_can_be_copied(view: ChartView) -> None:
    button(view, "Copy figures").click()
    assert QApplication.clipboard().text() == "Domain\tLevel\nAccess\t2\nDigital\t1"
    button(view, "Copy picture").click()
    assert not QApplication.clipboard().image().isNull()


def test_copied_figures_and_what_is_read_out_say_their_base_and_that_they_are_made_up(
    view: ChartView, chart: Chart
) -> None:
    based = replace(chart, watermark=SAMPLE_WATERMARK, base="based on 18 of 22 ratings")
    view.show_chart(based)
    assert picture(view).accessibleDescription() == (
        "Digital is two levels short. Based on 18 of 22 ratings. Sample – made-up practice."
    )
    button(view, "Copy figures").click()
    first, *_, last = QApplication.clipboard().text().split("\n")
    assert (first, last) == ("Sample – made-up practice", "Based on 18 of 22 ratings")


def test_a_picture_copied_or_saved_from_a_dark_screen_is_on_white(
    qtbot: QtBot, tmp_path: Path
) -> None:
    view = ChartView()
    qtbot.addWidget(view)
    view.show_chart(CHARTS["levels_so_far"].draw(levels_so_far.EMPTY, Paper(DARK)))
    assert picture(view).image().pixelColor(4, 4).name() == DARK.surface.lower()
    button(view, "Copy picture").click()
    assert QApplication.clipboard().image().pixelColor(4, 4).name() == "#ffffff"
    view.save_to(tmp_path / "levels.png")
    assert QImage(str(tmp_path / "levels.png")).pixelColor(4, 4).name() == "#ffffff"


@pytest.mark.parametrize("ending", [".png", ".svg", ".pdf"])
def test_it_is_saved_as_a_picture_of_each_kind(
    view: ChartView, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"gaps{ending}"
    view.save_to(path)
    assert path.stat().st_size > 0
    assert f"gaps{ending}" in view.findChildren(Notice)[0].text()


def test_a_picture_that_cannot_be_saved_is_told_in_the_page(
    view: ChartView, tmp_path: Path
) -> None:
    view.save_to(tmp_path / "no such folder" / "gaps.png")
    assert "could not be saved" in view.findChildren(Notice)[0].text()


def test_a_title_is_proposed_as_a_name_that_every_system_takes() -> None:
    assert file_words("Short by 2028/29: 3 of 12?") == "Short by 2028 29 3 of 12"
