from matplotlib.patches import Rectangle
from matplotlib.text import Text

from stocktake.charts.cell import NONE_DATED, NOT_APPLICABLE, NOT_ASSESSED, Cell
from stocktake.charts.cell_marks import key_digit, key_sign, paint_digit, paint_missing
from stocktake.charts.chart import Paper
from stocktake.charts.drawing import Box, Sheet

BOX = Box(100, 100, 140, 130)


def opened() -> Sheet:
    sheet = Sheet(Paper(), "Title", "")
    sheet.open(100)
    return sheet


def drawn(sheet: Sheet, cell: Cell) -> tuple[bool, list[str]]:
    paint_missing(sheet, BOX, cell)
    hatched = any(each.get_hatch() for each in sheet.figure.findobj(Rectangle))
    signs = [each.get_text() for each in sheet.figure.findobj(Text)]
    return hatched, [sign for sign in signs if sign in ("?", "–")]


def test_a_digit_stands_on_its_shade() -> None:
    sheet = opened()
    paint_digit(sheet, BOX, sheet.palette.level(4), "4", 10)
    fills = [each.get_facecolor() for each in sheet.figure.findobj(Rectangle)]
    digit = next(each for each in sheet.figure.findobj(Text) if each.get_text() == "4")
    assert any(round(fill[0] * 255) == 0x0B for fill in fills)
    assert digit.get_color() == sheet.palette.level(4)[1]


def test_what_is_not_asked_or_not_known_is_hatched() -> None:
    assert drawn(opened(), NONE_DATED) == (True, [])
    assert drawn(opened(), NOT_ASSESSED) == (True, ["?"])


def test_what_does_not_apply_is_a_dash_alone() -> None:
    assert drawn(opened(), NOT_APPLICABLE) == (False, ["–"])


def test_the_key_shows_the_same_signs() -> None:
    sheet = Sheet(Paper(), "Title", "")
    shade = sheet.palette.level(1)
    sheet.open(100, (key_digit(lambda _: shade, 1, "Started"), key_sign("not assessed", "?")))
    said = [each.get_text() for each in sheet.figure.findobj(Text)]
    assert {"1", "Started", "?", "not assessed"} <= set(said)
