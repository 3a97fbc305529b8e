import pytest
from matplotlib.figure import Figure
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from stocktake.charts.chart import Chart, ChartTable, Hotspot, pixels
from stocktake.ui.widgets.chart_picture import ChartPicture, SpotFrame, image_of, plain_tip


def drawn(*names: str) -> Chart:
    """A chart of rows one under another."""
    count = len(names)
    spots = tuple(
        Hotspot(0.1, row / count, 0.9, (row + 1) / count, (name, ""), f"{name}: here.")
        for row, name in enumerate(names)
    )
    figure = Figure(figsize=(6, 3), dpi=100, facecolor="#0B5A9D")
    return Chart(figure, "Gaps", "Digital is short.", ChartTable((), ()), "Rows.", spots)


@pytest.fixture
def picture(qtbot: QtBot) -> ChartPicture:
    made = ChartPicture()
    qtbot.addWidget(made)
    made.show_chart(drawn("access", "digital", "voice"))
    made.resize(600, 300)
    made.show()
    made.setFocus()
    return made


def frame(picture: ChartPicture) -> SpotFrame:
    return picture.findChild(SpotFrame)


def test_arrow_keys_go_through_the_parts_and_enter_opens_one(
    qtbot: QtBot, picture: ChartPicture
) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(picture, key)
    assert picture.here.key == ("digital", "")
    with qtbot.wait_signal(picture.region_chosen) as heard:
        qtbot.keyClick(picture, Qt.Key.Key_Return)
    assert heard.args == [("digital", "")]


def test_home_and_end_go_to_the_first_and_the_last(qtbot: QtBot, picture: ChartPicture) -> None:
    qtbot.keyClick(picture, Qt.Key.Key_End)
    assert picture.here.key == ("voice", "")
    qtbot.keyClick(picture, Qt.Key.Key_Home)
    assert picture.here.key == ("access", "")


def test_a_ring_stands_round_the_part_reached(qtbot: QtBot, picture: ChartPicture) -> None:
    assert not frame(picture).isVisible()
    with qtbot.wait_signal(picture.spot_reached) as heard:
        qtbot.keyClick(picture, Qt.Key.Key_Down)
    assert heard.args == [frame(picture)]
    assert frame(picture).isVisible()
    assert frame(picture).geometry().contains(QPoint(300, 50))
    assert not frame(picture).geometry().contains(QPoint(300, 150))


def test_before_a_part_is_reached_enter_opens_nothing(qtbot: QtBot, picture: ChartPicture) -> None:
    with qtbot.assert_not_emitted(picture.region_chosen, wait=0):
        qtbot.keyClick(picture, Qt.Key.Key_Return)


def test_a_new_picture_keeps_the_part_that_was_reached(qtbot: QtBot, picture: ChartPicture) -> None:
    qtbot.keyClick(picture, Qt.Key.Key_End)
    picture.show_chart(drawn("voice", "access"))
    assert picture.here.key == ("voice", "")
    picture.show_chart(drawn("access"))
    assert picture.here is None
    assert not frame(picture).isVisible()


def test_a_narrower_picture_keeps_its_ring_in_place(qtbot: QtBot, picture: ChartPicture) -> None:
    qtbot.keyClick(picture, Qt.Key.Key_End)
    picture.resize(300, 150)
    assert frame(picture).geometry().contains(QPoint(150, 125))


def test_a_painted_chart_is_shown_as_it_was_painted() -> None:
    painted = pixels(drawn("access"), 2)
    image = image_of(painted)
    assert (image.width(), image.height()) == (1200, 600)
    assert image.devicePixelRatio() == 2
    assert image.pixelColor(10, 10).name() == "#0b5a9d"


def test_a_tip_shows_marks_as_they_are() -> None:
    assert plain_tip("<b>A & B") == "<span>&lt;b&gt;A &amp; B</span>"
