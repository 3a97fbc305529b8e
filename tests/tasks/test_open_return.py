"""A submission laid out for filling in keeps in step with what is saved of it."""

from datetime import date

import filled_practice
from filling import answer

from stocktake.tasks.open_return import OpenReturn
from stocktake.tasks.sheets import sheet_of


def test_route_and_day_go_with_the_submission_so_that_cards_are_dealt_by_them() -> None:
    made = filled_practice.submission("practice_stocktake")
    opened = OpenReturn(1, made, sheet_of(made), set())
    answer(opened.sheet, profile__list_size=9000)
    opened.follow_route("express")
    opened.follow_day(date(2028, 2, 29))
    assert (opened.submission.route, opened.sheet.route) == ("express", "express")
    assert opened.submission.assessed_on == opened.sheet.today == date(2028, 2, 29)
    assert opened.sheet.value("profile.list_size") == 9000
