"""Expectations of a practice's own, also where a figure in them makes no sense."""

from datetime import date
from decimal import Decimal

import pytest

from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.own_rows import OWN_ROWS_TABLE, own_rows


def written(**cells: object) -> Answers:
    said = {"title": "Solar roof", "domain": "estate", "due": date(2028, 3, 31)}
    said |= {"level": Decimal(2)} | cells
    return Answers(
        {
            Address(OWN_ROWS_TABLE, "r1", f"{OWN_ROWS_TABLE}.{name}"): answered(value)
            for name, value in said.items()
        },
        {OWN_ROWS_TABLE: ("r1",)},
    )


def test_a_row_with_title_domain_date_and_level_is_an_expectation() -> None:
    (row,) = own_rows(written())
    assert (row.id, row.title, row.level, row.lead_months) == ("LOC-r1", "Solar roof", 2, 6)


@pytest.mark.parametrize(("typed", "taken"), [(Decimal("7E30"), 60), (Decimal(-3), 0)])
def test_months_beyond_any_plan_are_held_within_it(typed: Decimal, taken: int) -> None:
    assert own_rows(written(lead_months=typed))[0].lead_months == taken


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1999, 12, 31), date(9999, 12, 31)])
def test_a_row_of_a_year_no_plan_can_have_waits(day: date) -> None:
    assert own_rows(written(due=day)) == ()
