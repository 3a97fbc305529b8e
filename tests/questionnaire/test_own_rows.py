"""Expectations of a practice's own, also where a figure in them makes no sense."""

from datetime import date
from decimal import Decimal

import pytest

from stocktake.questionnaire.answers import Address, Answer, Answers, State, answered
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


@pytest.mark.parametrize("typed", [Decimal("7E30"), Decimal(-3), Decimal("2.5")])
def test_a_figure_beyond_its_limits_counts_as_not_answered(typed: Decimal) -> None:
    (row,) = own_rows(written(lead_months=typed, impact=typed))
    assert (row.lead_months, row.impact) == (6, 3)
    assert own_rows(written(level=typed)) == ()


def test_months_and_weight_at_their_limits_are_taken_as_they_are() -> None:
    (row,) = own_rows(written(lead_months=Decimal(0), impact=Decimal(5), level=Decimal(0)))
    assert (row.lead_months, row.impact, row.level) == (0, 5, 0)
    assert own_rows(written(lead_months=Decimal(60)))[0].lead_months == 60


def test_a_table_said_not_to_apply_has_no_cards() -> None:
    answers = written()
    answers[Address(OWN_ROWS_TABLE)] = Answer(state=State.NOT_APPLICABLE)
    assert own_rows(answers) == ()


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1999, 12, 31), date(9999, 12, 31)])
def test_a_row_of_a_year_no_plan_can_have_waits(day: date) -> None:
    assert own_rows(written(due=day)) == ()
