from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.charts.chart import Paper
from stocktake.charts.drawing import Sheet
from stocktake.charts.money_rows import (
    CUT,
    cut_lines,
    only_first,
    pounds_and_pence,
    short,
    ticks,
)
from tests.charts.rate_card_data import LONG


@pytest.mark.parametrize(
    ("pounds", "said"),
    [("4", "£4.00"), ("1234.5", "£1,234.50"), ("0.005", "£0.01"), ("-12.3", "-£12.30")],
)
def test_pounds_always_have_their_pence(pounds: str, said: str) -> None:
    assert pounds_and_pence(Decimal(pounds)) == said


def test_a_scale_has_round_amounts_and_nothing_among_them() -> None:
    assert ticks(Decimal(0), Decimal("12.63")) == (Decimal(0), Decimal(5), Decimal(10))
    assert ticks(Decimal(-30), Decimal(30)) == (-20, 0, 20)
    assert ticks(Decimal(0), Decimal(0)) == (0,)


amounts = st.decimals(0, 10**9, places=2)


@given(amounts, amounts)
def test_a_scale_is_short_and_stays_within_its_ends(low: Decimal, high: Decimal) -> None:
    found = ticks(-low, high)
    assert 0 in found
    assert len(found) <= 6
    assert all(-low <= each <= high for each in found)


def test_a_name_is_cut_after_two_lines_between_words() -> None:
    sheet = Sheet(Paper(), "", "")
    lines = cut_lines(sheet, LONG, 200, sheet.body_pen)
    assert len(lines) == 2
    assert lines[1].endswith(CUT)
    assert f"{' '.join(lines)[:-1]} " in LONG
    assert all(sheet.width_of(line, sheet.body_pen) <= 200 for line in lines)


def test_a_name_that_fits_is_left_as_it_is() -> None:
    sheet = Sheet(Paper(), "", "")
    assert cut_lines(sheet, "Room", 200, sheet.body_pen) == ("Room",)
    assert short("Room") == "Room"
    assert len(short(LONG)) == 60
    assert short(LONG).endswith(CUT)


def test_it_is_said_when_not_every_row_is_drawn() -> None:
    assert only_first(60) == ""
    assert only_first(72) == "The first 60 of 72 are drawn; the table has them all"
