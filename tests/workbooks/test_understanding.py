"""What answers of a received workbook must be, where practices have cards of their own."""

from datetime import date
from decimal import Decimal

import filled_practice

from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.loading import shipped_form
from stocktake.workbooks.understanding import Forms


def test_cards_of_one_practice_are_known_though_another_came_first() -> None:
    forms = Forms([shipped_form("expectations")])
    plain = filled_practice.submission("expectations")
    cells = {
        "title": "Solar roof",
        "domain": "estate",
        "due": date(2028, 3, 31),
        "level": Decimal(2),
    }
    table = "local.rows"
    answers = Answers(
        {Address(table, "r1", f"{table}.{name}"): answered(value) for name, value in cells.items()},
        {table: ("r1",)},
    )
    own = filled_practice.submission("expectations", answers=answers)
    for each in (plain, own):
        form = forms.find(each)
        assert form is not None
        is_asked = "LOC-r1.needs_oneoff" in forms.kinds(form)
        assert is_asked == (each is own)
