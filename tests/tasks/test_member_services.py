"""What a practice of a merge says of its services: minutes only in the unit that all count in."""

from decimal import Decimal

import pytest
from filled_practice import submission

from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.member_services import minutes
from stocktake.tasks.sheets import sheet_of

TABLE = "services.catalogue"


def told(**cells: object) -> dict[str, Decimal]:
    answers = Answers()
    for name, value in {
        "service": "ecg",
        "provided": "by_us",
        "hca_min": Decimal(20),
        **cells,
    }.items():
        answers[Address(TABLE, "ecg", f"{TABLE}.{name}")] = answered(value)
    return minutes(sheet_of(submission(STOCKTAKE, answers=answers, route="full")))


def test_minutes_are_known_by_service_and_kind_of_staff() -> None:
    assert told() == {"ecg/hca_min": Decimal(20)}


def test_minutes_in_the_usual_unit_are_put_together() -> None:
    sheet = sheet_of(submission(STOCKTAKE, answers=Answers()))
    units = [c.code for c in sheet.loaded.fields[f"{TABLE}.volume_unit"].choice]
    usual = [unit for unit in units if told(volume_unit=unit)]
    assert len(units) > 2
    assert len(usual) == 1


@pytest.mark.parametrize("service", ["other", "a_row_of_their_own"])
def test_a_service_of_the_practice_s_own_is_nobody_else_s(service: str) -> None:
    assert told(service=service) == {}
